"""What is said about leaving: of guards, of noise, and the same from the cache."""

from dataclasses import replace
from types import SimpleNamespace

import ibis
import numpy as np
import pandas as pd
import pytest

from helpers.analysis.leaving import findings, learning, tables
from helpers.analysis.leaving.churn.guards import Leak
from helpers.language.columns import column
from helpers.settings import ChurnSettings

RULES = ChurnSettings(horizon_months=2)


@pytest.fixture
def records(tmp_path, monkeypatch):
    """Customers who all buy by the same chance: nothing tells who will leave."""
    monkeypatch.setenv("WORKBOOK_REPORTS", str(tmp_path))
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
        fingerprints={"sales": "1"},
    )


def test_where_no_customer_differs_the_chapter_says_that_it_cannot_rank(records):
    leaving = learning.learned(records, RULES)
    assert findings.chosen_row(leaving) is not None
    assert "coin would do as well" in findings.quality(leaving).text
    assert "not better than chance" in findings.cannot(leaving, months=18)


def test_a_second_asker_gets_the_same_without_learning(records, monkeypatch):
    first = learning.learned(records, RULES)
    monkeypatch.setattr(learning, "fit_churn", None)
    again = learning.learned(records, RULES)
    pd.testing.assert_frame_equal(first.scores, again.scores)
    assert first.about == again.about


def test_a_guard_that_fires_is_told_and_nobody_is_scored(records, monkeypatch):
    def leaks(*_, **__):
        raise Leak("too good")

    monkeypatch.setattr(learning, "fit_churn", leaks)
    leaving = learning.learned(records, RULES)
    assert leaving.about.guard
    assert leaving.scores.empty
    assert "guard stopped the model" in findings.cannot(leaving, months=18)
    assert findings.at_risk(leaving) is None
    assert tables.to_watch(leaving).empty


def test_the_curve_of_value_ends_with_everything_and_never_beats_the_future():
    rows = pd.DataFrame(
        {"cutoff": 1, "value": [10.0, 5.0, 1.0], "left": [0, 1, 1], "blend": [0.2, 0.9, 0.1]}
    )
    curve = learning.value_curve(rows, "blend")
    assert curve["caught"].iloc[-1] == 1.0
    assert (curve["caught"] <= curve["ceiling"] + 1e-9).all()


def test_a_sentence_for_one_month_is_singular(records):
    leaving = learning.learned(records, RULES)
    one = replace(leaving, about=replace(leaving.about, horizon_months=1))
    assert "for 1 month:" in findings.definition(one).text


def test_money_that_says_nothing_is_named(records):
    leaving = learning.learned(records, RULES)
    assert leaving.about.one_amount
    assert "same amount" in findings.cannot(leaving, months=18)
    assert "less than a year" in findings.cannot(leaving, months=5)
    nothing = replace(leaving, scores=leaving.scores.assign(value=0.0))
    assert "nothing or less" in findings.cannot(nothing, months=18)
    assert findings.at_risk(nothing).money is None
    assert "take away" not in findings.at_risk(nothing).text


def test_the_reader_s_tables_have_a_label_for_every_column(records):
    leaving = learning.learned(records, RULES)
    for table in (tables.risk(leaving), tables.tested_strata(leaving), tables.to_watch(leaving)):
        assert all(column(str(key)).label for key in table)
    assert set(tables.MODELS) <= set(tables.models(leaving))
    nobody = replace(leaving, scores=leaving.scores.head(0))
    assert tables.risk(nobody).empty
    assert tables.scored_note(nobody) == ""


def test_a_sign_that_costs_next_to_nothing_tells_nothing(records):
    leaving = learning.learned(records, RULES)
    drivers = pd.DataFrame({"group": ["money"], "auc_lost": [findings.TELLS_FROM]})
    assert findings.drivers(replace(leaving, drivers=drivers)) is None
    assert findings.telling(replace(leaving, drivers=drivers.head(0))) is None
    more = drivers.assign(auc_lost=findings.TELLS_FROM * 1.1)
    assert "For how much" in findings.drivers(replace(leaving, drivers=more)).text
