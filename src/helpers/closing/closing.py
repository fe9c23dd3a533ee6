"""How is a session closed? A sheet to fill, and a memory of what its pack said.

Both stand in the client's own folder, so that nothing of one client is ever read for another.
"""

import hashlib
from datetime import date
from pathlib import Path

import pandas as pd

from helpers.analysis.plan.measures import words_of_measures
from helpers.analysis.plan.said import findings_of
from helpers.cache.hashes import read_json, write_whole
from helpers.closing.offered import offered
from helpers.errors import ClientDataError
from helpers.handouts.office.same_bytes import same_bytes
from helpers.language import tr, use
from helpers.records import Records, load
from helpers.records.engagement.sessions import memory, places
from helpers.records.engagement.sessions.filled import marks_of
from helpers.records.engagement.sessions.memory import Session
from helpers.records.engagement.sessions.sheet import sheet
from helpers.runs.order import Order
from helpers.runs.ours import MANIFEST

NO_REPORT = (
    "There is no report of {client} yet, and a session is closed on its report.\n"
    "Make it first: make report CLIENT={client}"
)
OPEN = "{sheet} is open in a spreadsheet program. Close it there, then run again."
OTHER = (
    "The session of {day} was closed on records up to {before}; the report that stands there goes "
    "up to {now}.\nWrite the day of the new session into engagement.yml: session_date: 2026-01-15"
)
SPOILT = (
    "sessions/{day} cannot be read ({why}), so nothing was written.\n"
    "Put back what was there, or take the folder away to close that session anew"
)
ANOTHERS = (
    "sessions/{day} was written for the client '{client}', so nothing was written.\n"
    "Move that folder into the folder of its own client"
)
ANOTHERS_SHEET = (
    "{sheet} is a sheet of the client '{client}', so nothing was written.\n"
    "Move it into the folder of its own client"
)
KEPT = "Kept as it is, since somebody has written in it: {sheet}"


def close(order: Order) -> list[str]:
    """Write the sheet of decisions and the memory of the session whose report stands there.

    A sheet that was saved by anybody but us stays as it is, and so does the memory beside it;
    what belongs to another client is never touched.

    Returns
    -------
    Lines to print: where the sheet stands, and what was kept.

    Raises
    ------
    ClientDataError
        Where there is no report, the sheet is open, the day is that of an earlier session, or what
        stands there cannot be read or is another client's.
    """
    if not (order.target / MANIFEST).exists():
        raise ClientDataError(NO_REPORT.format(client=order.client))
    records = load(order.client, data=order.data, reports=order.reports, language=order.language)
    told = read_json(order.target / MANIFEST)
    as_of = date.fromisoformat(told["as_of"])
    day = max(as_of, records.engagement.session_date or as_of)
    path, folder = order.folder / places.sheet_name(day), places.folder_of(order.folder, day)
    before = _before(folder, order.client)
    _refuse(path, order.client)
    if before and before["as_of"] != str(as_of):
        values = {"day": day, "before": before["as_of"], "now": as_of}
        raise ClientDataError(OTHER.format(**values))
    if path.exists() and _digest(path.read_bytes()) != before.get("sheet"):
        return [KEPT.format(sheet=path)]
    use(order.language or told["language"], told["currency"])
    options = offered(order.target)
    blank = sheet(_title(records), order.client, day, options, words_of_measures())
    made = same_bytes(blank, day.isoformat())
    session = Session(
        day, as_of, calls=_calls(order.target, records), findings=findings_of(told["findings"])
    )
    memory.remember(folder, session, client=order.client, offered=options, written=_digest(made))
    write_whole(path, made)
    return [str(path)]


def _before(folder: Path, client: str) -> dict[str, str]:
    """What stands there of the same day already; refused where it is spoilt or another's."""
    try:
        before = memory.about(folder)
    except memory.FAULTS as error:
        values = {"day": folder.name, "why": memory.why(error)}
        raise ClientDataError(SPOILT.format(**values)) from error
    if before and before["client"] != client:
        raise ClientDataError(ANOTHERS.format(day=folder.name, client=before["client"]))
    return before


def _refuse(path: Path, client: str) -> None:
    """Stop where the sheet is open, or that of another client."""
    if places.opened(path):
        raise ClientDataError(OPEN.format(sheet=path))
    theirs = marks_of(path).client if path.exists() else ""
    if theirs and theirs.casefold() != client.casefold():
        raise ClientDataError(ANOTHERS_SHEET.format(sheet=path, client=theirs))


def _title(records: Records) -> str:
    return tr("Decisions: %(title)s") % {"title": records.engagement.title}


def _calls(pack: Path, records: Records) -> pd.DataFrame:
    """List of calls of the pack, by the client's own codes; empty where there was none."""
    path = pack / "tables" / "call_list.csv"
    if not path.exists():
        return pd.DataFrame()
    calls = pd.read_csv(path, dtype={"customer": "str"})
    known = records.codes_as_they_came
    return calls.assign(customer=[known.get(code, code) for code in calls["customer"]])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
