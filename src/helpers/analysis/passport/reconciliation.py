"""Is everything that was read accounted for, in rows and in money?"""

import math

import pandas as pd

from helpers import language
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail
from helpers.records.schema.called import CALLED


def in_words(of_tables: pd.DataFrame) -> pd.DataFrame:
    """Turn rows with a ``table`` into a table to read: the tables in words."""
    return of_tables.assign(table=[tr(CALLED.get(name, name)) for name in of_tables["table"]])


def accounted(passport: pd.DataFrame) -> Finding:
    """Say whether all that was read is accounted for, and what was set aside.

    Parameters
    ----------
    passport
        One row per source file: ``table``, ``rows_read``, ``rows_accepted``,
        ``rows_rejected``, ``rows_total_lines``, ``amount_read``, ``amount_accepted``,
        ``amount_rejected``.

    Returns
    -------
    Counts of rows.
    """
    sales = passport[passport["table"] == "sales"]
    rejected, totals = int(sales["rows_rejected"].sum()), int(sales["rows_total_lines"].sum())
    lost = float(sales["amount_rejected"].sum(skipna=False))
    return Finding(
        key="passport.reconciliation",
        message=_message(rejected, totals, lost),
        numbers={
            "accepted": Number(int(sales["rows_accepted"].sum())),
            "read": Number(int(sales["rows_read"].sum())),
            "money": Number(float(sales["amount_accepted"].sum()), "money"),
            "rejected": Number(rejected),
            **({"lost": Number(lost, "money")} if math.isfinite(lost) else {}),
            "totals": Number(totals),
        },
        role="doubt",
        trail=Trail("passport", len(sales), "table = sales"),
        money=abs(lost) if rejected and math.isfinite(lost) else None,
    )


def _message(rejected: int, totals: int, lost: float) -> str:
    if not rejected and not totals:
        return N_("All lines of sale are accepted: %(accepted)s of %(read)s, %(money)s")
    if math.isfinite(lost):
        return N_(
            "%(accepted)s of %(read)s lines of sale are accepted, %(money)s; "
            "%(rejected)s rejected, %(lost)s; lines of totals set aside: %(totals)s"
        )
    return N_(
        "%(accepted)s of %(read)s lines of sale are accepted, %(money)s; %(rejected)s rejected, of "
        "money that is not known; lines of totals set aside: %(totals)s"
    )


def unanswered(names: pd.DataFrame, passport: pd.DataFrame) -> Finding | None:
    """Warn of customers who may stand under two names, until somebody has said.

    Parameters
    ----------
    names
        One row a column: ``column``, ``names`` of ``every``, their ``rows`` and ``money``.
    passport
        One row per source file, with its ``table``.

    Returns
    -------
    Nothing where all proposals are answered.
    """
    of_customers = names[names["column"] == "customer"]
    if of_customers.empty:
        return None
    found, money = of_customers.iloc[0], float(of_customers["money"].iloc[0])
    staff = {}
    for _, who in names[names["column"] == "manager"].iterrows():
        staff = {"staff": Number(int(who["names"])), "of": Number(int(who["every"]))}
    return Finding(
        key="passport.open_names",
        message=AND_STAFF if staff else CUSTOMERS_ONLY,
        numbers={
            "names": Number(int(found["names"])),
            "every": Number(int(found["every"])),
            "money": Number(money, "money"),
            **staff,
        },
        role="doubt",
        trail=Trail("passport", int((passport["table"] == "sales").sum()), "table = sales"),
        money=abs(money),
    )


CUSTOMERS_ONLY = N_(
    "%(names)s of %(every)s customers may be another one who is written otherwise: "
    "%(money)s stand under these names, and nobody has answered in aliases.csv. Whoever "
    "seems to have left or to be new may be one of them"
)
AND_STAFF = N_(
    "%(names)s of %(every)s customers and %(staff)s of %(of)s managers may be another one who is "
    "written otherwise: %(money)s stand under these names of customers, and nobody has answered in "
    "aliases.csv. Whoever seems to have left or to be new may be one of them"
)


def by_reason(reasons: pd.DataFrame) -> pd.DataFrame:
    """Sum rejected rows over the files: ``table``, ``reason``, ``rows``, ``amount`` (money).

    Returns
    -------
    One row per table and reason.
    """
    sums = reasons.groupby(["table", "reason"], as_index=False).agg(
        rows=("rows", "sum"), amount=("amount", lambda money: money.sum(min_count=1))
    )
    return sums.sort_values(
        ["rows", "table", "reason"], ascending=[False, True, True], ignore_index=True
    )


def nothing_rejected(reasons: pd.DataFrame) -> str:
    """Say that no row was rejected; empty where one was."""
    return "" if len(reasons) else tr("No row was rejected.")


def later(set_aside: pd.DataFrame, *, as_of: pd.Timestamp) -> str:
    """Say how many rows are later than the last day that counts; empty when none is.

    Parameters
    ----------
    set_aside
        One row per file: ``rows_after_as_of``.
    as_of
        Last day that counts.
    """
    rows = int(set_aside["rows_after_as_of"].sum())
    if not rows:
        return ""
    text = tr("Rows later than %(day)s are set aside, in all tables together: %(rows)s.")
    return text % {"day": language.date(as_of), "rows": language.number(rows)}
