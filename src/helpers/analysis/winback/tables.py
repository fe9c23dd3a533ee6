"""Which tables about losses, calls and reasons to write does the reader see?"""

import pandas as pd

from helpers.analysis.winback import losses, scenarios
from helpers.analysis.winback.triggers import KINDS
from helpers.language import Number, tr

FIRST = 15  # calls that the eye takes in at once
RATE = {"value": "rate", "low": "low", "high": "high", "kind": "percent"}
WORK = ["customer", "decision_maker", "manager", "last_purchase", "what_changed",
        "margin_at_stake", "cause", "scenario"]  # fmt: skip
CALL = ["customer", "manager", "state", "last_purchase", "what_changed", "margin_at_stake",
        "expected_gain"]  # fmt: skip


def rates(table: pd.DataFrame) -> pd.DataFrame:
    """Win-back rates with their causes in the reader's words."""
    return table.assign(cause=[losses.label(cause) for cause in table["cause"]])


def to_call(ranked: pd.DataFrame) -> pd.DataFrame:
    """Calls in their order.

    Returns
    -------
    The rows of ``ranked`` to contact, with ``margin_at_stake`` (money a year), ``state``,
    ``cause`` and ``scenario`` (who calls) in words.
    """
    rows = ranked[ranked["contact"]].reset_index(drop=True)
    return rows.assign(
        margin_at_stake=rows["at_stake"],
        scenario=[scenarios.role(cause) for cause in rows["cause"]],
        cause=[scenarios.name_of(cause) for cause in rows["cause"]],
        state=[_state(p) for p in rows["probability_leaves"]],
    )


def _state(p: float) -> str:
    if pd.isna(p):
        return tr("has left")
    return tr("may leave, %(chance)s") % {"chance": Number(p, "percent")}


def first_calls(calls: pd.DataFrame, *, sums: bool) -> pd.DataFrame:
    """Calls at the head of the list; without their gains where ``sums`` may not be told."""
    shown = CALL if sums else [key for key in CALL if key != "expected_gain"]
    return calls[shown].head(FIRST)


def to_work_with(calls: pd.DataFrame, *, decides: bool) -> pd.DataFrame:
    """Calls as a list to work with; ``decides``: whether another than the customer decides."""
    return calls[[key for key in WORK if decides or key != "decision_maker"]]


def sheet_title(calls: pd.DataFrame) -> str | None:
    """Title of the worksheet; None where nobody is to be called."""
    return tr("My calls until the next meeting") if len(calls) else None


def control(ranked: pd.DataFrame) -> pd.DataFrame:
    """Customers left alone so that the effect of the calls can be measured."""
    rows = ranked[ranked["reason"] == "control"].reset_index(drop=True)
    rows = rows.assign(margin_at_stake=rows["at_stake"])
    return rows[["customer", "manager", "margin_at_stake", "expected_gain"]]


def let_go(reasons: pd.DataFrame) -> pd.DataFrame:
    """Reasons for letting go: ``reason`` (words), ``customers``, ``margin_together`` (money)."""
    words = {"reason": reasons["because"], "margin_together": reasons["at_stake"]}
    return reasons.assign(**words)[["reason", "customers", "margin_together"]]


def other_chances(turned: pd.DataFrame, *, sums: bool = True) -> pd.DataFrame:
    """Lists under other chances; none where there is nothing to compare.

    ``sums``: whether money of many customers together may be told.
    """
    table = turned[["chance", "worth", "contacts", "expected_gain", "same", "assumed"]]
    table = table if sums else table.drop(columns="expected_gain")
    some = len(table) > 1 and table["contacts"].any() and table["worth"].any()
    return table if some else table.head(0)


def reasons_to_write(month: pd.DataFrame) -> pd.DataFrame:
    """Dated list of the month ahead, with ``reason_to_write`` in words."""
    table = month.assign(reason_to_write=[tr(KINDS[kind]) for kind in month["kind"]])
    return table[["date", "customer", "manager", "reason_to_write", "detail"]]


def by_reason(month: pd.DataFrame) -> pd.DataFrame:
    """How many customers each reason has, in the order in which they matter.

    Returns
    -------
    ``reason`` (words), ``customers`` (count).
    """
    counts = month["kind"].value_counts()
    kinds = [kind for kind in KINDS if kind in counts.index]
    return pd.DataFrame(
        {"reason": [tr(KINDS[k]) for k in kinds], "customers": counts[kinds].values}
    )


def returned(back: pd.DataFrame) -> pd.DataFrame:
    """Customers who came back, the longest silent first."""
    return back[["customer", "away_days", "returned", "purchases_since", "silent_days"]]
