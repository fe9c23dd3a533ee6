"""Does a customer buy less, or more rarely, than it used to?

Recent months stand against a base: the months before them or, where sales follow the
calendar, the same months a year earlier. A fall is told from noise by the spread of the
customer's own months.
"""

import numpy as np
import pandas as pd

from helpers.analysis.definitions.activity import by_month, places
from helpers.analysis.signals.sizes import smaller_purchases
from helpers.analysis.signals.spans import Spans
from helpers.estimates import poisson_rate_drop

# even months are rarely even to the cent: a spread below this share of the mean is not believed
LEAST_SPREAD = 0.05
# weight of the typical customer's evenness beside the customer's own, in blocks
PRIOR_BLOCKS = 9


def habits(
    activity: pd.DataFrame, days: pd.DataFrame, of: Spans, *, least_purchases: int, p_below: float
) -> dict[str, pd.DataFrame]:
    """Customers that can be judged, with their fall and the chance that it is noise.

    Parameters
    ----------
    activity
        Rows of :func:`~helpers.analysis.definitions.activity.monthly` for customers.
    days
        Purchases of customers: ``item``, ``date``, ``amount``.
    least_purchases
        In all months looked at; with fewer there is no habit to fall from.
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
    if amount.empty:  # nobody has bought in these months
        nobody = _judged(amount.index, money, np.empty(0), of)
        return {"less": nobody, "rarer": nobody}
    squares = _squared_purchases(days, amount.index, of)
    enough = count.sum(axis=1) >= least_purchases
    falls = {}
    for name, values, scale in (("less", money, squares), ("rarer", count, count.sum(axis=1))):
        evidence = _evidence(values, scale, enough, of)
        could_tell = _fall_p(np.where(of.recent, 0.0, values), evidence, of) < p_below
        falls[name] = np.where(enough & could_tell, _fall_p(values, evidence, of), np.nan)
    smaller = smaller_purchases(days, of, least=least_purchases).set_index("customer")["p"]
    falls["less"] = _either(falls["less"], smaller.reindex(amount.index).to_numpy())
    return {
        "less": _judged(amount.index, money, falls["less"], of),
        "rarer": _judged(amount.index, count, falls["rarer"], of),
    }


def _judged(customers: pd.Index, values: np.ndarray, p: np.ndarray, of: Spans) -> pd.DataFrame:
    base, recent = values[:, of.base].mean(axis=1), values[:, of.recent].mean(axis=1)
    change = np.where(base > 0, _ratio(recent, base) - 1, 0.0).clip(min=-1)
    table = {"base": base, "recent": recent, "change": change, "p": p}
    return pd.DataFrame({"customer": customers, **table}).dropna(subset="p")


def _either(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """P-value of two tests of one fall: the smaller, times the number that could be made."""
    made = (~np.isnan(one)).astype(int) + ~np.isnan(other)
    return np.minimum(1.0, np.fmin(one, other) * made)


def _squared_purchases(days: pd.DataFrame, customers: pd.Index, of: Spans) -> np.ndarray:
    """Sum of the squares of each customer's purchases in the months looked at."""
    month = days["date"].to_numpy("datetime64[M]").astype("datetime64[s]")
    row = places(days["item"], customers)
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
    """One-sided p-value of a fall: a test of two Poisson rates on values turned to evidence.

    All months of the year bear witness, also where the base is the same months a year
    earlier: a month counts for as much as its usual calendar level.
    """
    recent, year = (
        values[:, which].sum(axis=1).clip(min=0) * evidence for which in (of.recent, of.year)
    )
    return poisson_rate_drop(recent, of.level[of.recent].sum(), year, of.level[of.year].sum())


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """``above`` over ``below``, 0 where there is nothing to divide by."""
    return np.where(below > 0, above, 0.0) / np.where(below > 0, below, 1.0)
