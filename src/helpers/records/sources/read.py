"""What kind of source is it, and what does each of its rows say, as text?"""

from dataclasses import dataclass
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.records.engagement.formula import Node, resolve
from helpers.records.engagement.mapping import TableSpec
from helpers.records.schema import COUNTED, TABLES
from helpers.records.sources.spreadsheets import spreadsheet_layouts, stage_spreadsheet
from helpers.records.sources.staging import Layout, Stage
from helpers.records.sources.text_files import stage_text, text_layout
from helpers.records.sources.typed_sources import (
    database_layout,
    parquet_layout,
    stage_database,
    stage_parquet,
)

_MAGIC = (
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "spreadsheet"),
    (b"\xd0\xcf\x11\xe0", "spreadsheet"),
    (b"\x1f\x8b", "packed"),
    (b"Rar!", "packed"),
    (b"7z\xbc\xaf", "packed"),
    (b"%PDF", "document"),
    (b"SQLite format 3\x00", "sqlite"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"MOXCEL", "moxcel"),
    (b"\x03", "dbase"),
    (b"\x00\x01\x00\x00Standard", "access"),
)
_MARKUP = (
    (b"<!doctype html", "page"),
    (b"<html", "page"),
    (b"<?xml", "xml"),
    (b"[{", "json"),
    (b"{", "json"),
)
_REFUSED = {
    "packed": "is an archive: unpack it first.",
    "document": "is a PDF: ask for the records themselves, as CSV or XLSX.",
    "sqlite": "is a database: name it as `database: sqlite:///{name}` with a query.",
    "page": "is a web page under another name: save it as XLSX or CSV.",
    "picture": "is a picture: ask for the records themselves, as CSV or XLSX.",
    "moxcel": "is a table of 1C (MXL): save it from 1C as XLSX.",
    "dbase": "is a dBase table: open it in a spreadsheet program and save it as XLSX.",
    "access": "is an Access database: ask for its tables as CSV or XLSX.",
    "xml": "is XML: open it in a spreadsheet program and save it as XLSX.",
    "json": "is JSON: ask for the same records as CSV or XLSX.",
    "empty": "is empty: ask for the file again.",
}


@dataclass(frozen=True)
class Source:
    """One file or query of a table: how it is written, and where each column comes from."""

    table: str
    layout: Layout
    columns: dict[str, Node]
    path: Path | None = None
    database: str = ""
    query: str = ""
    folder: Path = Path()


def kind_of(path: Path) -> str:
    """Kind of a file by its content: the ending of a name promises nothing."""
    with path.open("rb") as file:
        start = file.read(512)
    for magic, kind in _MAGIC:
        if start.startswith(magic):
            return kind
    head = start.lstrip(b"\xef\xbb\xbf\x00 \t\r\n").lower()
    if not head:
        return "empty"
    return next((kind for mark, kind in _MARKUP if head.startswith(mark)), "text")


def probe(spec: TableSpec, folder: Path, problems: list[str]) -> list[Source]:
    """Look at the sources of a table: found columns, and faults added to ``problems``."""
    sources = []
    for path in spec.files or (None,):
        try:
            layouts = _layouts(spec, path, folder)
        except ClientDataError as error:
            problems.append(f"tables.{spec.name}: {error}")
            continue
        for layout in layouts:
            nodes = _resolve(spec, layout, problems)
            if nodes is not None:
                sources.append(
                    Source(spec.name, layout, nodes, path, spec.database, spec.query, folder)
                )
    return sources


def _layouts(spec: TableSpec, path: Path | None, folder: Path) -> list[Layout]:
    if path is None:
        return [database_layout(spec.database, spec.query, folder)]
    try:
        kind = kind_of(path)
    except OSError as error:
        raise ClientDataError(f"{path.name} cannot be opened: {error.strerror}.") from None
    if kind in _REFUSED:
        raise ClientDataError(f"{path.name} {_REFUSED[kind].format(name=path.name)}")
    wanted = list(spec.columns.values())
    if kind == "parquet":
        return [parquet_layout(path)]
    if kind == "spreadsheet":
        return spreadsheet_layouts(path, wanted, spec.format)
    return [text_layout(path, wanted, spec.format)]


def _resolve(spec: TableSpec, layout: Layout, problems: list[str]) -> dict[str, Node] | None:
    if not any(layout.names):
        problems.append(
            f"tables.{spec.name}: {layout.source} has no row with names of columns: it is "
            "empty. Ask for the file again."
        )
        return None
    nodes, faults = {}, []
    for ours, theirs in spec.columns.items():
        try:
            nodes[ours] = resolve(theirs, layout.names)
            _refuse_sums_of_words(spec, ours, nodes[ours])
        except ValueError as error:
            faults.append(f"tables.{spec.name}.columns.{ours}: {error}")
    if not faults:
        return nodes
    shown = ", ".join(repr(name) for name in layout.names[:30]) or "nothing"
    more = f" and {len(layout.names) - 30} more" if len(layout.names) > 30 else ""
    problems += faults
    problems.append(f"tables.{spec.name}: the columns of {layout.source} are {shown}{more}.")
    return None


def _refuse_sums_of_words(spec: TableSpec, ours: str, node: Node) -> None:
    kind = TABLES[spec.name].column(ours).kind
    if node.operation != "column" and kind not in COUNTED:
        raise ValueError(f"arithmetic of columns makes a number, and {ours} is a {kind}")


def stage(source: Source, path: Path) -> None:
    """Write all rows of ``source`` as text to the Parquet file ``path``."""
    with Stage(path, source.layout.names) as staged:
        if source.path is None:
            stage_database(source.database, source.query, source.folder, staged)
        elif source.layout.kind == "parquet":
            stage_parquet(source.path, source.layout, staged)
        elif source.layout.kind == "spreadsheet":
            stage_spreadsheet(source.path, source.layout, staged)
        else:
            stage_text(source.path, source.layout, staged)
