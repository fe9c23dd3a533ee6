"""What does the client get to see and to answer, before anything is counted from his files?

One page: questions, how each file was understood, sums against his own totals, and the first
example of each reason for which rows were not taken.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import language, project
from helpers.cache.hashes import write_whole
from helpers.handouts.brand import Brand, load_brand
from helpers.handouts.text import brief, every_string
from helpers.handouts.web.page import page, template
from helpers.handouts.web.understood import columns_of
from helpers.language import N_, money_exact, number, tr
from helpers.records import Records
from helpers.records.doubts.own_totals import differ
from helpers.records.schema.called import CALLED

FOLDER = project.TEMPLATES / "check"
INDEX = project.TEMPLATES / "index"
MOST_CELLS = 12  # of the first rejected row


def write_check(client_folder: Path, records: Records, path: Path) -> Path:
    """Write the page of a client in place of an earlier one."""
    brand = load_brand(client_folder, records.engagement.brand)
    write_whole(path, check_page(records, brand).encode("utf-8"))
    return path


def check_page(records: Records, brand: Brand) -> str:
    """Page of one client that needs nothing from outside, in the language in use."""
    told = every_string(_told(records, brand), brief)
    words = {name: tr(text) for name, text in WORDS.items()}
    style = page([told, words], brand, INDEX / "style.css", FOLDER / "style.css")
    return template(FOLDER / "check.html.j2").render(d=told, w=words, page=style)


def _told(records: Records, brand: Brand) -> dict[str, Any]:
    asked, said = _sentences(records)
    up_to = tr("records up to %(day)s") % {"day": language.date(records.as_of)}
    return {
        "language": language.current(),
        "title": records.engagement.title,
        "firm": brand.firm,
        "footer": " · ".join(t for t in (brand.firm, brand.footer) if t),
        "records": up_to,
        "questions": asked,
        "remarks": said,
        "files": list(_files(records)),
        "months": _months(records),
        "totals": _totals(records),
        "rejected": list(_rejected(records)),
    }


def _sentences(records: Records) -> tuple[list[str], list[str]]:
    """What is asked about tables, and what is only told of files, in the client's words."""
    asked: list[str] = []
    said: list[str] = []
    for note in records.notes:
        table, _, rest = note.partition(": ")
        if table in CALLED:
            asked.append(f"{tr(CALLED[table])}: {_of_their_column(records, table, rest)}")
        else:
            (asked if "?" in note else said).append(note)
    return asked, said


def _of_their_column(records: Records, table: str, text: str) -> str:
    """Sentence that begins with a column of ours, begun with the client's."""
    ours, _, rest = text.partition(": ")
    called = [source["columns"].get(ours) for source in records.intake(table)["sources"]]
    names = [name for name in dict.fromkeys(called) if name]
    return f"{' / '.join(names)}: {rest}" if rest and names else text


def _files(records: Records) -> Iterator[dict[str, Any]]:
    passport, aside, formats = records.passport, records.set_aside, records.formats
    for n, row in enumerate(passport.itertuples(index=False)):
        counts = [
            (tr("rows read"), row.rows_read),
            (tr("accepted"), row.rows_accepted),
            (tr("rejected"), row.rows_rejected),
            (tr("totals"), row.rows_total_lines),
            (tr("later"), aside["rows_after_as_of"][n]),
            (tr("left out"), aside["rows_left_out"][n]),
        ]
        yield {
            "file": row.file,
            "table": tr(CALLED[row.table]),
            "written": formats["format"][n],
            "counts": [f"{label}: {number(rows)}" for label, rows in counts if rows],
            "columns": columns_of(records, row.table, row.file),
        }


def _months(records: Records) -> list[list[str]]:
    """Accepted sales of each month beside the client's totals of that month alone."""
    sales = records.sales
    sums = (
        sales.group_by(month=sales.date.truncate("M"))
        .agg(rows=sales.count(), money=sales.amount.sum().cast("float64"))
        .order_by("month")
        .execute()
    )
    own = _of_one_month(records.own_totals)
    return [
        [
            language.month(pd.Timestamp(row.month)),
            number(row.rows),
            money_exact(row.money),
            *own.get(f"{pd.Timestamp(row.month):%Y-%m}", ["", ""]),
        ]
        for row in sums.itertuples(index=False)
    ]


def _of_one_month(totals: Iterable[dict[str, Any]]) -> dict[str, list[str]]:
    """Client's totals of whole months, and by how much their rows differ, over all files."""
    said: dict[str, float] = {}
    other: dict[str, float] = {}
    for total in totals:
        month = total["first"][:7]
        if month and month == total["last"][:7]:
            said[month] = said.get(month, 0.0) + total["said"]
            other[month] = other.get(month, 0.0) + total["summed"] - total["said"]
    return {month: [money_exact(said[month]), _difference(other[month])] for month in said}


def _difference(money: float) -> str:
    return money_exact(money) if abs(money) >= 0.005 else "0"


def _totals(records: Records) -> list[list[str]]:
    """Lines of totals that are not the sums of their rows."""
    return [
        [
            total["file"],
            str(total["line"]),
            " – ".join(language.date(pd.Timestamp(total[end])) for end in ("first", "last")),
            money_exact(total["said"]),
            money_exact(total["summed"]),
            _difference(total["summed"] - total["said"]),
            number(total["unread"]),
        ]
        for total in records.own_totals
        if differ(total) and total["first"]
    ]


def _rejected(records: Records) -> Iterator[dict[str, Any]]:
    """First row of each reason and file, as it came."""
    reasons = records.reasons
    for table in dict.fromkeys(reasons["table"]):
        rows = records.rejected(table).drop_duplicates(["file", "reason"])
        counted = reasons[reasons["table"] == table].set_index(["file", "reason"])
        for row in rows.itertuples(index=False):
            line, reason, file, *cells = row
            many = counted.loc[(file, reason)]
            yield {
                "file": file,
                "reason": reason,
                "rows": number(many["rows"]),
                "money": "" if pd.isna(many["amount"]) else money_exact(many["amount"]),
                "line": str(line),
                "cells": " | ".join(str(c) for c in cells if pd.notna(c))[: MOST_CELLS * 40],
            }


WORDS = {
    "kicker": N_("How your files were read"),
    "skip": N_("To the text"),
    "lead": N_(
        "Before anything is counted: this is how your files were understood. Please answer the "
        "questions, and correct what is not so."
    ),
    "questions": N_("Questions to you"),
    "no_questions": N_("The files leave no question open."),
    "answer": N_("Answer"),
    "question": N_("Question"),
    "remarks": N_("What we noticed as well"),
    "files": N_("How each file was understood"),
    "ours": N_("We read it as"),
    "theirs": N_("Your column"),
    "first": N_("In the first row"),
    "holds": N_("What stands in it"),
    "months": N_("Sales by month, and your own totals"),
    "month": N_("Month"),
    "lines": N_("Rows"),
    "sum": N_("Sum taken"),
    "said": N_("Your total"),
    "difference": N_("Rows less total"),
    "totals": N_("Your totals that are not the sums of their rows"),
    "file": N_("File"),
    "line": N_("Line"),
    "period": N_("Days of its rows"),
    "rows_sum": N_("Sum of the rows"),
    "unread": N_("Rows without readable money"),
    "rejected": N_("Rows that were not taken: the first of each kind"),
    "nothing_rejected": N_("Nothing was rejected."),
    "reason": N_("Reason"),
    "came": N_("As it came"),
    "money": N_("Money"),
}
