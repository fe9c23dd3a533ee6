"""Do we get the published bounds of Manski, and the revenue at risk that one can add up by hand?"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.loyalty.at_risk import at_risk
from helpers.analysis.models.bounds import bounds

SHARE = st.floats(0, 1)


def test_exits_from_homelessness():
    """21 of 64 who were found again had a home; 106 were asked at first (Manski 1995, §2.3)."""
    low, high = bounds(21 / 64, seen=64 / 106)
    assert (round(low, 2), round(high, 2)) == (0.20, 0.59)


@given(SHARE, SHARE)
def test_the_share_lies_between_its_bounds_and_they_are_as_wide_as_the_dark(share, seen):
    low, high = bounds(share, seen=seen)
    assert -1e-12 <= low <= share + 1e-12
    assert share - 1e-12 <= high <= 1 + 1e-12
    assert high - low == pytest.approx(1 - seen)


def test_revenue_of_thresholds_nought_fifty_and_ninety():
    rows = pd.DataFrame({"customer": list("abc"), "threshold": [0.0, 0.5, 0.9],
                         "revenue": [1.0, 1.0, 2.0]})  # fmt: skip
    found = at_risk(rows.assign(tenth=1, segment="", vintage=2024), seed=1)
    assert [found.at(x)["share"] for x in (0, 0.49, 0.5, 0.89, 0.9, 1)] == [
        0.25, 0.25, 0.5, 0.5, 1, 1,
    ]  # fmt: skip
    assert found.known == 1
