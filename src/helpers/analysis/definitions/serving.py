"""What is left of each customer after serving it, and over which months is that counted?

Profit is gross profit less cost to serve. A customer without a line of costs costs nothing to
serve only in months that the costs cover; so money is counted in those months alone.
"""

from collections.abc import Set
from typing import NamedTuple

import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.margins import COSTED_FROM, profit_scaled
from helpers.language import month, ntr, number
from helpers.periods import MONTHS_OF_YEAR, add_months, last_complete_month, month_end, month_start

MONEY = ["net_sales", "gross_profit", "cost_to_serve", "profit"]
CENTS = 4  # digits kept of a difference of sums


class Window(NamedTuple):
    """Whole months in which profit is counted, the oldest first; empty where there are none."""

    months: tuple[pd.Timestamp, ...]

    @property
    def last_day(self) -> pd.Timestamp:
        """Last day that counts."""
        return month_end(self.months[-1])

    def year_earlier(self) -> "Window":
        """Return the same months of the year before."""
        return Window(tuple(add_months(month, -MONTHS_OF_YEAR) for month in self.months))

    def __len__(self) -> int:
        return len(self.months)


def covered(costs: pd.DataFrame, *, booking_months: int | None = None) -> set[pd.Timestamp]:
    """Months for which costs to serve were written down.

    Costs may be written down once a quarter: a booking covers as many months up to its own as
    bookings usually lie apart; and from its own on, where all of them stand on the first of a
    month, as a quarter without a day is read.

    Parameters
    ----------
    costs
        Rows of ``service_costs``: ``date``.
    booking_months
        Months that one booking covers, where the distance between bookings shall not say it.

    Returns
    -------
    First days of months; none where there are no costs.
    """
    booked = sorted({month_start(day) for day in costs["date"].dropna()})
    numbers = np.array([month.year * MONTHS_OF_YEAR + month.month for month in booked])
    usual = int(np.median(np.diff(numbers))) if len(booked) > 1 else 1
    span = booking_months or usual
    first_days = bool((costs["date"].dropna().dt.day == 1).all())
    forward = 1 if first_days and span > 1 else -1
    return {add_months(month, forward * step) for month in booked for step in range(span)}


def window(*, first: pd.Timestamp, as_of: pd.Timestamp, costed: Set[pd.Timestamp] | None) -> Window:
    """Find the last whole months of the records, twelve at most, or those that costs cover.

    Parameters
    ----------
    first
        First day of sale.
    as_of
        Last day that counts.
    costed
        Months that the costs to serve cover; None where there are no such costs.

    Returns
    -------
    The months; with costs they end with the last month that these cover.
    """
    ends = last_complete_month(as_of)
    if costed is not None:
        known = [month for month in costed if month <= ends]
        if not known:
            return Window(())
        ends = max(known)
    months = pd.date_range(add_months(ends, 1 - MONTHS_OF_YEAR), ends, freq="MS")
    since = month_start(first)
    return Window(tuple(m for m in months if m >= since and (costed is None or m in costed)))


def said(counted: Window) -> str:
    """Say over which months is counted.

    Returns
    -------
    A sentence.
    """
    n = len(counted)
    span = {"n": number(n), "first": month(counted.months[0]), "last": month(counted.months[-1])}
    return ntr("Counted in %(n)s whole month, %(first)s to %(last)s.",
               "Counted in %(n)s whole months, %(first)s to %(last)s.", n) % span  # fmt: skip


class Earned(NamedTuple):
    """Net sales and gross profit by customer; ``known``: not by an assumed margin."""

    customers: pd.DataFrame
    known: bool


def earned(sales: Table, counted: Window, *, assumed: float) -> Earned:
    """Net sales and gross profit of each customer in the months of a window.

    A line without a cost earns what the customer's other lines earn, and where most of these have
    none, what those of all customers earn. Where not even half of all money has a cost, it is the
    ``assumed`` share.

    Returns
    -------
    One row per customer with a line in these months, by code: ``customer``, ``net_sales``,
    ``gross_profit`` (money); and whether the gross profit is known.
    """
    months = [month.date() for month in counted.months]
    lines = sales.filter(sales.customer.notnull() & sales.date.truncate("M").isin(months))
    sums = {"sales": lines.amount.sum()}
    if "cost" in sales.columns:
        known = lines.cost.notnull()
        sums |= {"costed": lines.amount.sum(where=known),
                 "profit": (lines.amount - lines.cost).sum(where=known)}  # fmt: skip
    exact = {name: value.cast("float64") for name, value in sums.items()}
    frame = lines.group_by("customer").aggregate(**exact).order_by("customer").to_pandas()
    money = frame.drop(columns="customer").astype("float64").fillna(0.0)
    gross = gross_profit(money, assumed=assumed)
    told = frame[["customer"]].assign(net_sales=money["sales"], gross_profit=gross)
    return Earned(told, cost_is_known(money))


def gross_profit(money: pd.DataFrame, *, assumed: float) -> pd.Series:
    """Gross profit of each row: that of its costed lines, scaled, or the margin of all.

    Parameters
    ----------
    money
        As :func:`~helpers.analysis.definitions.margins.profit_scaled` takes it.

    Returns
    -------
    Money of each row.
    """
    if not cost_is_known(money):
        return money["sales"] * assumed
    company = float(money["profit"].sum() / money["costed"].sum())
    return profit_scaled(money).fillna(money["sales"] * company)


def cost_is_known(money: pd.DataFrame) -> bool:
    """Whether lines with a cost bring enough of the money to tell what all of it earns."""
    if "costed" not in money:
        return False
    costed = float(money["costed"].sum())
    return costed > 0 and costed >= COSTED_FROM * float(money["sales"].sum())


def cost_of_each(costs: pd.DataFrame) -> pd.Series:
    """Cost of serving each customer, by customer, from lines of costs.

    Returns
    -------
    Money by customer.
    """
    lines = costs.assign(amount=costs["amount"].astype("float64"))
    return lines.groupby("customer")["amount"].sum()


def within(rows: pd.DataFrame, counted: Window, *, date: str = "date") -> pd.DataFrame:
    """Rows whose day lies in the months of a window."""
    month = rows[date].dt.to_period("M")
    return rows[month.isin([m.to_period("M") for m in counted.months])]


def after_serving(money: pd.DataFrame, cost: pd.Series | None) -> pd.DataFrame:
    """Profit of each customer: gross profit less cost to serve.

    Parameters
    ----------
    money
        The customers of :func:`earned`.
    cost
        Cost to serve by customer; who is not there costs nothing. None where it is not known.

    Returns
    -------
    One row per customer with a line of sale or of costs, by code: ``customer``, ``net_sales``,
    ``gross_profit``, ``cost_to_serve`` (missing where not known), ``profit`` (money).
    """
    table = money.set_index("customer")
    if cost is None:
        table = table.assign(cost_to_serve=np.nan, profit=table["gross_profit"])
    else:
        everybody = table.index.union(cost.index).rename("customer")
        table = table.reindex(everybody, fill_value=0.0)
        table = table.assign(cost_to_serve=cost.reindex(everybody).fillna(0.0))
        table = table.assign(profit=table["gross_profit"] - table["cost_to_serve"])
    return table.round(dict.fromkeys(MONEY, CENTS)).reset_index()[["customer", *MONEY]]
