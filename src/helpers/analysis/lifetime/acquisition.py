"""What does a new customer cost, channel by channel, and when is the money back?"""

from typing import Any

import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.margins import margin_of_lines
from helpers.analysis.definitions.purchases import customer_days, first_days
from helpers.periods import add_months, month_start, months_between

PAYBACK_MONTHS = 24
LEAST_CUSTOMERS = 10  # under which a mean of a channel is not spoken of
COLUMNS = ["channel", "months", "spend", "new_customers", "cost_per_customer", "first_margin",
           "first_margin_low", "first_margin_high", "loses_on_first", "payback_month"]  # fmt: skip


def entries(sales: Table, *, margin: float) -> pd.DataFrame:
    """Day, channel and margin of the first purchase of each customer.

    Returns
    -------
    ``customer``, ``first`` (day), ``channel`` (of that day, where brought), ``first_margin``
    (money; the assumed share of sales where there is no cost).
    """
    named = sales.filter(sales.customer.notnull())
    lines = named.join(first_days(customer_days(named)), "customer")
    lines = lines.filter(lines.date == lines["first"])
    sums = {"first_margin": margin_of_lines(lines, assumed=margin).sum().cast("float64")}
    if "channel" in sales.columns:
        sums["channel"] = lines.channel.max()
    table = lines.group_by("customer", "first").aggregate(**sums).order_by("customer")
    frame = table.to_pandas()
    return frame.assign(first=pd.to_datetime(frame["first"]).astype("datetime64[s]"))


def came_by(entry: pd.DataFrame, leads: pd.DataFrame | None) -> pd.Series:
    """Channel of each new customer: of its lead where there is one, else of its first purchase.

    Returns
    -------
    A channel for each row of ``entry``, missing where it is not known.
    """
    own = entry["channel"] if "channel" in entry else pd.Series(None, entry.index, dtype="object")
    if leads is None or not {"customer", "channel"} <= set(leads.columns):
        return own
    leads = leads.dropna(subset=["customer", "channel"]).sort_values(["date", "lead"])
    first = leads.drop_duplicates("customer").set_index("customer")["channel"]
    return entry["customer"].map(first).fillna(own)


def window(spend: pd.DataFrame, entry: pd.DataFrame, *, new_from: pd.Timestamp) -> tuple[Any, ...]:
    """Months in which both spending and new customers are known: first and last day.

    Returns
    -------
    Two days.
    """
    start = max(month_start(pd.Timestamp(spend["date"].min())), month_start(new_from))
    if new_from > month_start(new_from):
        start = max(start, add_months(month_start(new_from), 1))
    end = month_start(pd.Timestamp(spend["date"].max())) + pd.offsets.MonthEnd(1)
    last = pd.Timestamp(entry["first"].max()) if len(entry) else end
    return start, min(end, last + pd.offsets.MonthEnd(0))


def acquisition(
    entry: pd.DataFrame, spend: pd.DataFrame, margins: pd.DataFrame, *, span: tuple[Any, ...]
) -> pd.DataFrame:
    """Full cost of a new customer of each channel, and when its margin has paid for it.

    Parameters
    ----------
    entry
        New customers: ``customer``, ``first``, ``channel``, ``first_margin``.
    spend
        ``date``, ``channel``, ``amount`` (all that was spent; leads bought are part of it).
    margins
        ``customer``, ``month`` (0 = the first 30 days), ``margin``.
    span
        First and last day that count, for spending and for first purchases.

    Returns
    -------
    ``COLUMNS``, the dearest customer first: ``months`` that count, money of them all, and of one
    customer; ``payback_month`` is missing where the money is
    not back in ``PAYBACK_MONTHS`` months of customers old enough to tell.
    """
    start, end = span
    months = len(months_between(start, end))
    paid = spend[pd.to_datetime(spend["date"]).between(start, end)]
    paid = paid.assign(amount=paid["amount"].astype("float64"))
    paid = paid.groupby("channel")["amount"].sum()
    new = entry[entry["first"].between(start, end)]
    rows = []
    for channel in sorted(paid.index):
        mine = new[new["channel"] == channel]
        cost = paid[channel] / len(mine) if len(mine) else np.nan
        mean, low, high = _mean(mine["first_margin"].to_numpy(float))
        pays = payback(mine, margins, cost=cost, as_of=end)
        loses = len(mine) > 0 and bool(mean < cost)
        rows.append((channel, months, paid[channel], len(mine), cost, mean, low, high, loses, pays))
    table = pd.DataFrame(rows, columns=COLUMNS)
    order = ["cost_per_customer", "channel"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)


def _mean(values: np.ndarray) -> tuple[float, float, float]:
    if values.size < 2:
        only = float(values.mean()) if values.size else np.nan
        return only, np.nan, np.nan
    # margins are skewed; a bootstrap of fixed draws needs no shape
    draws = np.random.default_rng(0).integers(0, values.size, (400, values.size))
    low, high = np.quantile(values[draws].mean(axis=1), [0.025, 0.975])
    return float(values.mean()), float(low), float(high)


def payback(
    mine: pd.DataFrame, margins: pd.DataFrame, *, cost: float, as_of: pd.Timestamp
) -> float:
    """Month (1 = the first) in which the mean margin so far has paid the cost.

    Each month's mean is taken over the customers who were there long enough to have it.

    Returns
    -------
    Months; missing where the money is not back, or too few customers can tell.
    """
    if not len(mine) or not np.isfinite(cost):
        return np.nan
    age = ((as_of - mine["first"]).dt.days // 30).to_numpy()
    rows = margins[margins["customer"].isin(mine["customer"])]
    by_month = rows.assign(month=rows["month"].clip(lower=0)).groupby(["customer", "month"])
    wide = by_month["margin"].sum().unstack(fill_value=0.0)
    wide = wide.reindex(index=mine["customer"], columns=range(PAYBACK_MONTHS), fill_value=0.0)
    so_far = 0.0
    for month in range(PAYBACK_MONTHS):
        there = age > month
        if there.sum() < LEAST_CUSTOMERS:
            return np.nan
        so_far += float(wide.to_numpy()[there, month].mean())
        if so_far >= cost:
            return float(month + 1)
    return np.nan


def margins_by_month(sales: Table, *, margin: float) -> pd.DataFrame:
    """Margin of each customer by months of 30 days since its first purchase.

    Returns
    -------
    One row per customer and month (0 = the first) with a line: ``margin`` (money).
    """
    named = sales.filter(sales.customer.notnull())
    days = customer_days(named, margin=margin_of_lines(named, assumed=margin).sum())
    both = days.join(first_days(days), "customer")
    age = both.date.delta(both["first"], unit="day").name("age")
    table = both.mutate(month=(age // 30).cast("int64")).filter(lambda t: t.month >= 0)
    table = table.filter(table.month < PAYBACK_MONTHS)
    sums = table.group_by("customer", "month").aggregate(margin=table.margin.sum())
    return sums.order_by("customer", "month").to_pandas()


def enough(cost: pd.DataFrame | None) -> pd.DataFrame | None:
    """Channels that brought enough new customers to speak of, the dearest first.

    Returns
    -------
    Some of the rows; None where nothing is known.
    """
    return None if cost is None else cost[cost["new_customers"] >= LEAST_CUSTOMERS]


def mean_cost(cost: pd.DataFrame | None) -> float | None:
    """Spending of all channels over the customers they brought; None when they brought none.

    Returns
    -------
    Money a customer.
    """
    if cost is None or not cost["new_customers"].sum():
        return None
    return float(cost["spend"].sum() / cost["new_customers"].sum())
