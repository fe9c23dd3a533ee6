"""What is said about leaving: of guards, of noise, and the same from the cache."""

from copy import deepcopy
from dataclasses import replace
from types import SimpleNamespace

import ibis
import numpy as np
import pandas as pd
import pytest

from helpers.analysis.leaving import findings, learning, limits, tables, trial
from helpers.analysis.leaving.churn.guards import Leak
from helpers.language.columns import column
from helpers.settings import ChurnSettings

RULES = ChurnSettings(horizon_months=2)
SCORES = pd.DataFrame(
    {
        "customer": ["a", "b"], "probability": [0.6, 0.2], "rank": [1, 2], "reasons": "",
        "stratum": "regular", "silence_days": 5, "value": [100.0, 50.0],
    }
)  # fmt: skip


def tried(leaving, *, scores, auc=0.9, foretold=100.0, lost=100.0):
    """The same with a trial that came out so."""
    models = leaving.models.assign(auc=auc, auc_low=auc - 0.02, auc_high=auc + 0.02)
    about = replace(leaving.about, foretold=foretold, lost=lost, times=(lost / foretold,))
    return replace(leaving, models=models, scores=scores, about=about)


@pytest.fixture(scope="module")
def records():
    """Customers who all buy by the same chance: nothing tells who will leave."""
    rng = np.random.default_rng(4)
    months = pd.date_range("2023-01-01", periods=18, freq="MS")
    rows = [
        (month + pd.Timedelta(days=int(rng.integers(0, 28))), f"c{c}", 10.0)
        for c in range(150)
        for month in months
        if rng.random() < 0.3
    ]
    table = pd.DataFrame(rows, columns=["date", "customer", "amount"])
    return SimpleNamespace(
        sales=ibis.memtable(table),
        as_of=pd.Timestamp("2024-06-30"),
        engagement=SimpleNamespace(client="x"),
        fingerprint={"sales": "1"}.get,
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def learned_once(records, kept):
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("WORKBOOK_REPORTS", str(kept))
        return learning.learned(records, RULES)


@pytest.fixture
def leaving(learned_once):
    """What was learned: frames of a test's own, so that none changes those of another."""
    return deepcopy(learned_once)


@pytest.mark.slow
def test_where_no_customer_differs_the_chapter_says_that_it_cannot_rank(leaving):
    assert findings.chosen_row(leaving) is not None
    assert "coin would do as well" in findings.quality(leaving).text
    assert "not better than chance" in limits.cannot(leaving, months=18)


def test_a_list_that_may_not_be_used_is_not_made(leaving):
    assert not trial.passed(leaving.models)
    assert leaving.scores.empty
    assert tables.result(leaving).empty
    assert findings.scored(leaving) is None
    assert findings.lift(leaving) is None
    assert findings.telling(leaving) is None


def test_a_second_asker_gets_the_same_without_learning(leaving, records, kept, monkeypatch):
    monkeypatch.setenv("WORKBOOK_REPORTS", str(kept))
    monkeypatch.setattr(learning, "fit_churn", None)
    again = learning.learned(records, RULES)
    pd.testing.assert_frame_equal(leaving.scores, again.scores)
    assert leaving.about == again.about


def test_a_guard_that_fires_is_told_and_nobody_is_scored(records, tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBOOK_REPORTS", str(tmp_path))

    def leaks(*_, **__):
        raise Leak("too good")

    monkeypatch.setattr(learning, "fit_churn", leaks)
    leaving = learning.learned(records, RULES)
    assert leaving.about.guard
    assert leaving.scores.empty
    assert "guard stopped the model" in limits.cannot(leaving, months=18)
    assert findings.scored(leaving) is None


def test_the_curve_of_value_ends_with_everything_and_never_beats_the_future():
    rows = pd.DataFrame(
        {"cutoff": 1, "value": [10.0, 5.0, 1.0], "left": [0, 1, 1], "blend": [0.2, 0.9, 0.1]}
    )
    curve = learning.value_curve(rows, "blend")
    assert curve["caught"].iloc[-1] == 1.0
    assert (curve["caught"] <= curve["ceiling"] + 1e-9).all()


def test_a_sentence_for_one_month_is_singular(leaving):
    one = replace(leaving, about=replace(leaving.about, horizon_months=1))
    assert "for 1 month:" in findings.definition(one, lines=9).text


def test_money_that_says_nothing_is_named(leaving):
    assert leaving.about.one_amount
    ranked = tried(leaving, scores=SCORES)
    assert "same amount" in limits.cannot(ranked, months=18)
    assert "less than a year" in limits.cannot(ranked, months=5)
    nothing = replace(ranked, scores=SCORES.assign(value=0.0))
    assert "nothing or less" in limits.cannot(nothing, months=18)
    assert findings.scored(nothing).money is None
    assert "take away" not in findings.scored(nothing).text


def test_the_reader_s_tables_have_a_label_for_every_column(leaving):
    leaving = tried(leaving, scores=SCORES)
    for table in (tables.risk(leaving), tables.tested_strata(leaving)):
        assert all(column(str(key)).label for key in table)
    assert set(tables.MODELS) <= set(tables.models(leaving))
    nobody = replace(leaving, scores=leaving.scores.head(0))
    assert tables.risk(nobody).empty
    assert tables.scored_note(nobody) == ""


def test_a_sign_that_costs_next_to_nothing_tells_nothing(leaving):
    leaving = tried(leaving, scores=SCORES)
    drivers = pd.DataFrame({"group": ["money"], "auc_lost": [findings.TELLS_FROM]})
    assert findings.drivers(replace(leaving, drivers=drivers)) is None
    assert findings.telling(replace(leaving, drivers=drivers.head(0))) is None
    more = drivers.assign(auc_lost=findings.TELLS_FROM * 1.1)
    assert "For how much" in findings.drivers(replace(leaving, drivers=more)).text


def test_a_sum_that_was_off_by_more_than_a_third_is_not_told(leaving):
    near = tried(leaving, scores=SCORES, foretold=133.0)
    far = tried(leaving, scores=SCORES, foretold=134.0)
    assert findings.scored(near).money == 70.0
    assert limits.cannot(near, months=18).count("expected a loss") == 0
    assert findings.scored(far).money is None
    assert "take away" not in findings.scored(far).text
    assert "expected a loss" in limits.cannot(far, months=18)


@pytest.mark.parametrize(
    ("months", "about", "why"),
    [
        (0, {}, "cover less than a month, and three horizons, 6 months, are needed"),
        (1, {}, "cover 1 month, and three horizons, 6, are needed"),
        (5, {}, "three horizons, 6, are needed"),
        (6, {"training_leavers": 0}, "nobody had left"),
        (6, {"training_rows": 9, "training_leavers": 9}, "nobody came back"),
        (6, {"training_rows": 9, "training_leavers": 5}, "nothing to learn from"),
    ],
)
def test_the_reason_of_a_trial_that_was_not_made_is_the_true_one(leaving, months, about, why):
    about = replace(leaving.about, tests=0, **about)
    untried = replace(leaving, models=leaving.models.head(0), about=about)
    text = limits.cannot(untried, months=months)
    assert why in text
    assert "nobody gets a chance of leaving" in text


def test_a_horizon_that_is_the_longest_allowed_is_told(leaving):
    about = replace(leaving.about, horizon_months=12, gap_share=0.58)
    leaving = SimpleNamespace(about=about)
    assert "longest horizon" in limits.capped(leaving, ChurnSettings())
    assert limits.capped(leaving, ChurnSettings(horizon_months=12)) == ""
    fits = SimpleNamespace(about=replace(about, gap_share=0.9))
    assert limits.capped(fits, ChurnSettings()) == ""
    shorter = SimpleNamespace(about=replace(about, horizon_months=11))
    assert limits.capped(shorter, ChurnSettings()) == ""


@pytest.mark.parametrize(
    ("last", "months"), [("2024-01-30", 0), ("2024-01-31", 1), ("2024-12-30", 11)]
)
def test_a_month_is_whole_with_its_last_day(leaving, last, months):
    about = replace(leaving.about, first_day="2024-01-01")
    assert learning.known_months(about, pd.Timestamp(last)) == months
