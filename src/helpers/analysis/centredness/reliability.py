"""Do the statements of a block measure one thing, and do departments differ as wholes?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from helpers.estimates import Estimate

LEAST_PEOPLE = 10
LEAST_GROUP = 3
NOTHING = Estimate(float("nan"), float("nan"), float("nan"))


def cronbach(grid: pd.DataFrame | np.ndarray) -> Estimate:
    """Cronbach's alpha of a block with Feldt's (1965) interval; missing with fewer than ten people.

    Parameters
    ----------
    grid
        People as rows, statements as columns; people with a missing score are left out.

    Returns
    -------
    Alpha and its ends; 1 is one thing measured without luck.
    """
    values = np.asarray(grid, float)
    values = values[~np.isnan(values).any(axis=1)]
    people, items = values.shape
    total = values.sum(axis=1).var(ddof=1) if people > 1 else 0.0
    if people < LEAST_PEOPLE or items < 2 or total == 0:
        return NOTHING
    alpha = items / (items - 1) * (1 - values.var(axis=0, ddof=1).sum() / total)
    freedom = people - 1, (people - 1) * (items - 1)
    ends = scipy.stats.f.ppf((0.975, 0.025), *freedom)
    low, high = 1 - (1 - alpha) * ends
    return Estimate(float(alpha), float(low), float(high))


class Between(NamedTuple):
    """Share of the differences between people that lies between their departments."""

    icc: float
    groups: int
    people: int


def icc1(each: pd.Series, groups: pd.Series) -> Between | None:
    """ICC(1) of the mean scores of people; None with fewer than three departments of three.

    Returns
    -------
    Share (0–1, or a little below 0 where departments differ less than chance would have it).
    """
    size = groups.map(groups.value_counts())
    kept = (size >= LEAST_GROUP) & (groups != "")
    by = each[kept].groupby(groups[kept])
    count = by.size()
    if len(count) < LEAST_GROUP:
        return None
    n, k = int(count.sum()), len(count)
    mean = each[kept].mean()
    between = float((count * (by.mean() - mean) ** 2).sum()) / (k - 1)
    within = float(((each[kept] - by.transform("mean")) ** 2).sum()) / (n - k)
    usual = (n - float((count**2).sum()) / n) / (k - 1)
    whole = between + (usual - 1) * within
    return Between((between - within) / whole if whole > 0 else 0.0, k, n)
