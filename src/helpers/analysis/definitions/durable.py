"""Which categories are bought so rarely that a silence in them says nothing?

A category is *durable* (cars, machines, furniture) when its typical gap, the median of the gaps
of the same customer within it, is longer than the horizon. Categories may also be cut so finely
that each is bought rarely and all together often: then they are no durable ones. So of the
categories with long gaps as many are durable, the longest first, as are still bought rarely when
they are taken together.
"""

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.purchases import is_purchase

DAYS = ["item", "category", "date"]


def category_days(sales: Table, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Days on which each customer bought each category; none where no category is brought.

    Returns
    -------
    ``item`` (customer), ``category``, ``date``; ordered by customer, category and day.
    """
    if "category" not in sales.columns:
        return pd.DataFrame(columns=DAYS).astype({"date": "datetime64[s]"})
    known = sales.filter(
        sales.customer.notnull()
        & sales.category.notnull()
        & (sales.date <= ibis.date(as_of.date()))
    )
    net = known.group_by(item=known.customer, category=known.category, date=known.date).aggregate(
        net=known.amount.sum()
    )
    rows = net.filter(is_purchase(net.net)).select(*DAYS).order_by(*DAYS).to_pyarrow()
    # one number for each name: millions of rows of text would not fit beside each other
    for name in ("item", "category"):
        coded = rows[name].combine_chunks().dictionary_encode()
        rows = rows.set_column(rows.schema.get_field_index(name), name, coded)
    frame = rows.to_pandas()
    return frame.assign(date=pd.to_datetime(frame["date"]).astype("datetime64[s]"))


def typical_gaps(days: pd.DataFrame, *, horizon_days: int, least_gaps: int) -> pd.DataFrame:
    """Typical gap of each category, and whether it is durable.

    Parameters
    ----------
    days
        As :func:`category_days` gives them.
    horizon_days
        Silence that means left, counted on all purchases.
    least_gaps
        A category with fewer gaps tells no typical one, and is taken for a repeated one.

    Returns
    -------
    One row per category, the longest gap first: ``category``, ``customers``, ``gaps`` (counts),
    ``usual_gap`` (days; missing where nobody bought twice), ``durable`` (yes/no).
    """
    gap = _gaps(days, ["item", "category"])
    by = days.assign(gap=gap).groupby("category", observed=True)
    table = by.agg(
        customers=("item", "nunique"), gaps=("gap", "count"), usual_gap=("gap", "median")
    )
    table = table.rename_axis("category").reset_index().astype({"category": "str"})
    table = table.sort_values(["usual_gap", "category"], ascending=[False, True], ignore_index=True)
    rare = table[(table["gaps"] >= least_gaps) & (table["usual_gap"] > horizon_days)]
    kept = _rare_together(days, rare["category"].tolist(), horizon_days)
    return table.assign(durable=table["category"].isin(kept))


def _rare_together(days: pd.DataFrame, names: list[str], horizon_days: int) -> list[str]:
    """As many of ``names``, from the first, as have a long typical gap when bought as one."""
    fits, too_many = min(1, len(names)), len(names) + 1
    while too_many - fits > 1:
        middle = (fits + too_many) // 2
        some = days.loc[days["category"].isin(names[:middle]), ["item", "date"]]
        one = some.drop_duplicates().sort_values(["item", "date"])
        if _gaps(one, ["item"]).median() > horizon_days:
            fits = middle
        else:
            too_many = middle
    return names[:fits]


def _gaps(days: pd.DataFrame, of: list[str]) -> pd.Series:
    """Days since the row before, missing where that is of another customer or category."""
    same = (days[of] == days[of].shift()).all(axis=1) if len(days) else days["date"].isna()
    return days["date"].diff().dt.days.where(same)


def of_categories(sales: Table, names: list[str], *, durable: bool) -> Table:
    """Lines of the durable categories ``names``, or of all others, those without one included.

    Returns
    -------
    Ibis table with the columns of ``sales``.
    """
    if "category" not in sales.columns or not names:
        return sales.filter(ibis.literal(False)) if durable else sales
    inside = sales.category.isin(names).fill_null(False)
    return sales.filter(inside if durable else ~inside)


def next_expected(days: pd.DataFrame, *, as_of: pd.Timestamp) -> pd.DataFrame:
    """Last durable purchase of each customer, and when customers alike bought the same again.

    Alike are those who bought the category before and waited at least as long: the expected day
    is the median of theirs, and it always lies ahead.

    Parameters
    ----------
    days
        Purchases of durable categories alone, as :func:`category_days` orders them.

    Returns
    -------
    By customer: ``last_durable`` and ``expected`` (days; missing where nobody who had waited for
    so long came back).
    """
    gaps = days.assign(gap=_gaps(days, ["item", "category"]))
    last = days.sort_values(["item", "date", "category"]).groupby("item", observed=True).tail(1)
    waited = (as_of - last["date"]).dt.days
    wait = pd.Series(np.nan, index=last.index)
    for name, part in gaps.dropna(subset="gap").groupby("category", observed=True):
        known = np.sort(part["gap"].to_numpy())
        here = last["category"] == name
        first = np.searchsorted(known, waited[here], side="right")
        middle = (first + known.size) / 2  # of those who waited for longer
        inside = known[np.minimum(middle.astype(int), known.size - 1)]
        wait[here] = np.where(first < known.size, inside, np.nan)
    found = pd.DataFrame({"last_durable": last["date"], "expected": last["date"] + _days(wait)})
    return found.set_index(last["item"].astype("str").rename("customer"))


def _days(count: pd.Series) -> pd.Series:
    return pd.to_timedelta(count, unit="D").astype("timedelta64[s]")
