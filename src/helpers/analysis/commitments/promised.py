"""What has this client promised about answers, what does a broken promise cost, what is affordable?

Each function takes what the client brought; it returns None where that is not enough.
"""

from typing import TYPE_CHECKING, NamedTuple

import ibis
import pandas as pd

from helpers.analysis.commitments import answers, desks, price, register
from helpers.analysis.commitments.answers import Answers
from helpers.analysis.commitments.price import Affordable, Step
from helpers.analysis.commitments.working_hours import span_of
from helpers.analysis.definitions.margins import company_margin
from helpers.periods import MONTHS_OF_YEAR, in_year_before
from helpers.settings import CommitmentSettings

if TYPE_CHECKING:
    from helpers.records import Records


class Promised(NamedTuple):
    """Requests, and the promise to answer that they are held against.

    ``limit``: hours. ``compensation``: money for each that is broken. ``written``: the promise and
    its price stand in the register; else both are settings. ``times`` as
    :func:`answers.response_times`, ``prices`` as :func:`price.promise_price`, ``desks`` as
    :func:`desks.desks`.
    """

    found: Answers
    limit: float
    compensation: float
    written: bool
    times: pd.DataFrame
    prices: pd.DataFrame
    affordable: Affordable
    faster: Step | None
    desks: pd.DataFrame | None


def answered(records: "Records", rules: CommitmentSettings) -> Answers | None:
    """Requests of the last whole months; None without a log, or with too few.

    Returns
    -------
    As :func:`answers.answers`.
    """
    if not records.has("requests"):
        return None
    return answers.answers(records.frame("requests"), as_of=records.as_of, rules=rules)


def registered(
    records: "Records", found: Answers | None, rules: CommitmentSettings
) -> pd.DataFrame | None:
    """Promises with their price and how they were kept: what :func:`register.register` returns.

    Returns
    -------
    As :func:`register.register`.
    """
    if not records.has("commitments"):
        return None
    opens, closes = span_of(rules)
    return register.register(records.frame("commitments"), found, day=closes - opens)


def promised(
    records: "Records", found: Answers | None, table: pd.DataFrame | None, rules: CommitmentSettings
) -> Promised | None:
    """Price of the promise to answer, for the limit of the register or of the settings.

    Returns
    -------
    None where there are no answers to judge it by.
    """
    if found is None:
        return None
    row = register.answer_promise(table)
    limit = rules.limit if row is None else float(row["hours"])
    paid = rules.compensation if row is None else float(row["compensation"])
    prices = price.promise_price(found, rules, compensation=paid)
    told = price.affordable(prices, budget=budget(records, rules))
    return Promised(
        found, limit, paid, row is not None,
        times=answers.response_times(found, rules, limit=limit),
        prices=prices, affordable=told,
        faster=price.one_step_faster(found, prices, told, rules, compensation=paid),
        desks=desks.desks(found, rules, limit=limit),
    )  # fmt: skip


def budget(records: "Records", rules: CommitmentSettings) -> float:
    """Money of a month that broken promises may cost: a share of the gross profit, or as set.

    Returns
    -------
    Money a month, not below nought.
    """
    if rules.budget_month is not None:
        return rules.budget_month
    sales = records.sales
    year = sales.filter(in_year_before(sales.date, ibis.date(records.as_of.date())))
    sold = float(year.amount.sum().cast("float64").execute() or 0.0)
    assumed = records.engagement.settings.profitability.margin
    margin = company_margin(year, assumed=assumed)
    return max(0.0, rules.budget_share * margin * sold / MONTHS_OF_YEAR)
