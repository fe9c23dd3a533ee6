"""Which headings does a row stand under, where a report groups its rows?

Reports of accounting programs write a customer on a line of its own and his documents below it,
often in the same column. How deep a line stands is told by the outline of the sheet, by indents,
by columns of their own, or, where there is nothing of that, by the day that only documents have.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import ibis
import pandas as pd
import pyarrow as pa
from ibis.expr.types import Table as Rows

from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.cells.totals import GROUP, TOTALS_ALONE, WORDS_OF_TOTALS
from helpers.records.engagement.formula import key, resolve
from helpers.records.engagement.reshaping import Grouped
from helpers.records.reshape.snapshot import DAY
from helpers.records.reshape.step import Note, Step, plain

_DAY = re.compile(
    r"(?<!\d)(\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2})(?!\d)"
)
_TOTAL = re.compile(TOTALS_ALONE)
_WORD = re.compile(rf"(?i)^(?:{WORDS_OF_TOTALS})[:\s]+")
USUALLY, SELDOM = 0.9, 0.2  # shares of rows that have a cell by which rows are told from headings


@dataclass(frozen=True)
class Line:
    """A line of the report: its text (none: a total), and how deep it stands."""

    text: str
    depth: int = 0


@dataclass(frozen=True)
class GroupedStep(Step):
    """Headings of one source, in ``columns``, come to the rows that stand under them."""

    columns: tuple[int, ...] = ()
    day: int = -1  # the column of the day; -1: it stands in the text of the row

    @property
    def levels(self) -> int:
        """Number of levels, the rows themselves among them."""
        return len(self.names) - 1

    def reads(self) -> dict[int, bool]:
        """Columns that it needs, and whether they are counted."""
        return dict.fromkeys((*self.columns, *([self.day] if self.day >= 0 else [])), False)

    def indented(self) -> int | None:
        """Column whose indents say where a row belongs, if there is one."""
        return self.columns[0] if len(self.columns) == 1 else None

    def applied(self, rows: Rows, others: list[Rows]) -> tuple[Rows, list[Note]]:
        """Return the rows with a column for each level; headings are marked to be set aside."""
        cells = [name for name in rows.columns if re.fullmatch(r"c\d+", name)]
        shown = rows.select("line", *(["depth"] if "depth" in rows.columns else []),
                            **{name: plain(rows[name]) for name in cells})  # fmt: skip
        frame = shown.order_by("line").execute()
        found = self.found(frame)
        heading = found["level"] < self.levels - 1
        found["mark"] = [f"{GROUP} {n}" if is_one else None
                         for n, is_one in zip(found["level"], heading, strict=True)]  # fmt: skip
        both = self._joined(rows, found.assign(own_line=frame["line"]))
        told: Note = (CARRIED, {"rows": int(heading.sum()), "columns": ", ".join(self.names[:-2])})
        return both, [told]

    def found(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Level and names of each line of ``frame`` (``c0`` …, and ``depth`` if it is known)."""
        cells = [name for name in frame.columns if re.fullmatch(r"c\d+", name)]
        lines = self._lines(frame, cells)
        found = pd.DataFrame(under(lines, self.levels), columns=["level", *self.names[:-1]])
        days = (found[name].map(day_in, na_action="ignore") for name in reversed(self.names[:-1]))
        found[DAY] = pd.concat(days, axis=1).bfill(axis=1).iloc[:, 0]
        return found

    def _joined(self, rows: Rows, found: pd.DataFrame) -> Rows:
        """Rows with what was found of each line."""
        added = {name: f"c{self.at + nth}" for nth, name in enumerate(self.names)}
        text = dict.fromkeys(("mark", *added.values()), pa.string())
        shape = pa.schema({"own_line": pa.int64(), **text})
        table = pa.Table.from_pandas(found.rename(columns=added), shape, preserve_index=False)
        backend, name = rows.get_backend(), ibis.util.gen_name("grouped")
        backend.con.register(name, table)
        known = backend.table(name)
        both = rows.left_join(known, rows.line == known.own_line)
        both = both.mutate(problem=ibis.coalesce(both.mark, both.problem))
        return both.order_by("line").drop("own_line", "mark")

    def _lines(self, frame: pd.DataFrame, cells: Sequence[str]) -> list[Line]:
        """Text and depth of each line; a total has no text."""
        own = frame[[f"c{index}" for index in self.columns]]
        text = own.bfill(axis=1).iloc[:, 0].fillna("")
        first = frame[cells].bfill(axis=1).iloc[:, 0].fillna("")
        known = frozenset(text.str.casefold())
        text = text.mask(first.map(lambda cell: _is_total(cell, known)), "")
        rows = self._only_rows(frame, cells, text)
        depth = self._depths(frame, own, text, rows)
        return [Line(word, int(deep)) for word, deep in zip(text, depth, strict=True)]

    def _only_rows(
        self, frame: pd.DataFrame, cells: Sequence[str], text: pd.Series
    ) -> "pd.Series[bool]":
        """Lines that are no headings: they have a day, or all cells that only such lines have."""
        if self.day < 0:
            return text.map(lambda word: bool(day_in(word)))
        dated = frame[f"c{self.day}"].notna() & (text != "")
        others = [c for c in cells if int(c[1:]) not in (*self.columns, self.day)]
        filled = frame[others].notna()
        usual = filled[dated].mean() >= USUALLY
        seldom = filled[~dated & (text != "")].mean() <= SELDOM
        telling = filled.loc[:, usual & seldom]
        return dated | (telling.all(axis=1) & (text != "") & bool(telling.shape[1]))

    def _depths(
        self, frame: pd.DataFrame, own: pd.DataFrame, text: pd.Series, rows: pd.Series
    ) -> pd.Series:
        if len(self.columns) > 1:
            return own.notna().to_numpy().argmax(axis=1) + pd.Series(0, frame.index)
        seen = frame["depth"].fillna(0) if "depth" in frame else pd.Series(0, frame.index)
        known = sorted(set(seen[text != ""]))
        if len(known) < 2:
            return _of_runs(text, rows, self.levels)
        if len(known) < self.levels:
            values = {"levels": ", ".join(self.names[:-1]), "n": len(known)}
            raise ClientDataError(tr(FEWER) % values)
        return seen.map({deep: n + self.levels - len(known) for n, deep in enumerate(known)})


