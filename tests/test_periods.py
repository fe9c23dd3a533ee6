"""Where a month and a year end."""

from datetime import date

import ibis
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.periods import (
    DAYS_IN_MONTH,
    YEAR,
    days_in,
    in_year_before,
    last_complete_month,
    month_end,
    months_between,
    year_before,
)
from tests.laws import examples

ENGINE = ibis.duckdb.connect()


@pytest.mark.parametrize(
    ("day", "closes"),
    [("2013-11-30", True), ("2013-11-28", True), ("2013-11-27", False), ("2012-02-27", True),
     ("2012-02-26", False), ("2013-02-26", True), ("2013-02-25", False)],
)  # fmt: skip
def test_the_last_three_days_close_a_month(day, closes):
    day = pd.Timestamp(day)
    this = pd.Timestamp(day.year, day.month, 1)
    assert (last_complete_month(day) == this) is closes


@pytest.mark.parametrize(
    ("day", "first", "days"),
    [("2023-12-31", "2023-01-01", 365), ("2024-12-31", "2024-01-01", 366),
     ("2025-02-28", "2024-03-01", 365), ("2024-02-29", "2023-03-01", 366),
     ("2024-03-15", "2023-03-16", 366), ("2024-02-15", "2023-02-16", 365)],
)  # fmt: skip
def test_the_last_year_is_twelve_months_whatever_their_days(day, first, days):
    year = pd.date_range(year_before(pd.Timestamp(day)), day, inclusive="right")
    assert (year[0], len(year)) == (pd.Timestamp(first), days)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
@examples(50)
def test_a_table_and_a_column_of_days_know_the_same_year(end, back):
    day, end = pd.Timestamp(end) - pd.Timedelta(days=back), pd.Timestamp(end)
    inside = day > year_before(end)
    assert (day > year_before(pd.Series([end])))[0] == inside
    asked = in_year_before(ibis.date(day.date()), ibis.date(end.date()))
    assert ENGINE.execute(asked) == inside


def test_the_year_of_a_month_that_is_over_is_twelve_calendar_months():
    for last in pd.date_range("2019-01-01", "2025-12-01", freq="MS"):
        year = months_between(year_before(month_end(last)) + pd.Timedelta(days=1), last)
        assert len(year) == 12


def test_twelve_mean_months_are_a_year_and_its_share_of_a_leap_day():
    assert DAYS_IN_MONTH * 12 == 365.25
    assert YEAR == 365
    assert [days_in(months) for months in (1, 2, 3, 6, 12, 24)] == [30, 61, 91, 183, 365, 730]
