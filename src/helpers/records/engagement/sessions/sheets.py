"""Which of the sheets that stand in a client's folder speaks for which session?"""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from helpers import language
from helpers.language import N_, tr
from helpers.records.engagement.sessions import filled, places
from helpers.records.engagement.sessions.filled import Filled

DATED = len("decisions_2026-01-15")
COPY = N_(
    "%(file)s was not read: a session has one sheet, called like %(name)s. Put what is written "
    "into that one."
)
STRAY = N_(
    "%(file)s was not read: a sheet of decisions stands in the client's own folder and is called "
    "like %(name)s. Move or rename it, or name it in engagement.yml under decisions."
)
NO_DAY = N_(
    "%(file)s was not read: nothing says of which day its session was. Call it like %(name)s."
)
OTHER_DAY = N_(
    "%(file)s was not read: it says of itself that it is of the session of %(day)s. Call it like "
    "%(name)s."
)
ANOTHERS = N_(
    "%(file)s was not read: it is a sheet of the client '%(client)s'. Put it into the folder of "
    "that client."
)
NOBODYS = N_(
    "%(file)s was not read: it does not say which client it is of. Write Client and %(client)s "
    "beside each other above the heads, or name the file in engagement.yml under decisions."
)
TWO = N_(
    "%(file)s was not read: %(first)s is filled in for the session of %(day)s too, and a session "
    "has one sheet. Put what is written into one of them."
)


def by_session(
    folder: Path, client: str, declared: Sequence[Path], exports: Collection[Path], said: list[str]
) -> dict[date, list[Path]]:
    """Sheets of each session by its day; what was not read is told in ``said``.

    Parameters
    ----------
    declared
        Sheets that the engagement names: somebody vouches for whose they are.
    exports
        Files that are tables of the client, whatever they are called.
    """
    for path in places.copies(folder):
        if path not in declared:
            said.append(tr(COPY) % {"file": path.name, "name": f"{path.name[:DATED]}.xlsx"})
    for path in places.strays(folder):
        if path not in declared and path not in exports:
            file = path.relative_to(folder).as_posix()
            said.append(tr(STRAY) % {"file": file, "name": _name()})
    found: dict[date, list[Path]] = {}
    for path in dict.fromkeys([*places.sheets(folder), *declared]):
        day, why = _day_of(path, client, vouched=path in declared)
        if day is None:
            said.append(why)
        else:
            found.setdefault(day, []).append(path)
    return found


def _day_of(path: Path, client: str, *, vouched: bool) -> tuple[date | None, str]:
    """Day of the session that a sheet is of; else why it is not read."""
    marks, named = filled.marks_of(path), places.named_day(path)
    told = {"file": path.name, "client": client, "name": _name(marks.day)}
    if marks.client and marks.client.casefold() != client.casefold():
        other = language.bounded(marks.client, 60)
        return None, tr(ANOTHERS) % {**told, "client": other}
    if not marks.client and not vouched and filled.has_heads(path):
        return None, tr(NOBODYS) % told
    if named and marks.day and marks.day != named:
        return None, tr(OTHER_DAY) % {**told, "day": language.date_short(marks.day)}
    return named or marks.day, tr(NO_DAY) % told


def _name(day: date | None = None) -> str:
    return places.sheet_name(day or date(2026, 1, 15))


def read(
    paths: Sequence[Path], day: date, offered: Sequence[str] | None, declared: Sequence[Path]
) -> Filled:
    """What stands in the sheets of one session.

    Of two that nobody has named in the engagement only the first that is filled in counts.
    """
    rows, said, faults = [], [], []
    first = None
    for path in paths:
        one = filled.read(path, day, offered)
        if first and len(one.rows) and path not in declared:
            told = {"file": path.name, "first": first.name, "day": language.date_short(day)}
            said.append(tr(TWO) % told)
            continue
        first = first or (path if len(one.rows) else None)
        rows += [one.rows] if len(one.rows) else []
        said += one.said
        faults += one.faults
    table = pd.concat(rows).drop_duplicates(ignore_index=True) if rows else filled.NOTHING
    return Filled(table, said, faults)
