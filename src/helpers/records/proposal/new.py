"""How does a folder of exports become a client?"""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from helpers import language as words
from helpers.errors import ClientDataError
from helpers.language import N_, number, tr
from helpers.records.engagement.engagement import FILE, check_name, examine
from helpers.records.engagement.request.asked import Asked
from helpers.records.engagement.request.begin import new_client, write_requests
from helpers.records.load import load
from helpers.records.naming.proposed import names
from helpers.records.proposal.draft import Draft
from helpers.records.proposal.propose import propose
from helpers.records.proposal.written import written
from helpers.records.sources.files import relative_files
from helpers.records.sources.read import probe

MOST_COPIED = 2_000  # files; more are no folder of exports


class Proposed(NamedTuple):
    """The folder of the new client, what was proposed, and what does not run yet."""

    folder: Path
    draft: Draft
    problems: list[str]

    def said(self) -> str:
        """What a terminal shows: the file, its tables, files of no use, and all questions."""
        lines = [str(self.folder / FILE)]
        for table, groups in self.draft.tables.items():
            files = [file for group in groups for file in group.files]
            lines.append(f"  {table}: {', '.join(files)}")
        lines += [f"  – {told}" for told in self.draft.useless()]
        if self.draft.questions or self.problems:
            lines.append(tr(ASKED))
        asked = [*self.draft.questions, *self.problems]
        lines += [f"  {nth}. {text}" for nth, text in enumerate(asked, start=1)]
        lines.append(tr(NEXT) % {"client": self.folder.name})
        return "\n".join(lines)


def begin(
    name: str,
    data: Path,
    exports: Path | None = None,
    language: str = "",
    reports: Path | None = None,
) -> str:
    """Make a new client, from its exports where there are any; returns what a terminal shows.

    With ``reports``, where records are kept that were read, names that may be one are proposed
    at once: until somebody answers, the first page warns of them.
    """
    folder = data / check_name(name)
    waits = folder.is_dir() and any(folder.iterdir()) and not (folder / FILE).exists()
    if exports is None and not waits:
        again = _requests(name, data, reports) if (folder / FILE).exists() else []
        return "\n".join(map(str, again)) or str(new_client(name, data=data))
    found = proposed_client(name, data, exports, language)
    said = [found.said()]
    reads = reports is not None and not found.problems
    if reports is not None and reads:
        with suppress(ClientDataError):  # `make check` tells what cannot be read
            said.append(names(name, data, reports))
    _requests(name, data, reports if reads else None)
    return "\n".join(said)


def _requests(name: str, data: Path, reports: Path | None) -> list[Path]:
    """Write the data requests that are not there, with what the engagement and the sales tell."""
    told, _ = examine(name, data)
    came = None
    if reports is not None:
        with suppress(ClientDataError):  # `make check` tells what cannot be read
            sales = load(name, data=data, reports=reports).sales
            days = sales.aggregate(first=sales.date.min(), last=sales.date.max()).to_pyarrow()
            (day,) = days.to_pylist()
            came = (day["first"], day["last"])
    asked = Asked(told.title, told.consultant, told.answer_by, came)
    return write_requests(told.folder, asked)


def proposed_client(name: str, data: Path, exports: Path | None, language: str = "") -> Proposed:
    """Propose an engagement for the files of ``exports``, or for those in the folder already.

    Files are copied, never moved; what somebody has written there stays.

    Raises
    ------
    ClientDataError
        Where an engagement is there, or nothing to propose one from.
    """
    folder = data / check_name(name)
    if (folder / FILE).exists():
        values = {"folder": f"{data.name}/{name}", "file": FILE, "name": name}
        raise ClientDataError(tr(IS_THERE) % values)
    if exports is not None and exports.resolve() != folder.resolve():
        _copy(exports, folder)
    if not folder.is_dir() or not relative_files(folder):
        raise ClientDataError(tr(NOTHING) % {"folder": f"{data.name}/{name}"})
    draft = propose(folder, language)
    with (folder / FILE).open("x", encoding="utf-8") as file:
        file.write(written(draft, name))
    words.use(draft.language)
    engagement, problems = examine(name, data)
    for spec in engagement.tables.values():
        probe(spec, folder, problems)
    return Proposed(folder, draft, problems)


def _copy(exports: Path, folder: Path) -> None:
    """Copy all files of ``exports`` that ``folder`` does not have; none is written over."""
    if not exports.is_dir():
        raise ClientDataError(tr(NO_FOLDER) % {"folder": exports})
    if folder.resolve().is_relative_to(exports.resolve()):
        raise ClientDataError(tr(AROUND) % {"folder": exports})
    # the folder of another client: what somebody said of it holds for that client
    files = {name: path for name, path in relative_files(exports).items() if name != FILE}
    if not files:
        raise ClientDataError(tr(NOTHING) % {"folder": exports})
    if len(files) > MOST_COPIED:
        values = {"folder": exports, "n": number(len(files)), "most": number(MOST_COPIED)}
        raise ClientDataError(tr(TOO_MANY) % values)
    taken = [name for name in files if (folder / name).exists()]
    if taken:
        raise ClientDataError(tr(TAKEN) % {"folder": folder.name, "files": ", ".join(taken[:5])})
    for name, path in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, folder / name)


NEXT = N_(
    "Next: make check CLIENT=%(client)s says what came. Names that may be one stand in "
    "aliases.csv, also of later exports: make names CLIENT=%(client)s"
)
ASKED = N_("Questions that the files do not answer (they stand in the file too):")
IS_THERE = N_(
    "%(folder)s has an %(file)s already, and it is not written over. See it with: "
    "make check CLIENT=%(name)s"
)
NO_FOLDER = N_("FROM: there is no folder %(folder)s.")
NOTHING = N_("%(folder)s has no exports to propose from. Put the client's files there.")
AROUND = N_("FROM=%(folder)s holds the folder of the client itself: name the folder of exports.")
TOO_MANY = N_(
    "FROM=%(folder)s holds %(n)s files, and at most %(most)s are copied: name the folder of "
    "exports."
)
TAKEN = N_("%(folder)s has files of these names already, which are not written over: %(files)s.")
