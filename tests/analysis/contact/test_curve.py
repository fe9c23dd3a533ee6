"""The curve: planted effects, both sides of each border, and what is refused."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.contact import curve as rising
from helpers.analysis.contact import findings, limits
from helpers.analysis.contact.curve import Curve, curve, last_level
from helpers.analysis.contact.panel import Panel, panel
from helpers.settings import ContactSettings
from tests.analysis.contact.worlds import NOTHING, PLANTED, world

RULES = ContactSettings()


def fitted(seed=1, **how):
    bought, log = world(seed, **how)
    return curve(panel(bought, log, last=35), RULES, worth=10.0)


def steps(*values):
    """Steps of (value, low, high)."""
    return pd.DataFrame(values, columns=["value", "low", "high"])


@pytest.mark.parametrize(
    ("second", "saturation"),
    [
        ((0.0, -0.1, 0.1499), 1),
        ((0.0, -0.1, 0.15), None),  # up to half of the first step it may still rise
        ((0.05, 0.0, 0.1), 1),
        ((0.05, 0.001, 0.1), None),  # small, and yet told from nothing
        ((-0.2, -0.3, -0.1), 1),
    ],
)
def test_saturation_is_where_a_step_holds_nothing_and_ends_below_half_of_the_first(
    second, saturation
):
    assert rising._saturation(steps((0.3, 0.2, 0.4), second)) == saturation


def test_without_a_rise_there_is_no_saturation():
    assert rising._saturation(steps((0.3, 0.0, 0.6), (0.0, -0.1, 0.1))) is None


def rows_of(*levels):
    """Rows of a panel: (contacts, customer-months, purchases) each."""
    parts = []
    for contacts, months, bought in levels:
        purchases = np.append(bought, np.zeros(months - 1))
        parts.append(pd.DataFrame({"contacts": contacts, "purchases": purchases}))
    return pd.concat(parts, ignore_index=True)


@pytest.mark.parametrize(
    ("levels", "top"),
    [
        (((0, 900, 900), (1, 50, 30)), 1),
        (((0, 900, 900), (1, 49, 30)), 0),
        (((0, 900, 900), (1, 50, 29)), 0),
        (((0, 900, 900), (1, 90, 90), (2, 50, 30), (3, 49, 90)), 2),
        (((0, 900, 900), (1, 90, 90), (3, 90, 90)), 1),  # a gap ends the curve
        (((0, 900, 900),), 0),
    ],
)
def test_a_number_of_contacts_needs_months_and_purchases(levels, top):
    assert last_level(rows_of(*levels), RULES) == top


def test_a_planted_effect_is_found_and_its_end():
    found = fitted()
    assert found.rises
    assert found.saturation == 2
    rows = found.table.set_index("contacts")
    assert rows.loc[1, "low"] < PLANTED[0] < rows.loc[1, "high"]
    assert rows["and_more"].tolist() == [False] * (len(rows) - 1) + [True]
    assert "with contact no. 3 of a month no more is bought" in findings.curve(found).text


def test_worth_of_one_more_is_margin_of_what_goes_with_it_less_its_cost():
    dear = curve(panel(*world(1), last=35), RULES, worth=10.0)
    free = curve(panel(*world(1), last=35), RULES.model_copy(update={"cost": 0.0}), worth=20.0)
    assert free.table["one_more"].iloc[0] == pytest.approx(2 * (dear.table["one_more"].iloc[0] + 1))
    first = dear.table.iloc[0]
    assert first["one_more_low"] < first["one_more"] < first["one_more_high"]
    assert np.isnan(dear.table["one_more"].iloc[-1])


def test_where_who_buys_is_written_to_no_curve_is_told():
    found = fitted(lift=NOTHING, later=2.0)
    assert found.placebo > RULES.placebo_beyond
    assert limits.told(found, RULES) is None
    assert "Who buys is contacted, not the other way round" in limits.withheld(found, RULES)


def of_placebo(z):
    return Curve(pd.DataFrame(), pd.DataFrame(), z, None)


@pytest.mark.parametrize(
    ("z", "shown"), [(2.0, True), (-2.0, True), (2.01, False), (-2.01, False), (np.nan, False)]
)
def test_the_placebo_decides_whether_the_curve_is_shown(z, shown):
    assert (limits.told(of_placebo(z), RULES) is not None) == shown
    assert (limits.withheld(of_placebo(z), RULES) == "") == shown


def test_a_log_of_the_same_number_each_month_tells_nothing():
    bought, log = world(2, customers=300)
    same = log._replace(rows=log.rows.assign(contacts=1.0).drop_duplicates(["customer", "month"]))
    everybody = [(c, m) for c in sorted(set(bought["customer"])) for m in range(36)]
    rows = pd.DataFrame(everybody, columns=["customer", "month"]).assign(contacts=1.0, ours=1.0)
    assert curve(panel(bought, same._replace(rows=rows), last=35), RULES, worth=1.0) is None


def small(months=6, customers=200, purchases=500):
    """A log of so many months, and a panel of so many customers and purchases."""
    _, log = world(3, customers=30)
    rows = pd.DataFrame({"customer": range(customers), "purchases": purchases / customers})
    return log._replace(first=0, last=months - 1), Panel(rows, 0)


@pytest.mark.parametrize(
    ("less", "enough"),
    [
        ({}, True),
        ({"months": 5}, False),
        ({"customers": 199}, False),
        ({"purchases": 499}, False),
    ],
)
def test_a_curve_needs_months_customers_and_purchases(less, enough):
    log, compared = small(**less)
    assert limits.enough(log, compared, RULES) == enough
    said = limits.too_few(log, compared, RULES)
    assert (said == "") == enough
    assert enough or "Needed are 6 months, 200 customers and 500 purchases." in said


def test_rows_after_the_last_purchase_that_lie_change_nothing():
    bought, log = world(4, customers=500)
    last = bought.groupby("customer")["month"].max()
    after = log.rows["month"] > log.rows["customer"].map(last)
    lies = log._replace(rows=log.rows.assign(contacts=log.rows["contacts"].where(~after, 9.0)))
    one, other = (curve(panel(bought, x, last=35), RULES, worth=1.0) for x in (log, lies))
    pd.testing.assert_frame_equal(one.table, other.table)
