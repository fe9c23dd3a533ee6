"""What is a purchase? A day on which the net sum of a customer is positive.

Returns of the day are netted first, so that a line and its correction are no purchase, and two
lines of one day are one.
"""

from typing import Any

from ibis.expr.types import Table

from helpers.language import N_

NAMED = N_("a customer is named")  # the rows of sales that :func:`named_lines` counts


def is_purchase(net: Any) -> Any:
    """Whether net sums of customer-days are purchases.

    Takes a column of Ibis, pandas or NumPy, or a number.

    >>> is_purchase(0.01), is_purchase(0)
    (True, False)
    """
    return net > 0


def customer_days(sales: Table, **sums: Any) -> Table:
    """Net sum of each customer on each day with a line.

    Parameters
    ----------
    sales
        One row per line that names its customer: ``date``, ``customer``, ``amount`` (money,
        returns negative).
    sums
        Further columns of the result, as expressions over these lines.

    Returns
    -------
    Ibis table, one row per customer and day: ``customer``, ``date``, ``net`` (money), ``sums``.
    """
    return sales.group_by("customer", "date").aggregate(net=sales.amount.sum(), **sums)


def first_days(days: Table) -> Table:
    """Day of the first purchase of each customer who bought: ``customer``, ``first``.

    ``days`` are those of :func:`customer_days`.

    Returns
    -------
    Ibis table, one row per customer: ``customer``, ``first`` (date).
    """
    bought = days.filter(is_purchase(days.net))
    return bought.group_by("customer").aggregate(first=bought.date.min())


def named_lines(sales: Table) -> int:
    """Rows of ``sales`` that name a customer: whose habits and money can be followed.

    Returns
    -------
    A count of rows.
    """
    return int(sales.customer.count().execute())
