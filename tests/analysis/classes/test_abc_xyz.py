"""Which class had each item at each month-end?"""

from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.classes.abc_xyz import (
    COLUMNS,
    abc_by_measure,
    abc_xyz,
    settle,
    windows,
)
from helpers.settings import Settings
from tests.analysis.sales import monthly_buyer, sales_table
from tests.laws import examples

DEFAULT = Settings()
LIMITS = DEFAULT.abc, DEFAULT.xyz
DAY = pd.Timestamp("2013-12-31")
SQL = Path(__file__).parents[2] / "bench" / "monthly_abc.sql"


def classes(rows, *, as_of=DAY, cut="customer"):
    sales = rows if not isinstance(rows, list) else sales_table(rows)
    return abc_xyz(windows(sales, cut=cut, as_of=as_of, months=12), *LIMITS)


def at_last(table):
    return table[table["as_of"] == table["as_of"].max()].set_index("item")


@pytest.fixture(scope="module")
def two_years():
    chance = np.random.default_rng(7)
    days = pd.date_range("2012-01-01", "2013-12-31")
    n = 4000
    customer = [f"c{k}" for k in chance.zipf(1.4, n).clip(max=60)]
    amount = np.where(chance.random(n) < 0.1, -1, 1) * chance.lognormal(4, 1, n).round(2)
    return pd.DataFrame({"date": chance.choice(days, n), "customer": customer, "amount": amount})


def test_classes_equal_those_of_a_query_written_by_hand(two_years):
    sales = sales_table(two_years)
    ours = classes(sales)
    with duckdb.connect() as con:
        con.register("sales", sales.to_pyarrow())
        theirs = con.execute(
            SQL.read_text(), {"last_month": "2013-12-01", "first_month": "2012-01-01"}
        ).df()
    assert len(ours) == len(theirs) > 500
    assert ours["as_of"].nunique() == 13
    for column in ("as_of", "item", "abc"):
        assert (ours[column].to_numpy() == theirs[column].to_numpy()).all()
    assert np.allclose(ours["amount"], theirs["amount"])


def test_the_order_of_rows_changes_nothing(two_years):
    shuffled = two_years.sample(frac=1, random_state=3)
    pd.testing.assert_frame_equal(classes(sales_table(two_years)), classes(sales_table(shuffled)))


def test_a_past_date_does_not_see_the_future(two_years):
    then = pd.Timestamp("2013-06-30")
    lie = two_years.assign(amount=two_years["amount"].where(two_years["date"] <= then, 1e6))
    lie = pd.concat([lie, lie.assign(date=pd.Timestamp("2013-07-01"), customer="new")])
    known = two_years[two_years["date"] <= then]
    pd.testing.assert_frame_equal(
        classes(sales_table(known), as_of=then), classes(sales_table(lie), as_of=then)
    )


def test_one_giant_purchase_is_important_but_not_regular():
    rows = monthly_buyer("ann", first="2013-01-01", months=12)
    giant = [("2013-05-05", "giant", 5000), ("2012-01-05", "giant", 1)]
    last = at_last(classes(rows + giant))
    assert last.loc["giant", ["abc", "xyz", "xyz_rhythm"]].tolist() == ["A", "Z", "N"]
    assert last.loc["ann", ["xyz", "xyz_rhythm", "xyz_variation"]].tolist() == ["X", "X", "X"]


def test_a_regular_quarterly_buyer_has_a_monthly_variation_of_1_41_and_an_even_rhythm():
    rows = monthly_buyer("quarterly", first="2012-01-01", months=24, every=3)
    rows += [r for k in range(3) for r in monthly_buyer(f"m{k}", first="2012-01-01", months=24)]
    last = at_last(classes(rows)).loc["quarterly"]
    assert last["period"] == "month"
    assert last["variation"] == pytest.approx(np.sqrt(2))
    assert last["xyz_variation"] == "Z"
    assert last["active_share"] == pytest.approx(4 / 12)
    assert last["xyz_rhythm"] == "X"


def test_a_newcomer_of_the_month_that_is_not_over_disturbs_nobody():
    rows = monthly_buyer("ann", first="2012-01-01", months=24)
    rows += monthly_buyer("cyd", first="2012-01-01", months=24)
    then = pd.Timestamp("2013-12-15")
    alone, joined = (
        classes(part, as_of=then) for part in (rows, [*rows, ("2013-12-12", "bob", 5)])
    )
    assert alone["xyz_rhythm"].eq("X").all()
    pd.testing.assert_frame_equal(alone, joined)


