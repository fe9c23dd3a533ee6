"""Which categories has a customer stopped buying while it buys on?

The test looks at the mix alone: among so many recent purchases, would the category be
missing by chance, given how often it stood on the customer's purchases before? A customer
who merely buys more rarely is not accused of dropping all its categories.
"""

import ibis
import numpy as np
import pandas as pd
import scipy
from ibis.expr.types import Table

from helpers.analysis.definitions.purchases import is_purchase
from helpers.analysis.signals.spans import Spans


def categories_bought(sales: Table, of: Spans) -> pd.DataFrame:
    """How often each customer bought each category, and for how much.

    Returns
    -------
    ``customer``, ``category``, ``base_days`` and ``recent_days`` (days with a positive net
    sum in base and recent months), ``months`` (of the base year with such a day),
    ``year_amount`` (money of the base year). Ordered by customer and category.
    """
    first, last = of.months[0].date(), (of.months[-1] + pd.offsets.MonthEnd(0)).date()
    known = sales.filter(
        sales.customer.notnull()
        & sales.category.notnull()
        & sales.date.between(ibis.date(first), ibis.date(last))
    )
    days = known.group_by("customer", "category", "date").aggregate(amount=known.amount.sum())
    month = days.date.truncate("M")
    days = days.mutate(
        month=month,
        bought=is_purchase(days.amount),
        recent=month.isin([m.date() for m in of.months[of.recent]]),
        base=month.isin([m.date() for m in of.months[of.base]]),
    )
    table = days.group_by("customer", "category").aggregate(
        base_days=(days.bought & days.base).sum(),
        recent_days=(days.bought & days.recent).sum(),
        months=days.month.nunique(where=days.bought & ~days.recent),
        year_amount=days.amount.sum(where=~days.recent).cast("float64"),
    )
    frame = table.order_by("customer", "category").to_pyarrow().to_pandas()
    return frame.fillna({"base_days": 0, "recent_days": 0, "year_amount": 0.0})


def dropped_categories(
    bought: pd.DataFrame, purchases: pd.DataFrame, *, least_months: int
) -> pd.DataFrame:
    """Categories that were a habit, with the chance that they are missing by chance.

    Categories that nobody bought lately are left out: the company has dropped them.

    Parameters
    ----------
    bought
        Rows of :func:`categories_bought`.
    purchases
        Purchases of each customer: index ``customer``, columns ``base`` and ``recent``.
    least_months
        Months of the base year in which a habit was bought.

    Returns
    -------
    One row per customer and category that was a habit of a customer who still buys:
    ``customer``, ``category``, ``months``, ``year_amount`` (money), ``absent`` (yes/no),
    ``p`` (one-sided, not corrected).
    """
    alive = bought.groupby("category")["recent_days"].transform("sum") > 0
    habit = bought[alive & (bought["months"] >= least_months) & (bought["base_days"] > 0)]
    own = purchases.reindex(habit["customer"]).to_numpy(float)
    base = np.maximum(own[:, 0], habit["base_days"])
    recent = np.maximum(own[:, 1], habit["recent_days"])
    with_it = habit["base_days"] + habit["recent_days"]
    chance = scipy.stats.hypergeom(base + recent, with_it, recent)
    seen = habit["recent_days"].to_numpy()
    p = chance.cdf(seen) - 0.5 * chance.pmf(seen)
    table = habit.assign(absent=seen == 0, p=p)[recent.to_numpy() > 0]
    return table.drop(columns=["base_days", "recent_days"]).reset_index(drop=True)
