"""Who of the best customers is treated worse than those who buy little?"""

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.terms import ranks
from helpers.analysis.terms.given import CELL, Given
from helpers.analysis.terms.ranks import Rank
from helpers.estimates import false_discovery

COLUMNS = ["customer", "net_sales", "depth", "target_depth", "to_put_right", "p_adjusted"]


def level(groups: pd.DataFrame, rank: Rank) -> float:
    """Terms of the middle one of the bottom groups, as a ratio to what others get."""
    return float(groups.loc[rank.is_bottom(groups["decile"]), "ratio"].median())


def inverted(
    each: pd.DataFrame, given: Given, rank: Rank, *, false_share: float, seed: int
) -> pd.DataFrame:
    """Customers of the top who are given less than the bottom, beyond chance.

    Nobody where bottom and top do not differ beyond chance (interval from drawing customers
    again). Of the others those who have less than the bottom's level, and whose discounts would be
    so small only by a rare luck if the discounts of each category had fallen on its lines by lot;
    of all of the top that are tried, the share of false ones is held (Benjamini & Hochberg 1995).

    Parameters
    ----------
    each
        As :func:`ranks.terms_of_each`.
    false_share
        Share of false ones among the named that is put up with.

    Returns
    -------
    One row per customer, the most to put right first: ``customer``, ``net_sales``, ``depth``,
    ``target_depth`` (shares: what the bottom would get for the same goods), ``to_put_right``
    (money), ``p_adjusted``.
    """
    groups = ranks.by_group(each, seed=seed)
    target = level(groups, rank)
    rows = each[rank.is_top(each["decile"])].copy()
    if not beyond_chance(each, rank, seed=seed) or not np.isfinite(target):
        return rows.head(0).assign(target_depth=0.0, to_put_right=0.0, p_adjusted=1.0)[COLUMNS]
    rows["p_adjusted"] = false_discovery(by_luck(rows, given))
    rows["target_depth"] = rows["expected_depth"] * target
    rows["to_put_right"] = (rows["target_depth"] - rows["depth"]) * rows["full"]
    named = rows[(rows["ratio"] < target) & (rows["p_adjusted"] <= false_share)]
    order = ["to_put_right", "customer"]
    return named.sort_values(order, ascending=[False, True], ignore_index=True)[COLUMNS]


def beyond_chance(each: pd.DataFrame, rank: Rank, *, seed: int) -> bool:
    """Whether the bottom gets better terms than the top, beyond the luck of the draw."""
    top = each.loc[rank.is_top(each["decile"]), "given"]
    times = ranks.apart(each, rank, seed=seed)
    return bool(times.low > 1) or (not top.sum() > 0 and bool(np.isinf(times.value)))


def by_luck(rows: pd.DataFrame, given: Given) -> np.ndarray:
    """Chance of being given so little or less, had discounts fallen on lines by lot.

    The sum of such discounts is nothing with the chance that all lines miss; else it is taken for
    gamma distributed with the mean and the variance that it then has.

    Returns
    -------
    p of each row (0-1).
    """
    cells = given.cells.assign(
        usual=given.cells["given"] / given.cells["full"],
        miss=given.cells["undiscounted"] / given.cells["lines"],
    )
    lines = given.by_customer.merge(cells[[*CELL, "usual", "miss", "spread"]], on=CELL)
    lines = lines.assign(
        mean=lines["full"] * lines["usual"],
        variance=lines["squares"] * lines["spread"],
        missed=lines["lines"] * np.log(lines["miss"].clip(lower=1e-300)),
    )
    sums = lines.groupby("customer")[["mean", "variance", "missed"]].sum()
    sums = sums.reindex(rows["customer"])
    none = np.exp(sums["missed"].to_numpy())
    some = np.maximum(1 - none, 1e-12)
    mean = sums["mean"].to_numpy() / some
    square = (sums["variance"].to_numpy() + sums["mean"].to_numpy() ** 2) / some
    variance = np.maximum(square - mean**2, 1e-12)
    shape, scale = mean**2 / variance, variance / np.maximum(mean, 1e-12)
    below = scipy.special.gammainc(shape, rows["given"].to_numpy(float) / scale)
    return np.clip(none + (1 - none) * below, 0.0, 1.0)
