"""Which months, which windows, and what is 'today'?

A month is written as its first day. Windows are half-open: ``start <= day < end``.

*The last year* is the twelve months that end with a day (:func:`year_before`): with the last day
of a month they are the twelve calendar months that tables by months count, a 29 February included.
Models learn from windows of one length and take :data:`YEAR` days.
"""

from typing import TypeVar

import ibis
import pandas as pd
from ibis.expr.types import BooleanValue, DateValue

Days = TypeVar("Days", pd.Timestamp, pd.Series)

MONTHS_OF_YEAR = 12
YEAR = 365  # days, of a window of a model
DAYS_IN_MONTH = 365.25 / 12  # of a mean month
END_OF_MONTH_DAYS = 3  # a Sunday and a day off are common ends of a full month


def days_in(months: int) -> int:
    """Days of a number of mean months.

    >>> days_in(3)
    91
    """
    return round(months * DAYS_IN_MONTH)


def year_before(day: Days) -> Days:
    """Last day that does not belong to the year that ends with ``day``, for a day or many.

    >>> year_before(pd.Timestamp("2024-12-31")), year_before(pd.Timestamp("2025-02-28"))
    (Timestamp('2023-12-31 00:00:00'), Timestamp('2024-02-29 00:00:00'))
    """
    one = pd.Timedelta(days=1)
    return day + one - pd.DateOffset(months=MONTHS_OF_YEAR) - one


def in_year_before(day: DateValue, end: DateValue) -> BooleanValue:
    """Whether ``day`` belongs to the year that ends with ``end``, or comes after it.

    Returns
    -------
    Yes or no for each row of a table, as :func:`year_before` says.
    """
    return day >= end + ibis.interval(days=1) - ibis.interval(months=MONTHS_OF_YEAR)


def month_start(day: pd.Timestamp) -> pd.Timestamp:
    """First day of the month of ``day``.

    >>> month_start(pd.Timestamp("2013-11-29"))
    Timestamp('2013-11-01 00:00:00')
    """
    return pd.Timestamp(day.year, day.month, 1)


def month_end(day: pd.Timestamp) -> pd.Timestamp:
    """Last day of the month of ``day``.

    >>> month_end(pd.Timestamp("2012-02-03"))
    Timestamp('2012-02-29 00:00:00')
    """
    return month_start(day) + pd.offsets.MonthEnd(1)


def add_months(day: pd.Timestamp, months: int) -> pd.Timestamp:
    """Same day ``months`` later, or the last day of a shorter month."""
    return day + pd.DateOffset(months=months)


def months_between(first: pd.Timestamp, last: pd.Timestamp) -> list[pd.Timestamp]:
    """Starts of all months from that of ``first`` to that of ``last``, both included."""
    return list(pd.date_range(month_start(first), month_start(last), freq="MS"))


def last_complete_month(as_of: pd.Timestamp) -> pd.Timestamp:
    """Start of the last month that ``as_of`` closes.

    Records that end before the last day of a month may miss sales of that month, and a
    trend must not fall because a month is not over. Sunday and a day off are common ends
    of a full month, so the last three days of the month count as its end.

    >>> last_complete_month(pd.Timestamp("2013-11-29"))
    Timestamp('2013-11-01 00:00:00')
    >>> last_complete_month(pd.Timestamp("2011-12-09"))
    Timestamp('2011-11-01 00:00:00')
    """
    start = month_start(as_of)
    complete = (month_end(as_of) - as_of).days < END_OF_MONTH_DAYS
    return start if complete else add_months(start, -1)