def _of_runs(text: pd.Series, rows: pd.Series, levels: int) -> pd.Series:
    """Depths where nothing shows them: the last of several headings is next to the rows below."""
    depths, left = [], levels - 2
    for word, row in zip(reversed(text), reversed(rows), strict=True):
        if row or not word:
            depths.append(levels - 1)
            left = levels - 2
        else:
            depths.append(left)
            left -= 1
    return pd.Series(depths[::-1], text.index)


def under(lines: Sequence[Line], levels: int) -> Iterator[tuple[object, ...]]:
    """Level of each line and all headings above it; those above all levels have no name.

    >>> lines = [Line("Ann"), Line("Bolt", 1), Line("Nut", 1), Line("Bob"), Line("Nail", 1)]
    >>> [row for row in under(lines, 2)][1:4]
    [(1, 'Ann', 'Bolt'), (1, 'Ann', 'Nut'), (0, 'Bob', None)]
    """
    above: list[str | None] = [None] * levels
    for line in lines:
        if not line.text or line.depth < 0:
            yield (line.depth if line.text else levels, *[None] * levels)
            continue
        above = [*above[: line.depth], line.text, *[None] * (levels - line.depth - 1)]
        yield (line.depth, *above)


def _is_total(cell: str, known: frozenset[str]) -> bool:
    """Is it the line of a total, of all or of a heading that stands elsewhere?"""
    name = _WORD.sub("", cell).casefold()
    return bool(_TOTAL.search(cell)) or (name != cell.casefold() and name in known)


def day_in(text: str) -> str | None:
    """Return the day within the text of a document.

    >>> day_in("Реализация РТ-12 от 05.03.2024 10:15:00"), day_in("ООО 1.2")
    ('05.03.2024', None)
    """
    found = _DAY.findall(text)
    return found[-1] if found else None


def grouped_step(told: Grouped, names: Sequence[str], *, clock: str) -> GroupedStep:
    """Step for a source with the columns ``names``, whose day is read from ``clock``.

    Raises
    ------
    ValueError
        With a sentence, where a column is not there, or a level is called like one.
    """
    taken = set(map(key, names))
    for level in told.levels:
        if key(level) in taken:
            raise ValueError(tr(LEVEL_TAKEN) % {"name": level})
    own = tuple(_place(name, names) for name in told.columns)
    day = _place(clock, names) if key(clock) in taken else -1
    return GroupedStep((*told.levels, DAY), len(names), own, day)


def _place(name: str, names: Sequence[str]) -> int:
    node = resolve(name, names)
    if node.operation != "column":
        raise ValueError(tr(NOT_ONE) % {"name": name})
    return node.index


LEVEL_TAKEN = N_("the file has a column '%(name)s' already: give the level another name.")
NOT_ONE = N_("one column is meant here, not '%(name)s'.")
FEWER = N_(
    "grouped: the levels %(levels)s are more than the %(n)s that the file shows by its outline or "
    "by indents. Name as many levels as it has."
)
CARRIED = N_("headings above their rows were carried down to them as %(columns)s: %(rows)s.")
