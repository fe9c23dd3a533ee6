"""Did those who were treated change otherwise than those who were not? Differences in differences.

What both would have done alike drops out; what they would have done unlike anyway is seen in
windows (or groups) in which nobody was treated, and widens the interval (Bertrand, Duflo &
Mullainathan 2004; Conley & Taber 2011).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from helpers.estimates import Z95, Estimate


class Seen(NamedTuple):
    """A difference of logarithms, and its standard error from drawing customers."""

    value: float
    error: float


def in_differences(treated: tuple[float, float], others: tuple[float, float]) -> float:
    """Change of the treated (before, after) less the change of the others, in the same unit.

    Fast-food employment in New Jersey and Pennsylvania (Card & Krueger 1994):

    >>> round(in_differences((20.44, 21.03), (23.33, 21.17)), 2)
    2.75
    """
    return (treated[1] - treated[0]) - (others[1] - others[0])


def of_logs(treated: np.ndarray, others: np.ndarray) -> Seen:
    """Difference in differences of the logarithms of two sides' sums.

    Parameters
    ----------
    treated, others
        One row per customer: what was counted before, and after.

    Returns
    -------
    Logarithm of the ratio of ratios with its error; missing where a sum is not positive.
    """
    sums = treated.sum(axis=0), others.sum(axis=0)
    if min(*sums[0], *sums[1]) <= 0:
        return Seen(np.nan, np.nan)
    logs = [np.log(one) for one in sums]
    value = in_differences((logs[0][0], logs[0][1]), (logs[1][0], logs[1][1]))
    variance = _variance(treated, sums[0]) + _variance(others, sums[1])
    return Seen(float(value), float(np.sqrt(variance)))


def _variance(rows: np.ndarray, total: np.ndarray) -> float:
    """Variance of log(after / before) when customers are drawn: that of each one's own part."""
    n = len(rows)
    own = rows[:, 1] / total[1] - rows[:, 0] / total[0]
    return float((own**2).sum() * n / max(1, n - 1))


def widened(seen: Seen, placebos: Sequence[Seen]) -> tuple[Estimate, float]:
    """Ratio with an interval as wide as what windows without any treatment show.

    Returns
    -------
    Ratio with the ends of its interval, and the spread of the placebos (a standard deviation on
    the log scale; missing without placebos).
    """
    known = [p for p in placebos if np.isfinite(p.value) and np.isfinite(p.error)]
    variance, spread = seen.error**2, np.nan
    if known:
        squares = float(np.mean([p.value**2 for p in known]))
        variance += max(0.0, squares - float(np.mean([p.error**2 for p in known])))
        spread = float(np.sqrt(squares))
    half = Z95 * np.sqrt(variance)
    ends = np.exp([seen.value, seen.value - half, seen.value + half])
    return Estimate(*map(float, ends)), spread
