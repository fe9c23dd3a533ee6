"""What the reader sees of the classes; a cut that was not brought shows nothing."""

import ibis
import pandas as pd
import pytest

from helpers.analysis.classes import cuts, findings, tables
from helpers.settings import AbcSettings, Settings

AS_OF = pd.Timestamp("2025-12-31")
LIMITS = (AbcSettings(least_items=3), Settings().xyz)


def sales(**money):
    """Sales of each product on the first day of each of the last 26 months."""
    days = pd.date_range(end="2025-12-01", periods=26, freq="MS")
    rows = [
        ("x", name, day.date(), float(amount)) for name, amount in money.items() for day in days
    ]
    return ibis.memtable(pd.DataFrame(rows, columns=["customer", "product", "date", "amount"]))


@pytest.fixture(scope="module")
def products():
    return cuts.cut(sales(tea=90, salt=9, pins=1), "product", *LIMITS, as_of=AS_OF)


def test_a_cut_that_the_sales_do_not_name_gives_nothing():
    cut = cuts.cut(sales(tea=1), "branch", *LIMITS, as_of=AS_OF)
    assert (cut.kept, cut.measures, cut.carriers, cut.title) == (None, None, None, "")
    assert tables.in_a_row(cut) is None
    assert tables.grid(cut.classes) is None
    assert tables.grid_of_money(cut.classes) is None


def test_items_stand_under_the_name_of_their_cut_with_their_share_of_all(products):
    row = tables.in_a_row(products)
    assert row.columns.tolist() == ["product", "amount", "share", "cell", "trend", "change_share"]
    assert row["product"].tolist() == ["tea", "salt", "pins"]
    assert row["share"].tolist() == pytest.approx([0.9, 0.09, 0.01])
    assert row["cell"].tolist() == ["AX", "BX", "CX"]
    assert row["change_share"].tolist() == [0, 0, 0]


def test_under_the_least_items_there_are_amounts_and_no_letters():
    cut = cuts.cut(sales(tea=90, salt=9), "product", *LIMITS, as_of=AS_OF)
    assert cut.too_few == "No classes by letters: 3 products are needed, and there are 2"
    assert (cut.carriers, cut.note) == (None, "")
    assert cut.title == "A year's net sales, the largest first"
    shown = tables.in_a_row(cut)
    assert shown.columns.tolist() == ["product", "amount", "share", "trend", "change_share"]
    assert {len(months) for months in shown["trend"]} <= set(range(1, tables.TREND_MONTHS + 1))
    assert tables.grid(cut.classes) is None
    assert tables.readings(cut.classes).empty
    assert cut.kept.empty
    assert cut.measures.empty


@pytest.mark.parametrize(("months", "told"), [(2, "3 complete months"), (3, "")])
def test_under_three_months_nobody_has_letters(months, told):
    every = sales(tea=90, salt=9, pins=1)
    short = every.filter(every.date >= (AS_OF - pd.DateOffset(months=months)).date())
    cut = cuts.cut(short, "product", *LIMITS, as_of=AS_OF)
    assert told in cut.too_few
    assert cut.classes.empty is bool(told)


def test_shares_are_of_all_items_also_of_those_that_are_not_shown():
    many = sales(**{f"p{n:02}": 1 for n in range(20)})
    row = tables.in_a_row(cuts.cut(many, "product", *LIMITS, as_of=AS_OF))
    assert len(row) == tables.LONGEST
    assert row["share"].tolist() == pytest.approx([1 / 20] * tables.LONGEST)


def test_nine_classes_hold_all_items_and_all_money(products):
    assert tables.grid(products.classes).to_numpy().sum() == 3
    assert tables.grid_of_money(products.classes).loc["A", "X"] == 90 * 12


def test_months_are_shown_as_short_words_on_the_axis_and_whole_in_the_table(products):
    assert tables.by_month(products.classes)["month"].max() == AS_OF
    assert tables.by_month_in_words(products.classes)["A"].tolist() == [1] * 13


def test_without_costs_nobody_is_called_a_poor_giant(products):
    assert findings.poor_giants(products.measures) is None
    assert findings.unprofitable(None) is None
    assert tables.poor(None) is None


def test_a_flow_of_money_adds_up_the_nine_classes_by_their_first_letter():
    rows = [
        ("AX", "AX", 500.0), ("AX", "BZ", 20.0), ("AZ", "BX", 30.0), ("CZ", "gone", 4.0),
        ("entered", "AX", 0.0),
    ]  # fmt: skip
    moved = pd.DataFrame(rows, columns=["from", "to", "amount_before"]).assign(
        span="quarter", customers=1
    )
    found = tables.flow(moved)
    assert found.index.tolist() == ["A", "B", "C"]
    assert found.loc["A"].tolist() == [500.0, 50.0, 0.0, 0.0]
    assert found.loc["C"].tolist() == [0.0, 0.0, 0.0, 4.0]
    assert tables.flow(moved, value="customers").loc["A", "B"] == 2
    assert tables.flow(moved.assign(span="month")) is None


def test_without_a_quarter_there_is_no_square():
    columns = ["span", "from", "to", "customers", "amount", "amount_before"]
    assert tables.square(pd.DataFrame(columns=columns), value="customers") is None
