"""What did each customer bring with each item of each cut, this year and the year before?

A cut is what sales can be split by: category, branch, manager, segment. A customer is what chance
deals with: whoever buys often is one case and not many.
"""

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.margins import COSTED_FROM
from helpers.periods import year_before

CUTS = ("category", "branch", "manager", "segment")
MONEY = ("sales", "sales_before", "profit", "profit_before")
COLUMNS = ["cut", "item", "customer", *MONEY]
GRACE_DAYS = 31  # records may begin so late in the first year and still hold it


def cells(
    sales: Table, cards: pd.DataFrame | None, *, as_of: pd.Timestamp, cuts: tuple[str, ...] = CUTS
) -> pd.DataFrame:
    """Sum the last year and the year before by cut, item and customer.

    Parameters
    ----------
    cards
        Cards of customers (``customer``, ``segment``), or None.

    Returns
    -------
    ``cut``, ``item``, ``customer`` (missing for lines that name none: they count in the money of
    an item, and deal in no chance), ``sales``, ``sales_before``, ``profit``, ``profit_before``
    (money; profit is missing where most of the year's sales have no cost).
    """
    parts = [_cut(sales, name, as_of) for name in cuts if name in sales.columns]
    if "segment" in cuts and cards is not None and "segment" in cards:
        whole = _cut(sales.mutate(segment=ibis.literal("")), "segment", as_of)
        known = cards.dropna(subset="segment").set_index("customer")["segment"]
        whole["item"] = whole["customer"].map(known)
        parts.append(whole.dropna(subset="item"))
    if not parts:
        return pd.DataFrame(columns=COLUMNS)
    return pd.concat(parts, ignore_index=True)[COLUMNS]


def _cut(sales: Table, name: str, as_of: pd.Timestamp) -> pd.DataFrame:
    start = year_before(as_of)
    lines = sales.filter(
        sales[name].notnull()
        & (sales.date <= ibis.date(as_of.date()))
        & (sales.date > ibis.date(year_before(start).date()))
    )
    now = lines.date > ibis.date(start.date())
    sums = {"sales": lines.amount.sum(where=now), "sales_before": lines.amount.sum(where=~now)}
    if "cost" in lines.columns:
        margin = lines.amount - lines.cost
        sums |= {"profit": margin.sum(where=now), "profit_before": margin.sum(where=~now)}
        sums["costed"] = lines.amount.sum(where=lines.cost.notnull() & now)
    by = lines.group_by(item=lines[name], customer=lines.customer)
    frame = by.aggregate(**{k: v.cast("float64") for k, v in sums.items()}).to_pandas()
    frame[list(sums)] = frame[list(sums)].fillna(0.0)
    if "costed" not in frame or frame["costed"].sum() < COSTED_FROM * frame["sales"].sum():
        frame = frame.assign(profit=float("nan"), profit_before=float("nan"))
    return frame.assign(cut=name).sort_values(["item", "customer"], ignore_index=True)


def holds_year_before(sales: Table, *, as_of: pd.Timestamp) -> bool:
    """Whether the records reach back far enough to compare two years."""
    first = pd.Timestamp(sales.date.min().execute())
    return first <= year_before(year_before(as_of)) + pd.Timedelta(days=GRACE_DAYS)
