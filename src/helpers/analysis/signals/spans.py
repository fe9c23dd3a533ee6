"""Which months are compared, and what are they held against?"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.definitions.activity import complete_months
from helpers.analysis.definitions.seasonality import calendar_index, follows_calendar


class Spans(NamedTuple):
    """Months looked at, oldest first, and what each of them is.

    ``year`` marks the months before the recent ones; ``base`` those of them that the recent
    ones are held against; ``level`` is the usual calendar level of each month (all 1 where
    sales do not follow the calendar).
    """

    months: pd.DatetimeIndex
    recent: np.ndarray
    base: np.ndarray
    year: np.ndarray
    level: np.ndarray
    seasonal: bool

    @property
    def years(self) -> float:
        """Length of the year before the recent months, in years.

        Returns
        -------
        Years.
        """
        return float(self.year.sum()) / 12


def spans(
    activity: pd.DataFrame, *, as_of: pd.Timestamp, recent_months: int, base_months: int
) -> Spans | None:
    """Months to compare; none when the base would be shorter than twice the recent months.

    The calendar decides by the purchases of all customers, because money follows single
    giants. The same months a year earlier need a base that reaches so far back.

    Returns
    -------
    Months marked as recent, base and year, each with its calendar level.
    """
    known = complete_months(activity, as_of=as_of)
    count = min(base_months, len(known) - recent_months)
    if count < 2 * recent_months:
        return None
    months = pd.DatetimeIndex(known[-(count + recent_months) :])
    recent = np.arange(len(months)) >= count
    purchases = activity.groupby("month")["purchases"].sum().reindex(known, fill_value=0.0)
    last_year = np.isin(months, months[recent] - pd.DateOffset(years=1))
    seasonal = last_year.sum() == recent_months and follows_calendar(purchases)
    level = calendar_index(purchases)[months.month].to_numpy() if seasonal else np.ones(len(months))
    return Spans(months, recent, last_year if seasonal else ~recent, ~recent, level, seasonal)
