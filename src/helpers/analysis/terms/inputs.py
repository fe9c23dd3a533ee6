"""What do this client's records say about prices and terms?

Each function takes what the client brought; it returns None where that is not enough.
"""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.analysis.definitions import serving, verdicts
from helpers.analysis.definitions.margins import company_margin
from helpers.analysis.definitions.purchases import customer_days, is_purchase
from helpers.analysis.definitions.served import window_of, written_down
from helpers.analysis.definitions.serving import Window
from helpers.analysis.models.compare import Difference
from helpers.analysis.revenue.vintages import first_purchases
from helpers.analysis.terms import bonuses, inversions, prices, ranks, service
from helpers.analysis.terms.given import Given, given
from helpers.analysis.terms.ranks import Rank
from helpers.settings import TermsSettings

if TYPE_CHECKING:
    from helpers.records import Records


class Studied(NamedTuple):
    """Prices and discounts of the months that count.

    Parameters
    ----------
    window
        Months that count.
    given
        Full prices and discounts.
    prices
        As :func:`prices.by_category`.
    costed
        Whether margins are those of the client's own costs, known for most of the money.
    customers
        Customers with a line in these months, as :func:`serving.earned`.
    sums
        Over all named customers: ``net_sales``, ``gross_profit``, ``cost_to_serve`` (missing where
        the costs do not cover these months), ``profit``, money.
    """

    window: Window
    given: Given
    prices: pd.DataFrame
    costed: bool
    customers: pd.DataFrame
    sums: pd.Series


class Ranked(NamedTuple):
    """Customers by what they buy, and the terms that each of them gets.

    ``each`` as :func:`ranks.terms_of_each`, ``groups`` as :func:`ranks.by_group`, ``inverted`` and
    ``apart`` as :class:`inversions.Compared`.
    """

    rank: Rank
    each: pd.DataFrame
    groups: pd.DataFrame
    inverted: pd.DataFrame
    apart: bool


def studied(records: "Records", rules: TermsSettings) -> Studied:
    """Add up full prices, discounts and costs of the last whole months.

    Returns
    -------
    Sums by category and by customer.
    """
    counted = window_of(records, None)
    sold = given(records.sales, counted, newcomer_days=rules.newcomer_days)
    money = serving.earned(records.sales, counted, assumed=rules.margin)
    # a few lines with a cost tell as little of the prices as of the gross profit
    lines = sold.by_category if money.known else sold.by_category.assign(full_costed=0.0)
    told = prices.by_category(lines, assumed=rules.margin, least_lines=rules.least_lines)
    left = serving.after_serving(money.customers, _serving(records, counted))
    sums = left[serving.MONEY].sum(min_count=1)
    return Studied(counted, sold, told, money.known, money.customers, sums)


def _serving(records: "Records", counted: Window) -> pd.Series | None:
    """Cost to serve by customer, where the costs cover all the months."""
    costs = written_down(records, records.engagement.settings.profitability)
    if costs is None or not costs.cover(counted):
        return None
    return serving.cost_of_each(costs.of(counted))


def ranked(records: "Records", found: Studied, rules: TermsSettings, *, seed: int) -> Ranked | None:
    """Put customers in the order of what they buy, and hold their terms against each other.

    Returns
    -------
    None without discounts, or with too few customers.
    """
    if not found.given.cells["given"].sum() > 0:
        return None
    rank = ranks.rank_of(len(found.customers), least=rules.least_customers)
    each = ranks.terms_of_each(found.given, found.customers, rank)
    if len(each) < rules.least_compared:
        return None
    found_out = inversions.compared(
        each, found.given, rank, false_share=rules.false_share, seed=seed
    )
    worse = _without_new_terms(records, found_out.inverted)
    return Ranked(rank, each, found_out.groups, worse, found_out.apart)


