"""Which names mean the same, as somebody has accepted in ``aliases.csv``?

Proposals stand in that table beside ``engagement.yml`` and are edited in any spreadsheet. Only
rows with a yes under ``accepted`` count; nothing is merged that nobody has accepted.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from helpers.errors import ClientDataError, did_you_mean
from helpers.language import N_, tr
from helpers.records.cells.values import NO, YES
from helpers.records.engagement.mapping import TableSpec
from helpers.records.engagement.own_tables import rows_of
from helpers.records.engagement.said import unknown
from helpers.records.schema import TABLES
from helpers.records.sources.files import ALIASES

HEAD = ("table", "column", "written", "means", "why", "accepted")
EVERYWHERE = "*"  # in the place of a table: all that have the column
Means = dict[str, str]
Place = tuple[str, str]  # table and column


class Alias(NamedTuple):
    """One row of the table; ``accepted`` is None where nobody has said yes or no."""

    table: str
    column: str
    written: str
    means: str
    why: str
    accepted: bool | None
    line: int


def with_aliases(
    tables: Mapping[str, TableSpec], folder: Path, problems: list[str]
) -> dict[str, TableSpec]:
    """Tables with what was accepted for each; faults of the table are added to ``problems``."""
    try:
        every = read_aliases(folder)
    except ClientDataError as error:
        problems.append(str(error))
        return dict(tables)
    before = len(problems)
    known = _meanings([row for row in every if row.accepted], tables, problems)
    if len(problems) > before:
        return dict(tables)
    still: dict[Place, Means] = {}
    for row in every:
        if row.accepted is None:
            still.setdefault((row.table, row.column), {})[row.written] = row.means
    return {name: _with(spec, known, still) for name, spec in tables.items()}


def _with(spec: TableSpec, known: Mapping[Place, Means], still: Mapping[Place, Means]) -> TableSpec:
    means, proposed = _of(spec.name, known), _of(spec.name, still)
    parts = tuple(replace(part, aliases=means, groups=()) for part in spec.parts)
    whole = replace(spec, groups=parts) if spec.groups else parts[0]
    return replace(whole, proposed=proposed)


def _of(name: str, known: Mapping[Place, Means]) -> dict[str, Means]:
    """What is known for a table: by column, for every table first."""
    means: dict[str, Means] = {}
    for place in (EVERYWHERE, name):
        for (table, column), meant in known.items():
            if table == place:
                means.setdefault(column, {}).update(meant)
    return means


def read_aliases(folder: Path) -> list[Alias]:
    """All rows of ``aliases.csv`` in the client's folder; none where there is no such table.

    Raises
    ------
    ClientDataError
        Where it is no longer that table.
    """
    rows = rows_of(folder / ALIASES, tuple(name for name in HEAD if name != "why"))
    return [_alias(row, number) for number, row in rows]


def _alias(row: Mapping[str, str], number: int) -> Alias:
    said = row.get("accepted", "").lower()
    if said not in (*YES, *NO, ""):
        values = {"file": ALIASES, "line": number, "found": repr(row["accepted"])}
        raise ClientDataError(tr(NEITHER) % values)
    table, column, written, means, why = (row.get(name, "") for name in HEAD[:-1])
    return Alias(table, column, written, means, why, said in YES if said else None, number)


def _meanings(
    rows: list[Alias], tables: Mapping[str, TableSpec], problems: list[str]
) -> dict[Place, Means]:
    """What each written name means in the end, by table and column."""
    first: dict[tuple[str, str, str], Alias] = {}
    for row in rows:
        where = f"{ALIASES}, " + tr("line %(line)s") % {"line": row.line}
        if row.table not in (EVERYWHERE, *TABLES):
            problems.append(unknown("table", row.table, (EVERYWHERE, *TABLES), where))
        elif not _has_column(row, tables):
            problems.append(f"{where}: " + tr(NO_SUCH_COLUMN) % row._asdict() + _near(row, tables))
        elif _is_counted(row):
            problems.append(f"{where}: " + tr(NO_NAME) % row._asdict())
        elif not row.written or not row.means:
            problems.append(f"{where}: " + tr(EMPTY))
        elif (again := first.setdefault(row[:3], row)).means != row.means:
            values = {"written": row.written, "one": again.means, "other": row.means}
            problems.append(f"{where}: " + tr(TWO_MEANINGS) % {**values, "line": again.line})
    known: dict[Place, Means] = {}
    for row in first.values():
        known.setdefault((row.table, row.column), {})[row.written] = row.means
    return {place: _resolved(means, problems) for place, means in known.items()}


def _is_counted(row: Alias) -> bool:
    """Is the column one of sums or days, of which none is another's name?"""
    known = TABLES.values() if row.table == EVERYWHERE else [TABLES[row.table]]
    kinds = {table.column(row.column).kind for table in known if row.column in table.names}
    return bool(kinds) and not kinds & {"code", "text"}


def _has_column(row: Alias, tables: Mapping[str, TableSpec]) -> bool:
    specs = tables.values() if row.table == EVERYWHERE else [tables.get(row.table)]
    there = [spec for spec in specs if spec is not None]
    return not there or any(row.column in _columns(spec) for spec in there)


def _columns(spec: TableSpec) -> set[str]:
    return {name for part in spec.parts for pair in part.columns.items() for name in pair} | {
        here for part in spec.parts for one in part.reshaping.lookups for here, _ in one.key
    }


def _near(row: Alias, tables: Mapping[str, TableSpec]) -> str:
    return did_you_mean(row.column, {name for spec in tables.values() for name in _columns(spec)})


def _resolved(means: Means, problems: list[str]) -> Means:
    """``a`` means ``b`` and ``b`` means ``c``: then ``a`` means ``c``."""
    found = {}
    for written in means:
        seen, name = [written], means[written]
        while name in means and name not in seen:
            seen.append(name)
            name = means[name]
        if name == written == min(seen) and len(seen) > 1:
            problems.append(f"{ALIASES}: " + tr(CIRCLE) % {"names": " → ".join([*seen, name])})
        found[written] = name
    return found


NEITHER = N_("%(file)s, line %(line)s: under accepted stands yes, no or nothing, found %(found)s.")
NO_SUCH_COLUMN = N_("the table %(table)s has no column '%(column)s'.")
NO_NAME = N_("'%(column)s' holds no names, and nothing in it can mean another.")
EMPTY = N_("it is accepted, but what is written or what it means is empty.")
TWO_MEANINGS = N_(
    "'%(written)s' means '%(other)s' here and '%(one)s' in line %(line)s: accept one of them."
)
CIRCLE = N_("names mean each other in a circle: %(names)s. Accept one direction.")
