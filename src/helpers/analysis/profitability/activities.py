"""What does serving cost, by activity and each time, and what drives it in each quadrant?"""

import pandas as pd

from helpers.analysis.profitability.quadrants import QUADRANTS
from helpers.language import tr

COLUMNS = ["activity", "events", "cost", "per_event", "customers"]


def activities(costs: pd.DataFrame) -> pd.DataFrame:
    """Cost of each activity, and of one event of it.

    Parameters
    ----------
    costs
        Lines of the window: ``customer``, ``amount`` (money) and, where known, ``activity`` and
        ``events`` (how many times; a line is one where nothing else is said).

    Returns
    -------
    One row per activity, the dearest first: ``activity``, ``events``, ``cost``, ``per_event``
    (money), ``customers``.
    """
    rows = _named(costs)
    table = rows.groupby("activity").agg(
        events=("events", "sum"), cost=("amount", "sum"), customers=("customer", "nunique")
    )
    table = table.assign(per_event=table["cost"] / table["events"]).reset_index()
    return table.sort_values(["cost", "activity"], ascending=[False, True], ignore_index=True)[
        COLUMNS
    ]


def drivers(costs: pd.DataFrame, quadrants: pd.Series) -> pd.DataFrame:
    """Share of each activity in the cost to serve of each quadrant.

    Parameters
    ----------
    quadrants
        Quadrant by customer.

    Returns
    -------
    One row per activity, the dearest first, one column per quadrant that costs anything (0–1).
    """
    rows = _named(costs).assign(quadrant=lambda r: r["customer"].map(quadrants))
    laid = rows.pivot_table(index="activity", columns="quadrant", values="amount", aggfunc="sum")
    laid = laid.reindex(index=activities(costs)["activity"], columns=[*QUADRANTS]).fillna(0.0)
    return (laid / laid.sum()).dropna(axis="columns", how="all")


def dearest_of_each(costs: pd.DataFrame) -> pd.DataFrame:
    """Activity that costs the most at each customer.

    Returns
    -------
    By customer: ``activity``, ``amount`` (money).
    """
    sums = _named(costs).groupby(["customer", "activity"], as_index=False)["amount"].sum()
    order = sums.sort_values(["customer", "amount", "activity"], ascending=[True, False, True])
    return order.drop_duplicates("customer").set_index("customer")


def _named(costs: pd.DataFrame) -> pd.DataFrame:
    rows = costs.assign(amount=costs["amount"].astype("float64"))
    rows = rows if "events" in rows else rows.assign(events=1)
    if "activity" not in rows:
        return rows.assign(activity=tr("all activities"))
    return rows.assign(activity=rows["activity"].fillna(tr("not named")).astype("str"))
