"""When did a record come to its stage, where only the stage of today is known?"""

from dataclasses import dataclass

import ibis
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records.reshape.step import Note, Step

DAY = "(day)"


@dataclass(frozen=True)
class SnapshotStep(Step):
    """Two rows of each record: begun on the day it was made, and come to its stage of today."""

    stage: int = 0
    created: int = 0
    moved: tuple[int, ...] = ()
    first: str = ""

    def reads(self) -> dict[int, bool]:
        """Columns that it needs, and whether they are counted."""
        return dict.fromkeys((self.stage, self.created, *self.moved), False)

    def applied(self, rows: Rows, others: list[Rows]) -> tuple[Rows, list[Note]]:
        """Return the log; a record without a day of its move has only begun."""
        stage, day = f"c{self.stage}", f"c{self.at}"
        moved = ibis.coalesce(*(rows[f"c{index}"] for index in self.moved))
        begun = rows.mutate(
            **{stage: ibis.literal(self.first), day: rows[f"c{self.created}"], "nth": 0}
        )
        come = rows.mutate(**{day: moved, "nth": 1}).filter(
            moved.notnull() | rows[f"c{self.created}"].isnull()
        )
        whole = ibis.union(begun.filter(begun[day].notnull()), come)
        records = int(rows.count().execute())
        return whole.order_by("line", "nth").drop("nth"), [(ASSUMED, {"rows": records})]


ASSUMED = N_(
    "records with their stage of today alone (%(rows)s) are read as a log: begun on the day they "
    "were made, and at their stage since their last day. Stages between are not known, and days of "
    "stages are assumed."
)
