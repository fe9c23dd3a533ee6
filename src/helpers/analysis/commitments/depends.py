"""What hangs on one manager?"""

from typing import NamedTuple

import pandas as pd

from helpers.analysis.commitments.handover import HandedOver
from helpers.analysis.commitments.panel import SHARED
from helpers.settings import CommitmentSettings

DEPENDS = ["customer", "manager", "money", "at_stake"]


class Leaving(NamedTuple):
    """Share of customers (0–1) who go with their manager beyond those who go anyway.

    ``known``: from hand-overs of this client; else it is assumed, and ``low`` and ``high`` are
    the same.
    """

    share: float
    low: float
    high: float
    known: bool


def leaving(found: HandedOver | None, rules: CommitmentSettings) -> Leaving:
    """What earlier hand-overs say, where they say that anybody goes; else what is assumed.

    Returns
    -------
    A share of customers (0–1), and whether it is known or assumed.
    """
    if found is not None and found.all.matched >= rules.least_customers:
        value, low, high = found.all.estimate
        if low > 0:
            return Leaving(value, low, high, known=True)
    assumed = rules.leave_with_manager
    return Leaving(assumed, assumed, assumed, known=False)


def depends_on_manager(table: pd.DataFrame, money: pd.Series, goes: Leaving) -> pd.DataFrame:
    """Customers with a habit who buy at one desk, and what would go with it.

    Parameters
    ----------
    table
        As :func:`panel.panel`, of one cut-off: the last day.
    money
        Of a year, by customer.

    Returns
    -------
    One row per customer, the most money first: ``customer``, ``manager``, ``money`` (a year),
    ``at_stake`` (money times the share that goes with a manager).
    """
    own = table[table["manager"] != SHARED]
    worth = own["customer"].map(money).fillna(0.0).clip(lower=0.0)
    rows = own.assign(money=worth, at_stake=worth * goes.share)
    rows = rows.sort_values(["money", "customer"], ascending=[False, True], ignore_index=True)
    return rows[DEPENDS]


def by_manager(rows: pd.DataFrame) -> pd.DataFrame:
    """Sums of :func:`depends_on_manager` by manager, the most money first.

    Returns
    -------
    ``manager``, ``customers``, ``money`` and ``at_stake`` (money a year).
    """
    sums = rows.groupby("manager").agg(
        customers=("customer", "size"), money=("money", "sum"), at_stake=("at_stake", "sum")
    )
    return sums.reset_index().sort_values(
        ["money", "manager"], ascending=[False, True], ignore_index=True
    )
