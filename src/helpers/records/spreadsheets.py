"""What are the rows of a spreadsheet (XLSX, XLS, ODS)?"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from helpers.errors import ClientDataError, did_you_mean
from helpers.records.headers import SEARCHED, Header, Row, find_header
from helpers.records.mapping import Format
from helpers.records.staging import TYPED, Layout, Stage, cell_text

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


def spreadsheet_layout(path: Path, wanted: list[str], told: Format) -> Layout:
    """Find the sheet and the header row of the spreadsheet ``path``."""
    with _opened(path) as book:
        names = book.sheet_names
        if told.sheet and told.sheet not in names:
            raise ClientDataError(
                f"{path.name} has no sheet {told.sheet!r}.{did_you_mean(told.sheet, names)} "
                f"Its sheets: {', '.join(names)}."
            )
        best, sheet = Header((), (), -1), ""
        for name in [told.sheet] if told.sheet else names:
            header = _sheet_header(book, name, wanted, told)
            if header.found > best.found:
                best, sheet = header, name
    return Layout("spreadsheet", path.name, best.names, best.rows, sheet=sheet)


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
