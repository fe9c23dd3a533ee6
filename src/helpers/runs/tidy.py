"""What is left of an executed chapter when machine, hour and chance are taken out of it?"""

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import project

if TYPE_CHECKING:
    from nbformat import NotebookNode

INJECTED = "injected-parameters"
KEPT = {"tags", "slideshow", "workbook", "editable", "deletable"}
# names of the temporary files that stand for cells in warnings and tracebacks
_CELL_FILE = re.compile(r"[^\s\"']*ipykernel_\d+[/\\]\d+\.py")
_ADDRESS = re.compile(r"\bat 0x[0-9a-fA-F]{6,}")


def tidy(notebook: "NotebookNode") -> "NotebookNode":
    """Take what differs between two runs, or names this machine, out of ``notebook``."""
    notebook.metadata.pop("papermill", None)
    notebook.metadata.pop("widgets", None)
    notebook.metadata["kernelspec"] = {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for index, cell in enumerate(notebook.cells, 1):
        _tidy_cell(cell, index)
    return notebook


def _tidy_cell(cell: "NotebookNode", index: int) -> None:
    tags = cell.metadata.get("tags", [])
    for key in [key for key in cell.metadata if key not in KEPT]:
        del cell.metadata[key]
    if not tags:
        cell.metadata.pop("tags", None)
    if INJECTED in tags:
        cell["id"] = INJECTED
    cell["id"] = cell.get("id") or f"cell-{index}"
    if cell.cell_type == "code":
        # warnings are for the log of the run, not for the reader
        cell.outputs = [_tidy_output(o) for o in cell.outputs if o.get("name") != "stderr"]


def _tidy_output(output: "NotebookNode") -> "NotebookNode":
    if output.output_type == "stream":
        output.text = without_paths(output.text)
    elif output.output_type == "error":
        output.evalue = without_paths(output.evalue)
        output.traceback = [without_paths(line) for line in output.traceback]
    elif "text/plain" in output.data:
        output.data["text/plain"] = without_paths(output.data["text/plain"])
    return output


def without_paths(text: str) -> str:
    """``text`` without the folders of this machine."""
    places = {str(project.ROOT): ".", sys.prefix: "python", sys.base_prefix: "python"}
    with suppress(RuntimeError):  # a user without a home
        places[str(Path.home())] = "~"
    for place, name in sorted(places.items(), key=lambda item: -len(item[0])):
        if len(place) > 3:
            text = text.replace(place, name)
    return _ADDRESS.sub("at 0x", _CELL_FILE.sub("the cell", text))
