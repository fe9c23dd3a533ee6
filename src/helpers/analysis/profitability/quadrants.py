"""In which quadrant does each customer stand, and who has moved for good?

Net sales against cost to serve, after Christopher and Peck (2003). The borders are the middle of
the customers, or, where most of them cost nothing to serve, of those who do.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.definitions.serving import MONEY
from helpers.language import N_

PROTECT, ENGINEER, BUILD, DANGER = (
    N_("Protect"), N_("Cost Engineer"), N_("Build"), N_("Danger Zone")
)  # fmt: skip
QUADRANTS = (PROTECT, ENGINEER, BUILD, DANGER)  # sales upwards, cost to the right


class Cuts(NamedTuple):
    """Borders between low and high, in money; ``of_served``: the cost is that of those who cost."""

    net_sales: float
    cost_to_serve: float
    of_served: bool


class Move(NamedTuple):
    """Quadrants of customers a year earlier, and whether each has moved for good."""

    before: pd.Series
    moved: pd.Series


def cuts(customers: pd.DataFrame, *, unserved_most: float) -> Cuts:
    """Find the borders: medians of all, and of the served where too many cost nothing.

    Parameters
    ----------
    customers
        ``net_sales``, ``cost_to_serve`` (money).
    unserved_most
        Share of customers without cost (0–1) above which the cost is cut among the others.

    Returns
    -------
    The borders.
    """
    cost = customers["cost_to_serve"]
    of_served = bool((cost <= 0).mean() > unserved_most)
    middle = cost[cost > 0] if of_served else cost
    return Cuts(float(customers["net_sales"].median()), float(middle.median()), of_served)


def quadrant(customers: pd.DataFrame, at: Cuts) -> pd.Series:
    """Quadrant of each customer: one of ``QUADRANTS``; what stands on a border is low."""
    large = customers["net_sales"] > at.net_sales
    dear = customers["cost_to_serve"] > at.cost_to_serve
    words = np.select(
        [large & ~dear, large & dear, ~large & ~dear], [PROTECT, ENGINEER, BUILD], DANGER
    )
    return pd.Series(words, index=customers.index)


def moves(now: pd.DataFrame, before: pd.DataFrame, at: Cuts, *, beyond: float) -> Move:
    """Quadrants of a year earlier by the same borders, and who has clearly crossed one.

    Parameters
    ----------
    now, before
        ``customer``, ``net_sales``, ``cost_to_serve``, in the two windows.
    beyond
        How far beyond a border, as a share of it (0–1), a customer must stand by now.

    Returns
    -------
    Quadrant before (empty for who was no customer then) and whether it moved, in the rows of
    ``now``.
    """
    then = before.set_index("customer").reindex(now["customer"])
    known = then["net_sales"].notna().to_numpy()
    then = then.set_axis(now.index)
    crossed = pd.Series(False, index=now.index)
    for name in ("net_sales", "cost_to_serve"):
        border = getattr(at, name)
        other_side = (now[name] > border) != (then[name] > border)
        crossed |= other_side & ((now[name] - border).abs() > beyond * abs(border))
    return Move(quadrant(then, at).where(known, ""), crossed & known)


def by_quadrant(
    customers: pd.DataFrame, *, quadrants: pd.Series, day: pd.Timestamp
) -> pd.DataFrame:
    """What the customers of each quadrant bring and cost in the window that ends on ``day``.

    Returns
    -------
    One row per quadrant: ``quadrant``, ``window`` (its last day), ``customers``, ``net_sales``,
    ``gross_profit``, ``cost_to_serve``, ``profit`` (money).
    """
    sums = customers.groupby(quadrants)[MONEY].sum().reindex([*QUADRANTS], fill_value=0.0)
    count = quadrants.value_counts().reindex([*QUADRANTS], fill_value=0)
    return sums.assign(customers=count, window=day).reset_index(names="quadrant")[
        ["quadrant", "window", "customers", *MONEY]
    ]
