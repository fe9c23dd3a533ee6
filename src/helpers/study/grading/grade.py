"""How did the class do? ``grades.csv``, ``grades_wide.csv`` and ``report.html`` from one folder."""

import csv
import io
from pathlib import Path

from helpers.cache.hashes import write_whole
from helpers.language.cells import for_csv
from helpers.study import course
from helpers.study.grading.alike import alike
from helpers.study.grading.handed_in import Trainee, handed_in
from helpers.study.grading.marks import Mark, marks
from helpers.study.grading.report import report

GRADES, WIDE, REPORT = "grades.csv", "grades_wide.csv", "report.html"


def grade(folder: Path, out: Path | None = None) -> list[Path]:
    """Grade a folder of folders.

    Parameters
    ----------
    folder
        One subfolder a trainee, each with ``who.yml`` and notebooks.
    out
        ``grades.csv`` to write, or the folder for all three files; beside the class if left out.

    Returns
    -------
    The three files. The same class gives the same bytes.
    """
    out = out or folder
    target, name = (out.parent, out.name) if out.suffix == ".csv" else (out, GRADES)
    trainees = handed_in(folder)
    rows = [mark for one in trainees for mark in marks(one, folder)]
    same = alike(trainees, rows)
    target.mkdir(parents=True, exist_ok=True)
    files = {name: _csv(rows), WIDE: _wide(trainees, rows), REPORT: report(trainees, rows, same)}
    for file, text in files.items():
        write_whole(target / file, text.encode("utf-8"))
    return [target / file for file in files]


def _csv(rows: list[Mark]) -> str:
    text = io.StringIO()
    names = [name for name in Mark.__dataclass_fields__ if name != "value"]
    lines = csv.DictWriter(text, names, lineterminator="\n")
    lines.writeheader()
    lines.writerows({k: _plain(v) for k, v in row.row().items()} for row in rows)
    return text.getvalue()


def _plain(value: object) -> object:
    return for_csv(value) if isinstance(value, str) else value


def _wide(trainees: list[Trainee], rows: list[Mark]) -> str:
    text = io.StringIO()
    lessons = [one.number for one in course.lessons()]
    lines = csv.writer(text, lineterminator="\n")
    lines.writerow(["trainee", "seed", *lessons, "total", "of"])
    for one in trainees:
        mine = [row for row in rows if row.trainee == one.name]
        points = [sum(r.points for r in mine if r.lesson == number) for number in lessons]
        seed = "" if one.seed is None else one.seed
        lines.writerow([_plain(one.name), seed, *points, sum(points), sum(r.of for r in mine)])
    return text.getvalue()
