"""What do this client's records and earlier sessions give the plan to work on?"""

from typing import TYPE_CHECKING

import pandas as pd

from helpers.analysis.definitions.activity import monthly
from helpers.analysis.plan import hypotheses, measures, moved_findings, pdca
from helpers.analysis.plan.said import findings_of
from helpers.language import date_short, forms, ntr, number
from helpers.language.findings import FindingJson
from helpers.periods import MONTHS_OF_YEAR, add_months, last_complete_month

if TYPE_CHECKING:
    from helpers.records import Records
    from helpers.records.engagement.sessions.memory import Session
    from helpers.settings import PlanSettings


def last_session(records: "Records") -> "Session | None":
    """The last session that was held on earlier records than these; None where there was none."""
    as_of = records.as_of.date()
    before = [session for session in records.memory.sessions if session.as_of < as_of]
    return before[-1] if before else None


def panel(records: "Records") -> pd.DataFrame:
    """What each customer bought in each complete month.

    Returns
    -------
    One row per customer and month with a line: ``customer``, ``month`` (its first day), ``net``,
    ``profit`` (money, where cost was brought), ``purchases`` (days).
    """
    rows = monthly(records.sales, cut="customer", as_of=records.as_of)
    rows = rows[rows["month"] <= last_complete_month(records.as_of)].astype({"item": "str"})
    names = {"item": "customer", "amount": "net", "gross_profit": "profit"}
    return rows.rename(columns=names).drop(columns=["quantity", "lines"], errors="ignore")


def since_last(records: "Records", rules: "PlanSettings") -> pd.DataFrame | None:
    """Measures since the last session, as :func:`measures.moved`; None where it is too early."""
    session = last_session(records)
    if session is None:
        return None
    bought = panel(records)
    span = measures.since(pd.Timestamp(session.day), last_complete_month(records.as_of))
    year_ago = add_months(span.start, -MONTHS_OF_YEAR)
    if span.months < rules.least_months or bought["month"].min() > year_ago:
        return None
    return measures.moved(bought, span, seed=rules.seed)


def findings_since(records: "Records", said: list[FindingJson]) -> pd.DataFrame:
    """Findings of today against those of the last session, as :func:`moved_findings.against`."""
    session = last_session(records)
    then = pd.DataFrame() if session is None else session.findings
    return moved_findings.against(then, findings_of(said))


def day_of_last(records: "Records") -> pd.Timestamp | None:
    """Day of the last session; None where there was none."""
    session = last_session(records)
    return None if session is None else pd.Timestamp(session.day)


def board(records: "Records", rules: "PlanSettings") -> pd.DataFrame:
    """Check of every idea on the board, as :func:`pdca.board`; without rows where there is none."""
    ideas = hypotheses.ideas(records)
    bought = panel(records) if ideas else pd.DataFrame()
    last = last_complete_month(records.as_of)
    return pdca.board(ideas, bought, last_month=last, rules=rules)


def too_early(records: "Records", rules: "PlanSettings") -> str:
    """Say that too little time has passed for anything to be measured; empty where it has."""
    session = last_session(records)
    if session is None or since_last(records, rules) is not None:
        return ""
    form = ntr(*TOO_EARLY, rules.least_months)
    values = {"day": date_short(session.day), "n": number(rules.least_months)}
    return form % values


TOO_EARLY = forms(
    "What has moved since the session of %(day)s cannot be told yet: it takes %(n)s whole month "
    "after it, and the same month a year before.",
    "What has moved since the session of %(day)s cannot be told yet: it takes %(n)s whole months "
    "after it, and the same months a year before.",
)


def today(records: "Records") -> pd.Timestamp:
    """Day from which the session looks back: its own, where that is known and not past."""
    held = records.engagement.session_date
    return max(records.as_of, pd.Timestamp(held)) if held else records.as_of
