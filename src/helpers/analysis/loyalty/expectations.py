"""Did customers get what they had expected, for what they had expected to pay, and where not?

Value and cost stand against what was expected, 1 being as expected, within a band. Both worse is a
disappointment twice; more for more and less for less is decided by value over cost (after
Oliver 1980).
"""

import numpy as np
import pandas as pd

from helpers.estimates import share
from helpers.given import when_given
from helpers.language import N_

DELIGHTED, PLEASED, SATISFIED, EVEN, DISAPPOINTED, TWICE = STATES = (
    N_("delighted"), N_("pleased"), N_("as expected"), N_("evened out"), N_("disappointed"),
    N_("disappointed twice"),
)  # fmt: skip
WORSE = (DISAPPOINTED, TWICE)
COLUMNS = ["touchpoint", "state", "customers", "share", "low", "high", "judged"]


def states(value: np.ndarray, cost: np.ndarray, *, band: float) -> np.ndarray:
    """One of ``STATES`` for each pair of value and cost against what was expected.

    >>> states(np.array([1.0, 1.3, 0.8]), np.array([1.0, 0.8, 1.3]), band=0.05).tolist()
    ['as expected', 'delighted', 'disappointed twice']
    """
    v, c = _side(value, band), _side(cost, band)
    ratio = _side(np.asarray(value, float) / np.maximum(np.asarray(cost, float), 1e-9), band)
    same = (v == c) & (v != 0)
    return np.select(
        [
            (v > 0) & (c < 0),
            (v < 0) & (c > 0),
            same & (ratio == 0),
            (v == 0) & (c == 0),
            np.where(same, ratio, v - c) > 0,
        ],
        [DELIGHTED, TWICE, EVEN, SATISFIED, PLEASED],
        DISAPPOINTED,
    )


def _side(number: np.ndarray, band: float) -> np.ndarray:
    """1 above what was expected, −1 below, 0 within the band."""
    away = np.asarray(number, float) - 1
    return np.where(np.abs(away) <= band + 1e-9, 0, np.sign(away)).astype(int)


def last_answers(rows: pd.DataFrame, *, as_of: pd.Timestamp, band: float) -> pd.DataFrame:
    """Last answer of each customer at each place, with its state.

    Parameters
    ----------
    rows
        ``customer``, ``date``, ``value``, ``cost``, and ``touchpoint`` where brought.

    Returns
    -------
    ``customer``, ``touchpoint`` (empty where not brought), ``state``.
    """
    known = rows.dropna(subset=["customer", "value", "cost"])
    known = known[known["date"] <= as_of].sort_values(["date", "customer"], kind="stable")
    place = known["touchpoint"].fillna("") if "touchpoint" in known else ""
    last = known.assign(touchpoint=place).drop_duplicates(["customer", "touchpoint"], keep="last")
    state = states(last["value"].to_numpy(), last["cost"].to_numpy(), band=band)
    return last[["customer", "touchpoint"]].assign(state=state).reset_index(drop=True)


@when_given
def by_place(answers: pd.DataFrame, *, least: int) -> pd.DataFrame:
    """Share of each state at each place, the place with most disappointment first.

    Returns
    -------
    ``COLUMNS``: all six states of each place, with Wilson's interval.
    """
    rows = []
    for place, group in answers.groupby("touchpoint"):
        for state in STATES:
            hits = int((group["state"] == state).sum())
            rows.append((place, state, hits, *share(hits, len(group)), len(group) >= least))
    table = pd.DataFrame(rows, columns=COLUMNS)
    worse = table["share"].where(table["state"].isin(WORSE), 0.0)
    order = worse.groupby(table["touchpoint"]).transform("sum")
    nth = table["state"].map({state: nth for nth, state in enumerate(STATES)})
    table = table.assign(_worse=order, _nth=nth)
    by = ["_worse", "touchpoint", "_nth"]
    return table.sort_values(by, ascending=[False, True, True], ignore_index=True)[COLUMNS]


@when_given
def disappointed(answers: pd.DataFrame, *, least: int) -> pd.DataFrame:
    """Share of disappointed customers of each place that may be judged, the most first.

    Returns
    -------
    ``touchpoint``, ``customers`` (asked there), ``share``, ``low``, ``high``.
    """
    rows = []
    for place, group in answers.groupby("touchpoint"):
        if place and len(group) >= least:
            hits = int(group["state"].isin(WORSE).sum())
            rows.append((place, len(group), *share(hits, len(group))))
    table = pd.DataFrame(rows, columns=["touchpoint", "customers", "share", "low", "high"])
    order = ["share", "touchpoint"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)
