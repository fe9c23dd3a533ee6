"""Who of the best customers is treated worse than those who buy little?"""

from typing import NamedTuple

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


class Compared(NamedTuple):
    """Terms of groups, and who of the top gets less than the bottom.

    ``groups`` as :func:`ranks.by_group`; ``apart``: whether bottom and top differ beyond chance;
    ``inverted`` has one row per customer, the most to put right first: ``customer``,
    ``net_sales``, ``depth``, ``target_depth`` (shares: what the bottom would get for the same
    goods), ``to_put_right`` (money), ``p_adjusted``.
    """

    groups: pd.DataFrame
    apart: bool
    inverted: pd.DataFrame


def compared(
    each: pd.DataFrame, given: Given, rank: Rank, *, false_share: float, seed: int
) -> Compared:
    """Hold the terms of groups against each other, and name who is treated worse, beyond chance.

    Nobody is named where bottom and top do not differ beyond chance (interval from drawing
    customers again). Of the others those who have less than the bottom's level, and whose discounts
    would be so small only by a rare luck if the discounts of each category had fallen on its lines
    by lot; of all of the top that are tried, the share of false ones is held (Benjamini & Hochberg
    1995).

    Parameters
    ----------
    each
        As :func:`ranks.terms_of_each`.
    false_share
        Share of false ones among the named that is put up with.
    """
    groups = ranks.by_group(each, seed=seed)
    apart = beyond_chance(each, rank, seed=seed)
    target = level(groups, rank)
    rows = each[rank.is_top(each["decile"])].copy()
    if not apart or not np.isfinite(target):
        nobody = rows.head(0).assign(target_depth=0.0, to_put_right=0.0, p_adjusted=1.0)
        return Compared(groups, apart, nobody[COLUMNS])
    rows["p_adjusted"] = false_discovery(by_luck(rows, given))
    rows["target_depth"] = rows["expected_depth"] * target
    rows["to_put_right"] = (rows["target_depth"] - rows["depth"]) * rows["full"]
    named = rows[(rows["ratio"] < target) & (rows["p_adjusted"] <= false_share)]
    order = ["to_put_right", "customer"]
    named = named.sort_values(order, ascending=[False, True], ignore_index=True)
    return Compared(groups, apart, named[COLUMNS])


def beyond_chance(each: pd.DataFrame, rank: Rank, *, seed: int) -> bool:
    """Whether the bottom gets better terms than the top, beyond the luck of the draw."""
    top = each.loc[rank.is_top(each["decile"]), "given"]
    times = ranks.apart(each, rank, seed=seed)
    return bool(times.low > 1) or (not top.sum() > 0 and bool(np.isinf(times.value)))


def by_luck(rows: pd.DataFrame, given: Given) -> np.ndarray:
    """Chance of being given so little or less, had discounts fallen on lines by lot.

    Nothing is given with the chance that all lines miss. A larger sum is taken for a shifted gamma
    with the mean, the variance and the skewness that it then has (as actuaries do with sums of
    claims: Daykin, Pentikäinen & Pesonen 1994).

    Returns
    -------
    p of each row (0-1).
    """
    cells = given.cells.assign(
        usual=given.cells["given"] / given.cells["full"],
        miss=given.cells["undiscounted"] / given.cells["lines"],
    )
    lines = given.by_customer.merge(cells[[*CELL, "usual", "miss", "spread", "lean"]], on=CELL)
    lines = lines.assign(
        mean=lines["full"] * lines["usual"],
        second=lines["squares"] * lines["spread"],
        third=lines["cubes"] * lines["lean"],
        missed=lines["lines"] * np.log(lines["miss"].clip(lower=1e-300)),
    )
    sums = lines.groupby("customer")[["mean", "second", "third", "missed"]].sum()
    sums = sums.reindex(rows["customer"])
    none, got = np.exp(sums["missed"].to_numpy()), rows["given"].to_numpy(float)
    below = _shifted_gamma(got, *sums[["mean", "second", "third"]].to_numpy(float).T)
    return np.where(got > 0, np.maximum(none, below), none)


def _shifted_gamma(
    x: np.ndarray, mean: np.ndarray, second: np.ndarray, third: np.ndarray
) -> np.ndarray:
    """Share up to ``x`` of shifted gammas with these means and central moments."""
    spread = np.sqrt(np.maximum(second, 1e-18))
    z = (x - mean) / spread
    skew = third / spread**3
    size = np.maximum(np.abs(skew), 1e-3)  # hardly skewed: as good as normal
    shape = 4 / size**2
    side = np.where(skew < 0, -1.0, 1.0)  # skewed to the left: the same in a mirror
    share = scipy.special.gammainc(shape, np.maximum(shape + side * z * 2 / size, 0.0))
    return np.where(side > 0, share, 1 - share)
