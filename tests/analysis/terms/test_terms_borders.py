"""Each border of what is said about terms."""

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.claims import UNKNOWN
from helpers.analysis.models.compare import Difference
from helpers.analysis.models.survival import happened_by
from helpers.analysis.terms import (
    bonus_findings,
    bonuses,
    claim,
    findings,
    inputs,
    inversions,
    tables,
)
from helpers.analysis.terms.ranks import Rank
from helpers.estimates import Estimate
from helpers.settings import TermsSettings


def found(*margins, profit=100.0, costed=True, given=10.0, gross=200.0):
    """Prices of all categories together and of each; net sales are 1,000 in a year."""
    names = ["all", *(f"c{n}" for n in range(len(margins) - 1))]
    by = pd.DataFrame({"category": names[1:], "lines": 10, "full": 100.0, "given": given})
    return SimpleNamespace(
        prices=pd.DataFrame({"category": names, "margin": margins}),
        sums=pd.Series({"profit": profit, "net_sales": 1000.0, "gross_profit": gross,
                        "cost_to_serve": 1.0}),
        costed=costed, given=SimpleNamespace(by_category=by), window=range(12),
    )  # fmt: skip


@pytest.mark.parametrize(("margin", "says"), [
    (0.0, "Nothing is left"), (0.01, "gives away the whole margin"),
    (0.1, "gives away the whole margin"), (0.2, "needs 100% more sold"),
])  # fmt: skip
def test_a_discount_is_held_against_the_margin(margin, says):
    assert says in findings.growth(found(margin), cut=0.1).text


@pytest.mark.parametrize(("margin", "said"), [(0.0, False), (0.01, True)])
def test_a_rise_is_told_where_there_is_a_margin(margin, said):
    assert (findings.rise(found(margin), rise=0.1) is not None) == said


@pytest.mark.parametrize(("margin", "ruined"), [(0.1, True), (0.101, False)])
def test_a_discount_as_large_as_the_margin_takes_it_whole(margin, ruined):
    assert (findings.beyond_margin(found(0.5, margin), cut=0.1) is not None) == ruined
    assert findings.beyond_margin(found(0.5, margin, costed=False), cut=0.1) is None


@pytest.mark.parametrize(("profit", "told"), [(0.0, False), (1.0, True)])
def test_what_a_discount_takes_is_a_share_of_a_profit(profit, told):
    one = found(0.3, 0.3, profit=profit)
    assert (findings.of_net(one, cut=0.1) is not None) == told
    assert (claim.tested(one)[0].ours is not UNKNOWN) == told


def test_a_tenth_off_is_held_against_half_of_the_profit():
    told = claim.tested(found(0.3, 0.3, profit=200.0))[0]
    assert (told.ours.value, told.said, told.n) == (0.5, 0.5, 10)


def test_discounts_are_told_where_there_are_any_and_of_a_gross_profit():
    assert findings.given_away(found(0.3, 0.3, given=0.0)) is None
    assert "larger by 5.0%" in findings.given_away(found(0.3, 0.3)).text
    assert "larger by" not in findings.given_away(found(0.3, 0.3, gross=0.0)).text


def years(*rows):
    return findings.by_years(pd.DataFrame(rows, columns=["low", "ratio", "high"]))


def test_terms_grow_where_the_intervals_lie_apart():
    young = (0.8, 0.9, 1.0)
    assert "change nothing" in years(young, (1.0, 1.1, 1.2)).text
    assert "grow with the years" in years(young, (1.001, 1.1, 1.2)).text
    assert "change nothing" in years((1.0, 1.1, 1.2), young).text
    assert "is not rewarded" in years((1.001, 1.1, 1.2), young).text
    assert years(young) is None


def waits(bottom, top):
    rows = [("bottom", *bottom), ("top", *top)]
    return findings.waiting(pd.DataFrame(rows, columns=["decile", "median_hours", "low", "high"]))


