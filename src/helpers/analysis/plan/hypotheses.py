"""For whom is an idea tried, since when, by which number? Words of the board, made countable."""

import re
from typing import TYPE_CHECKING

import ibis
import numpy as np
import pandas as pd

from helpers.analysis.plan.pdca import Idea
from helpers.language import LANGUAGES, words_of
from helpers.language.labels import KNOWN
from helpers.periods import add_months, month_start

if TYPE_CHECKING:
    from helpers.records import Records

OF_SALES = ("branch", "manager", "channel", "category")
OF_CARDS = ("segment", "region")
WORDS = {  # stems of the words by which a measure is known
    "purchases": ("visit", "purchase", "order", "визит", "посещен", "покуп", "заказ"),
    "profit": ("profit", "margin", "прибыл", "марж"),
    "net": ("sales", "revenue", "turnover", "продаж", "выруч", "оборот"),
}
OTHERS = ("discount", "share", "%", "скид", "доля", "доли", "балл", "score", "complaint", "жалоб")
BEGUN_LATER = ("plan", "план")
ENDLESS = pd.Timestamp("2262-01-01")
_GROUP = re.compile(r"\s*([^=:]+?)\s*[=:]\s*(.+?)\s*")
_SHARE = re.compile(r"\s*([+\-\u2212]?)\s*(\d+(?:[.,]\d+)?)\s*%\s*")


def ideas(records: "Records") -> list[Idea]:
    """Ideas of the board; none where the client has brought no table ``hypotheses``."""
    board = records.get("hypotheses")
    if board is None:
        return []
    return [_idea(records, row) for row in board.to_dict("records")]


def _idea(records: "Records", row: dict[str, object]) -> Idea:
    start = pd.Timestamp(row["start"])
    whole = month_start(start)
    first = whole if start == whole else add_months(whole, 1)
    until = row.get("end")
    end = ENDLESS if pd.isna(until) else month_start(pd.Timestamp(until) + pd.Timedelta(days=1))
    told = str(row.get("group") or "").strip() if not pd.isna(row.get("group")) else ""
    groups, members, why = (None, None, "") if not told else _members(records, told, start)
    return Idea(
        name=str(row["hypothesis"]), start=start, first=first, end=end,
        measure=measure_of(str(row["measure"]), costed=records.has("sales.cost")),
        members=members, groups=groups, why_not=why, target=target_of(row.get("target")),
        begun=not str(row.get("status") or "").strip().lower().startswith(BEGUN_LATER),
    )  # fmt: skip


def measure_of(text: str, *, costed: bool) -> str:
    """Column of the panel that a measure in words means; empty where it means none.

    >>> measure_of("visits per customer a month", costed=True)
    'purchases'
    >>> measure_of("discount as a share of sales", costed=True)
    ''
    """
    said = text.casefold()
    if any(word in said for word in OTHERS):
        return ""
    found = next((key for key, stems in WORDS.items() if any(s in said for s in stems)), "")
    return "" if found == "profit" and not costed else found


def target_of(text: object) -> float:
    """Change that is wanted, as a share; missing where the target is no change in per cent.

    >>> target_of("+15 %"), target_of("80 %")
    (0.15, nan)
    """
    found = _SHARE.fullmatch(text) if isinstance(text, str) else None
    if not found or not found[1]:
        return np.nan
    share = float(found[2].replace(",", ".")) / 100
    return share if found[1] == "+" else -share


def _members(
    records: "Records", told: str, start: pd.Timestamp
) -> tuple[dict[str, str] | None, frozenset[str] | None, str]:
    """Group of each customer before the start, and those for whom the idea is tried."""
    found = _GROUP.fullmatch(told)
    column = _column(found[1]) if found else ""
    table = "sales" if column in OF_SALES else "customers"
    if not found or not column or not records.has(f"{table}.{column}"):
        return None, None, "unknown"
    groups = _of_sales(records, column, start) if table == "sales" else _of_cards(records, column)
    wanted = found[2].casefold()
    members = frozenset(c for c, value in groups.items() if value.casefold() == wanted)
    return groups, members or None, "" if members else "unknown"


def _column(word: str) -> str:
    names = (*OF_SALES, *OF_CARDS)
    if word.casefold() in names:
        return word.casefold()
    labels = {KNOWN[name][0]: name for name in names if name in KNOWN}
    said = {words_of(c).gettext(w).casefold(): n for w, n in labels.items() for c in LANGUAGES}
    return said.get(word.casefold(), "")


def _of_sales(records: "Records", column: str, start: pd.Timestamp) -> dict[str, str]:
    """Where each customer has bought most often before the start.

    All years count: who had left by then was somewhere too, and windows before the start are held
    against the same customers.
    """
    sales = records.sales
    lines = sales.filter(sales.customer.notnull() & sales[column].notnull())
    lines = lines.filter(lines.date < ibis.date(start.date()))
    days = lines.group_by("customer", group=lines[column]).aggregate(days=lines.date.nunique())
    rows = days.execute().sort_values(["customer", "days", "group"], ascending=[True, False, True])
    first = rows.drop_duplicates("customer")
    return dict(zip(first["customer"], first["group"], strict=True))


def _of_cards(records: "Records", column: str) -> dict[str, str]:
    cards = records.frame("customers").drop_duplicates("customer").dropna(subset=[column])
    return dict(zip(cards["customer"], cards[column].astype(str), strict=True))
