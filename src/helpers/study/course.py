"""Which lessons are there, in which order, and where do they stand?"""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers import project
from helpers.chapters import title_of
from helpers.language import N_, tr
from helpers.study.exercises import BOOK, ID, Exercise

SOURCES = project.NOTEBOOKS / "study"
GENERATED = SOURCES / "exercises"


@dataclass(frozen=True)
class Lesson:
    """One lesson, or the quiz of a module.

    ``number`` is what its exercises begin with, ``name`` that of its notebook and, after the
    number, of its module in ``helpers.study.lessons``; ``minutes`` is what it takes.
    """

    number: str
    word: str
    minutes: int = 75

    @property
    def name(self) -> str:
        """Name of the notebook: ``00_passport``."""
        return f"{self.number}_{self.word}"

    @property
    def source(self) -> Path:
        """The lesson with its solutions, as it is written."""
        return SOURCES / f"{self.name}.ipynb"

    @property
    def module(self) -> str:
        """Where its exercises are declared."""
        return f"helpers.study.{'quizzes' if self.word == 'quiz' else 'lessons'}.{self._file}"

    @property
    def _file(self) -> str:
        return f"module_{self.number.lower()}" if self.word == "quiz" else self.word

    def notebook(self) -> NotebookNode:
        """Read the lesson as it is written."""
        return nbformat.read(self.source, as_version=4)

    def exercises(self) -> list[Exercise]:
        """Its exercises, in the order of their numbers; the questions of a quiz first."""
        importlib.import_module(self.module)
        mine = [e for e in BOOK.values() if e.id.partition(".")[0] == self.number]
        return sorted(mine, key=lambda e: (e.kind != "quiz", len(e.id), e.id))


@dataclass(frozen=True)
class Module:
    """Lessons that belong together, with a quiz at their end."""

    letter: str
    title: str
    lessons: tuple[Lesson, ...]


MODULES = (
    Module(
        "A",
        N_("Trust the data"),
        (Lesson("00", "passport"), Lesson("S1", "doubt"), Lesson("A", "quiz", 30)),
    ),
    Module(
        "B",
        N_("Whose money, who moves"),
        (Lesson("01", "revenue"), Lesson("02", "classes"), Lesson("B", "quiz", 30)),
    ),
    Module(
        "C",
        N_("Who is leaving"),
        (
            Lesson("03", "leaving"),
            Lesson("L", "leakage", 90),
            Lesson("04", "winback"),
            Lesson("C", "quiz", 30),
        ),
    ),
    Module(
        "D",
        N_("Money and terms"),
        (
            Lesson("05", "profitability"),
            Lesson("06", "terms"),
            Lesson("07", "worth"),
            Lesson("D", "quiz", 30),
        ),
    ),
    Module(
        "E",
        N_("Contact, loyalty, seams"),
        (
            Lesson("08", "funnel"),
            Lesson("09", "contact"),
            Lesson("10", "loyalty"),
            Lesson("11", "journey"),
            Lesson("E", "quiz", 30),
        ),
    ),
    Module(
        "F",
        N_("People and plan"),
        (
            Lesson("12", "promises"),
            Lesson("13", "meaning"),
            Lesson("14", "plan"),
            Lesson("FA", "facilitate"),
            Lesson("F", "quiz", 30),
        ),
    ),
)


def lessons() -> Iterator[Lesson]:
    """All lessons that are written, in the order of the course."""
    for module in MODULES:
        yield from (lesson for lesson in module.lessons if lesson.source.is_file())


def lesson(number: str) -> Lesson | None:
    """The lesson with this number; None where there is none."""
    return next((one for one in lessons() if one.number == number.strip().upper()), None)


def exercise(id: str) -> Exercise | None:
    """The exercise that is called so; None where there is none."""
    told = ID.fullmatch(str(id).strip())
    home = lesson(told[1]) if told else None
    if home is None:
        return None
    home.exercises()
    return BOOK.get(str(id).strip())


def exercises() -> Iterator[Exercise]:
    """All exercises of the course, in its order."""
    for one in lessons():
        yield from one.exercises()


def title(one: Lesson) -> str:
    """Heading of a lesson, in the language in use."""
    return tr(title_of(one.notebook()))
