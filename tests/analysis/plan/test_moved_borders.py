"""When has a finding moved since the last session? Each border from both sides."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.plan.moved_findings import DOWN, NOISE, UP, against
from helpers.estimates import Z95

COLUMNS = ["key", "text", "value", "low", "high", "customers"]


def pack(value=np.nan, low=np.nan, high=np.nan, customers=0):
    return pd.DataFrame([("a", "A", value, low, high, customers)], columns=COLUMNS)


def moved(then, now):
    table = against(then, now)
    return table.iloc[0] if len(table) else None


@pytest.mark.parametrize(("then", "now", "told"), [(5, 5, True), (4, 5, False), (5, 4, False)])
def test_five_customers_then_and_now_can_have_moved(then, now, told):
    assert (moved(pack(customers=then), pack(customers=now)) is not None) == told


def test_numbers_of_customers_move_by_the_root_of_both():
    row = moved(pack(customers=100), pack(customers=150))
    half = Z95 * np.sqrt(1 / 100 + 1 / 150)
    assert row["change"] == pytest.approx(0.5)
    assert row["low"] == pytest.approx(1.5 * np.exp(-half) - 1)
    assert row["high"] == pytest.approx(1.5 * np.exp(half) - 1)


@pytest.mark.parametrize(("now", "verdict"), [
    (5.01, UP), (5.0, NOISE), (0.0, NOISE), (-5.0, NOISE), (-5.01, DOWN),
])  # fmt: skip
def test_an_estimate_moves_by_more_than_both_intervals_together(now, verdict):
    """Three one way and four the other are five together."""
    then = pack(0.0, -3.0, 3.0)
    assert moved(then, pack(now, now - 4.0, now + 4.0))["verdict"] == verdict
