"""How sure is a number?

Values with the ends of their 95 % interval, tests with their p-values, and the correction
for how many were tried.
"""

from collections.abc import Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import scipy

Z95 = NormalDist().inv_cdf(0.975)


class Estimate(NamedTuple):
    """A value and the ends of its 95 % interval, in the unit of the value."""

    value: float
    low: float
    high: float


def share(hits: float, of: float) -> Estimate:
    """Share of ``hits`` among ``of`` trials with its Wilson (1927) interval.

    >>> [round(x, 3) for x in share(8, of=10)]
    [0.8, 0.49, 0.943]
    >>> share(0, of=16).low, share(16, of=16).high
    (0.0, 1.0)
    """
    if of <= 0:
        return Estimate(float("nan"), 0.0, 1.0)
    p = hits / of
    centre = (p + Z95**2 / (2 * of)) / (1 + Z95**2 / of)
    half = Z95 * np.sqrt(p * (1 - p) / of + Z95**2 / (4 * of**2)) / (1 + Z95**2 / of)
    # none and all have an exact end, which rounding would miss by a hair: "0.0 %" for "0 %"
    low = 0.0 if hits <= 0 else max(0.0, float(centre - half))
    high = 1.0 if hits >= of else min(1.0, float(centre + half))
    return Estimate(p, low, high)


def ratio_of_shares(hits: int, of: int, other_hits: int, other_of: int) -> Estimate:
    """Share among one group over the share among another, log interval (Katz et al. 1978).

    Half a case is added to each cell when one of them is empty, so that the interval exists.
    """
    a, n, b, m = float(hits), float(of), float(other_hits), float(other_of)
    if min(a, b) == 0:
        a, n, b, m = a + 0.5, n + 1, b + 0.5, m + 1
    value = (a / n) / (b / m)
    half = Z95 * np.sqrt(max(0.0, 1 / a - 1 / n + 1 / b - 1 / m))
    return Estimate(value, float(value * np.exp(-half)), float(value * np.exp(half)))


def poisson_rate_drop(
    recent: np.ndarray, recent_months: float, base: np.ndarray, base_months: float
) -> np.ndarray:
    """One-sided p-value that the recent rate is lower than the base rate, for counts.

    Conditional on the total, the recent count is binomial (Przyborowski & Wilenski 1940).
    The mid-p value is used: the exact test is far too careful for small counts. Counts may be
    fractions, where purchases that come in bunches or differ in size count as fewer.

    >>> poisson_rate_drop(np.array([0]), 3, np.array([12]), 12).round(4).tolist()
    [0.0344]
    """
    recent, base = np.asarray(recent, float), np.asarray(base, float)
    fraction = base_months / (recent_months + base_months)
    below = scipy.special.betainc
    some, any_recent = np.where(base > 0, base, 1.0), np.where(recent > 0, recent, 1.0)
    upto = below(some, recent + 1, fraction)
    less = np.where(recent > 0, below(some + 1, any_recent, fraction), 0.0)
    return np.where(base > 0, (upto + less) / 2, 1.0 - 0.5 * (1 - fraction) ** recent)


def false_discovery(p_values: Sequence[float] | np.ndarray) -> np.ndarray:
    """Adjusted p-values of Benjamini & Hochberg (1995); missing ones stay missing.

    >>> false_discovery([0.01, 0.02, 0.9]).round(3).tolist()
    [0.03, 0.03, 0.9]
    """
    p = np.asarray(p_values, float)
    adjusted = np.full(p.shape, np.nan)
    known = ~np.isnan(p)
    if known.any():
        adjusted[known] = scipy.stats.false_discovery_control(p[known])
    return adjusted
