"""Does a customer pay less than it used to for the same?

Where lines name a product and a quantity, prices are compared within the same product: what
the customer bought lately, at the prices it paid before. Elsewhere the average purchase is
compared. A fall is told from noise by the spread between months (between purchases), on a
logarithmic scale, where half and double weigh the same.
"""

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table
from scipy import stats

from helpers.analysis.habits import Spans

# a price list is rarely exact to the cent: a spread below this (log scale) is not believed
LEAST_SPREAD = 0.01


def has_prices(sales: Table) -> bool:
    """Whether lines name a product and a quantity, so that a price can be told."""
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
    p = _log_drop_p(levels.assign(log=logs), least=least)
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


def cheaper_on_average(days: pd.DataFrame, of: Spans, *, least: int) -> pd.DataFrame:
    """Fall of the average purchase, where there are no prices; columns as above.

    ``days`` are the purchases: ``item``, ``date``, ``amount``.
    """
    month = days["date"].to_numpy("datetime64[M]").astype("datetime64[s]")
    place = of.months.get_indexer(pd.DatetimeIndex(month))
    looked = (place >= 0) & (of.base | of.recent)[place]
    seen = days[looked].assign(recent=of.recent[place[looked]])
    seen = seen.assign(log=np.log(seen["amount"])).rename(columns={"item": "customer"})
    p = _log_drop_p(seen, least=least)
    mean = seen.groupby(["customer", "recent"])["amount"].mean().unstack().reindex(p.index)
    table = {"base": mean[False], "recent": mean[True], "change": mean[True] / mean[False] - 1}
    return pd.DataFrame({**table, "p": p}).rename_axis("customer").reset_index()


def _log_drop_p(seen: pd.DataFrame, *, least: int) -> pd.Series:
    """One-sided p-value of a fall of the mean ``log``: Student's t with a pooled spread."""
    parts = seen.groupby(["customer", "recent"])["log"].agg(["mean", "count", "var"])
    wide = parts.unstack().reindex(
        columns=pd.MultiIndex.from_product([parts.columns, [False, True]])
    )
    base, recent = (wide.xs(side, axis=1, level=1) for side in (False, True))
    told = (base["count"] > 0) & (recent["count"] > 0)
    told &= base["count"] + recent["count"] >= least
    base, recent = base[told], recent[told]
    free = base["count"] + recent["count"] - 2
    squares = sum(part["var"].fillna(0) * (part["count"] - 1) for part in (base, recent))
    spread = np.sqrt(squares / free.clip(lower=1)).clip(lower=LEAST_SPREAD)
    error = spread * np.sqrt(1 / base["count"] + 1 / recent["count"])
    p = stats.t.cdf((recent["mean"] - base["mean"]) / error, free.clip(lower=1))
    return pd.Series(p, index=base.index)
