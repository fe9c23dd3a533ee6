"""Conversion in the days that a step takes, and how long leads stand before it."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.funnel import steps
from helpers.analysis.funnel.stages import STAGES, ways
from tests.analysis.funnel.leads import AS_OF, DAY, log
from tests.laws import examples

FIRST = ("lead", "suspect")
NEVER = pd.Series(pd.NaT, dtype="datetime64[s]")


def one_step(*took, begun="2025-03-03", lost=()):
    """Leads of one day that become suspects after so many days; None: never."""
    start = pd.Timestamp(begun)
    rows = [(f"L{n}", start, "lead") for n in range(len(took))]
    rows += [(f"L{n}", start + t * DAY, "suspect") for n, t in enumerate(took) if t is not None]
    rows += [(f"L{n}", start + t * DAY, "lost") for n, t in lost]
    return ways(log(*rows), as_of=AS_OF)


def tried(way, span):
    again = pd.Series(pd.NaT, index=range(len(way.leads)), dtype="datetime64[s]")
    return steps.tried(way, again, {FIRST: span})


def test_a_step_is_given_the_days_in_which_nine_of_ten_finished_it():
    assert steps.days_given(one_step(*range(1, 12)), quantile=0.9)[FIRST] == 10


def test_a_step_that_nobody_finished_is_given_no_days():
    assert FIRST not in steps.days_given(one_step(None), quantile=0.9)


def test_who_passes_too_late_has_not_passed():
    row = steps.funnel(tried(one_step(4, 5, 6, None), span=5)).iloc[0]
    assert (row["entered"], row["passed"], row["rate"]) == (4, 2, 0.5)


@pytest.mark.parametrize(("age", "entered"), [(5, 1), (4, 0)])
def test_a_lead_counts_once_it_has_had_its_days(age, entered):
    begun = str((AS_OF - age * DAY).date())
    assert steps.funnel(tried(one_step(1, begun=begun), span=5))["entered"].iloc[0] == entered


@pytest.mark.parametrize(("span", "mature"), [(31, True), (32, False)])
def test_a_month_is_mature_once_its_last_day_has_had_its_days(span, mature):
    # of November, whose last day lies 31 days before the last known one
    table = steps.funnel(tried(one_step(1, begun="2025-11-03"), span=span), "cohort")
    assert table["mature"].tolist() == [mature]


def test_half_have_gone_after_the_median_and_who_still_stands_there_is_open():
    row = steps.funnel(tried(one_step(2, 4, 6, None), span=5)).iloc[0]
    assert row["median_days"] == 4


def test_where_fewer_than_half_have_moved_there_is_no_median():
    assert pd.isna(steps.funnel(tried(one_step(2, None, None), span=5))["median_days"].iloc[0])


def test_being_marked_as_lost_ends_the_time_at_a_stage():
    way = one_step(2, None, None, lost=[(1, 8), (2, 9)])
    assert steps.funnel(tried(way, span=5))["median_days"].iloc[0] == 8


def test_who_jumped_a_stage_passes_it_and_does_not_count_in_its_time():
    way = ways(log(("A", "2025-01-01", "lead"), ("A", "2025-01-09", "prospect")), as_of=AS_OF)
    again = pd.Series([pd.NaT], dtype="datetime64[s]")
    table = steps.funnel(steps.tried(way, again, {("suspect", "prospect"): 3}))
    assert table["passed"].tolist() == [1]
    assert table["median_days"].isna().all()


@pytest.mark.parametrize(("after", "passed"), [(365, 1), (366, 0)])
def test_a_client_has_come_again_within_a_year(after, passed):
    way = ways(log(("A", "2024-01-01", "customer")), as_of=AS_OF)
    again = pd.Series([pd.Timestamp("2024-01-01") + after * DAY])
    table = steps.funnel(steps.tried(way, again, {steps.STEPS[-1]: 365}))
    assert table["passed"].tolist() == [passed]


@pytest.mark.parametrize(("sold", "entered"), [("2024-12-31", 1), ("2025-01-01", 0)])
def test_only_customers_of_a_year_ago_can_be_clients(sold, entered):
    way = ways(log(("A", sold, "customer")), as_of=AS_OF)
    again = pd.Series([pd.NaT], dtype="datetime64[s]")
    table = steps.funnel(steps.tried(way, again, {steps.STEPS[-1]: 365}))
    assert table["entered"].tolist() == [entered]


leads = st.lists(st.lists(st.integers(0, 700), min_size=1, max_size=4), min_size=1, max_size=25)


@examples(25)
@given(leads)
def test_who_came_has_passed_or_not_and_nobody_comes_from_nowhere(days):
    start = pd.Timestamp("2024-01-05")
    rows = [
        (f"L{n}", start + day * DAY, stage)
        for n, mine in enumerate(days)
        for stage, day in zip(STAGES, mine, strict=False)
    ]
    way = ways(log(*rows), as_of=AS_OF)
    given_days = steps.days_given(way, quantile=0.9)
    again = pd.Series(pd.NaT, index=range(len(way.leads)), dtype="datetime64[s]")
    table = steps.funnel(steps.tried(way, again, given_days), "cohort")
    assert (table["passed"] <= table["entered"]).all()
    assert (
        table.loc[table["entered"] > 0, ["low", "high"]]
        .apply(lambda ends: ends.between(0, 1).all())
        .all()
    )
    stood = steps.stood_at(way, given_days)
    assert stood["leads"].is_monotonic_decreasing
    counted = way.reached.notna().sum()
    assert counted.is_monotonic_decreasing
    assert counted["lead"] == len(days)
