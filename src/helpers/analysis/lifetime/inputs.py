"""What do this client's records give the chapter on lifetime value to work on?

Each function takes what the client brought; it returns None where that is not enough.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from helpers.analysis.definitions.history import History, history
from helpers.analysis.definitions.ledger import nothing_to_learn
from helpers.analysis.definitions.margins import company_margin
from helpers.analysis.lifetime import acquisition as price
from helpers.analysis.lifetime import referrals, trial
from helpers.analysis.lifetime import worth as value
from helpers.analysis.lifetime.backtest import BackTest, back_test
from helpers.analysis.lifetime.groups import year_of_coming
from helpers.analysis.revenue import ordered, pareto, vintages
from helpers.language import tr
from helpers.periods import days_in
from helpers.settings import LifetimeSettings

if TYPE_CHECKING:
    from helpers.records import Records


def history_of(records: "Records") -> History:
    """Customer-days of the client up to the last known day.

    Returns
    -------
    Customer-days.
    """
    return history(records.sales, as_of=records.as_of)


def fitted(past: History, rules: LifetimeSettings, *, seed: int) -> value.Lifetime:
    """Models of how often and for how much, on all that is known.

    Returns
    -------
    Models, and the customers who bought.
    """
    return value.fit_lifetime(past, margin=rules.margin, seed=seed)


def tried(
    past: History, rules: LifetimeSettings, *, seed: int
) -> tuple[BackTest | None, trial.Verdict]:
    """Trial on hidden months, and what it allows to be said.

    Returns
    -------
    None, and an empty verdict, where the records are too short to hide a part of them, or the
    customers too few to learn from.
    """
    if len(past) < rules.least_customers:
        return None, trial.verdict(None)
    tested = back_test(past, months=min(rules.months), seed=seed)
    return tested, trial.verdict(tested)


def ahead(
    past: History,
    fitted: value.Lifetime,
    rules: LifetimeSettings,
    verdict: trial.Verdict,
    *,
    seed: int,
) -> dict[int, pd.DataFrame]:
    """Value of each customer for each number of months ahead, by the way that may speak.

    Nobody's where no way may, or where nobody came back in records shorter than the shortest of
    the spans: all of it would be invented. The last period is carried forward once, over the
    shortest span: to carry it further would suppose that nobody ever leaves.

    Returns
    -------
    Months ahead → one row per customer, as :func:`worth.lifetime`.
    """
    spans, rate = sorted(rules.months), rules.discount_rate_year
    if not verdict.way or nothing_to_learn(past, days=days_in(spans[0])):
        fitted = replace(fitted, customers=fitted.customers.head(0))
    if verdict.way == "carry_forward":
        carried = value.carried(fitted, past, months=spans[0], discount_rate_year=rate)
        return {spans[0]: carried}
    known = bool(np.isfinite(verdict.widen))
    own, widen = verdict.way == "own_average", verdict.widen if known else 1.0

    def ahead_by(span: int) -> pd.DataFrame:
        how = value.lifetime(
            fitted, months=span, discount_rate_year=rate, seed=seed, own_average=own, widen=widen
        )
        return how if known else _without_ends(how)

    return {span: ahead_by(span) for span in spans}


def _without_ends(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(low=np.nan, high=np.nan)


def everybody(fitted: value.Lifetime) -> pd.DataFrame:
    """All who have bought, whether their worth may be told or not: ``customer``."""
    return pd.DataFrame({"customer": fitted.names.to_numpy()[fitted.customers["code"]]})


def values(ahead: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """What each customer is expected to bring over the longest of the spans.

    Returns
    -------
    The rows of :func:`worth.lifetime`, the most valuable first, with ``share`` and
    ``share_so_far`` (both 0–1).
    """
    return pareto.with_shares(ahead[max(ahead)], measure="expected_value")


def years(records: "Records") -> pd.Series:
    """Year in which each customer came.

    Returns
    -------
    A word by customer.
    """
    first = vintages.first_purchases(records.sales).to_pandas()
    return year_of_coming(first.dropna(subset="first"))


def channels(records: "Records") -> pd.Series:
    """Channel by which each customer came; missing where the records do not tell.

    Returns
    -------
    A channel by customer.
    """
    entry = _entries(records, margin=0.0)
    return pd.Series(entry["channel"].to_numpy(object), index=entry["customer"])


def _entries(records: "Records", *, margin: float) -> pd.DataFrame:
    """First purchases, with the channel of the lead where there is one."""
    entry = price.entries(records.sales, margin=margin)
    leads = records.frame("leads") if records.has("leads") else None
    return entry.assign(channel=price.came_by(entry, leads))


def generations(records: "Records", *, starts: tuple[int, ...]) -> pd.Series | None:
    """Generation of each customer whose year of birth is known, in the reader's language."""
    if not records.has("customers.birth_year"):
        return None
    cards = records.frame("customers").drop_duplicates("customer").dropna(subset="birth_year")
    born = ordered.generations(cards["birth_year"], starts=starts)
    return pd.Series([tr(str(g)) for g in born], index=pd.Index(cards["customer"]), dtype="object")


