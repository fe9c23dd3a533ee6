"""How long does it take until something happens, when for some it has not happened yet?

Times that are still open are not thrown away and not taken for ended: they count for as long as
they were watched (Kaplan & Meier 1958). Steps that are counted, such as contacts, may end in
several ways (Aalen & Johansen 1978).
"""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import scipy

from helpers.estimates import Z95, Estimate, share

HAZARDS = [
    "end", "step", "at_risk", "ended", "open", "hazard", "low", "high",
    "incidence", "incidence_low", "incidence_high",
]  # fmt: skip
TIES = 1e-12  # relative: shares as products may miss a half by a hair


def kaplan_meier(
    times: Sequence[float] | np.ndarray, ended: Sequence[bool] | np.ndarray
) -> pd.DataFrame:
    """Share of those for whom it has not happened, by time, with Greenwood's spread.

    Parameters
    ----------
    times
        How long each was watched.
    ended
        Whether it happened then; else the time is open.

    Returns
    -------
    One row per time at which it happened: ``time``, ``at_risk``, ``ended``, ``left`` (share, 0–1),
    ``low``, ``high``. The interval is that of the logarithm of minus the logarithm, so that it
    stays between 0 and 1 (Kalbfleisch & Prentice 1980).
    """
    time, happened = np.asarray(times, float), np.asarray(ended, bool)
    moments, count = np.unique(time[happened], return_counts=True)
    at_risk = len(time) - np.searchsorted(np.sort(time), moments, side="left")
    left = np.cumprod(1 - count / at_risk)
    low, high = _greenwood(left, count, at_risk)
    return pd.DataFrame(
        {
            "time": moments,
            "at_risk": at_risk,
            "ended": count,
            "left": left,
            "low": low,
            "high": high,
        }
    )


