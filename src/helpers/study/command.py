"""What can be asked of the course on the command line?"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpers import project
from helpers.errors import ClientDataError, did_you_mean
from helpers.project import typed_path


@dataclass(frozen=True)
class Asked:
    """Words of the command line: what, about which folder or exercise, and by whom."""

    words: Sequence[str]
    name: str = ""
    seed: str = ""
    language: str = ""
    out: str = ""
    check: str = ""
    truths: bool = False


def study(asked: Asked) -> int:
    """Do what was asked of the course; without a word, open it."""
    what, *rest = asked.words or ["open"]
    if what not in WHAT:
        hint = did_you_mean(what, WHAT)
        raise ClientDataError(f"workbook study knows {', '.join(WHAT)}, not {what[:40]!r}.{hint}")
    return WHAT[what](rest, asked)


def _open(rest: Sequence[str], asked: Asked) -> int:
    from helpers.study.handed_out import preparing
    from helpers.study.handed_out.start_page import START

    spoken = preparing.spoken_in(asked.language)
    at = preparing.prepare(project.work_root(), asked.name, asked.seed, spoken)
    print(at.folder / spoken / START)
    _write_company_meanwhile(at.seed)
    from helpers.runs.by_hand.lab import course

    return course(at.folder, f"{spoken}/{START}")


def _prepare(rest: Sequence[str], asked: Asked) -> int:
    from helpers.study.handed_out import preparing

    spoken = preparing.spoken_in(asked.language)
    print(preparing.prepare(project.work_root(), asked.name, asked.seed, spoken).folder)
    return 0


def _write_company_meanwhile(seed: int) -> None:
    """The company is written and read while the browser opens; the first lesson waits for it."""
    code = f"from helpers.study.company import Company; Company({seed}).records"
    subprocess.Popen([sys.executable, "-P", "-c", code], env=project.environment())  # noqa: S603


def _exercises(rest: Sequence[str], asked: Asked) -> int:
    from helpers.study.handed_out.generated import generate

    project.refuse_installed("Exercises")
    for path in generate():
        print(path.relative_to(project.ROOT))
    return 0


def _status(rest: Sequence[str], asked: Asked) -> int:
    from helpers.study import desk, overview
    from helpers.study.handed_out import preparing

    preparing.spoken_in(asked.language)
    for line in overview.lines(desk.read(project.work_root())):
        print(line)
    return 0


def _grade(rest: Sequence[str], asked: Asked) -> int:
    from helpers.study.grading.grade import grade
    from helpers.study.handed_out import preparing

    preparing.spoken_in(asked.language)
    if len(rest) != 1:
        raise ClientDataError("Which folder? For example: workbook study grade handed-in")
    for path in grade(typed_path(rest[0]), typed_path(asked.out) if asked.out else None):
        print(path)
    return 0


def _capstone(rest: Sequence[str], asked: Asked) -> int:
    from helpers.study.capstone.check import begin, check
    from helpers.study.handed_out import preparing

    preparing.spoken_in(asked.language)
    if asked.check:
        for line in check(typed_path(asked.check), opened=asked.truths):
            print(line)
        return 0
    if len(rest) != 1:
        raise ClientDataError(
            "Which company? For example: workbook study capstone rosewood\n"
            "Afterwards: workbook study capstone --check work/capstone-rosewood"
        )
    for path in begin(rest[0], project.data_root(), project.work_root()):
        print(path)
    return 0


def _new_exercise(rest: Sequence[str], asked: Asked) -> int:
    from helpers.maintenance.new_exercise import new_exercise

    project.refuse_installed("An exercise")
    if len(rest) != 1:
        raise ClientDataError("Which exercise? For example: workbook study new-exercise 05.7")
    for path in new_exercise(rest[0]):
        print(path.relative_to(project.ROOT))
    print("Make it yours, say it in Russian, then: make exercises; docs/write-a-lesson.md")
    return 0


WHAT: dict[str, Callable[[Sequence[str], Asked], int]] = {
    "open": _open,
    "prepare": _prepare,
    "status": _status,
    "exercises": _exercises,
    "grade": _grade,
    "capstone": _capstone,
    "new-exercise": _new_exercise,
}
