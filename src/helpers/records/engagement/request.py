"""What do we ask a new client for?

A folder with a commented ``engagement.yml``, and the data request: a workbook per language
with a sheet for every table, its columns, an example of each and why it is asked for.
"""

import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from helpers import language, project
from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.engagement.engagement import FILE, check_name
from helpers.records.schema import TABLES, Column, Table

SCAFFOLD = project.TEMPLATES / "engagement" / FILE
WRITTEN = datetime(2024, 1, 1)  # noqa: DTZ001 - a fixed day: the same request is the same bytes
KINDS = {
    "code": N_("code, as text"),
    "text": N_("text"),
    "date": N_("date"),
    "time": N_("date and time"),
    "money": N_("money"),
    "number": N_("number"),
    "integer": N_("whole number"),
    "percent": N_("percent"),
    "flag": N_("yes or no"),
}


def new_client(name: str, data: Path | None = None) -> Path:
    """Make the folder of a new client; an existing one is never touched."""
    data = Path(data).resolve() if data else project.data_root()
    folder = data / check_name(name)
    if folder.exists():
        raise ClientDataError(
            tr("%(folder)s is there already. See it with: make check CLIENT=%(name)s")
            % {"folder": f"{data.name}/{name}", "name": name}
        )
    data.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=data))
    try:
        scaffold = project.as_typed(SCAFFOLD.read_text("utf-8").replace("{client}", name))
        (scratch / FILE).write_text(scaffold, "utf-8")
        for code in language.LANGUAGES:
            write_request(scratch / f"data_request_{code}.xlsx", code)
        scratch.chmod(0o777 & ~_umask())
        scratch.rename(folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return folder


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


def write_request(path: Path, code: str) -> None:
    """Write the data request in the language ``code``."""
    spoken = language.current()
    language.use(code)
    try:
        book = xlsxwriter.Workbook(
            path, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
        )
        book.set_properties({"title": tr("Data request"), "created": WRITTEN})
        styles = _styles(book)
        _overview(book, styles)
        for table in TABLES.values():
            _sheet(book, table, styles)
        book.close()
    finally:
        language.use(spoken)


def _styles(book: xlsxwriter.Workbook) -> dict[str, object]:
    wrap = {"text_wrap": True, "valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "head": book.add_format({"bold": True, "bottom": 1, **wrap}),
        "cell": book.add_format(wrap),
        "must": book.add_format({"bold": True, **wrap}),
    }


def _overview(book: xlsxwriter.Workbook, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(tr("Tables"))
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 80)
    sheet.write_string(0, 0, tr("Data request"), styles["title"])
    for row, sentence in enumerate(INTRODUCTION, start=1):
        sheet.write_string(row, 0, tr(sentence))
    first = len(INTRODUCTION) + 2
    for column, title in enumerate((N_("Table"), N_("Needed"), N_("What we learn from it"))):
        sheet.write_string(first, column, tr(title), styles["head"])
    for row, table in enumerate(TABLES.values(), start=first + 1):
        sheet.write_url(row, 0, f"internal:'{table.name}'!A1", string=table.name)
        needed = tr(N_("always")) if table.name == "sales" else tr(N_("if you have it"))
        sheet.write_string(row, 1, needed, styles["cell"])
        sheet.write_string(row, 2, tr(table.why), styles["cell"])


INTRODUCTION = (
    N_("Please export the records as they are: CSV, XLSX or Parquet, one file a table or several."),
    N_("Names and order of the columns may be your own: we map them to ours."),
    N_("The code of a customer must be the same in all tables."),
    N_("Without a table the chapters that need it are left out; nothing is invented."),
)


def _sheet(book: xlsxwriter.Workbook, table: Table, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.write_string(0, 0, table.name, styles["title"])
    sheet.write_string(1, 0, tr(table.why))
    titles = (N_("Column"), N_("Needed"), N_("Kind"), N_("Example"), N_("Why we ask"))
    for place, title in enumerate(titles):
        sheet.write_string(3, place, tr(title), styles["head"])
    for row, column in enumerate(table.columns, start=4):
        cells = (column.name, _needed(table, column), tr(KINDS[column.kind]), tr(column.example),
                 tr(column.why))  # fmt: skip
        for i, text in enumerate(cells):
            style = styles["must" if column.required and i == 0 else "cell"]
            sheet.write_string(row, i, text, style)
    if table.more_fields:
        sheet.write_string(
            len(table.columns) + 5, 0, tr("Any further field of the card is welcome.")
        )
    for i, width in enumerate((22, 16, 16, 26, 60)):
        sheet.set_column(i, i, width)
    sheet.freeze_panes(4, 1)


def _needed(table: Table, column: Column) -> str:
    if column.required:
        return tr("needed")
    if column.name in table.one_of:
        return tr("one of them")
    return tr("if you have it")
