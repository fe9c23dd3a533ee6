"""Do those who buy the most get the best terms, once what they buy is held equal?"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.models.compare import drawn_sums, interval
from helpers.analysis.terms.given import CELL, Given
from helpers.estimates import Estimate

DECILES, THIRDS = 10, 3
DRAWS = 500
GROUPS = ["decile", "customers", "net_sales", "given", "depth", "expected_depth",
          "ratio", "low", "high"]  # fmt: skip


class Rank(NamedTuple):
    """How many groups there are, and which of them are the top and the bottom.

    Group 1 buys the least. ``top`` groups are the last of them, ``bottom`` the first.
    """

    groups: int
    top: int
    bottom: int

    def is_top(self, group: pd.Series) -> pd.Series:
        """Whether customers of these groups buy the most."""
        return group > self.groups - self.top

    def is_bottom(self, group: pd.Series) -> pd.Series:
        """Whether customers of these groups buy the least."""
        return group <= self.bottom


def rank_of(customers: int, *, least: int) -> Rank:
    """Deciles, the last two the top and the first five the bottom; thirds of fewer customers.

    >>> rank_of(99, least=100).groups, rank_of(100, least=100).groups
    (3, 10)
    """
    return Rank(DECILES, 2, 5) if customers >= least else Rank(THIRDS, 1, 1)


def terms_of_each(given: Given, value: pd.DataFrame, rank: Rank) -> pd.DataFrame:
    """What each customer was given, and what others were given for the same goods.

    Parameters
    ----------
    given
        Full prices and discounts by customer and category.
    value
        ``customer``, ``net_sales`` (money): what customers are put in an order by.

    Returns
    -------
    One row per customer with a line sold, who buys the least first: ``customer``, ``net_sales``,
    ``full``, ``given``, ``expected`` (money: his full prices times the depth of each category
    among all), ``depth``, ``expected_depth`` (shares), ``ratio`` (given to expected; missing where
    nobody is given anything), ``decile``.
    """
    cells = given.cells.assign(usual=given.cells["given"] / given.cells["full"])
    rows = given.by_customer.merge(cells[[*CELL, "usual"]], on=CELL)
    rows["expected"] = rows["full"] * rows["usual"]
    each = rows.groupby("customer", sort=True)[["full", "given", "expected"]].sum().reset_index()
    each = each.merge(value[["customer", "net_sales"]], on="customer")
    each = each.sort_values(["net_sales", "customer"], ignore_index=True)
    place = np.arange(len(each))
    return each.assign(
        depth=each["given"] / each["full"],
        expected_depth=each["expected"] / each["full"],
        ratio=each["given"] / each["expected"].where(each["expected"] > 0),
        decile=place * rank.groups // max(1, len(each)) + 1,
    )


def by_group(each: pd.DataFrame, group: str = "decile", *, seed: int) -> pd.DataFrame:
    """Terms of each group of customers, with the interval of drawing customers again.

    Returns
    -------
    One row per group: ``decile`` (or the name of ``group``), ``customers``, ``net_sales``,
    ``given``, ``depth``, ``expected_depth``, ``ratio`` (given to what others get for the same
    goods), ``low``, ``high``.
    """
    rows = []
    for name, part in each.groupby(group, sort=True):
        sums = part[["full", "given", "expected", "net_sales"]].sum()
        estimate = ratio_of(part, seed=seed)
        depths = sums["given"] / sums["full"], sums["expected"] / sums["full"]
        rows.append((name, len(part), sums["net_sales"], sums["given"], *depths, *estimate))
    return pd.DataFrame(rows, columns=[group, *GROUPS[1:]])


def ratio_of(part: pd.DataFrame, *, seed: int) -> Estimate:
    """What a group is given, over what others get for the same goods.

    Returns
    -------
    Times, with its interval; missing where nothing is expected.
    """
    return interval(*_ratios(part, seed))


def apart(each: pd.DataFrame, rank: Rank, *, seed: int) -> Estimate:
    """How many times better the terms of the bottom are than those of the top.

    Returns
    -------
    Times, with its interval; missing where the top is given nothing, which is infinitely better.
    """
    low, lows = _ratios(each[rank.is_bottom(each["decile"])], seed)
    high, highs = _ratios(each[rank.is_top(each["decile"])], seed + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return interval(float(np.divide(low, high)), lows / highs)


def _ratios(part: pd.DataFrame, seed: int) -> tuple[float, np.ndarray]:
    """Ratio of sums of a group, and of the group drawn again."""
    sums = part[["given", "expected"]].to_numpy(float)
    if not len(sums) or not sums[:, 1].sum() > 0:
        return float("nan"), np.array([])
    drawn = np.concatenate(list(drawn_sums(sums, DRAWS, seed)))
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(sums[:, 0].sum() / sums[:, 1].sum()), drawn[:, 0] / drawn[:, 1]
