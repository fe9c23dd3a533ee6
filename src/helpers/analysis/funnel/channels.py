"""Which channels carry the year, and which bring back what is spent on them?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.margins import margin_of_lines
from helpers.estimates import Z95
from helpers.periods import MONTHS_OF_YEAR, add_months, last_complete_month, year_before

LEAST_CUSTOMERS = 10  # new ones, under which a return is not told
TABLE = ["channel", "customers", "net_sales_year", "share",
         "new_customers", "spend", "profit", "back", "low", "high"]  # fmt: skip


class Span(NamedTuple):
    """Days from ``start`` up to, without, ``end``."""

    start: pd.Timestamp
    end: pd.Timestamp


def first_years_over(as_of: pd.Timestamp) -> Span:
    """Months whose new customers have all been here for a year: the last twelve of them.

    Returns
    -------
    Twelve whole months.
    """
    end = add_months(add_months(last_complete_month(as_of), 1), -MONTHS_OF_YEAR)
    return Span(add_months(end, -MONTHS_OF_YEAR), end)


def money(sales: Table, entry: pd.DataFrame, *, margin: float, as_of: pd.Timestamp) -> pd.DataFrame:
    """What each customer brought in the last year, and in its first.

    Parameters
    ----------
    entry
        One row per customer: ``customer``, ``first`` (day), ``channel``.

    Returns
    -------
    ``entry`` with ``net`` (net sales of the last year) and ``profit`` (gross profit of the year
    from the first purchase on).
    """
    lines = sales.filter(sales.customer.notnull())
    lines = lines.mutate(profit=margin_of_lines(lines, assumed=margin))
    days = lines.group_by("customer", "date").aggregate(
        net=lines.amount.sum().cast("float64"), profit=lines.profit.sum().cast("float64")
    )
    frame = days.to_pandas().merge(entry[["customer", "first"]], on="customer")
    date, first = pd.to_datetime(frame["date"]), pd.to_datetime(frame["first"])
    own = (date >= first) & (date < first + pd.DateOffset(months=MONTHS_OF_YEAR))
    year = (date > year_before(as_of)) & (date <= as_of)
    sums = pd.DataFrame(
        {"net": frame["net"].where(year, 0.0), "profit": frame["profit"].where(own, 0.0)}
    )
    sums = sums.groupby(frame["customer"]).sum()
    return entry.merge(sums, left_on="customer", right_index=True, how="left")


def channels(
    customers: pd.DataFrame, spend: pd.DataFrame | None, *, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Share of the year that came through each channel, and what a unit of spending brought back.

    Parameters
    ----------
    customers
        As :func:`money`.
    spend
        ``date``, ``channel``, ``amount``; None where not brought.

    Returns
    -------
    One row per channel, the largest share first: ``customers`` who bought in the year,
    ``net_sales_year`` with its ``share`` (0–1) of all whose channel is known; and of the newcomers
    of :func:`first_years_over`: ``new_customers``, ``spend`` in the same months, first-year gross
    ``profit``, and ``back`` per unit spent with ``low`` and ``high``. What was not spent on, or
    brought too few, has no return.
    """
    known = customers.dropna(subset="channel")
    bought = known[known["net"] > 0]
    table = pd.DataFrame(
        {
            "customers": bought.groupby("channel").size(),
            "net_sales_year": known.groupby("channel")["net"].sum(),
        }
    ).fillna({"customers": 0})
    table["share"] = table["net_sales_year"] / table["net_sales_year"].sum()
    table = table.join(_back(known, spend, first_years_over(as_of)))
    table = table.astype({"customers": int}).reset_index(names="channel")
    return table.sort_values(["share", "channel"], ascending=[False, True], ignore_index=True)[
        TABLE
    ]


def _back(known: pd.DataFrame, spend: pd.DataFrame | None, span: Span) -> pd.DataFrame:
    """Newcomers of the span by channel, and what a unit of spending brought back."""
    new = known[(known["first"] >= span.start) & (known["first"] < span.end)]
    by = new.assign(square=new["profit"] ** 2).groupby("channel")
    table = by.agg(
        new_customers=("customer", "size"), profit=("profit", "sum"), square=("square", "sum")
    )
    paid = pd.Series(dtype="float64")
    if spend is not None and pd.to_datetime(spend["date"]).min() <= span.start:
        days = pd.to_datetime(spend["date"])
        inside = spend[(days >= span.start) & (days < span.end)]
        paid = inside.groupby("channel")["amount"].sum().astype("float64")
    table["spend"] = paid.reindex(table.index)
    enough = (table["spend"] > 0) & (table["new_customers"] >= LEAST_CUSTOMERS)
    # who comes is luck as well as what he brings: a compound Poisson sum
    half = Z95 * np.sqrt(table["square"])
    for name, sums in (("back", 0.0), ("low", -half), ("high", half)):
        table[name] = ((table["profit"] + sums) / table["spend"]).where(enough)
    return table.drop(columns="square")
