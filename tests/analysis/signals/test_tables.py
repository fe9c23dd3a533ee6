"""What the reader sees of the signals, in words."""

import pandas as pd

from helpers.analysis.signals import tables
from helpers.analysis.signals.signals import COLUMNS, Signals

TABLE = pd.DataFrame(
    [("b", "less", 1, 0, -0.5, 0.01, 9.0), ("b", "gone", 1, 0, -1, 0.01, 12.0)], columns=COLUMNS
)
TRIED = pd.DataFrame(
    {"signal": ["less", "gone"], "tried": 5, "fell": [3, 1], "signals": [1, 1], "at_stake": [9, 12]}
)
DROPPED = pd.DataFrame(columns=["customer", "category", "months", "at_stake", "p_value"])
FOUND = Signals(TABLE, TRIED, DROPPED, pd.Series({"b": pd.Timestamp("2025-01-02")}), None)


def test_what_is_noise_stands_beside_what_was_tried():
    told = tables.tried(FOUND)
    assert told["signal"].tolist() == ["buys for less", "gone: no purchase for a year"]
    assert told["noise"].tolist() == [2, 0]


def test_signals_stand_with_the_most_money_first():
    assert tables.ranked(FOUND)["at_stake"].tolist() == [12, 9]


def test_a_customer_stands_once_in_the_list_of_calls():
    calls = tables.to_call(FOUND)
    assert calls["customer"].tolist() == ["b"]
    assert calls["at_stake"].tolist() == [12.0]


def test_no_category_dropped_is_an_empty_table():
    assert tables.dropped(FOUND).empty