def test_the_best_wait_less_where_the_intervals_lie_apart():
    assert "as long as everybody" in waits((6.0, 5.0, 7.0), (4.0, 3.0, 5.0)).text
    assert "are answered first" in waits((6.0, 5.01, 7.0), (4.0, 3.0, 5.0)).text
    assert "as long as everybody" in waits((4.0, 3.0, 5.0), (6.0, 5.0, 7.0)).text
    assert "wait longer" in waits((4.0, 3.0, 4.99), (6.0, 5.0, 7.0)).text
    assert waits((np.inf, 3.0, 5.0), (6.0, 5.0, 7.0)) is None


@pytest.mark.parametrize(("low", "more"), [(0.0, False), (0.01, True)])
def test_who_uses_a_bonus_buys_more_where_nought_is_outside(low, more):
    told = bonus_findings.redeemers(Difference(Estimate(1.0, low, 2.0), 30, 30, 0), least=30)
    assert ("on 1.00 more days" in told.text) == more


@pytest.mark.parametrize(("matched", "others"), [(29, 30), (30, 29)])
def test_users_of_a_bonus_are_compared_from_so_many_on(matched, others):
    few = Difference(Estimate(1.0, 0.5, 2.0), matched, others, 0)
    assert bonus_findings.redeemers(few, least=30) is None


@pytest.mark.parametrize(("many", "kept"), [(30, 1), (29, 0)])
def test_a_kind_of_bonus_is_compared_from_so_many_on(many, kept):
    kinds = pd.DataFrame({"kind": [bonuses.GIFT, "voucher"], "issued": [many, 100]})
    assert len(bonuses.compared(kinds, least=30)) == kept


@pytest.mark.parametrize(("day", "used"), [("2025-12-31", 1.0), ("2026-01-01", 0.0)])
def test_a_bonus_used_on_the_last_known_day_is_used(day, used):
    part = pd.DataFrame({"date": [pd.Timestamp("2025-12-01")], "redeemed": [pd.Timestamp(day)]})
    curve = bonuses._until_used(part, as_of=pd.Timestamp("2025-12-31"), lasting=365)
    assert happened_by(curve, 365).value == used


@pytest.mark.parametrize(("place", "said"), [(8, True), (9, False)])
def test_a_loss_is_said_of_the_categories_that_are_shown(place, said):
    """All together and the eight largest; the ninth is not in the table."""
    margins = [0.3] * 10
    margins[place] = 0.0
    assert ("sold at a loss" in tables.cut_note(found(*margins))) == said


@pytest.mark.parametrize(
    ("low", "value", "given", "beyond"),
    [
        (1.01, 1.5, 10.0, True), (1.0, 1.5, 10.0, False),
        (0.0, np.inf, 0.0, True), (0.0, np.inf, 10.0, False),
    ],
)  # fmt: skip
def test_the_bottom_gets_better_terms_where_once_as_good_is_outside(
    monkeypatch, low, value, given, beyond
):
    """Where the top is given nothing at all there is no ratio to draw."""
    monkeypatch.setattr(inversions.ranks, "apart", lambda *_, seed: Estimate(value, low, np.inf))
    each = pd.DataFrame({"decile": [1, 3], "given": [9.0, given]})
    assert inversions.beyond_chance(each, Rank(3, 1, 1), seed=1) == beyond


@pytest.mark.parametrize(("requests", "told"), [([30, 30], True), ([30, 29], False), ([30], False)])
def test_waits_are_compared_from_thirty_requests_of_top_and_bottom_on(monkeypatch, requests, told):
    waited = pd.DataFrame({"requests": requests})
    monkeypatch.setattr(inputs.service, "waits", lambda *_, as_of: waited)
    monkeypatch.setattr(inputs.serving, "within", lambda rows, *_, date: rows)
    brought = SimpleNamespace(has=lambda _: True, frame=lambda _: waited, as_of=None)
    terms, studied = SimpleNamespace(each=None, rank=None), SimpleNamespace(window=None)
    assert (inputs.waits(brought, studied, terms, TermsSettings()) is not None) == told
