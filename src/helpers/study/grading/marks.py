"""What is each answer worth? One row for each trainee and exercise."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from helpers.language import tr
from helpers.study import course
from helpers.study.answers import NOT_TRIED, RIGHT, WRONG
from helpers.study.checking import answer_of
from helpers.study.exercises import Exercise
from helpers.study.grading.handed_in import Handed, Trainee
from helpers.study.grading.rerun import Told, rerun

ERROR = "error"
ORDER = (RIGHT, WRONG, ERROR, NOT_TRIED)  # of several notebooks the best counts


@dataclass(frozen=True)
class Mark:
    """One row of ``grades.csv``; ``value`` is the answer as it was read, for comparing."""

    trainee: str
    seed: int | None
    lesson: str
    exercise: str
    kind: str
    state: str
    points: int
    of: int
    wrong_kind: str = ""
    hints: int = 0
    seconds: int | None = None
    note: str = ""
    value: Any = None

    def row(self) -> dict[str, Any]:
        """Its columns, as they stand in the file."""
        return {key: value for key, value in asdict(self).items() if key != "value"}


def marks(who: Trainee, folder: Path) -> list[Mark]:
    """Marks of one trainee for every exercise of the course."""
    runs = [(one, _run(one, who, folder)) for one in who.notebooks]
    found = []
    for lesson in course.lessons():
        mine = [(one, told) for one, told in runs if one.lesson == lesson.number]
        rows = [_best(who, lesson.number, one, mine) for one in lesson.exercises()]
        found += _with_notes(rows, [note for one, _ in mine for note in one.notes])
    return _with_notes(found, who.notes)


def _run(handed: Handed, who: Trainee, folder: Path) -> Told:
    if who.seed is None:
        return Told(ended=tr("Without a seed no answer can be checked."))
    return rerun(handed.notebook, who.desk(), [folder])


def _with_notes(rows: list[Mark], notes: list[str]) -> list[Mark]:
    if not rows or not notes:
        return rows
    first = rows[0]
    said = " ".join(filter(None, [*dict.fromkeys(notes), first.note]))
    return [replace(first, note=said), *rows[1:]]


def _best(who: Trainee, lesson: str, exercise: Exercise, mine: list[tuple[Handed, Told]]) -> Mark:
    blank = Mark(who.name, who.seed, lesson, exercise.id, exercise.kind, NOT_TRIED, 0,
                 exercise.points)  # fmt: skip
    rows = [_mark(blank, exercise, who, handed, told) for handed, told in mine]
    return min(rows, key=lambda row: ORDER.index(row.state), default=blank)


def _mark(blank: Mark, exercise: Exercise, who: Trainee, handed: Handed, told: Told) -> Mark:
    mark = replace(blank, hints=told.hints.get(exercise.id, 0), seconds=told.seconds)
    if exercise.id not in told.answers:
        return replace(mark, **_why_not(exercise, handed, told))
    state, value = told.answers[exercise.id]
    if state == NOT_TRIED or value is None:
        return replace(mark, state=state)
    try:
        found = answer_of(exercise.id, who.desk().company).judged(value)
    except Exception:  # noqa: BLE001 - a value that no reading of ours has made
        return replace(mark, state=WRONG, note=tr("The answer has an unknown form."))
    return replace(
        mark,
        state=found.state,
        points=mark.of if found.state == RIGHT else 0,
        wrong_kind=found.mistake.kind if found.mistake else "",
        value=value,
    )


def _why_not(exercise: Exercise, handed: Handed, told: Told) -> dict[str, Any]:
    """Why an exercise was not checked: its cell is gone, failed, or was never reached."""
    places = list(_cells_of(exercise.id, handed))
    if not places:
        return {"state": NOT_TRIED, "note": tr("Its cell is gone.")}
    failed = next((n for n in places if n in told.failed), None)
    if failed is not None:
        said = {"n": failed, "error": told.failed[failed]}
        return {"state": ERROR, "note": tr("Cell %(n)s: %(error)s") % said}
    if told.ended:
        return {"state": ERROR, "note": told.ended}
    return {"state": NOT_TRIED, "note": tr("Its cell does not call check.")}


def _cells_of(id: str, handed: Handed) -> Iterator[int]:
    called = re.compile(rf"check\(\s*['\"]{re.escape(id)}['\"]")
    for number, cell in enumerate(handed.notebook.cells, 1):
        if cell.cell_type == "code" and called.search(cell.source):
            yield number
