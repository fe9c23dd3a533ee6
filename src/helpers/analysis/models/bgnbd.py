"""Is the customer still alive, and how many purchases are to come?

BG/NBD of Fader, Hardie & Lee (2005), "Counting Your Customers the Easy Way": customers buy at
random at a rate of their own (gamma) and may leave for good after any purchase (beta). A
customer is three numbers in one unit of time: ``x`` repeat purchases, ``t_x`` age at the last
purchase, ``T`` age today.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import OptimizeResult
from scipy.special import digamma, expit, gammaln

from helpers.analysis.models.likelihood import EDGE, FLAT, Fitted, climb, covariance
from helpers.analysis.models.quadrature import beta_nodes

STARTS = ((0.0, 0.0, 0.0, 0.7), (-1.5, -1.5, -0.5, 1.0), (1.5, 1.0, -2.0, 1.5))
PRIOR_MEAN = np.array([0.0, 0.0, 0.0, 1.0])  # where the likelihood alone cannot decide
PRIOR_SPREAD = 1.5
NODES = 48


@dataclass(frozen=True)
class BgNbd(Fitted):
    """A fitted model; ``alpha`` is in the unit of time of the customers.

    ``how`` says where the numbers come from: ``likelihood``, or ``penalised`` when the
    likelihood has no maximum inside (nobody came back, all customers alike, a handful of
    them) and weak priors decided. ``covariance`` is that of the logarithms of r, alpha, a, b.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    how: str
    customers: int
    covariance: np.ndarray

    def probability_alive(self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray) -> np.ndarray:
        """P(alive); always 1 for one-time buyers, so never a churn score by itself.

        Returns
        -------
        0–1, one per customer.
        """
        x, t_x, T = (np.asarray(v, float) for v in (x, t_x, T))
        silence = np.log((self.alpha + T) / (self.alpha + t_x))
        gone = np.log(self.a / (self.b + np.maximum(x, 1) - 1)) + (self.r + x) * silence
        return np.where(x > 0, expit(-gone), 1.0)

    def probability_of_none(
        self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray, horizon: float
    ) -> np.ndarray:
        """Chance (0–1) of no purchase within ``horizon`` from today.

        Returns
        -------
        0–1, one per customer.
        """
        x, T = np.asarray(x, float), np.asarray(T, float)
        alive = self.probability_alive(x, t_x, T)
        quiet = np.exp(-(self.r + x) * np.log1p(horizon / (self.alpha + T)))
        return 1 - alive + alive * quiet

    def expected_purchases(
        self, x: np.ndarray, t_x: np.ndarray, T: np.ndarray, horizon: float
    ) -> np.ndarray:
        """Purchases expected within ``horizon`` from today.

        The closed form has a hypergeometric function that overflows for busy customers and
        breaks at a = 1; the same integral over the chance of leaving is smooth, so it is
        taken by Gauss-Jacobi quadrature.

        Returns
        -------
        Mean number of purchases, one per customer.
        """
        x, T = np.asarray(x, float), np.asarray(T, float)
        counts, place = np.unique(x, return_inverse=True)
        nodes, weights = beta_nodes(self.a, self.b + counts, NODES)
        total = np.zeros(x.shape)
        for k in range(NODES):
            p = np.maximum(nodes[place, k], 1e-12)
            bought = -np.expm1(-(self.r + x) * np.log1p(p * horizon / (self.alpha + T))) / p
            total += weights[place, k] * bought
        return self.probability_alive(x, t_x, T) * total

    def drawn(self, rng: np.random.Generator) -> "BgNbd":
        """Return the model with parameters drawn from their uncertainty.

        Returns
        -------
        A model with other parameters, as likely as the data allow.
        """
        logs = np.log([self.r, self.alpha, self.a, self.b])
        logs = rng.multivariate_normal(logs, self.covariance, method="eigh")
        r, alpha, a, b = np.exp(np.clip(logs, -25, 25)).tolist()
        return replace(self, r=r, alpha=alpha, a=a, b=b)


