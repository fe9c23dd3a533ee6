"""How did a chapter end, and what is to be done about it?"""

import re
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.runs.tidy import INJECTED, without_paths

if TYPE_CHECKING:
    from nbformat import NotebookNode

LAST_LINES = 12
SECONDS = "workbook_seconds"  # in papermill's metadata: what the engine took for each phase
_STARVED = {"MemoryError", "ArrowMemoryError", "OutOfMemoryException"}  # Python, Arrow, DuckDB
_IN_CELL = re.compile(r"In\s?\[(\d+)\], line (\d+)")  # a frame of IPython's traceback
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")

WHAT_TO_DO = {
    "error": "Open the chapter with `make lab` and run it down to this cell.",
    "data": "Repair the input that the message names, then run again.",
    "memory": "Free memory, run fewer chapters at a time (settings: run: {jobs: 1}), or take a "
    "larger machine.",
    "killed": "Usually the machine ran short of memory: run fewer chapters at a time "
    "(settings: run: {jobs: 1}).",
    "crash": "A library crashed; the last lines say which. Run again; if it stays, report it.",
    "timeout": "Give the chapters more time (settings: run: {chapter_seconds: 1200}) or look why "
    "this cell takes so long.",
    "exit": "Remove the exit from the chapter: a chapter runs to its end.",
    "unfinished": "Run again; if it stays, open the chapter with `make lab`.",
    "start": "Run again; if it stays, check the set-up with `make setup`.",
    "parameters": "Correct the cell tagged `parameters` of the chapter.",
    "disk": "Make room on the disk, then run again.",
}


@dataclass(frozen=True)
class Failure:
    """Why a chapter was not made.

    ``kind`` is a key of ``WHAT_TO_DO``; ``cell`` is the number that JupyterLab shows beside the
    cell, 0 where no cell is to blame; ``line`` is the failing one of its ``source``, 0 where
    nobody knows.
    """

    kind: str
    what: str
    cell: int = 0
    source: str = ""
    last: list[str] = field(default_factory=list)
    line: int = 0

    def message(self, notebook: str) -> str:
        """All that the consultant needs: notebook, cell, line, error, last lines, what to do."""
        where = f"{notebook}, cell In [{self.cell}]" if self.cell else notebook
        where += f", line {self.line}" if self.line else ""
        quoted = self._quoted()
        lines = [f"{where}: {self.what}", *([f"  {quoted}"] if quoted else [])]
        lines += [f"  | {line}" for line in self.last]
        return "\n".join([*lines, f"  {WHAT_TO_DO[self.kind]}"])

    def _quoted(self) -> str:
        """The failing line; the first of the cell where nobody knows which it was."""
        lines = self.source.splitlines()
        if 0 < self.line <= len(lines):
            return lines[self.line - 1].strip()
        return next((line.strip() for line in lines if line.strip()), "")


class ChapterStopped(Exception):
    """A chapter did not come to its end; carries the failure and what there is of the notebook."""

    def __init__(self, failure: Failure, notebook: "NotebookNode") -> None:
        super().__init__(failure.what)
        self.failure = failure
        self.notebook = notebook


def failure_in(notebook: "NotebookNode") -> Failure | None:
    """First failure to be read from the executed notebook itself.

    The metadata that papermill writes are no proof: after a time-out or a dead kernel they
    call every cell completed.
    """
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        at = number_of(notebook, index)
        for output in cell.outputs:
            if output.output_type == "error":
                return _placed(_from_error(output, at, cell.source), output, notebook)
        if cell.metadata.get("papermill", {}).get("exception"):  # a magic, say: no traceback
            said = "".join(o.text for o in cell.outputs if o.output_type == "stream")
            last = tail(said) or ["The cell failed."]
            return Failure("error", last[-1], at, cell.source, last)
        if cell.execution_count is None:
            return Failure("unfinished", "This cell was never run.", at, cell.source)
    return None


def number_of(notebook: "NotebookNode", index: int) -> int:
    """Number that JupyterLab shows beside a cell when the chapter runs from top to bottom.

    Cells of code are counted from 1; empty ones and the injected one are not.
    """
    return sum(
        cell.cell_type == "code"
        and bool(cell.source.strip())
        and INJECTED not in cell.metadata.get("tags", [])
        for cell in notebook.cells[: index + 1]
    )


def _placed(failure: Failure, output: Mapping[str, Any], notebook: "NotebookNode") -> Failure:
    """Failure with its line; cells in the last lines are numbered as the reader sees them."""
    numbers = {
        str(cell.get("execution_count")): number_of(notebook, index)
        for index, cell in enumerate(notebook.cells)
    }
    named = [
        _IN_CELL.sub(lambda at: f"In [{numbers.get(at[1], at[1])}], line {at[2]}", line)
        for line in failure.last
    ]
    frame = _IN_CELL.search(_COLOUR.sub("", "\n".join(output["traceback"])))
    return replace(failure, last=named, line=int(frame[2]) if frame else 0)


def _from_error(output: Mapping[str, Any], index: int, source: str) -> Failure:
    name, value = output["ename"], output["evalue"]
    last = tail("\n".join(output["traceback"]))
    if name == "SystemExit":
        said = f"The chapter left by itself (exit status {value or 0})."
        return Failure("exit", said, index, source)
    if name in _STARVED or "std::bad_alloc" in value or "Cannot allocate memory" in value:
        return Failure("memory", "The machine ran out of memory.", index, source, last)
    if name == "ClientDataError":
        return Failure("data", without_paths(value), index, source)
    if "No space left on device" in value:
        return Failure("disk", "The disk is full.", index, source)
    return Failure("error", without_paths(f"{name}: {value}"), index, source, last)


def death(status: int | None, *, starved: bool, cell: int, source: str, log: str) -> Failure:
    """Say why a kernel died, from its exit status (minus the signal)."""
    last = tail(log)
    if starved and status in (None, -getattr(signal, "SIGKILL", 9)):
        return Failure("memory", "The machine ran out of memory.", cell, source, last)
    if status == -signal.SIGTERM or status == -getattr(signal, "SIGKILL", 9):
        return Failure("killed", "The kernel was killed from outside.", cell, source, last)
    if status is not None and status < 0:
        said = f"The kernel crashed ({signal.Signals(-status).name})."
        return Failure("crash", said, cell, source, last)
    if status is not None:
        said = f"The kernel left by itself (exit status {status})."
        return Failure("exit", said, cell, source, last)
    return Failure("crash", "The kernel ended, nobody knows how.", cell, source, last)


def killed_for_memory() -> int:
    """How many processes has this machine killed for want of memory? 0 where it does not say."""
    counts = Path("/proc/vmstat")
    if not counts.exists():
        return 0
    found = re.search(r"^oom_kill (\d+)", counts.read_text("ascii"), re.MULTILINE)
    return int(found[1]) if found else 0


def tail(text: str) -> list[str]:
    """Last lines of what a program said, without colours and without folders of this machine."""
    plain = without_paths(_COLOUR.sub("", text))
    lines = [line.rstrip() for line in plain.splitlines() if line.strip()]
    return lines[-LAST_LINES:]
