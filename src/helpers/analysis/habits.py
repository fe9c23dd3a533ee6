"""Does a customer buy less, or more rarely, than it used to?

Recent months stand against a base: the months before them or, where sales follow the
calendar, the same months a year earlier. A fall is told from noise by the spread of the
customer's own months.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.activity import by_month, complete_months
from helpers.analysis.seasonality import calendar_index, follows_calendar
from helpers.estimates import poisson_rate_drop

# even months are rarely even to the cent: a spread below this share of the mean is not believed
LEAST_SPREAD = 0.05
# weight of the typical customer's evenness beside the customer's own, in blocks
PRIOR_BLOCKS = 9


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
        """Length of the year before the recent months, in years."""
        return float(self.year.sum()) / 12


def spans(
    activity: pd.DataFrame, *, as_of: pd.Timestamp, recent_months: int, base_months: int
) -> Spans | None:
    """Months to compare; none when the base would be shorter than twice the recent months.

    The calendar decides by the purchases of all customers, because money follows single
    giants. The same months a year earlier need a base that reaches so far back.
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


def habits(
    activity: pd.DataFrame, days: pd.DataFrame, of: Spans, *, least_purchases: int, p_below: float
) -> dict[str, pd.DataFrame]:
    """Customers that can be judged, with their fall and the chance that it is noise.

    Parameters
    ----------
    activity
        Rows of :func:`~helpers.analysis.activity.monthly` for customers.
    days
        Purchases of customers: ``item``, ``date``, ``amount``.
    least_purchases
        In base and recent months together; with fewer there is no habit to fall from.
    p_below
        Customers are judged where even no purchase at all could be told from chance so well.

    Returns
    -------
    ``less`` (money a month) and ``rarer`` (purchases a month), each with one row per
    customer judged: ``customer``, ``base``, ``recent``, ``change`` (−1–), ``p`` (one-sided,
    not corrected).
    """
    seen = activity[activity["month"].isin(of.months)]
    amount, bought = (by_month(seen, n, months=list(of.months)) for n in ("amount", "purchases"))
    money, count = amount.to_numpy(), bought.to_numpy()
    squares = _squared_purchases(days, amount.index, of)
    enough = count[:, of.base | of.recent].sum(axis=1) >= least_purchases
    found = {}
    for name, values, scale in (("less", money, squares), ("rarer", count, count.sum(axis=1))):
        evidence = _evidence(values, scale, enough, of)
        could_tell = _fall_p(np.where(of.recent, 0.0, values), evidence, of) < p_below
        p = _fall_p(values, evidence, of)
        found[name] = _judged(amount.index, values, p, of)[enough & could_tell]
    return found


def _judged(customers: pd.Index, values: np.ndarray, p: np.ndarray, of: Spans) -> pd.DataFrame:
    base, recent = values[:, of.base].mean(axis=1), values[:, of.recent].mean(axis=1)
    change = np.where(base > 0, _ratio(recent, base) - 1, 0.0).clip(min=-1)
    table = {"base": base, "recent": recent, "change": change, "p": p}
    return pd.DataFrame({"customer": customers, **table})


def _squared_purchases(days: pd.DataFrame, customers: pd.Index, of: Spans) -> np.ndarray:
    """Sum of the squares of each customer's purchases in the months looked at."""
    month = days["date"].to_numpy("datetime64[M]").astype("datetime64[s]")
    row = customers.get_indexer(pd.Index(days["item"]))
    inside = (row >= 0) & (of.months.get_indexer(pd.DatetimeIndex(month)) >= 0)
    squares = days["amount"].to_numpy(float)[inside] ** 2
    return np.bincount(row[inside], squares, len(customers))


def _evidence(values: np.ndarray, squares: np.ndarray, judged: np.ndarray, of: Spans) -> np.ndarray:
    """Evidence of one unit of ``values``, in purchases: the mean of a block over its variance.

    With it any sum is as uncertain as a count of purchases that fall at random. A block is as
    long as the recent months: those of an even quarterly buyer jump from month to month and
    not from quarter to quarter. Few blocks fit into a year, so the variance is drawn towards
    what the customer's purchases would give if they fell on the calendar as evenly, or in such
    bunches, as those of the typical customer.

    Parameters
    ----------
    values
        Customers × months.
    squares
        Sum of the squares of the customer's purchases in these months.
    judged
        Customers who can tell what is typical.
    """
    length, level = int(of.recent.sum()), values / of.level
    year = level[:, of.year]
    year = year[:, year.shape[1] % length :]
    blocks = year.reshape(len(year), -1, length).sum(axis=2)
    own, free = blocks.var(axis=1, ddof=1), blocks.shape[1] - 1
    random = squares / len(of.months) * length
    ratios = _ratio(own, random)[judged]
    typical = ratios.mean() if len(ratios) else 1.0
    mean = (level.mean(axis=1) * length).clip(min=0)
    variance = (free * own + PRIOR_BLOCKS * typical * random) / (free + PRIOR_BLOCKS)
    return _ratio(mean, np.maximum(variance, (LEAST_SPREAD * mean) ** 2))


def _fall_p(values: np.ndarray, evidence: np.ndarray, of: Spans) -> np.ndarray:
    """One-sided p-value of a fall: a test of two Poisson rates on values turned to evidence."""
    recent, base = (
        values[:, which].sum(axis=1).clip(min=0) * evidence for which in (of.recent, of.base)
    )
    return poisson_rate_drop(recent, of.recent.sum(), base, of.base.sum())


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """``above`` over ``below``, 0 where there is nothing to divide by."""
    return np.where(below > 0, above, 0.0) / np.where(below > 0, below, 1.0)
