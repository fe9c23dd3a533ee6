"""Does status grow with the relationship: who waits how long, and who is given what?"""

import numpy as np
import pandas as pd

from helpers.analysis.models.survival import kaplan_meier, median_time
from helpers.analysis.terms.ranks import Rank
from helpers.periods import YEAR

NEVER_DAYS = 30  # an answer that has not come by then does not come
HOUR = pd.Timedelta(hours=1)
YEARS = (1, 2, 3)  # borders between the ages of a relationship
WAITS = ["decile", "requests", "median_hours", "low", "high", "never"]


def waits(
    requests: pd.DataFrame, each: pd.DataFrame, rank: Rank, *, as_of: pd.Timestamp
) -> pd.DataFrame:
    """How long the top and the bottom wait for an answer; open requests count as long as watched.

    Parameters
    ----------
    requests
        Requests of the months that count: ``customer``, ``received``, ``answered``.
    each
        As :func:`ranks.terms_of_each`.

    Returns
    -------
    One row for the bottom and one for the top, where they asked: ``decile`` (``bottom`` or
    ``top``), ``requests`` (count), ``median_hours``, ``low``, ``high``, ``never`` (share).
    """
    ends = pd.Timestamp(as_of) + pd.Timedelta(days=1)
    rows = requests.merge(each[["customer", "decile"]], on="customer")
    rows = rows[rows["received"] < ends]
    answered = rows["answered"].notna() & (rows["answered"] < ends)
    hours = (rows["answered"].where(answered, ends) - rows["received"]) / HOUR
    old = rows["received"] < ends - pd.Timedelta(days=NEVER_DAYS)
    told = []
    for name, inside in (
        ("bottom", rank.is_bottom(rows["decile"])),
        ("top", rank.is_top(rows["decile"])),
    ):
        if inside.any():
            curve = kaplan_meier(hours[inside].to_numpy(), answered[inside].to_numpy(bool))
            never = float((~answered & old)[inside].mean())
            told.append((name, int(inside.sum()), *median_time(curve), never))
    return pd.DataFrame(told, columns=WAITS)


def privileges(each: pd.DataFrame, rank: Rank, given: dict[str, pd.Series]) -> pd.DataFrame:
    """What else the top and the bottom are given, beside discounts, over what they bring.

    Parameters
    ----------
    given
        Name of the privilege → money by customer.

    Returns
    -------
    One row per privilege: ``privilege``, ``top_customers``, ``bottom_customers`` (share of each
    group that got any), ``top_share``, ``bottom_share`` (of what the group buys).
    """
    groups = [rank.is_top(each["decile"]), rank.is_bottom(each["decile"])]
    rows = []
    for name, money in given.items():
        got = each["customer"].map(money).fillna(0.0)
        many = [float((got[g] > 0).mean()) for g in groups]
        sold = [float(each.loc[g, "net_sales"].sum()) for g in groups]
        share = [
            float(got[g].sum()) / s if s > 0 else np.nan for g, s in zip(groups, sold, strict=True)
        ]
        rows.append((name, *many, *share))
    names = ["privilege", "top_customers", "bottom_customers", "top_share", "bottom_share"]
    return pd.DataFrame(rows, columns=names)


def age(first: pd.DataFrame, each: pd.DataFrame, *, start: pd.Timestamp) -> pd.Series:
    """Full years of each customer's relationship at the beginning of the months that count.

    Parameters
    ----------
    first
        ``customer``, ``first`` (day of the first purchase), ``before`` (came before the records).

    Returns
    -------
    Number of the age, by the rows of ``each``: 0 for less than the first border of ``YEARS``, and
    so on; whoever came before the records belongs to the last.
    """
    known = first.set_index("customer")
    days = (start - pd.to_datetime(each["customer"].map(known["first"]))).dt.days
    before = each["customer"].map(known["before"]).fillna(value=False).astype(bool)
    borders = [years * YEAR for years in YEARS]
    return pd.Series(np.searchsorted(borders, days, side="right"), index=each.index).mask(
        before, len(YEARS)
    )
