"""Whose customers are lost more often than those of the manager in the middle, beyond all chance?

A name is said only of more losses, and only where every rule says so: enough customers, whose like
others serve too; a chance by dealing managers out anew over whole customers within cells, corrected
for how many were tried; the limits of the funnel, widened where managers differ more than luck has
them (Spiegelhalter 2005); and the interval of the ratio drawn to all others (Efron & Morris 1975).
"""

import numpy as np
import pandas as pd

from helpers.analysis.commitments import alike
from helpers.analysis.commitments.expected import expected
from helpers.analysis.commitments.panel import SHARED
from helpers.analysis.models.compare import chance_of, dealt_anew, shrunk
from helpers.estimates import Z95, false_discovery
from helpers.settings import CommitmentSettings

WINSORISED = 0.10  # share at each end that is drawn in before the dispersion is taken
MANAGERS = ["manager", "customers", "rows", "observed", "expected", "ratio", "shrunk", "low",
            "high", "error", "overlap", "z", "dispersion", "p", "judged", "named", "growth",
            "growth_low", "growth_high", "offset", "offset_variance"]  # fmt: skip


def managers(table: pd.DataFrame, rules: CommitmentSettings) -> pd.DataFrame:
    """Losses of each manager over those that the manager in the middle would have had.

    Parameters
    ----------
    table
        As :func:`panel.panel`, with ``segment`` where brought.

    Returns
    -------
    One row per manager, the highest ratio first: ``manager``, ``customers``, ``rows`` (customers
    at cut-offs), ``observed`` and ``expected`` losses, ``ratio`` with its ``error``, ``shrunk``
    with ``low`` and ``high``, ``overlap`` (0–1), ``z`` (by the widened limits), ``dispersion``
    (1 where managers differ as luck has them), ``p`` (corrected), ``judged``, ``named``,
    ``growth`` of net sales over that of customers alike with its ends, ``offset`` (log-odds) with
    its variance. What holds of the judged alone is missing for others.
    """
    cell = alike.cells(table)
    found = expected(table)
    rows = table.assign(cell=cell, chance=found.chance)
    rows = rows[rows["manager"] != SHARED]
    result = _sums(rows)
    result["overlap"] = alike.overlap(table, cell, rules).reindex(result.index)
    result["judged"] = (
        (result["customers"] >= rules.least_customers)
        & (result["expected"] >= rules.least_expected)
        & (result["overlap"] >= rules.overlap_least)
    )
    result["judged"] &= result["judged"].sum() >= rules.least_managers
    result["offset"] = found.offsets.reindex(result.index)
    result["offset_variance"] = found.variance.reindex(result.index)
    told = _held_against(result[result["judged"]], rows, rules)
    result = result.join(told)
    result["named"] = result.index.isin(told.index[told["named"].astype(bool)])
    result = result.reset_index().sort_values(["ratio", "manager"], ascending=[False, True])
    return result.reindex(columns=MANAGERS).reset_index(drop=True)


def _sums(rows: pd.DataFrame) -> pd.DataFrame:
    """Losses of each manager, seen and expected, and how much of the ratio is luck."""
    by = rows.groupby("manager")
    table = by.agg(
        customers=("who", "nunique"), rows=("who", "size"), observed=("lost", "sum"),
        expected=("chance", "sum"),
    )  # fmt: skip
    luck = (rows["chance"] * (1 - rows["chance"])).groupby(rows["manager"]).sum()
    away = (rows["lost"] - rows["chance"]).groupby([rows["manager"], rows["who"]]).sum()
    clustered = (away**2).groupby("manager").sum()
    table["ratio"] = table["observed"] / table["expected"]
    table["error"] = np.sqrt(np.maximum(luck, clustered)) / table["expected"]
    return table


