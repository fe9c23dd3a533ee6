"""What have people written into a sheet of decisions?

A cell that cannot be understood is left empty and gets a sentence; its line stays.
"""

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from helpers import language
from helpers.errors import ClientDataError
from helpers.language import LANGUAGES, N_, bounded, number, tr, words_of
from helpers.records.engagement.sessions import places
from helpers.records.sources.traps import refuse_traps

HEADS = {
    "chapter": N_("Chapter"),
    "decision": N_("Decision"),
    "owner": N_("Owner"),
    "due": N_("By when"),
    "measure": N_("How we shall know"),
    "done": N_("Done"),
}
COLUMNS = ["session", "chapter", "decision", "owner", "due", "measure", "done"]
DAY_AT = (1, 1)  # row and column of the day of the session
HEAD_WITHIN = 20  # rows in which the heads are looked for
MOST_ROWS = 500
LONGEST = {"chapter": 120, "decision": 300, "owner": 80, "measure": 120}
MOST_SAID = 10  # sentences about one sheet
YES = {"yes", "y", "true", "1", "x", "v", "+", "done", "да", "д", "сделано", "выполнено"}
NO = {"no", "n", "false", "0", "-", "–", "not done", "нет", "н", "не сделано", "не выполнено"}
FAULTS = (CalamineError, ClientDataError, OSError, ValueError, zipfile.BadZipFile)
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
NOT_A_DAY = N_("%(file)s, row %(row)s: '%(found)s' is no day such as 2026-03-31; left empty.")
BEFORE = N_("%(file)s, row %(row)s: %(found)s lies before the session of %(day)s; left empty.")
NOT_YES = N_("%(file)s, row %(row)s: Done is yes or no, not '%(found)s'; left empty.")
NAMELESS = N_("%(file)s, row %(row)s: there is an owner or a date, but no decision; left out.")
NO_HEADS = N_(
    "%(file)s has no row with the heads %(heads)s: what was decided there was not read. Write a "
    "new sheet, or put the heads back."
)
UNREADABLE = N_("%(file)s cannot be opened: what was decided there was not read. Save it again.")
OPEN = N_("%(file)s is open in a spreadsheet program: what is not saved yet is missing here.")
TOO_LONG = N_("%(file)s has more than %(most)s rows: the rest was not read.")
MORE = N_("%(file)s: %(n)s more cells could not be read.")


class Filled(NamedTuple):
    """Rows of a sheet as ``COLUMNS``, and what could not be read of it."""

    rows: pd.DataFrame
    said: list[str]


def read(sheet: Path, day: date, offered: Sequence[str] = ()) -> Filled:
    """Read what was decided on ``day`` from its sheet.

    Parameters
    ----------
    offered
        Decisions that stood in the sheet before anybody wrote: one of them counts once it has an
        owner, a date or a word on whether it is done.

    Returns
    -------
    One row per decision: ``session`` and ``due`` (days), ``chapter``, ``decision``, ``owner``,
    ``measure`` (texts, empty where nothing was written), ``done`` (yes, no, or missing).
    """
    told = {"file": sheet.name, "day": language.date_short(day)}
    said = [tr(OPEN) % told] if places.opened(sheet) else []
    try:
        lines = _lines(sheet)
    except FAULTS:
        return Filled(_table([]), [*said, tr(UNREADABLE) % told])
    head = _heads(lines)
    if head is None:
        heads = ", ".join(tr(HEADS[name]) for name in ("decision", "owner", "due"))
        return Filled(_table([]), [*said, tr(NO_HEADS) % {**told, "heads": heads}])
    at, where = head
    if len(lines) - at > MOST_ROWS:
        said.append(tr(TOO_LONG) % {**told, "most": number(MOST_ROWS)})
    faults: list[str] = []
    rows = []
    for place, line in enumerate(lines[at : at + MOST_ROWS], start=at + 1):
        cells = {n: line[x] if x < len(line) else "" for n, x in where.items()}
        rows.append(_row(cells, day, {**told, "row": number(place)}, faults))
    kept = [row for row in rows if row is not None and _decided(row, offered)]
    if len(faults) > MOST_SAID:
        more = tr(MORE) % {**told, "n": number(len(faults) - MOST_SAID)}
        faults = [*faults[:MOST_SAID], more]
    return Filled(_table(kept), [*said, *faults])


def day_in(sheet: Path) -> date | None:
    """Day of the session that a sheet says of itself; None where it says none."""
    try:
        lines = _lines(sheet)
    except FAULTS:
        return None
    row, column = DAY_AT
    return _day(lines[row][column]) if len(lines) > row and len(lines[row]) > column else None


def _table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=COLUMNS).astype({"done": "boolean"})
    days = {name: pd.to_datetime(table[name]) for name in ("session", "due")}
    return table.assign(**days).drop_duplicates(ignore_index=True)


def _lines(sheet: Path) -> list[list[Any]]:
    refuse_traps(sheet)
    with sheet.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        first = book.get_sheet_by_name(book.sheet_names[0])
        return first.to_python(skip_empty_area=False, nrows=HEAD_WITHIN + MOST_ROWS + 1)


def _heads(lines: list[list[Any]]) -> tuple[int, dict[str, int]] | None:
    """Row after the heads, and the place of each column; None where there are none."""
    known = {word.casefold(): name for name in HEADS for word in _in_all_languages(HEADS[name])}
    for row, line in enumerate(lines[:HEAD_WITHIN], start=1):
        named = [known.get(_text(cell).casefold()) for cell in line]
        found = {name: named.index(name) for name in HEADS if name in named}
        if {"decision", "owner", "due"} <= found.keys():
            return row, found
    return None


def _in_all_languages(text: str) -> list[str]:
    return [words_of(code).gettext(text) for code in LANGUAGES]


def _row(
    cells: dict[str, Any], day: date, told: dict[str, str], faults: list[str]
) -> dict[str, Any] | None:
    texts = {name: bounded(_text(cells.get(name, "")), most) for name, most in LONGEST.items()}
    row: dict[str, Any] = {"session": day, **texts, "due": None, "done": None}
    if written := _text(cells.get("due", "")):
        row["due"] = due = _day(cells["due"])
        if due is None:
            faults.append(tr(NOT_A_DAY) % {**told, "found": bounded(written, 60)})
        elif due < day:
            faults.append(tr(BEFORE) % {**told, "found": language.date_short(due)})
            row["due"] = None
    if written := _text(cells.get("done", "")):
        row["done"] = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}.get(
            written.casefold()
        )
        if row["done"] is None:
            faults.append(tr(NOT_YES) % {**told, "found": bounded(written, 60)})
    if not texts["decision"]:
        if texts["owner"] or row["due"] or row["done"] is not None:
            faults.append(tr(NAMELESS) % told)
        return None
    return row


def _decided(row: dict[str, Any], offered: Sequence[str]) -> bool:
    """Whether anybody has taken this decision, and not only left it standing as an option."""
    written = row["owner"] or row["due"] or row["done"] is not None
    return bool(written) or row["decision"] not in offered


def _text(cell: object) -> str:
    """Cell as one line of text without signs that steer a program."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join("".join(c if c.isprintable() else " " for c in str(cell)).split())


def _day(cell: object) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, bool | int | float | time):
        return None
    if found := _DAY_FIRST.fullmatch(_text(cell)):
        day, month, year = map(int, found.groups())
        return places.day_of(f"{year:04d}-{month:02d}-{day:02d}")
    return places.day_of(_text(cell))
