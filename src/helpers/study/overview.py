"""How far is it to the end of the course? The same for the notebook and for the terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

from helpers.language import N_, Number, tr
from helpers.study import course, desk, memory, shown
from helpers.study.answers import NOT_TRIED, RIGHT, WRONG
from helpers.study.checking import never_raises
from helpers.study.course import MODULES, Lesson
from helpers.study.desk import Desk
from helpers.study.exercises import GUESSES

ENOUGH = 0.8  # of the exercises right, with the quiz of the module at
QUIZ = 0.7
SIGNS = {RIGHT: "■", WRONG: "▨", NOT_TRIED: "□"}


@dataclass(frozen=True)
class Stand:
    """How one lesson stands: state of each exercise, hints taken, the guess and what it was."""

    lesson: Lesson
    title: str
    states: dict[str, str]
    hints: int
    guess: tuple[str, str] | None = None

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
    told = memory.kept(at)
    return [_stand(one, told) for one in course.lessons()]


def _stand(lesson: Lesson, told: dict[str, Any]) -> Stand:
    mine = {one.id: told["exercises"].get(one.id, memory.NEW) for one in lesson.exercises()}
    states = {id: one["state"] if one["state"] in SIGNS else NOT_TRIED for id, one in mine.items()}
    hints = sum(one["hints"] for one in mine.values() if isinstance(one["hints"], int))
    guess = _guess(lesson.number, told["guesses"].get(lesson.number))
    return Stand(lesson, course.title(lesson), states, hints, guess)


def _guess(number: str, told: Any) -> tuple[str, str] | None:
    """Guess and truth as they are written, once the lesson has told it."""
    known = GUESSES.get(number)
    if known is None or not isinstance(told, dict) or not {"guess", "counted"} <= told.keys():
        return None
    guess, truth = (str(Number(told[w], known.kind, known.digits)) for w in ("guess", "counted"))
    return guess, truth


def done(found: list[Stand]) -> set[str]:
    """Lessons that are done: all right, or most of it and the quiz of the module as well."""
    by_number = {one.lesson.number: one for one in found}
    numbers = set()
    for module in MODULES:
        quiz = by_number.get(module.letter)
        passed = quiz is not None and quiz.share >= QUIZ
        mine = (by_number.get(one.number) for one in module.lessons)
        enough = [one for one in mine if one and (one.share == 1 or one.share >= ENOUGH and passed)]
        numbers |= {one.lesson.number for one in enough}
    return numbers


def next_exercise(found: list[Stand]) -> str:
    """The first exercise that is not right yet; empty when all are."""
    left = (id for one in found for id, state in one.states.items() if state != RIGHT)
    return next(left, "")


def lines(at: Desk) -> Iterator[str]:
    """Progress as text: a line for each lesson, and what comes next."""
    found = stands(at)
    said = {"trainee": at.trainee, "seed": at.seed}
    yield tr("%(trainee)s, company of seed %(seed)s") % said
    finished, widest = done(found), max((len(one.states) for one in found), default=0)
    for one in found:
        sign = "✓" if one.lesson.number in finished else " "
        counted = f"{one.right}/{len(one.states)}"
        far = f"{sign} {one.lesson.number:>2}  {one.bar:<{widest}}  {counted}"
        yield f"{far}  {one.title}{_more(one)}"
    words = {RIGHT: RIGHT, WRONG: NOT_YET, NOT_TRIED: NOT_TRIED}
    yield "  ".join(f"{SIGNS[state]} {tr(word)}" for state, word in words.items())
    coming = next_exercise(found)
    yield tr("Next: exercise %(id)s") % {"id": coming} if coming else tr("All exercises are right.")


def _more(one: Stand) -> str:
    told = []
    if one.hints:
        told.append(tr("hints: %(n)s") % {"n": one.hints})
    if one.guess:
        guess, truth = one.guess
        told.append(tr("guess %(guess)s, counted %(truth)s") % {"guess": guess, "truth": truth})
    return f" ({'; '.join(told)})" if told else ""


NOT_YET = N_("not yet")
WORDS = (N_("right"), N_("not tried"))


@never_raises
def progress() -> None:
    """Show how far it is to the end of the course."""
    told = "\n".join(lines(desk.current()))
    shown.page(f"<pre>{escape(told)}</pre>", told)
