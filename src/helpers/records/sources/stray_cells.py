"""Which cells stand so far from all others that they are a slip of the hand?

A reader of spreadsheets holds the whole rectangle from the first cell to the last: one stray
cell in the corner XFD1048576 would ask for hundreds of gigabytes.
"""

import io
import re
import zipfile
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.language import number, tr
from helpers.records.sources.sheet_facts import LAST, SheetFacts, column_number, plain_tags

MOST_CELLS = 30_000_000  # of a rectangle, filled or not; up to here nothing is looked for
TOO_MANY_CELLS = 100_000_000
LARGEST_PART = 300_000_000  # bytes of a sheet that is written anew
FAR_COLUMNS, FAR_ROWS = 10, 1_000  # empty ones before a cell that is far from all others
LETTERS = 26  # columns A to Z are never far
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"(?:[^>]*[^/>])?>.*?</c>', re.DOTALL)


def kept_area(facts: SheetFacts) -> tuple[int, int]:
    """Rows and columns up to which the cells of a sheet belong together.

    >>> kept_area(SheetFacts(last_rows=[1, 2, 1_048_576]))
    (1048576, 26)
    >>> from collections import Counter
    >>> kept_area(SheetFacts(last_rows=[1, 2, 1_048_576], wide=Counter({16_383: 1})))
    (2, 26)
    """
    rows, columns = max(facts.last_rows, default=0), max(facts.wide, default=LETTERS - 1) + 1
    if rows * columns <= MOST_CELLS:
        return rows, columns
    return _rows_before_a_gap(facts.last_rows), _columns_before_a_gap(facts)


def _columns_before_a_gap(facts: SheetFacts) -> int:
    used = [LETTERS - 1, *sorted(facts.wide)]
    beyond, last = 0, used[-1]
    for left, right in zip(reversed(used[:-1]), reversed(used[1:]), strict=True):
        beyond += facts.wide[right]
        if beyond > LAST:
            break
        if right - left > FAR_COLUMNS:
            last = left
    return last + 1


def _rows_before_a_gap(last_rows: list[int]) -> int:
    gaps = zip(last_rows[:-1], last_rows[1:], strict=True)
    return next((above for above, row in gaps if row - above > FAR_ROWS), last_rows[-1])


def without_strays(
    path: Path, sheets: dict[str, SheetFacts]
) -> tuple[Path | io.BytesIO, dict[str, list[str]]]:
    """Return the workbook without its stray cells, and the names of those cells by sheet.

    Raises
    ------
    ClientDataError
        Where a sheet spans more than can be held although no cell is far from the others.
    """
    cut = {}
    for name, facts in sheets.items():
        rows, columns = kept_area(facts)
        if rows * columns > TOO_MANY_CELLS:
            raise ClientDataError(_too_wide(name, path, rows, columns))
        last_row, last_column = max(facts.last_rows, default=0), max(facts.wide, default=0)
        if rows < last_row or columns <= last_column:
            cut[facts.part] = (name, rows, columns)
    return _rewritten(path, cut) if cut else (path, {})


def _too_wide(name: str, path: Path, rows: int, columns: int) -> str:
    return tr(
        "sheet %(sheet)s of %(file)s spans %(rows)s rows and %(columns)s columns and is not "
        "opened: delete what stands far from the table, or save the sheet as CSV."
    ) % {"sheet": name, "file": path.name, "rows": number(rows), "columns": number(columns)}


def _rewritten(
    path: Path, cut: dict[str, tuple[str, int, int]]
) -> tuple[io.BytesIO, dict[str, list[str]]]:
    gone: dict[str, list[str]] = {}
    copy = io.BytesIO()
    with (
        zipfile.ZipFile(path) as archive,
        zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for info in archive.infolist():
            name, rows, columns = cut.get(info.filename, ("", 0, 0))
            if name and info.file_size > LARGEST_PART:
                raise ClientDataError(_too_wide(name, path, rows, columns))
            content = archive.read(info)
            if name:
                content, gone[name] = _without(content, rows, columns)
            written.writestr(info.filename, content)
    copy.seek(0)
    return copy, gone


def _without(sheet: bytes, rows: int, columns: int) -> tuple[bytes, list[str]]:
    """Bytes of a sheet up to a row and a column, and the names of the cells beyond."""
    gone: list[str] = []

    def kept(cell: re.Match[bytes]) -> bytes:
        if int(cell[2]) <= rows and column_number(cell[1]) < columns:
            return cell[0]
        gone.append((cell[1] + cell[2]).decode())
        return b""

    return _CELL.sub(kept, plain_tags(sheet)), gone
