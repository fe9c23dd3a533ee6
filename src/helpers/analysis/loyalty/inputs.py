"""What do this client's records give the chapter on loyalty to work on?

Each function takes what the client brought; it returns None where that is not enough.
"""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.analysis.definitions.purchases import customer_days, first_days
from helpers.analysis.definitions.standing import standing
from helpers.analysis.loyalty import scale
from helpers.settings import LoyaltySettings

if TYPE_CHECKING:
    from helpers.records import Records

TENTHS = 10


def customers(records: "Records", rules: LoyaltySettings) -> pd.DataFrame:
    """All customers, their revenue of the last year, and what they said when they were asked.

    Revenue is net sales outside durable goods: nobody loses next month the car of last month.

    Returns
    -------
    By customer: ``customer``, ``step``, ``habit``, ``revenue`` (money a year, not below nought),
    ``threshold`` (share; missing where not asked), ``asked`` (day), ``tenth``, ``segment``,
    ``vintage``.
    """
    now = standing(records).now
    revenue = (now["net_sales_year"] - now["durable_sales_year"]).clip(lower=0)
    table = now[["customer", "step", "habit"]].assign(revenue=revenue)
    answers = scale.last_answers(
        records.frame("switching"), as_of=records.as_of, months=rules.asked_within
    )
    table = table.merge(answers.rename(columns={"date": "asked"}), on="customer", how="left")
    alike = {
        "tenth": _tenths(table["revenue"]),
        "segment": segments(records, table["customer"]),
        "vintage": first_purchases(records, table["customer"]).dt.year.fillna(0).astype(int),
    }
    return table.assign(**alike).sort_values("customer", ignore_index=True)


def _tenths(revenue: pd.Series) -> pd.Series:
    """Tenth of customers by revenue, of those who bring any; nought for the others."""
    place = revenue.where(revenue > 0).rank(pct=True)
    return np.ceil(place * TENTHS).fillna(0).astype(int)


def segments(records: "Records", codes: pd.Series) -> pd.Series:
    """Segment of each customer by its card; empty where none is known.

    Returns
    -------
    A word for each of ``codes``.
    """
    if not records.has("customers.segment"):
        return pd.Series("", index=codes.index)
    cards = records.frame("customers").drop_duplicates("customer").set_index("customer")
    return codes.map(cards["segment"]).fillna("")


def first_purchases(records: "Records", codes: pd.Series) -> pd.Series:
    """Day of the first purchase of each customer; missing for who has none."""
    sales = records.sales.filter(records.sales.customer.notnull())
    first = first_days(customer_days(sales)).to_pandas().set_index("customer")["first"]
    return pd.to_datetime(codes.map(first))
