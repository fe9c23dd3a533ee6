"""Who has the same answer as another, where another would be right?

With companies of their own two trainees have no number in common. The same wrong number, or one
that is right for somebody else, was copied more likely than counted.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

from helpers.study.answers import RIGHT, WRONG
from helpers.study.checking import answer_of
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
    # one company after another: to open one takes longer than to judge all answers by it
    rights = {one.name: _right_for(one, answered) for one in trainees if one.seed is not None}
    for nth, row in enumerate(answered):
        others = [one.name for one in trainees if nth in rights.get(one.name, ())]
        found += [Alike(row.trainee, name, row.exercise, RIGHT) for name in others]
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


def _right_for(one: Trainee, rows: list[Mark]) -> set[int]:
    """Places of the answers of others that would be right for this trainee."""
    company = one.desk().company
    return {
        nth
        for nth, row in enumerate(rows)
        if row.seed != one.seed
        and row.trainee != one.name
        and answer_of(row.exercise, company).judged(row.value).state == RIGHT
    }
