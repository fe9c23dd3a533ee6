"""How is the engine asked about columns of text, at no more cost than its answer?

The intake asks hundreds of short questions of files that it has never seen. To build each as a
graph of Ibis and to compile it takes several times as long as DuckDB takes to answer, so they
are put together as text: the few operations that are needed, under the names that Ibis has for
them. Whatever a client or an engagement wrote stands in a query as a quoted literal alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

Literal = str | int | float | Decimal | date | None


class Cell:
    """A value of each row, as SQL."""

    __slots__ = ("sql",)

    def __init__(self, sql: str) -> None:
        self.sql = sql

    def re_search(self, pattern: str) -> "Cell":
        """Is the pattern found anywhere?"""
        return call("regexp_matches", self, pattern)

    def re_replace(self, pattern: str, by: str) -> "Cell":
        """Every place in which the pattern is found, replaced."""
        return call("regexp_replace", self, pattern, by, "g")

    def re_extract(self, pattern: str, group: int) -> "Cell":
        """Group of the first place in which the pattern is found; else empty."""
        return call("regexp_extract", self, pattern, group)

    def replace(self, old: str, new: str) -> "Cell":
        """Every ``old`` replaced by ``new``."""
        return call("replace", self, old, new)

    def translate(self, signs: str, others: str) -> "Cell":
        """Each of ``signs`` replaced by the one of ``others`` in the same place."""
        return call("translate", self, signs, others)

    def startswith(self, start: str) -> "Cell":
        """Is ``start`` the beginning?"""
        return call("starts_with", self, start)

    def left(self, signs: int) -> "Cell":
        """First ``signs`` signs."""
        return call("substring", self, 1, signs)

    def after(self, signs: int) -> "Cell":
        """What stands behind the first ``signs`` signs."""
        return call("substring", self, signs + 1)

    def strip(self) -> "Cell":
        """Without blanks at its ends."""
        return call("trim", self, " ")

    def lower(self) -> "Cell":
        """In small letters."""
        return call("lower", self)

    def nullif(self, value: Literal) -> "Cell":
        """Missing where it is ``value``."""
        return call("nullif", self, value)

    def fill_null(self, value: "Cell | Literal") -> "Cell":
        """Another value where it is missing."""
        return call("coalesce", self, value)

    def cast(self, kind: str) -> "Cell":
        """As another type; an error where it cannot be."""
        return Cell(f"CAST({self.sql} AS {kind})")

    def try_cast(self, kind: str) -> "Cell":
        """As another type; missing where it cannot be."""
        return Cell(f"TRY_CAST({self.sql} AS {kind})")

    def isnull(self) -> "Cell":
        """Is it missing?"""
        return Cell(f"({self.sql} IS NULL)")

    def notnull(self) -> "Cell":
        """Is it there?"""
        return Cell(f"({self.sql} IS NOT NULL)")

    def isin(self, values: Iterable[str]) -> "Cell":
        """Is it one of some texts?"""
        told = ", ".join(map(quoted, values))
        return Cell(f"({self.sql} IN ({told}))") if told else TRUE & ~TRUE

    def between(self, low: float, high: float) -> "Cell":
        """Does it lie between two numbers, or is one of them?"""
        return Cell(f"({self.sql} BETWEEN {low} AND {high})")

    def equals(self, value: Literal) -> "Cell":
        """Is it ``value``?"""
        return _between(self, "=", value)

    def __gt__(self, other: "Cell | Literal") -> "Cell":
        return _between(self, ">", other)

    def __and__(self, other: "Cell") -> "Cell":
        return every(self, other)

    def __or__(self, other: "Cell") -> "Cell":
        return some(self, other)

    def __invert__(self) -> "Cell":
        return Cell(f"(NOT {self.sql})")

    def __add__(self, other: "Cell | Literal") -> "Cell":
        return _between(self, "+", other)

    def __sub__(self, other: "Cell | Literal") -> "Cell":
        return _between(self, "-", other)

    def __mul__(self, other: "Cell | Literal") -> "Cell":
        return _between(self, "*", other)

    def __truediv__(self, other: "Cell | Literal") -> "Cell":
        return _between(self, "/", other)

    def __mod__(self, other: "Cell | Literal") -> "Cell":
        return _between(self, "%", other)

    def __neg__(self) -> "Cell":
        return Cell(f"(-{self.sql})")


def quoted(text: str) -> str:
    """Text as a literal of SQL.

    >>> quoted("it's")
    "'it''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def identifier(text: str) -> str:
    """Name of a column or a table, as SQL.

    >>> identifier("order")
    '"order"'
    """
    return '"' + text.replace('"', '""') + '"'


