"""Where does a table come from, and what are its columns called there?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from helpers import project
from helpers.errors import did_you_mean
from helpers.language import N_, tr
from helpers.language.other_programs import in_our_words
from helpers.records.engagement.format import Format, read_format
from helpers.records.engagement.reshaping import Reshaping, as_written, found_files, read_reshaping
from helpers.records.engagement.said import expected, unknown
from helpers.records.schema import TABLES, Table

KEYS = (
    "files", "database", "query", "columns", "format", "totals", "only", "lookup", "grouped",
    "long", "snapshot", "words",
)  # fmt: skip
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,59}")
OURS = ("line", "source", "reason", "file")  # names that the intake itself writes
_SQL = re.compile(r"'[^']*'|\"[^\"]*\"|--[^\n]*|/\*.*?\*/|;", re.DOTALL)
NEAR = 0.8  # likeness of two names from which one is taken for the other misspelt


@dataclass(frozen=True)
class TableSpec:
    """One table of the engagement: its sources, and our names of columns → the client's."""

    name: str
    files: tuple[Path, ...] = ()
    database: str = ""
    query: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    format: Format = Format()
    totals: str = ""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # column → values to keep
    reshaping: Reshaping = Reshaping()
    aliases: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column → as accepted
    proposed: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # nobody has answered
    groups: tuple["TableSpec", ...] = ()  # of files with headings of their own

    @property
    def reads(self) -> tuple[Path, ...]:
        """All files that decide what stands in the table, those that it looks into among them."""
        looked = (one.files for part in self.parts for one in part.reshaping.lookups)
        return tuple(dict.fromkeys((*self.files, *(path for files in looked for path in files))))

    @property
    def parts(self) -> tuple["TableSpec", ...]:
        """Groups of files that are mapped alike: the table itself where it has but one."""
        return self.groups or (self,)


def read_table(name: str, spec: object, folder: Path, problems: list[str]) -> TableSpec | None:
    """Read one table of ``engagement.yml``; faults are added to ``problems``.

    Returns
    -------
    The table, None where it has a fault. A list of groups becomes one table that knows all files
    and all columns, and its groups.
    """
    where = f"tables.{name}"
    if not isinstance(spec, list):
        return _group(name, spec, where, folder, problems)
    if not spec:
        problems.append(expected(where, tr("files and columns"), spec))
        return None
    places = [f"{where}[{number}]" for number in range(1, len(spec) + 1)]
    both = zip(spec, places, strict=True)
    groups = [_group(name, one, place, folder, problems) for one, place in both]
    whole = tuple(group for group in groups if group is not None)
    if len(whole) < len(groups) or _read_twice(whole, places, problems):
        return None
    columns = {ours: theirs for group in reversed(whole) for ours, theirs in group.columns.items()}
    files = tuple(dict.fromkeys(path for group in whole for path in group.files))
    return TableSpec(name=name, files=files, columns=columns, groups=whole)


def _read_twice(groups: tuple[TableSpec, ...], places: list[str], problems: list[str]) -> bool:
    """Say which files would be counted twice, since two groups name them."""
    first: dict[tuple[Path, str | None], str] = {}
    before = len(problems)
    for group, place in zip(groups, places, strict=True):
        for path in group.files:
            values = {"file": path.name, "first": first.get((path, group.format.sheet))}
            if values["first"]:
                problems.append(f"{place}.files: " + tr(READ_TWICE) % values)
            first.setdefault((path, group.format.sheet), place)
    return len(problems) > before


READ_TWICE = N_(
    "%(file)s stands in %(first)s too, and its rows would count twice. Name each file once."
)


def _group(
    name: str, spec: object, where: str, folder: Path, problems: list[str]
) -> TableSpec | None:
    if not isinstance(spec, dict):
        problems.append(expected(where, tr("files and columns"), spec))
        return None
    problems += [unknown("key", key, KEYS, where) for key in spec if key not in KEYS]
    before = len(problems)
    database, query = _database(spec, where, problems)
    table = TableSpec(
        name=name,
        files=() if database else _files(spec, where, folder, problems),
        database=database,
        query=query,
        columns=_columns(TABLES[name], spec.get("columns"), where, problems),
        format=read_format(spec.get("format"), f"{where}.format", problems),
        totals=_totals(spec.get("totals"), where, problems),
        only=_only(spec.get("only"), where, problems),
        reshaping=read_reshaping(spec, where, folder, problems),
    )
    return table if len(problems) == before else None


def _files(spec: dict[str, Any], where: str, folder: Path, problems: list[str]) -> tuple[Path, ...]:
    given = spec.get("files")
    names = [given] if isinstance(given, str) else given
    if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
        what = tr(
            "a file, a list of files or a pattern such as 'sales_*.csv' (or database and query)"
        )
        problems.append(expected(f"{where}.files", what, given))
        return ()
    return found_files(names, f"{where}.files", folder, problems)


