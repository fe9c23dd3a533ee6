"""Does a customer pay less than it used to for the same?

Where lines name a product and a quantity, prices are compared within the same product: what
the customer bought lately, at the prices it paid before. Elsewhere the average purchase is
compared, see :mod:`helpers.analysis.signals.sizes`. A fall is told from noise by the spread between
months, on a logarithmic scale, where half and double weigh the same.
"""

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.signals.sizes import log_drop_p
from helpers.analysis.signals.spans import Spans


def has_prices(sales: Table) -> bool:
    """Whether lines name a product and a quantity, so that a price can be told.

    Returns
    -------
    Yes or no.
    """
    return {"product", "quantity"} <= set(sales.columns)


def price_levels(sales: Table, of: Spans) -> pd.DataFrame:
    """Prices of each customer and month against its own prices of both windows.

    Only sold lines count, and only products that the customer bought in both windows. The
    price that a product is held against is the geometric mean of its average prices in the
    two windows, so that neither window fits it better than the other. Prices are compared
    with the whole base year: the calendar moves volumes rather than price lists.

    Returns
    -------
    ``customer``, ``month``, ``recent`` (yes/no), ``amount``, ``at_usual`` (same quantities at
    the usual prices), ``at_base`` (at base prices), ``units``. Ordered by customer and month.
    """
    cells = _cells(sales, of)
    sums = cells.group_by("customer", "product").aggregate(
        base_amount=cells.amount.sum(where=~cells.recent),
        base_units=cells.units.sum(where=~cells.recent),
        recent_amount=cells.amount.sum(where=cells.recent),
        recent_units=cells.units.sum(where=cells.recent),
    )
    both = sums.filter(sums.base_units.notnull() & sums.recent_units.notnull())
    base = both.base_amount.cast("float64") / both.base_units.cast("float64")
    recent = both.recent_amount.cast("float64") / both.recent_units.cast("float64")
    priced = both.select("customer", "product", base=base, usual=(base * recent).sqrt())
    lines = cells.join(priced, ["customer", "product"])
    units = lines.units.cast("float64")
    table = lines.group_by("customer", "month", "recent").aggregate(
        amount=lines.amount.sum().cast("float64"),
        at_usual=_exact(units * lines.usual),
        at_base=_exact(units * lines.base),
        units=lines.units.sum().cast("float64"),
    )
    return table.order_by("customer", "month").to_pyarrow().to_pandas()


def _cells(sales: Table, of: Spans) -> Table:
    """Sold quantity and money of each customer, product and month looked at."""
    first, last = of.months[0].date(), (of.months[-1] + pd.offsets.MonthEnd(0)).date()
    begin = of.months[of.recent][0].date()
    sold = sales.filter(
        sales.customer.notnull()
        & sales.product.notnull()
        & sales.date.between(ibis.date(first), ibis.date(last))
        & (sales.amount > 0)
        & (sales.quantity > 0)
    )
    month = sold.date.truncate("M")
    return sold.group_by(
        customer=sold.customer,
        product=sold["product"],
        month=month,
        recent=sold.date >= ibis.date(begin),
    ).aggregate(amount=sold.amount.sum(), units=sold.quantity.sum())


def _exact(value: ibis.expr.types.NumericValue) -> ibis.expr.types.NumericValue:
    """Sum that does not depend on the order in which threads come back."""
    return value.cast("decimal(30, 6)").sum().cast("float64")


def cheaper_in_product(levels: pd.DataFrame, *, least: int) -> pd.DataFrame:
    """Fall of prices within the same products, one row per customer that can be judged.

    Parameters
    ----------
    levels
        Rows of :func:`price_levels`.
    least
        Months with a purchase under which nothing is said.

    Returns
    -------
    ``customer``, ``base`` and ``recent`` (average price of what was bought lately, at base
    prices and as paid), ``change``, ``p`` (one-sided, not corrected).
    """
    logs = np.log(levels["amount"] / levels["at_usual"])
    p = log_drop_p(levels.assign(log=logs), least=least)
    lately = levels[levels["recent"]].groupby("customer")[["amount", "at_base", "units"]].sum()
    lately = lately.reindex(p.index)
    table = pd.DataFrame(
        {
            "base": lately["at_base"] / lately["units"],
            "recent": lately["amount"] / lately["units"],
            "change": lately["amount"] / lately["at_base"] - 1,
            "p": p,
        }
    )
    return table.rename_axis("customer").reset_index()
