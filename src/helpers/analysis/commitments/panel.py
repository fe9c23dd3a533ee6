"""Whose customer was each, and what was known of him, half a year after half a year?

Sales are summed to customers and spans between the cut-offs by their own engine; what was known on
a day is what stands in the spans before it, and nothing else.
"""

from typing import NamedTuple

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.history import EPOCH, as_day
from helpers.analysis.definitions.purchases import customer_days, is_purchase
from helpers.periods import MONTHS_OF_YEAR, add_months
from helpers.settings import CommitmentSettings

HALF_YEAR = MONTHS_OF_YEAR // 2
YEAR_SPANS = 2  # half-years whose invoices say whose customer it is
MOST_CUTOFFS = 8
MOST_CATEGORIES = 6  # the largest; the others are one
SHARED = "shared"  # nobody wrote most of the invoices
SLACK = 31  # days without an invoice that do not mean that somebody has left


class Spans(NamedTuple):
    """What each customer did between the cut-offs.

    ``cutoffs``: days since 1970, the latest first; the last ``YEAR_SPANS`` of them only end a year
    before another. Arrays have one row per customer, one column per span: the first is after the
    latest cut-off, the last before the earliest. ``first``, ``last``: days of purchase (0 where
    there is none). ``amounts``: money by customer, span and category. ``desks``: invoice days by
    customer (``who``, its number), ``span`` and ``manager``. ``worked``: last invoice of each
    manager, in days since 1970.
    """

    customers: pd.Index
    cutoffs: np.ndarray
    purchases: np.ndarray
    first: np.ndarray
    last: np.ndarray
    amounts: np.ndarray
    desks: pd.DataFrame
    worked: pd.Series


def half_years(sales: Table, *, as_of: pd.Timestamp, horizon_days: int) -> list[pd.Timestamp]:
    """Cut-offs half a year apart with a year of records before them, the latest first.

    Returns
    -------
    The latest is a horizon before ``as_of``; none where the records are too short.
    """
    first = sales.date.min().execute()
    latest = as_of - pd.Timedelta(days=horizon_days)
    days = [add_months(latest, -HALF_YEAR * k) for k in range(MOST_CUTOFFS)]
    return [day for day in days if pd.notna(first) and before(day)[-1] >= pd.Timestamp(first)]


def before(day: pd.Timestamp) -> list[pd.Timestamp]:
    """Ends of the half-years before a cut-off whose invoices say whose customer it is.

    Returns
    -------
    ``YEAR_SPANS`` days, the latest first.
    """
    return [add_months(day, -HALF_YEAR * (k + 1)) for k in range(YEAR_SPANS)]


def spans(sales: Table, cutoffs: list[pd.Timestamp], *, as_of: pd.Timestamp) -> Spans:
    """Sum sales between cut-offs that lie half a year apart, the latest first.

    Parameters
    ----------
    sales
        With ``manager``; ``category`` where brought.

    Returns
    -------
    One row per customer who bought up to ``as_of``.
    """
    known = sales.filter(sales.customer.notnull() & (sales.date <= ibis.date(as_of.date())))
    days = [*cutoffs, *before(cutoffs[-1])]
    bought = _bought(known, days)
    customers = pd.Index(sorted(bought["customer"].unique()), name="customer")
    shape = (len(customers), len(days) + 1)
    place = customers.get_indexer(bought["customer"]), bought["span"].to_numpy(int)
    purchases, first, last = (
        _laid(shape, place, bought[n]) for n in ("purchases", "first", "last")
    )
    desks, worked = _desks(known, days, customers)
    return Spans(
        customers, np.array([as_day(day) for day in days]), purchases, first, last,
        _amounts(known, days, customers), desks, worked,
    )  # fmt: skip


def _span(date: ibis.Value, days: list[pd.Timestamp]) -> ibis.Value:
    """Number of the span of a date: how many cut-offs it does not come after."""
    return sum((date <= ibis.date(day.date())).cast("int64") for day in days).name("span")


def _bought(known: Table, days: list[pd.Timestamp]) -> pd.DataFrame:
    bought = customer_days(known)
    bought = bought.filter(is_purchase(bought.net))
    sums = bought.group_by("customer", _span(bought.date, days)).aggregate(
        purchases=bought.count().cast("float64"), first=bought.date.min(), last=bought.date.max()
    )
    frame = sums.to_pandas()
    as_days = {n: (pd.to_datetime(frame[n]) - EPOCH).dt.days for n in ("first", "last")}
    return frame.assign(**as_days)


def _laid(shape: tuple[int, int], place: tuple[np.ndarray, ...], values: pd.Series) -> np.ndarray:
    laid = np.zeros(shape)
    laid[place] = values.to_numpy(float)
    return laid


