"""At which stage of the journey does each customer stand at the end of a quarter?

Stages are disjoint, and told from records alone. Who has bought twice and is in time *repeats*;
who has also recommended the company within a year is an *advocate*. A single purchase is the
*first* one for two quarters, or until a durable good may be bought again. Late for the own habit
or silent beyond the horizon is *leaving*, and *lost* whoever is gone. Before the first purchase
stand leads.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from helpers.analysis.definitions.ladder import BETWEEN
from helpers.language import N_
from helpers.periods import add_months, last_complete_month, month_end, year_before

CONTACT, CHOOSING = N_("first contact"), N_("choosing")
FIRST, REPEAT, ADVOCATE = N_("first purchase"), N_("repeat"), N_("advocate")
LEAVING, LOST = N_("leaving"), N_("lost")
STAGES = (CONTACT, CHOOSING, FIRST, REPEAT, ADVOCATE, LEAVING, LOST)
BOUGHT = STAGES[2:]
NEVER = N_("did not buy")  # where leads go that are lost, or stood for too long
QUARTER = 3  # months
NEW_QUARTERS = 2  # a single purchase is the first one for so long
COLUMNS = ["who", "stage"]


def quarter_ends(first: pd.Timestamp, as_of: pd.Timestamp, *, most: int) -> list[pd.Timestamp]:
    """Ends of the last whole quarters, up to ``most``; a year of records stands before each.

    >>> [str(day.date()) for day in quarter_ends(
    ...     pd.Timestamp("2024-01-01"), pd.Timestamp("2025-08-31"), most=8)]
    ['2024-12-31', '2025-03-31', '2025-06-30']
    """
    last = min(month_end(last_complete_month(as_of)), as_of)
    ends = pd.date_range(first, month_end(last), freq="QE")
    day = pd.Timedelta(days=1)
    return [min(end, as_of) for end in ends if year_before(end) + day >= first][-most:]


def customers_at(
    placed: pd.DataFrame,
    days: pd.DataFrame,
    referrers: Iterable[str],
    *,
    end: pd.Timestamp,
) -> pd.DataFrame:
    """Stage of everybody who has bought by the end of a quarter.

    Parameters
    ----------
    placed
        As :func:`ladder.placed` on that day.
    days
        Purchases of any kind up to that day: ``item``, ``date``.
    referrers
        Customers who recommended the company in the year before.

    Returns
    -------
    One row per customer: ``who``, ``stage`` (one of ``BOUGHT``).
    """
    by = days.groupby(days["item"].astype("str"))["date"].agg(["size", "min"])
    step = placed["step"].reindex(by.index)
    once = by["size"].eq(1)
    fresh = by["min"] > add_months(end, -QUARTER * NEW_QUARTERS)
    in_time = step.isin(["in_rhythm", BETWEEN])
    stage = np.select(
        [step.eq("gone"), once & (fresh | step.eq(BETWEEN)), once | ~in_time,
         by.index.isin(set(referrers))],
        [LOST, FIRST, LEAVING, ADVOCATE],
        REPEAT,
    )  # fmt: skip
    return pd.DataFrame({"who": by.index, "stage": stage})


def leads_at(
    leads: pd.DataFrame, prospect: pd.Series, *, end: pd.Timestamp, patience: int
) -> pd.DataFrame:
    """Stage of the leads that had not bought by the end of a quarter.

    Parameters
    ----------
    leads
        As in :class:`~helpers.analysis.funnel.stages.Ways`.
    prospect
        Day on which each became a prospect, with the same rows.
    patience
        Days after which a lead that has not bought is not on the journey any more.

    Returns
    -------
    One row per lead still on the way: ``who``, ``stage`` (first contact or choosing).
    """
    begun = leads["begun"] <= end
    open_still = ~(leads["sold"] <= end) & ~(leads["lost"] <= end)
    young = leads["begun"] > end - pd.Timedelta(days=patience)
    kept = begun & open_still & young
    stage = np.where(prospect.to_numpy() <= np.datetime64(end), CHOOSING, CONTACT)
    return pd.DataFrame({"who": leads.loc[kept, "lead"], "stage": stage[kept]})
