"""Everybody stands at one stage, and nobody falls out between two quarters."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.journey import stages as at
from tests.analysis.journey.journeys import days

END = pd.Timestamp("2025-06-30")


def stage_of(step, *dates, referrers=()):
    """Stage of one customer with this step of the ladder and these purchases."""
    placed = pd.DataFrame({"step": [step]}, index=["A"])
    table = at.customers_at(placed, days(*[("A", d) for d in dates]), referrers, end=END)
    return table["stage"].item()


@pytest.mark.parametrize(
    ("day", "stage"), [("2024-12-31", "first purchase"), ("2024-12-30", "leaving")]
)
def test_one_purchase_is_the_first_one_for_two_quarters(day, stage):
    assert stage_of("in_rhythm", day) == stage


def test_one_purchase_of_a_durable_good_stays_the_first_one():
    assert stage_of("between", "2023-01-10") == "first purchase"


def test_two_purchases_in_time_repeat_and_who_recommends_is_an_advocate():
    two = ("2025-03-01", "2025-06-01")
    assert stage_of("in_rhythm", *two) == "repeat"
    assert stage_of("in_rhythm", *two, referrers={"A"}) == "advocate"


@pytest.mark.parametrize(
    ("step", "stage"),
    [("late", "leaving"), ("left", "leaving"), ("gone", "lost"), ("between", "repeat")],
)
def test_stages_follow_the_ladder(step, stage):
    assert stage_of(step, "2023-03-01", "2024-06-01", referrers={"B"}) == stage


def test_who_recommends_and_is_late_is_leaving_all_the_same():
    assert stage_of("late", "2024-03-01", "2024-06-01", referrers={"A"}) == "leaving"


@given(st.lists(st.sampled_from(["in_rhythm", "late", "left", "gone", "between"]), min_size=1))
def test_each_customer_has_one_stage(steps):
    names = [f"C{n}" for n in range(len(steps))]
    bought = days(*[(n, "2025-01-05") for n in names], *[(n, "2025-02-05") for n in names])
    table = at.customers_at(pd.DataFrame({"step": steps}, index=names), bought, (), end=END)
    assert sorted(table["who"]) == sorted(names)
    assert set(table["stage"]) <= set(at.BOUGHT)


def leads(**of):
    """One lead with these days."""
    known = {"lead": "L1", "begun": "2025-06-01", "sold": None, "lost": None} | of
    frame = pd.DataFrame([known])
    days_of = ["begun", "sold", "lost"]
    return frame.assign(**{name: pd.to_datetime(frame[name]) for name in days_of})


def lead_stage(prospect=None, **of):
    """Stage of a lead; None where it is not on the journey."""
    table = at.leads_at(leads(**of), pd.to_datetime(pd.Series([prospect])), end=END, patience=60)
    return table["stage"].item() if len(table) else None


def test_a_lead_is_at_the_first_contact_until_it_chooses():
    assert lead_stage() == "first contact"
    assert lead_stage("2025-06-30") == "choosing"
    assert lead_stage("2025-07-01") == "first contact"


@pytest.mark.parametrize("ended", [{"sold": "2025-06-30"}, {"lost": "2025-06-30"},
                                   {"begun": "2025-05-01"}, {"begun": "2025-07-01"}])  # fmt: skip
def test_a_lead_that_bought_was_lost_or_waits_too_long_is_not_on_the_way(ended):
    assert lead_stage(**ended) is None


def test_a_lead_that_ends_later_is_still_on_the_way():
    assert lead_stage(sold="2025-07-01", lost="2025-07-01") == "first contact"


def test_quarters_begin_after_a_year_of_records():
    first = pd.Timestamp("2024-01-02")
    ends = at.quarter_ends(first, pd.Timestamp("2025-12-30"), most=9)
    assert [str(end.date()) for end in ends] == ["2025-03-31", "2025-06-30", "2025-09-30",
                                                 "2025-12-30"]  # fmt: skip
