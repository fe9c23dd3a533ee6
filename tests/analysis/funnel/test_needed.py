"""How many leads a target takes, and how sure that is."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.funnel import needed
from helpers.analysis.funnel.newcomers import Worth
from tests.analysis.funnel.leads import AS_OF

WORTH = Worth(500.0, 100.0, 50.0, 40)


def test_target_over_conversion_over_first_year():
    found = needed.leads_for(10_000, passed=20, entered=100, worth=WORTH)
    assert found.value == pytest.approx(100)
    # 1.96 × the root of 0.8 / 20 + 0.1²
    assert found.high / found.value == pytest.approx(np.exp(1.959964 * np.sqrt(0.05)), rel=1e-6)
    assert found.low * found.high == pytest.approx(100**2)


@given(st.integers(1, 50), st.integers(0, 500), st.floats(1, 1e6))
def test_no_interval_holds_less_than_nothing(passed, more, target):
    found = needed.leads_for(target, passed=passed, entered=passed + more, worth=WORTH)
    assert 0 < found.low <= found.value <= found.high


def test_the_year_goes_as_the_last_one_went():
    months = pd.date_range("2025-01-01", periods=12, freq="MS")
    by_month = pd.Series([0.0] * 11 + [1200.0], index=months)
    whole = pd.Series({"passed": 20, "entered": 100})
    table = needed.months_ahead(by_month, 1000.0, whole=whole, worth=WORTH, as_of=AS_OF)
    assert table["month"].iloc[[0, -1]].tolist() == [
        pd.Timestamp("2026-01-01"),
        pd.Timestamp("2026-12-01"),
    ]
    assert table["target"].tolist() == [0.0] * 11 + [12_000.0]


@pytest.mark.parametrize(
    ("worth", "passed"), [(None, 5), (Worth(-1.0, 0.0, 1.0, 9), 5), (WORTH, 0)]
)
def test_without_worth_or_sales_nothing_is_told(worth, passed):
    months = pd.Series(1.0, index=pd.date_range("2025-01-01", periods=12, freq="MS"))
    whole = pd.Series({"passed": passed, "entered": 100})
    assert needed.months_ahead(months, 10.0, whole=whole, worth=worth, as_of=AS_OF) is None


def test_the_interval_holds_the_luck_of_conversion_and_of_worth():
    """Half of a hundred bought, and their worth is known to a tenth: √(0.5/50 + 0.1²) = 0.1414."""
    told = needed.leads_for(1000, passed=50, entered=100, worth=Worth(100.0, 30.0, 10.0, 9))
    assert (told.low, told.high) == pytest.approx((20 / 1.3194, 20 * 1.3194), rel=1e-4)
