"""Which lines stand in a sheet that people have saved, in whichever program and form?"""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from helpers.errors import ClientDataError
from helpers.records.engagement.format import SEPARATORS
from helpers.records.sources.encodings import whole_text
from helpers.records.sources.traps import refuse_traps

MOST_ROWS = 500  # lines under the heads
HEAD_WITHIN = 20  # rows in which the heads are looked for
FAULTS = (CalamineError, ClientDataError, OSError, ValueError, csv.Error, zipfile.BadZipFile)
AS_TEXT = (".csv", ".tsv", ".txt")
LARGEST_TEXT = 5_000_000  # bytes
Lines = list[list[Any]]


def lines_of(sheet: Path) -> Lines:
    """Cells of the first sheet, row by row; days stay days where the form knows them.

    Raises
    ------
    One of ``FAULTS``, where it cannot be opened.
    """
    if sheet.suffix.casefold() in AS_TEXT:
        return _text_lines(sheet)
    refuse_traps(sheet)
    with sheet.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
        first = book.get_sheet_by_name(book.sheet_names[0])
        return first.to_python(skip_empty_area=False, nrows=HEAD_WITHIN + MOST_ROWS + 1)


def _text_lines(sheet: Path) -> Lines:
    """Rows of a text file in any encoding; the separator is the one that makes most cells."""
    if sheet.stat().st_size > LARGEST_TEXT:
        raise ValueError(f"{sheet.name} is no sheet of decisions")
    told = whole_text(sheet)
    ways = [list(csv.reader(io.StringIO(told), delimiter=sign)) for sign in SEPARATORS]
    return list(max(ways, key=lambda rows: sum(max(0, len(row) - 1) for row in rows)))


def text(cell: object) -> str:
    """Cell as one line of text without signs that steer a program.

    >>> text(" Anna  Berg "), text(1.0), text(True)
    ('Anna Berg', '1', 'yes')
    """
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join("".join(c if c.isprintable() else " " for c in str(cell)).split())
