"""What does a lesson ask to have checked, when its cells are run one after the other?

Without a kernel: a lesson of twenty cells takes a second. A cell that fails is noted, and the
others go on, as when a trainee runs them by hand.
"""

import contextlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from helpers.study import desk
from helpers.study.desk import Desk, Heard
from helpers.study.forms import told


@dataclass(frozen=True)
class Failed:
    """A cell that could not be run: its place among all cells from 1, and the error."""

    cell: int
    error: str


@dataclass
class Ran:
    """What came of a run: the checks in their order, the hints asked for, the cells that failed."""

    heard: list[Heard] = field(default_factory=list)
    hinted: list[str] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    shown: str = ""

    def states(self) -> dict[str, str]:
        """State of each exercise that was checked; of several checks the last one."""
        return {one.id: one.state for one in self.heard}


def run(notebook: NotebookNode, at: Desk) -> Ran:
    """Run the cells of a lesson at a desk, in this process."""
    at = desk.take(Desk(at.folder, at.trainee, at.seed))
    ran, names = Ran(at.heard, at.hinted), {"__name__": "__main__"}
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        for number, source in code_of(notebook):
            error = _cell(source, number, names)
            if error:
                ran.failed.append(Failed(number, error))
    ran.shown = said.getvalue()
    return ran


def code_of(notebook: NotebookNode) -> Iterator[tuple[int, str]]:
    """Cells of code with their places among all cells, from 1."""
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code":
            yield number, cell.source


def _cell(source: str, number: int, names: dict[str, Any]) -> str:
    try:
        exec(compile(source, f"<cell {number}>", "exec"), names)  # noqa: S102 - that is the lesson
    except (Exception, SystemExit) as error:  # whatever the trainee has written
        return told(error)
    return ""
