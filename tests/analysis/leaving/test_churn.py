"""Who is about to leave? No invented skill, and an answer for every table."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from helpers.analysis.definitions.history import history
from helpers.analysis.definitions.ledger import Ledger
from helpers.analysis.leaving.churn import metrics
from helpers.analysis.leaving.churn.evaluation import (
    OURS,
    by_stratum,
    calibration_curves,
    importance,
)
from helpers.analysis.leaving.churn.features import GROUPS, features
from helpers.analysis.leaving.churn.model import ChurnModel, fit_churn, score
from helpers.analysis.leaving.churn.panel import cutoffs, known_before, scored_now
from helpers.analysis.leaving.churn.voices import SmallBoosting
from helpers.settings import ChurnSettings
from tests.analysis.bgnbd_customers import START, alike_sales, bgnbd_sales, rhythmic_sales

pytestmark = pytest.mark.slow

RULES = ChurnSettings()
ONE_TEST = ChurnSettings(tests=1)
USUAL = {"least": 2, "most": 12, "gap_share": 0.9}
COLUMNS = ["customer", "probability", "rank", "reasons"]


def table(*rows):
    frame = pd.DataFrame(rows, columns=["date", "customer", "amount"])
    return frame.assign(date=pd.to_datetime(frame["date"]))


def test_features_of_a_customer_can_be_counted_by_hand():
    past = history(
        table(*((d, "a", 10) for d in ("2020-01-01", "2020-01-11", "2020-02-10")))
    )  # fmt: skip
    cut = past.as_of + 5
    ledger = Ledger(past)
    row = features(
        ledger, cut, horizon_days=60, scored_days=365, model=ledger.bgnbd(cut, seed=0)
    ).iloc[0]
    known = ["silence_days", "age_days", "purchases", "gap_longest", "gap_last", "amount_30"]
    assert row[known].tolist() == [5, 45, 3, 30, 30, 10]


def test_scores_are_a_finished_table(churn):
    scores = score(churn)
    assert scores.columns[:4].tolist() == COLUMNS
    assert scores["probability"].is_monotonic_decreasing
    assert scores["rank"].tolist() == list(range(1, len(scores) + 1))
    assert scores["customer"].is_unique
    # a reason is printed where its number speaks for leaving, and nowhere else
    assert not scores["reasons"].isna().any()


def test_all_models_are_measured_on_the_same_rows(churn):
    found = churn.evaluation
    assert len(found.table) == 7
    assert found.table["chosen"].sum() == 1
    assert found.by_cutoff.groupby("cutoff")["customers"].nunique().eq(1).all()
    assert found.table["auc"].between(found.table["auc_low"], found.table["auc_high"]).all()
    best = found.table.loc[found.table["model"] != OURS, "auc"].max()
    chosen = found.table.loc[found.table["chosen"], "auc"].item()
    assert chosen > best - 0.01


def test_strata_are_reported_apart_and_are_calibrated(churn):
    found = by_stratum(churn.evaluation).set_index("stratum")
    assert set(found.index) == {"new", "forming", "regular"}
    assert (found["left"] - found["predicted"]).abs().max() < 0.12
    assert set(calibration_curves(churn.evaluation)["stratum"]) == set(found.index)


def test_importance_names_the_groups(churn):
    found = importance(churn.evaluation, churn.panel, repeats=1)
    assert set(found["group"]) <= set(GROUPS)
    assert found["auc_lost"].max() > 0.02


def test_customers_who_do_not_differ_cannot_be_ranked():
    sales = alike_sales(300, seed=5)
    table = fit_churn(sales, RULES, horizon_days=60).evaluation.table.set_index("model")
    chosen = table[table["chosen"]].iloc[0]
    assert chosen["auc_low"] < 0.5 < chosen["auc_high"]


def test_the_estimator_is_one_of_scikit_learn(churn):
    model = ChurnModel(horizon_days=60, seed=7)
    assert clone(model).get_params() == model.get_params()
    both = churn.model.predict_proba(churn.panel.rows.head(9))
    assert both.sum(axis=1) == pytest.approx(1)
    assert set(churn.model.predict(churn.panel.rows.head(9))) <= {0, 1}


def test_what_has_learned_already_is_not_taught_again(churn, monkeypatch):
    taught = []
    real = SmallBoosting.fit
    monkeypatch.setattr(
        SmallBoosting,
        "fit",
        lambda self, X, *y, **w: (taught.append(len(X)), real(self, X, *y, **w))[1],
    )
    rows = churn.panel.rows

    def said(shelf):
        last, earlier = sorted(rows["cutoff"].unique())[-1], sorted(rows["cutoff"].unique())[-3]
        told = []
        for day in (last, earlier):
            past = known_before(rows, day, horizon_days=60)
            model = ChurnModel(horizon_days=60, seed=7, taught=shelf).fit(
                past, past["left"], at=day
            )
            told.append(model.leaves(rows))
        return np.array(told)

    alone, times = said(None), len(taught)
    together = said({})
    assert (alone == together).all()
    assert len(taught) - times < times


def test_few_leavers_are_left_to_the_careful_voices():
    churn = fit_churn(bgnbd_sales(20, seed=8), RULES, horizon_days=60)
    assert 20 < churn.panel.rows["left"].sum() < churn.model.fewest_leavers
    assert churn.model.weights_["boosting"] == 0
    assert "boosting" not in churn.model.voices_


def test_a_voice_that_is_wrong_about_the_customers_is_hardly_heard():
    churn = fit_churn(rhythmic_sales(300, seed=4), RULES, horizon_days=90)
    assert churn.model.weights_["bgnbd"] < 0.15
    brier = churn.evaluation.table.set_index("model")["brier"]
    assert brier[OURS] < brier.drop(OURS).min() + 0.001


def test_voices_that_are_all_right_are_all_heard():
    churn = fit_churn(bgnbd_sales(300, seed=9), RULES, horizon_days=60)
    assert min(churn.model.weights_.values()) > 0.15


@pytest.mark.parametrize(
    ("sales", "expected"),
    [
        (table(("2020-03-01", "one", 5.0)), 1),
        (table(*((f"2020-03-01 {h:02}:00", "busy", 5.0) for h in range(12))), 1),
        (table(*(("2020-03-01", f"c{i}", 5.0) for i in range(40))), 40),
        (table(*((START + pd.Timedelta(days=9 * i), f"c{i}", 5.0) for i in range(40))), 40),
        (bgnbd_sales(40, seed=4), None),
        (table(("2020-03-01", "refund", -5.0)), 0),
        (table(), 0),
    ],
    ids=["one", "one day", "same day", "all once", "forty", "only returns", "nothing"],
)
def test_an_answer_for_every_table(sales, expected):
    churn = fit_churn(sales, RULES)
    scores = score(churn)
    assert scores["probability"].between(0, 1).all()
    assert scores.columns[:4].tolist() == COLUMNS
    assert churn.evaluation.result.columns[0] == "model"
    if expected is not None:
        assert len(scores) == expected


def test_sales_that_stopped_a_year_ago_leave_nobody_to_score():
    sales = bgnbd_sales(200, seed=6, days=400)
    churn = fit_churn(
        sales, RULES, as_of=sales["date"].max() + pd.Timedelta(days=370), horizon_days=60
    )
    assert score(churn).empty


def test_ten_years_of_history_use_the_last_ones():
    sales = bgnbd_sales(120, seed=9, days=3650, alpha=150.0)
    past = history(sales)
    days = cutoffs(past, horizon_days=120)
    assert len(days) == 27
    assert len(scored_now(past, horizon_days=120, seed=2013)) == (
        (past.as_of - past.purchases.day <= 120).astype(int)
        @ np.append(np.diff(past.purchases.customer) != 0, True)
    )


def test_ties_count_half_in_the_auc():
    left, score_ = np.array([1, 1, 0, 0]), np.array([0.9, 0.5, 0.5, 0.1])
    assert metrics.auc(left, score_) == 0.875
    assert metrics.top_decile_lift(left, score_) == 2
    assert metrics.value_caught(left, score_, np.array([30.0, 10, 5, 5])) == 0.75


def test_one_day_of_sales_makes_nobody_sure():
    found = score(fit_churn(table(*(("2020-01-01", f"c{k}", 10) for k in range(20))), RULES))
    assert found["probability"].between(0.1, 0.9).all()


def test_nobody_is_foretold_as_nobody(churn):
    assert churn.model.predict_proba(churn.panel.rows.head(0)).shape == (0, 2)


@pytest.mark.parametrize("rule", ["recency", "bgnbd"])
def test_the_reasons_are_those_of_the_model_in_use(churn, rule):
    simple = replace(churn, evaluation=replace(churn.evaluation, chosen=rule))
    found = score(simple)
    assert found["probability"].nunique() > 1
    told = {part for text in found["reasons"] for part in text.split("; ")}
    assert not [part for part in told if "purchases in" in part or "net sales" in part]
    groups = importance(simple.evaluation, simple.panel).set_index("group")["auc_lost"]
    assert groups["silence"] > 0
    assert (groups.drop("silence") == 0).all()
