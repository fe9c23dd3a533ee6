"""How is an exercise declared, and which of them are there?

A lesson is a notebook in ``notebooks/study`` and a module of ``helpers.study.lessons`` with its
exercises. An exercise is a function that counts the right answer from the trainee's own company;
nothing is typed in, so nothing can be copied.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from helpers.language import N_
from helpers.study.answers import Answer
from helpers.study.company import Company

KINDS = (N_("read"), N_("count"), N_("doubt"), N_("tell"), N_("quiz"))
ID = re.compile(r"([0-9A-Z]+)\.(q?[0-9]+)")
MOST_HINTS = 4

Counted = Callable[[Company], Answer]


@dataclass(frozen=True)
class Exercise:
    """One question with its right answer.

    Parameters
    ----------
    id
        ``00.2``: the lesson and the number within it; ``A.q3`` in a quiz.
    kind
        ``read``, ``count``, ``doubt``, ``tell`` or ``quiz``.
    answer
        Gives the right answer, and the wrong ones that are expected, for one company.
    hints
        From the weakest to the strongest, marked with ``N_``.
    points
        What it is worth.
    module
        Where it is declared.
    """

    id: str
    kind: str
    answer: Counted
    hints: tuple[str, ...]
    points: int
    module: str = ""


BOOK: dict[str, Exercise] = {}


def exercise(
    id: str, *, kind: str, hints: Sequence[str] = (), points: int = 1
) -> Callable[[Counted], Counted]:
    """Declare the function below as what counts the right answer of exercise ``id``."""

    def add(counted: Counted) -> Counted:
        _declare(Exercise(id, kind, counted, tuple(hints), points, counted.__module__))
        return counted

    return add


def questions(module: str, asked: Mapping[str, Answer]) -> None:
    """Declare the questions of a quiz: one answer is right, whatever the company.

    Parameters
    ----------
    module
        Where they are declared.
    asked
        The right letter, and the wrong ones with their mistakes, by the id: ``A.q3``.
    """
    for id, answer in asked.items():
        _declare(Exercise(id, "quiz", partial(_the_same, answer), (), 1, module))


def _the_same(answer: Answer, company: Company) -> Answer:
    return answer


def _declare(one: Exercise) -> None:
    if not ID.fullmatch(one.id):
        raise ValueError(f"an exercise is called like 00.2 or A.q3, not {one.id!r}")
    if one.kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {one.kind!r}")
    if len(one.hints) > MOST_HINTS:
        raise ValueError(f"{one.id}: at most {MOST_HINTS} hints")
    known = BOOK.get(one.id)
    if known and known.module != one.module:
        raise ValueError(f"{one.id} is declared in {known.module} already")
    BOOK[one.id] = one


@dataclass(frozen=True)
class Guess:
    """A number typed before any code, and what it turns out to be.

    ``kind`` is how the number is written (``percent``, ``money``, ``number``); ``truth`` counts it.
    """

    truth: Callable[[Company], float]
    kind: str = "number"
    digits: int = 0


GUESSES: dict[str, Guess] = {}


def guess_of(lesson: str, guess: Guess) -> Guess:
    """Declare what is guessed at the beginning of a lesson."""
    GUESSES[lesson] = guess
    return guess
