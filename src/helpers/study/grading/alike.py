"""Who has the same answer as another, where another would be right?

With companies of their own two trainees have no number in common. The same wrong number, or one
that is right for somebody else, was copied more likely than counted.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from helpers.study.answers import RIGHT, WRONG
from helpers.study.checking import answer_of
from helpers.study.company import Company
from helpers.study.grading.handed_in import Trainee
from helpers.study.grading.marks import Mark

TELLING = 100  # smaller whole numbers may be alike by chance


@dataclass(frozen=True)
class Alike:
    """Two trainees and an exercise; ``how`` is ``seed``, ``wrong`` or ``right`` of the other."""

    one: str
    other: str
    exercise: str
    how: str


def alike(trainees: list[Trainee], rows: list[Mark]) -> list[Alike]:
    """Pairs with one seed, with equal wrong answers, or with the right answer of the other."""
    found = []
    for one, other in combinations(trainees, 2):
        if one.seed is not None and one.seed == other.seed:
            found.append(Alike(one.name, other.name, "", "seed"))
    answered = [r for r in rows if r.state == WRONG and telling(r.value)]
    for one_row, other_row in combinations(answered, 2):
        same = (one_row.exercise, one_row.value) == (other_row.exercise, other_row.value)
        if same and one_row.trainee != other_row.trainee and one_row.seed != other_row.seed:
            found.append(Alike(one_row.trainee, other_row.trainee, one_row.exercise, "wrong"))
    for row in answered:
        found += [Alike(row.trainee, name, row.exercise, RIGHT) for name in _of(row, trainees)]
    return found


def telling(value: Any) -> bool:
    """Is a value particular enough not to be the same by chance?

    >>> telling(0.3172), telling(3.0), telling(51368.0), telling("b")
    (True, False, True, False)
    """
    if isinstance(value, list):
        return any(telling(one) for one in value)
    if isinstance(value, dict):
        return telling(value.get("number"))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return abs(value) >= TELLING or round(value, 3) != round(value, 1)


def _of(row: Mark, trainees: list[Trainee]) -> list[str]:
    others = [t for t in trainees if t.seed not in (None, row.seed) and t.name != row.trainee]
    return [t.name for t in others if _right_for(row, int(t.seed or 0))]


def _right_for(row: Mark, seed: int) -> bool:
    return answer_of(row.exercise, Company(seed)).judged(row.value).state == RIGHT
