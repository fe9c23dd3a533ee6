"""What are the rows of a source that knows its types: Parquet, or the query of a database?"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qs, unquote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from helpers import project
from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.language.other_programs import in_our_words
from helpers.records.sources.headers import unique_names
from helpers.records.sources.staging import BLOCK, TYPED, Layout, Stage, cell_text

NO_PARQUET = N_(
    "%(file)s cannot be read as Parquet: it is broken, or came over in part. Ask for it again."
)
_PLACE = re.compile(
    r"([\w.-]*|\[[0-9a-fA-F:.]+\])(?::(\d{1,5}))?(/[^?#]*)?(?:[?#](.*))?", re.DOTALL
)
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION,
            sqlite3.SQLITE_RECURSIVE)  # fmt: skip


def parquet_layout(path: Path) -> Layout:
    """Read the names of the columns of a Parquet file."""
    try:
        names = pq.ParquetFile(path).schema_arrow.names
    except (pa.ArrowException, OSError):
        raise ClientDataError(tr(NO_PARQUET) % {"file": path.name}) from None
    return Layout("parquet", path.name, unique_names(names))


def stage_parquet(path: Path, layout: Layout, stage: Stage) -> None:
    """Write all rows of a Parquet file into ``stage``; the first row is line 1."""
    line = 1
    try:
        for batch in pq.ParquetFile(path).iter_batches(BLOCK):
            lines = pa.array(range(line, line + len(batch)), pa.int64())
            stage.write(lines, [_as_text(column) for column in batch.columns])
            line += len(batch)
    except ClientDataError as error:
        raise ClientDataError(f"{path.name}: {error}") from None
    except (pa.ArrowException, OSError):
        raise ClientDataError(tr(NO_PARQUET) % {"file": path.name}) from None


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
            _wall_clock(column).cast(pa.string()), r"( 00:00:00)?(\.0+)?$", ""
        )
    if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return pa.array([cell_text(value) for value in column.to_pylist()], pa.string())
    text = column.cast(pa.string())
    return pc.replace_substring_regex(text, "[\x00-\x08\x0b\x0c\x0e-\x1f\ufeff]", "")


def _wall_clock(column: pa.Array) -> pa.Array:
    """Day and hour as they were read off a clock where it happened, to the microsecond."""
    try:
        local = pc.local_timestamp(column) if column.type.tz else column
    except pa.ArrowInvalid:
        told = tr("the time zone '%(zone)s' is not known: ask for the days without a zone.")
        raise ClientDataError(told % {"zone": column.type.tz}) from None
    return local.cast(pa.timestamp("us"), safe=False)


def database_layout(url: str, query: str, folder: Path) -> Layout:
    """Read the names of the columns that a query gives."""
    with _cursor(url, query, folder) as (names, _):
        return Layout("database", address(url).shown(), unique_names(names))


def stage_database(url: str, query: str, folder: Path, stage: Stage) -> None:
    """Write the rows of a query into ``stage``; the first row is line 1."""
    with _cursor(url, query, folder) as (_, rows):
        for line, row in enumerate(rows, start=1):
            stage.add(line, [cell_text(value) for value in row])


_PARTS = re.compile(r"[/@:#?&=\s]+")  # at which a driver may cut an address, and a password


def database_fingerprint(url: str, query: str, folder: Path) -> str:
    """Hash of what the query gives today, counted where the rows stand if that can be."""
    summary = query
    if address(url).scheme != "sqlite":
        summary = (
            "SELECT count(*), coalesce(sum(hashtextextended(rows_now::text, 0)), 0) "
            f"FROM ({query}\n) AS rows_now"  # a comment may end it
        )
    digest = hashlib.sha256()
    with _cursor(url, summary, folder) as (names, rows):
        digest.update(repr(names).encode())
        for row in rows:
            digest.update(repr(tuple(row)).encode())
    return digest.hexdigest()


class Address(NamedTuple):
    """Address of a database in its parts; what cannot be one leaves all but the scheme empty."""

    scheme: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    path: str = ""
    options: str = ""

    def shown(self) -> str:
        """Address without user, password and options: ``postgresql://host/database``."""
        return f"{self.scheme}://{self.host}{self.path}"

    def without_password(self, text: str) -> str:
        """``text`` in which nobody reads the password."""
        parts = {self.password, *_PARTS.split(self.password)}
        hidden = sorted((p for p in parts if len(p) >= 3 or p == self.password), key=len)
        for part in filter(None, reversed(hidden)):
            text = text.replace(part, "…")
        return text


