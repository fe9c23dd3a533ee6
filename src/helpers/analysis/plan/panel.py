"""What did each customer buy in each month? The rows on which a change is measured."""

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.purchases import customer_days, is_purchase
from helpers.periods import last_complete_month


def monthly(sales: Table, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Sums of each customer and month, up to the last complete month.

    Parameters
    ----------
    sales
        One row per line: ``date``, ``customer``, ``amount`` and, where known, ``cost`` (money).

    Returns
    -------
    One row per customer and month with a line: ``customer``, ``month`` (its first day), ``net``
    (money), ``purchases`` (days), and ``profit`` (money, of the lines whose cost is known) where
    cost was brought.
    """
    named = sales.filter(sales.customer.notnull() & (sales.date <= ibis.date(as_of.date())))
    costed = "cost" in sales.columns
    more = {"profit": (named.amount - named.cost).sum()} if costed else {}
    days = customer_days(named, **more)
    sums = {"net": days.net.sum().cast("float64"), "purchases": is_purchase(days.net).sum()}
    if costed:
        sums["profit"] = days.profit.sum().cast("float64").fill_null(0.0)
    table = days.group_by("customer", month=days.date.truncate("M")).aggregate(**sums)
    frame = table.order_by("customer", "month").to_pandas()
    frame["month"] = pd.to_datetime(frame["month"]).astype("datetime64[s]")
    return frame[frame["month"] <= last_complete_month(as_of)].reset_index(drop=True)
