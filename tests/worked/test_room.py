"""Published numbers on agreement, reliability, exact tests and the fate of studies."""

import numpy as np
import pandas as pd
import pytest

from helpers.analysis.centredness.reliability import cronbach
from helpers.analysis.centredness.research import STEPS, research
from helpers.analysis.centredness.room import agreement, ways

# thirty departments of a bank, seven questions (Chatterjee & Price 1977): `attitude` of R
ATTITUDE = """
43 51 30 39 61 92 45  63 64 51 54 63 73 47  71 70 68 69 76 86 48  61 63 45 47 54 84 35
81 78 56 66 71 83 47  43 55 49 44 54 49 34  58 67 42 56 66 68 35  71 75 50 55 70 66 41
72 82 72 67 71 83 31  67 61 45 47 62 80 41  64 53 53 58 58 67 34  67 60 47 39 59 74 41
69 62 57 42 55 63 25  68 83 83 45 59 77 35  77 77 54 72 79 77 46  81 90 50 72 60 54 36
74 85 64 69 79 79 63  65 60 65 75 55 80 60  65 70 46 57 75 85 46  50 58 68 54 64 78 52
50 40 33 34 43 64 33  64 61 52 62 66 80 41  53 66 52 50 63 80 37  40 37 42 58 50 57 49
63 54 42 48 66 75 33  66 77 66 63 88 76 72  78 75 58 74 80 78 49  48 57 44 45 51 83 38
85 85 71 71 77 74 55  82 82 39 59 64 78 39
"""


def test_alpha_of_the_attitude_data_is_84_hundredths():
    values = np.array(ATTITUDE.split(), float).reshape(30, 7)
    found = cronbach(values)
    assert found.value == pytest.approx(0.84, abs=0.005)
    assert found.low < found.value < found.high


@pytest.mark.parametrize(("scores", "rwg"), [((4, 4, 5, 5), 0.833), ((1, 1, 5, 5), -1.67)])
def test_agreement_of_four(scores, rwg):
    assert agreement(scores) == pytest.approx(rwg, abs=0.004)


def test_the_lady_tasting_tea_has_seventy_ways_and_one_is_right():
    dealt = ways(8, 4, seed=1)
    right = (dealt == (np.arange(8) < 4)).all(axis=1)
    assert right.mean() == pytest.approx(1 / 70)


def test_one_study_of_twenty_that_was_measured_leaves_room_for_nineteen_times():
    came = {"distributed": 10, "read": 8, "discussed": 7, "implemented": 2, "measured": 1}
    rows = pd.DataFrame({step: np.arange(20) < came[step] for step in STEPS})
    assert research(rows).room == 19
