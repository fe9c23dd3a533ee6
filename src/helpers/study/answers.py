"""Is this the right answer, in whatever form it is given?

An answer is read into a plain value first (a number, a text, a list of them), then held against
the right one and against the expected wrong ones, which are read in the same way.
"""

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from helpers.language import N_, tr
from helpers.study import forms
from helpers.study.mistakes import Mistake

RIGHT, WRONG, NOT_TRIED = "right", "wrong", "not tried"
CLOSE = 0.005  # of the right number: what rounding to three figures may take away
FAR = 2.0  # times
EXACT = 1e-7  # what the order of a sum may take away


@dataclass(frozen=True)
class Outcome:
    """What became of an answer: its state, the sentence for the trainee, the mistake if known."""

    state: str
    says: str = ""
    mistake: Mistake | None = None


@dataclass(frozen=True)
class Answer:
    """The right answer of one exercise for one company.

    Parameters
    ----------
    right
        As a trainee would give it.
    wrong
        The expected mistakes, each with an answer that makes it.
    read
        Turns what was given into a plain value; raises :class:`Unreadable` where it cannot.
    same
        Are two plain values the same answer? The second is the one that it is held against.
    nearly
        What to say of a value that is neither right nor an expected mistake: (value, right).
    """

    right: Any
    wrong: Mapping[Mistake, Any] = field(default_factory=dict)
    read: Callable[[Any], Any] = forms.number
    same: Callable[[Any, Any], bool] = lambda one, other: bool(one == other)
    nearly: Callable[[Any, Any], str] = lambda value, right: ""

    def plain(self, given: Any) -> Any:
        """Read what was given into a value that JSON knows.

        Raises
        ------
        Unreadable
            It is no such value; the text says what was expected and what came.
        """
        return self.read(given)

    @cached_property
    def expected(self) -> dict[Mistake, Any]:
        """Plain values of the mistakes that show in this company.

        Where a mistake comes to the right answer it is none, and where it comes to that of another
        one, to the last digit, nobody can tell which was made.
        """
        known, found = [self.read(self.right)], {}
        for mistake, sample in self.wrong.items():
            value = self.read(sample)
            if not any(forms.alike(value, one, EXACT) for one in known):
                found[mistake] = value
                known.append(value)
        return found

    def judged(self, value: Any) -> Outcome:
        """Hold a plain value against the right one and against the expected mistakes.

        What is as near as rounding takes it is right, unless it is to the last digit what a
        mistake gives; of several mistakes the nearest counts.
        """
        right = self.read(self.right)
        made = [m for m, sample in self.expected.items() if forms.alike(value, sample, EXACT)]
        if self.same(value, right) and not made:
            return Outcome(RIGHT)
        near = made or [m for m, sample in self.expected.items() if self.same(value, sample)]
        if near:
            mistake = min(near, key=lambda m: forms.apart(value, self.expected[m]))
            return Outcome(WRONG, tr(mistake.says), mistake)
        return Outcome(WRONG, self.nearly(value, right) or tr(NOT_THIS))


NOT_THIS = N_("This is not the answer yet.")


def number(
    right: float, *, within: float | None = None, wrong: Mapping[Mistake, float] | None = None
) -> Answer:
    """A number; ``within`` is how far it may be off, by default half a percent of it."""
    room = CLOSE * abs(right) if within is None else within
    return Answer(float(right), wrong or {}, forms.number, _within(room), _direction)


def whole(right: int, *, wrong: Mapping[Mistake, float] | None = None, within: int = 0) -> Answer:
    """A count: exact unless ``within`` says how far it may be off."""
    return Answer(int(right), wrong or {}, forms.number, _within(within + 1e-6), _direction)


def share(
    right: float, *, within: float = 0.005, wrong: Mapping[Mistake, float] | None = None
) -> Answer:
    """A share from 0 to 1; ``0.31``, ``"31 %"`` and 31 are the same answer."""
    return Answer(float(right), wrong or {}, forms.share, _within(within), _direction)


def choice(right: str, wrong: Mapping[Mistake, str]) -> Answer:
    """One of several words or letters."""
    return Answer(right, wrong, forms.word)


