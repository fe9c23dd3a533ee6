"""Which tables stand in a dump or a file of a database, and what are their rows?

A dump is read as a workbook is: each of its tables is a sheet, chosen by its columns or named under
``format: {sheet: orders}``. Nothing in it is executed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from helpers.errors import ClientDataError, did_you_mean
from helpers.language import N_, tr
from helpers.records.engagement.format import Format
from helpers.records.engagement.formula import key
from helpers.records.query import identifier
from helpers.records.sources.encodings import detect_encoding
from helpers.records.sources.sql_text import Cells, parts
from helpers.records.sources.staging import Layout, Stage, cell_text

KINDS = ("dump", "sqlite")


def dump_layouts(path: Path, kind: str, wanted: list[str], told: Format) -> list[Layout]:
    """Tables with rows that ``told`` names, or the one that has the most of the ``wanted`` columns.

    Raises
    ------
    ClientDataError
        Where it cannot be read, or has no such table.
    """
    encoding = "" if kind == "sqlite" else detect_encoding(path).name
    tables = _sqlite_tables(path) if kind == "sqlite" else _dumped_tables(path, encoding)
    names = [name for name in tables if fnmatchcase(name, told.sheet or "*")]
    if not names:
        hint = did_you_mean(told.sheet or "", tables)
        values = {"file": path.name, "sheet": told.sheet, "hint": hint, "tables": ", ".join(tables)}
        raise ClientDataError(tr(NO_TABLE if tables else NO_ROWS) % values)
    keys = {key(name) for name in wanted}
    best = max(names, key=lambda name: sum(key(column) in keys for column in tables[name]))
    chosen = names if told.sheet else [best]
    return [
        Layout(
            kind=kind,
            source=path.name if len(chosen) == 1 else f"{path.name}: {name}",
            names=tables[name],
            encoding=encoding,
            sheet=name,
        )
        for name in chosen
    ]


def stage_dump(path: Path, layout: Layout, stage: Stage) -> None:
    """Write the rows of one table; a row is known by its number in the table."""
    width = len(layout.names)
    rows = _sqlite_rows if layout.kind == "sqlite" else _dumped
    with _readable(path):
        for number, cells in enumerate(rows(path, layout), start=1):
            if len(cells) == width:
                stage.add(number, cells)
            else:
                told = [cell or "" for cell in cells]
                stage.add_faulty(number, told, f"cells {len(cells)} {width}")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        values = {"file": path.name, "start": error}
        raise ClientDataError(tr(CUT_OFF) % values) from None
    except sqlite3.Error as error:
        raise ClientDataError(tr(BROKEN) % {"file": path.name, "why": error}) from None


def _dumped_tables(path: Path, encoding: str) -> dict[str, tuple[str, ...]]:
    """Columns of each table that has rows."""
    columns: dict[str, tuple[str, ...]] = {}
    filled: dict[str, int] = {}
    with _readable(path), path.open(encoding=encoding, errors="replace", newline="\n") as lines:
        for part in parts(lines):
            if part.columns:
                columns.setdefault(part.table, part.columns)
            if part.rows is not None and part.table not in filled:
                filled[part.table] = len(next(part.rows, ()))
    numbered = {name: tuple(map(str, range(1, n + 1))) for name, n in filled.items() if n}
    return {name: columns.get(name) or numbers for name, numbers in numbered.items()}


def _dumped(path: Path, layout: Layout) -> Iterator[Cells]:
    """Rows of one table, in the order of its columns whatever order a statement has."""
    with path.open(encoding=layout.encoding, errors="replace", newline="\n") as lines:
        for part in parts(lines):
            if part.table != layout.sheet or part.rows is None:
                continue
            order = part.columns or layout.names
            if order == layout.names:
                yield from part.rows
                continue
            for row in part.rows:
                known = dict(zip(order, row, strict=False))
                yield [known.get(name) for name in layout.names]


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Database that is only read; what its own schema calls is not trusted."""
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    with _readable(path), closing(sqlite3.connect(address, uri=True)) as base:
        base.execute("PRAGMA trusted_schema = OFF")
        base.text_factory = lambda raw: raw.decode("utf-8", "replace")
        yield base


def _sqlite_tables(path: Path) -> dict[str, tuple[str, ...]]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with _opened(path) as base:
        names = [name for (name,) in base.execute(asked + " ORDER BY name")]
        some = [
            n for n in names if base.execute(f"SELECT 1 FROM {identifier(n)} LIMIT 1").fetchone()
        ]  # noqa: S608 - quoted
        return {
            name: tuple(row[1] for row in base.execute(f"PRAGMA table_info({identifier(name)})"))
            for name in some
        }


def _sqlite_rows(path: Path, layout: Layout) -> Iterator[Cells]:
    with _opened(path) as base:
        for row in base.execute(f"SELECT * FROM {identifier(layout.sheet)}"):  # noqa: S608 - quoted
            yield [cell_text(value) for value in row]


NO_TABLE = N_("%(file)s has no table '%(sheet)s' with rows.%(hint)s Its tables: %(tables)s.")
NO_ROWS = N_(
    "%(file)s holds no rows of any table: it is a dump of the structure alone. Ask for the data."
)
CUT_OFF = N_(
    "%(file)s is cut off: a statement does not end (it begins with %(start)s). Ask for it again."
)
BROKEN = N_("%(file)s is a database that cannot be read (%(why)s). Ask for the file again.")
