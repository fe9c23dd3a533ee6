"""How far is it to the end of the course? The same for the notebook and for the terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from helpers.language import N_, tr
from helpers.study import course, desk, memory, shown
from helpers.study.answers import NOT_TRIED, RIGHT, WRONG
from helpers.study.checking import never_raises
from helpers.study.course import Lesson
from helpers.study.desk import Desk

ENOUGH = 0.8  # of the exercises right, with the quiz of the module at
QUIZ = 0.7
SIGNS = {RIGHT: "■", WRONG: "▨", NOT_TRIED: "□"}


@dataclass(frozen=True)
class Stand:
    """How one lesson stands: the state of each exercise, and how many hints were taken."""

    lesson: Lesson
    title: str
    states: dict[str, str]
    hints: int

    @property
    def right(self) -> int:
        """How many exercises are right."""
        return sum(state == RIGHT for state in self.states.values())

    @property
    def share(self) -> float:
        """Share of its exercises that are right."""
        return self.right / max(1, len(self.states))

    @property
    def bar(self) -> str:
        """One sign for each exercise."""
        return "".join(SIGNS[state] for state in self.states.values())


def stands(at: Desk) -> list[Stand]:
    """How each lesson of the course stands at a desk."""
    told = memory.kept(at)["exercises"]
    return [_stand(one, told) for one in course.lessons()]


def _stand(lesson: Lesson, told: dict[str, Any]) -> Stand:
    ids = [one.id for one in lesson.exercises()]
    states = {id: str(told.get(id, {}).get("state", NOT_TRIED)) for id in ids}
    hints = sum(int(told.get(id, {}).get("hints", 0)) for id in ids)
    known = {id: state if state in SIGNS else NOT_TRIED for id, state in states.items()}
    return Stand(lesson, course.title(lesson), known, hints)


def next_exercise(found: list[Stand]) -> str:
    """The first exercise that is not right yet; empty when all are."""
    left = (id for one in found for id, state in one.states.items() if state != RIGHT)
    return next(left, "")


def lines(at: Desk) -> Iterator[str]:
    """Progress as text: a line for each lesson, and what comes next."""
    found = stands(at)
    said = {"trainee": at.trainee, "seed": at.seed}
    yield tr("%(trainee)s, company of seed %(seed)s") % said
    for one in found:
        yield f"{one.lesson.number:>3}  {one.bar:<8}  {one.right}/{len(one.states)}  {one.title}"
    words = {RIGHT: RIGHT, WRONG: NOT_YET, NOT_TRIED: NOT_TRIED}
    yield "  ".join(f"{SIGNS[state]} {tr(word)}" for state, word in words.items())
    coming = next_exercise(found)
    yield tr("Next: exercise %(id)s") % {"id": coming} if coming else tr("All exercises are right.")


NOT_YET = N_("not yet")
WORDS = (N_("right"), N_("not tried"))


@never_raises
def progress() -> None:
    """Show how far it is to the end of the course."""
    told = "\n".join(lines(desk.current()))
    shown.page(f"<pre>{escape(told)}</pre>", told)
