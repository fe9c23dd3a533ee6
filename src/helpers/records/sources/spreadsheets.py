"""What are the rows of a spreadsheet (XLSX, XLS, ODS)?"""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from helpers.errors import ClientDataError, did_you_mean
from helpers.language import N_, tr
from helpers.records.engagement.format import Format
from helpers.records.sources.headers import SEARCHED, Header, Row, find_header
from helpers.records.sources.kinds import BROKEN_ARCHIVE
from helpers.records.sources.merged_cells import Merged
from helpers.records.sources.sheet_facts import SheetFacts, facts_of
from helpers.records.sources.staging import TYPED, Layout, Stage, cell_text
from helpers.records.sources.stray_cells import without_strays
from helpers.records.sources.traps import refuse_traps


@contextmanager
def _opened(
    path: Path, facts: dict[str, SheetFacts]
) -> Iterator[tuple[CalamineWorkbook, dict[str, list[str]]]]:
    """Workbook without cells far from all others, and the names of those by sheet."""
    try:
        content, strays = without_strays(path, facts)
        with _reader(content) as book:
            yield book, strays
    except PasswordError:
        raise ClientDataError(tr(LOCKED) % {"file": path.name}) from None
    except (CalamineError, *BROKEN_ARCHIVE):
        raise ClientDataError(tr(UNREADABLE) % {"file": path.name}) from None


NO_SHEET = N_("%(file)s has no sheet '%(sheet)s'.%(hint)s Its sheets: %(sheets)s.")
LOCKED = N_("%(file)s is locked with a password: save it without one.")
UNREADABLE = N_(
    "%(file)s looks like a spreadsheet but cannot be read as one: it is broken, or came "
    "over in part. Open it in a spreadsheet program and save it anew as XLSX."
)


@contextmanager
def _reader(content: Path | io.BytesIO) -> Iterator[CalamineWorkbook]:
    """Reader chosen by what the file holds: calamine goes by the ending where there is a path."""
    if isinstance(content, Path):
        with content.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            yield book
    else:
        with CalamineWorkbook.from_filelike(content) as book:
            yield book


def spreadsheet_layouts(path: Path, wanted: list[str], told: Format) -> list[Layout]:
    """Find the sheet (or the sheets that ``told`` names) and the header rows of ``path``."""
    refuse_traps(path)
    facts = facts_of(path)
    with _opened(path, facts) as (book, strays):
        names = _sheets(book, told.sheet or "*")
        if not names:
            values = {
                "file": path.name,
                "sheet": told.sheet,
                "hint": did_you_mean(told.sheet or "", book.sheet_names),
                "sheets": ", ".join(book.sheet_names),
            }
            raise ClientDataError(tr(NO_SHEET) % values)
        headers = {name: _sheet_header(book, name, wanted, told) for name in names}
        chosen = names if told.sheet else [max(names, key=lambda name: headers[name].found)]
        notes = {name: _notes(book, headers, name, chosen, wanted, told) for name in chosen}
        for name in strays.keys() & notes.keys():
            notes[name].append((STRAY, ", ".join(strays[name])))
    return [
        Layout(
            kind="spreadsheet",
            source=path.name if len(chosen) == 1 else f"{path.name}: {name}",
            names=headers[name].names,
            header=headers[name].rows,
            sheet=name,
            notes=tuple(notes[name]),
            facts=facts.get(name),
        )
        for name in chosen
    ]


def _sheets(book: CalamineWorkbook, pattern: str) -> list[str]:
    """Sheets that are meant: the hidden ones last, and by their full name only."""
    seen = [s.name for s in book.sheets_metadata if s.visible == SheetVisibleEnum.Visible]
    hidden = [name for name in book.sheet_names if name not in seen]
    if pattern in hidden:
        return [pattern]
    return [name for name in seen if fnmatchcase(name, pattern)] or (
        hidden if pattern == "*" else []
    )


def _notes(
    book: CalamineWorkbook,
    headers: dict[str, Header],
    name: str,
    chosen: list[str],
    wanted: list[str],
    told: Format,
) -> list[tuple[str, str]]:
    """What is to be said of sheets that were not read, or are hidden."""
    hidden = [s.name for s in book.sheets_metadata if s.visible != SheetVisibleEnum.Visible]
    notes = [(HIDDEN_SHEET, name)] if name in hidden else []
    if told.sheet or headers[name].found < len(wanted):
        return notes
    others = [n for n, h in headers.items() if n not in chosen and h.found == len(wanted)]
    unseen = [n for n in hidden if n not in headers and _holds_all(book, n, wanted, told)]
    notes += [(MORE_SHEETS, ", ".join(others))] if others else []
    return notes + ([(MORE_HIDDEN, ", ".join(unseen))] if unseen else [])


