"""Did customers get what they had expected, for what they had expected to pay, and where not?"""

import pandas as pd

from helpers.analysis.definitions.answers import DISAPPOINTED, STATES, TWICE, states
from helpers.estimates import share
from helpers.given import when_given

WORSE = (DISAPPOINTED, TWICE)
COLUMNS = ["touchpoint", "state", "customers", "share", "low", "high", "judged"]


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
