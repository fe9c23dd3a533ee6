"""What do customers with more signs of the best bring, and who is one step away?"""

import pandas as pd

from helpers.analysis.definitions.best_customer import SIGNS, lacking

COLUMNS = ["points", "customers", "share", "revenue", "revenue_share", "each"]


def told(table: pd.DataFrame) -> list[str]:
    """Signs that the records can tell, by their keys."""
    return [name for name in SIGNS if table[name].notna().any()]


def by_points(table: pd.DataFrame) -> pd.DataFrame:
    """Customers and revenue by the number of signs, the most first.

    Parameters
    ----------
    table
        ``points`` and ``revenue`` (money a year) of each customer.

    Returns
    -------
    ``COLUMNS``: ``each`` is the revenue of a customer in the middle.
    """
    by = table.groupby("points")["revenue"].agg(["size", "sum", "median"]).reset_index()
    by.columns = ["points", "customers", "revenue", "each"]
    whole = float(by["revenue"].sum())
    by = by.assign(
        share=by["customers"] / max(len(table), 1),
        revenue_share=by["revenue"] / (whole or 1.0),
    )
    return by.sort_values("points", ascending=False, ignore_index=True)[COLUMNS]


def one_step_away(table: pd.DataFrame) -> pd.DataFrame:
    """Customers who still bring revenue and lack one sign, the most revenue first.

    Returns
    -------
    ``customer``, ``lacks`` (words), ``revenue`` (money a year).
    """
    near = table[table["short_of_best"].notna() & (table["revenue"] > 0)]
    near = near.assign(lacks=lacking(near["short_of_best"]))
    near = near.sort_values(["revenue", "customer"], ascending=[False, True], ignore_index=True)
    return near[["customer", "lacks", "revenue"]]
