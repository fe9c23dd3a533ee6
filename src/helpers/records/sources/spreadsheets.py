"""What are the rows of a spreadsheet (XLSX, XLS, ODS)?"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetVisibleEnum,
)

from helpers.errors import ClientDataError, did_you_mean
from helpers.language import N_
from helpers.records.engagement.mapping import Format
from helpers.records.sources.headers import SEARCHED, Header, Row, find_header
from helpers.records.sources.staging import TYPED, Layout, Stage, cell_text

LARGEST = 4_000_000_000  # bytes unpacked; more is a trap, not an export


@contextmanager
def _opened(path: Path) -> Iterator[CalamineWorkbook]:
    try:
        _refuse_traps(path)
        with CalamineWorkbook.from_path(path) as book:
            yield book
    except PasswordError:
        raise ClientDataError(
            f"{path.name} is locked with a password: save it without one."
        ) from None
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise ClientDataError(
            f"{path.name} looks like a spreadsheet but cannot be read as one ({error}). "
            "Open it in a spreadsheet program and save it anew as XLSX."
        ) from None


def _refuse_traps(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        size = sum(info.file_size for info in archive.infolist())
    if not any(n.startswith("xl/") or n == "content.xml" for n in names):
        raise ClientDataError(
            f"{path.name} is an ordinary zip archive, not a spreadsheet: unpack it first."
        )
    if size > LARGEST:
        raise ClientDataError(f"{path.name} unpacks to {size / 1e9:.0f} GB and is not opened.")


def spreadsheet_layouts(path: Path, wanted: list[str], told: Format) -> list[Layout]:
    """Find the sheet (or the sheets that ``told`` names) and the header rows of ``path``."""
    with _opened(path) as book:
        names = _sheets(book, told.sheet or "*")
        if not names:
            raise ClientDataError(
                f"{path.name} has no sheet {told.sheet!r}."
                f"{did_you_mean(told.sheet or '', book.sheet_names)} "
                f"Its sheets: {', '.join(book.sheet_names)}."
            )
        headers = {name: _sheet_header(book, name, wanted, told) for name in names}
    chosen = names if told.sheet else [max(names, key=lambda name: headers[name].found)]
    return [
        Layout(
            kind="spreadsheet",
            source=path.name if len(chosen) == 1 else f"{path.name}: {name}",
            names=headers[name].names,
            header=headers[name].rows,
            sheet=name,
            notes=_notes(headers, chosen, len(wanted)),
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
    headers: dict[str, Header], chosen: list[str], wanted: int
) -> tuple[tuple[str, str], ...]:
    found = headers[chosen[0]].found
    others = [name for name, h in headers.items() if name not in chosen and h.found == found]
    return ((MORE_SHEETS, ", ".join(others)),) if others and found == wanted else ()


MORE_SHEETS = N_(
    "sheets that hold the same columns and were not read: %(column)s. Under format, sheet: '*' "
    "reads all sheets, and sheet: with a name the one that is meant."
)


def _sheet_header(book: CalamineWorkbook, name: str, wanted: list[str], told: Format) -> Header:
    try:
        sheet = book.get_sheet_by_name(name)
    except CalamineError:  # a sheet that is a chart has no cells
        return Header((), (), -1)
    rows: list[Row] = []
    for number, cells in _rows(sheet):
        rows.append((number, [(c or "").removeprefix(TYPED) for c in cells]))
        if len(rows) > max(SEARCHED, *told.header, 0):
            break
    return find_header(rows, wanted, told.header)


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[str | None]]]:
    """Number of each row as the spreadsheet program shows it, and its cells as text."""
    if sheet.start is None:
        return
    first, left = sheet.start
    for i, row in enumerate(sheet.to_python(skip_empty_area=True)):
        yield first + i + 1, [*[None] * left, *map(cell_text, row)]


def stage_spreadsheet(path: Path, layout: Layout, stage: Stage) -> None:
    """Write the rows below the header into ``stage``."""
    last = max(layout.header, default=0)
    heading: list[str | None] = []
    with _opened(path) as book:
        for number, cells in _rows(book.get_sheet_by_name(layout.sheet)):
            if number <= last:
                heading = cells
            elif not any(cell and cell.strip() for cell in cells):
                continue
            elif cells == heading:
                stage.add_faulty(number, [c or "" for c in cells], "heading")
            else:
                stage.add(number, cells)
