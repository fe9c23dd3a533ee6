"""How many customers would the manager in the middle have lost, of these same customers?

Managers stand in the fit, so that a bad one does not become the standard of the customers that he
alone serves; the prediction gives all of them the manager in the middle.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.commitments.panel import SHARED
from helpers.analysis.models.logistic import Logistic, fit

LOGGED = ("silence", "purchases", "age", "value")
LEAST_ROWS = 20  # of a manager or a segment, for a term of its own


class Expected(NamedTuple):
    """Chance of each row with the manager in the middle, and what the fit says of managers.

    ``offsets``: log-odds of each manager less the middle one, with their ``variance``.
    """

    chance: np.ndarray
    offsets: pd.Series
    variance: pd.Series


def expected(table: pd.DataFrame) -> Expected:
    """Chance that each customer is lost, served by the manager in the middle.

    Parameters
    ----------
    table
        As :func:`panel.panel`, with ``segment`` where brought.

    Returns
    -------
    One chance per row, and one offset for each manager with rows enough.
    """
    base = _columns(table)
    names = [n for n in _common(table["manager"]) if n != SHARED]
    terms = np.column_stack(
        [
            np.ones(len(table)),
            *base,
            *((table["manager"] == name).to_numpy(float) for name in names),
        ]
    )
    found = fit(terms, table["lost"].to_numpy(float), table["who"].to_numpy())
    size = 1 + len(base)
    offsets = pd.Series(found.coefficients[size:], index=names, dtype="float64")
    middle = float(offsets.median()) if len(offsets) else 0.0
    terms[:, size:] = 0.0
    shifted = Logistic(found.coefficients.copy(), found.covariance)
    shifted.coefficients[0] += middle
    spread = np.diag(found.covariance)[size:]
    return Expected(
        shifted.chance(terms), offsets - middle, pd.Series(spread, index=names, dtype="float64")
    )


def _columns(table: pd.DataFrame) -> list[np.ndarray]:
    """What is known of each customer, each column of spread one."""
    logs = [np.log1p(table[name].to_numpy(float).clip(0)) for name in LOGGED]
    pace = np.log1p(table["silence"] * table["purchases"] / table["age"].clip(lower=1))
    shares = [table[name].to_numpy(float) for name in table if str(name).startswith("share_")]
    flags = [table["cutoff"] == k for k in sorted(table["cutoff"].unique())[1:]]
    if "segment" in table:
        flags += [table["segment"] == name for name in _common(table["segment"])[1:]]
    columns = [*logs, pace.to_numpy(float), *shares[1:], *(f.to_numpy(float) for f in flags)]
    return [(c - c.mean()) / c.std() for c in columns if c.std() > 0]


def _common(values: pd.Series) -> list[str]:
    counts = values.value_counts()
    return sorted(counts.index[counts >= LEAST_ROWS])
