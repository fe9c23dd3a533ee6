"""Can we trust what we are about to see?

What was read and what was set aside is counted in :mod:`helpers.analysis.passport.reconciliation`.
What was accepted and is odd (returns, lines that belong to nobody, lines that stand twice) is
counted here, not hidden.
"""

from typing import Any

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.given import when_given
from helpers.language import N_, Number, forms
from helpers.language.findings import Finding, Trail

ODDITIES = {
    "returns": N_("Returns and corrections (below zero)"),
    "zero": N_("Lines of zero"),
    "nobody": N_("Lines without a customer"),
    "twice": N_("Lines that repeat another one in every cell"),
    "two_files": N_("Lines that stand in two files"),
}


def size_of(sales: Table) -> pd.Series:
    """Size of the accepted sales.

    Returns
    -------
    ``lines``, ``first`` and ``last`` (dates), ``customers``, ``amount`` (money, net), ``gross``
    (money, the lines above zero).
    """
    positive = sales.amount > 0
    one = sales.aggregate(
        lines=sales.count(),
        first=sales.date.min(),
        last=sales.date.max(),
        customers=sales.customer.nunique(),
        amount=sales.amount.sum().cast("float64"),
        gross=sales.amount.sum(where=positive).cast("float64").fill_null(0.0),
    )
    return one.to_pandas().iloc[0]


def oddities(sales: Table, repeated: pd.DataFrame) -> pd.DataFrame:
    """Count what is odd among the accepted lines; a line may be odd in several ways.

    The same article twice on an invoice is common; the same line in two files points to a
    period that was exported twice.

    Parameters
    ----------
    sales
        Ibis table, one row per line.
    repeated
        Rows that repeat another one in every cell, as the intake counted them: ``table``,
        ``rows``, ``amount`` (money).

    Returns
    -------
    One row per kind (``ODDITIES``): ``oddity``, ``lines``, ``amount`` (money), ``line_share``
    (of all lines), ``amount_share`` (size of the money over gross sales), both 0–1.
    """
    size = size_of(sales)
    plain = sales.aggregate(
        [
            *_counted(sales, "returns", sales.amount < 0),
            *_counted(sales, "zero", sales.amount == 0),
            *_counted(sales, "nobody", sales.customer.isnull()),
        ]
    )
    twice = repeated[repeated["table"] == "sales"]
    sums = {"twice_lines": twice["rows"].sum(), "twice_amount": twice["amount"].sum()}
    one = pd.concat([plain.to_pandas().iloc[0], _in_two_files(sales), pd.Series(sums)])
    table = pd.DataFrame(
        {
            "oddity": list(ODDITIES),
            "lines": [int(one[f"{kind}_lines"]) for kind in ODDITIES],
            "amount": [float(one[f"{kind}_amount"]) for kind in ODDITIES],
        }
    )
    return table.assign(
        line_share=table["lines"] / max(1, size["lines"]),
        amount_share=table["amount"].abs() / size["gross"] if size["gross"] > 0 else float("nan"),
    )


def _counted(sales: Table, kind: str, which: ibis.expr.types.BooleanValue) -> list[Any]:
    amount = sales.amount.sum(where=which).cast("float64").fill_null(0.0)
    return [sales.count(where=which).name(f"{kind}_lines"), amount.name(f"{kind}_amount")]


def _in_two_files(sales: Table) -> pd.Series:
    """Lines, and their money, that stand in a second file with the same value in every column."""
    one_file = "source" not in sales.columns or sales.source.nunique().execute() < 2
    if one_file:
        return pd.Series({"two_files_lines": 0, "two_files_amount": 0.0})
    known = [column for column in sales.columns if column not in ("source", "line")]
    same = sales.group_by(known).aggregate(copies=sales.count(), files=sales.source.nunique())
    same = same.filter(same.files > 1)
    beyond = (same.copies - 1).cast("int64")
    one = same.aggregate(
        two_files_lines=beyond.sum().fill_null(0),
        two_files_amount=(same.amount * beyond).sum().cast("float64").fill_null(0.0),
    )
    return one.to_pandas().iloc[0]


