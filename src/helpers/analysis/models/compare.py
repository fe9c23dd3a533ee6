"""Are groups really unlike, when their customers are unlike and a few are always first?

Groups are compared within cells of like customers, against what labels dealt out anew would
show, and with each group drawn to all of them by as much as its own number is luck.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from helpers.estimates import Z95, Estimate

DRAWS = 2000
ROUNDS = 999
LEAST_SHRUNK = 4  # of three groups or fewer the spread among them is not known


class Difference(NamedTuple):
    """What the exposed have more than the others, and how many found their like.

    ``matched``, ``others``: exposed in cells with others, and those others; ``unmatched``:
    exposed in cells without others.
    """

    estimate: Estimate
    matched: int
    others: int
    unmatched: int


def standardised_difference(
    rows: pd.DataFrame, *, outcome: str, exposed: str, cells: list[str], unit: str,
    draws: int = DRAWS, seed: int,
) -> Difference:  # fmt: skip
    """Mean outcome of the exposed less that of others in the same cells.

    Cells count by their exposed (standardised to them); the interval draws whole customers.

    Parameters
    ----------
    rows
        ``outcome`` (a number), ``exposed`` (yes or no), the ``cells`` that must agree
        (coarsened exact matching: Iacus, King & Porro 2012), and the ``unit`` that is drawn.

    Returns
    -------
    Difference in the unit of the outcome; missing where no exposed has found its like.
    """
    cell = rows.groupby(cells, sort=True, observed=True).ngroup().to_numpy()
    flag = rows[exposed].to_numpy(bool)
    size = cell.max(initial=-1) + 1
    there = [np.bincount(cell[flag == side], minlength=size) for side in (True, False)]
    common = (there[0] > 0) & (there[1] > 0)
    kept = common[cell]
    counts = int(there[0][common].sum()), int(there[1][common].sum()), int(there[0][~common].sum())
    if not kept.any():
        return Difference(Estimate(np.nan, np.nan, np.nan), *counts)
    cell = (np.cumsum(common) - 1)[cell[kept]]
    sums = _cell_sums(
        cell, flag[kept], rows.loc[kept, outcome].to_numpy(float), rows.loc[kept, unit]
    )
    value = _standardised(np.asarray(sums.sum(axis=0)))[0]
    drawn = np.concatenate([_standardised(total) for total in drawn_sums(sums, draws, seed)])
    return Difference(interval(float(value), drawn), *counts)


def _cell_sums(
    cell: np.ndarray, flag: np.ndarray, value: np.ndarray, unit: pd.Series
) -> scipy.sparse.csr_matrix:
    """One row per unit: exposed and others of each cell, and their outcomes, side by side."""
    code, names = pd.factorize(unit, sort=True)
    size = cell.max() + 1
    place = cell + np.where(flag, 0, size)
    shape = (len(names), 4 * size)
    many = scipy.sparse.coo_matrix((np.ones(len(cell)), (code, place)), shape=shape)
    money = scipy.sparse.coo_matrix((value, (code, place + 2 * size)), shape=shape)
    return (many + money).tocsr()


def _standardised(sums: np.ndarray) -> np.ndarray:
    """Difference for each row of sums; a cell that lost its others in a draw counts for nothing."""
    exposed, others, brought, theirs = np.split(np.atleast_2d(sums), 4, axis=1)
    both = (exposed > 0) & (others > 0)
    weight = np.where(both, exposed, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.where(both, brought / exposed - theirs / others, 0.0)
        return (weight * apart).sum(axis=1) / weight.sum(axis=1)


def drawn_sums(
    sums: scipy.sparse.csr_matrix | np.ndarray, draws: int, seed: int, *, block: int = 100
) -> Iterator[np.ndarray]:
    """Totals of columns when units (rows) are drawn with replacement, a block of draws at a time.

    Every ratio or difference of sums has its bootstrap from these (Efron 1979).

    Returns
    -------
    Blocks of one row per draw, one column per column of ``sums``.
    """
    rng, units = np.random.default_rng(seed), sums.shape[0]
    for start in range(0, draws, block):
        count = min(block, draws - start)
        picked = rng.integers(0, units, size=(count, units))
        weight = np.stack([np.bincount(row, minlength=units) for row in picked]).astype(float)
        yield np.asarray((sums.T @ weight.T).T)


def interval(value: float, drawn: np.ndarray) -> Estimate:
    """Value with the ends between which 95 of 100 draws lie; missing draws do not count.

    Returns
    -------
    Value and ends in its unit.
    """
    known = drawn[np.isfinite(drawn)]
    if not len(known):
        return Estimate(value, np.nan, np.nan)
    low, high = np.quantile(known, (0.025, 0.975))
    return Estimate(value, float(low), float(high))


def dealt_anew(
    labels: np.ndarray, cells: np.ndarray, *, seed: int, rounds: int = ROUNDS
) -> Iterator[np.ndarray]:
    """Labels of units dealt out by chance among the units of the same cell.

    One label per unit (a customer with all its rows), so that rows of one customer stay together.

    Returns
    -------
    As many arrays as ``rounds``, each with every cell's own labels in another order.
    """
    rng = np.random.default_rng(seed)
    code = pd.factorize(np.asarray(cells))[0]
    place = np.argsort(code, kind="stable")
    for _ in range(rounds):
        mixed = np.lexsort((rng.random(len(code)), code))
        dealt = np.empty_like(np.asarray(labels))
        dealt[place] = np.asarray(labels)[mixed]
        yield dealt


def chance_of(seen: float | np.ndarray, chance: np.ndarray) -> np.ndarray:
    """Share of rounds at least as large as what was seen, the one seen included.

    Given the largest of all items of each round it is counted with all items (Westfall & Young
    1993).

    >>> chance_of(3, np.array([1, 2, 3])).item()
    0.5
    """
    ordered = np.sort(chance)
    at_least = len(ordered) - np.searchsorted(ordered, np.asarray(seen) - 1e-9, side="left")
    return (at_least + 1) / (len(ordered) + 1)


class Pooled(NamedTuple):
    """All groups as one: mean with its interval, its standard error, and how unlike they are.

    ``q``: Cochran's; ``between``: variance among true values of groups (DerSimonian & Laird 1986).
    """

    mean: Estimate
    error: float
    q: float
    between: float


def pooled(values: np.ndarray, variances: np.ndarray) -> Pooled:
    """Mean of groups that may truly differ (random effects, DerSimonian & Laird 1986).

    Parameters
    ----------
    values, variances
        Number of each group, and how much of it is luck.

    Returns
    -------
    Mean in the unit of the values.
    """
    y, v = np.asarray(values, float), np.asarray(variances, float)
    weight = 1 / v
    fixed = (weight * y).sum() / weight.sum()
    q = float((weight * (y - fixed) ** 2).sum())
    spare = weight.sum() - (weight**2).sum() / weight.sum()
    between = max(0.0, (q - (len(y) - 1)) / spare) if len(y) > 1 else 0.0
    weight = 1 / (v + between)
    mean, error = (weight * y).sum() / weight.sum(), float(weight.sum() ** -0.5)
    ends = mean - Z95 * error, mean + Z95 * error
    return Pooled(Estimate(float(mean), float(ends[0]), float(ends[1])), error, q, float(between))


def shrunk(values: np.ndarray, variances: np.ndarray) -> pd.DataFrame:
    """Number of each group, drawn to the mean of all by as much of it as is luck.

    Empirical Bayes (Efron & Morris 1975); the factor allows for the spread among groups being
    estimated, and the interval for that too (Morris 1983). With equal variances it is the
    estimator of James and Stein.

    Returns
    -------
    One row per group, in their order: ``value``, ``low``, ``high`` (in the unit of the values),
    ``kept`` (share of the distance from the mean that is left, 0–1).
    """
    y, v = np.asarray(values, float), np.asarray(variances, float)
    whole, groups = pooled(y, v), len(y)
    luck = np.zeros(groups)
    if groups >= LEAST_SHRUNK:
        luck = (groups - 3) / (groups - 1) * v / (v + whole.between)
    away = y - whole.mean.value
    value = whole.mean.value + (1 - luck) * away
    unsure = 2 / max(groups - 3, 1) * luck**2 * away**2
    spread = np.sqrt(v * (1 - luck * (groups - 1) / groups) + unsure)
    return pd.DataFrame(
        {
            "value": value,
            "low": value - Z95 * spread,
            "high": value + Z95 * spread,
            "kept": 1 - luck,
        }
    )


def between_ends(values: np.ndarray, variances: np.ndarray) -> tuple[float, float]:
    """Ends of the 95 % interval of the variance among true values (Viechtbauer 2007).

    The variance at which Cochran's weighted sum of squares would be as large as chance makes it
    once in forty times, and as small.

    Returns
    -------
    Two variances in the unit of the values, squared; both 0 where the values differ less than
    luck.
    """
    y, v = np.asarray(values, float), np.asarray(variances, float)

    def spread(between: float) -> float:
        weight = 1 / (v + between)
        mean = (weight * y).sum() / weight.sum()
        return float((weight * (y - mean) ** 2).sum())

    def where(level: float) -> float:
        if spread(0.0) <= level:
            return 0.0
        top = 1.0
        while spread(top) > level:
            top *= 4
        return float(scipy.optimize.brentq(lambda x: spread(x) - level, 0.0, top))

    low, high = scipy.stats.chi2.ppf((0.975, 0.025), len(y) - 1)
    return where(low), where(high)
