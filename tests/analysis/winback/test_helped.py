"""Who is called is decided by the difference a call makes only where that order won its trial."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.models import uplift
from helpers.analysis.winback import helped, ranking
from helpers.analysis.winback import measured_findings as said
from helpers.analysis.winback.call_list import LEAVES
from helpers.settings import PlanSettings, WinBackSettings

RULES = PlanSettings()
AS_OF = pd.Timestamp("2026-12-31")


def lists(*, seed: int, spread: float, n=1500, called=0.5, sessions=2) -> pd.DataFrame:
    """Outcomes of earlier lists; a call helps the recently silent and drives the others away."""
    rng = np.random.default_rng(seed)
    silent = rng.uniform(30, 300, n)
    chance, stake = rng.uniform(0.3, 0.9, n), rng.lognormal(6, 0.4, n)
    group = np.where(rng.random(n) < called, "called", "control")
    years = np.arange(n) % sessions
    helps = spread * np.where(silent < 120, 1, -0.3)
    stays = 1 - chance + np.where(group == "called", chance * helps, 0)
    return pd.DataFrame(
        {
            "customer": [f"{i:05d}" for i in range(n)],
            "day": pd.Timestamp("2024-01-15") + pd.to_timedelta(years * 365, "D"),
            "kind": LEAVES, "group": group, "called": group == "called",
            "bought": rng.random(n) < np.clip(stays, 0, 1), "chance": chance, "at_stake": stake,
            "expected_gain": 0.2 * chance * stake - 10, "silent_days": silent,
        }
    )  # fmt: skip


@pytest.mark.slow
@pytest.mark.slow
def test_a_planted_difference_wins_its_trial():
    won = sum(helped.trial(lists(seed=s, spread=0.8), RULES).chosen for s in range(12))
    assert won >= 10


@pytest.mark.slow
@pytest.mark.slow
def test_without_a_difference_the_present_rule_stays():
    won = sum(helped.trial(lists(seed=s, spread=0.0), RULES).chosen for s in range(12))
    assert won <= 1


@pytest.mark.parametrize(("sessions", "known"), [(2, True), (1, False)])
def test_two_sessions_are_the_border(sessions, known):
    found = helped.trial(lists(seed=1, spread=0.8, sessions=sessions), RULES)
    assert (found.better is not None) is known


@pytest.mark.parametrize(("least", "known"), [(0, True), (1, False)])
def test_too_few_left_alone_are_the_border(least, known):
    rows = lists(seed=1, spread=0.8, n=600, called=0.7)
    control = int((rows["group"] == "control").sum())
    rules = RULES.model_copy(update={"least_uplift": control + least})
    assert (helped.trial(rows, rules).better is not None) is known


def candidates(n=50) -> pd.DataFrame:
    silent = np.where(np.arange(n) % 2, 60, 280)
    return pd.DataFrame(
        {
            "customer": [f"new{i:03d}" for i in range(n)],
            "probability_leaves": np.where(np.arange(n) < n - 1, 0.6, np.nan),
            "probability_returns": np.where(np.arange(n) < n - 1, np.nan, 0.2),
            "at_stake": 500.0, "last_purchase": AS_OF - pd.to_timedelta(silent, "D"),
        }
    )  # fmt: skip


def test_those_whom_a_call_helps_come_first_and_the_others_are_left_as_they_were():
    rows = lists(seed=1, spread=0.8)
    found = helped.trial(rows, RULES)
    today = helped.with_helped(candidates(), rows, found, as_of=AS_OF)
    assert found.chosen
    assert today["helped"].iloc[1:49:2].min() > today["helped"].iloc[:49:2].max()
    gain = ranking.gains(today, WinBackSettings())
    plain = ranking.gains(candidates(), WinBackSettings())
    assert gain.iloc[1] > plain.iloc[1]
    assert gain.iloc[-1] == plain.iloc[-1]


def test_where_the_present_rule_decides_nothing_changes():
    rows = lists(seed=1, spread=0.8, sessions=1)
    found = helped.trial(rows, RULES)
    pd.testing.assert_frame_equal(
        helped.with_helped(candidates(), rows, found, as_of=AS_OF), candidates()
    )


def test_the_handout_says_by_what_it_was_decided():
    won = helped.trial(lists(seed=1, spread=0.8), RULES)
    few = helped.trial(lists(seed=1, spread=0.8, sessions=1), RULES)
    lost = helped.trial(lists(seed=1, spread=0.0), RULES)
    assert "by the difference that a call makes" in said.who_decides(won)
    assert "too few customers" in said.who_decides(few)
    assert "no better order" in said.who_decides(lost)
    assert said.who_decides(helped.trial(lists(seed=1, spread=0).iloc[:0], RULES)) == ""


def test_an_order_by_chance_gains_nothing():
    rng = np.random.default_rng(1)
    rows = lists(seed=3, spread=0.5, n=4000)
    called, bought = (rows[c].to_numpy(bool) for c in ("called", "bought"))
    gains = [uplift.qini(rng.random(4000), called, bought.astype(float)) for _ in range(50)]
    best = uplift.qini(-rows["silent_days"].to_numpy(), called, bought.astype(float))
    assert abs(np.mean(gains)) < 0.01
    assert best > max(gains)


def test_where_nobody_or_everybody_bought_there_is_no_difference_to_learn():
    rows = np.arange(20.0).reshape(-1, 1)
    called = np.arange(20) % 2 == 0
    assert uplift.differences(rows, called, called, rows).tolist() == [1.0] * 20
