"""Which sheets stand in the files of a folder, and what is in their columns?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.engagement.format import Format
from helpers.records.proposal.grouped import Headings, ungrouped
from helpers.records.proposal.headings import every_word
from helpers.records.proposal.profile import Profile, profile
from helpers.records.reshape.long import month_of
from helpers.records.sources.read import layouts_of, stage_file
from helpers.records.sources.staging import Layout, Stage

MOST_COLUMNS = 1_000
EVERY_SHEET = Format(sheet="*")
# no words of a column of ours, by which the header of a wide table is found all the same
WIDE = (
    *("итого", "total", "январь", "февраль", "март", "апрель", "january", "february", "march"),
    *("jan", "feb", "mar", "инн", "телефон", "phone", "address", "адрес"),
)


@dataclass(frozen=True)
class Sheet:
    """One file, or one sheet of it: its columns with what is in them."""

    file: str  # path in the client's folder
    layout: Layout
    columns: tuple[Profile, ...]
    alone: bool = True  # the only sheet of its file with rows
    headings: Headings | None = None  # that stand above their rows

    @cached_property
    def named(self) -> dict[str, Profile]:
        """Columns by their heading."""
        return {column.heading: column for column in self.columns}

    @property
    def rows(self) -> int:
        """Rows below the header."""
        return self.columns[0].rows

    @property
    def title(self) -> str:
        """File, and sheet where there are several."""
        return self.file if self.alone else f"{self.file}: {self.layout.sheet}"

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Headings that are months."""
        return tuple(name for name in self.named if month_of(name) is not None)


@dataclass(frozen=True)
class Useless:
    """A file that cannot be read as a table, and why."""

    file: str
    why: str


def sheets_of(folder: Path, names: list[str]) -> Iterator[Sheet | Useless]:
    """Look through the files ``names`` of the client's ``folder``, one after another."""
    for name in names:
        try:
            layouts = layouts_of(folder / name, [*every_word(), *WIDE], EVERY_SHEET)
            found = [(layout, _columns(folder / name, layout)) for layout in layouts]
        except ClientDataError as error:
            yield Useless(name, str(error))
            continue
        filled = [(layout, *columns) for layout, columns in found if columns]
        if not filled:
            yield Useless(name, tr(NO_TABLE) % {"file": name})
        for layout, columns, headings in filled:
            yield Sheet(name, layout, columns, len(filled) == 1, headings)


NO_TABLE = N_("%(file)s has no table: less than two columns, or no rows.")


def _columns(path: Path, layout: Layout) -> tuple[tuple[Profile, ...], Headings | None] | None:
    """Profiles of the columns that have a name and a value, and headings above the rows."""
    if not 2 <= len(layout.names) <= MOST_COLUMNS:
        return None
    table = _staged(path, layout, 0)
    if not table.num_rows:
        return None
    found = (profile(name, table[f"c{i}"]) for i, name in enumerate(layout.names))
    filled = tuple(p for p in found if p.filled or month_of(p.heading) is not None)
    if len(filled) < 2:
        return None
    told = ungrouped(layout, filled, lambda at: table if not at else _staged(path, layout, at))
    return (told[1], told[0]) if told else (filled, None)


def _staged(path: Path, layout: Layout, indented: int) -> pa.Table:
    with TemporaryDirectory() as scratch:
        staged = Path(scratch) / "staged.parquet"
        with Stage(staged, layout.names, indented, layout.depths) as stage:
            stage_file(path, layout, stage, {})
        return pq.read_table(staged)
