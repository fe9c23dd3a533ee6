"""Who has come back within the last year, and do they stay?"""

import pandas as pd

from helpers.periods import year_before

COLUMNS = ["customer", "away_days", "returned", "purchases_since", "last_purchase", "silent_days"]


def returned(days: pd.DataFrame, *, as_of: pd.Timestamp, away_days: int) -> pd.DataFrame:
    """Customers who bought again after a long absence, within the last 12 months.

    Parameters
    ----------
    days
        Purchases, ordered by customer and day: ``item``, ``date``.
    away_days
        A pause longer than this means that the customer had left.

    Returns
    -------
    ``customer``, ``away_days``, ``returned`` (day), ``purchases_since`` (days, that one
    included), ``last_purchase``, ``silent_days``; the longest silent first.
    """
    same = days["item"].eq(days["item"].shift())
    pause = days["date"].diff().dt.days.where(same)
    now = (pause > away_days) & (days["date"] > year_before(as_of))
    back = days[now].assign(away_days=pause[now].to_numpy())
    back = back.drop_duplicates("item", keep="last").set_index("item")
    if back.empty:
        return pd.DataFrame(columns=COLUMNS)
    later = days[days["item"].isin(back.index)]
    later = later[later["date"] >= later["item"].map(back["date"])]
    since_then = later.groupby("item")["date"].agg(["size", "max"])
    table = pd.DataFrame(
        {
            "customer": back.index,
            "away_days": back["away_days"].astype("int64").to_numpy(),
            "returned": back["date"].to_numpy(),
            "purchases_since": since_then["size"].reindex(back.index).to_numpy(),
            "last_purchase": since_then["max"].reindex(back.index).to_numpy(),
        }
    )
    table["silent_days"] = (as_of - pd.to_datetime(table["last_purchase"])).dt.days
    order = ["silent_days", "customer"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)[COLUMNS]
