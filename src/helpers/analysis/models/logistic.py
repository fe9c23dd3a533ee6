"""How likely is it for each, given what is known? Logistic regression, with its spread.

A light ridge keeps the fit where a column tells the outcome alone (Le Cessie & van Houwelingen
1992); the first column is that of ones and is hardly held back.
"""

from typing import NamedTuple

import numpy as np
import scipy

RIDGE = 1.0  # weight of one customer, for columns of spread one
FAINT = 1e-3  # the same for the level, so that it ends where all or none come to it
ROUNDS, CLOSE = 50, 1e-8


class Logistic(NamedTuple):
    """Coefficients of a fit and their covariance, rows of one cluster taken together."""

    coefficients: np.ndarray
    covariance: np.ndarray

    def chance(self, x: np.ndarray) -> np.ndarray:
        """Chance (0–1) of each row."""
        return scipy.special.expit(x @ self.coefficients)


def fit(x: np.ndarray, y: np.ndarray, cluster: np.ndarray, *, ridge: float = RIDGE) -> Logistic:
    """Fit by Newton's method; the covariance is the sandwich over clusters (Huber 1967).

    Parameters
    ----------
    x
        One row per case, the first column ones, the others of about the same spread.
    y
        0 or 1 for each.
    cluster
        Whole number of the customer of each row.

    Returns
    -------
    The fit.
    """
    held = np.full(x.shape[1], ridge)
    held[0] = min(ridge, FAINT)
    beta = np.zeros(x.shape[1])
    for _ in range(ROUNDS):
        p = scipy.special.expit(x @ beta)
        bend = (x * (p * (1 - p))[:, None]).T @ x + np.diag(held)
        step = scipy.linalg.solve(bend, x.T @ (y - p) - held * beta, assume_a="pos")
        beta = beta + np.clip(step, -2, 2)
        if np.abs(step).max() < CLOSE:
            break
    score = np.zeros((int(cluster.max()) + 1, x.shape[1]))
    np.add.at(score, cluster, x * (y - scipy.special.expit(x @ beta))[:, None])
    inverse = scipy.linalg.inv(bend)
    return Logistic(beta, inverse @ (score.T @ score) @ inverse)
