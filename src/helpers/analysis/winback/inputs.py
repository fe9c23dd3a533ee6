"""What do the records of this client say about each candidate for a call?

The glue between the records and the list: each function takes what the client brought and
does without what was not brought.
"""

from typing import Any

import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.activity import purchase_days
from helpers.analysis.passport import cards
from helpers.analysis.revenue import vintages
from helpers.analysis.winback import findings as lists
from helpers.analysis.winback import losses, scenarios, triggers
from helpers.analysis.winback import returned as came_back


def attempts(log: pd.DataFrame | None) -> pd.DataFrame:
    """Attempts of the log; none without a log."""
    return losses.attempts(pd.DataFrame() if log is None else log)


def chances(
    sales: Table, tried: pd.DataFrame, money: pd.DataFrame, log: pd.DataFrame | None, rules: Any
) -> pd.Series:
    """Chance that each customer returns when contacted, from the log as far as it goes."""
    if tried.empty:
        return pd.Series(rules.returns_if_contacted, index=money["customer"], dtype="float64")
    before = losses.value_before(sales, tried)
    edges = losses.band_edges(before)
    cells = losses.chances(
        tried,
        losses.band(before, edges),
        before=rules.returns_if_contacted,
        weight=rules.attempts_weight,
    )
    known = cells.set_index(["cause", "band"])["chance"]
    last = lists.log_of(log).drop_duplicates("customer", keep="last")
    cause = money["customer"].map(last.set_index("customer")["cause"]).fillna(losses.NOT_NAMED)
    cause = cause.where(cause.isin(cells["cause"]), losses.NOT_NAMED)
    pairs = pd.MultiIndex.from_arrays([cause, losses.band(money["sales"], edges)])
    return pd.Series(known.reindex(pairs).to_numpy(), index=money["customer"])


def with_people(
    table: pd.DataFrame, records: Any, *, signals: pd.DataFrame, scores: pd.DataFrame
) -> pd.DataFrame:
    """Add who answers, who decides, what changed, and the likely cause of a loss."""
    log = lists.log_of(records.frame("losses")) if records.has("losses") else None
    gone = lists.orphaned(table, as_of=records.as_of)
    silent: set[str] = set()
    if records.has("requests"):
        silent = lists.unanswered(records.frame("requests"), as_of=records.as_of)
    told = lists.with_people(table, _cards(records))
    reasons = scores.set_index("customer")["reasons"]
    return told.assign(
        what_changed=lists.what_changed(told, signals, reasons, as_of=records.as_of),
        cause=scenarios.likely_cause(
            told["customer"], log=log, unanswered=silent, orphaned=gone
        ),
    )  # fmt: skip


def _cards(records: Any) -> pd.DataFrame | None:
    """Cards as far as result tables may tell them: no other person behind a person."""
    if not records.has("customers"):
        return None
    deck = records.frame("customers")
    return cards.of_people(deck) if records.engagement.customers_are == "people" else deck


def barred(records: Any, table: pd.DataFrame, log: pd.DataFrame | None) -> pd.Series:
    """Reasons not to call somebody, by customer."""
    service = None
    if records.has("service_costs.date"):
        service = lists.service_cost(records.frame("service_costs"), table)
    return lists.barred(table, None if log is None else lists.log_of(log), service)


def reasons_to_write(records: Any, settings: Any) -> list[pd.DataFrame]:
    """All reasons of the month ahead that the records know."""
    as_of, sales = records.as_of, records.sales
    days = purchase_days(sales, as_of=as_of)
    first = vintages.first_purchases(sales).to_pandas()
    first = first[~first["before"].astype(bool)].dropna(subset="first")
    found = [
        triggers.silence(
            days,
            as_of=as_of,
            quantile=settings.signals.gone_quantile,
            prior_gaps=settings.signals.gone_prior_gaps,
        ),
        triggers.anniversaries(first[["customer", "first"]], as_of=as_of),
        triggers.novelties(sales, as_of=as_of),
    ]
    if records.has("bonuses.redeemed"):
        months = settings.winback.bonus_valid_months
        found.append(triggers.bonuses(records.frame("bonuses"), as_of=as_of, valid_months=months))
    if records.has("customers") and records.engagement.customers_are == "people":
        found.append(triggers.birthdays(records.frame("customers"), as_of=as_of))
    return found


def month_ahead(found: list[pd.DataFrame], records: Any, money: pd.DataFrame) -> pd.DataFrame:
    """Dated list of reasons, one a customer, for those who still buy."""
    people = lists.with_people(money, _cards(records)).set_index("customer")["manager"]
    since = records.as_of - pd.Timedelta(days=triggers.ACTIVE_DAYS)
    unwanted: set[str] = set()
    if records.has("relationship"):
        wishes = records.frame("relationship")
        unwanted = set(wishes.loc[~wishes["wants_relationship"].astype(bool), "customer"])
    return triggers.triggers(
        found,
        as_of=records.as_of,
        managers=people,
        active=set(money.loc[money["last_purchase"] > since, "customer"]),
        unwanted=unwanted,
    )


def returned(records: Any, *, away_days: int) -> pd.DataFrame:
    """Customers who came back within the last 12 months."""
    days = purchase_days(records.sales, as_of=records.as_of)
    return came_back.returned(days, as_of=records.as_of, away_days=away_days)
