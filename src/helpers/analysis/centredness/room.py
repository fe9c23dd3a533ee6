"""Where does the room agree, and where do top and front line see two different companies?

The mean of two camps looks like agreement. So statements are ordered by how far people agree on
them (r_wg; James, Demaree & Wolf 1984), and top and front line are compared exactly: by dealing
out who belongs to the top in every possible way, the largest gap of all statements each time
(Westfall & Young 1993).
"""

from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from helpers.analysis.models.compare import chance_of

POINTS = 5  # of the scale
EVEN = (POINTS**2 - 1) / 12  # variance when every score is as likely as the others
EXACT_UP_TO = 20_000
DRAWS = 5_000
LEAST_SIDE = 3  # people on each side of a gap, and of a group that is shown by itself
COLUMNS = ["statement", "block", "n", "mean", "spread", "agreement", "top", "front", "gap",
           "p_adjusted"]  # fmt: skip


def scores(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Scores of each participant by statement, and the department of each participant.

    Scores outside the scale are left out; of two scores of one person the last counts.

    Returns
    -------
    Table with participants as rows and statements, in their first order, as columns; departments
    by participant, empty where not told.
    """
    known = rows.dropna(subset=["participant", "statement", "score"])
    known = known[known["score"].between(1, POINTS)]
    known = known.drop_duplicates(["participant", "statement"], keep="last")
    grid = known.pivot(index="participant", columns="statement", values="score").astype(float)
    grid = grid[known["statement"].drop_duplicates().tolist()]
    if "department" not in known:
        return grid, pd.Series("", index=grid.index)
    told = known.drop_duplicates("participant").set_index("participant")["department"]
    return grid, told.reindex(grid.index).fillna("").astype("str").str.strip()


def agreement(values: pd.Series | np.ndarray) -> float:
    """How far scores agree: 1 where all are the same, 0 as by chance, below it where two camps are.

    >>> round(agreement([4, 4, 5, 5]), 3), round(agreement([1, 1, 5, 5]), 2)
    (0.833, -1.67)
    """
    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    return float(1 - known.var(ddof=1) / EVEN) if len(known) > 1 else float("nan")


def maturity(grid: pd.DataFrame, is_top: pd.Series, *, seed: int) -> pd.DataFrame:
    """Each statement with its mean, spread and agreement, and the gap of top and front line.

    Parameters
    ----------
    grid
        As :func:`scores`.
    is_top
        Whether each participant belongs to the top.

    Returns
    -------
    The least agreed first: ``statement``, ``n``, ``mean``, ``spread`` (standard deviation),
    ``agreement``, ``top``, ``front`` (means), ``gap``, ``p_adjusted``; the last four missing with
    fewer than three people on a side.
    """
    table = pd.DataFrame(
        {
            "statement": grid.columns,
            "n": grid.notna().sum().to_numpy(),
            "mean": grid.mean().to_numpy(),
            "spread": grid.std().to_numpy(),
            "agreement": [agreement(grid[name]) for name in grid],
        }
    )
    top = is_top.to_numpy(bool)
    table[["top", "front", "gap", "p_adjusted"]] = np.nan
    if min(top.sum(), (~top).sum()) >= LEAST_SIDE:
        values = grid.to_numpy(float)
        table["top"], table["front"] = _means(values, top[None])[0], _means(values, ~top[None])[0]
        table["gap"] = table["top"] - table["front"]
        table["p_adjusted"] = gap_chance(values, top, seed=seed)
    return table.sort_values(["agreement", "statement"], ignore_index=True, na_position="last")


def _means(values: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """Mean of the chosen, one row per choice, one column per statement; missing scores aside."""
    known = ~np.isnan(values)
    many = chosen.astype(float) @ known
    with np.errstate(divide="ignore", invalid="ignore"):
        return (chosen.astype(float) @ np.nan_to_num(values)) / many


def gap_chance(values: np.ndarray, top: np.ndarray, *, seed: int) -> np.ndarray:
    """Chance of so large a gap, either way, somewhere among all statements, if sides were dealt.

    All ways to choose the top are tried where they are no more than ``EXACT_UP_TO``.

    Returns
    -------
    One chance per statement; missing where all gave the same score.
    """
    seen = np.abs(_means(values, top[None]) - _means(values, ~top[None]))[0]
    dealt = ways(len(top), int(top.sum()), seed=seed)
    gaps = np.abs(_means(values, dealt) - _means(values, ~dealt))
    largest = np.nanmax(np.where(np.isnan(gaps), -1.0, gaps), axis=1)
    exact = len(dealt) == comb(len(top), int(top.sum()))
    told = [
        float((largest >= one - 1e-9).mean()) if exact else float(chance_of(one, largest))
        for one in seen
    ]
    return np.where(np.isnan(seen), np.nan, told)


def ways(people: int, chosen: int, *, seed: int) -> np.ndarray:
    """Ways to choose so many people: all of them, or as many as are drawn at random.

    Returns
    -------
    Yes or no: one row per way, one column per person.
    """
    if comb(people, chosen) <= EXACT_UP_TO:
        places = np.array(list(combinations(range(people), chosen)), int)
    else:
        rng = np.random.default_rng(seed)
        places = np.argsort(rng.random((DRAWS, people)), axis=1)[:, :chosen]
    dealt = np.zeros((len(places), people), bool)
    np.put_along_axis(dealt, places.reshape(len(places), chosen), True, axis=1)
    return dealt


def departments(grid: pd.DataFrame, named: pd.Series) -> pd.DataFrame:
    """Mean score of each department; small ones stand together, unnamed.

    As many departments, the smallest first, are put together as it takes for three people: nobody
    can be told from the others by what is left over.

    Returns
    -------
    ``department`` (empty for those put together), ``people``, ``mean``, ``spread`` between its
    people; none at all with fewer than three people.
    """
    each = grid.mean(axis=1)
    size = named[named != ""].value_counts()
    small = set(size.index[size < LEAST_SIDE])
    together = named.isin(small | {""})
    for name in sorted(size.index[size >= LEAST_SIDE], key=lambda name: (size[name], name)):
        if not 0 < together.sum() < LEAST_SIDE:
            break
        together |= named == name
    by = each.groupby(named.mask(together, "")).agg(["size", "mean", "std"]).reset_index()
    by.columns = ["department", "people", "mean", "spread"]
    by = by[by["people"] >= LEAST_SIDE]
    return by.sort_values(["mean", "department"], ascending=[False, True], ignore_index=True)
