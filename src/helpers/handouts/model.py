"""What does a run hand over to the exporters?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.handouts.brand import Brand
from helpers.handouts.people import People
from helpers.language.findings import FindingJson, in_order, ranked
from helpers.settings import Settings

if TYPE_CHECKING:  # a run that finds nothing to do must not wait for pandas
    import pandas as pd
    from nbformat import NotebookNode

    from helpers.chapters import Chapter
    from helpers.records import Records

STATUSES = ("made", "left out", "failed")


@dataclass(frozen=True)
class ChapterResult:
    """How one chapter ended.

    Parameters
    ----------
    chapter
        Which one.
    status
        ``made``, ``left out`` (its tables were not brought) or ``failed``.
    notebook
        The executed notebook; none unless made.
    message
        What happened, for the index: a failed chapter names its cell and its error here.
    ask
        What to ask the client for, in the language of the engagement; left-out chapters only.
    findings
        :meth:`~helpers.language.findings.Finding.as_json` of each finding shown.
    seconds
        Time by phase (``kernel``, ``cells`` …), for the manifest only: a handout shows no times.
    """

    chapter: Chapter
    status: str
    notebook: NotebookNode | None = None
    message: str = ""
    ask: str = ""
    findings: list[FindingJson] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"status must be one of {STATUSES}, not {self.status!r}")


@dataclass(frozen=True)
class Session:
    """The day in the room, for the cover; what is not known yet stays empty."""

    date: pd.Timestamp | None = None
    place: str = ""
    question: str = ""  # the question of the day, in the client's words


@dataclass(frozen=True)
class Pack:
    """Everything that the documents of one engagement are made from.

    Parameters
    ----------
    client, title
        Name of the client's folder, and the title on the cover.
    language, currency
        As in ``engagement.yml``; ``language`` after the command line had its word.
    as_of
        The day up to which the records speak.
    period
        First and last day of the accepted sales.
    customers_are
        ``companies`` or ``people``.
    results
        Chapters in the order of the handout, whatever became of them.
    passport
        One row per source file, with the columns of ``tables/passport.csv``.
    tables
        Folder of the result tables.
    brand
        Look of the firm.
    session
        Date, place and question of the day.
    hashes
        Source file → sha256, for the list of sources.
    settings
        Thresholds of the engagement, for the appendix.
    before
        Findings of the previous run of this client as JSON; none when there was none.
    people
        Full names and ways of reaching customers, for who may read them.
    names
        Way in which people are named by document (``handout``, ``slides``, ``guide``,
        ``spreadsheet``): ``masked``, ``initials`` or ``full``.
    records
        Records of the client, for the sheets of the customers; none, and there are no sheets.
    remarks
        What the reader of the index must know of the whole pack: tables left out, letters that no
        font has.
    """

    client: str
    title: str
    language: str
    currency: str
    as_of: pd.Timestamp
    period: tuple[pd.Timestamp, pd.Timestamp]
    customers_are: str
    results: list[ChapterResult]
    passport: pd.DataFrame
    tables: Path
    brand: Brand
    session: Session = field(default_factory=Session)
    hashes: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    before: list[FindingJson] | None = None
    people: People = field(default_factory=People)
    names: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    records: Records | None = None

    def names_in_full(self, document: str) -> bool:
        """Whether people are named in full in a document."""
        return self.names.get(document, "full") == "full"

    def findings(self) -> list[FindingJson]:
        """Findings of all chapters made, in the order of the chapters."""
        return [f for result in self.results if result.status == "made" for f in result.findings]

    def once(self) -> list[tuple[FindingJson, ChapterResult]]:
        """Each finding once, where it was first made: those that are ranked stand first.

        What the plan says about the findings themselves is not one of them.
        """
        first: dict[str, tuple[FindingJson, ChapterResult]] = {}
        for result in self.with_status("made"):
            for found in (f for f in result.findings if f["trail"]["table"] != "findings"):
                first.setdefault(found["key"], (found, result))
        return [first[f["key"]] for f in in_order(found for found, _ in first.values())]

    def ranked(self) -> list[tuple[FindingJson, ChapterResult]]:
        """Findings that somebody can act on, the most money first."""
        kept = {f["key"] for f in ranked(found for found, _ in self.once())}
        return [(found, result) for found, result in self.once() if found["key"] in kept]

    def with_status(self, status: str) -> list[ChapterResult]:
        """Chapters that ended so."""
        return [result for result in self.results if result.status == status]