def _database(spec: dict[str, Any], where: str, problems: list[str]) -> tuple[str, str]:
    database, query = spec.get("database"), spec.get("query")
    if database is None and query is None:
        return "", ""
    if not isinstance(database, str) or not isinstance(query, str) or "files" in spec:
        problems.append(
            f"{where}: "
            + tr("expected either files, or database (an URL) together with query (SQL).")
        )
        return "", ""
    if (one := _one_select(query)) is None:
        problems.append(f"{where}.query: " + tr("expected one SELECT, found a ';' in it."))
    for variable in re.findall(r"\$\{(\w+)\}", database):
        if project.variable(variable) is None:
            fault = tr("the environment variable %(name)s is not set.") % {"name": variable}
            problems.append(f"{where}.database: {fault}")
    return database, one or query.strip()


def _one_select(query: str) -> str | None:
    """Query without the semicolon that ends it; None where another one comes after it.

    >>> _one_select("SELECT ';' FROM a; -- the end"), _one_select("SELECT 1; SELECT 2")
    ("SELECT ';' FROM a", None)
    """
    end = next((m.start() for m in _SQL.finditer(query) if m.group() == ";"), None)
    if end is None:
        return query.strip()
    idle = ("--", "/*", ";")
    after = _SQL.sub(lambda m: "" if m.group().startswith(idle) else "x", query[end:])
    return None if after.strip() else query[:end].strip()


def _columns(table: Table, given: object, where: str, problems: list[str]) -> dict[str, str]:
    where = f"{where}.columns"
    if not isinstance(given, dict):
        problems.append(expected(where, tr("our names with the client's names"), given))
        return {}
    columns = {}
    for ours, theirs in given.items():
        if fault := _column_fault(table, ours, theirs, given):
            problems.append(f"{where}: {fault}")
        else:
            columns[str(ours)] = str(theirs).strip()
    for name in table.required:
        if name not in given:
            others = [str(k) for k in given if k not in table.names]
            fault = tr("'%(column)s' is missing.") % {"column": name}
            problems.append(f"{where}: {fault}{did_you_mean(name, others)}")
    if table.one_of and not any(name in given for name in table.one_of):
        fault = tr("at least one of these is needed: %(names)s.")
        problems.append(f"{where}: " + fault % {"names": ", ".join(table.one_of)})
    return columns


def _column_fault(table: Table, ours: object, theirs: object, given: dict[str, Any]) -> str:
    if ours not in table.names and (fault := _unknown_column(table, ours, given)):
        return fault
    if isinstance(theirs, bool | list | dict | None) or not str(theirs).strip():
        fault = tr("%(ours)s needs the name of the client's column, found %(found)s.")
        return fault % {"ours": repr(ours), "found": repr(theirs)}
    return ""


def _unknown_column(table: Table, ours: object, given: dict[str, Any]) -> str:
    missing = [name for name in table.names if name not in given]
    if not table.more_fields:
        return unknown("column", ours, table.names, near=missing)
    near = [n for n in missing if SequenceMatcher(None, n, str(ours).lower()).ratio() >= NEAR]
    if near:
        return unknown("column", ours, table.names, near=near)
    if not FIELD_NAME.fullmatch(str(ours)) or ours in OURS:
        fault = tr(
            "a further field is named with small Latin letters, digits and '_' (and not %(ours)s), "
            "found %(found)s."
        )
        return fault % {"ours": ", ".join(OURS), "found": repr(ours)}
    return ""


def _totals(given: object, where: str, problems: list[str]) -> str:
    if given is None:
        return ""
    try:
        if not isinstance(given, str) or not given:
            raise ValueError(tr("it is not a text"))
        # the same engine (RE2) as the one that reads the rows
        pc.match_substring_regex(pa.array([""]), given)
    except (ValueError, pa.ArrowInvalid) as error:
        fault = in_our_words(str(error), tr("it is not written as one"))
        told = expected(f"{where}.totals", tr("a regular expression"), given)
        problems.append(f"{told.removesuffix('.')}: {fault}.")
        return ""
    return given


def _only(given: object, where: str, problems: list[str]) -> dict[str, tuple[str, ...]]:
    """Condition on rows: the client's columns, and the values with which a row is read."""
    if given is None:
        return {}
    if not isinstance(given, dict) or not given:
        what = tr("a column of the client and the values to keep, such as {stage: Won}")
        problems.append(expected(f"{where}.only", what, given))
        return {}
    kept = {}
    for name, values in given.items():
        values = values if isinstance(values, list) else [values]
        if not values or any(isinstance(value, list | dict | None) for value in values):
            what = tr("a value or a list of values")
            problems.append(expected(f"{where}.only.{name}", what, given[name]))
        else:
            kept[str(name)] = tuple(as_written(value) for value in values)
    return kept
