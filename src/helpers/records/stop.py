"""Why is a table not taken, and what would help?

What was found is kept as plain values and said later: a table that is left out is told of in the
language of each report that leaves it out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

import pandas as pd
import yaml
from ibis.expr.types import Table as Rows

from helpers.language import N_, number, percent, tr
from helpers.records.doubts.sums_above import are_sums
from helpers.records.engagement.mapping import TableSpec
from helpers.records.passport import reason, told_of
from helpers.records.sources.read import Source
from helpers.records.sources.staging import TYPED

LONGEST = 100  # characters of a row that are shown in a message
MOST_VALUES = 12  # of a column that says what state a row is in
MOST_LOOKED_AT = 60  # columns
_SIDE = re.compile(r"\d[\s(]*(?:dr|cr)\b", re.IGNORECASE)
NEARLY = 0.95  # share of rows, and of rejected ones (0–1), that it must part as the faults do

TABLE_LEFT_OUT = N_("The table %(table)s is left out of the report.")
NO_ROW_FITS = N_(
    "%(table)s: nothing is accepted, none of %(rows)s rows fulfils the condition only in "
    "engagement.yml. Compare its values with those of the file."
)
ALL_ARE_LATER = N_(
    "%(table)s: nothing is accepted, all %(rows)s rows are later than as_of %(day)s."
)
NO_ROW = N_(
    "%(table)s: nothing is accepted, there is no row under the header. Ask for the file again, or "
    "correct header under format."
)
TOO_MANY = N_(
    "%(table)s: %(bad)s of %(rows)s rows would be rejected; settings.intake.rejected_at_most "
    "allows %(limit)s."
)
FIRST = N_("- %(reason)s: %(rows)s (first in line %(line)s of %(file)s: %(cells)s)")
CHECK = N_("Check columns and format of the table in engagement.yml.")
BY_STATE = N_(
    "In nearly all of these rows %(column)s is %(values)s. If they are not wanted, write "
    "%(only)s in the table: all others are then left out, and counted."
)
BY_SIDE = N_(
    "Dr or Cr stands behind the amounts. Which of them came in is a convention of the client: ask, "
    "and write positive: Dr or positive: Cr under format. The others are then negative."
)
BY_SUMS = N_(
    "Each of these rows is the sum of the rows above it: totals without a word, it seems. If so, "
    "write %(only)s in the table: they are then left out, and counted."
)
BY_CONDITION = N_(
    "If rows without %(column)s are not wanted (open, cancelled), a condition in the table leaves "
    "them out and counts them: only: {Column: value}, with a column of the file and the value, "
    "or a list of values, to keep."
)


def nothing(name: str, counts: Sequence[dict[str, Any]], day: object) -> dict[str, Any] | None:
    """Say why a table without rows accepted or rejected has none; None where it may have none."""
    rows = {heap: sum(c["rows"] for c in counts if c["heap"] == heap) for heap in ("later", "out")}
    if rows["later"] and name != "sales":
        return None  # a past date is told as it was: this table had not begun
    if rows["out"]:
        return {"says": [[NO_ROW_FITS, {"table": name, "rows": rows["out"]}]]}
    if rows["later"]:
        values = {"table": name, "rows": rows["later"], "day": str(day)}
        return {"says": [[ALL_ARE_LATER, values]]}
    return {"says": [[NO_ROW, {"table": name}]]}


def too_many(
    spec: TableSpec,
    counts: Sequence[dict[str, Any]],
    limit: float,
    typed: Rows,
    staged: list[Rows],
    sources: list[Source],
) -> dict[str, Any]:
    """Describe a table of which more rows are rejected than is allowed."""
    rejected = [c for c in counts if c["heap"] == "rejected" and c["fault"] != "duplicate"]
    faults: dict[str, dict[str, Any]] = {}
    for c in rejected:
        known = faults.setdefault(c["fault"], {"rows": 0, "at": (c["part"], c["first"])})
        known["rows"] += c["rows"]
    most_first = sorted(faults.items(), key=lambda fault: (-fault[1]["rows"], fault[0]))
    total = sum(c["rows"] for c in counts if c["heap"] in ("accepted", "rejected"))
    bad = sum(c["rows"] for c in rejected)
    values = {"table": spec.name, "bad": bad, "rows": total, "limit": limit}
    told: list[tuple[str, dict[str, Any]]] = [
        (fault, {"rows": found["rows"], **_as_it_came(typed, staged, *found["at"])})
        for fault, found in most_first
    ]
    first = told[0][1]["cells"]
    return {
        "says": [[TOO_MANY, values]],
        "faults": told,
        "columns": dict(spec.columns),
        "hint": _condition(spec, most_first[0][0], first, typed, staged, sources),
    }


def _as_it_came(typed: Rows, staged: list[Rows], part: int, line: int) -> dict[str, Any]:
    """Place and cells of a row, to be recognised at once."""
    file = typed.filter(typed.part == part).source.min().execute()
    row = staged[part].filter(staged[part].line == line).drop("line", "problem", "more")
    cells = [str(c).removeprefix(TYPED) for c in row.limit(1).execute().iloc[0] if pd.notna(c)]
    shown = shorten(" | ".join(cells), LONGEST, placeholder="…")
    return {"file": file, "line": str(line), "cells": shown}


def _condition(
    spec: TableSpec,
    fault: str,
    first: str,
    typed: Rows,
    staged: list[Rows],
    sources: list[Source],
) -> list[Any]:
    """Hint at what is written where a side, sums, a state or a cell that is empty tells the rows.

    ``first``: cells of the first row with the ``fault``.
    """
    kind, *columns = fault.split()
    if kind == "unreadable" and _SIDE.search(first):
        return [BY_SIDE, {}]
    if kind not in ("missing", "unreadable") or any(s.spec.only for s in sources):
        return []
    if kind == "missing" and spec.name == "sales" and are_sums(typed, fault):
        return [BY_SUMS, {"only": _as_yaml(spec.columns[columns[0]], ["*"])}]
    best = max(_states(typed, staged[0], sources[0]), default=None)
    if best:
        _, name, faulty, good = best
        values = {"column": name, "values": ", ".join(faulty), "only": _as_yaml(name, good)}
        return [BY_STATE, values]
    ours = columns[0]
    return [BY_CONDITION, {"column": spec.columns.get(ours, ours)}] if kind == "missing" else []


def _as_yaml(name: str, values: list[str]) -> str:
    kept = {name: values[0] if len(values) == 1 else values}
    told = yaml.safe_dump({"only": kept}, default_flow_style=True, allow_unicode=True, width=10_000)
    return told.strip()[1:-1]


def _states(
    typed: Rows, staged: Rows, source: Source
) -> Iterator[tuple[float, str, list[str], list[str]]]:
    """Columns whose few values part the rejected rows of the first file from the accepted ones.

    Yields
    ------
    share of rows that fit, name, values of rejected rows, values of accepted rows
    """
    heaps = typed.filter((typed.part == 0) & typed.heap.isin(["accepted", "rejected"]))
    rows = staged.join(heaps.select("heap", at="line"), [("line", "at")])
    mapped = source.mapped()
    for i, name in enumerate(source.layout.names[:MOST_LOOKED_AT]):
        if i in mapped or name.startswith("(column "):
            continue
        counted = rows.group_by(state=rows[f"c{i}"], heap=rows.heap).agg(n=lambda t: t.count())
        found = counted.limit(2 * MOST_VALUES + 1).execute()
        if len(found) > 2 * MOST_VALUES:
            continue
        table = found.pivot_table("n", "state", "heap", "sum", fill_value=0)
        if set(table.columns) != {"accepted", "rejected"}:
            continue
        faulty = table.index[table["rejected"] > table["accepted"]]
        bad = found.loc[found["heap"] == "rejected", "n"].sum()
        told_of_bad = table.loc[faulty, "rejected"].sum() / bad
        fits = table.max(axis="columns").sum() / found["n"].sum()
        good = table.index.difference(faulty)
        if min(fits, told_of_bad) >= NEARLY and len(good):
            of_bad, of_good = (
                [str(s).removeprefix(TYPED) for s in sorted(side)] for side in (faulty, good)
            )
            yield float(fits), name, of_bad, of_good


def told(found: Mapping[Any, Any]) -> str:
    """Say what was found, in the language in use."""
    lines = [tr(text) % {**values, **_written(values)} for text, values in found["says"]]
    # who mends the engagement looks for our name of the column, who mends the file for theirs
    both = {ours: f"{ours} ({theirs})" for ours, theirs in found.get("columns", {}).items()}
    for fault, values in found.get("faults", ()):
        why = reason(fault, both)
        lines.append(tr(FIRST) % {**values, **_written(values), "reason": why})
    if "faults" in found:
        lines.append(tr(CHECK))
    if found.get("hint"):
        text, values = found["hint"]
        lines.append(tr(text) % values)
    return "\n".join([*lines, *(told_of(*doubt) for doubt in found.get("doubts", ()))])


def _written(values: Mapping[Any, Any]) -> dict[str, str]:
    counts = {name: number(values[name]) for name in ("rows", "bad") if name in values}
    return counts | ({"limit": percent(values["limit"])} if "limit" in values else {})


def left_out(reports: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Sentences on the tables that are left out of the report, and why."""
    for report in reports:
        if found := report.get("left_out"):
            yield f"{tr(TABLE_LEFT_OUT) % {'table': report['table']}} {told(found)}"
