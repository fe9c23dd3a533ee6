"""Published survival figures: 6-MP in acute leukaemia (Freireich et al. 1963; Gehan 1965)."""

import numpy as np
import pytest

from helpers.analysis.models.survival import kaplan_meier, log_rank, median_time

# weeks of remission; negative: still in remission when last seen
SIX_MP = [6, 6, 6, 7, 10, 13, 16, 22, 23, -6, -9, -10, -11, -17, -19, -20, -25, -32, -32, -34, -35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]
WEEKS = np.abs(SIX_MP + PLACEBO)
ENDED = np.array(SIX_MP + PLACEBO) > 0
ARM = np.array(["6-MP"] * 21 + ["placebo"] * 21)


@pytest.fixture(scope="module")
def curve():
    return kaplan_meier(WEEKS[:21], ENDED[:21])


def test_the_6_mp_arm_is_the_published_one(curve):
    assert curve["time"].tolist() == [6, 7, 10, 13, 16, 22, 23]
    assert curve["at_risk"].tolist() == [21, 17, 15, 12, 11, 7, 6]
    published = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert curve["left"].tolist() == pytest.approx(published, abs=5e-4)


def test_its_interval_is_that_of_log_minus_log(curve):
    # R: survfit(..., conf.type = "log-log")
    assert curve["low"].iloc[[0, -1]].tolist() == pytest.approx([0.620, 0.188], abs=1e-3)
    assert curve["high"].iloc[[0, -1]].tolist() == pytest.approx([0.952, 0.680], abs=1e-3)


def test_half_of_the_6_mp_arm_relapse_by_week_23(curve):
    assert median_time(curve).value == 23
    assert median_time(kaplan_meier(WEEKS[21:], ENDED[21:])).value == 8


def test_the_log_rank_statistic_of_both_arms_is_16_79():
    # chi-squared 16.79 with one degree of freedom
    assert log_rank(WEEKS, ENDED, ARM) == pytest.approx(4.17e-5, abs=2e-7)
