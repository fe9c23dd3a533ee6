"""How many working hours lie between two moments?"""

import numpy as np
import pandas as pd

from helpers.settings import CommitmentSettings

MONDAY = pd.Timestamp("1970-01-05")
DAY, HOUR = pd.Timedelta(days=1), pd.Timedelta(hours=1)
WEEK_DAYS, DAY_HOURS = 7, 24.0


def hours_between(
    start: pd.Series, end: pd.Series | pd.Timestamp, rules: CommitmentSettings
) -> pd.Series:
    """Hours from ``start`` to ``end`` that are worked; holidays are worked days like others.

    Returns
    -------
    Hours, below zero where the end comes first; missing where either is missing.
    """
    ends = pd.Series(end, index=start.index) if isinstance(end, pd.Timestamp) else end
    return _since_monday(ends, rules) - _since_monday(start, rules)


def _since_monday(when: pd.Series, rules: CommitmentSettings) -> pd.Series:
    """Hours worked from a Monday long ago to each moment."""
    passed = pd.to_datetime(when) - MONDAY
    days = np.floor(passed / DAY)
    hour = passed / HOUR - days * DAY_HOURS
    opens, closes = span_of(rules)
    weeks, weekday = np.floor(days / WEEK_DAYS), days % WEEK_DAYS
    whole = weeks * rules.work_days + np.minimum(weekday, rules.work_days)
    today = (hour.clip(opens, closes) - opens).where(weekday < rules.work_days, 0.0)
    return whole * (closes - opens) + today


def span_of(rules: CommitmentSettings) -> tuple[float, float]:
    """Hours at which the working day begins and ends, at midnight at the latest.

    Returns
    -------
    Two hours of a day (0–24), the first before the second.
    """
    return rules.work_from, min(rules.work_from + rules.work_hours, DAY_HOURS)


def round_the_clock(rules: CommitmentSettings) -> bool:
    """Whether every hour of the week counts.

    Returns
    -------
    Yes or no.
    """
    return rules.work_days == WEEK_DAYS and span_of(rules) == (0.0, DAY_HOURS)
