"""What do the steps of one run share?"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.chapters import Chapter
from helpers.handouts.brand import Brand
from helpers.handouts.model import ChapterResult
from helpers.handouts.people import People
from helpers.runs.changes.keys import Keys
from helpers.runs.changes.stored import MadeChapters, Stored
from helpers.runs.kernels.forks import Processes
from helpers.runs.order import Order
from helpers.runs.progress import Progress

if TYPE_CHECKING:
    from helpers.records import Records


@dataclass
class Run:
    """One run: what was asked for, what it works with, what has come of it so far."""

    order: Order
    records: "Records"
    store: MadeChapters
    keys: Keys
    scratch: Path
    progress: Progress
    processes: Processes
    brand: Brand
    results: dict[str, ChapterResult] = field(default_factory=dict)
    ran: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    asked: list[Chapter] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)  # of the report that stands there: would run
    kept: dict[str, Stored] = field(default_factory=dict)
    people: People = field(default_factory=People)

    @property
    def language(self) -> str:
        """Language of this report."""
        return self.order.language or self.records.engagement.language

    @property
    def made(self) -> dict[Chapter, Stored]:
        """Chapters that are there, made now or earlier."""
        return {self.results[name].chapter: stored for name, stored in self.kept.items()}
