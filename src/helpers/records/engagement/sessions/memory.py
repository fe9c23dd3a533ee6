"""What is remembered of a client's earlier sessions?

Each session has a folder of small tables in UTF-8: whom its list named and for what, what its
findings said, which decisions it offered. What people wrote stands in the sheet beside it.
"""

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers import language
from helpers.cache.hashes import write_whole
from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.engagement.sessions import filled, places

DATED = len("decisions_2026-01-15")
GROUPS = ("called", "control", "beyond")
CALL_COLUMNS = {
    "customer": "str", "group": "str", "kind": "str", "chance": "float64",
    "at_stake": "float64", "expected_gain": "float64", "silent_days": "float64",
    "horizon_days": "float64",
}  # fmt: skip
FINDING_COLUMNS = {
    "key": "str", "text": "str", "customers": "float64", "money": "float64",
    "value": "float64", "low": "float64", "high": "float64", "certainty": "str",
}  # fmt: skip
OFFERED_COLUMNS = {"chapter": "str", "decision": "str"}
FAULTS = (OSError, ValueError, KeyError, csv.Error)
NO_OPTIONS = N_(
    "sessions/%(name)s cannot be read (%(why)s): lines of the sheet that nobody took "
    "are listed too."
)
SPOILT = N_(
    "sessions/%(name)s cannot be read (%(why)s): that session is left out of every comparison."
)
ANOTHERS = N_(
    "sessions/%(name)s was written for the client '%(client)s': that session is left out."
)
COPY = N_(
    "%(file)s was not read: a session has one sheet, called like %(name)s. Put what is written "
    "into that one."
)
NO_DAY = N_(
    "%(file)s was not read: nothing says of which day its session was. Call it like %(name)s."
)


@dataclass(frozen=True)
class Session:
    """One earlier session: its ``day``, and the last day of the records that it was held on.

    ``calls``, ``findings`` and ``decisions`` are tables; empty where nothing is remembered.
    """

    day: date
    as_of: date
    calls: pd.DataFrame = field(default_factory=lambda: _empty(CALL_COLUMNS))
    findings: pd.DataFrame = field(default_factory=lambda: _empty(FINDING_COLUMNS))
    decisions: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=filled.COLUMNS))


class Memory(NamedTuple):
    """Earlier sessions, the earliest first, and what could not be read of them."""

    sessions: list[Session]
    said: list[str]


def files(client: Path, declared: Sequence[Path] = ()) -> list[Path]:
    """All files that the memory of a client consists of."""
    kept = [p for folder in places.folders(client) for p in sorted(folder.glob("*.csv"))]
    return [*kept, *places.sheets(client), *places.copies(client), *declared]


def earlier(folder: Path, client: str, *, until: date, declared: Sequence[Path] = ()) -> Memory:
    """Sessions of a client whose records end on ``until`` or before.

    Parameters
    ----------
    folder
        The client's folder.
    declared
        Further sheets that the engagement names.
    """
    said = [
        tr(COPY) % {"file": path.name, "name": f"{path.name[:DATED]}.xlsx"}
        for path in places.copies(folder)
        if path not in declared
    ]
    sheets = _sheets(folder, declared, said)
    sessions = []
    for kept in places.folders(folder):
        session = _kept(kept, client, said)
        if session is not None and session.as_of <= until:
            sessions.append(_with_sheet(session, sheets.pop(session.day, []), kept, said))
        elif session is not None:
            sheets.pop(session.day, None)
    for day, paths in sheets.items():  # a sheet that somebody brought, of a session without memory
        if day <= until:
            sessions.append(_with_sheet(Session(day, day), paths, None, said))
    return Memory(sorted(sessions, key=lambda s: (s.day, s.as_of)), said)


def _sheets(folder: Path, declared: Sequence[Path], said: list[str]) -> dict[date, list[Path]]:
    found: dict[date, list[Path]] = {}
    for path in dict.fromkeys([*places.sheets(folder), *declared]):
        named = places.SHEET.fullmatch(path.name)
        day = places.day_of(named[1]) if named else filled.day_in(path)
        if day is None:
            told = {"file": path.name, "name": places.sheet_name(date(2026, 1, 15))}
            said.append(tr(NO_DAY) % told)
        else:
            found.setdefault(day, []).append(path)
    return found


