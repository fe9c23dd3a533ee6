"""Who is silent for longer than its own habit?

The gaps of each customer give its usual gap, drawn towards that of the base where it has
few. How unusual a silence is, all customers' history tells: how often did a customer stay
silent so many times its usual gap, and come back?
"""

import numpy as np
import pandas as pd

from helpers.analysis.definitions.activity import named

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
    ``customer``, ``base`` (longest usual silence, days), ``recent`` (silence now, days),
    ``change``, ``p`` (share of silent days in the history of such customers that lay as deep
    in a silence, before they came back; not corrected).
    """
    number, items = named(days["item"])
    days = days.assign(item=number)
    gaps = _gaps(days)
    if gaps.empty:
        return pd.DataFrame(columns=["customer", "base", "recent", "change", "p"])
    own = gaps.groupby("item")["gap"].agg(["sum", "count"])
    usual = float((own["sum"] / own["count"]).mean())
    weight = prior_gaps * usual
    habit = (own["sum"] + weight) / (own["count"] + prior_gaps)
    others = gaps["sum"] - gaps["gap"] + weight, gaps["count"] - 1 + prior_gaps
    times = gaps["gap"] * others[1] / others[0]
    longest = _shrunk_quantile(gaps, times, habit, quantile=quantile, prior_gaps=prior_gaps)
    last = days.groupby("item")["date"].max().reindex(habit.index)
    silent = (as_of - last).dt.days.astype(float)
    p = _come_back_p(silent / habit, own["count"], times, gaps["count"])
    table = pd.DataFrame(
        {"base": longest, "recent": silent, "change": silent / longest - 1, "p": p}
    )
    judged = (last >= since) & (own["count"] + 1 >= least_purchases)
    table = table[judged].rename_axis("customer").reset_index()
    return table.assign(customer=items[table["customer"]].astype("str"))


def _gaps(days: pd.DataFrame) -> pd.DataFrame:
    """Days from purchase to purchase: ``item``, ``gap``, ``sum`` and ``count`` of its own."""
    same = days["item"].eq(days["item"].shift())
    gap = days["date"].diff().dt.days[same].astype(float)
    gaps = pd.DataFrame({"item": days.loc[same, "item"], "gap": gap}).reset_index(drop=True)
    own = gaps.groupby("item")["gap"]
    return gaps.assign(sum=own.transform("sum"), count=own.transform("count"))


def _shrunk_quantile(
    gaps: pd.DataFrame, times: pd.Series, habit: pd.Series, *, quantile: float, prior_gaps: int
) -> pd.Series:
    """Quantile of own gaps, drawn towards what the base's shape makes of the usual gap."""
    own = gaps.groupby("item")["gap"].agg(["count"])
    own["long"] = gaps.groupby("item")["gap"].quantile(quantile)
    base = times.quantile(quantile) * habit
    return (own["count"] * own["long"] + prior_gaps * base) / (own["count"] + prior_gaps)


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
