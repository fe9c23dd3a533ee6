"""How long does a customer wait for an answer?

A request that is still open is not thrown away: it has waited at least so long (Kaplan & Meier
1958). One that is younger than a limit has not broken it yet.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.commitments.working_hours import hours_between
from helpers.analysis.models.survival import happened_by, kaplan_meier, median_time
from helpers.estimates import Estimate
from helpers.periods import (
    MONTHS_OF_YEAR,
    add_months,
    last_complete_month,
    month_end,
    month_start,
)
from helpers.settings import CommitmentSettings

PARTS = (10, 13, 16)  # hours at which the parts of a working day begin
GROUPS = ["employee", "channel", "part"]
TIMES = [*GROUPS, "requests", "median_hours", "low", "high", "never",
         "within", "within_low", "within_high"]  # fmt: skip


class Answers(NamedTuple):
    """Requests of the months that count.

    ``rows``: ``received``, ``hours`` (waited, or watched so far), ``answered`` (yes/no), ``never``
    (open for longer than anybody still answers), ``week``, ``part`` (of the day in which it came),
    and ``employee``, ``channel`` where brought. ``months``: first days of the whole months that
    they came in. ``turned``: requests answered before they came, which are left out. ``by_day``:
    the clock was not written down, only the day.
    """

    rows: pd.DataFrame
    months: list[pd.Timestamp]
    turned: int = 0
    by_day: bool = False


def answers(
    requests: pd.DataFrame, *, as_of: pd.Timestamp, rules: CommitmentSettings
) -> Answers | None:
    """Requests of the last whole months, twelve at most, with how long each has waited.

    Parameters
    ----------
    requests
        ``received``, ``answered``; ``employee`` and ``channel`` where brought.
    as_of
        Last day that is known: what was answered later is still open.

    Returns
    -------
    None where there are too few.
    """
    ends = pd.Timestamp(as_of).normalize() + pd.Timedelta(days=1)
    rows = requests.dropna(subset="received")
    months = _months(rows["received"], as_of)
    if not months:
        return None
    last = month_end(months[-1]) + pd.Timedelta(days=1)
    rows = rows[(rows["received"] >= months[0]) & (rows["received"] < min(last, ends))]
    known = rows["answered"].where(rows["answered"] < ends)
    turned = known < rows["received"]
    rows, known = rows[~turned], known[~turned]
    if len(rows) < rules.least_requests:
        return None
    hour = rows["received"].dt.hour
    made = rows.assign(
        answered=known.notna(),
        hours=hours_between(rows["received"], known.fillna(ends), rules),
        never=known.isna() & (rows["received"] < ends - pd.Timedelta(days=rules.never_days)),
        week=(rows["received"] - months[0]).dt.days // 7,
        part=np.searchsorted(PARTS, hour, side="right"),
    )
    by_day = bool((rows["received"].dt.normalize() == rows["received"]).all())
    return Answers(made.reset_index(drop=True), months, int(turned.sum()), by_day)


def _months(received: pd.Series, as_of: pd.Timestamp) -> list[pd.Timestamp]:
    """Whole months up to ``as_of`` in which requests were written down, twelve at most."""
    if received.empty:
        return []
    last = last_complete_month(pd.Timestamp(as_of))
    first = max(month_start(received.min()), add_months(last, 1 - MONTHS_OF_YEAR))
    return list(pd.date_range(first, last, freq="MS"))


def breaks(rows: pd.DataFrame, limit: float) -> pd.Series:
    """Whether each request has broken a promise of so many hours; one younger has not.

    Returns
    -------
    Yes or no, one per row.
    """
    return rows["hours"] > limit


def response_times(found: Answers, rules: CommitmentSettings, *, limit: float) -> pd.DataFrame:
    """Waits of all requests, by channel, by part of the day, by employee, and by both.

    Parameters
    ----------
    limit
        Hours that are promised.

    Returns
    -------
    One row per group of at least ``least_employee`` requests: ``employee``, ``channel``, ``part``
    (missing where the row is of all), ``requests``, ``median_hours`` with ``low`` and ``high``
    (infinite where half of them have not been answered), ``never`` (share), ``within`` the limit
    (share, 0–1) with ``within_low`` and ``within_high``.
    """
    cuts: list[list[str]] = [[], ["channel"], ["part"], ["employee"], ["employee", "channel"]]
    told = []
    for cut in cuts:
        if not set(cut) <= set(found.rows.columns):
            continue
        groups = found.rows.groupby(cut, sort=True) if cut else [((), found.rows)]
        for names, rows in groups:
            if not cut or len(rows) >= rules.least_employee:
                named = dict(zip(cut, names, strict=True))
                told.append([*(named.get(g) for g in GROUPS), *_waits(rows, limit)])
    return pd.DataFrame(told, columns=TIMES)


def _waits(rows: pd.DataFrame, limit: float) -> list[float]:
    curve = kaplan_meier(rows["hours"].to_numpy(), rows["answered"].to_numpy(bool))
    return [len(rows), *median_time(curve), rows["never"].mean(), *happened_by(curve, limit)]


def all_of_them(times: pd.DataFrame) -> pd.Series:
    """Row of all requests.

    Returns
    -------
    A row of :func:`response_times`.
    """
    return times[times[GROUPS].isna().all(axis=1)].iloc[0]


def median_of(row: pd.Series) -> Estimate:
    """Median wait of a row of :func:`response_times`, in hours.

    Returns
    -------
    Hours with their ends; infinite where half of them have not been answered.
    """
    return Estimate(row["median_hours"], row["low"], row["high"])
