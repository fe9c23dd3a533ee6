"""What do people fill in after a session? A sheet of decisions: who, by when, and is it done?"""

import io
from collections.abc import Sequence
from datetime import date, datetime, time

import xlsxwriter

from helpers import language
from helpers.language import N_, tr
from helpers.records.engagement.sessions.filled import LONGEST
from helpers.records.engagement.sessions.heads import CLIENT, HEADS, SESSION_OF

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
WIDTHS = {"chapter": 26, "decision": 70, "owner": 22, "due": 14, "measure": 34, "done": 9}
HEAD_AT = 5  # rows above the heads
ROOM = 20  # lines for decisions that nobody had foreseen
ABOUT = N_(
    "Write an owner and a day beside each decision that was taken; leave the others empty. Own "
    "decisions go below. At the next session write yes or no under Done."
)
WHICH_DAY = N_("A day from %(day)s on")
ONLY = N_("yes or no, or nothing yet")


def sheet(
    title: str,
    client: str,
    day: date,
    offered: Sequence[tuple[str, str]],
    measures: Sequence[str],
) -> bytes:
    """Sheet of one session as XLSX, in the language in use.

    Parameters
    ----------
    title
        Whose session it was, in words.
    client
        By this the sheet is known again: one of another client is not read.
    offered
        Chapter and decision of each line that is written already.
    measures
        Words of what the workbook can count; others may be written too.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    book.set_properties({"title": tr("Decisions"), "created": datetime.combine(day, time())})
    page = book.add_worksheet(tr("Decisions"))
    bold = book.add_format({"bold": True, "font_size": 14})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top", "bottom": 4})
    when = book.add_format({"valign": "top", "bottom": 4, "num_format": "yyyy-mm-dd"})
    page.write_string(0, 0, title, bold)
    marks = [(SESSION_OF, day.isoformat()), (CLIENT, client)]
    for y, (word, told) in enumerate(marks, start=1):
        page.write_string(y, 0, tr(word))
        page.write_string(y, 1, told)
    page.write_string(1 + len(marks), 0, tr(ABOUT))
    lines = [*offered, *[("", "")] * ROOM]
    for x, (name, word) in enumerate(HEADS.items()):
        page.set_column(x, x, WIDTHS[name])
        page.write_string(HEAD_AT, x, tr(word), head)
        for y, line in enumerate(lines, start=HEAD_AT + 1):
            text = line[x] if x < len(line) else ""
            page.write_string(y, x, text, cell) if text else page.write_blank(
                y, x, None, when if name == "due" else cell
            )
    _checks(page, HEAD_AT + 1, HEAD_AT + len(lines), day, _listed(book, measures))
    page.freeze_panes(HEAD_AT + 1, 0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEAD_AT)
    book.close()
    return file.getvalue()


def _listed(book: xlsxwriter.Workbook, words: Sequence[str]) -> str:
    """Where ``words`` stand on a sheet of their own: a list within a cell's rule may not be long.

    Spreadsheet programs take 255 signs there, and leave the rule out without a word beyond them.
    """
    if not words:
        return ""
    aside = book.add_worksheet(tr("Measures"))
    aside.hide()
    for row, word in enumerate(words):
        aside.write_string(row, 0, word)
    return f"='{aside.get_name()}'!$A$1:$A${len(words)}"


def _checks(
    page: "xlsxwriter.worksheet.Worksheet", first: int, last: int, day: date, measures: str
) -> None:
    """What a cell takes: a day, yes or no, a text that is not endless."""
    heads = {name: tr(word) for name, word in HEADS.items()}
    place = {name: x for x, name in enumerate(HEADS)}
    for name in ("decision", "owner"):
        rule = {"validate": "length", "criteria": "<=", "value": LONGEST[name]}
        page.data_validation(first, place[name], last, place[name], rule)
    told = {"day": language.date_short(day)}
    rule = {
        "validate": "date", "criteria": ">=", "value": day, "error_title": heads["due"],
        "error_message": tr(WHICH_DAY) % told, "input_message": tr(WHICH_DAY) % told,
    }  # fmt: skip
    page.data_validation(first, place["due"], last, place["due"], rule)
    if measures:  # others may be written too
        rule = {"validate": "list", "source": measures, "error_type": "information"}
        page.data_validation(first, place["measure"], last, place["measure"], rule)
    rule = {
        "validate": "list", "source": [tr("yes"), tr("no")], "error_title": heads["done"],
        "error_message": tr(ONLY),
    }  # fmt: skip
    page.data_validation(first, place["done"], last, place["done"], rule)
