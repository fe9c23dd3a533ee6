"""What a call changes is measured against those who were left alone by lot, or it is not said."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.winback import measured
from helpers.analysis.winback import measured_findings as said
from helpers.analysis.winback.call_list import LEAVES, LEFT, call_list
from helpers.settings import PlanSettings, WinBackSettings

DAY, AS_OF, HORIZON = pd.Timestamp("2025-01-15"), pd.Timestamp("2025-12-31"), 180
RULES = PlanSettings()


def listed(called: int, control: int, *, kind=LEAVES) -> pd.DataFrame:
    """A list of a session: all alike, so that every one left alone would have been called."""
    n = called + control
    return pd.DataFrame(
        {
            "customer": [f"{kind}{i:05d}" for i in range(n)],
            "group": np.where(np.arange(n) < called, "called", "control"),
            "kind": kind, "chance": 0.6, "at_stake": 900.0, "expected_gain": 40.0,
            "silent_days": 100.0, "horizon_days": float(HORIZON),
        }
    )  # fmt: skip


def became(calls: pd.DataFrame, *, g: float, seed: int, leaves=0.6) -> pd.DataFrame:
    """Purchases within the horizon when a call keeps ``g`` of those who would leave."""
    rng = np.random.default_rng(seed)
    stays = rng.random(len(calls)) > leaves
    stays |= (calls["group"] == "called") & (rng.random(len(calls)) < g)
    days = pd.to_timedelta(rng.integers(1, HORIZON, size=len(calls)), unit="D")
    return pd.DataFrame({"customer": calls["customer"], "date": DAY + days})[stays]


def effect_of(calls, bought, made=None, *, as_of=AS_OF, kind=LEAVES, rules=RULES):
    rows = measured.outcomes(calls, bought, made, day=DAY, as_of=as_of)
    return measured.effect(rows, kind, rules)


def test_worked_by_hand():
    calls = listed(40, 20)
    # 10 of 40 called left, 10 of 20 left alone did: a call keeps half of those who would leave
    stayed = [*range(30), *range(40, 50)]
    bought = pd.DataFrame(
        {"customer": calls["customer"].iloc[stayed], "date": DAY + pd.Timedelta("9D")}
    )
    found = effect_of(calls, bought)
    assert found.chance.value == pytest.approx(0.5)
    assert (found.with_call, found.without) == (0.75, 0.5)


@pytest.mark.parametrize("g", [0.35, 0.0])
def test_a_planted_effect_is_covered_and_none_is_seldom_named(g):
    covered = named = 0
    for seed in range(40):
        calls = listed(300, 150)
        found = effect_of(calls, became(calls, g=g, seed=seed)).chance
        covered += found.low <= g <= found.high
        named += found.low > 0
    assert covered >= 36
    assert named <= 4 if g == 0 else named >= 36


def test_a_control_group_that_was_called_anyway_measures_nothing():
    calls = listed(60, 60)
    made = pd.DataFrame({"customer": calls["customer"], "date": DAY + pd.Timedelta("3D")})
    found = effect_of(calls, became(calls, g=0.5, seed=1), made)
    assert (found.chance, found.why_not) == (None, "called anyway")
    text = said.not_measured({LEAVES: found}, RULES)
    assert "were called as well" in text


def test_calls_that_reached_half_are_not_held_against_the_call():
    kept = []
    for seed in range(30):
        calls = listed(600, 300)
        reached = calls["group"].eq("called") & (np.arange(900) % 10 < 6)
        kinds = calls.assign(group=np.where(reached, "called", "control"))
        made = pd.DataFrame(
            {"customer": calls.loc[reached, "customer"], "date": DAY + pd.Timedelta("3D")}
        )
        kept.append(effect_of(calls, became(kinds, g=0.4, seed=seed), made).chance.value)
    assert np.mean(kept) == pytest.approx(0.4, abs=0.05)


@pytest.mark.parametrize(("reached", "why"), [(30, ""), (29, "called anyway")])
def test_half_of_the_list_reached_is_the_border(reached, why):
    calls = listed(60, 60)
    made = pd.DataFrame(
        {"customer": calls["customer"].iloc[:reached], "date": DAY + pd.Timedelta("3D")}
    )
    assert effect_of(calls, became(calls, g=0.5, seed=1), made).why_not == why


@pytest.mark.parametrize(("control", "why"), [(20, ""), (19, "few")])
def test_twenty_on_each_side_are_the_border(control, why):
    calls = listed(200, control)
    found = effect_of(calls, became(calls, g=0.3, seed=3))
    assert (found.why_not, found.chance is None) == (why, bool(why))


@pytest.mark.parametrize(("as_of", "rows"), [("2025-07-14", 120), ("2025-07-13", 0)])
def test_a_list_tells_nothing_before_its_horizon_has_passed(as_of, rows):
    calls = listed(60, 60)
    bought = became(calls, g=0.3, seed=3)
    assert len(measured.outcomes(calls, bought, None, day=DAY, as_of=pd.Timestamp(as_of))) == rows


def test_purchases_of_the_day_itself_and_after_the_horizon_do_not_count():
    calls = listed(30, 30)
    days = [DAY, DAY + pd.Timedelta(days=HORIZON + 1)]
    bought = pd.DataFrame({"customer": calls["customer"].iloc[0], "date": days})
    rows = measured.outcomes(calls, bought, None, day=DAY, as_of=AS_OF)
    assert not rows["bought"].any()
    last = bought.assign(date=DAY + pd.Timedelta(days=HORIZON))
    assert measured.outcomes(calls, last, None, day=DAY, as_of=AS_OF)["bought"].sum() == 1


def test_those_left_alone_who_would_not_have_been_called_are_no_comparison():
    calls = listed(30, 40)
    calls.loc[calls.index[-15:], "expected_gain"] = 39.0
    rows = measured.outcomes(
        calls, calls.assign(date=DAY)[["customer", "date"]], None, day=DAY, as_of=AS_OF
    )
    assert (rows["group"] == "control").sum() == 25


def test_of_those_who_had_left_the_share_that_came_back_is_told():
    calls = listed(50, 40, kind=LEFT)
    bought = pd.DataFrame(
        {"customer": calls["customer"].iloc[:10], "date": DAY + pd.Timedelta("9D")}
    )
    found = effect_of(calls, bought, kind=LEFT)
    assert (found.chance.value, found.without) == (0.2, 0.0)


def test_a_customer_of_two_lists_counts_once_on_the_last():
    calls = listed(30, 30)
    rows = measured.outcomes(calls, calls.iloc[:0].assign(date=DAY), None, day=DAY, as_of=AS_OF)
    later = rows.assign(day=DAY + pd.DateOffset(years=1))
    both = measured.gathered([rows, later])
    assert len(both) == 60
    assert both["day"].eq(later["day"].iloc[0]).all()
    assert measured.gathered([]).empty


def test_what_was_measured_takes_the_place_of_what_was_assumed():
    calls = listed(300, 150)
    found = {
        LEAVES: effect_of(calls, became(calls, g=0.5, seed=2)),
        LEFT: effect_of(calls, became(calls, g=0.5, seed=2), kind=LEFT),
    }
    rules = said.applied(WinBackSettings(), found)
    assert rules.stays_if_contacted == pytest.approx(found[LEAVES].chance.value)
    assert said.assumed(rules, found, from_log=True).startswith("Measured")
    assert said.keeps(found).text.startswith("Measured, no longer assumed: a call keeps")
    assert said.not_measured(found, RULES) == ""
    few = {
        kind: effect_of(listed(5, 5), became(listed(5, 5), g=0.5, seed=2), kind=kind)
        for kind in found
    }
    assert said.applied(WinBackSettings(), few) == WinBackSettings()
    assert said.assumed(WinBackSettings(), few, from_log=True).startswith("Assumed")
    assert "not measured yet" in said.not_measured(few, RULES)


def test_a_call_that_drives_customers_away_is_worth_nothing():
    calls = listed(300, 150)
    stay = calls["group"] == "control"
    bought = pd.DataFrame(
        {"customer": calls.loc[stay, "customer"].iloc[:100], "date": DAY + pd.Timedelta("9D")}
    )
    found = {LEAVES: effect_of(calls, bought), LEFT: effect_of(calls, bought, kind=LEFT)}
    assert found[LEAVES].chance.value < 0
    assert said.applied(WinBackSettings(), found).stays_if_contacted == 0.0


def test_the_list_keeps_who_is_called_who_is_left_alone_and_who_is_beyond():
    ranked = pd.DataFrame(
        {
            "customer": list("abcd"), "reason": ["call", "control", "capacity", "small"],
            "probability_leaves": [0.7, np.nan, 0.6, 0.1],
            "probability_returns": [np.nan, 0.2, np.nan, np.nan],
            "at_stake": 100.0, "expected_gain": 10.0, "last_purchase": AS_OF - pd.Timedelta("40D"),
        }
    )  # fmt: skip
    kept = call_list(ranked, as_of=AS_OF, horizon_days=HORIZON)
    assert kept["group"].tolist() == ["called", "control", "beyond"]
    assert kept["kind"].tolist() == [LEAVES, LEFT, LEAVES]
    assert kept["chance"].tolist() == [0.7, 0.2, 0.6]
    assert kept["silent_days"].tolist() == [40, 40, 40]
