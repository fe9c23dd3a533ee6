"""What was taken off the full price, for whom, in which category?"""

from typing import NamedTuple

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.purchases import customer_days, first_days
from helpers.analysis.definitions.serving import Window

CELL = ["category", "newcomer"]


class Given(NamedTuple):
    """Sales at full price and what was taken off.

    ``by_customer``: ``customer``, ``category``, ``newcomer`` (0 or 1), ``lines``, ``full``,
    ``given``, ``squares`` and ``cubes`` (sums of powers of full prices). ``cells``: ``category``,
    ``newcomer``, ``lines``, ``full``, ``given``, ``undiscounted`` (lines), ``spread`` and ``lean``
    (second and third central moment of the depth of lines). ``by_category``: what
    :func:`prices.by_category` takes.
    """

    by_customer: pd.DataFrame
    cells: pd.DataFrame
    by_category: pd.DataFrame


def given(sales: Table, counted: Window, *, newcomer_days: int) -> Given:
    """Add up full prices and discounts of the lines sold in the months of a window.

    A return has no terms: it is left out. Lines of somebody who bought for the first time less
    than ``newcomer_days`` before are kept apart, because a welcome discount is no privilege.
    """
    lines = _lines(sales, counted, newcomer_days=newcomer_days)
    depth = lines.given / lines.full
    sums = {"lines": lines.count(), "full": lines.full.sum(), "given": lines.given.sum()}
    by_customer = (
        lines.group_by("customer", *CELL)
        .aggregate(**sums, squares=(lines.full**2).sum(), cubes=(lines.full**3).sum())
        .order_by("customer", *CELL)
    )
    cells = (
        lines.group_by(*CELL)
        .aggregate(
            **sums,
            undiscounted=(lines.given <= 0).cast("int64").sum(),
            **{f"power_{n}": (depth**n).mean() for n in (1, 2, 3)},
        )
        .order_by(*CELL)
    )
    costed = lines.cost.notnull()
    by_category = (
        lines.group_by("category")
        .aggregate(
            **sums,
            full_costed=lines.full.sum(where=costed),
            cost=lines.cost.sum(where=costed),
        )
        .order_by("category")
    )
    exact = by_category.to_pandas().fillna({"full_costed": 0.0, "cost": 0.0})
    return Given(by_customer.to_pandas(), _central(cells.to_pandas()), exact)


def _central(cells: pd.DataFrame) -> pd.DataFrame:
    """Moments of the depth about its mean, in place of those about nothing."""
    one, two, three = (cells.pop(f"power_{n}") for n in (1, 2, 3))
    spread = (two - one**2).clip(lower=0.0)
    return cells.assign(spread=spread, lean=three - 3 * one * two + 2 * one**3)


def _lines(sales: Table, counted: Window, *, newcomer_days: int) -> Table:
    """Lines sold, with their full price; what a client did not bring is empty or nothing."""
    months = [month.date() for month in counted.months]
    named = sales.filter(sales.customer.notnull())
    first = first_days(customer_days(named))
    lines = named.filter((named.amount > 0) & named.date.truncate("M").isin(months))
    lines = lines.left_join(first, "customer")
    nothing = ibis.literal(None, "float64")
    off = lines.discount.cast("float64") if "discount" in sales.columns else ibis.literal(0.0)
    off = off.fill_null(0.0)
    off = ibis.ifelse(off > 0, off, 0.0)
    since = lines.date.delta(lines["first"], unit="day")
    return lines.select(
        "customer",
        category=lines.category.fill_null("") if "category" in sales.columns else ibis.literal(""),
        newcomer=(since < newcomer_days).fill_null(False).cast("int64"),
        full=lines.amount.cast("float64") + off,
        given=off,
        cost=lines.cost.cast("float64") if "cost" in sales.columns else nothing,
    )
