"""Where does a likelihood peak, how sharply, and did it decide alone?"""

from collections.abc import Callable

import numpy as np
from scipy import optimize

EDGE = 9.0  # log parameters are sought within ±EDGE
FLAT = 3.0  # spread, in logarithms, at which a flat direction of the likelihood is left
STEP = 1e-4  # of a log parameter, to see the curvature

Loss = Callable[[np.ndarray], tuple[float, np.ndarray]]


class Fitted:
    """A model that says in ``how`` where its parameters come from."""

    how: str

    @property
    def converged(self) -> bool:
        """Whether the likelihood alone gave the parameters, without the weak priors.

        Returns
        -------
        Yes or no.
        """
        return self.how == "likelihood"


def climb(
    loss: Loss, start: np.ndarray, *, size: float, middle: np.ndarray, spread: float
) -> optimize.OptimizeResult:
    """Least loss from ``start``, drawn to ``middle`` by normal priors (none: infinite spread).

    Parameters
    ----------
    loss
        Minus the log-likelihood and its gradient, by the logarithms of the parameters.
    size
        Customers, so that small and large tables are climbed alike.

    Returns
    -------
    What the optimizer found.
    """

    def mean_loss(theta: np.ndarray) -> tuple[float, np.ndarray]:
        value, slope = loss(theta)
        away = (theta - middle) / spread
        return (value + 0.5 * away @ away) / size, (slope + away / spread) / size

    return optimize.minimize(
        mean_loss,
        np.clip(start, -EDGE, EDGE),
        jac=True,
        method="L-BFGS-B",
        bounds=[(-EDGE, EDGE)] * len(start),
        options={"maxiter": 500, "ftol": 1e-13, "gtol": 1e-8},
    )


def covariance(loss: Loss, theta: np.ndarray, *, spread: float) -> np.ndarray:
    """Inverse curvature of the likelihood; weak priors keep flat directions finite.

    Returns
    -------
    Square matrix of the logarithms of the parameters.
    """
    moves = np.eye(len(theta)) * STEP
    curve = np.array([(loss(theta + m)[1] - loss(theta - m)[1]) / (2 * STEP) for m in moves])
    size, turn = np.linalg.eigh((curve + curve.T) / 2)
    return (turn / (np.maximum(size, 0) + 1 / spread**2)) @ turn.T