def _holds_all(book: CalamineWorkbook, name: str, wanted: list[str], told: Format) -> bool:
    try:
        return _sheet_header(book, name, wanted, told).found == len(wanted)
    except CalamineError:
        return False


MORE_SHEETS = N_(
    "sheets that hold the same columns and were not read: %(column)s. Under format, sheet: '*' "
    "reads all sheets, and sheet: with a name the one that is meant."
)
MORE_HIDDEN = N_(
    "hidden sheets that hold the same columns and were not read: %(column)s. Under format, "
    "sheet: with a name reads one of them."
)
HIDDEN_SHEET = N_("the sheet %(column)s, which was read, is hidden in the workbook.")
STRAY = N_("cells that stand far from all others were left out: %(column)s.")
HIDDEN_ROWS = N_("rows that are hidden in the sheet were read like the others: %(column)s.")
FILLED = N_(
    "cells merged over several rows: each of these rows was read with their value: %(column)s."
)
NOT_CALCULATED = N_(
    "%(column)s: every formula has the stored result 0, as programs write that do not calculate. "
    "Open the file in a spreadsheet program, save it and read it again."
)


def _sheet_header(book: CalamineWorkbook, name: str, wanted: list[str], told: Format) -> Header:
    kinds = {sheet.name: sheet.typ for sheet in book.sheets_metadata}
    if kinds[name] != SheetTypeEnum.WorkSheet:  # a chart has no cells
        return Header((), (), -1)
    rows: list[Row] = []
    for line, cells in _rows(book.get_sheet_by_name(name)):
        rows.append((line, [(c or "").removeprefix(TYPED) for c in cells]))
        if len(rows) > max(SEARCHED, *told.header, 0):
            break
    return find_header(rows, wanted, told.header)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str | None]]]:
    """Number of each row as the spreadsheet program shows it, and its cells as text."""
    if sheet.start is None:
        return
    first, left = sheet.start
    for line, row in enumerate(sheet.iter_rows(), start=1):
        if line > first:
            yield line, [*[None] * left, *map(cell_text, row)]


def stage_spreadsheet(
    path: Path, layout: Layout, stage: Stage, mapped: Mapping[int, tuple[str, bool]]
) -> None:
    """Write the rows below the header into ``stage``, and what is to be said of them.

    Parameters
    ----------
    mapped
        The columns that are read, by their number: our name, and whether it is counted.
    """
    facts = layout.facts or SheetFacts()
    last, hidden = max(layout.header, default=0), 0
    heading: list[str | None] = []
    with _opened(path, {layout.sheet: facts} if layout.facts else {}) as (book, _):
        sheet = book.get_sheet_by_name(layout.sheet)
        merged = Merged(sheet.merged_cell_ranges or (), last, mapped)
        for line, cells in _all_rows(sheet, facts, stage.width):
            unsolved = [mapped[c][0] for c in sorted(facts.unsolved.get(line, ())) if c in mapped]
            if line <= last:
                heading = cells
            elif unsolved or any(cell and cell.strip() for cell in cells):
                hidden += line in facts.hidden
                merged.fill(line, cells)
                _add(stage, line, cells, unsolved, heading)
    stage.notes += _found_out(layout, facts, mapped, hidden, merged.filled)


def _add(
    stage: Stage,
    line: int,
    cells: list[str | None],
    unsolved: list[str],
    heading: list[str | None],
) -> None:
    problem = f"formula {' '.join(unsolved)}" if unsolved else "heading" if cells == heading else ""
    if problem:
        stage.add_faulty(line, [c or "" for c in cells], problem)
    else:
        stage.add(line, cells)


def _all_rows(
    sheet: CalamineSheet, facts: SheetFacts, width: int
) -> Iterator[tuple[int, list[str | None]]]:
    """Rows with values, and after them those that hold nothing but formulas without results."""
    line = 0
    for line, cells in _rows(sheet):  # noqa: B007 - the last one is used below
        yield line, cells
    for further in sorted(row for row in facts.unsolved if row > line):
        yield further, [None] * width


def _found_out(
    layout: Layout,
    facts: SheetFacts,
    mapped: Mapping[int, object],
    hidden: int,
    filled: Mapping[int, int],
) -> list[tuple[str, str]]:
    notes = [(HIDDEN_ROWS, str(hidden))] if hidden else []
    cells = ", ".join(f"{layout.names[c]} ({n})" for c, n in sorted(filled.items()))
    notes += [(FILLED, cells)] if cells else []
    zeros = sorted(facts.not_calculated & mapped.keys())
    return notes + [(NOT_CALCULATED, layout.names[c]) for c in zeros]
