"""Who moved between the classes, and how much money moved with them?"""

import pandas as pd

from helpers.periods import add_months

CELLS = [a + x for a in "ABC" for x in "XYZ"]
ENTERED, GONE = "entered", "gone"
SPANS = {"month": 1, "quarter": 3}


def before_and_after(classes: pd.DataFrame, *, months: int) -> pd.DataFrame:
    """Each item at the last month-end beside itself ``months`` earlier.

    Parameters
    ----------
    classes
        Rows of ``abc_xyz``: ``as_of``, ``item``, ``amount``, ``abc``, ``xyz``, ``settled``.

    Returns
    -------
    One row per item of either month-end, by name: ``item``, ``from`` and ``to`` (the cells of
    the two days; ``entered`` and ``gone`` where it was not there), ``settled_from`` and
    ``settled_to``, ``amount_before`` and ``amount`` (money of the two windows). Empty when
    there is no month-end so long ago.
    """
    last = classes["as_of"].max()
    past = add_months(last, -months) + pd.offsets.MonthEnd(0) if len(classes) else last
    was = _cells(classes[classes["as_of"] == past]) if len(classes) else classes
    if was.empty:
        names = ("item", "from", "to", "settled_from", "settled_to", "amount_before", "amount")
        return pd.DataFrame(columns=list(names))
    both = was.merge(
        _cells(classes[classes["as_of"] == last]), on="item", how="outer", suffixes=("_was", "")
    )
    return pd.DataFrame(
        {
            "item": both["item"],
            "from": both["cell_was"].fillna(ENTERED),
            "to": both["cell"].fillna(GONE),
            "settled_from": both["settled_was"].fillna(ENTERED),
            "settled_to": both["settled"].fillna(GONE),
            "amount_before": both["amount_was"].fillna(0.0),
            "amount": both["amount"].fillna(0.0),
        }
    ).sort_values("item", ignore_index=True)


def _cells(classes: pd.DataFrame) -> pd.DataFrame:
    cell = classes["abc"] + classes["xyz"]
    return classes[["item", "amount", "settled"]].assign(cell=cell)


def migration(classes: pd.DataFrame) -> pd.DataFrame:
    """Customers and money from each cell to each cell, over the last month and quarter.

    Returns
    -------
    One row per span and pair of cells that somebody went: ``span`` (``month``,
    ``quarter``), ``from``, ``to``, ``customers``, ``amount`` (money of the window that ends
    now), ``amount_before`` (money of the window that ended then). Over the rows of one
    ``to`` the customers and ``amount`` add up to the class now; over the rows of one
    ``from`` the customers and ``amount_before`` add up to the class then.
    """
    parts = [
        before_and_after(classes, months=months)
        .groupby(["from", "to"], as_index=False)
        .agg(
            customers=("item", "size"),
            amount=("amount", "sum"),
            amount_before=("amount_before", "sum"),
        )
        .assign(span=span)
        for span, months in SPANS.items()
    ]
    table = pd.concat([part for part in parts if len(part)] or parts[:1], ignore_index=True)
    columns = ["span", "from", "to", "customers", "amount", "amount_before"]
    return table.sort_values(["span", "from", "to"], ignore_index=True)[columns]


def migration_matrix(table: pd.DataFrame, *, span: str, value: str) -> pd.DataFrame:
    """Square of one span: rows from, columns to, 0 where nobody went.

    All nine cells stand in it, with ``entered`` as the last row and ``gone`` as the last
    column.
    """
    one = table[table["span"] == span]
    square = one.pivot_table(index="from", columns="to", values=value, aggfunc="sum")
    return square.reindex(index=[*CELLS, ENTERED], columns=[*CELLS, GONE]).fillna(0.0)


def moves(pairs: pd.DataFrame) -> pd.DataFrame:
    """Items that moved for good between two month-ends, the largest loss of money first.

    A move counts when the *settled* cells differ, so that an item at a border does not
    flicker in and out of the list.

    Parameters
    ----------
    pairs
        Rows of :func:`before_and_after`.

    Returns
    -------
    ``item``, ``from``, ``to``, ``direction`` (``down``, ``gone``, ``up``, ``entered``),
    ``amount_before``, ``amount``, ``change`` (money).
    """
    moved = pairs[pairs["settled_from"] != pairs["settled_to"]]
    direction = _rank(moved["settled_to"]).gt(_rank(moved["settled_from"]))
    words = direction.map({True: "down", False: "up"}).astype("str")
    words = words.mask(moved["settled_from"] == ENTERED, ENTERED)
    return (
        moved.assign(**{"from": moved["settled_from"], "to": moved["settled_to"]})
        .assign(direction=words.mask(moved["settled_to"] == GONE, GONE))
        .assign(change=moved["amount"] - moved["amount_before"])
        .sort_values(["change", "item"], ignore_index=True)
    )[["item", "from", "to", "direction", "amount_before", "amount", "change"]]


def _rank(cells: pd.Series) -> pd.Series:
    """Order of the cells, the best first: money before regularity."""
    return cells.map({cell: number for number, cell in enumerate(CELLS)})
