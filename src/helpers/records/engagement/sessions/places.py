"""Where does the memory of a client's sessions stand, and what are its files called?

Everything stands in the client's own folder, so that no client can read what another one said:
``decisions_2026-01-15.xlsx`` is filled by people, ``sessions/2026-01-15/`` is written by us.
"""

import re
from datetime import date
from pathlib import Path

FOLDER = "sessions"
_FORMS = r"\.(?:xlsx|xlsm|xlsb|xls|ods|csv|tsv|txt)"
SHEET = re.compile(rf"decisions_(\d{{4}}-\d\d-\d\d){_FORMS}", re.IGNORECASE)
COPY = re.compile(rf"decisions_\d{{4}}-\d\d-\d\d.+{_FORMS}", re.IGNORECASE)
LIKE = re.compile(rf"(?:decisions?|решени[ея])(?:[^\w].*|_.*)?{_FORMS}", re.IGNORECASE)
ABOUT, CALLS, FINDINGS, OFFERED = "session.csv", "calls.csv", "findings.csv", "decisions.csv"


def sheet_name(day: date) -> str:
    """Name of the sheet of one session.

    >>> sheet_name(date(2026, 1, 15))
    'decisions_2026-01-15.xlsx'
    """
    return f"decisions_{day.isoformat()}.xlsx"


def named_day(sheet: Path) -> date | None:
    """Day that the name of a sheet says; None where it says none."""
    found = SHEET.fullmatch(sheet.name)
    return day_of(found[1]) if found else None


def folder_of(client: Path, day: date) -> Path:
    """Folder that remembers one session."""
    return client / FOLDER / day.isoformat()


def folders(client: Path) -> list[Path]:
    """Folders of all sessions that are remembered, the earliest first."""
    if not (client / FOLDER).is_dir():
        return []
    found = (p for p in (client / FOLDER).iterdir() if p.is_dir() and day_of(p.name))
    return sorted(found, key=lambda p: p.name)


def sheets(client: Path) -> list[Path]:
    """Sheets that are found by their name, the earliest first; of one day XLSX before others."""
    found = [p for p in client.iterdir() if SHEET.fullmatch(p.name) and p.is_file()]
    return sorted(found, key=lambda p: (p.stem.casefold(), p.suffix.casefold() != ".xlsx", p.name))


def copies(client: Path) -> list[Path]:
    """Files that are called like a sheet and something more: ``decisions_2026-01-15 (1).xlsx``."""
    return sorted(p for p in client.iterdir() if COPY.fullmatch(p.name) and p.is_file())


def strays(client: Path) -> list[Path]:
    """Files that seem to be sheets, but are called otherwise or stand in another folder."""
    known = {*sheets(client), *copies(client)}
    ours = {kept / OFFERED for kept in folders(client)}
    there = (p for p in client.rglob("*") if LIKE.fullmatch(p.name) and p.is_file())
    return sorted({*there} - known - ours)


def opened(sheet: Path) -> bool:
    """Is the sheet open in a spreadsheet program, which then keeps a file beside it?"""
    excel = sheet.with_name(f"~${sheet.name}")
    office = sheet.with_name(f".~lock.{sheet.name}#")
    return excel.exists() or office.exists()


def is_ours(path: str) -> bool:
    """Is this path in a client's folder one of the memory, and no export?

    >>> is_ours("sessions/2026-01-15/calls.csv"), is_ours("sales.csv")
    (True, False)
    """
    return path.startswith(f"{FOLDER}/") or bool(SHEET.fullmatch(path) or COPY.fullmatch(path))


def day_of(text: str) -> date | None:
    """Day that a name or a cell says; None where it says none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
