"""What stands before and after the chapters?"""

import pandas as pd

from helpers import language
from helpers.analysis.passport.reconciliation import in_words
from helpers.analysis.plan.day import shares
from helpers.handouts.glossary import glossary
from helpers.handouts.model import Pack
from helpers.handouts.text import brief, every_string, plain
from helpers.handouts.tree import Part
from helpers.language import N_, tr
from helpers.language.cells import Column, digits_for, written
from helpers.language.findings import FindingJson

HASH_SHOWN = 12  # characters of a fingerprint: enough to tell two files apart
READERS = {
    "handout": N_("Handout"),
    "facilitator": N_("Facilitator guide"),
    "slides": N_("Slides"),
    "appendix": N_("Method appendix"),
    "lists": N_("Lists to act on"),
}


def cover(pack: Pack, reader: str) -> dict[str, str]:
    """Texts of the cover; what is not known is empty."""
    day = pack.session.date
    first, last = pack.period
    question = pack.session.question or tr(
        "Whom do we keep, whom do we grow, and whom do we bring back?"
    )
    texts = {
        "kicker": tr("Customer-strategy session"),
        "kind": tr(READERS[reader]),
        "title": pack.title,
        "question": question,
        "date": "" if day is None else language.date(day),
        "place": pack.session.place,
        "records": tr("Records from %(first)s to %(last)s")
        % {"first": language.date_short(first), "last": language.date_short(last)},
        "firm": pack.brand.firm,
        "footer": _footer(pack, reader),
    }
    return every_string(texts, brief)


def _footer(pack: Pack, reader: str) -> str:
    if reader == "facilitator":
        return tr("Confidential: for who leads the session")
    return pack.brand.footer or tr("Confidential: for the participants of the session")


def left_out_part(pack: Pack) -> Part | None:
    """List of the chapters left out, and what to ask for; none when nothing was."""
    left = pack.with_status("left out")
    if not left:
        return None
    return {
        "kind": "left-out",
        "id": "left-out",
        "title": tr("What the records could not show"),
        "lead": tr("These questions wait for records that were not brought."),
        "items": [
            {"title": plain(tr(result.chapter.title)), "ask": plain(result.ask)} for result in left
        ],
    }


def minutes_by_chapter(pack: Pack) -> dict[str, int]:
    """Minutes that the agenda of the day gives to each chapter, by the chapter's title."""
    found: list[FindingJson] = [
        {**found, "chapter": found.get("chapter") or tr(result.chapter.title)}
        for result in pack.with_status("made")
        for found in result.findings
        if found["trail"]["table"] != "findings"
    ]
    day = shares(found, minutes=pack.settings.agenda.minutes)
    return dict(zip(day["item"].tolist(), day["minutes"].tolist(), strict=True))


def glossary_part() -> Part:
    """Words of the session."""
    return {
        "kind": "glossary",
        "id": "glossary",
        "title": tr("Words of the session"),
        "terms": glossary(),
    }


def sources_part(pack: Pack) -> Part:
    """Files that were read, what was taken from them, and their fingerprints."""
    passport = in_words(pack.passport).assign(
        hash=[pack.hashes.get(str(f), "")[:HASH_SHOWN] for f in pack.passport["file"]],
    )
    columns = [
        Column("table", tr("Table"), "text"),
        Column("file", tr("File"), "text"),
        Column("rows_read", tr("Rows read"), "count"),
        Column("rows_accepted", tr("Accepted"), "count"),
        Column("rows_rejected", tr("Rejected"), "count"),
        Column("amount_accepted", tr("Money accepted"), "money"),
        Column("amount_rejected", tr("Money rejected"), "money"),
    ]
    notes = [
        tr(
            "Every row read is either accepted or stands in the folder of rejected rows with its "
            "reason, or is a line of totals and set aside."
        )
    ]
    if any(passport["hash"]):
        columns.append(Column("hash", tr("Fingerprint"), "code"))
        notes.append(tr("The fingerprint is the beginning of the file's SHA-256."))
    as_of = tr("Everything is counted as of %(day)s.") % {"day": language.date(pack.as_of)}
    return {
        "kind": "sources",
        "id": "sources",
        "title": tr("Where the numbers come from"),
        "lead": as_of,
        "blocks": [
            {
                "t": "table",
                "caption": tr("Files and what was taken from them"),
                "columns": [{"key": c.key, "label": c.label, "kind": c.kind} for c in columns],
                "cells": _cells(passport, columns),
                "shown": len(passport),
                "more": "",
                "note": " ".join(notes),
            }
        ],
    }


def _cells(frame: pd.DataFrame, columns: list[Column]) -> list[list[str]]:
    texts = []
    for column in columns:
        values = frame[column.key].tolist()
        digits = digits_for(values, column.kind) if column.kind in ("count", "money") else 0
        texts.append([plain(written(value, column.kind, digits)) for value in values])
    return [list(row) for row in zip(*texts, strict=True)]
