"""How long does a customer usually pause, and which pause is long?

The gaps of each customer give its usual gap, drawn towards that of the base where it has few.
"""

from typing import NamedTuple

import pandas as pd


class Pauses(NamedTuple):
    """Gaps between purchases, and what is usual.

    ``gaps`` has one row per gap: ``item``, ``gap`` (days), ``sum`` and ``count`` of the item's
    own. ``times``, in their order, is each gap in multiples of what its item's other gaps make
    usual. ``usual`` and ``longest`` are days by item.
    """

    gaps: pd.DataFrame
    times: pd.Series
    usual: pd.Series
    longest: pd.Series


def pauses(days: pd.DataFrame, *, quantile: float, prior_gaps: int) -> Pauses | None:
    """Usual and longest usual pause of everybody who came back; None where nobody did.

    Parameters
    ----------
    days
        Purchases, ordered by customer and day: ``item``, ``date``.
    quantile
        Of the customer's own gaps: a longer silence is out of habit (0–1).
    prior_gaps
        Weight of the base's habit, in gaps.

    Returns
    -------
    Days by item, and the gaps that they were counted from.
    """
    gaps = _gaps(days)
    if gaps.empty:
        return None
    own = gaps.groupby("item")["gap"].agg(["sum", "count"])
    weight = prior_gaps * float((own["sum"] / own["count"]).mean())
    usual = (own["sum"] + weight) / (own["count"] + prior_gaps)
    others = gaps["sum"] - gaps["gap"] + weight, gaps["count"] - 1 + prior_gaps
    times = gaps["gap"] * others[1] / others[0]
    # drawn towards what the shape of everybody's gaps makes of the usual one
    long, base = gaps.groupby("item")["gap"].quantile(quantile), times.quantile(quantile) * usual
    longest = (own["count"] * long + prior_gaps * base) / (own["count"] + prior_gaps)
    return Pauses(gaps, times, usual, longest)


def _gaps(days: pd.DataFrame) -> pd.DataFrame:
    same = days["item"].eq(days["item"].shift())
    gap = days["date"].diff().dt.days[same].astype(float)
    gaps = pd.DataFrame({"item": days.loc[same, "item"], "gap": gap}).reset_index(drop=True)
    own = gaps.groupby("item")["gap"]
    return gaps.assign(sum=own.transform("sum"), count=own.transform("count"))
