"""Who does what with which customers, by when?

Verdicts are those of the chapter on winning back; nothing is weighed again here.
"""

import pandas as pd

from helpers.analysis.definitions.base import base_of, head
from helpers.analysis.definitions.verdicts import STEPS
from helpers.language import money, ntr, number, tr
from helpers.language.columns import column

CALLED = ("talk to", "win back")
ORDERS = ("talk to", "win back", "keep", "new terms", "grow", "let go", "left alone")


def listed(given: pd.DataFrame) -> pd.DataFrame:
    """Every customer with its verdict, as a list to filter.

    Returns
    -------
    ``customer``, ``verdict``, ``because``, ``step`` (words), ``manager``, the money of the base,
    ``change_year``, ``last_purchase``.
    """
    steps = [tr(STEPS.get(str(step), "")) for step in given["step"]]
    shown = ["customer", "verdict", "because", "step", "manager", base_of(given), "change_year",
             "last_purchase"]  # fmt: skip
    return given.assign(step=steps)[shown]


def heads(given: pd.DataFrame) -> list[str]:
    """Heads of the worksheet on who does what."""
    base, stake = head(base_of(given)), column("at_stake").label
    return [tr("What we do"), tr("With whom"), base, stake, tr("Who answers"), tr("By when")]


def lines(given: pd.DataFrame) -> list[list[str]]:
    """One line for each order that is given to anybody: what, how many customers, their money.

    Whoever has left brought next to nothing in the last year; what a call is about stands beside.

    Returns
    -------
    Texts of the first columns of :func:`heads`.
    """
    base = base_of(given)
    found = []
    for order in ORDERS:
        rows = given[given["verdict"] == order]
        if len(rows):
            form = ntr("%(n)s customer", "%(n)s customers", len(rows))
            together = money(float(rows[base].sum()))
            stake = money(float(rows["at_stake"].sum())) if order in CALLED else ""
            found.append([tr(order), form % {"n": number(len(rows))}, together, stake])
    return found


def title(given: pd.DataFrame, *orders: str) -> str | None:
    """Title of the worksheet of an order; None where nobody stands under it.

    Returns
    -------
    Words, or None.
    """
    words = {"keep": tr("Customers whom nobody may lose"), "new terms": tr("New terms, or goodbye")}
    some = given["verdict"].isin(orders).any()
    return words[orders[0]] if some else None
