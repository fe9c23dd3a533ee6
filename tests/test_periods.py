"""Where a month and a year end."""

import pandas as pd
import pytest

from helpers.periods import DAYS_IN_MONTH, YEAR, days_in, last_complete_month, year_before


@pytest.mark.parametrize(
    ("day", "closes"),
    [("2013-11-30", True), ("2013-11-28", True), ("2013-11-27", False), ("2012-02-27", True),
     ("2012-02-26", False), ("2013-02-26", True), ("2013-02-25", False)],
)  # fmt: skip
def test_the_last_three_days_close_a_month(day, closes):
    day = pd.Timestamp(day)
    this = pd.Timestamp(day.year, day.month, 1)
    assert (last_complete_month(day) == this) is closes


def test_the_last_year_has_365_days_also_over_a_29_february():
    for day in ("2024-12-31", "2023-12-31"):
        assert len(pd.date_range(year_before(pd.Timestamp(day)), day, inclusive="right")) == 365


def test_twelve_mean_months_are_a_year_and_its_share_of_a_leap_day():
    assert DAYS_IN_MONTH * 12 == 365.25
    assert YEAR == 365
    assert [days_in(months) for months in (1, 2, 3, 6, 12, 24)] == [30, 61, 91, 183, 365, 730]
