"""How does profit add up, customer after customer, and who takes it back?

The whale curve: customers in order of profit, the best first, and the profit of all so far. It
rises to a peak and falls where customers cost more than they bring (Kaplan and Cooper 1998).
"""

import pandas as pd

MAKERS, OTHERS, TAKERS = "makers", "others", "takers"
PARTS = (MAKERS, OTHERS, TAKERS)
CURVE = ["rank", "customer", "profit", "profit_so_far", "share_so_far"]


def curve(customers: pd.DataFrame) -> pd.DataFrame:
    """Customers in order of profit, and what they make together.

    Parameters
    ----------
    customers
        ``customer``, ``profit`` (money).

    Returns
    -------
    One row per customer, the most profit first: ``rank`` (from 1), ``customer``, ``profit``,
    ``profit_so_far`` (money), ``share_so_far`` (of the profit of all; missing where that is not
    above zero, and shares say nothing).
    """
    order = customers.sort_values(["profit", "customer"], ascending=[False, True])
    so_far = order["profit"].cumsum().to_numpy()
    whole = so_far[-1] if len(order) else 0.0
    return pd.DataFrame(
        {
            "rank": range(1, len(order) + 1),
            "customer": order["customer"].to_numpy(),
            "profit": order["profit"].to_numpy(),
            "profit_so_far": so_far,
            "share_so_far": so_far / whole if whole > 0 else float("nan"),
        }
    )


def parts(row: pd.DataFrame, *, most: float) -> pd.DataFrame:
    """Three parts of the curve: who makes most of the peak, who adds the rest, who takes back.

    Parameters
    ----------
    row
        As :func:`curve` gives it.
    most
        Share of the peak (0–1) at which the first part ends.

    Returns
    -------
    One row per part, in the order of the curve: ``part`` (of ``PARTS``), ``customers``, ``profit``
    (money; below zero of those who take), ``customers_share`` (0–1), ``until`` (last rank).
    """
    whose = pd.Series(OTHERS, index=row.index)
    above = row["profit"] > 0
    before = row["profit_so_far"] - row["profit"]
    whose[above & (before < most * row["profit"].where(above, 0.0).sum())] = MAKERS
    whose[row["profit"] < 0] = TAKERS
    table = row.groupby(whose).agg(customers=("profit", "size"), profit=("profit", "sum"))
    table = table.reindex(list(PARTS)).fillna(0.0).astype({"customers": "int64"})
    return pd.DataFrame(
        {
            "part": list(PARTS),
            "customers": table["customers"].to_numpy(),
            "profit": table["profit"].to_numpy(),
            "customers_share": table["customers"].to_numpy() / max(len(row), 1),
            "until": table["customers"].cumsum().to_numpy(),
        }
    )


def peak(row: pd.DataFrame) -> float:
    """Profit at the top of the curve, before anybody takes it back (money)."""
    return float(row["profit"].clip(lower=0).sum())


def made_by(row: pd.DataFrame, *, top: float) -> float:
    """Share of all profit that the best ``top`` of customers make; above 1 where others take back.

    >>> made_by(curve(pd.DataFrame({"customer": list("abcde"), "profit": [50, 30, 20, 10, -10]})),
    ...         top=0.8)
    1.1
    """
    n = max(1, round(top * len(row)))
    return float(row["share_so_far"].iloc[n - 1])
