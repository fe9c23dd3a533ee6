"""What does every step of reshaping know?"""

from dataclasses import dataclass

import ibis
from ibis.expr.types import StringValue
from ibis.expr.types import Table as Rows

from helpers.records.sources.staging import TYPED

Note = tuple[str, dict[str, object]]


@dataclass(frozen=True)
class Step:
    """One change of the rows of a source.

    ``names``: the columns that it adds. ``at``: number of the first of them.
    """

    names: tuple[str, ...]
    at: int

    def reads(self) -> dict[int, bool]:
        """Columns that it needs, and whether they are counted."""
        return {}

    def indented(self) -> int | None:
        """Column whose indents say where a row belongs, if there is one."""
        return None

    def applied(self, rows: Rows, others: list[Rows]) -> tuple[Rows, list[Note]]:
        """Return the rows reshaped, and what is to be said; ``others`` are rows it looks into."""
        raise NotImplementedError


@dataclass(frozen=True)
class Stood(Step):
    """Where a row stood: its number in the file, or the name of the sheet or the file."""

    place: str = ""  # the text; empty: the number of the row

    def applied(self, rows: Rows, others: list[Rows]) -> tuple[Rows, list[Note]]:
        """Return the rows with the place in a column more."""
        text = ibis.literal(self.place) if self.place else rows.line.cast("string")
        return rows.mutate(**{f"c{self.at}": text}), []


def plain(cell: StringValue) -> StringValue:
    """Cell without the sign before a number that the source stores as one."""
    return cell.replace(TYPED, "").strip()
