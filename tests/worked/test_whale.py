"""Published and hand-made whale curves come out as printed."""

import pandas as pd
import pytest

from helpers.analysis.definitions.claims import of_largest
from helpers.analysis.profitability import whale


def row(*profits):
    return whale.curve(pd.DataFrame({"customer": list("abcdefghij")[: len(profits)],
                                     "profit": [float(p) for p in profits]}))  # fmt: skip


def test_the_peak_of_five_customers_is_110_percent_at_80_percent_of_them():
    curve = row(50, 30, 20, 10, -10)
    assert curve["share_so_far"].tolist() == pytest.approx([0.5, 0.8, 1.0, 1.1, 1.0])
    assert curve["share_so_far"].idxmax() + 1 == 0.8 * len(curve)
    assert whale.peak(curve) == 110
    assert of_largest(curve["profit"].to_numpy(), top=0.2) == whale.made_by(curve, top=0.2) == 0.5


def test_a_fifth_of_customers_made_225_percent_as_at_kanthal():
    curve = row(225, -5, -10, -30, -80)
    assert whale.made_by(curve, top=0.2) == 2.25
