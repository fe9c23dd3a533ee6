"""What does another file say of this row, by its key, and from which day on?"""

from collections.abc import Sequence
from dataclasses import dataclass

import ibis
from ibis.expr.types import StringValue
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records import query
from helpers.records.cells import days, order_of_days
from helpers.records.engine import seen_by_ibis
from helpers.records.reshape.step import Note, Step, plain

EXAMPLES = 3


@dataclass(frozen=True)
class LookupStep(Step):
    """A value from other files; ``there`` has the columns of each: keys, value, and first day."""

    here: tuple[int, ...] = ()
    on: int = -1  # column of the day; -1: the value holds always
    there: tuple[tuple[tuple[int, ...], int, int], ...] = ()

    def reads(self) -> dict[int, bool]:
        """Columns that it needs, and whether they are counted."""
        return dict.fromkeys((*self.here, *([self.on] if self.on >= 0 else [])), False)

    def applied(self, rows: Rows, others: list[Rows]) -> tuple[Rows, list[Note]]:
        """Return the rows with the value; a key with two values on one day has none."""
        known = [_known(one, *places) for one, places in zip(others, self.there, strict=True)]
        found = (ibis.union(*known) if len(known) > 1 else known[0]).group_by("key", "since").agg(
            value=lambda t: t.value.max(), several=lambda t: t.value.nunique() > 1
        )  # fmt: skip
        found = found.mutate(
            value=ibis.ifelse(found.several, ibis.null("string"), found.value),
            until=found.since.lead().over(ibis.window(group_by="key", order_by="since")),
        )
        rows = rows.mutate(own_key=_key(rows, self.here))
        if self.on >= 0:
            rows = _with_day(rows, self.on, "own_day")
        else:
            rows = rows.mutate(own_day=ibis.null("date"))
        joined = rows.left_join(found, self._fits(rows, found))
        joined = joined.mutate(**{f"c{self.at}": joined.value}).order_by("line")
        kept = joined.select(*rows.columns, f"c{self.at}")
        return kept.drop("own_key", "own_day"), self._told(kept, found)

    def _fits(self, rows: Rows, found: Rows) -> list[ibis.expr.types.BooleanValue]:
        same = [rows.own_key == found.key]
        if self.on < 0:
            return same
        begun = found.since <= rows.own_day
        return [*same, begun, found.until.isnull() | (rows.own_day < found.until)]

    def _told(self, kept: Rows, found: Rows) -> list[Note]:
        """How many rows find nothing, and how many keys say two things."""
        lost = kept.filter(kept.own_key.notnull() & kept[f"c{self.at}"].isnull())
        by_key = lost.group_by("own_key").agg(rows=lambda t: t.count())
        first = by_key.order_by(ibis.desc("rows"), "own_key").limit(EXAMPLES).execute()
        rows = int(lost.count().execute())
        several = int(found.several.sum().fill_null(0).execute())
        name = self.names[0]
        examples = ", ".join(map(repr, first["own_key"]))
        notes: list[Note] = []
        if rows:
            notes.append((NOT_FOUND, {"name": name, "rows": rows, "examples": examples}))
        return notes + ([(SEVERAL, {"name": name, "names": several})] if several else [])


def _known(rows: Rows, keys: Sequence[int], value: int, since: int) -> Rows:
    """Key, first day and value of each row that has them."""
    rows = rows.mutate(key=_key(rows, keys))
    if since >= 0:
        rows = _with_day(rows, since, "since")
        rows = rows.filter(rows.since.notnull())
    else:
        rows = rows.mutate(since=ibis.null("date"))
    rows = rows.filter(rows.key.notnull() & rows[f"c{value}"].notnull())
    return rows.select("key", "since", value=rows[f"c{value}"])


def _with_day(rows: Rows, index: int, name: str) -> Rows:
    backend = rows.get_backend()
    cells = query.Rows(backend.con, backend.compile(rows), tuple(rows.columns))
    order, _ = order_of_days.decide(order_of_days.look(cells, index), [], None)
    ways = {name: days.DayWay(f"c{index}", *order, months=True)}
    return seen_by_ibis(backend, days.with_days(cells, ways))


def _key(rows: Rows, columns: Sequence[int]) -> StringValue:
    """Cells of the key as one text; missing where one of them is empty."""
    parts = [plain(rows[f"c{index}"]).nullif("") for index in columns]
    key = parts[0]
    for part in parts[1:]:
        key = key + "\x1f" + part
    return key


NOT_FOUND = N_(
    "%(name)s: rows whose key the other file does not have: %(rows)s, such as %(examples)s. "
    "There the column is empty."
)
SEVERAL = N_(
    "%(name)s: keys with more than one value on the same day in the other file: %(names)s. None "
    "of them is taken."
)
