"""Who is about to leave? No look ahead, no invented skill, and an answer for every table."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone

from helpers.analysis.definitions.history import as_date, history
from helpers.analysis.definitions.horizon import horizon_months
from helpers.analysis.definitions.ledger import Ledger
from helpers.analysis.leaving.churn import metrics as metrics
from helpers.analysis.leaving.churn.evaluation import (
    OURS,
    by_stratum,
    calibration_curves,
    importance,
)
from helpers.analysis.leaving.churn.features import GROUPS, features
from helpers.analysis.leaving.churn.guards import (
    Leak,
    label_is_not_silence,
    no_feature_tells_all,
    purged,
)
from helpers.analysis.leaving.churn.model import ChurnModel, fit_churn, score
from helpers.analysis.leaving.churn.panel import churn_panel, cutoffs, scored_now
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


@pytest.fixture(scope="module")
def sales():
    return bgnbd_sales(600, seed=3)


@pytest.fixture(scope="module")
def churn(sales):
    return fit_churn(sales, RULES, as_of="2021-12-30", horizon_days=60)


def test_a_purchase_is_a_day_with_a_positive_net_sum():
    past = history(
        table(
            ("2020-01-01", "ann", 10), ("2020-01-01", "ann", 5), ("2020-01-09", "ann", 8),
            ("2020-01-09", "ann", -8), ("2020-02-01", "ann", -15), ("2020-01-05", None, 99),
            ("2020-01-05", "only returns", -3),
        )
    )  # fmt: skip
    assert past.customers.tolist() == ["ann"]
    assert past.purchases.day.size == 1
    assert past.measures["amount"].tolist() == [15.0, 0.0, -15.0]
    assert past.measures["returned"].tolist() == [0.0, 8.0, 15.0]


def test_a_new_product_is_new_once():
    frame = table(("2020-01-01", "a", 1), ("2020-01-02", "a", 1), ("2020-01-02", "a", 1))
    past = history(frame.assign(product=["x", "x", "y"]))
    assert past.measures["new_products"].tolist() == [1.0, 1.0]


def test_the_horizon_holds_ninety_of_a_hundred_gaps():
    days = np.cumsum([0] + [20] * 9 + [100])
    gaps = np.diff(days)
    assert horizon_months(gaps, **USUAL) == 2
    assert horizon_months(gaps, **USUAL | {"gap_share": 0.95}) == 4
    assert horizon_months(gaps[:0], **USUAL) == 12


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


def test_a_future_that_lies_changes_nothing(sales):
    cut = pd.Timestamp("2021-06-30")
    lie = sales[sales["date"] > cut].assign(amount=1e6, customer="c00001")
    known = sales[sales["date"] <= cut]
    honest = fit_churn(known, ONE_TEST, as_of=cut, horizon_days=60)
    lied_to = fit_churn(pd.concat([known, lie]), ONE_TEST, as_of=cut, horizon_days=60)
    pd.testing.assert_frame_equal(score(honest), score(lied_to))
    pd.testing.assert_frame_equal(honest.evaluation.table, lied_to.evaluation.table)


def test_features_at_a_cutoff_do_not_know_what_came_after(sales):
    whole, cut = history(sales), history(sales).as_of - 200
    known = whole.until(cut)
    model = Ledger(known).bgnbd(cut, seed=0)
    ask = {"horizon_days": 60, "scored_days": 365, "model": model}
    seen, hidden = features(Ledger(whole), cut, **ask), features(Ledger(known), cut, **ask)
    pd.testing.assert_frame_equal(seen, hidden)
    assert Ledger(whole).bgnbd(cut, seed=0).r == pytest.approx(model.r)


def test_every_cutoff_has_its_answer_by_as_of(sales):
    past = history(sales, as_of="2021-12-30")
    days = cutoffs(past, horizon_days=60)
    assert max(days) + 60 == past.as_of
    panel = churn_panel(past, horizon_days=60, scored_months=12, seed=2013)
    assert not {"status", "month", "manager"} & set(panel.rows)
    assert set(panel.rows["cutoff"]) == set(days)


def test_a_training_window_that_reaches_into_the_test_is_stopped():
    purged(pd.Series([0, 10]), test=70, horizon_days=60)
    with pytest.raises(Leak, match="before the test cut-off"):
        purged(pd.Series([0, 11]), test=70, horizon_days=60)


def test_a_label_made_from_silence_is_stopped(churn):
    rows = churn.panel.rows
    label_is_not_silence(rows["silence_days"], rows["left"])
    with pytest.raises(Leak, match="made from it"):
        ChurnModel(horizon_days=60, seed=2013).fit(rows, (rows["silence_days"] > 60).astype(int))


def test_a_feature_written_after_the_fact_is_stopped(churn):
    rows = churn.panel.rows
    no_feature_tells_all(rows[["purchases", "amount"]], rows["left"])
    noise = np.random.default_rng(0).normal(0, 0.3, len(rows))
    with pytest.raises(Leak, match="'amount_30'"):
        ChurnModel(horizon_days=60, seed=2013).fit(
            rows.assign(amount_30=rows["left"] + noise), rows["left"]
        )


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


def test_a_past_date_is_scored_as_it_was(sales):
    early = fit_churn(history(sales), ONE_TEST, as_of="2021-06-30", horizon_days=60)
    assert early.as_of == pd.Timestamp("2021-06-30") == as_date(early.history.as_of)


def test_ties_count_half_in_the_auc():
    left, score_ = np.array([1, 1, 0, 0]), np.array([0.9, 0.5, 0.5, 0.1])
    assert metrics.auc(left, score_) == 0.875
    assert metrics.top_decile_lift(left, score_) == 2
    assert metrics.value_caught(left, score_, np.array([30.0, 10, 5, 5])) == 0.75


@pytest.mark.parametrize(
    "same",
    [
        lambda t: t.assign(date=t["date"].dt.tz_localize("Asia/Vladivostok")),
        lambda t: t.assign(
            date=(t["date"] + pd.Timedelta(hours=23)).dt.tz_localize("America/New_York")
        ),
        lambda t: t.assign(date=t["date"].dt.strftime("%Y-%m-%d")),
        lambda t: t.assign(amount=[Decimal(str(a)) for a in t["amount"]]),
        lambda t: t.assign(customer=t["customer"].astype("category"), code=1, day=2, best=3),
        lambda t: t.sample(frac=1, random_state=1),
    ],
    ids=["east", "west, late", "text", "decimals", "categories", "unsorted"],
)
def test_the_same_sales_are_the_same_however_they_are_written(sales, same):
    some = sales.head(300).assign(amount=lambda t: t["amount"].round(2))
    plain, other = history(some), history(same(some))
    assert other.customers.tolist() == plain.customers.tolist()
    assert (other.day == plain.day).all()
    assert other.measures["amount"].tolist() == plain.measures["amount"].tolist()
    assert other.as_of == plain.as_of


def test_whole_codes_that_became_floats_are_whole_again():
    lines = table(("2020-01-01", 12346, 10), ("2020-01-02", None, 10))
    assert history(lines).customers.tolist() == ["12346"]


@pytest.mark.parametrize("unit", [1e-9, 1e-5, 1e12, 1e18])
def test_money_of_any_size_is_summed(unit):
    past = history(table(("2020-01-01", "a", 3 * unit), ("2020-01-01", "a", -1 * unit)))
    assert past.measures["amount"].tolist() == pytest.approx([2 * unit])


def test_an_amount_without_end_is_no_amount():
    past = history(table(("2020-01-01", "a", 10), ("2020-01-02", "a", np.inf)))
    assert past.measures["amount"].tolist() == [10.0]


def test_sales_before_1970_have_their_own_last_day():
    past = history(table(("1931-05-01", "a", 10), ("1932-05-01", "a", 10), ("1932-06-01", "b", 1)))
    assert as_date(past.as_of) == pd.Timestamp("1932-06-01")
    assert past.start.tolist() == [0, 2]


def test_columns_that_are_missing_or_there_twice_are_named():
    lines = table(("2020-01-01", "a", 10))
    with pytest.raises(ValueError, match="date"):
        history(pd.concat([lines, lines[["date"]]], axis=1))
    with pytest.raises(ValueError, match="amount"):
        history(lines.drop(columns="amount"))


def test_a_history_is_not_asked_about_days_that_it_does_not_know(sales):
    past = history(sales, as_of="2021-06-30")
    with pytest.raises(ValueError, match="2021-06-30"):
        fit_churn(past, RULES, as_of="2021-12-30")
    with pytest.raises(ValueError, match="horizon_days"):
        fit_churn(past, RULES, horizon_days=0)


def test_one_day_of_sales_makes_nobody_sure():
    found = score(fit_churn(table(*(("2020-01-01", f"c{k}", 10) for k in range(20))), RULES))
    assert found["probability"].between(0.1, 0.9).all()


def test_nobody_is_foretold_as_nobody(churn):
    assert churn.model.predict_proba(churn.panel.rows.head(0)).shape == (0, 2)


def test_subscribers_who_pay_every_month_are_not_taken_for_a_leak():
    rng = np.random.default_rng(3)
    months = np.minimum(rng.geometric(0.1, 250), 24)
    first = rng.integers(0, 500, 250)
    who = np.repeat(np.arange(250), months)
    nth = np.concatenate([np.arange(n) for n in months])
    days = first[who] + 30 * nth
    sales = pd.DataFrame({"date": START + pd.to_timedelta(days, "D"), "customer": who})
    churn = fit_churn(sales.assign(amount=10.0), RULES, as_of=START + pd.Timedelta(days=700))
    assert churn.evaluation.table["auc"].max() > 0.9
    told = churn.panel.rows.assign(amount_mean=churn.panel.rows["left"])
    with pytest.raises(Leak, match="amount_mean"):
        churn.model.fit(told, told["left"])


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