def _greenwood(
    left: np.ndarray, count: np.ndarray, at_risk: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the interval of what is left; where nobody is left, 0 and the end before."""
    survivors = np.maximum(at_risk - count, 1)
    spread = np.sqrt(np.cumsum(count / (at_risk * survivors)))
    some = np.clip(left, 1e-300, 1 - 1e-16)
    half = Z95 * spread / np.abs(np.log(some))
    low, high = left ** np.exp(half), left ** np.exp(-half)
    none = left <= 0
    if none.any():
        before = np.append(1.0, high)[:-1]
        low, high = np.where(none, 0.0, low), np.where(none, before, high)
    return low, high


def happened_by(curve: pd.DataFrame, time: float) -> Estimate:
    """Share for whom it has happened up to and with ``time``.

    Parameters
    ----------
    curve
        As :func:`kaplan_meier`.

    Returns
    -------
    Share (0–1) with its interval; 0 without one before it has happened to anybody.
    """
    before = curve[curve["time"] <= time]
    if before.empty:
        return Estimate(0.0, 0.0, 0.0)
    last = before.iloc[-1]
    return Estimate(1 - last["left"], 1 - last["high"], 1 - last["low"])


def median_time(curve: pd.DataFrame) -> Estimate:
    """Time after which it has happened to half (interval: Brookmeyer & Crowley 1982).

    Parameters
    ----------
    curve
        As :func:`kaplan_meier`.

    Returns
    -------
    Time in the unit of the curve; infinite where the records do not reach so far.
    """

    def reached(column: str) -> float:
        half = curve.loc[curve[column] <= 0.5 * (1 + TIES), "time"]
        return float(half.iloc[0]) if len(half) else float("inf")

    return Estimate(reached("left"), reached("low"), reached("high"))


def log_rank(
    times: Sequence[float] | np.ndarray,
    ended: Sequence[bool] | np.ndarray,
    groups: Sequence[str] | np.ndarray,
) -> float:
    """p-value that all groups share one curve (Mantel 1966; Peto & Peto 1972).

    Returns
    -------
    p (0–1); missing where there are fewer than two groups or nothing has happened.
    """
    time, happened = np.asarray(times, float), np.asarray(ended, bool)
    group, names = pd.factorize(np.asarray(groups), sort=True)
    moments = np.unique(time[happened])
    if len(names) < 2 or not len(moments):
        return float("nan")
    risk = np.stack([_at_risk(time[group == g], moments) for g in range(len(names))])
    count = np.stack([_count_at(time[happened & (group == g)], moments) for g in range(len(names))])
    all_risk, all_count = risk.sum(axis=0), count.sum(axis=0)
    part = risk / all_risk
    weight = all_count * (all_risk - all_count) / np.maximum(all_risk - 1, 1)
    away = (count - part * all_count).sum(axis=1)
    spread = np.diag((weight * part).sum(axis=1)) - (weight * part) @ part.T
    # the differences of all groups add up to nothing: one of them says nothing new
    chi = away[:-1] @ np.linalg.pinv(spread[:-1, :-1]) @ away[:-1]
    return float(scipy.stats.chi2.sf(chi, len(names) - 1))


def _at_risk(time: np.ndarray, moments: np.ndarray) -> np.ndarray:
    return len(time) - np.searchsorted(np.sort(time), moments, side="left")


def _count_at(time: np.ndarray, moments: np.ndarray) -> np.ndarray:
    return np.bincount(np.searchsorted(moments, time), minlength=len(moments))


def step_hazards(
    steps: Sequence[int] | np.ndarray, ends: Sequence[str] | np.ndarray
) -> pd.DataFrame:
    """How each step ends, among those who came so far: hazards by cause, and what adds up.

    Parameters
    ----------
    steps
        Last step of each (1, 2, …): the contact at which a lead ended, say.
    ends
        How it ended there; empty where it is still open.

    Returns
    -------
    One row per end and step: ``end``, ``step``, ``at_risk``, ``ended``, ``open`` (still open at
    this step), ``hazard``, ``low``, ``high`` (Wilson), ``incidence``, ``incidence_low``,
    ``incidence_high`` (share that has come to this end up to the step, Aalen–Johansen).
    """
    last, end = np.asarray(steps, int), np.asarray(ends, object).astype(str)
    names = sorted(set(end) - {""})
    reach = np.arange(1, last.max(initial=0) + 1)
    at_risk = _at_risk(last.astype(float), reach)
    counts = np.array([np.bincount(last[end == n], minlength=len(reach) + 1)[1:] for n in names])
    counts = counts.reshape(len(names), len(reach))
    still = np.bincount(last[end == ""], minlength=len(reach) + 1)[1:]
    added, spread = _added_up(counts, at_risk)
    rows = []
    for n, name in enumerate(names):
        for k, step in enumerate(reach):
            hazard = share(counts[n, k], at_risk[k])
            half = Z95 * spread[n, k]
            ends_of = max(0.0, added[n, k] - half), min(1.0, added[n, k] + half)
            seen = at_risk[k], counts[n, k], still[k]
            rows.append((name, step, *seen, *hazard, added[n, k], *ends_of))
    return pd.DataFrame(rows, columns=HAZARDS)


def _added_up(counts: np.ndarray, at_risk: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Incidence of each end after each step, and its standard error by the delta method."""
    causes, steps = counts.shape
    state = np.append(np.zeros(causes), 1.0)  # shares that have ended, and what is left
    error = np.zeros((causes + 1, causes + 1))
    added, spread = np.zeros(counts.shape), np.zeros(counts.shape)
    for k in range(steps):
        hazard = counts[:, k] / at_risk[k]
        move = np.eye(causes + 1)
        move[-1] = np.append(hazard, 1 - hazard.sum())
        drawn = (np.diag(move[-1]) - np.outer(move[-1], move[-1])) / at_risk[k]
        error = move.T @ error @ move + state[-1] ** 2 * drawn
        state = state @ move
        added[:, k], spread[:, k] = state[:-1], np.sqrt(np.diag(error)[:-1].clip(0))
    return added, spread
