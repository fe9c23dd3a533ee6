"""Do customers come back less often after a deal that went wrong, touchpoint by touchpoint?

Nobody drew by lot whose deal went wrong: a difference goes together with the failure, and is no
proof that it comes from it. So only like is compared with like: customers of the same third by
value, with as many purchases before, of the same segment.
"""

import numpy as np
import pandas as pd

from helpers.analysis.models import compare
from helpers.estimates import false_discovery
from helpers.periods import year_before

CELLS = ["third", "before", "segment"]
BEFORE_FROM = (2, 4)  # purchases so far: 1, 2–3, 4 and more
LEAST_SIDE = 5  # forms that failed, and that passed, without which nothing is compared
COLUMNS = ["touchpoint", "forms", "failed", "compared", "difference", "low", "high", "p",
           "p_adjusted", "judged"]  # fmt: skip


def followed(
    forms: pd.DataFrame, days: pd.DataFrame, segment: pd.Series, *, as_of: pd.Timestamp,
    horizon: int,
) -> pd.DataFrame:  # fmt: skip
    """Forms old enough to see whether their customer came back, and what customer that was.

    Parameters
    ----------
    forms
        As :func:`definitions.answers.forms`, with ``customer`` and ``touchpoint``.
    days
        Purchases up to ``as_of``: ``item``, ``date``, ``amount``.
    segment
        Segment by customer.
    horizon
        Days after the answer within which a customer comes back, or has left.

    Returns
    -------
    Rows of ``forms`` with ``away`` (no purchase within the horizon), ``third`` (0–2, by net sales
    of the year before among the forms of the touchpoint), ``before`` (0–2, by purchases so far),
    ``segment``.
    """
    known = forms.dropna(subset=["customer", "touchpoint"])
    known = known[known["date"] + pd.Timedelta(days=horizon) <= as_of].reset_index(drop=True)
    seen = _seen(known, days, horizon)
    known = known.assign(
        away=seen["after"].to_numpy() == 0,
        before=np.searchsorted(BEFORE_FROM, seen["so_far"], side="right"),
        segment=known["customer"].map(segment).astype("object").fillna("").astype("str"),
    )
    order = seen["value"].groupby(known["touchpoint"]).rank(method="first", pct=True)
    return known.assign(third=np.minimum((order * 3).to_numpy().astype(int), 2))


def _seen(forms: pd.DataFrame, days: pd.DataFrame, horizon: int) -> pd.DataFrame:
    """Purchases of the customer of each form: so far, after it, and their money in the year."""
    rows = forms[["customer", "date"]].rename_axis("form").reset_index()
    by = rows.merge(
        days.rename(columns={"item": "customer", "date": "day"}).astype({"customer": "str"}),
        on="customer",
    )
    ago = (by["day"] - by["date"]).dt.days
    in_year = (ago <= 0) & (by["day"] > year_before(by["date"]))
    by = by.assign(
        so_far=ago <= 0, after=(ago > 0) & (ago <= horizon), value=by["amount"].where(in_year, 0.0)
    )
    sums = by.groupby("form")[["so_far", "after", "value"]].sum()
    return sums.reindex(forms.index).fillna(0)


def effects(
    rows: pd.DataFrame, *, least: int, seed: int, draws: int = compare.DRAWS,
    rounds: int = compare.ROUNDS,
) -> pd.DataFrame:  # fmt: skip
    """How much more often customers stay away after a failed form, by touchpoint.

    Parameters
    ----------
    rows
        As :func:`followed`.
    least
        Forms of a touchpoint below which it is not judged.

    Returns
    -------
    One row per touchpoint, by name: ``touchpoint``, ``forms``, ``failed``, ``compared`` (failed
    forms with their like), ``difference`` in the share that stays away (standardised to the
    failed) with ``low``, ``high`` (whole customers drawn), ``p`` (failures dealt out anew among
    like customers), ``p_adjusted`` (all touchpoints one family), ``judged``.
    """
    told = [
        (name, *_effect(mine, least=least, seed=seed, draws=draws, rounds=rounds))
        for name, mine in rows.groupby("touchpoint", sort=True)
    ]
    table = pd.DataFrame(told, columns=[c for c in COLUMNS if c != "p_adjusted"])
    return table.assign(p_adjusted=false_discovery(table["p"].astype(float)))[COLUMNS]


def _effect(
    mine: pd.DataFrame, *, least: int, seed: int, draws: int, rounds: int
) -> tuple[int, int, int, float, float, float, float, bool]:
    failed = mine["failed"].to_numpy(bool)
    sides = min(failed.sum(), (~failed).sum())
    if len(mine) < least or sides < LEAST_SIDE:
        return (len(mine), int(failed.sum()), 0, np.nan, np.nan, np.nan, np.nan, False)
    found = compare.standardised_difference(
        mine.assign(away=mine["away"].astype(float)), outcome="away", exposed="failed",
        cells=CELLS, unit="customer", draws=draws, seed=seed,
    )  # fmt: skip
    enough = min(found.matched, found.others) >= LEAST_SIDE
    p = _chance(mine, failed, seed=seed, rounds=rounds) if enough else np.nan
    value, low, high = found.estimate if enough else (np.nan,) * 3
    return (len(mine), int(failed.sum()), found.matched, value, low, high, p, enough)


def _chance(mine: pd.DataFrame, failed: np.ndarray, *, seed: int, rounds: int) -> float:
    """Share of rounds, failures dealt out anew among like customers, with as large a difference.

    Only staying away more often is a tear, so the test has one side.
    """
    cell = mine.groupby(CELLS, sort=True).ngroup().to_numpy()
    away = mine["away"].to_numpy(float)
    seen = _apart(cell, failed, away)
    dealt = compare.dealt_anew(failed, cell, seed=seed, rounds=rounds)
    chance = np.array([_apart(cell, labels, away) for labels in dealt])
    return float(compare.chance_of(seen, chance))


def _apart(cell: np.ndarray, failed: np.ndarray, away: np.ndarray) -> float:
    """Difference of the failed from the others of their cells, each cell by its failed."""
    size = cell.max() + 1
    many = np.bincount(cell[failed], minlength=size), np.bincount(cell[~failed], minlength=size)
    both = (many[0] > 0) & (many[1] > 0)
    left = [np.bincount(cell[s], weights=away[s], minlength=size) for s in (failed, ~failed)]
    rates = left[0][both] / many[0][both] - left[1][both] / many[1][both]
    return float((many[0][both] * rates).sum() / many[0][both].sum())
