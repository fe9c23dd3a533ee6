"""How unequal are the customers?

Totals below zero count as nothing, as in :mod:`helpers.analysis.revenue.pareto`.
"""

import numpy as np
import pandas as pd

from helpers.given import when_given
from helpers.language import N_, Number
from helpers.language.findings import Finding, Trail


def gini(totals: pd.Series) -> float:
    """Gini coefficient: 0 when all bring the same, towards 1 when one brings everything.

    >>> gini(pd.Series([5, 5, 5])), gini(pd.Series([0, 0, 0, 8]))
    (0.0, 0.75)
    """
    x = _ascending(totals)
    if x.sum() <= 0:
        return 0.0
    rank = np.arange(1, len(x) + 1)
    return float(max(0.0, ((2 * rank - len(x) - 1) * x).sum() / (len(x) * x.sum())))


def lorenz(totals: pd.Series, *, points: int = 101) -> pd.DataFrame:
    """Lorenz curve: what the smallest customers bring, from none of them to all.

    Returns
    -------
    At most ``points`` rows: ``customers`` and ``money`` (both 0–1, from 0 to 1).
    """
    x = _ascending(totals)
    money = np.concatenate([[0.0], x.cumsum()])
    rank = np.unique(np.linspace(0, len(x), min(points, len(x) + 1)).round().astype(int))
    whole = money[-1] if money[-1] > 0 else 1.0
    return pd.DataFrame({"customers": rank / max(1, len(x)), "money": money[rank] / whole})


def lorenz_of_both(amounts: pd.Series, profits: pd.Series) -> pd.DataFrame:
    """Lorenz curves of net sales and of gross profit on the same 101 shares of customers.

    Returns
    -------
    ``customers``, ``money``, ``profit`` (all 0–1).
    """
    at = np.linspace(0, 1, 101)
    sold, gained = lorenz(amounts), lorenz(profits)
    return pd.DataFrame(
        {
            "customers": at,
            "money": np.interp(at, sold["customers"], sold["money"]),
            "profit": np.interp(at, gained["customers"], gained["money"]),
        }
    )


def _ascending(totals: pd.Series) -> np.ndarray:
    """Positive totals in units of the largest, so that no sum of them overflows."""
    x = np.sort(totals.clip(lower=0).to_numpy(dtype="float64"))
    return x / x[-1] if len(x) and x[-1] > 0 else x


@when_given
def half_point(totals: pd.Series) -> tuple[float, float]:
    """Point of the curve at which the smaller half of customers ends; shares 0–1.

    Returns
    -------
    Two shares, 0–1.
    """
    x = _ascending(totals)
    half = len(x) // 2
    return half / max(1, len(x)), float(x[:half].sum() / x.sum()) if x.sum() > 0 else 0.0


@when_given
def smaller_half(totals: pd.Series) -> Finding | None:
    """Say what the smaller half of customers brings; None when nobody brought money.

    Returns
    -------
    None where nobody brought money.
    """
    x = _ascending(totals)
    if len(x) < 2 or x.sum() <= 0:
        return None
    half = len(x) // 2
    _, share = half_point(totals)
    return Finding(
        key="pareto.smaller_half",
        message=N_(
            "The smaller half of customers (%(n)s of %(of)s) brings %(share)s of net sales; "
            "the Gini coefficient is %(gini)s"
        ),
        numbers={
            "n": Number(half),
            "of": Number(len(x)),
            "share": Number(share, "percent", 1),
            "gini": Number(gini(totals), "number", 2),
        },
        trail=Trail("pareto", half),
        money=float(totals.clip(lower=0).nsmallest(half).sum()),
    )
