"""What the trial of the model allows to be said."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.analysis.leaving import findings, trial
from helpers.analysis.leaving.churn import evaluation


def one(auc, low, **more):
    return pd.DataFrame([{"auc": auc, "auc_low": low, "chosen": True, **more}])


def test_a_way_that_was_not_tried_may_name_nobody():
    assert not trial.passed(one(0.9, 0.8).head(0))
    assert not trial.passed(one(float("nan"), float("nan")))


def test_the_interval_of_the_order_is_widened_for_the_ways_tried():
    assert trial.passed(one(0.70, 0.56))
    assert not trial.passed(one(0.70, 0.55))


@pytest.mark.parametrize(("low", "ranks"), [(0.593, True), (0.591, False)])
def test_the_best_of_seven_ways_has_an_interval_of_1_37_times(low, ranks):
    # 0.84 - 1.37 * (0.84 - low) is 0.5 at a low end of 0.592
    assert trial.ranks(pd.Series({"auc": 0.84, "auc_low": low})) is ranks


@pytest.mark.parametrize(
    ("auc", "brier", "chosen"),
    [
        (0.0031, 0.0, "rule"),  # better in order, level in chances
        (0.0029, 0.0, evaluation.OURS),  # too little to matter
        (0.0031, -0.0009, "rule"),
        (0.0031, -0.0011, evaluation.OURS),  # better in order, worse in chances
        (0.0, 0.0011, "rule"),  # level in order, closer in chances
        (0.0, 0.0009, evaluation.OURS),
        (-0.0029, 0.0011, "rule"),
        (-0.0031, 0.0011, evaluation.OURS),  # closer in chances, worse in order
    ],
)
def test_a_simple_rule_must_be_better_in_one_figure_and_not_worse_in_the_other(auc, brier, chosen):
    ours = {"model": evaluation.OURS, "auc": 0.8, "brier": 0.2}
    rule = {"model": "rule", "auc": 0.8 + auc, "brier": 0.2 - brier}
    assert evaluation._choose(pd.DataFrame([ours, rule])) == chosen


def test_the_way_in_use_decides_and_not_the_best():
    best = one(0.9, 0.8).assign(chosen=False)
    assert not trial.passed(pd.concat([best, one(0.5, 0.4)]))


@pytest.mark.parametrize(
    ("expected", "holds"), [(67, True), (66, False), (133, True), (134, False)]
)
def test_a_sum_may_be_off_by_a_third(expected, holds):
    assert trial.Money(expected, 100.0, ()).holds is holds


def test_the_interval_of_the_loss_holds_luck_and_the_tests():
    chances, value = pd.Series([0.5] * 100), pd.Series([10.0] * 100)
    calm = trial.Money(1.0, 1.0, (1.0, 1.0)).of(chances, value)
    torn = trial.Money(1.0, 1.0, (0.5, 1.5)).of(chances, value)
    assert calm.value == torn.value == 500
    assert torn.low == pytest.approx(calm.low - 250)
    assert torn.high == pytest.approx(calm.high + 250)
    assert calm.high - calm.low == pytest.approx(2 * 1.96 * 50, rel=0.01)
    assert trial.Money(1.0, 1.0, (0.1, 9.0)).of(chances, value).high == 1000


def rows(silence):
    table = pd.DataFrame({"silence_days": silence, "customer": range(len(silence))})
    table = table.assign(cutoff=1, stratum="regular", value=1.0, left=[0, 1] * (len(silence) // 2))
    return table.assign(**dict.fromkeys(evaluation.NAMES, 0.5))


def test_tried_are_those_alone_who_had_not_left():
    all_of_them = evaluation.Evaluation(rows([5, 59, 60, 300]), None, None, {1: None}, "blend")
    found = evaluation.among_customers(all_of_them, horizon_days=60, seed=0)
    assert found.rows["silence_days"].tolist() == [5, 59]
    none = evaluation.among_customers(all_of_them, horizon_days=5, seed=0)
    assert none.rows.empty
    assert none.models == {}


@pytest.mark.parametrize("chosen", [evaluation.OURS, "recency"])
@pytest.mark.parametrize(("low", "used"), [(0.593, True), (0.591, False)])
def test_no_way_is_said_to_be_used_where_the_order_is_no_better_than_chance(chosen, low, used):
    rows = [{"model": model, "auc": 0.84, "auc_low": low} for model in (evaluation.OURS, "recency")]
    leaving = SimpleNamespace(models=pd.DataFrame(rows), about=SimpleNamespace(chosen=chosen))
    text = findings.against_rules(leaving).text
    assert ("no better than chance" in text) is not used
    assert ("None is used" in text) is not used
    assert ("and is used" in text) is (used and chosen != evaluation.OURS)
