"""How much work did each customer make: orders, returns, requests, contacts?"""

from typing import TYPE_CHECKING

import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.serving import Window, within
from helpers.analysis.profitability.allocation import CONTACT, ORDER, REQUEST, RETURN

if TYPE_CHECKING:
    from helpers.records import Records

LOGS = {REQUEST: ("requests", "received"), CONTACT: ("contacts", "date")}


def events(records: "Records", counted: Window) -> dict[str, pd.Series]:
    """How often each kind of work was done for each customer in the months of a window.

    Returns
    -------
    Kind of work → count by customer; kinds whose table was not brought are not there.
    """
    found = of_sales(records.sales, counted)
    for kind, (table, day) in LOGS.items():
        if records.has(f"{table}.customer"):
            rows = within(records.frame(table), counted, date=day)
            found[kind] = rows.groupby("customer").size()
    return found


def of_sales(sales: Table, counted: Window) -> dict[str, pd.Series]:
    """Orders and returns of each customer: documents, or days where these have no number.

    A document whose lines come to less than nothing is a return.
    """
    months = [month.date() for month in counted.months]
    lines = sales.filter(sales.customer.notnull() & sales.date.truncate("M").isin(months))
    numbered = {"order": lines.order} if "order" in sales.columns else {}
    papers = lines.group_by("customer", "date", **numbered).aggregate(net=lines.amount.sum())
    counts = papers.group_by("customer").aggregate(
        orders=(papers.net > 0).sum().cast("int64"), returns=(papers.net < 0).sum().cast("int64")
    )
    frame = counts.order_by("customer").to_pandas().set_index("customer").fillna(0)
    return {ORDER: frame["orders"], RETURN: frame["returns"]}
