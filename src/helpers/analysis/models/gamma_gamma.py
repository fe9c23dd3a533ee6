"""How much does a customer spend at a purchase, once luck is taken out?

Gamma-Gamma of Fader & Hardie (2013), "The Gamma-Gamma Model of Monetary Value": the value of
a purchase varies around a mean of the customer's own, and the means vary between customers.
It takes for granted that value does not depend on frequency: see ``lifetime.independence``.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import OptimizeResult
from scipy.special import digamma, gammaln

from helpers.analysis.models.likelihood import EDGE, FLAT, Fitted, climb, covariance

PRIOR_MEAN = np.array([1.0, 0.7, 0.7])
PRIOR_SPREAD = 1.5


@dataclass(frozen=True)
class GammaGamma(Fitted):
    """A fitted model: ``p`` and ``q`` are shapes, ``v`` is in money.

    ``how`` is ``likelihood``, or ``penalised`` when the likelihood has no maximum inside and
    weak priors decided. ``covariance`` is that of log p, log (q - 1), log v.
    """

    p: float
    q: float
    v: float
    log_likelihood: float
    how: str
    customers: int
    covariance: np.ndarray

    def expected_value(self, purchases: np.ndarray, mean_value: np.ndarray) -> np.ndarray:
        """Mean value of the purchases to come; the average customer where none was seen.

        Returns
        -------
        Money a purchase, one per customer.
        """
        n = np.asarray(purchases, float)
        z = np.where(n > 0, np.nan_to_num(np.asarray(mean_value, float)), 0.0)
        return self.p * (self.v + n * z) / (self.p * n + self.q - 1)

    def drawn(self, rng: np.random.Generator) -> "GammaGamma":
        """Return the model with parameters drawn from their uncertainty.

        Returns
        -------
        A model with other parameters, as likely as the data allow.
        """
        logs = np.log([self.p, self.q - 1, self.v])
        logs = rng.multivariate_normal(logs, self.covariance, method="eigh")
        p, above, v = np.exp(np.clip(logs, -25, 40)).tolist()
        return replace(self, p=p, q=1 + max(above, 0.05), v=v)


def fit_gamma_gamma(
    purchases: np.ndarray, mean_value: np.ndarray, *, mean_log: np.ndarray | None = None
) -> GammaGamma:
    """Fit by maximum likelihood on customers with a purchase of positive mean value.

    Means alone are what the paper works with. Where single purchases are known, the mean of
    their logarithms (``mean_log``) tells how much a customer varies around its own mean;
    without it a trade of very small and very large customers is taken for luck. ``q`` is held
    above 1: below it the average customer would spend without end.

    Returns
    -------
    The parameters and how sure they are, in money.
    """
    n, z = np.asarray(purchases, float), np.asarray(mean_value, float)
    known = (n > 0) & (z > 0) & np.isfinite(z)
    n, z = n[known], z[known]
    scale = float(np.median(z)) if n.size else 1.0
    logs = None if mean_log is None else np.asarray(mean_log, float)[known] - np.log(scale)
    data = (n, z / scale, logs)
    found = _climb(data, np.array([1.0, 0.7, 0.7]), np.inf) if n.size > 2 else None
    how = "likelihood"
    if found is None or np.abs(found.x).max() > EDGE - 0.01 or np.exp(found.x[1]) < 0.02:
        found, how = _climb(data, PRIOR_MEAN, PRIOR_SPREAD), "penalised"
    p, above, v = np.exp(found.x).tolist()
    single = n.size if logs is None else float(n.sum())
    likelihood = -_loss(found.x, *data)[0] - single * float(np.log(scale))
    spread = FLAT if how == "likelihood" else PRIOR_SPREAD
    doubt = covariance(lambda theta: _loss(theta, *data), found.x, spread=spread)
    return GammaGamma(p, 1 + above, v * scale, likelihood, how, int(n.size), doubt)


def _climb(data: tuple[Any, ...], start: np.ndarray, spread: float) -> OptimizeResult:
    return climb(
        lambda theta: _loss(theta, *data),
        start,
        size=max(data[0].size, 1),
        middle=PRIOR_MEAN,
        spread=spread,
    )


def _loss(
    theta: np.ndarray, n: np.ndarray, z: np.ndarray, logs: np.ndarray | None
) -> tuple[float, np.ndarray]:
    """Minus the log-likelihood and its gradient, by log p, log (q - 1), log v."""
    p, above, v = np.exp(theta)
    q = 1 + above
    spent = n * z
    value = gammaln(p * n + q) - gammaln(q) + q * np.log(v) - (p * n + q) * np.log(v + spent)
    more = digamma(p * n + q) - np.log(v + spent)
    if logs is None:
        value += p * n * np.log(spent) - np.log(z) - gammaln(p * n)
        in_p = n * (more - digamma(p * n) + np.log(spent))
    else:
        value += n * ((p - 1) * logs - gammaln(p))
        in_p = n * (more - digamma(p) + logs)
    in_q = more - digamma(q) + np.log(v)
    in_v = q / v - (p * n + q) / (v + spent)
    slope = np.array([in_p.sum() * p, in_q.sum() * above, in_v.sum() * v])
    return -float(value.sum()), -slope
