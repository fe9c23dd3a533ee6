"""How does a row of any source become text with a line number?

Every source is written, a block of rows at a time, to a Parquet file of plain text: the
number of the line, what is wrong with it as a line, and its cells as ``c0``, ``c1`` … The
names of the client's columns never become part of a query.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from helpers.records.sources.sheet_facts import SheetFacts

BLOCK = 50_000  # rows held in memory at a time
# stands before a number that the source itself stores as a number
TYPED = "\x02"
CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFEFF))


@dataclass(frozen=True)
class Layout:
    """How a source is written: found out, or told by the engagement."""

    kind: str  # text, spreadsheet, parquet, database
    source: str
    names: tuple[str, ...]
    header: tuple[int, ...] = ()
    encoding: str = ""
    separator: str = ""
    width: int = 0  # cells in a row of a text, where more than have a name
    sheet: str = ""
    dirty: bool = False  # control characters to be taken out
    notes: tuple[tuple[str, str], ...] = ()  # sentence, and what it is about
    facts: SheetFacts | None = None

    @property
    def depths(self) -> Mapping[int, int]:
        """How deep rows stand under others, by the outline of a sheet or the indents of cells."""
        return self.facts.depths if self.facts else {}


class Stage:
    """Parquet file of text that grows by blocks.

    With ``indented`` a column says how deep each row stands under others: by ``depths`` of its
    line where there are any, else by the blanks before the text of the column of that number.
    """

    def __init__(
        self,
        path: Path,
        names: Sequence[str],
        indented: int | None = None,
        depths: Mapping[int, int] | None = None,
    ) -> None:
        self.width, self.indented, self.depths = len(names), indented, depths
        cells = [pa.field(f"c{i}", pa.string()) for i in range(self.width)]
        self.schema = pa.schema(
            [pa.field("line", pa.int64()), pa.field("problem", pa.string()),
             pa.field("more", pa.string()), *cells]
        )  # fmt: skip
        if indented is not None:
            self.schema = self.schema.append(pa.field("depth", pa.int64()))
        self.writer = pq.ParquetWriter(path, self.schema, compression="lz4")
        self.lines: list[int] = []
        self.rows: list[Sequence[str | None]] = []
        self.problems: dict[int, tuple[str, str | None]] = {}
        self.notes: list[tuple[str, str]] = []  # what was found out while rows were written

    def add(self, line: int, cells: Sequence[str | None]) -> None:
        """Add a row that is as wide as the header."""
        self.lines.append(line)
        self.rows.append(cells)
        if len(self.rows) >= BLOCK:
            self.flush()

    def add_faulty(self, line: int, cells: Sequence[str], problem: str) -> None:
        """Add a row that cannot be read as one; its surplus cells are kept beside it."""
        more = "|".join(cells[self.width :]) or None
        self.problems[len(self.rows)] = (problem, more)
        self.add(line, [*cells[: self.width], *[""] * (self.width - len(cells))])

    def flush(self) -> None:
        """Write the rows that are held."""
        if not self.rows:
            return
        held = [self.problems.get(i, (None, None)) for i in range(len(self.rows))] if (
            self.problems
        ) else None  # fmt: skip
        columns = [pa.array(column, pa.string()) for column in zip(*self.rows, strict=True)]
        self.write(
            pa.array(self.lines, pa.int64()),
            columns,
            pa.array([h[0] for h in held], pa.string()) if held else None,
            pa.array([h[1] for h in held], pa.string()) if held else None,
        )
        self.lines, self.rows, self.problems = [], [], {}

    def write(
        self,
        lines: pa.Array,
        columns: Sequence[pa.Array],
        problems: pa.Array | None = None,
        more: pa.Array | None = None,
    ) -> None:
        """Write one block, column by column; blank cells become empty ones."""
        nothing = pa.nulls(len(lines), pa.string())
        arrays = [lines, nothing if problems is None else problems, more or nothing]
        block = [*arrays, *map(trimmed, columns)]
        if self.indented is not None:
            block.append(self._depth(lines, columns[self.indented]))
        self.writer.write_table(pa.Table.from_arrays(block, schema=self.schema))

    def _depth(self, lines: pa.Array, cells: pa.Array) -> pa.Array:
        if self.depths:
            return pa.array([self.depths.get(line, 0) for line in lines.to_pylist()], pa.int64())
        blanks = pc.subtract(pc.utf8_length(cells), pc.utf8_length(pc.utf8_ltrim_whitespace(cells)))
        return blanks.cast(pa.int64())

    def __enter__(self) -> "Stage":
        return self

    def __exit__(self, *exception: object) -> None:
        if exception[0] is None:
            self.flush()
        self.writer.close()


def trimmed(cells: pa.Array) -> pa.Array:
    """``cells`` without blanks at their ends; empty ones are missing."""
    cells = pc.utf8_trim_whitespace(cells)
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells)


def cell_text(value: object) -> str | None:
    """Text of a cell that a spreadsheet or a database stores with a type.

    >>> cell_text(12346.0) == TYPED + "12346"
    True
    >>> cell_text(datetime(2012, 12, 31))
    '2012-12-31'
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value.translate(CONTROL)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(" ").removesuffix(" 00:00:00")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace").translate(CONTROL)
    return str(value if not isinstance(value, timedelta) else value.total_seconds())


def _number_text(value: int | float | Decimal) -> str | None:
    if not math.isfinite(value):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return f"{TYPED}{value}"
