"""What do this client's records say about the worth and the price of a customer?

The glue between the records and the chapter on lifetime value: it does without what was not
brought.
"""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.definitions.history import History, history
from helpers.analysis.leaving.churn.panel import days_in, nothing_to_learn
from helpers.analysis.lifetime import acquisition as price
from helpers.analysis.lifetime import referrals
from helpers.analysis.lifetime import worth as value
from helpers.analysis.lifetime.findings import year_of_coming
from helpers.analysis.revenue import portrait, vintages
from helpers.language import Number, tr
from helpers.settings import LifetimeSettings


def history_of(records: Any) -> History:
    """Customer-days of the client up to the last known day."""
    return history(records.sales, as_of=records.as_of)


def ahead(
    past: History, fitted: value.Lifetime, rules: LifetimeSettings, *, seed: int
) -> dict[int, pd.DataFrame]:
    """Value of each customer for each number of months ahead.

    Nobody's where nobody came back in records shorter than the shortest of them: all of it would
    be invented.
    """
    if nothing_to_learn(past, days=days_in(min(rules.months))):
        fitted = replace(fitted, customers=fitted.customers.head(0))
    worth = {"discount_rate_year": rules.discount_rate_year, "seed": seed}
    return {span: value.lifetime(fitted, months=span, **worth) for span in sorted(rules.months)}


def cannot(past: History, *, months: tuple[int, ...]) -> str:
    """What cannot be counted and what to ask for; nothing where all can."""
    if nothing_to_learn(past, days=days_in(min(months))):
        return tr(
            "Nobody has bought twice in these records, and they are shorter than the time ahead: "
            "what customers will still bring cannot be counted. Ask for a longer period, or for "
            "one code per customer."
        )
    if not past.measures["amount"].sum() > 0:
        return tr(
            "Returns outweigh the sales in these records, so that there is no margin to expect. "
            "Ask whether the returns belong to these sales, and for the net amount."
        )
    return ""


def margin_note(fitted: value.Lifetime, margin: float) -> str:
    """Say where the margin comes from."""
    if fitted.margin_known:
        return tr("Margin is net sales less cost, as the records have it.")
    text = tr(
        "The records have no cost: margin is assumed to be %(share)s of net sales. The order of "
        "the customers does not depend on it, the sums do."
    )
    return text % {"share": Number(margin, "percent")}


def years(records: Any) -> pd.Series:
    """Year in which each customer came."""
    first = vintages.first_purchases(records.sales).to_pandas()
    return year_of_coming(first.dropna(subset="first"))


def channels(records: Any) -> pd.Series:
    """Channel by which each customer came; nothing where the records do not tell."""
    entry = price.entries(records.sales, margin=0.0)
    leads = records.frame("leads") if records.has("leads") else None
    return pd.Series(price.came_by(entry, leads).to_numpy(object), index=entry["customer"])


def generations(records: Any, *, starts: tuple[int, ...]) -> pd.Series:
    """Generation of each customer whose year of birth is known, in the reader's language."""
    cards = records.frame("customers").drop_duplicates("customer").dropna(subset="birth_year")
    born = portrait.generations(cards["birth_year"], starts=starts)
    return pd.Series([tr(str(g)) for g in born], index=pd.Index(cards["customer"]), dtype="object")


def acquisition(records: Any, *, margin: float) -> pd.DataFrame:
    """Full cost of a new customer of each channel."""
    sales = records.sales
    entry = price.entries(sales, margin=margin)
    leads = records.frame("leads") if records.has("leads") else None
    entry = entry.assign(channel=price.came_by(entry, leads))
    spend = records.frame("spend")
    span = price.window(spend, entry, new_from=pd.Timestamp(vintages.new_from(sales)))
    return price.acquisition(entry, spend, price.margins_by_month(sales, margin=margin), span=span)


def compared(records: Any, told: pd.DataFrame, *, seed: int) -> referrals.Referred | None:
    """Net sales of referred new customers against those of other new ones."""
    sales = records.sales
    named = sales.filter(sales.customer.notnull())
    money = named.group_by("customer").aggregate(money=named.amount.sum().cast("float64"))
    first = vintages.first_purchases(sales).to_pandas()
    table = first[~first["before"].astype(bool)].merge(money.to_pandas(), on="customer")
    table = table.assign(first=pd.to_datetime(table["first"])).sort_values("customer")
    new_from = pd.Timestamp(vintages.new_from(sales))
    return referrals.compared(table, told, new_from=new_from, seed=seed)


def break_even(
    records: Any,
    found: referrals.Referred,
    people: pd.DataFrame,
    told: pd.DataFrame,
    *,
    margin: float,
    lead_cost: float | None,
) -> pd.DataFrame:
    """What a recommendation costs and brings, with the margin of the company where it is known."""
    given = (
        told["reward"].dropna().astype("float64") if "reward" in told else pd.Series(dtype=float)
    )
    reward = float(given[given > 0].mean()) if (given > 0).any() else 0.0
    share = company_margin(records, margin)
    return referrals.break_even(found, people, margin=share, lead_cost=lead_cost, reward=reward)


def company_margin(records: Any, margin: float) -> float:
    """Margin as a share of net sales; the assumed one without costs."""
    if not records.has("sales.cost"):
        return margin
    sales = records.sales
    known = sales.filter(sales.cost.notnull())
    sums = known.aggregate(
        amount=known.amount.sum().cast("float64"), cost=known.cost.sum().cast("float64")
    ).to_pandas()
    amount, cost = sums.iloc[0].to_numpy(float)
    return float(1 - cost / amount) if np.isfinite(amount) and amount > 0 else margin
