"""Published comparisons: shares (Newcombe 1998), batting averages, and eight schools."""

import numpy as np
import pytest

from helpers.analysis.models.compare import between_ends, pooled, shrunk
from helpers.estimates import share


@pytest.mark.parametrize(
    ("hits", "of", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_intervals_are_those_of_newcombe(hits, of, low, high):
    assert share(hits, of)[1:] == pytest.approx((low, high), abs=5e-5)


# Efron & Morris 1975: hits of 18 players in their first 45 at bats of 1970
HITS = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7])


def test_the_best_batter_of_efron_and_morris_shrinks_to_0_294():
    average = HITS / 45
    mean = average.mean()
    drawn = shrunk(average, np.full(18, mean * (1 - mean) / 45))
    assert mean == pytest.approx(0.265, abs=5e-4)
    assert drawn["kept"].iloc[0] == pytest.approx(0.212, abs=2e-3)
    assert drawn["value"].iloc[0] == pytest.approx(0.294, abs=5e-4)


# Rubin 1981: effects of coaching in eight schools, and their standard errors
EFFECT = np.array([28, 8, -3, 7, -1, 1, 18, 12], float)
ERROR = np.array([15, 10, 16, 11, 9, 11, 10, 18], float)


def test_eight_schools_are_one():
    whole = pooled(EFFECT, ERROR**2)
    assert whole.mean.value == pytest.approx(7.69, abs=5e-3)
    assert whole.error == pytest.approx(4.07, abs=5e-3)
    assert whole.q == pytest.approx(4.71, abs=5e-3)
    assert whole.between == 0


# Colditz et al. 1994: logarithms of risk ratios of 13 trials of the BCG vaccine, their variances
BCG = np.array([-0.8893, -1.5854, -1.3481, -1.4416, -0.2175, -0.7861, -1.6209, 0.0120, -0.4694,
                -1.3713, -0.3394, 0.4459, -0.0173])  # fmt: skip
LUCK = np.array([0.3256, 0.1946, 0.4154, 0.0200, 0.0512, 0.0069, 0.2230, 0.0040, 0.0564, 0.0730,
                 0.0124, 0.5325, 0.0714])  # fmt: skip


def test_thirteen_trials_of_bcg_differ_as_published():
    whole = pooled(BCG, LUCK)
    assert whole.q == pytest.approx(152.2, abs=0.7)
    assert whole.between == pytest.approx(0.309, abs=2e-3)
    assert between_ends(BCG, LUCK) == pytest.approx((0.1197, 1.1115), abs=2e-3)


def test_schools_that_are_one_may_still_differ():
    low, high = between_ends(EFFECT, ERROR**2)
    assert low == 0
    assert high > 0
