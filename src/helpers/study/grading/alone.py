"""What does one notebook ask to have checked? Run it in a process of its own, and write it down.

``python -m helpers.study.grading.alone NOTEBOOK ANSWERS KEPT…``: each check, hint and failed
cell is a line of JSON in ANSWERS as soon as it happens: a run that is ended tells how far it came.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

import nbformat

from helpers.study import desk
from helpers.study.grading.fenced import fence
from helpers.study.running import code_of

MEGABYTES = 2048


def main(words: list[str]) -> None:
    """Run the notebook that the words name."""
    notebook, answers = Path(words[0]), Path(words[1])
    read = nbformat.read(notebook, as_version=4)
    at = desk.take(desk.read(desk.found()))
    assert at.company.records  # opened before the fence: its tables are read from the cache
    with answers.open("a", encoding="utf-8") as file:
        fence([Path(word) for word in words[2:]], MEGABYTES)
        _run(read, at, file)


def _run(notebook: nbformat.NotebookNode, at: desk.Desk, file: Any) -> None:
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell.instance()
    shell.colors = "nocolor"
    for number, source in code_of(notebook):
        ended = shell.run_cell(source, store_history=False)
        error = ended.error_before_exec or ended.error_in_exec
        _write(file, at, number, error)


def _write(file: Any, at: desk.Desk, cell: int, error: BaseException | None) -> None:
    from helpers.study.forms import told

    lines: list[dict[str, Any]] = [
        {"id": one.id, "value": one.value, "state": one.state} for one in at.heard
    ]
    lines += [{"hint": id} for id in at.hinted]
    lines += [{"cell": cell, "error": told(error)}] if error else []
    at.heard.clear()
    at.hinted.clear()
    for line in lines:
        file.write(json.dumps(line) + "\n")
    file.flush()


if __name__ == "__main__":
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
    main(sys.argv[1:])
    os._exit(0)
