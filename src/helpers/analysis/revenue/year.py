"""How does this year stand against the year before?

Three figures and no more: net sales, gross profit where cost is known, customers who bought. A
year is the twelve months that end with the last day that counts; the months beside it are
calendar months.
"""

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.margins import profit_scaled
from helpers.periods import add_months, last_complete_month, months_between, year_before

MONTHS = 24
FIGURES = ("net_sales", "gross_profit", "customers")


def by_month(sales: Table, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Count the last two years month by month, as far as the records reach.

    Returns
    -------
    One row per complete month, at most 24: ``month``, ``net_sales``, ``gross_profit`` (missing
    where cost is not known), both money, and ``customers`` who bought.
    """
    last = last_complete_month(as_of)
    first = max(add_months(last, 1 - MONTHS), pd.Timestamp(sales.date.min().execute()))
    summed = sales.group_by(month=sales.date.truncate("M")).aggregate(**_sums(sales)).to_pandas()
    summed["month"] = pd.to_datetime(summed["month"])
    months = pd.Index(months_between(first, last), name="month") if first <= last else pd.Index([])
    counted = summed.set_index("month").reindex(months).reset_index(names="month")
    return _told(counted)


def figures(sales: Table, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Set the last year beside the one before it.

    Returns
    -------
    One row per figure that is known: ``figure`` (``FIGURES``), ``year``, ``year_before``
    (missing where the records do not reach so far back), ``change`` (share of the year before).
    """
    start = year_before(as_of)
    earlier = year_before(start)
    now, before = (_within(sales, *ends) for ends in ((start, as_of), (earlier, start)))
    whole = pd.Timestamp(sales.date.min().execute()) <= earlier + pd.Timedelta(days=31)
    table = pd.DataFrame({"figure": FIGURES, "year": [now[name] for name in FIGURES]})
    table["year_before"] = [before[name] if whole else float("nan") for name in FIGURES]
    there = table["year_before"].where(table["year_before"] > 0)
    known = table.assign(change=table["year"] / there - 1).dropna(subset="year")
    return known.reset_index(drop=True)


def _within(sales: Table, after: pd.Timestamp, upto: pd.Timestamp) -> pd.Series:
    lines = sales.filter((sales.date > ibis.date(after.date())) & (sales.date <= upto.date()))
    return _told(lines.aggregate(**_sums(lines)).to_pandas()).iloc[0]


def _sums(lines: Table) -> dict[str, ibis.Value]:
    sums = {
        "net_sales": lines.amount.sum().cast("float64"),
        "customers": lines.customer.nunique(where=lines.amount > 0).cast("float64"),
    }
    if "cost" in lines.columns:
        costed = lines.cost.notnull()
        sums["costed"] = lines.amount.sum(where=costed).cast("float64")
        sums["profit"] = (lines.amount - lines.cost).sum(where=costed).cast("float64")
    return sums


def _told(sums: pd.DataFrame) -> pd.DataFrame:
    """Figures of each row: sales, customers, and profit where enough of the sales is costed."""
    profit = profit_scaled(sums.rename(columns={"net_sales": "sales"}))
    counted = sums[["net_sales", "customers"]].fillna(0.0)
    months = sums[["month"]] if "month" in sums else sums[[]]
    return months.join(counted).assign(gross_profit=profit)
