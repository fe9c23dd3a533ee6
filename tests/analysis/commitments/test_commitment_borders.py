"""Each border of promises and of managers from both sides."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import scipy

from helpers.analysis.commitments import findings, manager_findings, panel, price, spans
from helpers.estimates import Estimate
from helpers.settings import CommitmentSettings
from tests.analysis.sales import sales_table

RULES = CommitmentSettings()
CUTOFF, WITHIN, SILENT = 1000, 90, 60


@pytest.mark.parametrize(("limit", "told"), [(4.0, 4.0), (4.1, 24.0), (24.1, 24.0)])
def test_a_promise_is_priced_as_the_next_longer_one_that_was_asked_about(limit, told):
    prices = pd.DataFrame({"limit": [1.0, 4.0, 24.0]})
    assert findings.nearest(SimpleNamespace(prices=prices, limit=limit))["limit"] == told


def test_a_part_of_the_day_is_named_up_to_the_chance_that_is_set():
    part = pd.Series([0] * 20 + [1] * 20)
    late = pd.Series([True] * 12 + [False] * 8 + [True] * 4 + [False] * 16)
    p = scipy.stats.chi2_contingency(pd.crosstab(part, late).to_numpy()).pvalue
    assert price._part(part, late, p_below=p) == 0
    assert price._part(part, late, p_below=p - 1e-9) is None


def laid(*values):
    return np.array([values], float)


def one(last=990, next_=0, purchases=3, desks=((1, "Ann", 6.0), (1, "Bob", 4.0)), worked=2000):
    """One customer at one cut-off: spans are after it, and the three half-years before it."""
    frame = pd.DataFrame(desks, columns=["span", "manager", "days"]).assign(who=0)
    return panel.Spans(
        pd.Index(["A"], name="customer"), np.array([CUTOFF, CUTOFF - 182, CUTOFF - 365]),
        laid(0, purchases, 0, 0), laid(next_, 900, 0, 0), laid(next_, last, 0, 0),
        np.array([[[9.0], [1.0], [2.0], [4.0]]]), frame,
        pd.Series({"Ann": worked, "Bob": worked}),
    )  # fmt: skip


def known(found, *, left=False):
    return panel.panel(found, RULES, within=WITHIN, silent_most=SILENT, left=left)


def manager_of(**changed):
    return known(one(**changed))["manager"].item()


@pytest.mark.parametrize(("changed", "there"), [
    ({"purchases": 3}, 1), ({"purchases": 2}, 0),
    ({"last": CUTOFF - SILENT}, 1), ({"last": CUTOFF - SILENT - 1}, 0),
])  # fmt: skip
def test_a_customer_counts_with_three_purchases_and_while_not_silent_for_too_long(changed, there):
    assert len(known(one(**changed))) == there


@pytest.mark.parametrize(("day", "lost"), [
    (CUTOFF + WITHIN, False), (CUTOFF + WITHIN + 1, True), (0, True),
])  # fmt: skip
def test_lost_is_who_has_not_bought_by_the_last_day(day, lost):
    assert known(one(next_=day))["lost"].item() == lost


def test_whoever_wrote_three_fifths_of_the_invoices_is_the_manager():
    assert manager_of() == "Ann"
    assert manager_of(desks=((1, "Ann", 5.9), (1, "Bob", 4.1))) == panel.SHARED
    assert manager_of(desks=((1, "", 9.0), (1, "Bob", 1.0))) == panel.SHARED


@pytest.mark.parametrize(("span", "told"), [(0, "Bob"), (1, "Ann"), (2, "Ann"), (3, "Bob")])
def test_invoices_of_two_half_years_say_whose_customer_it_is(span, told):
    assert manager_of(desks=((span, "Ann", 6.0), (1, "Bob", 4.0))) == told


def test_a_manager_who_left_is_not_judged_but_for_a_month_of_silence():
    stayed = CUTOFF + WITHIN - panel.SLACK
    assert panel.SLACK == 31
    assert manager_of(worked=stayed) == "Ann"
    assert manager_of(worked=stayed - 1) == panel.SHARED
    assert known(one(worked=0), left=True)["manager"].item() == "Ann"


def test_value_is_of_the_two_half_years_before():
    row = known(one()).iloc[0]
    assert (row["value"], row["before"], row["after"]) == (3.0, 1.0, 9.0)
    assert (row["silence"], row["age"]) == (10, 100)


@pytest.mark.parametrize(("first", "cutoffs"), [("2024-07-01", 1), ("2024-07-02", 0),
                                                ("2024-01-01", 2)])  # fmt: skip
def test_a_year_of_records_stands_before_each_cut_off(first, cutoffs):
    sales = sales_table([(first, "A", 1)])
    days = panel.half_years(sales, as_of=pd.Timestamp("2025-07-31"), horizon_days=30)
    assert len(days) == cutoffs


def test_four_years_of_half_years_are_looked_at():
    sales = sales_table([("2000-01-01", "A", 1)])
    days = panel.half_years(sales, as_of=pd.Timestamp("2025-07-31"), horizon_days=30)
    assert len(days) == 8
    assert days[1] == pd.Timestamp("2025-01-01")


@pytest.mark.parametrize(
    ("hours", "said"),
    [(0.5, "30 minutes"), (1, "1 hour"), (47, "47 hours"), (48, "2 days"), (49, "49 hours")],
)
def test_a_time_is_said_in_days_from_two_on_and_in_minutes_under_an_hour(hours, said):
    assert spans.said(hours) == said


@pytest.mark.parametrize(
    ("low", "high", "role"),
    [(0.01, 0.2, "base"), (0.0, 0.2, "doubt"), (-0.2, 0.0, "doubt"), (-0.2, -0.01, "base")],
)
def test_a_hand_over_costs_customers_where_nought_is_outside(low, high, role):
    apart = SimpleNamespace(estimate=Estimate((low + high) / 2, low, high), matched=40)
    assert manager_findings.handed_over(SimpleNamespace(all=apart)).role == role