def odd(table: pd.DataFrame, kind: str) -> Finding | None:
    """Say how much money stands behind one kind of :func:`oddities`.

    None where there is no such line, and where there are no gross sales to hold it against.

    Returns
    -------
    None where there are none.
    """
    row = table[table["oddity"] == kind].iloc[0]
    if not row["lines"] or pd.isna(row["amount_share"]):
        return None
    return Finding(
        key=f"passport.{kind}",
        message=MESSAGES[kind],
        numbers={
            "lines": Number(int(row["lines"])),
            "line_share": Number(float(row["line_share"]), "percent", 1),
            "money": Number(abs(float(row["amount"])), "money"),
            "share": Number(float(row["amount_share"]), "percent", 1),
        },
        plural="lines",
        role="doubt",
        trail=Trail("sales", int(row["lines"]), WHERE[kind]),
        money=abs(float(row["amount"])),
    )


MESSAGES: dict[str, str | tuple[str, str]] = {
    "returns": N_("Returns and corrections take back %(money)s: %(share)s of gross sales"),
    "zero": forms(
        "%(lines)s line of sale is zero, %(line_share)s of all",
        "%(lines)s lines of sale are zero, %(line_share)s of all",
    ),
    "nobody": N_(
        "Money that belongs to nobody: %(money)s (%(share)s of gross sales) stands on lines "
        "without a customer"
    ),
    "twice": N_("Lines that repeat another one hold %(money)s: %(share)s of gross sales"),
    "two_files": N_(
        "The same lines stand in two files, with %(money)s: was a period exported twice?"
    ),
}


WHERE = {
    "returns": "amount < 0",
    "zero": "amount = 0",
    "nobody": N_("no customer is named"),
    "twice": N_("repeats another row in every cell"),
    "two_files": N_("equal in all columns to a line of another file"),
}


@when_given
def orphans(cards: pd.DataFrame, sales: Table) -> pd.DataFrame:
    """Sales without a card and cards without sales; None where no cards were brought.

    Returns
    -------
    Two rows: ``kind`` (``no card``, ``no sales``), ``customers``, ``amount`` (money).
    """
    named = sales.filter(sales.customer.notnull())
    totals = named.group_by("customer").aggregate(amount=named.amount.sum().cast("float64"))
    bought = totals.to_pandas().set_index("customer")["amount"]
    no_card = bought[~bought.index.isin(cards["customer"])]
    no_sales = ~cards["customer"].isin(bought.index)
    return pd.DataFrame(
        {
            "kind": ["no card", "no sales"],
            "customers": [len(no_card), int(no_sales.sum())],
            "amount": [float(no_card.sum()), 0.0],
        }
    )


@when_given
def cards_and_sales(orphaned: pd.DataFrame) -> Finding:
    """Say what is sold to customers about whom nothing is written, and which cards are idle.

    Returns
    -------
    Counts and money of both sides.
    """
    rows = orphaned.set_index("kind")
    no_card = int(rows.loc["no card", "customers"])
    money = float(rows.loc["no card", "amount"])
    return Finding(
        key="passport.no_card",
        message=forms(
            "%(n)s customer who buys has no card: %(money)s of net sales; "
            "cards without a single sale: %(idle)s",
            "%(n)s customers who buy have no card: %(money)s of net sales; "
            "cards without a single sale: %(idle)s",
        )
        if no_card
        else N_("Every customer who buys has a card; cards without a single sale: %(idle)s"),
        numbers={
            "n": Number(no_card),
            "money": Number(money, "money"),
            "idle": Number(int(rows.loc["no sales", "customers"])),
        },
        plural="n",
        role="doubt",
        trail=Trail("orphans", len(orphaned)),
        money=abs(money) if no_card else None,
    )
