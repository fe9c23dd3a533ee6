"""Do contacts of one purpose, or by one channel, go together with more than others?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.contact.curve import months_apart
from helpers.analysis.contact.panel import Panel, in_months_with_purchases
from helpers.analysis.models import poisson_within
from helpers.analysis.models.poisson_within import NotTold
from helpers.estimates import Z95
from helpers.settings import ContactSettings

LEAST = 2  # of one there is nothing to compare
COLUMNS = ["field", "kind", "customer_months", "purchases", "ratio", "low", "high"]


class Kinds(NamedTuple):
    """Purchases of the month after a contact of each kind, against none of it.

    ``table``: ``COLUMNS``, the largest ratio first. ``chance``: that the ratios differ so much
    where they are the same.
    """

    table: pd.DataFrame
    chance: float


def kinds(panel: Panel, made: pd.DataFrame, *, field: str, rules: ContactSettings) -> Kinds | None:
    """Ratios of the kinds with enough months, all others held equal; None with fewer than two.

    Parameters
    ----------
    made
        One row per customer, month and kind with a contact: ``customer``, ``month`` (number),
        ``kind`` (words).
    field
        Where the kinds come from: ``purpose`` or ``channel``.
    """
    rows = in_months_with_purchases(panel.rows)[["customer", "month", "purchases"]]
    place = rows.reset_index(names="row").drop(columns="purchases")
    after = made.assign(month=made["month"] + 1).merge(place, on=["customer", "month"])
    counts = after["kind"].value_counts()
    names = sorted(counts.index[counts >= rules.kind_months])
    if len(names) < LEAST:
        return None
    hits = [after.loc[after["kind"] == name, "row"].to_numpy() for name in names]
    others = after.loc[~after["kind"].isin(names), "row"].unique()
    columns = [_flag(one, len(rows)) for one in (*hits, *([others] if len(others) else []))]
    design = scipy.sparse.hstack([*columns, months_apart(rows["month"].to_numpy())], format="csr")
    try:
        fitted = poisson_within.fit(rows["purchases"], design, rows["customer"])
    except NotTold:
        return None
    beta = fitted.coefficients[: len(names)]
    spread = fitted.covariance[: len(names), : len(names)]
    half = Z95 * np.sqrt(np.diag(spread))
    table = pd.DataFrame(
        {
            "field": field,
            "kind": names,
            "customer_months": [len(one) for one in hits],
            "purchases": [int(rows["purchases"].to_numpy()[one].sum()) for one in hits],
            "ratio": np.exp(beta),
            "low": np.exp(beta - half),
            "high": np.exp(beta + half),
        }
    )
    order = ["ratio", "kind"]
    return Kinds(
        table.sort_values(order, ascending=[False, True], ignore_index=True), _same(beta, spread)
    )


def _flag(rows: np.ndarray, many: int) -> scipy.sparse.csr_matrix:
    place = (rows, np.zeros(len(rows), int))
    return scipy.sparse.csr_matrix((np.ones(len(rows)), place), (many, 1))


def _same(beta: np.ndarray, spread: np.ndarray) -> float:
    """Chance of such differences among coefficients that are the same (Wald)."""
    turn = np.eye(len(beta))[1:] - np.eye(len(beta))[0]
    away = turn @ beta
    square = away @ np.linalg.solve(turn @ spread @ turn.T, away)
    return float(scipy.stats.chi2.sf(square, len(away)))
