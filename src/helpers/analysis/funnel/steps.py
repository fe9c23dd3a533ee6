"""How many pass each step in the time that a step takes, and how long do they stand before it?

A step is given so many days: those in which nearly all that ever finish it have finished it. A
lead counts once it has had them; a month of leads is mature once all of them have.
"""

import numpy as np
import pandas as pd

from helpers.analysis.funnel.stages import CLIENT, SOLD, STAGES, Ways
from helpers.analysis.models.survival import kaplan_meier, median_time
from helpers.estimates import share
from helpers.periods import YEAR

STEPS = (*zip(STAGES, (*STAGES[1:], CLIENT), strict=True),)
WHOLE = (STAGES[0], SOLD)  # the whole way to the first purchase
NOBODY = pd.DataFrame(columns=["stage", "leads", "share"])
FUNNEL = ["entered", "passed", "rate", "low", "high", "median_days", "mature"]


def key(step: tuple[str, str]) -> str:
    """Name of a step in a table: from where to where."""
    return f"{step[0]} → {step[1]}"


def days_given(way: Ways, *, quantile: float) -> dict[tuple[str, str], int]:
    """Days that each step is given: in so many, this share of the finished ones were finished.

    Returns
    -------
    Days by step, without the steps that nobody finished; the step to a client has a year.
    """
    given = {}
    for step in (*STEPS[:-1], WHOLE):
        told = way.recorded[step[0]] & way.recorded[step[1]]
        took = (way.reached[step[1]] - way.reached[step[0]])[told].dt.days
        if len(took):
            given[step] = max(1, int(np.ceil(took.quantile(quantile))))
    return given | {STEPS[-1]: YEAR}


def tried(way: Ways, again: pd.Series, given: dict[tuple[str, str], int]) -> pd.DataFrame:
    """Every lead before every step that it came to.

    Parameters
    ----------
    again
        Day on which each lead's customer had become a client, in the order of the leads.
    given
        As :func:`days_given`.

    Returns
    -------
    One row per lead and step: ``lead``, ``cohort``, ``channel``, ``manager``, ``step``, ``told``
    (old enough), ``passed`` (in the days given), ``mature`` (so is all of its month), ``days`` and
    ``left`` (how long it stood there, and whether it has gone on or was lost; days are missing
    where the log does not have the day it came).
    """
    days = {**way.reached, CLIENT: pd.Series(again.to_numpy(), index=way.reached.index)}
    return pd.concat(
        [_tried(way, step, days, span, _ripe(way, step, given)) for step, span in given.items()],
        ignore_index=True,
    )


def _ripe(way: Ways, step: tuple[str, str], given: dict[tuple[str, str], int]) -> pd.Series:
    """Whether all leads of a lead's month have had the time for this step and those before it."""
    before = [given.get(s, 0) for s in STEPS[: STEPS.index(step) + 1]] if step in STEPS else []
    wait = sum(before) if before else given[step]
    end = way.leads["cohort"] + pd.offsets.MonthEnd(0)
    return end + pd.Timedelta(days=wait) <= way.as_of


def _tried(
    way: Ways, step: tuple[str, str], days: dict[str, pd.Series], span: int, ripe: pd.Series
) -> pd.DataFrame:
    came = days[step[0]].reset_index(drop=True)
    went = days[step[1]].reset_index(drop=True)
    took = (went - came).dt.days
    lost = way.leads["lost"].where(way.leads["lost"] >= came)
    gone = np.fmin(went.to_numpy(), lost.to_numpy())
    left = pd.Series(gone).notna()
    stood = (pd.Series(gone).fillna(way.as_of) - came).dt.days
    table = way.leads[["lead", "cohort", "channel", "manager"]].assign(
        step=key(step),
        told=came + pd.Timedelta(days=span) <= way.as_of,
        passed=took <= span,
        mature=ripe,
        days=stood.where(way.recorded[step[0]].to_numpy()),
        left=left,
    )
    return table[came.notna()]


def funnel(rows: pd.DataFrame, by: str | None = None) -> pd.DataFrame:
    """Conversion of each step, of all or by group.

    Parameters
    ----------
    rows
        As :func:`tried`.
    by
        ``cohort``, ``channel`` or ``manager``.

    Returns
    -------
    One row per group and step: ``step``, ``entered`` (old enough to tell), ``passed`` (in the days
    given), ``rate``, ``low``, ``high`` (0–1), ``median_days`` (Kaplan–Meier; missing where fewer
    than half have gone on), ``mature`` (all leads of all its months were old enough).
    """
    keys = [by, "step"] if by else ["step"]
    order = {key(step): n for n, step in enumerate((*STEPS, WHOLE))}
    groups = rows.groupby(keys, sort=False, dropna=True)
    table = pd.DataFrame(
        [(*(name if isinstance(name, tuple) else (name,)), *_rate(part)) for name, part in groups],
        columns=[*keys, *FUNNEL],
    )
    place = table["step"].map(order)
    return (
        table.assign(_place=place)
        .sort_values([*keys[:-1], "_place"], ignore_index=True)
        .drop(columns="_place")
    )


def _rate(part: pd.DataFrame) -> tuple[float, ...]:
    told = part["told"].to_numpy()
    passed = int((part["passed"].to_numpy() & told).sum())
    known = part.dropna(subset="days")
    half = median_time(kaplan_meier(known["days"], known["left"])).value
    middle = half if np.isfinite(half) else np.nan
    return (
        int(told.sum()),
        passed,
        *share(passed, int(told.sum())),
        middle,
        bool(part["mature"].all()),
    )


def mature(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the months all of whose leads were old enough for the step."""
    return rows[rows["mature"]]


def stood_at(way: Ways, given: dict[tuple[str, str], int]) -> pd.DataFrame:
    """How far the leads of mature months had come when the days of the whole way were over.

    Returns
    -------
    One row per stage: ``stage``, ``leads`` that had come to it, ``share`` (0–1) of all. Without
    rows where nobody has come the whole way.
    """
    if WHOLE not in given:
        return NOBODY
    days = way.reached[_ripe(way, WHOLE, given).to_numpy()]
    took = days.sub(days[WHOLE[0]], axis=0)
    leads = (took <= pd.Timedelta(days=given[WHOLE])).sum()
    share_of = leads / max(len(days), 1)
    return pd.DataFrame({"stage": [*leads.index], "leads": leads.to_numpy(), "share": [*share_of]})
