"""What did the calls of earlier sessions change, against those who were left alone by lot?

Only those of the control group count who would have been called: the list took the first by
their gain, and so does the comparison.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.winback.call_list import LEAVES, LEFT
from helpers.estimates import Estimate, ratio_of_shares, share
from helpers.settings import PlanSettings

COLUMNS = ["customer", "day", "kind", "group", "called", "bought", "chance", "at_stake",
           "expected_gain", "silent_days"]  # fmt: skip


class Effect(NamedTuple):
    """What calls of one ``kind`` changed.

    ``chance``: of those who would leave, the share that a call keeps; of those who had left, the
    share that came back when called. ``called``, ``control``: customers; ``with_call`` and
    ``without``: shares of them that bought. ``why_not``: a key of ``REASONS``; empty where it
    could be measured.
    """

    kind: str
    called: int
    control: int
    with_call: float
    without: float
    chance: Estimate | None = None
    why_not: str = ""


def outcomes(
    calls: pd.DataFrame, bought: pd.DataFrame, made: pd.DataFrame | None, *,
    day: pd.Timestamp, as_of: pd.Timestamp,
) -> pd.DataFrame:  # fmt: skip
    """What became of the customers of one list of calls within its horizon.

    Parameters
    ----------
    calls
        As the session remembers them: :func:`call_list.call_list`.
    bought, made
        Purchases and calls: ``customer``, ``date``; None where no calls were brought.
    day
        Day of the session. A list whose horizon has not passed by ``as_of`` is not counted yet.

    Returns
    -------
    One row per customer who was called, or would have been and was left alone: ``COLUMNS``, with
    ``called`` (yes or no; as the list says where no calls were brought) and ``bought``.
    """
    due = day + pd.to_timedelta(calls["horizon_days"], unit="D")
    listed = calls["group"] == "called"
    border = calls.loc[listed, "expected_gain"].min()
    drawn = (calls["group"] == "control") & (calls["expected_gain"] >= border)
    rows = calls[(listed | drawn) & (due <= as_of)]
    if rows.empty:
        return pd.DataFrame(columns=COLUMNS)
    ends = pd.Series(due[rows.index].to_numpy(), index=rows["customer"])
    within = {"day": day, "ends": ends}
    called = listed[rows.index] if made is None else _any_of(rows, made, **within)
    return rows.assign(day=day, called=called, bought=_any_of(rows, bought, **within))[COLUMNS]


def _any_of(
    rows: pd.DataFrame, happened: pd.DataFrame, *, day: pd.Timestamp, ends: pd.Series
) -> pd.Series:
    last = happened["customer"].map(ends)
    counts = happened[(happened["date"] > day) & (happened["date"] <= last)]
    return rows["customer"].isin(counts["customer"])


def gathered(lists: list[pd.DataFrame]) -> pd.DataFrame:
    """Outcomes of several lists, each customer once: on the last list that has told."""
    there = [one for one in lists if len(one)]
    rows = pd.concat(there) if there else pd.DataFrame(columns=COLUMNS)
    return rows.drop_duplicates("customer", keep="last", ignore_index=True)


def effect(rows: pd.DataFrame, kind: str, rules: PlanSettings) -> Effect:
    """Effect of a call on customers of one kind.

    With a log of calls, the difference is divided by how much more often those on the list were
    called (Bloom 1984): who was not reached dilutes it.

    Parameters
    ----------
    rows
        As :func:`outcomes` gives them.
    """
    rows = rows[rows["kind"] == kind]
    sides = [rows[rows["group"] == group] for group in ("called", "control")]
    n, m = map(len, sides)
    bought, without = (int(side["bought"].sum()) for side in sides)
    apart = float(sides[0]["called"].mean() - sides[1]["called"].mean()) if n and m else 0.0
    told = Effect(kind, n, m, bought / n if n else np.nan, without / m if m else np.nan)
    if min(n, m) < rules.least_called:
        return told._replace(why_not="few")
    if apart < rules.called_apart:
        return told._replace(why_not="called anyway")
    if kind == LEFT:
        return told._replace(chance=share(bought, n))
    if without == m:
        return told._replace(why_not="nobody left")
    left = ratio_of_shares(n - bought, n, m - without, m)
    kept, low, high = ((1 - x) / apart for x in (left.value, left.high, left.low))
    return told._replace(chance=Estimate(kept, low, min(1.0, high)))


def effects(rows: pd.DataFrame, rules: PlanSettings) -> dict[str, Effect]:
    """Effect of a call on those who may leave, and on those who have left."""
    return {kind: effect(rows, kind, rules) for kind in (LEAVES, LEFT)}


def table(found: dict[str, Effect]) -> pd.DataFrame:
    """Effects as the result table ``calls_measured``.

    Returns
    -------
    One row per kind of customer on earlier lists: ``kind``, ``called``, ``control`` (customers),
    ``with_call``, ``without`` (shares that bought), ``chance``, ``low``, ``high`` (0-1, missing
    where it cannot be measured), ``why_not``.
    """
    ends = ("chance", "low", "high")
    known = [e for e in found.values() if e.called + e.control]
    rows = [
        {**e._asdict(), **dict(zip(ends, e.chance or (np.nan,) * 3, strict=True))} for e in known
    ]
    columns = ["kind", "called", "control", "with_call", "without", "chance", "low", "high",
               "why_not"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)