def _without_new_terms(records: "Records", worse: pd.DataFrame) -> pd.DataFrame:
    """Leave out who costs more than he brings: better terms for him would cost twice.

    The manager of each goes with it, where the chapter on winning back was made.
    """
    kept = verdicts.told(records.engagement.client)[["customer", "verdict", "manager"]]
    rows = worse.merge(kept, on="customer", how="left")
    return rows[rows["verdict"] != "new terms"].reset_index(drop=True)


def by_years(
    records: "Records", found: Studied, terms: Ranked | None, rules: TermsSettings, *, seed: int
) -> pd.DataFrame | None:
    """Terms by the years of the relationship, of ages with customers enough to be compared.

    Returns
    -------
    ``years`` (its number) and the columns of :func:`ranks.by_group`; None without discounts.
    """
    if terms is None:
        return None
    first = first_purchases(records.sales).to_pandas().dropna(subset="first")
    years = service.age(first, terms.each, start=found.window.months[0])
    table = ranks.by_group(terms.each.assign(years=years), "years", seed=seed)
    return table[table["customers"] >= rules.least_compared].reset_index(drop=True)


def bonus_kinds(records: "Records", rules: TermsSettings) -> pd.DataFrame | None:
    """Discount, cashback and gift side by side: what :func:`bonuses.by_kind` returns.

    Returns
    -------
    None where they were not brought.
    """
    if not records.has("bonuses.kind", "bonuses.redeemed"):
        return None
    settings = records.engagement.settings
    return bonuses.by_kind(
        _bonuses(records),
        as_of=records.as_of,
        valid_months=settings.winback.bonus_valid_months,
        margin=company_margin(records.sales, assumed=rules.margin),
        rate=settings.lifetime.discount_rate_year,
    )


def with_redeeming(records: "Records", *, seed: int) -> Difference | None:
    """What goes together with using a bonus: what :func:`bonuses.with_redeeming` returns."""
    if not records.has("bonuses.kind", "bonuses.redeemed"):
        return None
    named = records.sales.filter(records.sales.customer.notnull())
    days = customer_days(named)
    bought = days.filter(is_purchase(days.net)).select("customer", "date").to_pandas()
    bought = bought.assign(date=pd.to_datetime(bought["date"]))
    return bonuses.with_redeeming(_bonuses(records), bought, as_of=records.as_of, seed=seed)


def _bonuses(records: "Records") -> pd.DataFrame:
    rows = records.frame("bonuses")
    rows = rows[rows["date"] <= records.as_of]
    return rows.assign(
        kind=bonuses.kind_of(rows["kind"]), amount=rows["amount"].astype("float64")
    ).reset_index(drop=True)


def waits(
    records: "Records", found: Studied, terms: Ranked | None, rules: TermsSettings
) -> pd.DataFrame | None:
    """How long the top and the bottom wait for an answer: what :func:`service.waits` returns.

    Returns
    -------
    None where requests were not brought, or too few of the top or of the bottom.
    """
    if terms is None or not records.has("requests"):
        return None
    rows = serving.within(records.frame("requests"), found.window, date="received")
    told = service.waits(rows, terms.each, terms.rank, as_of=records.as_of)
    return told if len(told) == 2 and told["requests"].min() >= rules.least_requests else None


def privileges(records: "Records", found: Studied, terms: Ranked | None) -> pd.DataFrame | None:
    """What else the top and the bottom are given: what :func:`service.privileges` returns."""
    if terms is None:
        return None
    money = {}
    for name, table, column in (
        ("bonuses", "bonuses", "amount"), ("serving", "service_costs", "amount"),
        ("rewards", "referrals", "reward"),
    ):  # fmt: skip
        if records.has(table, f"{table}.date", f"{table}.{column}"):
            rows = serving.within(records.frame(table), found.window)
            who = "referrer" if table == "referrals" else "customer"
            money[name] = rows.astype({column: "float64"}).groupby(who)[column].sum()
    return service.privileges(terms.each, terms.rank, money) if money else None
