"""What did each item do, month by month and day by day?

The only module of this chapter that touches raw lines. A *cut* is the column whose values
are the items: ``customer``, ``product``, ``category``, ``manager`` or ``branch``. A purchase
is an item's day with a positive net sum, so returns are netted in money and never count as
a purchase in time. Lines that do not name the item stay out.
"""

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.purchases import is_purchase
from helpers.periods import add_months, last_complete_month

MEASURES = ("amount", "quantity", "gross_profit")


def monthly(sales: Table, *, cut: str, as_of: pd.Timestamp) -> pd.DataFrame:
    """Activity of each item in each month in which it has a line, up to ``as_of``.

    Returns
    -------
    One row per item and month: ``item`` (categorical), ``month`` (its first day), ``amount``
    (money), ``quantity`` and ``gross_profit`` (where brought; lines without a cost stay out of the
    profit), ``purchases`` (days with a positive net sum), ``lines``. Ordered by item, month.
    """
    days = _days(sales, cut=cut, as_of=as_of)
    month = days.date.truncate("M").name("month")
    sums = {name: days[name].sum().cast("float64") for name in MEASURES if name in days.columns}
    table = days.group_by("item", month).aggregate(
        **sums,
        purchases=is_purchase(days.amount).sum().cast("float64"),
        lines=days.lines.sum().cast("float64"),
    )
    return _frame(table.order_by("item", "month"), day="month")


def purchase_days(
    sales: Table, *, as_of: pd.Timestamp, cut: str = "customer", since: pd.Timestamp | None = None
) -> pd.DataFrame:
    """Purchases of each item up to ``as_of``: ``item``, ``date``, ``amount`` (money, above 0).

    Ordered by item and date; one row per item and day, from ``since`` on where it is given.

    Returns
    -------
    One row per item and day of purchase: ``item``, ``date``, ``amount`` (money, above 0).
    """
    known = sales if since is None else sales.filter(sales.date >= ibis.date(since.date()))
    days = _days(known, cut=cut, as_of=as_of)
    bought = days.filter(is_purchase(days.amount))
    table = bought.select("item", "date", amount=bought.amount.cast("float64"))
    return _frame(table.order_by("item", "date"), day="date")


def _days(sales: Table, *, cut: str, as_of: pd.Timestamp) -> Table:
    """Net sums of each item and day, exact as the records are."""
    known = sales.filter(sales[cut].notnull() & (sales.date <= ibis.date(as_of.date())))
    sums = {"amount": known.amount.sum()}
    if "quantity" in sales.columns:
        sums["quantity"] = known.quantity.sum()
    if "cost" in sales.columns:
        # NULL cost makes a NULL difference, which a sum leaves out
        sums["gross_profit"] = (known.amount - known.cost).sum()
    return known.group_by(item=known[cut], date=known.date).aggregate(lines=known.count(), **sums)


def _frame(table: Table, *, day: str) -> pd.DataFrame:
    # one number for each name: millions of rows of text would not fit beside each other
    rows = table.to_pyarrow()
    items = rows["item"].combine_chunks().dictionary_encode()
    frame = rows.set_column(rows.schema.get_field_index("item"), "item", items).to_pandas()
    return frame.assign(**{day: pd.to_datetime(frame[day]).astype("datetime64[s]")})


def by_month(activity: pd.DataFrame, measure: str, *, months: list[pd.Timestamp]) -> pd.DataFrame:
    """Items × ``months`` of one measure, 0 where nothing happened.

    Parameters
    ----------
    activity
        Rows of :func:`monthly`.
    measure
        Column to lay out.
    months
        First days of consecutive months; rows of other months are left out.

    Returns
    -------
    One row per item of ``activity`` in the order of names, also for items without a row
    in these months; one column per month.
    """
    row, items = named(activity["item"])
    columns = pd.DatetimeIndex(months)
    column = columns.get_indexer(pd.DatetimeIndex(activity["month"]))
    laid = np.zeros((len(items), len(columns)))
    inside = column >= 0
    values = activity[measure].fillna(0.0).to_numpy(float)
    laid[row[inside], column[inside]] = values[inside]
    return pd.DataFrame(laid, index=items, columns=columns)


def named(item: pd.Series) -> tuple[np.ndarray, pd.Index]:
    """Number of each row's item, and the names of the items in order.

    Returns
    -------
    A number for each row, and the names that the numbers stand for.
    """
    numbers, items = pd.factorize(item, sort=True)
    return numbers, pd.Index(items.astype("str"), name="item")


def places(item: pd.Series, items: pd.Index) -> np.ndarray:
    """Place of each row's item in ``items``, -1 where it is not among them.

    Returns
    -------
    One whole number per row.
    """
    numbers, own = named(item)
    return items.get_indexer(own)[numbers]


def complete_months(activity: pd.DataFrame, *, as_of: pd.Timestamp) -> list[pd.Timestamp]:
    """Months from the first record to the last one that ``as_of`` closes, gaps included.

    Returns
    -------
    First days of months, the oldest first; none where no month is complete.
    """
    last = last_complete_month(as_of)
    first = activity["month"].min()
    if pd.isna(first) or first > last:
        return []
    return list(pd.date_range(first, last, freq="MS"))


def window_months(last: pd.Timestamp, count: int) -> list[pd.Timestamp]:
    """Return the ``count`` months that end with the month ``last``.

    Returns
    -------
    First days of months, the oldest first.
    """
    return list(pd.date_range(add_months(last, 1 - count), last, freq="MS"))
