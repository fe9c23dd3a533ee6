"""How does a file look that an accounting program, a spreadsheet or a web shop wrote?"""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

CREATED = datetime(2026, 1, 9, tzinfo=UTC).replace(tzinfo=None)
NBSP = "\u00a0"


def write_csv(frame: pd.DataFrame, path: Path, *, separator: str = ",", bom: bool = False) -> None:
    """Plain UTF-8 file; empty fields for what is missing."""
    text = frame.to_csv(index=False, sep=separator, lineterminator="\n")
    path.write_bytes(text.encode("utf-8-sig" if bom else "utf-8"))


def write_accounting_export(frame: pd.DataFrame, months: pd.Series, path: Path) -> None:
    """Windows-1251, semicolons, preface lines, a total after each month and at the end."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    blank = [""] * (frame.shape[1] - 1)
    writer.writerow(["Sales report № 7, site Harbour", *blank])
    writer.writerow([f"Period: {frame.iloc[0, 0]} – {frame.iloc[-1, 0]}", *blank])
    writer.writerow(["", *blank])
    writer.writerow(frame.columns)
    for month, rows in frame.groupby(months.to_numpy(), sort=False):
        writer.writerows(rows.itertuples(index=False))
        writer.writerow(_total(rows, f"Total for {month}"))
    writer.writerow(_total(frame, "Total"))
    path.write_bytes(out.getvalue().encode("cp1251"))


def _total(rows: pd.DataFrame, label: str) -> list[str]:
    summed = {"Net amount", "Cost price", "Discount"}
    numbers = {c: money_text(sum(_number(v) for v in rows[c])) for c in summed}
    return [label, *(numbers.get(c, "") for c in rows.columns[1:])]


def money_text(value: float) -> str:
    r"""Money with a decimal comma and no-break spaces between thousands.

    >>> money_text(-1234.5)
    '-1\xa0234,50'
    """
    return f"{value:,.2f}".replace(",", NBSP).replace(".", ",")


def _number(text: str) -> float:
    try:
        return float(text.replace(NBSP, "").replace(",", "."))
    except ValueError:
        return 0.0


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of ``preface`` above the header, a total of columns below the rows."""

    name: str
    frame: pd.DataFrame
    preface: tuple[str, ...] = ()
    totals: tuple[str, ...] = ()


def write_book(path: Path, *sheets: Sheet) -> None:
    """Spreadsheet with typed cells."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"})
    book.set_properties({"created": CREATED})
    bold = book.add_format({"bold": True})
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, bold)
    book.close()


def _write_sheet(
    page: xlsxwriter.worksheet.Worksheet, sheet: Sheet, bold: xlsxwriter.format.Format
) -> None:
    frame, top = sheet.frame, len(sheet.preface)
    for row, text in enumerate(sheet.preface):
        page.write_string(row, 0, text)
    page.write_row(top, 0, frame.columns, bold)
    for column, name in enumerate(frame.columns):
        for row, value in enumerate(frame[name].astype(object), start=top + 1):
            _cell(page, row, column, value)
    if sheet.totals:
        last = top + 1 + len(frame)
        page.write_string(last, 0, "Total")
        for name in sheet.totals:
            amount = pd.to_numeric(frame[name], errors="coerce").sum()
            page.write_number(last, frame.columns.get_loc(name), round(float(amount), 2))


def _cell(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: object) -> None:
    if value is None or value is pd.NaT or value == "" or value != value:  # noqa: PLR0124
        return
    if isinstance(value, datetime):
        page.write_datetime(row, column, value)
    elif isinstance(value, int | float | np.number) and not isinstance(value, bool):
        page.write_number(row, column, float(value))
    else:
        page.write_string(row, column, str(value))


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Columnar file as a warehouse unloads it."""
    frame.to_parquet(path, index=False, compression="zstd")
