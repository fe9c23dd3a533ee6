"""Which share of the revenue would leave if a rival were so much better?

The share is that of the revenue that was asked about. Of the rest nobody knows, so the company's
share lies between two ends; a third number supposes that those not asked are like those asked.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.models import bounds
from helpers.analysis.models.compare import drawn_sums
from helpers.estimates import Estimate

STEPS = np.arange(101) / 100  # per cent by per cent
DRAWS = 2000  # revenue is skewed: a few customers decide
LEAST_ALIKE = 5  # customers asked, for a cell of customers alike to speak for itself
CELLS = ["tenth", "segment", "vintage"]
COLUMNS = ["better", "share", "low", "high", "bound_low", "bound_high", "if_alike"]


class AtRisk(NamedTuple):
    """The curve of revenue at risk.

    Parameters
    ----------
    table
        One row per per cent that a rival is better: ``COLUMNS``, all shares.
    asked
        How many customers were asked.
    known
        Which share of the company's revenue is theirs.
    revenue
        Revenue of the company a year (money).
    """

    table: pd.DataFrame
    asked: int
    known: float
    revenue: float

    def at(self, better: float) -> pd.Series:
        """Row of the curve for a rival that is so much better (a share).

        Returns
        -------
        A row of the curve; shares are 0–1.
        """
        return self.table.iloc[round(better * 100)]


def at_risk(customers: pd.DataFrame, *, seed: int) -> AtRisk | None:
    """Draw the curve; None where those who were asked bring no revenue.

    Parameters
    ----------
    customers
        All customers: ``customer``, ``revenue`` (money a year, not below nought), ``threshold``
        (share; missing where nobody asked), and the ``CELLS`` in which customers are alike.
    """
    was_asked = customers["threshold"].notna()
    asked, whole = customers[was_asked], float(customers["revenue"].sum())
    theirs = float(asked["revenue"].sum())
    if not theirs > 0:
        return None
    weight = asked["revenue"].to_numpy(float)
    gone = leaves(asked["threshold"].to_numpy(float)) * weight[:, None]
    value = gone.sum(axis=0) / theirs
    ends = _interval(np.column_stack([weight, gone]), seed)
    known = theirs / whole
    low, high = bounds.bounds(value, seen=known)
    told = (STEPS, value, *ends, low, high, _if_alike(customers, was_asked, value))
    table = pd.DataFrame(dict(zip(COLUMNS, told, strict=True)))
    return AtRisk(table, int(was_asked.sum()), known, whole)


def leaves(threshold: np.ndarray) -> np.ndarray:
    """Who leaves at each of ``STEPS``: one row per customer, yes or no.

    Returns
    -------
    An array of customers by steps.
    """
    return threshold[:, None] <= STEPS + 1e-9


def _interval(sums: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Ends of the share at each step, when customers are drawn again."""
    drawn = np.concatenate(list(drawn_sums(sums, DRAWS, seed)))
    whole = drawn[:, :1]
    shares = drawn[:, 1:] / np.where(whole > 0, whole, np.nan)
    low, high = np.nanquantile(shares, (0.025, 0.975), axis=0)
    return low, high


def _if_alike(customers: pd.DataFrame, was_asked: pd.Series, all_asked: np.ndarray) -> np.ndarray:
    """Share of the company, each cell of customers alike weighed with all its revenue.

    A cell in which few were asked speaks with its tenth of value; where they are few there too,
    it takes the share of all who were asked.
    """
    fine, tenth = (
        customers[CELLS].astype(str).agg("\x1f".join, axis=1),
        customers["tenth"].astype(str),
    )
    cell = fine.mask(_thin(fine, customers["revenue"], was_asked), tenth)
    cell = cell.mask(_thin(cell, customers["revenue"], was_asked), "")
    asked = customers[was_asked]
    weight = asked["revenue"].to_numpy(float)
    gone = leaves(asked["threshold"].to_numpy(float)) * weight[:, None]
    own = pd.DataFrame(np.column_stack([weight, gone])).groupby(cell[was_asked].to_numpy()).sum()
    whole = customers.groupby(cell)["revenue"].sum()
    shares = pd.DataFrame(own.iloc[:, 1:].to_numpy() / own.iloc[:, :1].to_numpy(), own.index)
    shares = shares.drop(index="", errors="ignore").reindex(whole.index)
    shares = np.where(shares.isna(), all_asked, shares)
    return (shares * whole.to_numpy(float)[:, None]).sum(axis=0) / float(whole.sum())


def _thin(cell: pd.Series, revenue: pd.Series, was_asked: pd.Series) -> pd.Series:
    """Whether too few of a customer's cell were asked, or they bring nothing."""
    paying = was_asked & (revenue > 0)
    return paying.groupby(cell).transform("sum") < LEAST_ALIKE


def share_at(found: AtRisk, better: float) -> Estimate:
    """Share of the asked revenue that leaves for a rival so much better.

    Returns
    -------
    Share with its interval.
    """
    row = found.at(better)
    return Estimate(*(float(row[name]) for name in ("share", "low", "high")))
