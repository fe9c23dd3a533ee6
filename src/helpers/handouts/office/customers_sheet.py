"""How does the list of all customers work as a sheet? It adds up, offers words, and leads on."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from helpers.handouts.brand import Colours
from helpers.handouts.office.customers import BARS, FALLS, STATUS, STATUSES
from helpers.handouts.tree import ActingList
from helpers.language import tr

ADD, COUNT = 109, 103  # of SUBTOTAL: what the filter or a hand has hidden does not count


def totals(sheet: Worksheet, one: ActingList, y: int, first: int, forms: Sequence[Any]) -> None:
    """Write into row ``y`` what the rows from ``first`` on come to, as far as they are shown."""
    last = first + len(one["rows"])
    for x, (column, form) in enumerate(zip(one["columns"], forms, strict=True)):
        name = xl_col_to_name(x)
        cells = f"{name}{first + 1}:{name}{last}"
        values = [row[x] for row in one["rows"]]
        if column.get("key") == "customer":
            sheet.write_formula(y, x, f"=SUBTOTAL({COUNT},{cells})", form, len(values))
        elif column["kind"] == "money":
            known = sum(value for value in values if value is not None)
            sheet.write_formula(y, x, f"=SUBTOTAL({ADD},{cells})", form, known)


def help_to_fill(
    sheet: Worksheet, one: ActingList, first: int, colours: Colours, fallen: Any
) -> None:
    """Show money as bars and falls by ``fallen``; let the status be chosen from a few words."""
    last = first + len(one["rows"]) - 1
    for x, column in enumerate(one["columns"]):
        if column.get("key") in BARS:
            sheet.conditional_format(first, x, last, x, _bar(colours))
        if column.get("key") == FALLS:
            below = {"type": "cell", "criteria": "<", "value": 0, "format": fallen}
            sheet.conditional_format(first, x, last, x, below)
        if column.get("key") == STATUS:
            words = [tr(status) for status in STATUSES]
            sheet.data_validation(first, x, last, x, {"validate": "list", "source": words})


def show_itself(
    sheet: Worksheet, mark: str, cells: tuple[int, int, int, int], colours: Colours
) -> None:
    """Show the numbers of a column as its ``mark`` says: with a bar, or as a change.

    ``cells``: first row and column, last row and column.
    """
    if mark == "bar":
        sheet.conditional_format(*cells, _bar(colours))
    else:  # an arrow and a colour; the sign is in the number
        sheet.conditional_format(*cells, {"type": "icon_set", "icon_style": "3_arrows", "icons": [
            {"criteria": ">", "type": "number", "value": 0},
            {"criteria": ">=", "type": "number", "value": 0},
        ]})  # fmt: skip


def _bar(colours: Colours) -> dict[str, Any]:
    """A bar from nought: a loss has none, and its sign."""
    return {"type": "data_bar", "bar_color": colours.line, "min_type": "num", "min_value": 0}


def to_pages(
    sheet: Worksheet, codes: Sequence[str], shown: Sequence[str], first: int,
    pages: Mapping[str, str], form: Any,
) -> None:  # fmt: skip
    """Lead from each code that has a page to it; ``shown`` is what stands in the cell."""
    for y, (code, text) in enumerate(zip(codes, shown, strict=True), start=first):
        if code in pages:
            sheet.write_url(y, 0, f"external:{pages[code]}", form, text)
