"""What have people written into a sheet of decisions?

A cell that cannot be understood is left empty and gets a sentence; its line stays.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from helpers import language
from helpers.language import N_, bounded, number, tr
from helpers.records.engagement.sessions import answers, places
from helpers.records.engagement.sessions.heads import HEADS, NEEDED, WANTED, Marks, heads, marks
from helpers.records.engagement.sessions.lines import FAULTS, MOST_ROWS, Lines, lines_of, text

COLUMNS = ["session", "chapter", "decision", "owner", "due", "measure", "done"]
LONGEST = {"chapter": 120, "decision": 300, "owner": 80, "measure": 120}
NOT_A_DAY = N_("'%(found)s' is no day such as 2026-03-31")
TWO_DAYS = N_("'%(found)s' may mean two days; write it like 2026-03-31")
BEFORE = N_("%(found)s lies before the session of %(day)s")
NOT_YES = N_("Done is yes or no, not '%(found)s'")
NAMELESS = N_("there is an owner or a date, but no decision")
NO_HEADS = N_(
    "%(file)s has no row with the heads %(heads)s: what was decided there was not read. Write a "
    "new sheet, or put the heads back."
)
NO_COLUMN = N_("%(file)s has no column with the head %(heads)s: nothing of it was read.")
UNREADABLE = N_("%(file)s cannot be opened: what was decided there was not read. Save it again.")
OPEN = N_("%(file)s is open in a spreadsheet program: what is not saved yet is missing here.")
TOO_LONG = N_("%(file)s has more than %(most)s rows: the rest was not read.")


class Fault(NamedTuple):
    """Cell of a sheet that could not be understood: where it stands, and why."""

    file: str
    row: int
    why: str


class Filled(NamedTuple):
    """Rows of a sheet as ``COLUMNS``, what is to be said of it, and its cells at fault."""

    rows: pd.DataFrame
    said: list[str]
    faults: list[Fault]


def read(sheet: Path, day: date, offered: Sequence[str] | None = None) -> Filled:
    """Read what was decided on ``day`` from its sheet.

    Parameters
    ----------
    offered
        Decisions that stood in the sheet before anybody wrote: one of them counts once it has an
        owner, a date or a word on whether it is done. None where nobody knows any more: then
        every line that names its chapter is taken for one of them.

    Returns
    -------
    One row per decision: ``session`` and ``due`` (days), ``chapter``, ``decision``, ``owner``,
    ``measure`` (texts, empty where nothing was written), ``done`` (yes, no, or missing).
    """
    told = {"file": sheet.name}
    said = [tr(OPEN) % told] if places.opened(sheet) else []
    try:
        lines = lines_of(sheet)
    except FAULTS:
        return Filled(_table([]), [*said, tr(UNREADABLE) % told], [])
    head = heads(lines)
    if head is None:
        return Filled(_table([]), [*said, tr(NO_HEADS) % {**told, "heads": _named(NEEDED)}], [])
    if missing := [name for name in WANTED if name not in head[1]]:
        said.append(tr(NO_COLUMN) % {**told, "heads": _named(missing)})
    if len(lines) - head[0] > MOST_ROWS:
        said.append(tr(TOO_LONG) % {**told, "most": number(MOST_ROWS)})
    faults: list[Fault] = []
    rows = _rows(lines, head, (sheet.name, day), faults)
    return Filled(_table([row for row in rows if _decided(row, offered)]), said, faults)


def marks_of(sheet: Path) -> Marks:
    """Whose sheet of which session it is, as far as it can be opened and says so."""
    try:
        return marks(lines_of(sheet))
    except FAULTS:
        return Marks("", None)


def has_heads(sheet: Path) -> bool:
    """Whether a sheet can be opened and has its heads."""
    try:
        return heads(lines_of(sheet)) is not None
    except FAULTS:
        return False


def _named(columns: Sequence[str]) -> str:
    return ", ".join(tr(HEADS[name]) for name in columns)


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"done": "boolean"})
    days = {name: pd.to_datetime(table[name]) for name in ("session", "due")}
    return table.assign(**days).drop_duplicates(ignore_index=True)


NOTHING = _table([])


def _rows(
    lines: Lines, head: tuple[int, dict[str, int]], of: tuple[str, date], faults: list[Fault]
) -> list[dict[str, Any]]:
    """Lines with a decision; what could not be understood is added to ``faults``."""
    at, where = head
    file, day = of
    found = []
    for place, line in enumerate(lines[at : at + MOST_ROWS], start=at + 1):
        cells = {n: line[x] if x < len(line) else "" for n, x in where.items()}
        why: list[str] = []
        row = _row(cells, day, why)
        faults += [Fault(file, place, one) for one in why]
        found += [row] if row["decision"] else []
    return found


def _row(cells: dict[str, Any], day: date, why: list[str]) -> dict[str, Any]:
    texts = {name: bounded(text(cells.get(name, "")), most) for name, most in LONGEST.items()}
    row: dict[str, Any] = {
        "session": day,
        **texts,
        "due": _due(cells.get("due", ""), day, why),
        "done": None,
    }
    if written := text(cells.get("done", "")):
        row["done"] = answers.done(written)
        if row["done"] is None:
            why.append(tr(NOT_YES) % {"found": bounded(written, 60)})
    if not texts["decision"] and (texts["owner"] or row["due"] or row["done"] is not None):
        why.append(tr(NAMELESS))
    return row


def _due(cell: object, day: date, why: list[str]) -> date | None:
    """Day by which something is to be done; none where it cannot be told or is past already."""
    written = text(cell)
    due = answers.day(cell, day) if written else None
    if written and due is None:
        form = TWO_DAYS if answers.means_two(cell, day) else NOT_A_DAY
        why.append(tr(form) % {"found": bounded(written, 60)})
    elif due is not None and due < day:
        told = {"found": language.date_short(due), "day": language.date_short(day)}
        why.append(tr(BEFORE) % told)
        return None
    return due


def _decided(row: dict[str, Any], offered: Sequence[str] | None) -> bool:
    """Whether anybody has taken this decision, and not only left it standing as an option."""
    if row["owner"] or row["due"] or row["done"] is not None:
        return True
    return not row["chapter"] if offered is None else row["decision"] not in offered
