"""Each border of what is said about who earns and who costs."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.analysis.definitions.claims import UNKNOWN
from helpers.analysis.definitions.serving import Window
from helpers.analysis.profitability import claim, findings, limits
from helpers.analysis.profitability.quadrants import DANGER, ENGINEER, PROTECT

COLUMNS = ["customer", "profit", "net_sales", "cost_to_serve", "gross_profit", "quadrant"]


def found(*rows, **more):
    """Customers as (profit, net sales, quadrant)."""
    table = [(f"{n}", float(profit), float(sold), 1.0, profit + 1.0, quadrant)
             for n, (profit, sold, quadrant) in enumerate(rows)]  # fmt: skip
    usual = {"served": True, "assumed": "", "costed": True, "before": None, "costs": None}
    return SimpleNamespace(customers=pd.DataFrame(table, columns=COLUMNS), **(usual | more))


def profits(*values):
    return found(*[(value, 100, PROTECT) for value in values])


def curve(*values):
    return profits(*values).customers


def test_who_brings_nothing_takes_nothing_back():
    row = curve(10.0, 0.0, -1.0).assign(profit_so_far=[10.0, 10.0, 9.0])
    text = findings.takers(profits(10.0, 0.0, -1.0), row).text
    assert text.startswith("1 customer of 3 costs more than it brings")


@pytest.mark.parametrize(("last", "said"), [(-9.0, False), (-10.0, True)])
def test_together_no_profit_is_left_from_nought_down(last, said):
    assert (findings.no_profit(profits(10.0, last), curve(10.0, last)) is not None) == said


@pytest.mark.parametrize(("last", "known"), [(-9.0, True), (-10.0, False)])
def test_the_best_fifth_is_held_against_a_profit(last, known):
    told = claim.best_fifth(profits(10.0, 0.0, 0.0, 0.0, last), seed=1)
    assert (told.ours is not UNKNOWN) == known


def test_the_claim_is_of_a_fifth_and_of_half_as_much_again():
    ten = (30.0, 20.0, 10.0, 10.0, 10.0, 5.0, 5.0, 5.0, 5.0, -20.0)
    told = claim.best_fifth(profits(*ten), seed=1)
    assert told.ours.value == pytest.approx(50 / 80)
    assert (told.said, told.allows[0]) == (1.5, 1.5)


@pytest.mark.parametrize(("sold", "said"), [(1, True), (0, False)])
def test_the_danger_zone_is_told_where_it_has_sales(sold, said):
    zone = found((1, sold, DANGER), (1, 100, ENGINEER))
    assert (findings.danger(zone) is not None) == said


def test_one_activity_is_no_choice():
    table = pd.DataFrame(
        {"activity": ["orders", "returns"], "cost": [3.0, 1.0], "per_event": 1.0, "customers": 2}
    )
    assert "75% of all cost" in findings.dearest(profits(1.0), table).text
    assert findings.dearest(profits(1.0), table.head(1)) is None
    shares = pd.DataFrame({DANGER: [0.75, 0.25]}, index=["orders", "returns"])
    assert "75%" in findings.driver(profits(1.0), shares).text
    assert findings.driver(profits(1.0), shares.head(1)) is None


@pytest.mark.parametrize(("then", "said"), [(1.01, True), (1.0, False)])
def test_less_profit_is_told_where_it_is_less(then, said):
    now = found((1.0, 100, DANGER))
    now.customers = now.customers.assign(moved=True, previous_quadrant=PROTECT)
    now.before = now.customers.assign(profit=then)
    told = findings.moved(now)
    assert ("less profit" in told.text) == said
    assert told.money == pytest.approx(then - 1.0)


def test_what_all_lose_together_is_told_without_its_minus():
    told = findings.no_profit(profits(10.0, -25.0), curve(10.0, -25.0))
    assert told.numbers["money"].value == 15.0


YEAR = Window(tuple(pd.date_range("2023-01-01", periods=12, freq="MS")))


@pytest.mark.parametrize(
    ("day", "before", "said"),
    [("2023-01-01", False, True), ("2022-12-31", False, False), ("2023-01-01", True, False)],
)
def test_a_newcomer_came_in_the_months_that_count(day, before, said):
    first = pd.DataFrame({"customer": ["0"], "first": [day], "before": [before]})
    told = limits.newcomers(found((-1, 100, DANGER), window=YEAR), first)
    assert told.startswith("1 customer of 1 in the Danger Zone") == said


@pytest.mark.parametrize(
    ("months", "served", "said"), [(12, True, False), (11, True, True), (11, False, False)]
)
def test_of_other_months_it_is_said_where_costs_leave_some_out(months, served, said):
    counted = limits.months(
        found((1, 100, PROTECT), window=Window(YEAR.months[:months]), served=served)
    )
    assert counted.startswith(f"Counted in {months} whole months")
    assert ("Of other months" in counted) == said