def _amounts(known: Table, days: list[pd.Timestamp], customers: pd.Index) -> np.ndarray:
    """Money by customer, span and category; of many categories the largest, and the rest as one."""
    category = known.category if "category" in known.columns else ibis.literal("")
    by = known.group_by("customer", _span(known.date, days), category=category.fill_null(""))
    rows = by.aggregate(net=known.amount.sum().cast("float64")).to_pandas()
    rows = rows[rows["customer"].isin(customers)]
    order = rows.groupby("category")["net"].sum().sort_index().sort_values(
        ascending=False, kind="stable"
    )  # fmt: skip
    names = list(order.index[:MOST_CATEGORIES])
    number = pd.Index(names).get_indexer(rows["category"])
    number = np.where(number < 0, len(names), number)
    laid = np.zeros((len(customers), len(days) + 1, len(names) + 1))
    place = customers.get_indexer(rows["customer"]), rows["span"].to_numpy(int), number
    np.add.at(laid, place, rows["net"].to_numpy())
    return laid


def _desks(
    known: Table, days: list[pd.Timestamp], customers: pd.Index
) -> tuple[pd.DataFrame, pd.Series]:
    """Invoice days by customer, span and manager; and the last of each manager."""
    lines = known.filter(known.amount > 0)
    by = lines.group_by("customer", _span(lines.date, days), lines.manager)
    rows = by.aggregate(days=lines.date.nunique().cast("float64")).to_pandas()
    rows["who"] = customers.get_indexer(rows["customer"])
    last = lines.filter(lines.manager.notnull()).group_by("manager")
    worked = last.aggregate(last=lines.date.max()).to_pandas().set_index("manager")["last"]
    rows = rows[rows["who"] >= 0].assign(manager=rows["manager"].fillna(""))
    return rows[["who", "span", "manager", "days"]], (pd.to_datetime(worked) - EPOCH).dt.days


def panel(
    found: Spans, rules: CommitmentSettings, *, within: int, silent_most: int, left: bool = False
) -> pd.DataFrame:
    """Customers with a habit at each cut-off, whose they were, and whether they were lost.

    A customer counts who had bought ``least_purchases`` times. Whoever wrote ``desk_share`` of the
    invoice days of the year before is his manager, whatever the card says today.

    Parameters
    ----------
    within
        Days after the cut-off without a purchase that mean lost.
    silent_most
        Days of silence before it; who had been silent for longer had left already.
    left
        Whether a manager who left before these days were over has customers all the same; else
        he is not judged by those whom he left behind.

    Returns
    -------
    One row per customer and cut-off: ``customer``, ``who`` (its number), ``cutoff`` (its number),
    ``manager``, ``lost``, ``silence`` (days), ``purchases``, ``age`` (days), ``value`` (net sales
    of the year before), ``before`` and ``after`` (of the half-years around the cut-off), ``main``
    (number of the category with most money), and a column of shares for each category
    (``share_0`` …).
    """
    asked = range(len(found.cutoffs) - YEAR_SPANS)
    stay = -np.inf if left else within - SLACK
    parts = []
    for k in asked:
        table = _known(found, k, least=rules.least_purchases, silent_most=silent_most)
        manager = _manager(found, k, share=rules.desk_share, stay=stay)
        lost = table["next"] > found.cutoffs[k] + within
        parts.append(table.assign(manager=manager[table["who"]], lost=lost))
    return pd.concat(parts, ignore_index=True).drop(columns="next")


def _known(found: Spans, k: int, *, least: int, silent_most: int) -> pd.DataFrame:
    """What was known of each customer at a cut-off, and what came after."""
    day, then = found.cutoffs[k], slice(k + 1, None)
    purchases = found.purchases[:, then].sum(axis=1)
    silence = day - found.last[:, then].max(axis=1)
    who = np.flatnonzero((purchases >= least) & (silence <= silent_most))
    came = np.where(found.first > 0, found.first, np.inf)[who]
    money = found.amounts[who]
    spent = np.maximum(money[:, then].sum(axis=1), 0.0)
    whole = spent.sum(axis=1, keepdims=True)
    shares = spent / np.where(whole > 0, whole, 1.0)
    table = {
        "customer": found.customers[who], "who": who, "cutoff": k,
        "silence": silence[who], "purchases": purchases[who],
        "age": day - came[:, then].min(axis=1), "next": came[:, : k + 1].min(axis=1),
        "value": np.maximum(money[:, k + 1 : k + 1 + YEAR_SPANS].sum(axis=(1, 2)), 0.0),
        "before": money[:, k + 1].sum(axis=1), "after": money[:, k].sum(axis=1),
        "main": spent.argmax(axis=1),
    }  # fmt: skip
    return pd.DataFrame(table | {f"share_{n}": shares[:, n] for n in range(shares.shape[1])})


def _manager(found: Spans, k: int, *, share: float, stay: float) -> np.ndarray:
    """Whose customer each is at a cut-off; ``SHARED`` where it is nobody's, or he did not stay."""
    year = found.desks["span"].isin(range(k + 1, k + 1 + YEAR_SPANS))
    days = found.desks[year].groupby(["who", "manager"])["days"].sum().reset_index()
    days["share"] = days["days"] / days.groupby("who")["days"].transform("sum")
    own = days[(days["share"] >= share) & (days["manager"] != "")]
    own = own[own["manager"].map(found.worked) >= found.cutoffs[k] + stay]
    names = np.full(len(found.customers), SHARED, dtype=object)
    names[own["who"].to_numpy()] = own["manager"]
    return names