def fit_bgnbd(
    x: np.ndarray,
    t_x: np.ndarray,
    T: np.ndarray,
    *,
    start: BgNbd | None = None,
    prior_age: float = 0.0,
) -> BgNbd:
    """Fit by maximum likelihood; customers who are alike are counted once.

    Parameters
    ----------
    x, t_x, T
        One value per customer: repeat purchases, age at the last purchase, age today, the
        ages in any one unit.
    start
        A model of nearly the same customers (a month earlier), to begin with.
    prior_age
        Age from which on the customers' own mean age is the scale of the weak priors. Those
        who came yesterday and did not yet come back say nothing about how long that takes.

    Returns
    -------
    The parameters and how sure they are, in the unit of time of ``age``.
    """
    alike = pd.DataFrame({"x": x, "t_x": t_x, "T": T}, dtype=float)
    alike = alike.groupby(["x", "t_x", "T"], as_index=False).size()
    mean_age = float(np.average(alike["T"], weights=alike["size"])) if len(alike) else 0.0
    scale = max(mean_age, prior_age) or 1.0
    data = (
        alike["x"].to_numpy(),
        alike["t_x"].to_numpy() / scale,
        alike["T"].to_numpy() / scale,
        alike["size"].to_numpy(float),
    )
    theta, how = _estimate(data, scale, start)
    r, alpha, a, b = np.exp(theta).tolist()
    likelihood = -_loss(theta, *data)[0] - float(data[3] @ data[0] * np.log(scale))
    spread = FLAT if how == "likelihood" else PRIOR_SPREAD
    doubt = covariance(lambda theta: _loss(theta, *data), theta, spread=spread)
    return BgNbd(r, alpha * scale, a, b, likelihood, how, int(data[3].sum()), doubt)


def _estimate(data: tuple[Any, ...], scale: float, start: BgNbd | None) -> tuple[np.ndarray, str]:
    starts = [np.array(s) for s in STARTS]
    if start is not None and start.converged:
        starts = [np.log([start.r, start.alpha / scale, start.a, start.b])]
    if float(data[3] @ data[0]) > 0:
        best = min((_climb(data, s, np.inf) for s in starts), key=lambda found: found.fun)
        inside = np.abs(best.x).max() < EDGE - 0.01
        slope = _loss(best.x, *data)[1]
        if inside and np.abs(slope).max() < 1e-3 * max(1.0, data[3].sum() / 100):
            return best.x, "likelihood"
    return _climb(data, PRIOR_MEAN, PRIOR_SPREAD).x, "penalised"


def _climb(data: tuple[Any, ...], start: np.ndarray, spread: float) -> OptimizeResult:
    return climb(
        lambda theta: _loss(theta, *data),
        start,
        size=max(data[3].sum(), 1.0),
        middle=PRIOR_MEAN,
        spread=spread,
    )


def _loss(
    theta: np.ndarray, x: np.ndarray, t_x: np.ndarray, T: np.ndarray, n: np.ndarray
) -> tuple[float, np.ndarray]:
    """Minus the log-likelihood and its gradient, by the logarithms of the parameters."""
    r, alpha, a, b = np.exp(theta)
    again = x > 0
    left = np.where(again, b + x - 1, 1.0)
    log_t, log_tx = np.log(alpha + T), np.log(alpha + t_x)
    stays = -(r + x) * log_t
    leaves = np.where(again, np.log(a) - np.log(left) - (r + x) * log_tx, -np.inf)
    both = np.logaddexp(stays, leaves)
    share = np.exp(leaves - both)  # of the likelihood, that the customer has left
    value = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + both
    value += gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    in_r = digamma(r + x) - digamma(r) + np.log(alpha) - (1 - share) * log_t - share * log_tx
    in_alpha = r / alpha - (r + x) * ((1 - share) / (alpha + T) + share / (alpha + t_x))
    in_a = digamma(a + b) - digamma(a + b + x) + share / a
    in_b = digamma(a + b) + digamma(b + x) - digamma(b) - digamma(a + b + x) - share / left
    slope = np.array([n @ in_r * r, n @ in_alpha * alpha, n @ in_a * a, n @ in_b * b])
    return -float(n @ value), -slope
