"""What kind of source is it, and what does each of its rows say, as text?"""

from dataclasses import dataclass
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.language import N_, number, tr
from helpers.records.engagement.formula import Node, resolve
from helpers.records.engagement.mapping import TableSpec
from helpers.records.schema import COUNTED, TABLES
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

    @property
    def table(self) -> str:
        """Name of the table that the source is part of."""
        return self.spec.name

    def mapped(self) -> dict[int, tuple[str, bool]]:
        """Client's columns that are read: by number, our name and whether they are counted."""
        table = TABLES[self.table]
        return {
            index: (ours, table.column(ours).kind in COUNTED)
            for ours, node in self.columns.items()
            for index in sorted(node.columns())
        }


def probe(spec: TableSpec, folder: Path, problems: list[str]) -> list[Source]:
    """Look at the sources of a table: found columns, and faults added to ``problems``."""
    sources = []
    for part in spec.parts:
        for path in part.files or (None,):
            try:
                layouts = _layouts(part, path, folder)
            except ClientDataError as error:
                problems.append(f"tables.{part.name}: {error}")
                continue
            for layout in layouts:
                nodes = _resolve(part, layout, problems)
                only = _condition(part, layout, problems) if nodes is not None else ()
                if nodes is not None:
                    sources.append(Source(part, layout, nodes, path, folder, only))
    return sources


def _layouts(spec: TableSpec, path: Path | None, folder: Path) -> list[Layout]:
    if path is None:
        return [database_layout(spec.database, spec.query, folder)]
    try:
        kind = kind_of(path)
    except OSError as error:
        values = {"file": path.name, "why": error.strerror}
        raise ClientDataError(tr("%(file)s cannot be opened: %(why)s.") % values) from None
    if kind in REFUSED:
        raise ClientDataError(tr(REFUSED[kind]) % {"file": path.name})
    wanted = list(spec.columns.values())
    if kind == "parquet":
        return [parquet_layout(path)]
    if kind == "spreadsheet":
        return spreadsheet_layouts(path, wanted, spec.format)
    return [text_layout(path, wanted, spec.format)]


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


def _resolve(spec: TableSpec, layout: Layout, problems: list[str]) -> dict[str, Node] | None:
    if not any(layout.names):
        problems.append(_about(spec, layout, NO_NAMES))
        return None
    if len(layout.names) > MOST_COLUMNS:
        values = {"columns": number(len(layout.names)), "most": number(MOST_COLUMNS)}
        problems.append(_about(spec, layout, TOO_WIDE, **values))
        return None
    nodes, faults = {}, []
    for ours, theirs in spec.columns.items():
        try:
            nodes[ours] = resolve(theirs, layout.names)
            _refuse_sums_of_words(spec, ours, nodes[ours])
        except ValueError as error:
            faults.append(f"tables.{spec.name}.columns.{ours}: {error}")
    if not faults and (doubt := _doubtful_header(spec, layout, nodes)):
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


NO_NAMES = N_("%(file)s has no row with names of columns: it is empty. Ask for the file again.")
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


def _doubtful_header(spec: TableSpec, layout: Layout, nodes: dict[str, Node]) -> str:
    """Ask when the names of columns look like a row of records: the first row may be one."""
    if not layout.header or spec.format.header:
        return ""
    columns = {ours: TABLES[spec.name].column(ours).kind for ours in nodes}
    days = [ours for ours, kind in columns.items() if kind in ("date", "time")]
    if not any(is_a_day(layout.names[nodes[ours].index]) for ours in days):
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
    with Stage(path, source.layout.names) as staged:
        if source.path is None:
            stage_database(source.spec.database, source.spec.query, source.folder, staged)
        elif source.layout.kind == "parquet":
            stage_parquet(source.path, source.layout, staged)
        elif source.layout.kind == "spreadsheet":
            stage_spreadsheet(source.path, source.layout, staged, source.mapped())
        else:
            stage_text(source.path, source.layout, staged)
    return staged.notes
