"""What do the lists of earlier sessions give to measure calls by?"""

from typing import TYPE_CHECKING

import ibis
import pandas as pd

from helpers.analysis.definitions.activity import purchase_days
from helpers.analysis.winback import helped, measured
from helpers.settings import PlanSettings

if TYPE_CHECKING:
    from helpers.records import Records

SALE, SERVICE = "sale", "service"


def effects(told: pd.DataFrame, rules: PlanSettings) -> dict[str, measured.Effect]:
    """Effect of a call, by kind of customer, as far as earlier lists can tell it.

    ``told``: as :func:`outcomes`.
    """
    return measured.effects(told, rules)


def by_help(
    records: "Records", candidates: pd.DataFrame, told: pd.DataFrame, rules: PlanSettings
) -> tuple[pd.DataFrame, helped.Trial]:
    """Candidates weighed by the difference that a call makes, where that order has won its trial.

    Returns
    -------
    As :func:`helped.with_helped`, and the trial.
    """
    found = helped.trial(told, rules)
    return helped.with_helped(candidates, told, found, as_of=records.as_of), found


def table(found: dict[str, measured.Effect]) -> pd.DataFrame | None:
    """Effects as :func:`measured.table`; None where there was no list before."""
    kept = measured.table(found)
    return kept if len(kept) else None


def outcomes(records: "Records") -> pd.DataFrame:
    """What became of the customers of all earlier lists, each once.

    Returns
    -------
    As :func:`measured.outcomes`; without rows where there was no session before.
    """
    today = records.as_of.date()
    sessions = [s for s in records.memory.sessions if len(s.calls) and s.as_of < today]
    if not sessions:
        return measured.gathered([])
    first = min(session.day for session in sessions)
    bought = _bought(records, pd.Timestamp(first))
    made = _calls(records) if records.has("contacts.customer") else None
    return measured.gathered(
        [
            measured.outcomes(
                session.calls, bought, made, day=pd.Timestamp(session.day), as_of=records.as_of
            )
            for session in sessions
        ]
    )


def _bought(records: "Records", since: pd.Timestamp) -> pd.DataFrame:
    days = purchase_days(records.sales, cut="customer", as_of=records.as_of)
    days = days.rename(columns={"item": "customer"})
    return days.loc[days["date"] > since, ["customer", "date"]].astype({"customer": "str"})


def _calls(records: "Records") -> pd.DataFrame:
    """Contacts that may have been calls of the list: to sell, where the log says what for."""
    log = records.contacts
    log = log.filter(log.customer.notnull() & (log.date <= ibis.date(records.as_of.date())))
    if "purpose" in log.columns:
        said = log.purpose.lower().strip()
        sold = log.filter(said == SALE)
        log = sold if sold.count().execute() else log.filter((said != SERVICE).fill_null(True))
    rows = log.select("customer", "date").execute()
    return rows.assign(date=pd.to_datetime(rows["date"]).astype("datetime64[ns]"))
