"""What is to be done about each customer, and who does it? Everybody in one list, in one row each.

It is made from the verdicts. With it the other lists can be short: whoever is not on them is here.
"""

from typing import Any

import pandas as pd

from helpers.analysis.leaving.steps import WORDS
from helpers.handouts.text import plain as clean
from helpers.handouts.tree import ActingList
from helpers.language import N_, ntr, number, tr
from helpers.language.cells import plain
from helpers.language.columns import blank, column
from helpers.language.shapes import ColumnShape

MOST_ROWS = 250  # of another list, where everybody has a row of his own in this one
# what somebody does stands first; whom nobody has to do anything about, last
FIRST = ("talk to", "win back", "new terms", "keep", "grow", "left alone", "watch", "let go")
CARDS_OF = ("A", "B")  # classes whose cards are worth filling in
BARS = ("net_sales_year", "gross_profit_year", "at_stake", "expected_gain")
FALLS = "change_year"
STATUSES = (N_("planned"), N_("reached"), N_("agreed"), N_("declined"), N_("given up"))
STATUS = "status"  # key of the column that one of them is chosen for


def customers_list(verdicts: pd.DataFrame, names: pd.Series | None) -> ActingList | None:
    """All customers with their verdict, as a list to act on; none where nobody has one.

    Parameters
    ----------
    verdicts
        The result table ``verdicts``.
    names
        Name of each customer as chapters show it, by its code.
    """
    if verdicts.empty:
        return None
    place = verdicts["verdict"].map({verdict: nth for nth, verdict in enumerate(FIRST)})
    verdicts = verdicts.loc[place.sort_values(kind="stable").index]
    told = verdicts.assign(
        name=verdicts["customer"].map(names) if names is not None else pd.NA,
        verdict=[tr(verdict) for verdict in verdicts["verdict"]],
        step=[tr(WORDS.get(step, "")) if step else "" for step in verdicts["step"].fillna("")],
    )
    columns = [c for c in _columns() if c["kind"] == "blank" or told[c["key"]].notna().any()]
    shown = [[_value(v, c["kind"]) for v in told[c["key"]]] if c["kind"] != "blank" else
             [None] * len(told) for c in columns]  # fmt: skip
    return {
        "sheet": tr("Customers"),
        "caption": tr("Customers: one verdict each"),
        "chapter": "",
        "about": tr("The row above the columns adds up what the filter leaves."),
        "note": "",
        "verdict": [],
        "columns": columns,
        "rows": [list(row) for row in zip(*shown, strict=True)],
    }


def _columns() -> list[ColumnShape]:
    known = [
        column("customer"),
        column("name"),
        column("verdict", tr("Verdict"), "word"),
        column("because", tr("Why")),
        column("manager"),
        column("decision_maker"),
        column("net_sales_year"),
        column("gross_profit_year"),
        column("change_year", tr("Change in a year"), "money"),
        column("abc", "ABC", "word"),
        column("xyz", "XYZ", "word"),
        column("step", tr("Step"), "word"),
        column("at_stake"),
        column("expected_gain"),
        column("last_purchase"),
        blank("who", tr("Who")),
        blank("when"),
        blank(STATUS, tr("Status")),
        blank("result", tr("Result")),
    ]
    return [{"key": c.key, "label": c.label, "kind": c.kind} for c in known]


def _value(value: Any, kind: str) -> Any:
    if kind == "date":
        value = pd.Timestamp(value)
    known = plain(value, kind)
    return clean(known) if isinstance(known, str) else known


def shortened(one: ActingList, everybody: pd.DataFrame) -> ActingList:
    """A list as long as somebody can work through, with the manager of each customer.

    Nothing changes where nobody has a verdict, or where the list is not of customers.
    """
    keys = [c.get("key", "") for c in one["columns"]]
    if everybody.empty or "customer" not in keys:
        return one
    about = everybody.set_index("customer")
    at, rows, note = keys.index("customer"), one["rows"], one["note"]
    if "card_filled" in keys:
        rows = [row for row in rows if about["abc"].get(row[at]) in CARDS_OF]
        note = f"{note} {tr('Customers of class A and B.')}".strip()
    if len(rows) > MOST_ROWS:
        form = ntr("The first %(shown)s of %(n)s; everybody stands in the sheet %(sheet)s.",
                   "The first %(shown)s of %(n)s; everybody stands in the sheet %(sheet)s.",
                   len(rows))  # fmt: skip
        n = {"shown": number(MOST_ROWS), "n": number(len(rows)), "sheet": tr("Customers")}
        note = f"{note} {form % n}".strip()
    short: ActingList = {**one, "rows": rows[:MOST_ROWS], "note": note}
    return short if "manager" in keys else _with_manager(short, about["manager"], at)


def _with_manager(one: ActingList, managers: pd.Series, at: int) -> ActingList:
    known = [_value(managers.get(row[at]), "text") for row in one["rows"]]
    if not any(known):
        return one
    place = next(
        (x for x, c in enumerate(one["columns"]) if x > at and c["kind"] != "text"),
        len(one["columns"]),
    )
    told = column("manager")
    columns = list(one["columns"])
    columns[place:place] = [{"key": told.key, "label": told.label, "kind": told.kind}]
    rows = [[*row[:place], who, *row[place:]] for row, who in zip(one["rows"], known, strict=True)]
    return {**one, "columns": columns, "rows": rows}