def _with_sheet(
    session: Session, sheets: list[Path], kept: Path | None, said: list[str]
) -> Session:
    offered = [] if kept is None else _offered(kept, said)
    parts = [session.decisions]
    for sheet in sheets:
        read = filled.read(sheet, session.day, list(offered))
        said += read.said
        parts.append(read.rows)
    rows = parts[-1] if len(parts) < 3 else pd.concat(parts[1:]).drop_duplicates(ignore_index=True)
    return replace(session, decisions=rows)


def _offered(kept: Path, said: list[str]) -> list[str]:
    """Decisions that stood in the sheet at first; none where that can no longer be read."""
    try:
        return list(_table(kept / places.OFFERED, OFFERED_COLUMNS)["decision"])
    except FAULTS as error:
        values = {"name": f"{kept.name}/{places.OFFERED}", "why": _why(error)}
        said.append(tr(NO_OPTIONS) % values)
        return []


def _why(error: Exception) -> str:
    return language.bounded(" ".join(str(error).split()), 120)


def about(folder: Path) -> dict[str, str]:
    """What the memory of a session says of itself: ``client``, ``as_of``, ``sheet`` (sha256)."""
    path = folder / places.ABOUT
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file) if len(row) == 2}


def _kept(folder: Path, client: str, said: list[str]) -> Session | None:
    try:
        told = about(folder)
        if told["client"] != client:
            values = {"name": folder.name, "client": language.bounded(told["client"])}
            said.append(tr(ANOTHERS) % values)
            return None
        calls = _table(folder / places.CALLS, CALL_COLUMNS)
        findings = _table(folder / places.FINDINGS, FINDING_COLUMNS)
        as_of = date.fromisoformat(told["as_of"])
    except FAULTS as error:
        said.append(tr(SPOILT) % {"name": folder.name, "why": _why(error)})
        return None
    calls = calls[calls["group"].isin(GROUPS)].drop_duplicates("customer", ignore_index=True)
    return Session(date.fromisoformat(folder.name), as_of, calls, findings)


def _table(path: Path, columns: dict[str, str]) -> pd.DataFrame:
    if not path.exists():
        return _empty(columns)
    texts = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
    if missing := [name for name in columns if name not in texts]:
        raise ValueError(f"{path.name}: {', '.join(missing)}")
    numbers = {
        n: pd.to_numeric(texts[n].replace("", None)) for n, k in columns.items() if k != "str"
    }
    return texts.assign(**numbers)[list(columns)].astype(columns)


def _empty(columns: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(columns=list(columns)).astype(columns)


def veiled(memory: Memory, code_of: Callable[[str], str], text: Callable[[str], str]) -> Memory:
    """Memory in which nobody is named who is hidden elsewhere.

    Parameters
    ----------
    code_of
        Code as chapters see it, of the client's own.
    text
        A text in which people are masked.
    """
    hidden = []
    for session in memory.sessions:
        calls = session.calls.assign(customer=session.calls["customer"].map(code_of))
        own = {name: session.decisions[name].map(text) for name in ("decision", "measure")}
        decisions = session.decisions.assign(**own)
        hidden.append(replace(session, calls=calls, decisions=decisions))
    return Memory(hidden, memory.said)


def remember(
    folder: Path,
    session: Session,
    *,
    client: str,
    offered: Sequence[tuple[str, str]],
    written: str,
) -> list[Path]:
    """Write the memory of one session into ``folder``; what stood there is replaced.

    ``written``: sha256 of the sheet as it was before anybody filled it in.

    Raises
    ------
    ClientDataError
        Where the folder holds something that is none of ours.
    """
    ours = {places.ABOUT, places.CALLS, places.FINDINGS, places.OFFERED}
    strange = (
        sorted(p.name for p in folder.iterdir() if p.name not in ours) if folder.is_dir() else []
    )
    if strange:
        raise ClientDataError(f"{folder} holds files that are not ours: {', '.join(strange)}.")
    folder.mkdir(parents=True, exist_ok=True)
    said = [("client", client), ("as_of", str(session.as_of)), ("sheet", written)]
    tables = {
        places.ABOUT: pd.DataFrame(said, columns=["name", "value"]),
        places.CALLS: session.calls.reindex(columns=list(CALL_COLUMNS)),
        places.FINDINGS: session.findings.reindex(columns=list(FINDING_COLUMNS)),
        places.OFFERED: pd.DataFrame(list(offered), columns=list(OFFERED_COLUMNS)),
    }
    for name, table in tables.items():
        text = table.to_csv(index=False, lineterminator="\n")
        write_whole(folder / name, text.encode("utf-8"))
    return [folder / name for name in tables]
