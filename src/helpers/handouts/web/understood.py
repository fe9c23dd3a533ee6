"""On what evidence was a column of the client taken for one of ours?"""

from typing import Any

import pandas as pd

from helpers import language
from helpers.language import N_, money_exact, number, percent, tr
from helpers.records import Records
from helpers.records.schema import TABLES

HIDDEN = "…"  # in the place of a value that may name a person


def columns_of(records: Records, table: str, file: str) -> list[list[str]]:
    """Columns of one file: ours, the client's, its value in the first row, and all values.

    Where customers are people, values that may name them are not told.
    """
    theirs = next(s["columns"] for s in records.intake(table)["sources"] if s["file"] == file)
    rows = records.as_it_came(table)
    rows = rows.filter(rows.source == file)
    names = [name for name in theirs if name in rows.columns]
    asked: dict[str, Any] = {"rows": rows.count()}
    for name in names:
        cells = rows[name]
        asked[f"first_{name}"] = cells.first(order_by=rows.line)
        asked[f"filled_{name}"] = cells.count()
        asked[f"different_{name}"] = cells.nunique()
        if _kind(table, name) in ("date", "time", "money", "number", "integer", "percent"):
            asked |= {f"least_{name}": cells.min(), f"most_{name}": cells.max()}
        if _kind(table, name) == "money":
            asked[f"sum_{name}"] = cells.sum()
    found = rows.agg(**asked).execute().iloc[0]
    people = records.engagement.customers_are == "people"
    return [
        [meaning(table, name), theirs[name], _first(found, table, name, people),
         _holds(found, _kind(table, name), name)]
        for name in names
    ]  # fmt: skip


def meaning(table: str, name: str) -> str:
    """What a column of ours is in the words of the data request; a further field is itself."""
    asked = TABLES["sales" if name == "customer" else table].column(name)
    return tr(asked.why) if asked.why else name


def _kind(table: str, name: str) -> str:
    known = {column.name: column.kind for column in TABLES[table].columns}
    return known.get(name, "text")


def _first(found: pd.Series, table: str, name: str, people: bool) -> str:
    value, kind = found[f"first_{name}"], _kind(table, name)
    if pd.isna(value):
        return ""
    if kind in ("code", "text"):
        return HIDDEN if people else str(value)
    return _written(value, kind)


def _written(value: Any, kind: str) -> str:
    if kind in ("date", "time"):
        return language.date(pd.Timestamp(value))
    if kind == "money":
        return money_exact(float(value))
    return number(float(value), 0 if float(value).is_integer() else 2) if kind != "flag" else (
        tr("yes") if value else tr("no")
    )  # fmt: skip


def _holds(found: pd.Series, kind: str, name: str) -> str:
    parts = []
    filled = found[f"filled_{name}"] / found["rows"] if found["rows"] else 0.0
    if found[f"filled_{name}"] and f"least_{name}" in found:
        ends = (_written(found[f"{end}_{name}"], kind) for end in ("least", "most"))
        parts.append(tr(BETWEEN) % dict(zip(("least", "most"), ends, strict=True)))
    else:
        parts.append(tr(DIFFERENT) % {"n": number(found[f"different_{name}"])})
    if f"sum_{name}" in found and pd.notna(found[f"sum_{name}"]):
        parts.append(tr(SUM) % {"money": money_exact(float(found[f"sum_{name}"]))})
    if filled < 1:
        parts.append(tr(FILLED) % {"share": percent(filled, 1)})
    return "; ".join(parts)


BETWEEN = N_("from %(least)s to %(most)s")
DIFFERENT = N_("different values: %(n)s")
SUM = N_("in all %(money)s")
FILLED = N_("filled: %(share)s")
