"""What goes together with a count, when each unit is compared with itself alone?

Every unit has a level of its own, which the conditional likelihood does without (Hausman, Hall
and Griliches 1984). The estimate is right for any counts whose mean is, Poisson or not
(Wooldridge 1999), as long as its errors are told by unit.
"""

from typing import NamedTuple

import numpy as np
import scipy

STEPS = 50  # Newton's; ten are enough
CLOSE = 1e-10  # of the last step
FLAT = 1e-10  # curvature along the flattest direction, over that along the steepest


class Within(NamedTuple):
    """Coefficients (on the log scale), how they vary together, and the level of each row's unit.

    ``level`` is the mean that a row of the unit has where all columns are 0.
    """

    coefficients: np.ndarray
    covariance: np.ndarray
    level: np.ndarray


class NotTold(ValueError):
    """The columns do not vary within units, or not enough for a number."""


def fit(
    counts: np.ndarray, columns: np.ndarray | scipy.sparse.csr_matrix, units: np.ndarray
) -> Within:
    """Fit counts by columns, within units.

    Parameters
    ----------
    counts
        Not below 0, one per row.
    columns
        One row per count.
    units
        To whom each row belongs. A unit with one row, or without any count, says nothing.

    Returns
    -------
    Coefficients in the order of the columns; their covariance, clustered by unit; the level of
    the unit for each row.

    Raises
    ------
    NotTold
        Where a column does not vary within units, or no estimate is finite.
    """
    count, unit = np.asarray(counts, float), np.unique(np.asarray(units), return_inverse=True)[1]
    rows = _Rows(count, scipy.sparse.csr_matrix(columns, dtype=float), unit)
    coefficients = np.zeros(rows.columns.shape[1])
    for _ in range(STEPS):
        scores, curved = rows.slopes(coefficients)
        step = _solved(curved, scores.sum(axis=0))
        while rows.likelihood(coefficients + step) < rows.likelihood(coefficients) - CLOSE:
            step = step / 2
        coefficients = coefficients + step
        if np.abs(step).max(initial=0.0) < CLOSE:
            break
    else:
        raise NotTold("the estimate grows without end")
    scores, curved = rows.slopes(coefficients)
    inverse, telling = np.linalg.inv(curved), max(int((scores != 0).any(axis=1).sum()), 2)
    spread = inverse @ (scores.T @ scores) @ inverse * telling / (telling - 1)
    return Within(coefficients, spread, rows.level(coefficients))


class _Rows:
    """Counts, their columns and their units, and the likelihood of coefficients."""

    def __init__(
        self, count: np.ndarray, columns: scipy.sparse.csr_matrix, unit: np.ndarray
    ) -> None:
        self.count, self.columns, self.unit = count, columns, unit
        self.total = np.bincount(unit, count)
        shape = (len(self.total), len(count))
        self.group = scipy.sparse.csr_matrix(
            (np.ones(shape[1]), (unit, np.arange(shape[1]))), shape
        )

    def _share(self, coefficients: np.ndarray) -> np.ndarray:
        """Each row's share of the counts of its unit."""
        weight = np.exp(self.columns @ coefficients)
        return weight / np.bincount(self.unit, weight)[self.unit]

    def likelihood(self, coefficients: np.ndarray) -> float:
        with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
            parts = self.count * np.log(self._share(coefficients))
        return float(np.where(self.count > 0, parts, 0.0).sum())

    def slopes(self, coefficients: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Gradient, a row per unit; and the curvature (minus the second derivative)."""
        share = self._share(coefficients)
        expected = self.total[self.unit] * share
        scores = self.group @ self._times(self.count - expected)
        mean = (self.group @ self._times(share)).toarray()
        curved = (self.columns.T @ self._times(expected)).toarray()
        return scores.toarray(), curved - mean.T @ (mean * self.total[:, None])

    def _times(self, weight: np.ndarray) -> scipy.sparse.csr_matrix:
        return scipy.sparse.diags_array(weight) @ self.columns

    def level(self, coefficients: np.ndarray) -> np.ndarray:
        weight = np.bincount(self.unit, np.exp(self.columns @ coefficients))
        return (self.total / weight)[self.unit]


def _solved(curved: np.ndarray, slope: np.ndarray) -> np.ndarray:
    ends = np.linalg.eigvalsh(curved) if curved.size else np.ones(1)
    if not np.isfinite(ends).all() or ends[0] <= FLAT * max(ends[-1], 1.0):
        raise NotTold("a column does not vary within the units")
    return np.linalg.solve(curved, slope)
