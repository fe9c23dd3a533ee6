"""How is an exercise declared, and which of them are there?

A lesson is a notebook in ``notebooks/study`` and a module of ``helpers.study.lessons`` with its
exercises. An exercise is a function that counts the right answer from the trainee's own company;
nothing is typed in, so nothing can be copied.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

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
    """

    id: str
    kind: str
    answer: Counted
    hints: tuple[str, ...]
    points: int


BOOK: dict[str, Exercise] = {}


def exercise(
    id: str, *, kind: str, hints: Sequence[str] = (), points: int = 1
) -> Callable[[Counted], Counted]:
    """Declare the function below as what counts the right answer of exercise ``id``."""
    if not ID.fullmatch(id):
        raise ValueError(f"an exercise is called like 00.2 or A.q3, not {id!r}")
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {kind!r}")
    if len(hints) > MOST_HINTS:
        raise ValueError(f"{id}: at most {MOST_HINTS} hints")

    def add(counted: Counted) -> Counted:
        known = BOOK.get(id)
        if known and known.answer.__module__ != counted.__module__:
            raise ValueError(f"{id} is declared in {known.answer.__module__} already")
        BOOK[id] = Exercise(id, kind, counted, tuple(hints), points)
        return counted

    return add


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
