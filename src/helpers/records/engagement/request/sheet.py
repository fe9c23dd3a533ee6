"""How does a client fill a data request?

One sheet that prints on a few pages. The last column is hidden and says which line is which, so
that what is filled can be read again: see :mod:`helpers.records.proposal.answered`.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from helpers.language import tr
from helpers.records.engagement.request.asked import (
    COLUMNS,
    Asked,
    Block,
    blocks,
    head,
    introduction,
)

WRITTEN = datetime(2024, 1, 1)  # noqa: DTZ001 - a fixed day: the same request is the same bytes
KEYS = len(COLUMNS)  # the hidden column
MARK = "session workbook: data request"  # stands in it above the lines
WIDTHS = (46, 13, 21, 24, 24, 18, 10)
LINE, ONE_LINE = 12.5, 150  # points of a line, and signs in one over the whole width


def write_sheet(path: Path, asked: Asked) -> None:
    """Write the data request as a workbook, in the language in use."""
    book = xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    )
    book.set_properties({"title": tr("Data request"), "created": WRITTEN})
    styles = _styles(book)
    sheet = book.add_worksheet(tr("Data request"))
    _printed(sheet)
    row = _above(sheet, styles, asked)
    for place, title in enumerate(COLUMNS):
        sheet.write_string(row, place, tr(title), styles["head"])
    sheet.write_string(row, KEYS, MARK)
    sheet.repeat_rows(row)
    sheet.freeze_panes(row + 1, 0)
    for block in blocks():
        row = _block(sheet, styles, block, row + 1)
    book.close()


def _printed(sheet: Any) -> None:
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_column(KEYS, KEYS, None, None, {"hidden": True})
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P / &N")


def _above(sheet: Any, styles: dict[str, Any], asked: Asked) -> int:
    """Title, who asks whom until when, and how; returns the row below."""
    sheet.write_string(0, 0, tr("Data request"), styles["title"])
    row = 1
    for label, value in head(asked):
        sheet.write_string(row, 0, label, styles["bold"])
        sheet.merge_range(row, 1, row, 4, value, styles["room"])
        sheet.set_row(row, LINE * (1 + len(value) // sum(WIDTHS[1:5])))
        row += 1
    for sentence in introduction():
        sheet.merge_range(row, 0, row, KEYS - 1, sentence, styles["cell"])
        sheet.set_row(row, LINE * (1 + len(sentence) // ONE_LINE))
        row += 1
    return row


def _block(sheet: Any, styles: dict[str, Any], block: Block, row: int) -> int:
    """A table with its columns below it; returns the last row."""
    sheet.merge_range(row, 0, row, 2, f"{block.name}: {block.why}", styles["table"])
    sheet.set_row(row, LINE * 2.2)
    for place in range(3, KEYS):
        sheet.write_blank(row, place, None, styles["room_of_table"])
    sheet.write_string(row, KEYS, block.key)
    row += 1
    sheet.merge_range(row, 0, row, KEYS - 1, block.where, styles["where"])
    sheet.set_row(row, LINE * (1 + len(block.where) // ONE_LINE))
    for line in block.lines:
        row += 1
        for place, text in enumerate((line.asked, line.needed, line.example) if line.key else ()):
            sheet.write_string(row, place, text, styles["cell"])
        for place in range(3, KEYS):
            sheet.write_blank(row, place, None, styles["room"])
        if not line.key:  # one line tells all columns
            sheet.merge_range(row, 0, row, 2, line.asked, styles["cell"])
        width = WIDTHS[0] if line.key else sum(WIDTHS[:3])
        sheet.set_row(row, LINE * (1 + len(line.asked) // width))
        sheet.write_string(row, KEYS, line.key)
    return row


def _styles(book: xlsxwriter.Workbook) -> dict[str, Any]:
    plain = {"text_wrap": True, "valign": "top", "font_size": 9}
    room = {"border": 1, "border_color": "#b8c2cc", "bg_color": "#fffdf2", **plain}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "bold": book.add_format({"bold": True, **plain}),
        "head": book.add_format({"bold": True, "bottom": 2, **plain}),
        "cell": book.add_format(plain),
        "table": book.add_format({**plain, "bold": True, "bg_color": "#e8edf3", "font_size": 10}),
        "room_of_table": book.add_format({**room, "bg_color": "#e8edf3"}),
        "where": book.add_format({**plain, "italic": True, "font_color": "#51606e"}),
        "room": book.add_format(room),
    }
