"""How regularly does each item buy or sell? Three readings of X, Y and Z.

*Regularity*: the share of periods with a purchase; a single giant purchase is not faithful.
*Rhythm*: how even the gaps between purchases are. *Variation*: how even the sums of the
periods are, silent periods included; the reading for stock, misleading for customers,
because a perfectly even quarterly buyer has a monthly coefficient of 1.41.

All work on tables of items × months and answer for the windows that end at each month-end:
arrays of items × month-ends. A coefficient of variation is the standard deviation of the
whole window (not of a sample from it) over the mean.
"""

import numpy as np
import pandas as pd

from helpers.analysis.definitions.abc import ROUNDING
from helpers.analysis.definitions.activity import places

MONTHS_IN = {"month": 1, "quarter": 3}
# a customer is monthly while its usual gap is nearer to one month than to two
MONTHLY_FROM = 2 / 3


def window_sums(months: np.ndarray, *, length: int, ends: int, back: int = 0) -> np.ndarray:
    """Sum over ``length`` months that end ``back`` months before each of the last ``ends``.

    Months before the first column count as nothing.

    >>> window_sums(np.array([[1, 2, 4, 8]]), length=2, ends=3).tolist()
    [[3.0, 6.0, 12.0]]
    """
    upto = np.pad(np.cumsum(months, axis=1, dtype=float), ((0, 0), (1, 0)))
    stop = np.arange(months.shape[1] - ends + 1, months.shape[1] + 1) - back
    return upto[:, stop.clip(min=0)] - upto[:, (stop - length).clip(min=0)]


def months_known(first: pd.Series, month_ends: pd.DatetimeIndex) -> np.ndarray:
    """Months from the first purchase to each month-end, both included; 0 before the first.

    ``first`` is the month of each item's first purchase, missing where it has none.

    Returns
    -------
    Months, items × month-ends.
    """
    begun = (first.dt.year * 12 + first.dt.month).to_numpy(float, na_value=np.inf)
    now = (month_ends.year * 12 + month_ends.month).to_numpy(float)
    return (now[None, :] - begun[:, None] + 1).clip(min=0)


def usual_period(purchases: np.ndarray, known: np.ndarray, *, window: int, least: int) -> str:
    """``month``, or ``quarter`` where the typical item is active less often than monthly.

    Typical is the median item with a purchase in the last window; its rate is purchases per
    month since its first one (``least`` months at least).

    Returns
    -------
    ``month`` or ``quarter``.
    """
    if not known.size:
        return "month"
    bought = window_sums(purchases, length=window, ends=1)[:, 0]
    known = known[:, -1].clip(least, window)
    active = bought > 0
    monthly = not active.any() or np.median(bought[active] / known[active]) >= MONTHLY_FROM
    return "month" if monthly else "quarter"


def _counted_periods(known: np.ndarray, *, period: str, window: int, least: int) -> np.ndarray:
    """Periods of the window that an item is judged on: since its first, ``least`` at least.

    The least holds for quarters too: one purchase is not a habit, however long the period.
    """
    length = MONTHS_IN[period]
    return np.ceil(known / length).clip(min(least, window // length), window // length)


def active_share(
    purchases: np.ndarray, known: np.ndarray, *, period: str, window: int, least: int
) -> np.ndarray:
    """Share of periods (0–1) with a purchase, in the window that ends at each month-end.

    ``known`` are the months of :func:`months_known`. Periods before the item's first purchase
    do not count, but never fewer than ``least`` do.

    Returns
    -------
    0–1, items × month-ends.
    """
    length, ends = MONTHS_IN[period], known.shape[1]
    counted = _counted_periods(known, period=period, window=window, least=least)
    active = sum(
        window_sums(purchases, length=length, ends=ends, back=back) > 0
        for back in range(0, window, length)
    )
    return active / counted


def variation(
    values: np.ndarray, known: np.ndarray, *, period: str, window: int, least: int
) -> np.ndarray:
    """Coefficient of variation of the sums of periods, in the window to each month-end.

    Silent periods count as 0 from the item's first purchase on; missing where the mean is
    nothing or less, because a spread around it says nothing.

    Returns
    -------
    Standard deviation over mean, items × month-ends; missing without a mean.
    """
    length, ends = MONTHS_IN[period], known.shape[1]
    counted = _counted_periods(known, period=period, window=window, least=least)
    total, squares = np.zeros(known.shape), np.zeros(known.shape)
    for number, back in enumerate(range(0, window, length)):
        inside = number < counted
        value = window_sums(values, length=length, ends=ends, back=back) * inside
        total, squares = total + value, squares + value**2
    return _coefficient(total / counted, squares / counted)


def rhythm(
    days: pd.DataFrame, items: pd.Index, *, month_ends: pd.DatetimeIndex, window: int, least: int
) -> np.ndarray:
    """Coefficient of variation of the gaps between purchases, in the window to each month-end.

    Parameters
    ----------
    days
        Purchases, ordered: ``item``, ``date``; of other items too.
    items
        Rows of the answer, in the order of names.
    month_ends
        Columns of the answer.
    window
        Months of the window; only gaps with both ends inside count.
    least
        Purchases under which there is not enough history: the answer is missing.

    Returns
    -------
    Standard deviation over mean of the gaps, items × month-ends; missing with few purchases.
    """
    code = places(days["item"], items).astype(np.int64)
    known = code >= 0
    day = days["date"].to_numpy("datetime64[D]").astype(np.int64)[known]
    code = code[known]
    gap = np.diff(day, prepend=0) * (np.diff(code, prepend=-1) == 0)
    sums, squares = (np.pad(np.cumsum(g), (1, 0)) for g in (gap, gap**2))
    key, place = (code << 32) + day, np.arange(len(items), dtype=np.int64)[:, None] << 32
    begins = (month_ends + pd.offsets.MonthBegin(1) - pd.DateOffset(months=window)).normalize()
    low = np.searchsorted(key, place + begins.to_numpy("datetime64[D]").astype(np.int64))
    high = np.searchsorted(key, place + month_ends.to_numpy("datetime64[D]").astype(np.int64) + 1)
    enough, after = high - low >= max(least, 2), np.minimum(low + 1, len(gap))
    gaps = np.where(enough, high - low - 1, 1)
    mean, square = (np.where(enough, s[high] - s[after], np.nan) / gaps for s in (sums, squares))
    return _coefficient(mean, square)


def _coefficient(mean: np.ndarray, mean_of_squares: np.ndarray) -> np.ndarray:
    spread = np.sqrt((mean_of_squares - mean**2).clip(min=0))
    return np.where(mean > 0, spread / np.where(mean > 0, mean, 1.0), np.nan)


def letters_from(share: np.ndarray, *, x_from: float, y_from: float) -> np.ndarray:
    """Letter for each share of active periods: the more, the nearer to X.

    Returns
    -------
    ``X``, ``Y`` or ``Z`` for each share.
    """
    return np.select([share >= x_from - ROUNDING, share >= y_from - ROUNDING], ["X", "Y"], "Z")


def letters_to(coefficient: np.ndarray, *, x_to: float, y_to: float) -> np.ndarray:
    """Letter for each coefficient of variation: the less, the nearer to X; N where missing.

    Returns
    -------
    ``X``, ``Y``, ``Z``, and ``N`` where the coefficient is missing.
    """
    return np.select(
        [np.isnan(coefficient), coefficient <= x_to + ROUNDING, coefficient <= y_to + ROUNDING],
        ["N", "X", "Y"],
        "Z",
    )