def _held_against(
    mine: pd.DataFrame, rows: pd.DataFrame, rules: CommitmentSettings
) -> pd.DataFrame:
    """What is said of the judged: limits, chance, and the ratio drawn to all."""
    names = ["shrunk", "low", "high", "z", "dispersion", "p", "named"]
    growth = ["growth", "growth_low", "growth_high"]
    if mine.empty:
        return pd.DataFrame(columns=[*names, *growth])
    rows = rows[rows["manager"].isin(mine.index)]
    drawn = shrunk(mine["ratio"].to_numpy(), mine["error"].to_numpy() ** 2)
    drawn.index = mine.index
    told = drawn.rename(columns={"value": "shrunk"})[names[:3]]
    plain = (mine["ratio"] - 1) / mine["error"]
    told["dispersion"] = max(1.0, dispersion(plain.to_numpy()))
    told["z"] = plain / np.sqrt(told["dispersion"])
    told["p"] = false_discovery(chances(rows, mine.index, rules.seed))
    told["named"] = (told["p"] <= rules.p_below) & (told["z"] > Z95) & (told["low"] > 1)
    told[growth] = _growth(rows)
    return told


def dispersion(z: np.ndarray) -> float:
    """How much more than luck groups differ: mean square of z, its ends drawn in.

    >>> dispersion(np.array([-1.0, 1.0, -1.0, 1.0]))
    1.0
    """
    low, high = np.quantile(z, (WINSORISED, 1 - WINSORISED))
    return float((np.clip(z, low, high) ** 2).mean())


def chances(rows: pd.DataFrame, names: pd.Index, seed: int) -> np.ndarray:
    """Chance of losses as far from the expected ones, for each manager, when all are alike.

    Customers with all their rows at one manager are dealt out anew within cells of like ones.

    Returns
    -------
    One p-value (0–1) per manager, as many rounds as :func:`compare.dealt_anew` has.
    """
    level = rows["lost"].sum() / rows["chance"].sum()
    away = rows["lost"] - level * rows["chance"]
    luck = rows["chance"] * (1 - rows["chance"])
    blocks = pd.DataFrame({"who": rows["who"], "manager": rows["manager"], "cell": rows["cell"],
                           "away": away, "luck": luck})  # fmt: skip
    sums = blocks.groupby(["who", "manager"], sort=True).agg(
        away=("away", "sum"), luck=("luck", "sum"), cell=("cell", "first")
    )
    label = names.get_indexer(sums.index.get_level_values("manager"))
    weights = sums["away"].to_numpy(), sums["luck"].to_numpy()

    def apart(dealt: np.ndarray) -> np.ndarray:
        away, luck = (np.bincount(dealt, w, minlength=len(names)) for w in weights)
        return np.abs(away) / np.sqrt(np.maximum(luck, 1e-9))

    deals = dealt_anew(label, sums["cell"].to_numpy(), seed=seed)
    drawn = np.array([apart(dealt) for dealt in deals])
    return np.array([chance_of(x, drawn[:, k]) for k, x in enumerate(apart(label))], float)


def _growth(rows: pd.DataFrame) -> pd.DataFrame:
    """Net sales of the half-year after, over those that like customers had, by manager."""
    by = [rows["cutoff"], rows["cell"]]
    whole = rows.groupby(by)[["before", "after"]].transform("sum")
    pace = (whole["after"] / whole["before"]).where(whole["before"] > 0, 0.0)
    foreseen = rows["before"] * pace
    sums = pd.DataFrame({"after": rows["after"], "foreseen": foreseen})
    each = sums.groupby([rows["manager"], rows["who"]]).sum()
    total = each.groupby("manager").sum()
    ratio = total["after"] / total["foreseen"].where(total["foreseen"] > 0)
    away = each["after"] - each["foreseen"] * ratio.reindex(each.index, level="manager")
    error = np.sqrt((away**2).groupby("manager").sum()) / total["foreseen"]
    return pd.DataFrame(
        {"growth": ratio, "growth_low": ratio - Z95 * error, "growth_high": ratio + Z95 * error}
    )
