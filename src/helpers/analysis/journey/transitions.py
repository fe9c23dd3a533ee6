"""From which stage to which do customers go within a quarter, and is every quarter alike?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.journey.stages import CHOOSING, CONTACT, FIRST, NEVER, STAGES
from helpers.estimates import share

BEFORE = (CONTACT, CHOOSING)
LAST_QUARTERS = 4  # shown apart where quarters differ
LEAST_EXPECTED = 5  # in each cell, for χ² to hold: rarer moves of a row are taken together


class Alike(NamedTuple):
    """Are the moves of all quarters alike (Anderson & Goodman 1957)?"""

    chi2: float
    freedom: int
    p: float


def moves(
    now: pd.DataFrame, then: pd.DataFrame, sold: pd.DataFrame, *, end: pd.Timestamp
) -> pd.DataFrame:
    """Where everybody of one quarter stands a quarter later: nobody is lost on the way.

    Parameters
    ----------
    now, then
        ``who`` and ``stage`` at the two ends of quarters; codes of leads and of customers.
    sold
        Leads that bought: ``lead``, ``sold``, ``customer`` (missing where it is not known).
    end
        Later one of the two days.

    Returns
    -------
    One row per row of ``now``: ``who``, ``from``, ``to`` (a stage, or ``NEVER``).
    """
    later = then.set_index("who")["stage"]
    won = sold[sold["sold"] <= end].set_index("lead")["customer"]
    waiting = now["stage"].isin(BEFORE)
    bought = waiting & now["who"].isin(won.index)
    code = now["who"].where(~bought, now["who"].map(won))
    to = code.map(later)
    to = to.where(to.notna(), np.where(bought, FIRST, NEVER))
    return pd.DataFrame({"who": now["who"], "from": now["stage"], "to": to})


def counts(rows: pd.DataFrame) -> pd.DataFrame:
    """Moves of each quarter counted: ``quarter``, ``from``, ``to``, ``customers``.

    Returns
    -------
    One row per quarter and move that happened.
    """
    by = rows.groupby(["quarter", "from", "to"], sort=True).size()
    return by.rename("customers").reset_index()


def transitions(counted: pd.DataFrame, *, least: int) -> pd.DataFrame:
    """Share of a stage that stands elsewhere a quarter later, all given quarters together.

    Parameters
    ----------
    counted
        As :func:`counts`.
    least
        A row of fewer is not judged.

    Returns
    -------
    In the order of stages: ``from``, ``to``, ``customers``, ``of``, ``rate`` with ``low``,
    ``high`` (Wilson), ``judged``, ``quarters_stay`` (expected quarters in the stage of the row).
    """
    summed = counted.groupby(["from", "to"])["customers"].sum()
    whole = summed.groupby("from").sum()
    order = {stage: n for n, stage in enumerate((*STAGES, NEVER))}
    rows = [
        (a, b, int(n), int(whole[a]), *share(n, whole[a]), int(whole[a]) >= least)
        for (a, b), n in summed.items()
    ]
    names = ["from", "to", "customers", "of", "rate", "low", "high", "judged"]
    table = pd.DataFrame(rows, columns=names)
    stays = table[table["from"] == table["to"]].set_index("from")["rate"]
    stays = 1 / (1 - table["from"].map(stays).fillna(0.0).clip(upper=1 - 1e-12))
    table = table.assign(quarters_stay=stays.where(stays < 1e9))
    return table.sort_values(["from", "to"], key=lambda names: names.map(order), ignore_index=True)


def alike(counted: pd.DataFrame) -> Alike:
    """Test whether the moves of all quarters are alike: χ² of homogeneity, row by row.

    Returns
    -------
    The statistic, its degrees of freedom and the chance (0–1) of one as large where all are alike.
    """
    chi2, freedom = 0.0, 0
    for _, rows in counted.groupby("from"):
        cells = rows.set_index(["quarter", "to"])["customers"]
        grid = cells.unstack(fill_value=0).to_numpy(float)
        grid = _together(grid)
        if min(grid.shape) > 1:
            expected = np.outer(grid.sum(axis=1), grid.sum(axis=0)) / grid.sum()
            chi2 += float(((grid - expected) ** 2 / expected).sum())
            freedom += (grid.shape[0] - 1) * (grid.shape[1] - 1)
    p = float(scipy.stats.chi2.sf(chi2, freedom)) if freedom else float("nan")
    return Alike(chi2, freedom, p)


def _together(grid: np.ndarray) -> np.ndarray:
    """Moves of a stage by quarter; those too rare for χ² as one column, or left out."""
    share_of_smallest = grid.sum(axis=1).min() / grid.sum()
    rare = grid.sum(axis=0) * share_of_smallest < LEAST_EXPECTED
    rest = grid[:, rare].sum(axis=1)
    kept = [grid[:, ~rare]]
    if rest.sum() * share_of_smallest >= LEAST_EXPECTED:
        kept.append(rest[:, None])
    return np.hstack(kept)


def long_run(matrix: pd.DataFrame) -> pd.Series:
    """Shares to which the same moves, made again and again, lead.

    >>> p = pd.DataFrame([[.9, .1], [.2, .8]], index=["a", "b"], columns=["a", "b"])
    >>> long_run(p).round(4).tolist()
    [0.6667, 0.3333]
    """
    size = len(matrix)
    away = matrix.to_numpy(float).T - np.eye(size)
    system = np.vstack([away, np.ones(size)])
    found = np.linalg.lstsq(system, np.r_[np.zeros(size), 1.0], rcond=None)[0]
    return pd.Series(np.clip(found, 0, 1), index=matrix.index)
