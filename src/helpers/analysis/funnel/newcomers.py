"""What becomes of a lead that has bought: does it come again, and what does a year of it bring?"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.margins import margin_days
from helpers.analysis.definitions.purchases import is_purchase
from helpers.analysis.funnel.stages import Ways
from helpers.periods import MONTHS_OF_YEAR, add_months


class Worth(NamedTuple):
    """First year of a new customer.

    Mean net ``sales`` and gross ``profit`` (money), the standard ``error`` of the mean of the
    sales, and how many ``customers`` it was counted from.
    """

    sales: float
    profit: float
    error: float
    customers: int


def purchase_days(sales: Table, way: Ways, *, margin: float) -> pd.DataFrame:
    """Days with a line of the customers who were leads.

    Returns
    -------
    ``customer``, ``date``, ``net``, ``profit`` (money; an assumed share where there is no cost).
    """
    codes = sorted(way.leads["customer"].dropna().unique())
    named = (
        sales.filter(sales.customer.isin(codes)) if codes else sales.filter(sales.amount.isnull())
    )
    return margin_days(named, assumed=margin).rename(columns={"margin": "profit"})


def again(way: Ways, days: pd.DataFrame, referrals: pd.DataFrame | None) -> pd.Series:
    """Day on which each lead became a client: second purchase, or first recommendation.

    Where neither is known of a lead, the day of the log counts.

    Parameters
    ----------
    days
        As :func:`purchase_days`.
    referrals
        ``referrer``, ``date``; None where not brought.

    Returns
    -------
    A day for each row of ``way.leads``, missing for those who are none.
    """
    leads = way.leads[way.leads["sold"].notna()]
    bought = leads.merge(days[is_purchase(days["net"])], on="customer")
    bought = bought[bought["date"].between(bought["begun"], way.as_of)]
    second = bought[bought.groupby("lead").cumcount() == 1].set_index("lead")["date"]
    found = _of_each(way, second)
    if referrals is not None:
        told = referrals.rename(columns={"referrer": "customer"})[["customer", "date"]]
        told = leads.merge(told, on="customer")
        told = told[told["date"].between(told["sold"], way.as_of)].groupby("lead")["date"].min()
        found = pd.Series(np.fmin(found.to_numpy(), _of_each(way, told).to_numpy()))
    return found.fillna(way.leads["again"]).astype("datetime64[s]")


def _of_each(way: Ways, day: pd.Series) -> pd.Series:
    """Day of each lead, also where no lead has any."""
    return pd.Series(day.reindex(way.leads["lead"]).to_numpy(), dtype="datetime64[s]")


def worth(way: Ways, days: pd.DataFrame) -> Worth | None:
    """What a new customer brings in the year from the first purchase on.

    Counted are those whose first year is over by the last known day.

    Returns
    -------
    None where no such customer has a sale on record.
    """
    leads = way.leads.dropna(subset=["sold", "customer"]).drop_duplicates("customer")
    over = leads[leads["sold"].map(_year_on) <= way.as_of + pd.Timedelta(days=1)]
    lines = over.merge(days, on="customer")
    lines = lines[(lines["date"] >= lines["begun"]) & (lines["date"] < lines["sold"].map(_year_on))]
    each = lines.groupby("customer")[["net", "profit"]].sum()
    if len(each) < 2:
        return None
    error = float(each["net"].std(ddof=1) / np.sqrt(len(each)))
    return Worth(float(each["net"].mean()), float(each["profit"].mean()), error, len(each))


def _year_on(day: pd.Timestamp) -> pd.Timestamp:
    return add_months(day, MONTHS_OF_YEAR)
