"""What are the rows of a source that knows its types: Parquet, or the query of a database?"""

import hashlib
import os
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from helpers.errors import ClientDataError
from helpers.records.sources.headers import unique_names
from helpers.records.sources.staging import BLOCK, TYPED, Layout, Stage, cell_text

URLS = "sqlite:///file.db or postgresql://user:${PASSWORD}@host/database"
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION,
            sqlite3.SQLITE_RECURSIVE)  # fmt: skip


def parquet_layout(path: Path) -> Layout:
    """Read the names of the columns of a Parquet file."""
    try:
        names = pq.ParquetFile(path).schema_arrow.names
    except (pa.ArrowException, OSError) as error:
        raise ClientDataError(f"{path.name} cannot be read as Parquet: {error}") from None
    return Layout("parquet", path.name, unique_names(names))


def stage_parquet(path: Path, layout: Layout, stage: Stage) -> None:
    """Write all rows of a Parquet file into ``stage``; the first row is line 1."""
    line = 1
    try:
        for batch in pq.ParquetFile(path).iter_batches(BLOCK):
            lines = pa.array(range(line, line + len(batch)), pa.int64())
            stage.write(lines, [_as_text(column) for column in batch.columns])
            line += len(batch)
    except (pa.ArrowException, OSError) as error:
        raise ClientDataError(f"{path.name} cannot be read as Parquet: {error}") from None


def _as_text(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _as_text(column.dictionary_decode())
    if pa.types.is_floating(kind):
        column = pc.if_else(pc.is_finite(column), column, pa.scalar(None, kind))
    if pa.types.is_floating(kind) or pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        return pc.binary_join_element_wise(TYPED, column.cast(pa.string()), "")
    if pa.types.is_timestamp(kind):
        return pc.replace_substring_regex(
            column.cast(pa.timestamp("us")).cast(pa.string()), r"( 00:00:00)?(\.0+)?$", ""
        )
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array([cell_text(value) for value in column.to_pylist()], pa.string())
    text = column.cast(pa.string())
    return pc.replace_substring_regex(text, "[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff]", "")


def database_layout(url: str, query: str, folder: Path) -> Layout:
    """Read the names of the columns that a query gives."""
    with _cursor(url, query, folder) as (names, _):
        return Layout("database", _shown(url), unique_names(names))


def stage_database(url: str, query: str, folder: Path, stage: Stage) -> None:
    """Write the rows of a query into ``stage``; the first row is line 1."""
    with _cursor(url, query, folder) as (_, rows):
        for line, row in enumerate(rows, start=1):
            stage.add(line, [cell_text(value) for value in row])


def database_fingerprint(url: str, query: str, folder: Path) -> str:
    """Hash of what the query gives today, counted where the rows stand if that can be."""
    summary = query
    if urlsplit(url).scheme != "sqlite":
        summary = (
            "SELECT count(*), coalesce(sum(hashtextextended(rows_now::text, 0)), 0) "
            f"FROM ({query}) AS rows_now"
        )
    digest = hashlib.sha256()
    with _cursor(url, summary, folder) as (names, rows):
        digest.update(repr(names).encode())
        for row in rows:
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


def _shown(url: str) -> str:
    """URL without user and password: ``postgresql://host/database``."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


@contextmanager
def _cursor(url: str, query: str, folder: Path) -> Iterator[tuple[list[str], Iterator[Sequence]]]:
    scheme = urlsplit(url).scheme
    if scheme not in ("sqlite", "postgresql", "postgres"):
        raise ClientDataError(f"a database is named by an URL such as {URLS}, not {_shown(url)!r}.")
    opened = _sqlite(url, folder) if scheme == "sqlite" else _postgres(url)
    try:
        yield _ask_sqlite(opened, query) if scheme == "sqlite" else _ask_postgres(opened, query)
    except ClientDataError:
        raise
    except Exception as error:  # the drivers' errors have no common parent
        raise ClientDataError(
            f"{_shown(url)} does not answer the query: {_fault(error)}."
        ) from None
    finally:
        opened.close()


def _fault(error: Exception) -> str:
    """Message of a driver's error; that of PostgreSQL is a table of parts."""
    first = error.args[0] if error.args else type(error).__name__
    return str(first.get("M", first)) if isinstance(first, dict) else str(error)


def _ask_sqlite(opened: sqlite3.Connection, query: str) -> tuple[list[str], Iterator[Sequence]]:
    cursor = opened.execute(query)
    return [d[0] for d in cursor.description or ()], cursor


def _ask_postgres(opened: Any, query: str) -> tuple[list[str], Iterator[Sequence]]:
    # a cursor on the server: the driver itself would hold all rows in memory
    opened.run("BEGIN READ ONLY")
    opened.run(f"DECLARE workbook_rows NO SCROLL CURSOR FOR {query}")
    rows = opened.run(f"FETCH {BLOCK} FROM workbook_rows")
    return [column["name"] for column in opened.columns], _fetched(opened, rows)


def _fetched(opened: Any, rows: Sequence[Sequence]) -> Iterator[Sequence]:
    while rows:
        yield from rows
        rows = opened.run(f"FETCH {BLOCK} FROM workbook_rows")


def sqlite_path(url: str, folder: Path) -> Path:
    """File of an SQLite URL; it must stand in the client's folder."""
    name = unquote(urlsplit(url).path).removeprefix("/")
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise ClientDataError(f"{name!r} is outside of the client's folder: put the file into it.")
    if not path.is_file():
        raise ClientDataError(f"there is no database {name!r} in {folder.name}/.")
    return path


def _sqlite(url: str, folder: Path) -> sqlite3.Connection:
    path = sqlite_path(url, folder)
    opened = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    opened.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )
    opened.text_factory = lambda raw: raw.decode("utf-8", "replace")
    return opened


def _postgres(url: str) -> Any:
    from pg8000.native import Connection

    filled = re.sub(r"\$\{(\w+)\}", lambda m: _quoted_variable(m.group(1)), url)
    parts = urlsplit(filled)
    options = parse_qs(parts.query)
    secure = options.get("sslmode", ["prefer"])[0] in ("require", "verify-ca", "verify-full")
    try:
        return Connection(
            user=unquote(parts.username or ""),
            password=unquote(parts.password or "") or None,
            host=parts.hostname or "localhost",
            port=parts.port or 5432,
            database=unquote(parts.path.removeprefix("/")) or None,
            ssl_context=secure or None,
            timeout=30,
        )
    except Exception as error:  # the driver's errors and the system's
        raise ClientDataError(f"{_shown(url)} cannot be reached: {_fault(error)}.") from None


def _quoted_variable(name: str) -> str:
    from urllib.parse import quote

    return quote(os.environ.get(name, ""), safe="")
