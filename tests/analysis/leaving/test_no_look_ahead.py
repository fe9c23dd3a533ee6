"""Does the model know anything that could not be known on the day? Nothing of it may."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.definitions.history import as_date, history
from helpers.analysis.definitions.ledger import Ledger
from helpers.analysis.leaving.churn.features import features
from helpers.analysis.leaving.churn.guards import (
    Leak,
    label_is_not_silence,
    no_feature_tells_all,
    purged,
)
from helpers.analysis.leaving.churn.model import ChurnModel, fit_churn, score
from helpers.analysis.leaving.churn.panel import churn_panel, cutoffs
from helpers.settings import ChurnSettings
from tests.analysis.bgnbd_customers import START

pytestmark = pytest.mark.slow

RULES = ChurnSettings()
ONE_TEST = ChurnSettings(tests=1)
USUAL = {"least": 2, "most": 12, "gap_share": 0.9}
COLUMNS = ["customer", "probability", "rank", "reasons"]


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


def test_a_past_date_is_scored_as_it_was(sales):
    early = fit_churn(history(sales), ONE_TEST, as_of="2021-06-30", horizon_days=60)
    assert early.as_of == pd.Timestamp("2021-06-30") == as_date(early.history.as_of)


def test_a_history_is_not_asked_about_days_that_it_does_not_know(sales):
    past = history(sales, as_of="2021-06-30")
    with pytest.raises(ValueError, match="2021-06-30"):
        fit_churn(past, RULES, as_of="2021-12-30")
    with pytest.raises(ValueError, match="horizon_days"):
        fit_churn(past, RULES, horizon_days=0)