def acquisition(records: "Records", *, margin: float) -> pd.DataFrame | None:
    """Full cost of a new customer of each channel: what :func:`acquisition.acquisition` returns.

    Returns
    -------
    One row per channel; None where spending or channels were not brought.
    """
    if not (records.has("spend") and records.has("sales.channel")):
        return None
    sales, spend = records.sales, records.frame("spend")
    entry = _entries(records, margin=margin)
    span = price.window(spend, entry, new_from=pd.Timestamp(vintages.new_from(sales)))
    return price.acquisition(entry, spend, price.margins_by_month(sales, margin=margin), span=span)


def recommenders(records: "Records", values: pd.DataFrame) -> pd.DataFrame | None:
    """Customers who recommend the company: what :func:`referrals.recommenders` returns."""
    if not records.has("referrals"):
        return None
    return referrals.recommenders(records.frame("referrals"), values["customer"])


def compared(records: "Records", *, seed: int) -> referrals.Referred | None:
    """Net sales of referred new customers against those of other new ones."""
    if not records.has("referrals"):
        return None
    sales = records.sales
    named = sales.filter(sales.customer.notnull())
    money = named.group_by("customer").aggregate(money=named.amount.sum().cast("float64"))
    first = vintages.first_purchases(sales).to_pandas()
    table = first[~first["before"].astype(bool)].merge(money.to_pandas(), on="customer")
    table = table.assign(first=pd.to_datetime(table["first"])).sort_values("customer")
    new_from = pd.Timestamp(vintages.new_from(sales))
    return referrals.compared(table, records.frame("referrals"), new_from=new_from, seed=seed)


def break_even(
    records: "Records",
    pair: referrals.Referred | None,
    people: pd.DataFrame | None,
    cost: pd.DataFrame | None,
    *,
    margin: float,
) -> pd.DataFrame | None:
    """What a recommendation costs and brings, with the margin of the company where it is known.

    Parameters
    ----------
    pair
        As :func:`compared` gives it; without it nothing can be said.
    people
        As :func:`recommenders` gives it.
    cost
        As :func:`acquisition` gives it; None where the price of a new customer is not known.
    margin
        Share of sales (0–1), where the records have no cost.
    """
    if pair is None or people is None:
        return None
    return referrals.break_even(
        pair,
        people,
        margin=company_margin(records.sales, assumed=margin),
        lead_cost=price.mean_cost(cost),
        reward=_mean_reward(records.frame("referrals")),
    )


def _mean_reward(rows: pd.DataFrame) -> float:
    """Mean of the rewards that were given; nothing where none was."""
    given = rows["reward"].dropna().astype("float64") if "reward" in rows else pd.Series([])
    return float(given[given > 0].mean()) if (given > 0).any() else 0.0
