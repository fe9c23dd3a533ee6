"""Each border of what is said about giving up leads."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.analysis.funnel import persistence_findings as findings
from helpers.analysis.funnel.persistence import GIVEN_UP


def persistent(*contacts):
    """Leads given up after so many contacts, and a table in which the third sells best."""
    leads = pd.DataFrame({"end": GIVEN_UP, "contacts": contacts})
    table = pd.DataFrame({"contact": [1, 2, 3], "hazard": [0.1, 0.1, 0.3], "low": 0.1, "high": 0.4})
    return findings.best(table, SimpleNamespace(leads=leads), 3)


@pytest.mark.parametrize(
    ("contacts", "most"), [((1, 2, 3), True), ((2, 3), False), ((3, 3), False)]
)
def test_most_are_dropped_too_soon_where_more_than_half_are(contacts, most):
    assert bool(persistent(*contacts).so_what) == most


@pytest.mark.parametrize(("dropped", "high", "told"), [(1, 1.0, True), (0, 1.0, False),
                                                       (1, 0.0, False)])  # fmt: skip
def test_giving_up_has_a_price_where_somebody_was_given_up_and_money_stood_behind(
    dropped, high, told
):
    table = pd.DataFrame(
        {"leads": [dropped], "would_buy": 1.0, "money_high": high, "money_half": 0.0,
         "money_quarter": 0.0}
    )  # fmt: skip
    assert (findings.cost(table, contact_cost=10.0) is not None) == told


def managers(p, contacts=5.0):
    return pd.DataFrame(
        {"manager": ["Ann", "Bob"], "p_gives_up": [p, 1.0], "given_up": [10, 10], "sales": 5,
         "contacts_before_giving_up": [contacts, 3.0], "rate": 0.3, "low": 0.2, "high": 0.4}
    )  # fmt: skip


@pytest.mark.parametrize(("p", "apart"), [(0.0499, True), (0.05, False)])
def test_a_manager_gives_up_otherwise_below_the_chance_that_is_set(p, apart):
    assert ("give up alike" not in findings.patient(managers(p), p_below=0.05).text) == apart
    assert len(findings.who(managers(p), p_below=0.05)) == apart


def test_later_and_sooner_are_told_of_two_managers():
    assert "later than the others" in findings.patient(managers(0.01), p_below=0.05).text
    assert "sooner than" in findings.patient(managers(0.01, 3.0), p_below=0.05).text
    assert findings.patient(managers(0.01).head(1), p_below=0.05) is None


def test_four_in_five_may_be_said_from_three_quarters_on():
    told = findings.claim(None)
    assert (told.said, told.allows[0]) == (0.80, 0.75)
