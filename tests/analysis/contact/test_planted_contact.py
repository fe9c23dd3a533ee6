"""Is a planted effect found over many worlds, and none where there is none?

Twenty-four worlds with an effect and sixty without one, and the lesson of the chapter: the same
worlds with all months of all customers show an effect that is not there.
"""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.contact.curve import curve
from helpers.analysis.contact.panel import Panel, panel
from helpers.settings import ContactSettings
from tests.analysis.contact.worlds import MONTHS, NOTHING, PLANTED, world

pytestmark = pytest.mark.slow
RULES = ContactSettings()
SEEDS, NULLS, SHUFFLES, NAIVE = range(24), range(100, 160), 200, range(10)


def fitted(bought, log):
    return curve(panel(bought, log, last=MONTHS - 1), RULES, worth=1.0)


@pytest.fixture(scope="module")
def planted():
    return [fitted(*world(seed)) for seed in SEEDS]


@pytest.fixture(scope="module")
def nulls():
    return [fitted(*world(seed, customers=600, lift=NOTHING)) for seed in NULLS]


def at_most(share, of):
    """Share and two standard errors of it, among so many."""
    return share + 2 * np.sqrt(share * (1 - share) / of)


def test_the_rise_is_found_in_nine_of_ten_worlds(planted):
    assert np.mean([found.rises for found in planted]) >= 0.9
    assert np.mean([found.saturation == 2 for found in planted]) >= 0.7


def test_intervals_cover_what_was_planted(planted):
    inside = []
    for found in planted:
        rows = found.table.set_index("contacts")
        for contacts in range(1, len(rows)):
            truth = PLANTED[min(contacts, 3) - 1]
            inside.append(rows.loc[contacts, "low"] <= truth <= rows.loc[contacts, "high"])
    assert 0.90 <= np.mean(inside) <= 0.99


def test_the_placebo_is_quiet(planted, nulls):
    loud = [abs(found.placebo) > RULES.placebo_beyond for found in [*planted, *nulls]]
    assert np.mean(loud) <= at_most(0.05, len(loud))


def test_nothing_is_found_where_nothing_was_planted(nulls):
    told = [not found.table["low"].iloc[1] <= 1 <= found.table["high"].iloc[1] for found in nulls]
    assert np.mean(told) <= at_most(0.05, len(told))


def test_nothing_is_found_when_whole_logs_of_customers_are_dealt_out_anew():
    bought, log = world(1, customers=500)
    codes = np.array(sorted(set(log.rows["customer"]) | set(bought["customer"])))
    chance, told = np.random.default_rng(0), []
    for _ in range(SHUFFLES):
        other = dict(zip(codes, chance.permutation(codes), strict=True))
        dealt = log._replace(rows=log.rows.assign(customer=log.rows["customer"].map(other)))
        rows = fitted(bought, dealt).table
        told.append(not rows["low"].iloc[1] <= 1 <= rows["high"].iloc[1])
    assert np.mean(told) <= at_most(0.05, SHUFFLES)


def naive(bought, log):
    """All months of all customers: also those before they came and after they left."""
    everybody = pd.MultiIndex.from_product(
        [sorted(set(bought["customer"])), range(1, MONTHS)], names=["customer", "month"]
    )
    rows = pd.DataFrame(index=everybody).reset_index()
    rows = rows.merge(bought, on=["customer", "month"], how="left")
    for name, shift in (("contacts", 1), ("after", -1)):
        sent = log.rows.assign(month=log.rows["month"] + shift)[["customer", "month", "contacts"]]
        sent = sent.rename(columns={"contacts": name})
        rows = rows.merge(sent, on=["customer", "month"], how="left")
    rows = rows.fillna(0.0)
    return curve(Panel(rows, 0), RULES, worth=1.0)


def test_all_months_of_all_customers_show_an_effect_that_is_not_there():
    found = [naive(*world(seed, lift=NOTHING)) for seed in NAIVE]
    assert np.mean([one.rises for one in found]) >= 0.9
    assert np.mean([abs(one.placebo) > RULES.placebo_beyond for one in found]) >= 0.9
