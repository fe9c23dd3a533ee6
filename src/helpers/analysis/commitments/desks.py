"""Does one desk answer late more often than the others, for requests alike?

Requests are alike when they came by the same channel, in the same part of the day, in the same
month. Who got which of them is dealt out anew; what is seen must be rarer than that.
"""

import numpy as np
import pandas as pd

from helpers.analysis.commitments.answers import Answers, breaks
from helpers.analysis.models.compare import chance_of, dealt_anew, drawn_sums, interval
from helpers.settings import CommitmentSettings

DESKS = ["employee", "requests", "late", "expected", "ratio", "low", "high", "p", "named"]


def desks(found: Answers, rules: CommitmentSettings, *, limit: float) -> pd.DataFrame | None:
    """Late answers of each desk over those that like requests bring with all desks.

    Parameters
    ----------
    limit
        Hours that are promised.

    Returns
    -------
    One row per desk with ``least_employee`` requests, the highest ratio first: ``employee``,
    ``requests``, ``late``, ``expected``, ``ratio`` with ``low`` and ``high`` (whole weeks drawn
    again), ``p`` (largest of all desks in each deal: Westfall & Young 1993), ``named`` (above all
    chance: both must say so). None where fewer desks can be compared than ``least_managers``.
    """
    if "employee" not in found.rows:
        return None
    rows = found.rows.dropna(subset="employee")
    many = rows["employee"].value_counts()
    rows = rows[rows["employee"].map(many) >= rules.least_employee]
    if rows["employee"].nunique() < rules.least_managers:
        return None
    who, names = pd.factorize(rows["employee"], sort=True)
    late = breaks(rows, limit).to_numpy(float)
    cells = _cells(rows)
    expected = pd.Series(late).groupby(cells).transform("mean").to_numpy()
    sums = _by_week(rows["week"].to_numpy(), who, late, expected)
    ratio, drawn = _ratios(sums, len(names), rules.seed)
    spread = np.sqrt(np.bincount(who, expected * (1 - expected)).clip(1e-9))
    seen = np.bincount(who, late - expected) / spread
    deals = dealt_anew(who, cells, seed=rules.seed)
    chance = np.array([(np.bincount(w, late - expected) / spread).max() for w in deals])
    ends = [interval(r, drawn[:, k]) for k, r in enumerate(ratio)]
    table = pd.DataFrame(
        {
            "employee": names, "requests": np.bincount(who), "late": np.bincount(who, late),
            "expected": np.bincount(who, expected), "ratio": ratio,
            "low": [e.low for e in ends], "high": [e.high for e in ends],
            "p": chance_of(seen, chance),
        }
    )  # fmt: skip
    table["named"] = (table["p"] <= rules.p_below) & (table["low"] > 1)
    return table.sort_values(["ratio", "employee"], ascending=[False, True], ignore_index=True)


def _cells(rows: pd.DataFrame) -> np.ndarray:
    month = rows["received"].dt.year * 12 + rows["received"].dt.month
    by = [month.rename("month"), rows["part"]]
    by += [rows["channel"]] if "channel" in rows else []
    return rows.groupby(by, sort=True, dropna=False).ngroup().to_numpy()


def _by_week(
    week: np.ndarray, who: np.ndarray, late: np.ndarray, expected: np.ndarray
) -> np.ndarray:
    """One row per week: late answers of each desk, and the expected ones, side by side."""
    size = int(who.max()) + 1
    sums = np.zeros((int(week.max()) + 1, 2 * size))
    np.add.at(sums, (week, who), late)
    np.add.at(sums, (week, who + size), expected)
    return sums


def _ratios(sums: np.ndarray, size: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    drawn = np.concatenate(list(drawn_sums(sums, 2000, seed)))
    whole = sums.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return whole[:size] / whole[size:], drawn[:, :size] / drawn[:, size:]
