"""Do sales follow the calendar?

The classic test of stable seasonality: the logarithm of the monthly totals is fitted by a
straight trend, then by a trend and the twelve months of the year; an F test says whether
the months explain more than chance would. Two years are the least that can tell.
"""

import numpy as np
import pandas as pd
import scipy

LEAST_MONTHS = 24
MOST_MONTHS = 60  # a habit of the market older than five years says little about the present


def follows_calendar(totals: pd.Series, *, p_below: float = 0.01) -> bool:
    """Whether totals of consecutive months (index: first days) repeat with the calendar.

    Returns
    -------
    No where two years are not known.
    """
    return calendar_p_value(totals) < p_below


def calendar_p_value(totals: pd.Series) -> float:
    """Chance that totals without a season would look as seasonal; missing under two years.

    Returns
    -------
    Chance, 0–1.
    """
    if len(totals) < LEAST_MONTHS:
        return float("nan")
    values = _logs(totals)
    trend, months = _designs(totals.index[-len(values) :])
    plain, full = (_squares_left(values, design) for design in (trend, months))
    free = len(values) - months.shape[1]
    gained = (plain - full) / 11
    return (
        float(scipy.stats.f.sf(gained / max(full / free, 1e-12), 11, free)) if plain > 1e-9 else 1.0
    )


def calendar_index(totals: pd.Series) -> pd.Series:
    """Usual level of each month of the year (1–12), trend apart; their mean is 1.

    Returns
    -------
    Level by month of the year (index 1–12).
    """
    values = _logs(totals)
    _, months = _designs(totals.index[-len(values) :])
    effects = np.linalg.lstsq(months, values, rcond=None)[0][1:]
    level = np.exp(effects - effects.mean())
    return pd.Series(level / level.mean(), index=range(1, 13))


def _logs(totals: pd.Series) -> np.ndarray:
    recent = totals.to_numpy(float)[-MOST_MONTHS:]
    # half of the smallest sale stands for a month without any
    least = recent[recent > 0].min(initial=np.inf) / 2
    return np.log(np.maximum(recent, least if np.isfinite(least) else 1.0))


def _designs(months: pd.Index) -> tuple[np.ndarray, np.ndarray]:
    line = np.linspace(-1, 1, len(months))[:, None]
    dummies = (pd.DatetimeIndex(months).month.to_numpy()[:, None] == np.arange(1, 13)) * 1.0
    return np.hstack([line, np.ones_like(line)]), np.hstack([line, dummies])


def _squares_left(values: np.ndarray, design: np.ndarray) -> float:
    fitted = design @ np.linalg.lstsq(design, values, rcond=None)[0]
    return float(((values - fitted) ** 2).sum())
