"""In which money are customers ranked? Gross profit a year where cost is known, else net sales.

Whatever puts customers in an order, or says how much is at stake with them, uses this money and
says so. Other money (of several years, to come, weighed by a chance) has its own word and never
stands in one column with it.
"""

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.margins import COSTED_FROM, profit_scaled
from helpers.language import N_, tr
from helpers.periods import year_before

PROFIT, SALES = "gross_profit_year", "net_sales_year"
SAID = {
    PROFIT: N_("Money is gross profit a year (net sales less cost) where no other word stands"),
    SALES: N_("Money is net sales a year: the records hold no cost"),
}
HEADS = {PROFIT: N_("Gross profit a year"), SALES: N_("Net sales a year")}


def year_of_each(sales: Table, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """What each customer brought in the last year, and how far that is from the year before.

    Returns
    -------
    One row per customer with a line up to ``as_of``, by code: ``customer``, ``net_sales_year``,
    ``gross_profit_year`` (missing for all where cost is not the base) and ``change_year`` (net
    sales, less those of the year before), all money.
    """
    known = sales.filter(sales.customer.notnull() & (sales.date <= ibis.date(as_of.date())))
    start = year_before(as_of)
    now = known.date > ibis.date(start.date())
    before = ~now & (known.date > ibis.date(year_before(start).date()))
    sums = {"sales": known.amount.sum(where=now), "before": known.amount.sum(where=before)}
    if "cost" in sales.columns:
        costed = now & known.cost.notnull()
        sums["costed"] = known.amount.sum(where=costed)
        sums["profit"] = (known.amount - known.cost).sum(where=costed)
    table = known.group_by("customer").aggregate(**{k: v.cast("float64") for k, v in sums.items()})
    frame = table.order_by("customer").to_pandas()
    money = frame.drop(columns="customer").fillna(0.0)
    return pd.DataFrame(
        {
            "customer": frame["customer"],
            SALES: money["sales"],
            PROFIT: _profit(money),
            "change_year": money["sales"] - money["before"],
        }
    )


def _profit(money: pd.DataFrame) -> pd.Series:
    """Profit of each; missing for all where less than half of the company's sales has a cost."""
    told = profit_scaled(money)
    whole = "costed" in money and money["costed"].sum() >= COSTED_FROM * money["sales"].sum()
    return told if whole else told * float("nan")


def base_of(money: pd.DataFrame) -> str:
    """Column that customers are ranked by.

    ``money`` has ``net_sales_year`` and ``gross_profit_year``.

    >>> base_of(pd.DataFrame({"gross_profit_year": [None, 1.0]}))
    'gross_profit_year'
    """
    return PROFIT if money[PROFIT].notna().any() else SALES


def head(base: str) -> str:
    """Head of a column in this money.

    Returns
    -------
    Words in the language in use.
    """
    return tr(HEADS[base])


def said(base: str) -> str:
    """Say once in which money customers are ranked.

    Returns
    -------
    A sentence without its full stop, in the language in use.
    """
    return tr(SAID[base])
