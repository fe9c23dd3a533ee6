"""Who is silent for longer than its own habit?

How unusual a silence is, all customers' history tells: how often did a customer stay
silent so many times its usual gap, and come back?
"""

import numpy as np
import pandas as pd

from helpers.analysis.definitions.activity import named
from helpers.analysis.definitions.pauses import pauses

# customers with few gaps are compared with each other: their usual gap is known less well
FEW_GAPS = (4, 10)


def silences(
    days: pd.DataFrame,
    *,
    as_of: pd.Timestamp,
    since: pd.Timestamp,
    quantile: float,
    prior_gaps: int,
    least_purchases: int,
) -> pd.DataFrame:
    """Silence of each customer against its habit.

    Parameters
    ----------
    days
        Purchases, ordered by customer and day: ``item``, ``date``.
    since
        Customers without a purchase from this day on left long ago and are not judged.
    quantile
        Of the customer's own gaps: a longer silence is out of habit (0–1).
    prior_gaps
        Weight of the base's habit, in gaps.
    least_purchases
        Purchases under which a customer has no habit yet.

    Returns
    -------
    ``customer``, ``usual`` (gap, days), ``base`` (longest usual silence, days), ``recent``
    (silence now, days), ``change``, ``p`` (share of silent days in the history of such customers
    that lay as deep in a silence, before they came back; not corrected).
    """
    number, items = named(days["item"])
    days = days.assign(item=number)
    known = pauses(days, quantile=quantile, prior_gaps=prior_gaps)
    if known is None:
        return pd.DataFrame(columns=["customer", "usual", "base", "recent", "change", "p"])
    count = known.gaps.groupby("item")["gap"].size()
    last = days.groupby("item")["date"].max().reindex(known.usual.index)
    silent = (as_of - last).dt.days.astype(float)
    p = _come_back_p(silent / known.usual, count, known.times, known.gaps["count"])
    change = silent / known.longest - 1
    habit = {"usual": known.usual, "base": known.longest}
    table = pd.DataFrame({**habit, "recent": silent, "change": change, "p": p})
    judged = (last >= since) & (count + 1 >= least_purchases)
    table = table[judged].rename_axis("customer").reset_index()
    return table.assign(customer=items[table["customer"]].astype("str"))


def _come_back_p(
    silence: pd.Series, count: pd.Series, times: pd.Series, times_count: pd.Series
) -> np.ndarray:
    """Share of silent time that lay deeper in a silence, among customers with as many gaps.

    Every customer weighs the same, however many gaps it has. One gap's worth is added, so
    that a silence that nobody ever had is rare but not impossible.
    """
    p = np.ones(len(silence))
    group, gap_group = (np.digitize(n, FEW_GAPS) for n in (count, times_count))
    for number in range(len(FEW_GAPS) + 1):
        here, there = group == number, gap_group == number
        if not there.any():
            continue
        order = np.sort(times[there].to_numpy())
        weight = (1 / times_count[there].to_numpy())[np.argsort(times[there].to_numpy())]
        above_weight = np.append(np.cumsum(weight[::-1])[::-1], 0.0)
        above_sum = np.append(np.cumsum((weight * order)[::-1])[::-1], 0.0)
        now = silence[here].to_numpy()
        place = np.searchsorted(order, now)
        beyond = above_sum[place] - now * above_weight[place]
        one = weight.mean() * np.average(order, weights=weight)
        p[here] = (beyond + one) / (above_sum[0] + one)
    return p
