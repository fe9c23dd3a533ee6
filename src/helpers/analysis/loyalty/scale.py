"""By how much must a rival be better, and how much revenue stands at each step of that scale?

Nought leaves for an equal offer, fifty needs one half as good again, ninety and more does not
leave. The last answer of a customer counts, and an old one counts as none.
"""

import pandas as pd

from helpers.estimates import share
from helpers.periods import add_months

COLUMNS = ["threshold", "customers", "share", "low", "high", "revenue", "revenue_share"]
STAYS_FROM = 0.9  # who needs so much more does not leave: method book


def last_answers(rows: pd.DataFrame, *, as_of: pd.Timestamp, months: int | None) -> pd.DataFrame:
    """Last answer of each customer on the loyalty scale, if it is young enough.

    Parameters
    ----------
    rows
        ``customer``, ``date``, ``threshold`` (per cent).
    months
        Months after which a customer counts as not asked; None where age does not matter.

    Returns
    -------
    By customer: ``customer``, ``date``, ``threshold`` (share: 0.1 is ten per cent better).
    """
    known = rows.dropna(subset=["customer", "date", "threshold"])
    known = known[known["date"] <= as_of].sort_values(["date", "customer"], kind="stable")
    last = known.drop_duplicates("customer", keep="last")
    if months is not None:
        last = last[last["date"] > add_months(as_of, -months)]
    told = last[["customer", "date"]].assign(threshold=last["threshold"] / 100)
    return told.sort_values("customer", ignore_index=True)


def scale(asked: pd.DataFrame) -> pd.DataFrame:
    """Customers and revenue at each step of the scale.

    Parameters
    ----------
    asked
        ``threshold`` (share) and ``revenue`` (money a year) of each customer who was asked.

    Returns
    -------
    ``COLUMNS``, the smallest step first; shares of customers with Wilson's interval.
    """
    by = asked.groupby("threshold")["revenue"].agg(["size", "sum"]).reset_index()
    whole = float(by["sum"].sum())
    rows = [
        (step, int(many), *share(int(many), len(asked)), money, money / whole if whole else 0.0)
        for step, many, money in by.itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
