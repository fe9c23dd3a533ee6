"""How good is a probability of leaving?"""

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score

CALIBRATION_BINS = 10


def auc(left: np.ndarray, score: np.ndarray) -> float:
    """Chance that one who left scores above one who stayed (ties half); NaN for one class.

    >>> auc(np.array([0, 1, 1]), np.array([0.2, 0.2, 0.9]))
    0.75
    """
    return float(aucs(left, score, np.ones((1, len(left))))[0])


def aucs(left: np.ndarray, score: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """AUC under each row of ``weights`` (how often a customer was drawn), in one pass."""
    order = np.argsort(score, kind="stable")
    left, score, weights = left[order], score[order], weights[:, order]
    last = np.append(np.flatnonzero(np.diff(score)), score.size - 1)  # last of each tie
    gone = np.cumsum(weights * left, axis=1)[:, last]
    stayed = np.cumsum(weights * (1 - left), axis=1)[:, last]
    before = np.pad(stayed, ((0, 0), (1, 0)))[:, :-1]
    step = np.diff(gone, axis=1, prepend=0)
    pairs = gone[:, -1] * stayed[:, -1]
    with np.errstate(invalid="ignore"):
        return (step * (before + stayed) / 2).sum(axis=1) / np.where(pairs > 0, pairs, np.nan)


def brier(left: np.ndarray, probability: np.ndarray) -> float:
    """Mean squared error of the probability.

    Returns
    -------
    Mean squared error, 0 (perfect) to 1.
    """
    return float(np.mean((probability - left) ** 2))


def average_precision(left: np.ndarray, score: np.ndarray) -> float:
    """Area under precision and recall; NaN for one class."""
    if left.min() == left.max():
        return float("nan")
    return float(average_precision_score(left, score))


def calibration(
    left: np.ndarray, probability: np.ndarray, *, bins: int = CALIBRATION_BINS
) -> pd.DataFrame:
    """``predicted`` against ``actual`` share, in bins of equal numbers of ``customers``.

    Returns
    -------
    One row per bin: ``predicted``, ``actual`` (0–1), ``customers``.
    """
    order = np.argsort(probability, kind="stable")
    parts = [part for part in np.array_split(order, min(bins, order.size)) if part.size]
    rows = [(probability[part].mean(), left[part].mean(), part.size) for part in parts]
    return pd.DataFrame(rows, columns=["predicted", "actual", "customers"])


def calibration_error(left: np.ndarray, probability: np.ndarray) -> float:
    """Mean distance of predicted and actual share over the bins, by customers.

    Returns
    -------
    Share, 0–1.
    """
    curve = calibration(left, probability)
    return float(np.average((curve.predicted - curve.actual).abs(), weights=curve.customers))


def top_decile_lift(left: np.ndarray, score: np.ndarray) -> float:
    """Share of leavers in the first tenth over the share in all; at most 1 ÷ base rate."""
    if left.sum() == 0:
        return float("nan")
    top = _first_tenth(score)
    return float(left[top].mean() / left.mean())


def value_caught(left: np.ndarray, probability: np.ndarray, value: np.ndarray) -> float:
    """Share of the value lost that the first tenth by probability × value would have caught."""
    lost = float((left * value).sum())
    if lost <= 0:
        return float("nan")
    top = _first_tenth(probability * value)
    return float((left * value)[top].sum() / lost)


def _first_tenth(score: np.ndarray) -> np.ndarray:
    return np.argsort(-score, kind="stable")[: max(1, round(score.size / 10))]
