"""What do this client's records and settings give the chapter on winning back to work on?

Each function takes what the client brought and does without what was not brought.
"""

from typing import TYPE_CHECKING

import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions import served
from helpers.analysis.definitions.activity import purchase_days
from helpers.analysis.definitions.durable import of_categories
from helpers.analysis.definitions.standing import standing
from helpers.analysis.definitions.verdicts import under
from helpers.analysis.leaving import trial
from helpers.analysis.leaving.learning import Leaving
from helpers.analysis.passport import cards
from helpers.analysis.revenue import vintages
from helpers.analysis.signals import signals
from helpers.analysis.winback import bridge, facts, losses, ranking, scenarios, triggers
from helpers.analysis.winback import returned as came_back
from helpers.periods import year_before
from helpers.settings import Settings, WinBackSettings

if TYPE_CHECKING:
    from helpers.records import Records

STANDING = ["customer", "step", "silent_days", "usual_gap", "next_expected"]


def attempts(records: "Records") -> pd.DataFrame:
    """Attempts to win somebody back, as :func:`losses.attempts`; none without a log of losses.

    Returns
    -------
    One row per attempt; none without a log.
    """
    has_log = records.has("losses")
    return losses.attempts(records.frame("losses") if has_log else pd.DataFrame())


def log(records: "Records") -> pd.DataFrame | None:
    """Log of losses with causes as we call them, the latest last; None without a log."""
    return facts.log_of(records.frame("losses")) if records.has("losses") else None


def chances(
    records: "Records", tried: pd.DataFrame, money: pd.DataFrame, rules: WinBackSettings
) -> pd.Series:
    """Chance (0–1) that each customer returns when contacted, from the log as far as it goes.

    Returns
    -------
    Chance (0–1) by customer.
    """
    lost = log(records)
    if tried.empty or lost is None:
        return pd.Series(rules.returns_if_contacted, index=money["customer"], dtype="float64")
    before = losses.value_before(repeated_sales(records), tried)
    edges = losses.band_edges(before)
    cells = losses.chances(
        tried,
        losses.band(before, edges),
        before=rules.returns_if_contacted,
        weight=rules.attempts_weight,
    )
    by_cell = cells.set_index(["cause", "band"])["chance"]
    last = lost.drop_duplicates("customer", keep="last").set_index("customer")["cause"]
    cause = money["customer"].map(last).fillna(losses.NOT_NAMED)
    cause = cause.where(cause.isin(cells["cause"]), losses.NOT_NAMED)
    pairs = pd.MultiIndex.from_arrays([cause, losses.band(money["sales"], edges)])
    return pd.Series(by_cell.reindex(pairs).to_numpy(), index=money["customer"])


def repeated_sales(records: "Records") -> Table:
    """Lines of all categories that are not durable: the only money that a habit brings.

    Returns
    -------
    Ibis table with the columns of the sales.
    """
    return of_categories(records.sales, standing(records).measured.durable, durable=False)


def durable_beside(records: "Records", repeated: pd.DataFrame) -> pd.Series:
    """Net sales of durable goods in the year of each customer's repeated purchases.

    ``repeated``: as :func:`ranking.yearly_margin` gives it. Returns money by customer.
    """
    durable = of_categories(records.sales, standing(records).measured.durable, durable=True)
    return bridge.durable_beside(durable, repeated)


def candidates(
    records: "Records",
    settings: Settings,
    leaving: Leaving,
    money: pd.DataFrame,
    tried: pd.DataFrame,
    steps: pd.DataFrame,
) -> pd.DataFrame:
    """Customers who may leave or have left, with all that a call can be weighed by.

    Parameters
    ----------
    leaving
        What is known about who is about to leave.
    money
        As :func:`ranking.yearly_margin` gives it, of repeated purchases.
    tried
        As :func:`attempts` gives it.
    steps
        The ladder: ``customer``, ``step``.

    Returns
    -------
    The rows of :func:`ranking.candidates` with ``manager``, ``decision_maker``,
    ``what_changed`` (words) and ``cause`` (a key of the scenario cards).
    """
    table = ranking.candidates(
        money,
        leaving.scores,
        returns=chances(records, tried, money, settings.winback),
        steps=steps.set_index("customer")["step"],
    )
    alarms = signals.leaving_signals(
        records.sales,
        as_of=records.as_of,
        limits=settings.signals,
        steps=standing(records).now,
    )
    return with_people(table, records, alarms=alarms.table, scores=leaving.scores)


def with_people(
    table: pd.DataFrame, records: "Records", *, alarms: pd.DataFrame, scores: pd.DataFrame
) -> pd.DataFrame:
    """Add who answers, who decides, what changed, and the likely cause of a loss."""
    gone = facts.orphaned(table, as_of=records.as_of)
    silent: set[str] = set()
    if records.has("requests"):
        silent = facts.unanswered(records.frame("requests"), as_of=records.as_of)
    table = with_managers(table, records)
    reasons = scores.set_index("customer")["reasons"]
    return table.assign(
        what_changed=facts.what_changed(table, alarms, reasons, as_of=records.as_of),
        cause=scenarios.likely_cause(
            table["customer"], log=log(records), unanswered=silent, orphaned=gone
        ),
    )


def _cards(records: "Records") -> pd.DataFrame | None:
    """Cards as far as result tables may tell them: no other person behind a person."""
    if not records.has("customers"):
        return None
    deck = records.frame("customers")
    return cards.without_idle_fields(deck, customers_are=records.engagement.customers_are)


