"""Which sheets stand in the files of a folder, and what is in their columns?"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.parquet as pq

from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.engagement.format import Format
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
        filled = [(layout, columns) for layout, columns in found if columns]
        if not filled:
            yield Useless(name, tr(NO_TABLE) % {"file": name})
        for layout, columns in filled:
            yield Sheet(name, layout, columns, len(filled) == 1)


NO_TABLE = N_("%(file)s has no table: less than two columns, or no rows.")


def _columns(path: Path, layout: Layout) -> tuple[Profile, ...]:
    """Profiles of the columns that have a name and a value; none where it is no table."""
    if not 2 <= len(layout.names) <= MOST_COLUMNS:
        return ()
    with TemporaryDirectory() as scratch:
        staged = Path(scratch) / "staged.parquet"
        with Stage(staged, layout.names) as stage:
            stage_file(path, layout, stage, {})
        table = pq.read_table(staged)
    if not table.num_rows:
        return ()
    found = (profile(name, table[f"c{i}"]) for i, name in enumerate(layout.names))
    filled = tuple(p for p in found if p.filled or month_of(p.heading) is not None)
    return filled if len(filled) > 1 else ()