def names(right: Collection[Any], *, wrong: Mapping[Mistake, Any] | None = None) -> Answer:
    """Codes or names, in any order."""
    return Answer(sorted(map(str, right)), wrong or {}, forms.names, nearly=_missing)


def listed(right: Sequence[Any], *, wrong: Mapping[Mistake, Any] | None = None) -> Answer:
    """Words, counts, or yes and no, in this order."""
    return Answer(list(right), wrong or {}, forms.listed, nearly=_places)


def several(
    parts: Mapping[str, Answer], *, wrong: Mapping[Mistake, Sequence[Any]] | None = None
) -> Answer:
    """Several answers in one: a tuple, or a dictionary by the names of the parts.

    Parameters
    ----------
    parts
        The answer of each part by its name, marked with ``N_``.
    wrong
        Whole tuples.
    """
    answers = list(parts.values())

    def read(given: Any) -> list[Any]:
        values = forms.several(given, list(parts))
        return [answer.plain(value) for answer, value in zip(answers, values, strict=True)]

    def same(one: Any, other: Any) -> bool:
        pairs = zip(answers, one, other, strict=True)
        return all(answer.same(a, b) for answer, a, b in pairs)

    def nearly(value: Any, right: Any) -> str:
        told = zip(parts, answers, value, right, strict=True)
        off = [tr(name) for name, answer, a, b in told if not answer.same(a, b)]
        return tr("Not yet right: %(parts)s.") % {"parts": ", ".join(off)}

    return Answer(tuple(a.right for a in answers), wrong or {}, read, same, nearly)


def function(
    right: Callable[..., Any],
    cases: Sequence[Sequence[Any]],
    *,
    wrong: Mapping[Mistake, Callable[..., Any]] | None = None,
    within: float = 1e-6,
) -> Answer:
    """A function of the trainee's, tried on ``cases``: the arguments of each call."""

    def nearly(value: Any, other: Any) -> str:
        pairs = zip(cases, value, other, strict=True)
        args, got = next((args, a) for args, a, b in pairs if not forms.alike(a, b, within))
        said = {"call": ", ".join(map(repr, args)), "got": got}
        return tr("Called with (%(call)s) your function gives %(got)s: not yet right.") % said

    def same(one: Any, other: Any) -> bool:
        return all(forms.alike(a, b, within) for a, b in zip(one, other, strict=True))

    return Answer(right, wrong or {}, lambda f: forms.results(f, cases), same, nearly)


def through(
    work: Callable[[Any], Any], right: Any, *, wrong: Mapping[Mistake, Any] | None = None
) -> Answer:
    """Whatever is given goes through ``work``: what comes out is compared.

    ``work`` may raise :class:`Unreadable` with a sentence for the trainee.
    """
    return Answer(right, wrong or {}, lambda given: forms.settled(work(given)))


def _within(room: float) -> Callable[[Any, Any], bool]:
    def same(one: float, other: float) -> bool:
        return one == other or abs(one - other) <= room

    return same


def _direction(value: float, right: float) -> str:
    if not math.isfinite(value) or not math.isfinite(right):
        return ""
    if value * right < 0:
        return tr("The sign is not right yet.")
    far = abs(value) > FAR * abs(right) or abs(right) > FAR * abs(value)
    if value > right:
        return tr("Far too much.") if far else tr("Too much.")
    return tr("Far too little.") if far else tr("Too little.")


def _missing(value: Any, right: Any) -> str:
    missing, foreign = set(right) - set(value), set(value) - set(right)
    if missing and foreign:
        return tr("Some are missing, and some do not belong here.")
    return tr("Some are missing.") if missing else tr("Some do not belong here.")


def _places(value: Any, right: Any) -> str:
    if len(value) != len(right):
        said = {"expected": len(right), "found": len(value)}
        return tr("A list of %(expected)s was expected; this one has %(found)s.") % said
    off = [str(n) for n, (a, b) in enumerate(zip(value, right, strict=True), 1) if a != b]
    return tr("Not yet right at place %(places)s.") % {"places": ", ".join(off)}
