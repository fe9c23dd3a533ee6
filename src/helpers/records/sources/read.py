"""What kind of source is it, and what does each of its rows say, as text?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.language import N_, number, tr
from helpers.language.other_programs import of_the_system
from helpers.records.engagement.format import Format
from helpers.records.engagement.formula import Node, resolve
from helpers.records.engagement.mapping import TableSpec
from helpers.records.engagement.reshaping import Lookup
from helpers.records.reshape.plan import in_our_words, plan, stands_in_the_file
from helpers.records.reshape.step import Step
from helpers.records.schema import COUNTED, DAY_KINDS, TABLES
from helpers.records.sources.dumps import KINDS, dump_layouts, stage_dump
from helpers.records.sources.headers import is_a_day
from helpers.records.sources.kinds import REFUSED, kind_of
from helpers.records.sources.spreadsheets import spreadsheet_layouts, stage_spreadsheet
from helpers.records.sources.staging import Layout, Stage
from helpers.records.sources.text_files import stage_text, text_layout
from helpers.records.sources.typed_sources import (
    database_layout,
    parquet_layout,
    stage_database,
    stage_parquet,
)

MOST_COLUMNS = 1_000
MOST_NAMED = 30  # columns of a file, when one is missing


@dataclass(frozen=True)
class Source:
    """One file or query of a table: how it is written, and where each column comes from."""

    spec: TableSpec
    layout: Layout
    columns: dict[str, Node]
    path: Path | None = None
    folder: Path = Path()
    only: tuple[tuple[int, tuple[str, ...]], ...] = ()  # client's column, values to keep
    steps: tuple[Step, ...] = ()
    looked: Mapping[str, tuple["Source", ...]] = field(default_factory=dict)  # by column looked up

    @property
    def names(self) -> tuple[str, ...]:
        """Columns of the file, and those that its steps add."""
        return (*self.layout.names, *(name for step in self.steps for name in step.names))

    @property
    def table(self) -> str:
        """Name of the table that the source is part of."""
        return self.spec.name

    def mapped(self) -> dict[int, tuple[str, bool]]:
        """Client's columns that are read: by number, our name and whether they are counted."""
        table = TABLES[self.table]
        read = {
            index: (self.layout.names[index], counted)
            for step in self.steps
            for index, counted in step.reads().items()
            if index < len(self.layout.names)
        }
        return read | {
            index: (ours, table.column(ours).kind in COUNTED)
            for ours, node in self.columns.items()
            for index in sorted(node.columns())
            if index < len(self.layout.names)
        }


def probe(spec: TableSpec, folder: Path, problems: list[str]) -> list[Source]:
    """Look at the sources of a table: found columns, and faults added to ``problems``."""
    sources = []
    for part in spec.parts:
        looked = _looked_into(part, folder, problems)
        for path in part.files or (None,):
            try:
                layouts = _layouts(part, path, folder)
            except ClientDataError as error:
                problems.append(f"tables.{part.name}: {error}")
                continue
            found = (_source(part, layout, path, folder, looked, problems) for layout in layouts)
            sources += [source for source in found if source is not None]
    return sources


Looked = Mapping[str, tuple[Source, ...]]


def _source(
    part: TableSpec,
    layout: Layout,
    path: Path | None,
    folder: Path,
    looked: Looked | None,
    problems: list[str],
) -> Source | None:
    """One layout with its columns found; None, and ``problems``, where one is missing."""
    if fault := _unreadable(part, layout):
        problems.append(fault)
        return None
    if looked is None:
        return None
    there = {name: [(s.layout.names, s.columns) for s in found] for name, found in looked.items()}
    names, steps, faults = plan(part, layout, path, there)
    problems += [f"tables.{part.name}.{fault}" for fault in faults]
    problems += [_names_of(part, layout)] if faults else []
    nodes = None if faults else _resolve(part, layout, names, problems)
    if nodes is None:
        return None
    only = _condition(part, layout, problems)
    nodes, worded, faults = in_our_words(part, nodes, names)
    problems += [f"tables.{part.name}.{fault}" for fault in faults]
    return Source(part, layout, nodes, path, folder, only, (*steps, *worded), looked)


def _looked_into(part: TableSpec, folder: Path, problems: list[str]) -> Looked | None:
    """Files that the lookups of a part look into, once for all its files; None with a fault."""
    before = len(problems)
    found = {one.name: _looked(part, one, folder, problems) for one in part.reshaping.lookups}
    return found if len(problems) == before else None


def _looked(part: TableSpec, one: Lookup, folder: Path, problems: list[str]) -> tuple[Source, ...]:
    """Files that a lookup looks into, with the columns of its key, its value and its first day."""
    columns = {f"key {n}": there for n, (_, there) in enumerate(one.key)}
    columns |= {"value": one.value} | ({"since": one.since} if one.since else {})
    spec = TableSpec(part.name, one.files, columns=columns, format=one.format)
    faults: list[str] = []
    found = tuple(probe(spec, folder, faults))
    problems += [
        fault.replace(f"tables.{part.name}", f"tables.{part.name}.lookup.{one.name}", 1)
        for fault in faults
    ]
    return found


def _layouts(spec: TableSpec, path: Path | None, folder: Path) -> list[Layout]:
    if path is None:
        return [database_layout(spec.database, spec.query, folder)]
    return layouts_of(path, stands_in_the_file(spec), spec.format)


