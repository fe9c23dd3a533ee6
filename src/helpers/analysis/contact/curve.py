"""How many more purchases go together with one more contact, and where does it end?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.contact.panel import Panel, in_months_with_purchases
from helpers.analysis.models import poisson_within
from helpers.analysis.models.poisson_within import NotTold
from helpers.estimates import Z95, Estimate
from helpers.settings import ContactSettings

HALF = 0.5  # a step whose upper end lies below so much of the first one is the end of the rise
COLUMNS = ["contacts", "and_more", "customer_months", "purchases", "ratio", "low", "high",
           "one_more", "one_more_low", "one_more_high"]  # fmt: skip


class Curve(NamedTuple):
    """Purchases of the month after, for each number of contacts, against none.

    Parameters
    ----------
    table
        One row per number of contacts, from 0; the last stands for itself and more:
        ``COLUMNS``. ``one_more`` is money, ``ratio`` times.
    steps
        What each further contact adds on the log scale: ``value``, ``low``, ``high``, by the
        number of contacts before it.
    placebo
        Standard errors from nothing of the contacts that came *after* the purchases; missing
        where the log is too short to tell.
    saturation
        Number of contacts after which one more brings nothing, None where none was found.
    """

    table: pd.DataFrame
    steps: pd.DataFrame
    placebo: float
    saturation: int | None

    @property
    def rises(self) -> bool:
        """Whether the first contact goes together with more purchases, beyond chance."""
        return bool(self.steps["low"].iloc[0] > 0)


def curve(panel: Panel, rules: ContactSettings, *, worth: float) -> Curve | None:
    """Fit the curve; None where contacts do not differ enough within customers.

    Parameters
    ----------
    worth
        Money that a purchase leaves.
    """
    rows = in_months_with_purchases(panel.rows)
    top = last_level(rows, rules)
    if top < 1:
        return None
    level = np.minimum(rows["contacts"].to_numpy(int), top)
    columns = _columns(level, top, rows["month"].to_numpy())
    try:
        fitted = poisson_within.fit(rows["purchases"], columns, rows["customer"])
        placebo = _placebo(rows, level, top)
    except NotTold:
        return None
    beta, spread = fitted.coefficients[:top], fitted.covariance[:top, :top]
    steps = _steps(beta, spread)
    base = fitted.level * np.exp(columns[:, top:] @ fitted.coefficients[top:])
    mean = pd.Series(base).groupby(level).mean().reindex(range(top + 1)).to_numpy()
    table = _counts(rows, level, top)
    table = table.assign(**_ratios(beta, spread), **_worth(beta, spread, mean * worth, rules.cost))
    return Curve(table[COLUMNS], steps, placebo, _saturation(steps))


def last_level(rows: pd.DataFrame, rules: ContactSettings) -> int:
    """Largest number of contacts up to which each has enough months and purchases; 0 for none."""
    by = rows.groupby(rows["contacts"].astype(int))["purchases"].agg(["size", "sum"])
    by = by.reindex(range(1, int(by.index.max()) + 2), fill_value=0)
    enough = (by["size"] >= rules.level_months) & (by["sum"] >= rules.level_purchases)
    return int(np.argmin(enough.to_numpy()))  # the first that has not


def _columns(level: np.ndarray, top: int, month: np.ndarray) -> scipy.sparse.csr_matrix:
    """A column for each number of contacts but none, and for each month but the first."""
    return scipy.sparse.hstack([_dummies(level - 1, top), months_apart(month)], format="csr")


def months_apart(month: np.ndarray) -> scipy.sparse.csr_matrix:
    """A column for each month but the first: campaigns follow seasons, and so do purchases.

    Returns
    -------
    One row per row, a 1 in the column of its month.
    """
    at = np.unique(month, return_inverse=True)[1]
    return _dummies(at - 1, int(at.max()))


def _dummies(place: np.ndarray, width: int) -> scipy.sparse.csr_matrix:
    """A 1 in the column of each row's place; none where it is below 0."""
    rows = np.flatnonzero(place >= 0)
    shape = (len(place), width)
    return scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, place[rows])), shape)


def _placebo(rows: pd.DataFrame, level: np.ndarray, top: int) -> float:
    """Contacts that came after: who buys is contacted, where they go with the purchases."""
    kept = in_months_with_purchases(rows.assign(level=level).dropna(subset="after"))
    if kept.empty:
        return float("nan")
    after = scipy.sparse.csr_matrix(np.minimum(kept["after"].to_numpy(float), top)[:, None])
    own = _columns(kept["level"].to_numpy(), top, kept["month"].to_numpy())
    columns = scipy.sparse.hstack([after, own])
    try:
        fitted = poisson_within.fit(kept["purchases"], columns.tocsr(), kept["customer"])
    except NotTold:
        return float("nan")
    return float(fitted.coefficients[0] / np.sqrt(fitted.covariance[0, 0]))


def _steps(beta: np.ndarray, spread: np.ndarray) -> pd.DataFrame:
    """What each further contact adds, on the log scale."""
    turn = np.eye(len(beta)) - np.eye(len(beta), k=-1)
    value, error = turn @ beta, np.sqrt(np.diag(turn @ spread @ turn.T))
    ends = {"low": value - Z95 * error, "high": value + Z95 * error}
    return pd.DataFrame({"value": value} | ends)


def _saturation(steps: pd.DataFrame) -> int | None:
    """Number of contacts before the first step that cannot be told from nothing, and is small."""
    first = steps["value"].iloc[0]
    if not steps["low"].iloc[0] > 0:  # without a rise there is no end of it
        return None
    nothing = (steps["low"] <= 0) & (steps["high"] < HALF * first)
    return int(np.argmax(nothing)) if nothing.any() else None


def _counts(rows: pd.DataFrame, level: np.ndarray, top: int) -> pd.DataFrame:
    by = rows["purchases"].groupby(level).agg(["size", "sum"]).reindex(range(top + 1), fill_value=0)
    return pd.DataFrame(
        {
            "contacts": by.index,
            "and_more": by.index == top,
            "customer_months": by["size"].to_numpy(),
            "purchases": by["sum"].to_numpy(),
        }
    )


def _ratios(beta: np.ndarray, spread: np.ndarray) -> dict[str, np.ndarray]:
    error = np.sqrt(np.diag(spread))
    told = {"ratio": beta, "low": beta - Z95 * error, "high": beta + Z95 * error}
    return {name: np.exp(np.append(0.0, values)) for name, values in told.items()}


def _worth(
    beta: np.ndarray, spread: np.ndarray, base: np.ndarray, cost: float
) -> dict[str, np.ndarray]:
    """Money that one more contact goes together with, less its cost, for those who have so many."""
    times = np.exp(np.append(0.0, beta))
    slope = np.diag(times)[:, 1:]  # of each ratio, by the coefficients; none has no doubt
    turn = slope[1:] - slope[:-1]
    error = np.sqrt(np.einsum("ij,jk,ik->i", turn, spread, turn))
    more = np.diff(times)
    told = {
        "one_more": more,
        "one_more_low": more - Z95 * error,
        "one_more_high": more + Z95 * error,
    }
    return {k: np.append(v * base[:-1] - cost, np.nan) for k, v in told.items()}


def step_of(curve: Curve, contacts: int) -> Estimate:
    """What the contact after so many adds to purchases, as a ratio.

    Returns
    -------
    Times; 1 is nothing.
    """
    row = curve.steps.iloc[contacts]
    return Estimate(*(float(np.exp(row[name])) for name in ("value", "low", "high")))
