"""Which months of which customers tell what a contact goes together with?

A customer who has left gets no letters and buys nothing; one who has not come yet likewise.
With such months in the comparison a log of pure noise shows an effect. So a customer's months
count from the one after the first purchase to the last one before that of the last purchase.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.periods import month_end, month_start

EDGE_DAYS = 7  # a log begins or ends with a month that it covers but for so many days


class Log(NamedTuple):
    """Contacts with customers, month by month, and the months that the log covers.

    ``rows``: one per customer and month with a contact: ``customer``, ``month`` (number, see
    :func:`number_of`), ``contacts``, ``ours`` (those that no request of the customer asked for).
    ``first``, ``last``: numbers of months, both included; ``last`` < ``first`` where none is whole.
    """

    rows: pd.DataFrame
    first: int
    last: int

    @property
    def months(self) -> int:
        """How many months the log covers."""
        return max(0, self.last - self.first + 1)


class Panel(NamedTuple):
    """Months of customers who are compared with themselves.

    ``rows``: ``customer``, ``month`` (number, of the purchases), ``purchases`` in it, ``contacts``
    of the month before and ``after`` of the month that follows (missing beyond the log).
    ``left_out``: customers who bought in these months and say nothing.
    """

    rows: pd.DataFrame
    left_out: int

    @property
    def customers(self) -> int:
        """How many customers are compared."""
        return int(self.rows["customer"].nunique())

    @property
    def purchases(self) -> int:
        """How many purchases of theirs are counted."""
        return int(self.rows["purchases"].sum())


def number_of(months: pd.Series | pd.Timestamp) -> pd.Series | int:
    """Months as numbers that follow each other.

    >>> number_of(pd.Timestamp("2025-01-31")) - number_of(pd.Timestamp("2024-12-01"))
    1
    """
    if isinstance(months, pd.Timestamp):
        return months.year * 12 + months.month - 1
    return months.dt.year * 12 + months.dt.month - 1


def covered(first: pd.Timestamp, last: pd.Timestamp) -> tuple[int, int]:
    """First and last month that a log from ``first`` to ``last`` covers to within a week.

    >>> january = number_of(pd.Timestamp("2025-01-01"))
    >>> covered(pd.Timestamp("2025-01-08"), pd.Timestamp("2025-03-20")) == (january, january + 1)
    True
    """
    late = (first - month_start(first)).days > EDGE_DAYS
    early = (month_end(last) - last).days > EDGE_DAYS
    return number_of(first) + late, number_of(last) - early


def panel(bought: pd.DataFrame, log: Log, *, last: int) -> Panel:
    """Months of customers between their first and their last purchase, with contacts before.

    Parameters
    ----------
    bought
        One row per customer and month with a purchase: ``customer``, ``month``, ``purchases``.
    last
        Number of the last whole month of sales.

    Returns
    -------
    Customers with two such months at least and a purchase in one of them.
    """
    ends = bought.groupby("customer", observed=True)["month"].agg(["min", "max"])
    start = np.maximum(ends["min"] + 1, log.first + 1)
    end = np.minimum(ends["max"] - 1, min(log.last + 1, last))
    rows = _spelled_out(start, end)
    rows = _with(rows, bought, "purchases", shift=0)
    rows = _with(rows, log.rows, "contacts", shift=-1)
    rows = _with(rows.rename(columns={"contacts": "before"}), log.rows, "contacts", shift=1)
    rows = rows.rename(columns={"contacts": "after", "before": "contacts"})
    rows["after"] = rows["after"].where(rows["month"] < log.last)
    seen = bought[bought["month"].between(log.first + 1, min(log.last + 1, last))]
    rows = _telling(rows)
    left_out = set(seen["customer"]) - set(rows["customer"])
    return Panel(rows, len(left_out))


def _spelled_out(start: pd.Series, end: pd.Series) -> pd.DataFrame:
    """One row per customer and month from ``start`` to ``end``, both included."""
    many = np.maximum(end - start + 1, 0).to_numpy()
    nth = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    month = np.repeat(start.to_numpy(), many) + nth
    return pd.DataFrame({"customer": np.repeat(start.index.to_numpy(), many), "month": month})


def _with(rows: pd.DataFrame, counted: pd.DataFrame, name: str, *, shift: int) -> pd.DataFrame:
    """Rows with the count of the month ``shift`` months later; 0 where there is none."""
    counted = counted[["customer", "month", name]].assign(month=counted["month"] - shift)
    both = rows.merge(counted, on=["customer", "month"], how="left")
    return both.assign(**{name: both[name].fillna(0.0)})


def _telling(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of customers with a purchase and something to hold it against."""
    by = rows.groupby("customer", observed=True)["purchases"]
    rows = rows[(by.transform("sum") > 0) & (by.transform("size") > 1)]
    return rows.reset_index(drop=True)


def in_months_with_purchases(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of a panel without months in which nobody bought: their own effect has no end.

    Returns
    -------
    Rows as they came.
    """
    bought = rows.groupby("month")["purchases"].transform("sum") > 0
    return rows[bought].reset_index(drop=True)