def layouts_of(path: Path, wanted: list[str], told: Format) -> list[Layout]:
    """How a file is written, sheet by sheet; ``wanted`` are names by which a header is found.

    Raises
    ------
    ClientDataError
        Where it cannot be opened, or is no table.
    """
    try:
        kind = kind_of(path)
    except OSError as error:
        values = {"file": path.name, "why": of_the_system(error)}
        raise ClientDataError(tr("%(file)s cannot be opened: %(why)s.") % values) from None
    if kind in REFUSED:
        raise ClientDataError(tr(REFUSED[kind]) % {"file": path.name})
    if kind == "parquet":
        return [parquet_layout(path)]
    if kind == "spreadsheet":
        return spreadsheet_layouts(path, wanted, told)
    if kind in KINDS:
        return dump_layouts(path, kind, wanted, told)
    return [text_layout(path, wanted, told)]


def _condition(
    spec: TableSpec, layout: Layout, problems: list[str]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    found = []
    for name, values in spec.only.items():
        try:
            node = resolve(name, layout.names)
            if node.operation != "column":
                raise ValueError(
                    tr("a condition is on one column, not on '%(name)s'") % {"name": name}
                )
            found.append((node.index, values))
        except ValueError as error:
            problems.append(f"tables.{spec.name}.only: {error}")
            problems.append(_names_of(spec, layout))
    return tuple(found)


def _unreadable(spec: TableSpec, layout: Layout) -> str:
    """Why no column can be found at all; empty where they can."""
    if not any(layout.names):
        return _about(spec, layout, NO_NAMES)
    if len(layout.names) > MOST_COLUMNS:
        values = {"columns": number(len(layout.names)), "most": number(MOST_COLUMNS)}
        return _about(spec, layout, TOO_WIDE, **values)
    return ""


def _resolve(
    spec: TableSpec, layout: Layout, names: Sequence[str], problems: list[str]
) -> dict[str, Node] | None:
    nodes, faults = {}, []
    for ours, theirs in spec.columns.items():
        try:
            nodes[ours] = resolve(theirs, names)
            _refuse_sums_of_words(spec, ours, nodes[ours])
        except ValueError as error:
            faults.append(f"tables.{spec.name}.columns.{ours}: {error}")
    if not faults and (doubt := _doubtful_header(spec, layout, names, nodes)):
        problems.append(doubt)
        return None
    if not faults:
        return nodes
    problems += faults
    problems.append(_names_of(spec, layout))
    if layout.header and all(text.strip().isdigit() for text in spec.columns.values()):
        problems.append(_about(spec, layout, ARE_THERE_NAMES))
    return None


def _about(spec: TableSpec, layout: Layout, text: str, **values: object) -> str:
    return f"tables.{spec.name}: " + tr(text) % {"file": layout.source, **values}


def _names_of(spec: TableSpec, layout: Layout) -> str:
    shown = ", ".join(repr(name) for name in layout.names[:MOST_NAMED])
    if len(layout.names) > MOST_NAMED:
        shown += " " + tr("and %(n)s more") % {"n": number(len(layout.names) - MOST_NAMED)}
    return _about(spec, layout, COLUMNS_ARE, columns=shown)


NO_NAMES = N_(
    "%(file)s has no row with names of columns: it is empty, or ends before the row that header "
    "names. Ask for the file again, or correct header in format."
)
TOO_WIDE = N_(
    "%(file)s has %(columns)s columns, and at most %(most)s are read. Ask for the columns that are "
    "mapped, or for one row a line instead of one row an order."
)
COLUMNS_ARE = N_("the columns of %(file)s are %(columns)s.")
ARE_THERE_NAMES = N_(
    "are there no names in %(file)s? Write header: 0 under format, then columns are called by "
    "their numbers."
)
LOOKS_LIKE_RECORDS = N_(
    "row %(row)s of %(file)s looks like records, not like names of columns. Are there no names? "
    "Write header: 0 under format, then columns are called by their numbers: 1, 2 … Are these the "
    "names? Write header: %(row)s."
)


def _doubtful_header(
    spec: TableSpec, layout: Layout, names: Sequence[str], nodes: dict[str, Node]
) -> str:
    """Ask when the names of columns look like a row of records: the first row may be one."""
    if not layout.header or spec.format.header:
        return ""
    columns = {ours: TABLES[spec.name].column(ours).kind for ours in nodes}
    days = [ours for ours, kind in columns.items() if kind in DAY_KINDS]
    if not any(is_a_day(names[nodes[ours].index]) for ours in days):
        return ""
    return _about(spec, layout, LOOKS_LIKE_RECORDS, row=layout.header[0])


def _refuse_sums_of_words(spec: TableSpec, ours: str, node: Node) -> None:
    kind = TABLES[spec.name].column(ours).kind
    if node.operation != "column" and kind not in COUNTED:
        values = {"column": ours, "kind": kind}
        raise ValueError(
            tr("arithmetic of columns makes a number, and %(column)s is none (%(kind)s)") % values
        )


def stage(source: Source, path: Path) -> list[tuple[str, str]]:
    """Write all rows of ``source`` as text to the Parquet file ``path``.

    Returns
    -------
    list of (sentence, what it is about)
        What was found out on the way and should be said.
    """
    indents = (step.indented() for step in source.steps)
    indented = next((column for column in indents if column is not None), None)
    with Stage(path, source.layout.names, indented, source.layout.depths) as staged:
        if source.path is None:
            stage_database(source.spec.database, source.spec.query, source.folder, staged)
        else:
            stage_file(source.path, source.layout, staged, source.mapped())
    return staged.notes


def stage_file(
    path: Path, layout: Layout, staged: Stage, mapped: Mapping[int, tuple[str, bool]]
) -> None:
    """Write all rows of a file as text; ``mapped`` are the columns whose formulas matter."""
    if layout.kind == "parquet":
        stage_parquet(path, layout, staged)
    elif layout.kind == "spreadsheet":
        stage_spreadsheet(path, layout, staged, mapped)
    elif layout.kind in KINDS:
        stage_dump(path, layout, staged)
    else:
        stage_text(path, layout, staged)
