"""From a year's net sales to what calls may bring, step by step."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.winback import findings, ranking
from helpers.analysis.winback.bridge import COLUMNS, bridge, durable_beside
from helpers.settings import WinBackSettings
from tests.analysis.tables import sales

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
CARS = pd.Series({"a": 20000.0})
MONEY = st.floats(-1e5, 1e5)
SHARE = st.floats(0, 1)


def test_each_step_takes_away_and_who_is_in_rhythm_is_not_counted():
    steps = bridge(RANKED, CARS, WinBackSettings(stays_if_contacted=0.2))
    assert list(steps) == COLUMNS
    # durable goods of 20 000 fall out; 0.5 × 0.2 × 400 + 0.1 × 200 is reached
    assert steps["money"].tolist() == pytest.approx([21500, 1500, 1000, 400, 60, 39])
    assert steps["taken"].tolist()[1:] == pytest.approx([20000, 500, 600, 340, 21])
    assert steps["customers"].tolist() == [2, 2, 2, 2, 2, 2]


def test_durable_goods_are_those_of_the_year_of_the_repeated_purchases():
    cars = sales(
        ("2023-06-30", "a", 1.0), ("2023-07-01", "a", 20.0), ("2024-12-01", "a", 300.0),
        ("2024-05-01", "b", -50.0), ("2024-05-01", "c", 7.0),
    )  # fmt: skip
    last = pd.to_datetime(["2024-06-30", "2024-06-30"])
    repeated = pd.DataFrame({"customer": ["a", "b"], "last_purchase": last})
    assert durable_beside(cars, repeated).to_dict() == {"a": 320.0, "b": 0.0}


@given(
    st.lists(
        st.tuples(MONEY, MONEY, st.booleans(), st.sampled_from(["late", "left", "gone"]), SHARE),
        min_size=1, max_size=12,
    ),
    SHARE, st.lists(st.floats(0, 1e5), max_size=12),
)  # fmt: skip
def test_no_step_is_larger_than_the_one_before_and_each_says_what_it_took(rows, returns, cars):
    money = pd.DataFrame(rows, columns=["sales", "margin", "habit", "step", "probability"])
    money["customer"] = [f"c{n}" for n in range(len(money))]
    money = money.assign(last_purchase=pd.Timestamp("2024-01-01"))
    scores = money.loc[money["step"] == "late", ["customer", "probability"]]
    steps = money.set_index("customer")["step"]
    rows = ranking.candidates(
        money.drop(columns=["step", "probability"]), scores, returns=returns, steps=steps
    )
    rules = WinBackSettings(contact_cost=1.0)
    beside = pd.Series(cars, index=[f"c{n}" for n in range(len(cars))], dtype="float64")
    falls = bridge(ranking.ranked(rows, rules), beside, rules)
    left = falls["money"].to_numpy(float)
    assert (np.diff(left) <= 1e-6).all()
    assert (left >= 0).all()
    assert falls["taken"].sum() == pytest.approx(left[0] - left[-1] if len(left) else 0.0)


def test_where_nobody_is_called_there_is_no_bridge():
    steps = bridge(RANKED.assign(contact=False), CARS, WinBackSettings())
    assert steps.empty
    assert findings.bridged(steps) is None
    assert findings.bridged(None) is None
