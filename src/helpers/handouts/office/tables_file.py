"""What do the managers fill in? The lists to act on, as a spreadsheet of typed columns."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from textwrap import wrap
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from helpers import language
from helpers.handouts.brand import Brand
from helpers.handouts.exporters import Everybody, FileExporter, Wanted
from helpers.handouts.office.customers import customers_list, shortened
from helpers.handouts.office.customers_sheet import help_to_fill, show_itself, to_pages, totals
from helpers.handouts.office.links import with_slashes
from helpers.handouts.office.lists import lists, sheet_name
from helpers.handouts.office.number_formats import number_format
from helpers.handouts.people import People, told_in_full
from helpers.handouts.tree import ActingList, Document
from helpers.language import ntr, number, tr
from helpers.language.cells import digits_for, written
from helpers.language.shapes import ColumnShape

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
HEAD = 3  # rows above the first row of a list: its name, what it is for, the columns
LONGEST_CELL = 32_000  # characters; a spreadsheet takes 32 767
LEAST_WIDTH, LEAST_FIRST, MOST_WIDTH, BLANK_WIDTH = 9, 14, 48, 26
CONTENTS_WIDTHS = (46, 30, 9, 80)
LINE, MOST_LINES = 13.5, 12  # points; a row grows with its text, but not without end
LOOKED_AT = 500  # rows whose width decides
EVERYBODY = {"customer", "verdict", "because"}  # columns of the list of all verdicts
PRINTED, PRINTED_CUSTOMERS = 40, 60  # rows; a list of calls and the like is printed whole
WIDE_CUSTOMERS = 2  # pages; on one of them nobody could read so many columns
FEW_ORDERS = 2  # a list under more orders than that is to be looked through, not carried along
RIGHT = ("count", "number", "money", "percent")


def tables_file(
    tree: Document,
    brand: Brand,
    people: People | None = None,
    everybody: Everybody | None = None,
) -> bytes:
    """Spreadsheet of the lists of a document, the same bytes each time.

    Parameters
    ----------
    tree
        The document.
    brand
        Look of the firm.
    people
        Who is behind the masked names, where the lists may tell.
    everybody
        The customers with their verdicts, for the first sheet.
    """
    everybody = everybody or Everybody()
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    cover = tree["cover"]
    book.set_properties(
        {
            "title": cover["title"],
            "subject": tr("Lists to act on"),
            "author": cover["firm"],
            "created": datetime.fromisoformat(tree["as_of"]),
        }
    )
    look = _Look(book, brand)
    customers = customers_list(everybody.verdicts, everybody.names)
    first = [] if customers is None else [customers]
    others = lists(tree, {one["sheet"].lower() for one in first})
    if customers is not None:  # the list of all verdicts is the same one
        others = [one for one in others if not _keys(one) >= EVERYBODY]
    others = [shortened(one, everybody.verdicts) for one in others]
    found = [told_in_full(one, people) for one in (*first, *others)]
    name = sheet_name(tr("Contents"), {one["sheet"].lower() for one in found})
    if customers is not None:
        sheet = book.add_worksheet(customers["sheet"])
        _customers(sheet, found[0], customers, name, look, cover["title"], everybody.pages)
    _contents(book.add_worksheet(name), found, tree, look)
    for one in found[len(first) :]:
        _list(book.add_worksheet(one["sheet"]), one, name, look, cover["title"])
    book.close()
    return with_slashes(file.getvalue())


def _keys(one: ActingList) -> set[str]:
    return {column.get("key", "") for column in one["columns"]}


class _Look:
    """Formats of cells, each made once."""

    def __init__(self, book: xlsxwriter.Workbook, brand: Brand) -> None:
        self.book, self.brand = book, brand
        self._made: dict[tuple[object, ...], Format] = {}

    def of(self, **looks: Any) -> Any:
        """Format with these properties."""
        key = tuple(sorted(looks.items()))
        if key not in self._made:
            whole = {"font_name": self.brand.fonts.text, "font_size": 10, "valign": "top"} | looks
            self._made[key] = self.book.add_format(whole)
        return self._made[key]

    def title(self) -> Any:
        return self.of(bold=True, font_size=16, font_color=self.brand.colours.accent)

    def head(self, *, right: bool = False) -> Any:
        colours = self.brand.colours
        return self.of(
            bold=True,
            font_color=colours.accent,
            bg_color=colours.wash,
            bottom=2,
            bottom_color=colours.accent,
            text_wrap=True,
            valign="bottom",
            align="right" if right else "left",
        )

    def small(self) -> Any:
        return self.of(font_color=self.brand.colours.muted)

    def link(self) -> Any:
        return self.of(font_color=self.brand.colours.accent, underline=1, text_wrap=True)

    def total(self, kind: str, digits: int) -> Any:
        of_codes = "count" if kind == "code" else kind
        return self.of(bold=True, num_format=number_format(of_codes, digits))

    def cell(self, kind: str, digits: int) -> Any:
        line = {"bottom": 4, "bottom_color": self.brand.colours.line}
        if kind == "blank":
            ground = {"bg_color": self.brand.colours.wash, "text_wrap": True}
            return self.of(**line, **ground, left=1, left_color=self.brand.colours.line)
        wrap = {"text_wrap": True} if kind in ("text", "word") else {}
        return self.of(**line, **wrap, num_format=number_format(kind, digits))


def _contents(sheet: Worksheet, found: list[ActingList], tree: Document, look: _Look) -> None:
    """First sheet: which lists there are, how long, what for."""
    cover = tree["cover"]
    sheet.hide_gridlines(2)
    for x, width in enumerate(CONTENTS_WIDTHS):
        sheet.set_column(x, x, width)
    _text(sheet, 0, 0, cover["title"], look.title())
    day = language.date(datetime.fromisoformat(tree["as_of"]))
    told = [tr("Everything is counted as of %(day)s.") % {"day": day}, cover["footer"]]
    _text(sheet, 1, 0, " ".join(told), look.small())
    if not found:
        _text(sheet, 3, 0, tr("No chapter has made a list to act on."), look.of())
        return
    _text(sheet, 2, 0, tr("Coloured cells are there to be filled in."), look.small())
    for x, label in enumerate((tr("List"), tr("Chapter"), tr("Rows"), tr("What it is for"))):
        _text(sheet, 4, x, label, look.head(right=x == 2))
    for y, one in enumerate(found, start=5):
        texts = (one["caption"], one["chapter"], "", one["about"])
        sheet.set_row(y, _height(texts, CONTENTS_WIDTHS) + 4)
        _link(sheet, y, 0, one["sheet"], one["caption"], look.link())
        _text(sheet, y, 1, one["chapter"], look.of(text_wrap=True))
        sheet.write_number(y, 2, len(one["rows"]), look.of(num_format=number_format("count")))
        _text(sheet, y, 3, one["about"], look.of(text_wrap=True))
    sheet.freeze_panes(5, 0)
    _print(sheet, cover["title"], 4)


def _customers(
    sheet: Worksheet,
    one: ActingList,
    masked: ActingList,
    home: str,
    look: _Look,
    title: str,
    pages: Mapping[str, str],
) -> None:
    """Sheet of all customers; ``masked`` has their codes as the pages are named by."""
    columns = _list(sheet, one, home, look, title, head=HEAD + 1, printed=PRINTED_CUSTOMERS)
    forms = [look.total(column.kind, column.digits) for column in columns]
    totals(sheet, one, HEAD - 1, HEAD + 1, forms)
    sheet.fit_to_pages(WIDE_CUSTOMERS, 0)
    sheet.repeat_columns(0, 1)
    colours = look.brand.colours
    fallen = look.book.add_format({"font_color": colours.signal})
    help_to_fill(sheet, one, HEAD + 1, colours, fallen)
    codes, shown = ([row[0] for row in each["rows"]] for each in (masked, one))
    to_pages(sheet, codes, shown, HEAD + 1, pages, look.link())


def _list(
    sheet: Worksheet,
    one: ActingList,
    home: str,
    look: _Look,
    title: str,
    head: int = HEAD,
    printed: int = PRINTED,
) -> list[_Column]:
    """Write a list below ``head`` rows, of which the last names the columns.

    ``printed``: how many rows go on paper, unless the list is under an order and carried along.
    """
    columns = [_column(one, x) for x in range(len(one["columns"]))]
    if columns:  # the link back stands above the first one
        columns[0] = replace(columns[0], width=max(columns[0].width, LEAST_FIRST))
    form = ntr("%(n)s row", "%(n)s rows", len(one["rows"]))
    whole = 0 < len(one["verdict"]) <= FEW_ORDERS or len(one["rows"]) <= printed
    paper = "" if whole else tr("On paper: the first %(n)s.") % {"n": number(printed)}
    about = [form % {"n": number(len(one["rows"]))}, one["about"], one["note"], paper]
    _link(sheet, 0, 0, home, f"← {tr('Contents')}", look.link())
    _text(sheet, 0, 1, one["caption"], look.title())
    _text(sheet, 1, 1, " · ".join(text for text in about if text), look.small())
    sheet.set_row(0, 24)
    widths = [column.width for column in columns]
    # the button of the filter takes room from the head
    sheet.set_row(head - 1, _height([c.label for c in columns], [w - 3 for w in widths]) + 4)
    for y, row in enumerate(one["rows"], start=head):
        if any(isinstance(value, str) and len(value) > MOST_WIDTH for value in row):
            sheet.set_row(y, _height(row, widths))
    bottom = head + len(one["rows"]) - 1
    for x, column in enumerate(columns):
        _text(sheet, head - 1, x, column.label, look.head(right=column.kind in RIGHT))
        sheet.set_column(x, x, column.width)
        column.write(sheet, x, look.cell(column.kind, column.digits), head)
        if one["columns"][x].get("mark") and one["rows"]:
            show_itself(sheet, one["columns"][x]["mark"], (head, x, bottom, x), look.brand.colours)
    if columns and one["rows"]:
        sheet.autofilter(head - 1, 0, bottom, len(columns) - 1)
        # a code of figures is text on purpose
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{bottom + 1}"})
    sheet.freeze_panes(head, 1)
    if columns:  # a long line above the columns would make the paper wider
        sheet.print_area(0, 0, bottom if whole else head + printed - 1, len(columns) - 1)
    _print(sheet, title, head - 1)
    return columns


@dataclass(frozen=True)
class _Column:
    """One column of a list: how it is written and how wide it is."""

    label: str
    kind: str
    values: list[Any]
    digits: int
    width: float

    def write(self, sheet: Worksheet, x: int, form: Format, first: int) -> None:
        """Write every value as what it is; what is missing stays empty."""
        for y, value in enumerate(self.values, start=first):
            if value is None:
                sheet.write_blank(y, x, None, form)
            elif self.kind in RIGHT:
                sheet.write_number(y, x, value, form)
            elif self.kind in ("date", "month"):
                sheet.write_datetime(y, x, datetime.fromisoformat(value), form)
            elif self.kind == "flag":
                _text(sheet, y, x, tr("yes") if value else tr("no"), form)
            else:
                _text(sheet, y, x, written(value, self.kind), form)


def _column(one: ActingList, x: int) -> _Column:
    about = one["columns"][x]
    values = [row[x] for row in one["rows"]]
    digits = digits_for(values, about["kind"])
    return _Column(about["label"], about["kind"], values, digits, _width(about, values, digits))


def _width(about: ColumnShape, values: list[Any], digits: int) -> float:
    kind, words = about["kind"], about["label"].split() or [""]
    head = max(max(map(len, words)), len(about["label"]) / 2) + 4  # the filter has a button
    if kind == "blank":
        return max(BLANK_WIDTH, head)
    if kind in RIGHT:
        longest = max((abs(v) for v in values if v is not None), default=0.0)
        body = len(f"{longest:,.0f}") + digits + 4
    else:
        body = max((len(str(v)) for v in values[:LOOKED_AT] if v is not None), default=0) + 2
    return float(min(max(LEAST_WIDTH, head, body), MOST_WIDTH))


def _height(row: Sequence[Any], widths: Sequence[float]) -> float:
    """Height in points of a row whose texts wrap; a spreadsheet finds it only when it edits."""
    lines = [
        len(wrap(value, max(int(width), 1))) or 1
        for value, width in zip(row, widths, strict=True)
        if isinstance(value, str)
    ]
    return LINE * min(max(lines, default=1), MOST_LINES)


def _text(sheet: Worksheet, y: int, x: int, text: str, form: Format) -> None:
    """Write a text as a text, whatever it begins with."""
    sheet.write_string(y, x, text[:LONGEST_CELL], form)


def _link(sheet: Worksheet, y: int, x: int, target: str, text: str, form: Format) -> None:
    """Lead to another sheet of the same file."""
    sheet.write_url(y, x, f"internal:'{target}'!A1", form, text[:LONGEST_CELL])


def _print(sheet: Worksheet, title: str, head: int) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(head)
    # an ampersand begins a command in a footer
    sheet.set_footer(f"&L{title.replace('&', '&&')[:120]}&R&P / &N")


class TablesExporter(FileExporter):
    """Lists to act on, also those that no handout prints."""

    reader = "lists"
    export_from_notebook = "Workbook tables"
    file_extension = ".xlsx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def made(self, of: Wanted) -> bytes:
        """The spreadsheet."""
        return tables_file(of.document, of.brand, of.people, of.everybody)
