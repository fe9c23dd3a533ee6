"""Do the probabilities of a stratum need a push, and would it have helped later?

A push is learned on one cut-off and tried on a later one. Only when it helps there, in log
loss, is it learned again on the later one and kept; otherwise the probabilities stay as they
are. Nothing is calibrated on the rows that the voices learned from.
"""

import numpy as np
import pandas as pd
from scipy.optimize import brentq
from scipy.special import expit

from helpers.analysis.leaving.churn.panel import strata

LEAST_SLICES = 3  # cut-offs; two may agree by chance
HELPS_FROM = 0.002  # log loss gained on each later slice
DRAWN_TO_NONE = 200  # customers' worth of doubt about a push
FURTHEST = 1.5  # logits


def later_shifts(slices: list[tuple[np.ndarray, np.ndarray, pd.Series]]) -> dict[str, float]:
    """Push of each stratum, in logits; empty when it would not have helped.

    Parameters
    ----------
    slices
        Cut-offs in the order of time, each with the logits said, 1 where the customer left,
        and the purchases so far (they make the stratum).

    Returns
    -------
    Stratum → push, in logits.
    """
    if len(slices) < LEAST_SLICES:
        return {}
    pushes = [_shifts(*part) for part in slices]
    for before, (logits, left, count) in zip(pushes, slices[1:], strict=False):
        gain = _log_loss(logits, left) - _log_loss(logits + shifts_of(before, count), left)
        if gain < HELPS_FROM:
            return {}
    return _agreed(pushes)


def shifts_of(shifts: dict[str, float], purchases: pd.Series) -> np.ndarray:
    """Push of each customer, by its stratum.

    Returns
    -------
    Logits, one per customer.
    """
    if not shifts:
        return np.zeros(len(purchases))
    return strata(purchases).map(shifts).fillna(0.0).to_numpy(float)


def _shifts(logits: np.ndarray, left: np.ndarray, purchases: pd.Series) -> dict[str, float]:
    stratum = strata(purchases).to_numpy()
    return {name: _shift(logits[stratum == name], left[stratum == name]) for name in set(stratum)}


def _agreed(pushes: list[dict[str, float]]) -> dict[str, float]:
    """Of pushes in one direction the smallest; of pushes that disagree none."""
    every = pd.DataFrame(pushes).fillna(0.0)
    one_way = (every > 0).all() | (every < 0).all()
    return (every.abs().min() * np.sign(every.iloc[-1]) * one_way).to_dict()


def _shift(logits: np.ndarray, left: np.ndarray) -> float:
    """Push after which the mean probability is the share that left, drawn to none if few."""

    def over(push: float) -> float:
        return float(expit(logits + push).mean() - left.mean())

    if over(-FURTHEST) > 0:
        push = -FURTHEST
    elif over(FURTHEST) < 0:
        push = FURTHEST
    else:
        push = brentq(over, -FURTHEST, FURTHEST)
    return float(push) * left.size / (left.size + DRAWN_TO_NONE)


def _log_loss(logits: np.ndarray, left: np.ndarray) -> float:
    return float(np.logaddexp(0, np.where(left == 1, -logits, logits)).mean())
