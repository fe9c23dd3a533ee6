"""Could that be chance, counted with how many were tried?

Many items are looked at and the largest stands out by itself. So the largest of all is held
against the largest that chance alone brings (Westfall and Young 1993): of a hundred looks at
records in which nothing is to be found, at most five find anything.
"""

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.models.compare import chance_of

ROUNDS = 999
BLOCK = 111  # rounds at a time: memory stays small with many customers
SEED = 2013


def by_signs(values: pd.Series, tests: pd.Series, units: pd.Series) -> pd.Series:
    """Chance that the sum of a test is so far from 0 by accident: signs of customers are tossed.

    Parameters
    ----------
    values
        Differences from what was to be expected, 0 on average where nothing is to be found.
    tests, units
        Which test and which customer each value belongs to.

    Returns
    -------
    Chance (0–1) by test, counted with all tests.
    """
    test, names = pd.factorize(tests, sort=True)
    unit, who = pd.factorize(units, sort=True)
    if not len(names):
        return pd.Series(dtype="float64")
    matrix = scipy.sparse.csr_matrix((values.to_numpy(float), (unit, test)))
    spread = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)).ravel())
    spread = np.where(spread > 0, spread, np.inf)
    seen = np.abs(np.asarray(matrix.sum(axis=0)).ravel()) / spread
    rng = np.random.default_rng(SEED)
    largest = []
    for _ in range(ROUNDS // BLOCK):
        sums = matrix.T @ rng.choice((-1.0, 1.0), size=(len(who), BLOCK))
        largest.append((np.abs(sums.T) / spread).max(axis=1))
    return pd.Series(chance_of(seen, np.concatenate(largest)), index=names)


def by_labels(values: np.ndarray, labels: np.ndarray) -> pd.Series:
    """Chance that the sum of a label is so large by accident: labels are dealt out anew.

    Returns
    -------
    Chance (0–1) by label, counted with all labels.
    """
    label, names = pd.factorize(pd.Series(labels), sort=True)
    size = np.bincount(label)
    mean, spread = size * values.mean(), np.sqrt(size * (1 - size / len(label))) * values.std()
    spread = np.where(spread > 0, spread, np.inf)
    rng = np.random.default_rng(SEED)
    seen = (np.bincount(label, values) - mean) / spread
    dealt = [
        ((np.bincount(label, rng.permutation(values)) - mean) / spread).max() for _ in range(ROUNDS)
    ]
    return pd.Series(chance_of(seen, np.array(dealt)), index=names)


def in_a_window(days: np.ndarray, weights: np.ndarray, *, width: int) -> tuple[int, int, float]:
    """Fullest window of ``width`` days, how many are in it, and the chance of one so full.

    Parameters
    ----------
    days
        Numbers of days, 0 to ``len(weights)`` − 1.
    weights
        How likely each day is where nothing is to be found.

    Returns
    -------
    First day of the window, how many, chance (0–1).
    """
    if not len(days) or not weights.sum() > 0:
        return 0, 0, 1.0
    one = np.ones(width)
    counts = np.convolve(np.bincount(days, minlength=len(weights)), one, mode="full")[width - 1 :]
    share = weights / weights.sum()
    rng = np.random.default_rng(SEED)
    drawn = rng.multinomial(len(days), share, size=ROUNDS).cumsum(axis=1)
    full = np.pad(drawn, ((0, 0), (width, 0)))
    most = (drawn - full[:, : drawn.shape[1]]).max(axis=1)
    start = int(counts.argmax())
    return start, int(round(counts[start])), float(chance_of(counts[start : start + 1], most)[0])
