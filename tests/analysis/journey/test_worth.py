"""What does a customer who came back bring? Nothing is said where nobody came back."""

from types import SimpleNamespace

import pandas as pd
import pytest

from helpers.analysis.journey import inputs

DAY = pd.Timestamp("2024-01-10")
SETTINGS = SimpleNamespace(lifetime=SimpleNamespace(margin=None))
RECORDS = SimpleNamespace(engagement=SimpleNamespace(settings=SETTINGS))


@pytest.mark.parametrize(("away", "brought"), [(False, 365.0), (True, None)])
def test_of_nobody_who_came_back_no_money_is_told(monkeypatch, away, brought):
    bought = pd.DataFrame(
        {"customer": ["a"], "date": [DAY + pd.Timedelta(days=5)], "margin": 100.0}
    )
    monkeypatch.setattr(inputs, "_margins", lambda *_: bought)
    monkeypatch.setattr(inputs, "horizon", lambda _: 100)
    monkeypatch.setattr(inputs, "YEAR", 365)
    rows = pd.DataFrame({"customer": ["a"], "date": [DAY], "failed": [False], "away": [away]})
    assert inputs.worth(RECORDS, rows) == brought