def rhythm_of(days, start, end):
    inside = sorted(d for d in days if start <= d <= end)
    gaps = np.diff(np.array(inside, dtype="datetime64[D]")).astype(float)
    return np.std(gaps) / np.mean(gaps) if len(inside) >= 4 else np.nan


def test_the_rhythm_equals_the_one_counted_customer_by_customer(two_years):
    table = at_last(classes(sales_table(two_years)))
    days = two_years.groupby(["customer", "date"])["amount"].sum()
    bought = days[days > 0].reset_index().groupby("customer")["date"].apply(list)
    expected = bought.map(lambda d: rhythm_of(d, pd.Timestamp("2013-01-01"), DAY))
    assert np.allclose(table["rhythm"], expected.reindex(table.index), equal_nan=True)
    assert table["rhythm"].notna().sum() > 20


def test_periods_are_quarters_where_the_typical_customer_buys_quarterly():
    rows = [
        r for k in range(3) for r in monthly_buyer(f"q{k}", first="2012-01-01", months=24, every=3)
    ]
    last = at_last(classes(rows))
    assert set(last["period"]) == {"quarter"}
    assert last["xyz"].tolist() == ["X"] * 3
    assert last["variation"].max() == pytest.approx(0)


def test_a_newcomer_is_judged_from_its_first_purchase_but_on_three_months_at_least():
    rows = monthly_buyer("ann", first="2012-01-01", months=24)
    rows += monthly_buyer("new", first="2013-08-01", months=5)
    rows += monthly_buyer("newest", first="2013-12-01", months=1)
    last = at_last(classes(rows))
    assert last.loc["new", "active_share"] == pytest.approx(1)
    assert last.loc["newest", "active_share"] == pytest.approx(1 / 3)
    assert last.loc["newest", "xyz"] == "Y"


def test_short_records_give_one_month_end_and_none_without_a_month():
    assert classes([("2013-11-05", "ann", 1)])["as_of"].nunique() == 1
    none = classes([("2013-12-05", "ann", 1)], as_of=pd.Timestamp("2013-12-07"))
    assert none.empty
    assert list(none.columns) == [*COLUMNS, "settled"]


def test_fourteen_months_of_records_fill_three_windows():
    rows = monthly_buyer("ann", first="2012-11-01", months=14)
    assert classes(rows)["as_of"].nunique() == 3


def test_each_measure_has_classes_of_its_own():
    lines = pd.DataFrame(
        {
            "date": ["2013-05-01"] * 2,
            "customer": ["ann", "bob"],
            "amount": [90, 10],
            "quantity": [1, 99],
            "cost": [95, 2],
        }
    )
    table = abc_by_measure(
        windows(sales_table(lines), cut="customer", as_of=DAY, months=12), DEFAULT.abc
    ).set_index("item")
    letters = table[["abc_amount", "abc_quantity", "abc_gross_profit"]]
    assert letters.loc["ann"].tolist() == ["A", "C", "C"]
    assert letters.loc["bob"].tolist() == ["B", "A", "A"]


def settled(letters, position):
    there = np.ones((1, len(position)), dtype=bool)
    return "".join(
        settle(np.array([list(letters)]), np.array([position]), (0.8, 0.95), there, "ABC",
               beyond=0.02)[0]
    )  # fmt: skip


def test_an_item_near_a_border_does_not_flicker():
    assert settled("ABABA", [0.79, 0.81, 0.79, 0.81, 0.79]) == "AAAAA"


def test_a_move_counts_at_once_when_the_border_is_crossed_by_two_points():
    assert settled("ABA", [0.79, 0.82, 0.77]) == "ABA"


def test_a_move_counts_when_it_lasts_two_month_ends():
    assert settled("ABBB", [0.79, 0.81, 0.81, 0.81]) == "AABB"


@examples(25)
@given(
    st.lists(
        st.tuples(
            st.dates(pd.Timestamp("2012-01-01").date(), DAY.date()),
            st.sampled_from("abcde"),
            st.integers(-500, 1000),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_every_item_stands_once_at_each_month_end_with_letters_that_exist(rows):
    table = classes(rows)
    assert not table.duplicated(["as_of", "item"]).any()
    assert table["abc"].isin(["A", "B", "C"]).all()
    assert table["xyz"].isin(["X", "Y", "Z"]).all()
    assert table["active_share"].between(0, 1).all()
    assert table[["xyz_rhythm", "xyz_variation"]].isin(["X", "Y", "Z", "N"]).all(axis=None)
