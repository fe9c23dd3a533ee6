"""What is remembered of a client's earlier sessions?

Each session has a folder of small tables in UTF-8: whom its list named and for what, what its
findings said, which decisions it offered. What people wrote stands in the sheet beside it.
"""

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from helpers import language
from helpers.cache.hashes import write_whole
from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.engagement.sessions import filled, places, sheets
from helpers.records.engagement.sessions.filled import Fault

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
    "sessions/%(name)s cannot be read (%(why)s): lines of the sheet without an owner, a day or an "
    "answer are left out."
)
GONE = N_("%(file)s is missing")
SPOILT = N_(
    "sessions/%(name)s cannot be read (%(why)s): that session is left out of every comparison."
)
ANOTHERS = N_(
    "sessions/%(name)s was written for the client '%(client)s': that session is left out."
)
NO_SHEET = N_("%(name)s is missing: what that session has decided is not known.")
UNWRITTEN = N_("Nothing has been written yet into the sheet of the session of %(day)s.")


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
    """Earlier sessions, the earliest first, what could not be read of them, and cells at fault."""

    sessions: list[Session]
    said: list[str]
    faults: list[Fault]


def files(client: Path, declared: Sequence[Path] = ()) -> list[Path]:
    """All files that the memory of a client consists of, or that are told beside it."""
    kept = [p for folder in places.folders(client) for p in sorted(folder.glob("*.csv"))]
    named = [*places.sheets(client), *places.copies(client), *places.strays(client)]
    return list(dict.fromkeys([*kept, *named, *declared]))


def earlier(
    folder: Path,
    client: str,
    *,
    until: date,
    declared: Sequence[Path] = (),
    exports: Collection[Path] = (),
) -> Memory:
    """Sessions of a client whose records end on ``until`` or before.

    Parameters
    ----------
    folder
        The client's folder.
    declared
        Further sheets that the engagement names.
    exports
        Files that are tables of the client.
    """
    said: list[str] = []
    by_day = sheets.by_session(folder, client, declared, exports, said)
    known = [(kept, _kept(kept, client, said)) for kept in places.folders(folder)]
    days = {session.day for _, session in known if session}
    # a sheet that somebody brought, of a session without a memory
    alone = [(None, Session(day, day)) for day in by_day if day not in days]
    memory = Memory([], said, [])
    for kept, session in [*known, *alone]:
        if session is not None and session.as_of <= until:
            memory.sessions.append(_with_sheets(session, by_day, kept, declared, memory))
            if kept and session.as_of < until and memory.sessions[-1].decisions.empty:
                said += _why_nothing(session.day, by_day)
    return memory._replace(sessions=sorted(memory.sessions, key=lambda s: (s.day, s.as_of)))


def _why_nothing(day: date, by_day: Mapping[date, list[Path]]) -> list[str]:
    """Say of a session that is over whether its sheet is empty or missing."""
    if day in by_day:
        return [tr(UNWRITTEN) % {"day": language.date_short(day)}]
    return [tr(NO_SHEET) % {"name": places.sheet_name(day)}]


def _with_sheets(
    session: Session,
    by_day: dict[date, list[Path]],
    kept: Path | None,
    declared: Sequence[Path],
    memory: Memory,
) -> Session:
    paths = by_day.get(session.day, [])
    offered = _offered(kept, memory.said) if kept and paths else None
    read = sheets.read(paths, session.day, offered, declared)
    memory.said.extend(read.said)
    memory.faults.extend(read.faults)
    return replace(session, decisions=read.rows)


def _offered(kept: Path, said: list[str]) -> list[str] | None:
    """Decisions that stood in the sheet at first; None where that can no longer be read."""
    try:
        return list(_table(kept / places.OFFERED, OFFERED_COLUMNS)["decision"])
    except FAULTS as error:
        values = {"name": f"{kept.name}/{places.OFFERED}", "why": why(error)}
        said.append(tr(NO_OPTIONS) % values)
        return None


def why(error: Exception) -> str:
    """One of ``FAULTS`` in words, as short as a sentence has room for."""
    if isinstance(error, FileNotFoundError):
        return tr(GONE) % {"file": Path(error.filename).name}
    return language.bounded(" ".join(str(error).split()), 120)


def about(folder: Path) -> dict[str, str]:
    """What the memory of a session says of itself: ``client``, ``as_of``, ``sheet`` (sha256).

    Returns
    -------
    Nothing where there is no such folder.

    Raises
    ------
    One of ``FAULTS``, where the folder is there, and this cannot be read in it.
    """
    if not folder.is_dir():
        return {}
    with (folder / places.ABOUT).open(encoding="utf-8", newline="") as file:
        told = {row[0]: row[1] for row in csv.reader(file) if len(row) == 2}
    if missing := sorted({"client", "as_of", "sheet"} - told.keys()):
        raise ValueError(f"{places.ABOUT}: {', '.join(missing)}")
    date.fromisoformat(told["as_of"])
    return told


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
        said.append(tr(SPOILT) % {"name": folder.name, "why": why(error)})
        return None
    calls = calls[calls["group"].isin(GROUPS)].drop_duplicates("customer", ignore_index=True)
    return Session(date.fromisoformat(folder.name), as_of, calls, findings)


def _table(path: Path, columns: dict[str, str]) -> pd.DataFrame:
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
    faults = [fault._replace(why=text(fault.why)) for fault in memory.faults]
    return Memory(hidden, memory.said, faults)


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
