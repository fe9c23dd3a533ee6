"""On which step of leaving does each customer stand? Both sides of every border, and laws."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as asked
from hypothesis import strategies as st

from helpers.analysis.definitions import durable
from helpers.analysis.definitions.ladder import (
    BETWEEN,
    COLUMNS,
    STEPS,
    Bounds,
    bounds,
    ladder,
    placed,
)
from helpers.settings import Settings
from tests.analysis.sales import sales_table

AS_OF = pd.Timestamp("2024-12-31")
DEFAULTS = Settings()
HORIZON, GONE = 91, 365
NOTHING_DURABLE = pd.DataFrame({"category": ["service"], "durable": [False]})
CARS = pd.DataFrame({"category": ["car", "service"], "durable": [True, False]})


def lines(*rows):
    """Lines ``(days before the last known one, customer, amount, category)``."""
    frame = pd.DataFrame(rows, columns=["date", "customer", "amount", "category"])
    return sales_table(frame.assign(date=AS_OF - pd.to_timedelta(frame["date"], unit="D")))


def every(gap, customer, *, last, times=12, category="service", amount=10.0):
    return [(last + gap * k, customer, amount, category) for k in range(times)]


def kinds(rows):
    """Days on which each customer bought each category."""
    days = pd.DataFrame(rows, columns=["back", "item", "amount", "category"])
    days = days.assign(date=(AS_OF - pd.to_timedelta(days.pop("back"), unit="D")).astype("M8[s]"))
    return days.sort_values(["item", "category", "date"], ignore_index=True)[durable.DAYS]


def steps(rows, *, categories=NOTHING_DURABLE, as_of=AS_OF):
    """Steps by customer, of rows that are all purchases."""
    measured = Bounds(categories, HORIZON, GONE)
    days = kinds(rows).drop_duplicates()
    rare = days["category"].isin(measured.durable)
    repeated = days.loc[~rare, ["item", "date"]].drop_duplicates().sort_values(["item", "date"])
    return placed(repeated.reset_index(drop=True), days[rare].reset_index(drop=True),
                  as_of=as_of, measured=measured, settings=DEFAULTS)  # fmt: skip


def of_sales(rows, *, categories=NOTHING_DURABLE, as_of=AS_OF):
    """The whole ladder of lines of sale."""
    measured = Bounds(categories, HORIZON, GONE)
    table = ladder(lines(*rows), as_of=as_of, measured=measured, settings=DEFAULTS)
    return table.set_index("customer")


CROWD = [row for k in range(30) for row in every(20, f"crowd {k:02}", last=5)]


@pytest.mark.parametrize(
    ("silent", "step"),
    [(0, "in_rhythm"), (20, "in_rhythm"), (91, "late"), (92, "left"), (365, "left"), (366, "gone")],
)
def test_who_buys_every_twenty_days_goes_down_the_ladder(silent, step):
    one = steps([*CROWD, *every(20, "ann", last=silent)]).loc["ann"]
    assert (one["step"], one["silent_days"]) == (step, silent)


def test_late_begins_where_the_longest_usual_silence_ends():
    longest = int(steps([*CROWD, *every(20, "ann", last=0)]).loc["ann", "longest_gap"])
    inside, beyond = (
        steps([*CROWD, *every(20, "ann", last=longest + k)]).loc["ann", "step"] for k in (0, 1)
    )
    assert (inside, beyond) == ("in_rhythm", "late")


def test_who_has_no_habit_is_never_late():
    table = steps([*CROWD, *every(1, "once", last=62, times=2), *every(40, "twice", last=80)])
    assert table.loc["once", ["step", "habit"]].tolist() == ["in_rhythm", False]
    assert table.loc["once", ["usual_gap", "chance_of_silence", "next_expected"]].isna().all()
    assert table.loc["twice", "habit"]


def test_only_durable_goods_are_no_rung_of_the_ladder():
    table = steps([*CROWD, *every(400, "cars", last=390, times=2, category="car")], categories=CARS)
    assert table.loc["cars", "step"] == BETWEEN
    assert table.loc["cars", "purchases"] == 0


def test_a_car_does_not_shorten_the_silence_of_the_service_but_nobody_is_gone_who_bought_one():
    def bought(car, service):
        rows = [*CROWD, *every(20, "ann", last=service), (car, "ann", 9e3, "car")]
        return steps(rows, categories=CARS).loc["ann", "step"]

    assert bought(car=3, service=91) == "late"
    assert bought(car=91, service=92) == BETWEEN
    assert bought(car=92, service=400) == "left"
    assert bought(car=366, service=400) == "gone"


def test_the_money_of_a_year_is_repeated_single_or_durable():
    rows = [*every(20, "ann", last=5), (3, "ann", 900, "car"), (7, "bob", 50, "service"),
            (365, "bob", 5, None), (366, "bob", 7, "service")]  # fmt: skip
    table = of_sales(rows, categories=CARS)
    parts = ["repeated_sales_year", "single_sales_year", "durable_sales_year", "net_sales_year"]
    assert table.loc["ann", parts].tolist() == [120.0, 0.0, 900.0, 1020.0]
    assert table.loc["bob", parts].tolist() == [55.0, 0.0, 0.0, 55.0]  # two months make a habit
    assert table["gross_profit_year"].isna().all()  # no cost was brought


def test_the_next_purchase_is_expected_by_the_own_habit_or_by_customers_alike():
    waits = [
        row for k in range(5) for row in every(300 + k, f"w{k}", last=9, times=2, category="car")
    ]
    rows = [*CROWD, *waits, *every(20, "ann", last=10), (100, "cars", 9e3, "car"),
            (303, "waits", 9e3, "car"), (304, "waited", 9e3, "car")]  # fmt: skip
    expected = steps(rows, categories=CARS)["next_expected"]
    assert (expected["ann"] - AS_OF).days == 10
    assert (expected["cars"] - AS_OF).days == 302 - 100
    assert (expected["waits"] - AS_OF).days == 1  # one alone had waited for longer than 303 days
    assert pd.isna(expected["waited"])


def test_durable_is_what_is_bought_again_after_longer_than_the_horizon():
    days = kinds([row for k in range(10) for row in [
        *every(91, f"a{k}", last=0, times=3, category="at the horizon"),
        *every(92, f"b{k}", last=0, times=3, category="beyond")]])  # fmt: skip
    table = durable.typical_gaps(days, horizon_days=91, least_gaps=20).set_index("category")
    assert table["durable"].to_dict() == {"beyond": True, "at the horizon": False}
    few = durable.typical_gaps(days, horizon_days=91, least_gaps=21)
    assert not few["durable"].any()


def test_categories_cut_so_finely_that_together_they_are_a_habit_are_not_durable():
    fine = [(10 * k, "ann", 1.0, f"part {k % 30:02}") for k in range(120)]
    table = durable.typical_gaps(kinds(fine), horizon_days=91, least_gaps=3)
    assert (table["usual_gap"] == 300).all()
    assert table["durable"].sum() < 5


def test_without_categories_everything_is_repeated():
    rows = sales_table([("2024-01-10", "a", 1), ("2024-12-10", "a", 1)])
    measured = bounds(rows, as_of=AS_OF, rules=DEFAULTS.churn)
    table = ladder(rows, as_of=AS_OF, measured=measured, settings=DEFAULTS)
    assert (measured.durable, table["purchases"].tolist()) == ([], [2])
    assert table["durable_sales_year"].tolist() == [0.0]


def test_of_nobody_there_is_an_empty_ladder():
    rows = sales_table([("2024-01-10", "only returns", -1)])
    measured = bounds(rows, as_of=AS_OF, rules=DEFAULTS.churn)
    table = ladder(rows, as_of=AS_OF, measured=measured, settings=DEFAULTS)
    assert (list(table), len(table)) == (COLUMNS, 0)


ROWS = st.lists(
    st.tuples(
        st.integers(0, 900),
        st.sampled_from("abcdef"),
        st.just(10.0),
        st.sampled_from(["car", "service", None]),
    ),
    min_size=1,
    max_size=40,
)


@asked(max_examples=8, deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_every_customer_stands_on_one_step_whatever_the_order_of_the_rows(rows, random):
    table = steps(rows, categories=CARS)
    assert table.index.tolist() == sorted({row[1] for row in rows})
    assert set(table["step"]) <= {*STEPS, BETWEEN}
    shuffled = random.sample(rows, len(rows))
    pd.testing.assert_frame_equal(table, steps(shuffled, categories=CARS))


def test_a_day_that_is_all_returned_is_no_purchase_and_a_ladder_does_not_hang_on_the_order():
    rows = [*every(20, "ann", last=5), (5, "ann", -10.0, "service"), (9, "bob", 3, None)]
    table = of_sales(rows)
    assert table["silent_days"].tolist() == [25.0, 9.0]
    pd.testing.assert_frame_equal(table, of_sales(rows[::-1]))


@asked(max_examples=8, deadline=None)
@given(ROWS, st.integers(1, 500))
def test_a_longer_silence_never_moves_up(rows, days):
    """Only what the customer has bought is known later on: nobody climbs by waiting."""
    now, later = (
        steps(rows, categories=CARS, as_of=AS_OF + pd.Timedelta(days=k)) for k in (0, days)
    )
    rung = {name: k for k, name in enumerate(STEPS)}
    both = pd.DataFrame({"now": now["step"], "later": later["step"]})
    both = both[(both != BETWEEN).all(axis=1)]
    assert (both["now"].map(rung) <= both["later"].map(rung)).all()


@pytest.mark.parametrize("seed", range(5))
def test_of_customers_who_never_change_few_are_late(seed):
    random = np.random.default_rng(seed)
    rows = []
    for k in range(300):
        at = int(random.exponential(15))
        while at < 1000:
            rows.append((at, f"{k:03}", 10.0, "service"))
            at += 1 + int(random.gamma(3, 10))
    table = steps(rows)
    assert (table["step"] == "late").mean() < 0.05
    assert (table["step"] == "in_rhythm").mean() > 0.90


@pytest.mark.parametrize("seed", range(5))
def test_who_fell_silent_is_late_or_has_left(seed):
    random = np.random.default_rng(seed)
    rows = []
    for k in range(200):
        at = 75 if k < 20 else int(random.exponential(15))
        while at < 1000:
            rows.append((at, f"{k:03}", 10.0, "service"))
            at += 1 + int(random.gamma(3, 5))
    table = steps(rows)
    assert (table.loc[[f"{k:03}" for k in range(20)], "step"] == "late").mean() > 0.8