def lit(value: Literal) -> Cell:
    """The same value in each row."""
    if isinstance(value, str):
        return Cell(quoted(value))
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, date):
        return Cell(f"DATE '{value.isoformat()}'")
    return Cell("NULL" if value is None else str(value))


def null(kind: str) -> Cell:
    """Nothing, of a type."""
    return Cell(f"CAST(NULL AS {kind})")


TRUE, FALSE = lit(True), lit(False)


def call(function: str, *arguments: Cell | Literal) -> Cell:
    """Value of a function of the engine."""
    return Cell(f"{function}({', '.join(_sql(a) for a in arguments)})")


def every(*conditions: Cell) -> Cell:
    """Are all of them true? Without any: yes."""
    return Cell(f"({' AND '.join(c.sql for c in conditions)})") if conditions else TRUE


def some(*conditions: Cell) -> Cell:
    """Is one of them true? Without any: no."""
    return Cell(f"({' OR '.join(c.sql for c in conditions)})") if conditions else FALSE


def ifelse(condition: Cell, then: Cell | Literal, otherwise: Cell | Literal) -> Cell:
    """One of two values."""
    return cases((condition, then), otherwise=otherwise)


def cases(*ways: tuple[Cell, Cell | Literal], otherwise: Cell | Literal) -> Cell:
    """Value of the first condition that is true."""
    told = " ".join(f"WHEN {condition.sql} THEN {_sql(value)}" for condition, value in ways)
    return Cell(f"CASE {told} ELSE {_sql(otherwise)} END") if told else Cell(_sql(otherwise))


def text_of(*parts: Cell | str) -> Cell:
    """Texts one after another; missing where one of them is."""
    return Cell(f"({' || '.join(_sql(part) for part in parts)})")


def _sql(value: Cell | Literal) -> str:
    return value.sql if isinstance(value, Cell) else lit(value).sql


def _between(left: Cell, sign: str, right: Cell | Literal) -> Cell:
    return Cell(f"({left.sql} {sign} {_sql(right)})")


@dataclass(frozen=True)
class Rows:
    """Rows of a query, which is asked only when it is fetched or written.

    Each change is a select upon the select before it: within one, DuckDB would repeat a step
    for every place in which it is needed.
    """

    con: DuckDBPyConnection
    sql: str
    columns: tuple[str, ...]

    def __getitem__(self, column: str) -> Cell:
        return Cell(identifier(column))

    def select(self, *kept: str, **new: Cell) -> "Rows":
        """Rows with these columns alone: ``kept`` as they are, and ``new`` ones."""
        told = [identifier(column) for column in kept]
        told += [f"{cell.sql} AS {identifier(column)}" for column, cell in new.items()]
        return Rows(self.con, f"SELECT {', '.join(told)} FROM ({self.sql})", (*kept, *new))

    def mutate(self, **new: Cell) -> "Rows":
        """Rows with new columns, some of which may stand in the place of others."""
        if not new:
            return self
        changed = {column: new.pop(column) for column in self.columns if column in new}
        kept = {column: changed.get(column, self[column]) for column in self.columns}
        return self.select(**kept, **new)

    def drop(self, *columns: str) -> "Rows":
        """Rows without some columns."""
        return self.select(*(c for c in self.columns if c not in columns)) if columns else self

    def where(self, condition: str) -> "Rows":
        """Rows of which a condition, written as SQL, is true."""
        return Rows(self.con, f"SELECT * FROM ({self.sql}) WHERE {condition}", self.columns)

    def ask(self, columns: str, rest: str = "") -> list[tuple[Any, ...]]:
        """Rows of ``SELECT columns FROM these rows``, and what comes behind it."""
        return self.con.execute(f"SELECT {columns} FROM ({self.sql}) {rest}").fetchall()

    def write(self, path: Path) -> "Rows":
        """Write the rows as Parquet in the order in which they come; returns those of the file."""
        target = quoted(str(path))
        self.con.execute(f"COPY ({self.sql}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
        return stored(self.con, path, columns=self.columns)


def stored(con: DuckDBPyConnection, *paths: Path, columns: Iterable[str] = ()) -> Rows:
    """Rows of Parquet files, in their order; the engine is asked for columns that nobody tells.

    A folder called key=value on the way to a file is no column.
    """
    told = ", ".join(quoted(escaped(path)) for path in paths)
    sql = f"SELECT * FROM read_parquet([{told}], hive_partitioning = false)"
    known = tuple(columns) or tuple(row[0] for row in con.execute(f"DESCRIBE {sql}").fetchall())
    return Rows(con, sql, known)


def escaped(path: Path) -> str:
    """Path in which no sign is a pattern."""
    return str(path).replace("[", "[[]").replace("*", "[*]").replace("?", "[?]")
