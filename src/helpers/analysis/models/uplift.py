"""Whom does a call help? The difference that it makes for each, and whether that order is better.

Two regressions, one of those called and one of those left alone, are learned on other customers
than they speak of (a cross-fitted T-learner: Künzel et al. 2019). An order is judged by its Qini
(Radcliffe 2007): what the first of it gain over as many drawn by chance.
"""

from collections.abc import Callable

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from helpers.estimates import Estimate

FOLDS = 5
DRAWS = 400


def differences(
    known: np.ndarray, called: np.ndarray, outcome: np.ndarray, asked: np.ndarray
) -> np.ndarray:
    """Chance of the outcome with a call less the chance without one.

    Parameters
    ----------
    known, asked
        Features of the customers that are learned from, and of those who are asked about.

    Returns
    -------
    One difference (-1 to 1) for each row of ``asked``.
    """
    with_call, without = (_fitted(known[side], outcome[side])(asked) for side in (called, ~called))
    return with_call - without


def _fitted(rows: np.ndarray, outcome: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
    if outcome.all() or not outcome.any():
        return lambda asked: np.full(len(asked), float(outcome.mean()))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=1.0, max_iter=500))
    model.fit(rows, outcome)
    return lambda asked: model.predict_proba(asked)[:, 1]


def crossed(rows: np.ndarray, called: np.ndarray, outcome: np.ndarray, *, seed: int) -> np.ndarray:
    """Difference for each customer, learned on others.

    Returns
    -------
    One difference (-1 to 1) a row.
    """
    found = np.zeros(len(rows))
    split = StratifiedKFold(FOLDS, shuffle=True, random_state=seed)
    for learn, ask in split.split(rows, 2 * called + outcome):
        found[ask] = differences(rows[learn], called[learn], outcome[learn], rows[ask])
    return found


def qini(order: np.ndarray, called: np.ndarray, worth: np.ndarray) -> float:
    """Mean gain of an order, cut anywhere, over as many customers drawn by chance.

    Parameters
    ----------
    order
        The highest first.
    worth
        What each customer brought.

    Returns
    -------
    Gain a customer, in the unit of ``worth``; nothing for an order by chance.

    >>> order, called = np.array([4.0, 3.0, 2.0, 1.0]), np.array([True, False, True, False])
    >>> qini(order, called, np.array([1.0, 0.0, 0.0, 0.0])) > 0
    True
    """
    first = np.argsort(-order, kind="stable")
    side, money = called[first], worth[first]
    n, m = np.cumsum(side), np.cumsum(~side)
    ours, theirs = np.cumsum(money * side), np.cumsum(money * ~side)
    gained = ours - theirs * n / np.maximum(m, 1)
    by_chance = gained[-1] * np.arange(1, len(order) + 1) / len(order)
    return float((gained - by_chance).mean() / max(1, n[-1]))


def better_by(
    order: np.ndarray, present: np.ndarray, called: np.ndarray, worth: np.ndarray, *, seed: int
) -> Estimate:
    """How much larger the Qini of ``order`` is than that of the ``present`` one.

    Returns
    -------
    Difference with its interval, from drawing customers.
    """
    rng, n = np.random.default_rng(seed), len(order)

    def gain(rows: np.ndarray) -> float:
        one, other = (qini(o[rows], called[rows], worth[rows]) for o in (order, present))
        return one - other

    drawn = [gain(rng.integers(0, n, size=n)) for _ in range(DRAWS)]
    low, high = np.quantile(drawn, (0.025, 0.975))
    return Estimate(gain(np.arange(n)), float(low), float(high))
