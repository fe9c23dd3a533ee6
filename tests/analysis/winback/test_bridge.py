"""From a year's net sales to what calls may bring, step by step."""

import pandas as pd
import pytest

from helpers.analysis.winback import findings
from helpers.analysis.winback.bridge import COLUMNS, bridge
from helpers.settings import WinBackSettings

RANKED = pd.DataFrame(
    {
        "customer": list("abc"),
        "step": ["late", "left", "in_rhythm"],
        "contact": [True, True, False],
        "habit": [True, True, True],
        "sales": [1000.0, 500.0, 9000.0],
        "at_stake": [400.0, 200.0, 4000.0],
        "probability_leaves": [0.5, None, 0.1],
        "probability_returns": [None, 0.1, None],
        "expected_gain": [30.0, 9.0, 0.0],
    }
)
WHOLE = pd.DataFrame({"customer": list("abc"), "sales": [21000.0, 500.0, 9000.0]})


def test_each_step_takes_away_and_who_is_in_rhythm_is_not_counted():
    steps = bridge(RANKED, WHOLE, WinBackSettings(stays_if_contacted=0.2))
    assert list(steps) == COLUMNS
    # durable goods of 20 000 fall out; 0.5 × 0.2 × 400 + 0.1 × 200 is reached
    assert steps["money"].tolist() == pytest.approx([21500, 1500, 1000, 400, 60, 39])
    assert steps["taken"].tolist()[1:] == pytest.approx([20000, 500, 600, 340, 21])
    assert steps["customers"].tolist() == [2, 2, 2, 2, 2, 2]


def test_where_nobody_is_called_there_is_no_bridge():
    steps = bridge(RANKED.assign(contact=False), WHOLE, WinBackSettings())
    assert steps.empty
    assert findings.bridged(steps) is None
    assert findings.bridged(None) is None
