"""What a test looks at in the records of one file, and a spreadsheet to read."""

import io
from datetime import date

import openpyxl
import pandas as pd
import pytest

HEAD = "Date,Customer,Amount\n"


def amounts(records) -> list[float]:
    return [float(x) for x in records.frame("sales")["amount"]]


def days(records) -> list[date]:
    return [d.date() for d in pd.to_datetime(records.frame("sales")["date"])]


def sheet(*rows, merge=(), extra_sheets=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for span in merge:
        book.active.merge_cells(span)
    for name, cells in (extra_sheets or {}).items():
        other = book.create_sheet(name)
        for row in cells:
            other.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def some(cases: list) -> list:
    """Cases of which the fast gear tries every third, from the first on; the slow one the rest."""
    return [
        case if nth % 3 == 0 else pytest.param(*(case if isinstance(case, tuple) else (case,)),
                                               marks=pytest.mark.slow)
        for nth, case in enumerate(cases)
    ]  # fmt: skip