def address(url: str) -> Address:
    """Parts of the address of a database; a password may hold any sign.

    >>> address("postgresql://me:p/a@s#s@host:5433/sales").shown()
    'postgresql://host/sales'
    >>> address("postgresql://me:secret").shown()
    'postgresql://'
    """
    scheme, _, rest = url.partition("://")
    scheme = scheme.lower() if re.fullmatch(r"\w{1,20}", scheme) else "…"
    login, _, place = rest.rpartition("@")
    found = _PLACE.fullmatch(place)
    if found is None:
        return Address(scheme)
    user, _, password = login.partition(":")
    host, port, path, options = (part or "" for part in found.groups())
    return Address(scheme, unquote(user), unquote(password), host, port, path, options)


@contextmanager
def _cursor(
    url: str, query: str, folder: Path
) -> Iterator[tuple[list[str], Iterator[Sequence[Any]]]]:
    scheme, shown = address(url).scheme, address(url).shown()
    if scheme not in ("sqlite", "postgresql", "postgres"):
        told = tr(
            "a database is named by an address that begins with sqlite:/// and the name of a "
            "file, or with postgresql:// and user, host and database; not '%(found)s'."
        )
        raise ClientDataError(told % {"found": shown})
    opened = _sqlite(url, folder) if scheme == "sqlite" else _postgres(url)
    try:
        yield _ask_sqlite(opened, query) if scheme == "sqlite" else _ask_postgres(opened, query)
    except ClientDataError:
        raise
    except Exception as error:  # the drivers' errors have no common parent
        told = tr("%(place)s does not answer the query: %(why)s.")
        why = _why(error, address(url))
        raise ClientDataError(told % {"place": shown, "why": why}) from None
    finally:
        opened.close()


def _fault(error: Exception) -> str:
    """Message of a driver's error; that of PostgreSQL is a table of parts."""
    first = error.args[0] if error.args else type(error).__name__
    return str(first.get("M", first)) if isinstance(first, dict) else str(error)


def _why(error: Exception, place: Address) -> str:
    """Why a database gives nothing; in its own words where nobody foresaw them."""
    fault = place.without_password(_fault(error)).rstrip(".")[:300]
    return in_our_words(fault, tr("it says '%(fault)s'") % {"fault": fault})


def _ask_sqlite(
    opened: sqlite3.Connection, query: str
) -> tuple[list[str], Iterator[Sequence[Any]]]:
    cursor = opened.execute(query)
    return [d[0] for d in cursor.description or ()], cursor


def _ask_postgres(opened: Any, query: str) -> tuple[list[str], Iterator[Sequence[Any]]]:
    # a cursor on the server: the driver itself would hold all rows in memory
    opened.run("BEGIN READ ONLY")
    opened.run(f"DECLARE workbook_rows NO SCROLL CURSOR FOR {query}")
    rows = opened.run(f"FETCH {BLOCK} FROM workbook_rows")
    return [column["name"] for column in opened.columns], _fetched(opened, rows)


def _fetched(opened: Any, rows: Sequence[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    while rows:
        yield from rows
        rows = opened.run(f"FETCH {BLOCK} FROM workbook_rows")


def sqlite_path(url: str, folder: Path) -> Path:
    """File of an SQLite URL; it must stand in the client's folder."""
    name = unquote(address(url).path).removeprefix("/")
    try:
        path = (folder / name).resolve()
        there = path.is_file()
    except (OSError, ValueError, RuntimeError):  # too long, with a zero byte, a link to itself
        path, there = folder / "…", False
    if not path.is_relative_to(folder.resolve()):
        told = tr("'%(name)s' is outside of the client's folder: put the file into it.")
        raise ClientDataError(told % {"name": name})
    if not there:
        told = tr("there is no database '%(name)s' in %(folder)s/.")
        raise ClientDataError(told % {"name": name, "folder": folder.name})
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

    place = address(re.sub(r"\$\{(\w+)\}", lambda m: _quoted_variable(m.group(1)), url))
    mode = parse_qs(place.options).get("sslmode", ["prefer"])[0]
    try:
        return Connection(
            user=place.user,
            password=place.password or None,
            host=place.host.strip("[]") or "localhost",
            port=int(place.port or 5432),
            database=unquote(place.path.removeprefix("/")) or None,
            ssl_context=mode in ("require", "verify-ca", "verify-full") or None,
            timeout=30,
        )
    except Exception as error:  # the driver's errors and the system's
        told = tr("%(place)s cannot be reached: %(why)s.")
        values = {"place": place.shown(), "why": _why(error, place)}
        raise ClientDataError(told % values) from None


def _quoted_variable(name: str) -> str:
    from urllib.parse import quote

    return quote(project.variable(name) or "", safe="")
