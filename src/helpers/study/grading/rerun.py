"""What does a notebook answer when it is run again, within its limits?"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers import project
from helpers.language import tr
from helpers.study.answers import NOT_TRIED, WRONG
from helpers.study.desk import WHO, Desk

SECONDS = 120


@dataclass
class Told:
    """What a run told: last answer of each exercise, hints, failed cells, and why it was ended."""

    answers: dict[str, tuple[str, Any]] = field(default_factory=dict)
    hints: dict[str, int] = field(default_factory=dict)
    failed: dict[int, str] = field(default_factory=dict)
    ended: str = ""
    seconds: int | None = None


def rerun(notebook: NotebookNode, at: Desk, kept: Sequence[Path]) -> Told:
    """Run a notebook for the trainee of a desk, in a folder and a process of its own.

    Parameters
    ----------
    notebook
        What was handed in; its stored outputs are not looked at.
    at
        Whose it is; the company stands there already.
    kept
        Folders in which it may change nothing.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / WHO).write_text(f"trainee: x\nseed: {at.seed}\n", "utf-8")
        nbformat.write(notebook, folder / "run.ipynb")
        answers = folder / "answers"
        answers.touch()
        told = Told()
        _run(folder, answers, [*kept, project.data_root()], told)
        _read(answers, told)
        return told


def _run(folder: Path, answers: Path, kept: Sequence[Path], told: Told) -> None:
    command = [sys.executable, "-P", "-m", "helpers.study.grading.alone", "run.ipynb"]
    words = project.words(
        work=folder, data=project.data_root(), reports=project.reports_root(), grading="1"
    )
    try:
        ended = subprocess.run(  # noqa: S603
            [*command, str(answers), *map(str, kept)],
            cwd=folder,
            env={**project.environment(), "MPLBACKEND": "agg", "IPYTHONDIR": str(folder), **words},
            timeout=SECONDS,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        told.seconds = SECONDS
        told.ended = tr("It ran for more than %(n)s seconds and was ended.") % {"n": SECONDS}
        return
    if ended.returncode:
        told.ended = tr(
            "Its process was ended: too much memory, or a fault that Python cannot say."
        )


def _read(answers: Path, told: Told) -> None:
    for text in answers.read_text("utf-8", errors="replace").splitlines():
        try:
            line = json.loads(text)
            _take(line, told)
        except (ValueError, KeyError, TypeError, AttributeError):  # not written by us
            continue


def _take(line: dict[str, Any], told: Told) -> None:
    if "hint" in line:
        told.hints[line["hint"]] = told.hints.get(line["hint"], 0) + 1
    elif "cell" in line:
        told.failed[int(line["cell"])] = str(line["error"])
    else:
        state = NOT_TRIED if line["state"] == NOT_TRIED else WRONG  # right is for us to say
        told.answers[str(line["id"])] = (state, line["value"])
