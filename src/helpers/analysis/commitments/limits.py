"""What can these records not tell about promises, and what is assumed?"""

import math
from typing import TYPE_CHECKING

from helpers.analysis.commitments import spans
from helpers.analysis.commitments.answers import Answers
from helpers.analysis.commitments.promised import Promised
from helpers.analysis.commitments.served import Hanging, Served
from helpers.analysis.commitments.working_hours import round_the_clock
from helpers.language import date, money, month, ntr, number, percent, tr
from helpers.settings import CommitmentSettings

if TYPE_CHECKING:
    from helpers.records import Records


def budget(told: Promised | None) -> float:
    """Money of a month that broken promises may cost; missing where nothing is told.

    Returns
    -------
    Money a month.
    """
    return math.nan if told is None else told.affordable.budget


def counted(told: Promised | None) -> str:
    """Say over which months, at which price for a broken promise, and what of it is assumed.

    Returns
    -------
    Sentences; empty where nothing is told.
    """
    if told is None:
        return ""
    months = told.found.months
    text = ntr(
        "Cost of a month at %(paid)s for each broken promise, from %(n)s month, %(first)s to "
        "%(last)s.",
        "Cost of a month at %(paid)s for each broken promise, from %(n)s months, %(first)s to "
        "%(last)s.",
        len(months),
    )
    numbers = {
        "paid": money(told.compensation),
        "n": number(len(months)),
        "first": month(months[0]),
        "last": month(months[-1]),
    }
    return " ".join(filter(None, (text % numbers, assumed(told))))


def too_few(records: "Records", found: Answers | None, rules: CommitmentSettings) -> str:
    """Say that requests are too few; empty where they are not, or where there is no log.

    Returns
    -------
    A sentence in the language in use.
    """
    if found is not None or not records.has("requests"):
        return ""
    text = tr(
        "Too few requests: %(least)s in the last twelve months are needed, and the records hold "
        "%(n)s in all. Times to answer and the price of a promise are not told."
    )
    brought = len(records.frame("requests"))
    return text % {"n": number(brought), "least": number(rules.least_requests)}


def assumed(told: Promised) -> str:
    """Say that limit and price are settings; empty where the register has them.

    Returns
    -------
    A sentence in the language in use.
    """
    if told.written:
        return ""
    text = tr(
        "No promise to answer has a price yet: %(limit)s and %(paid)s for each that is broken are "
        "assumed."
    )
    return text % {"limit": spans.said(told.limit), "paid": money(told.compensation)}


def clock(told: Promised | None, rules: CommitmentSettings) -> str:
    """Say which hours count and which requests do not; empty where all do.

    Returns
    -------
    A sentence in the language in use.
    """
    if told is None:
        return ""
    parts = []
    if not round_the_clock(rules):
        parts.append(tr("Waits are counted in working hours; holidays count as other days."))
    if told.found.by_day:
        parts.append(
            tr("Only days of requests are written down, no hours: shorter promises are not told.")
        )
    if told.found.turned:
        text = tr("Requests with an answer before the request, left out: %(n)s.")
        parts.append(text % {"n": number(told.found.turned)})
    return " ".join(parts)


def lost_when(found: Served | None, rules: CommitmentSettings) -> str:
    """Say what is counted as lost, at how many cut-offs, and who is not compared.

    Returns
    -------
    Sentences; empty without managers.
    """
    if found is None:
        return ""
    text = ntr(
        "Lost: nothing bought in the %(days)s days after a cut-off; %(n)s cut-off, %(last)s.",
        "Lost: nothing bought in the %(days)s days after a cut-off; %(n)s cut-offs, half a year "
        "apart, the last on %(last)s.",
        len(found.cutoffs),
    )
    numbers = {"days": number(found.horizon_days), "n": number(len(found.cutoffs))}
    said = text % (numbers | {"last": date(found.cutoffs[0])})
    return " ".join(filter(None, (said, not_compared(found, rules))))


def not_compared(found: Served, rules: CommitmentSettings) -> str:
    """Say how many managers are not compared, and why; empty where all are."""
    table = found.managers
    few = (table["customers"] < rules.least_customers) | (table["expected"] < rules.least_expected)
    alone = ~few & (table["overlap"] < rules.overlap_least)
    parts = []
    if few.any():
        text = tr(
            "Not judged, with fewer than %(least)s customers with a habit or %(expected)s losses "
            "to expect: %(n)s."
        )
        numbers = {"least": rules.least_customers, "expected": rules.least_expected}
        parts.append(text % {k: number(v) for k, v in (numbers | {"n": int(few.sum())}).items()})
    if alone.any():
        text = tr("Not compared, as nobody else serves their customers: %(n)s.")
        parts.append(text % {"n": number(int(alone.sum()))})
    if not table["judged"].any():
        text = tr("Fewer than %(least)s managers can be compared: nobody is judged.")
        parts.append(text % {"least": number(rules.least_managers)})
    return " ".join(parts)


def goes(found: Hanging | None) -> str:
    """Say that what goes with a manager is assumed; empty where it is known.

    Returns
    -------
    A sentence in the language in use.
    """
    if found is None or found.goes.known or found.rows.empty:
        return ""
    text = tr("That %(share)s of customers go with their manager is assumed.")
    return text % {"share": percent(found.goes.share)}
