"""Sheets as people save them, and the memory of a session."""

from datetime import date
from pathlib import Path

import xlsxwriter

from helpers.records.engagement.sessions import memory, places

DAY = date(2026, 1, 22)
OFFERED = [("Leaving", "Whoever knows the customer calls"), ("Price", "Discounts end")]
HEADS = ["Chapter", "Decision", "Owner", "By when", "How we shall know", "Done"]


def written(path: Path, *rows: tuple, heads=HEADS, client="acme") -> Path:
    """A sheet as a person saves it."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, ["Client", client] if client else [])
    page.write_row(4, 0, heads)
    for y, row in enumerate(rows, start=5):
        for x, cell in enumerate(row):
            page.write_datetime(y, x, cell, day) if isinstance(cell, date) else page.write(
                y, x, cell
            )
    book.close()
    return path


def remembered(folder: Path, day: date, as_of: date, client="acme") -> Path:
    kept = places.folder_of(folder, day)
    session = memory.Session(day, as_of)
    memory.remember(kept, session, client=client, offered=OFFERED, written="0")
    return kept