def service(records: "Records", table: pd.DataFrame) -> pd.Series | None:
    """Cost of serving each customer in the year up to its last purchase; None without a table."""
    if not records.has("service_costs.date"):
        return None
    return facts.service_cost(records.frame("service_costs"), table)


def with_service(facts: pd.DataFrame, records: "Records") -> pd.DataFrame:
    """Add what serving costs: ``service_year``, beside the ``margin_year`` that it is held against.

    Both are of the months in which profit after serving is counted; of who bought nothing in
    these, of the year up to its last purchase.
    """
    own = service(records, facts)
    cost = pd.Series(dtype="float64") if own is None else own
    facts = facts.assign(service_year=facts["customer"].map(cost).astype("float64"))
    left = served.left_after_serving(records, records.engagement.settings.profitability)
    if left is None:
        return facts
    known = left.set_index("customer").reindex(facts["customer"]).set_axis(facts.index)
    return facts.assign(
        service_year=known["cost_to_serve"].fillna(facts["service_year"]),
        margin_year=known["gross_profit"].fillna(facts["margin_year"]),
    )


def barred(records: "Records", table: pd.DataFrame, losing: pd.Series) -> pd.Series:
    """Reasons not to call somebody, by customer; ``losing``: who buys at our loss."""
    why = facts.barred(table, log(records), service(records, table))
    return losing.combine_first(why)


def with_managers(table: pd.DataFrame, records: "Records") -> pd.DataFrame:
    """Add who answers for each customer, and who decides there."""
    return facts.with_people(table, _cards(records))


def steps(records: "Records") -> pd.DataFrame:
    """Where each customer stands today.

    Returns
    -------
    One row per customer: ``customer``, ``step``, ``silent_days``, ``usual_gap``,
    ``next_expected``.
    """
    return standing(records).now[STANDING]


def sums_hold(leaving: Leaving) -> bool:
    """Whether money of many customers together may be told: not where it failed in the trial.

    Returns
    -------
    Yes or no; yes where nobody has a chance of leaving, because no such sum is made then.
    """
    about = leaving.about
    tried = trial.Money(about.foretold, about.lost, about.times)
    return leaving.scores.empty or tried.holds


def decides(records: "Records") -> bool:
    """Whether somebody else than the customer decides, and the card says who.

    Returns
    -------
    Yes or no.
    """
    companies = records.engagement.customers_are == "companies"
    return companies and records.has("customers.decision_maker")


def month_ahead(
    records: "Records", settings: Settings, money: pd.DataFrame, told: pd.DataFrame
) -> pd.DataFrame:
    """Dated list of reasons to write, one a customer, for those who still buy.

    It begins on the day of the session, and holds nobody who is left alone or let go by
    ``told``, the verdicts. ``money``: as :func:`ranking.yearly_margin` gives it. Returns what
    :func:`triggers.triggers` returns.
    """
    people = with_managers(money, records).set_index("customer")["manager"]
    since = year_before(records.as_of)
    unwanted = set(under(told, "left alone", "let go")["customer"])
    if records.has("relationship"):
        wishes = records.frame("relationship")
        unwanted |= set(wishes.loc[~wishes["wants_relationship"].astype(bool), "customer"])
    eve = _eve_of_session(records)
    return triggers.triggers(
        _reasons(records, settings, eve),
        as_of=eve,
        managers=people,
        active=set(money.loc[money["last_purchase"] > since, "customer"]),
        unwanted=unwanted,
    )


def _eve_of_session(records: "Records") -> pd.Timestamp:
    """Day before the session; the last known day where no session lies ahead of it."""
    session = records.engagement.session_date
    if session is None:
        return records.as_of
    return max(records.as_of, pd.Timestamp(session) - pd.Timedelta(days=1))


def _reasons(records: "Records", settings: Settings, eve: pd.Timestamp) -> list[pd.DataFrame]:
    """All reasons of the month after ``eve`` that the records know, a table for each kind."""
    as_of, sales = records.as_of, records.sales
    first = vintages.first_purchases(sales).to_pandas()
    first = first[~first["before"].astype(bool)].dropna(subset="first")
    # a usual pause cannot be told from records shorter than a quarter
    habits = purchase_days(sales, as_of=as_of)
    habits = habits if len(standing(records).then) else habits.head(0)
    reasons = [
        triggers.silence(
            habits,
            as_of=eve,
            quantile=settings.signals.gone_quantile,
            prior_gaps=settings.signals.gone_prior_gaps,
        ),
        triggers.anniversaries(first[["customer", "first"]], as_of=eve),
        triggers.novelties(sales, as_of=as_of),
    ]
    if records.has("bonuses.redeemed"):
        months = settings.winback.bonus_valid_months
        reasons.append(triggers.bonuses(records.frame("bonuses"), as_of=eve, valid_months=months))
    if records.has("customers") and records.engagement.customers_are == "people":
        reasons.append(triggers.birthdays(records.frame("customers"), as_of=eve))
    return reasons


def returned(records: "Records", *, away_days: int) -> pd.DataFrame:
    """Customers who came back within the last 12 months, as :func:`returned.returned`."""
    days = purchase_days(records.sales, as_of=records.as_of)
    return came_back.returned(days, as_of=records.as_of, away_days=away_days)
