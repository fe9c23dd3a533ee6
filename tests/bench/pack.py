"""Where does the time of the sample's pack go, and what would the plain tools take?"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from helpers import project
from tests.bench.measure import seconds_of, table


def main() -> None:
    """Print seconds per chapter, and the pack beside papermill, nbconvert and a bare process."""
    with tempfile.TemporaryDirectory() as reports:
        first = seconds_of("report", "sample", "--reports", reports, "--force")
        again = seconds_of("report", "sample", "--reports", reports, "--force")
        nothing = seconds_of("report", "sample", "--reports", reports)
        told = json.loads(Path(reports, "sample", "manifest.json").read_text("utf-8"))["times"]
        _chapters(told)
        _ratios(first, again, nothing, reports)


def _chapters(told: dict) -> None:
    parts = sorted({part for times in told["chapters"].values() for part in times})
    rows = [
        [name, *(float(times.get(part, 0)) for part in parts)]
        for name, times in sorted(told["chapters"].items())
    ]
    rows += [[name, float(s), *[""] * (len(parts) - 1)] for name, s in told["seconds"].items()]
    print(table("The sample's pack, seconds", ["", *parts], rows))


def _ratios(first: float, again: float, nothing: float, reports: str) -> None:
    books = sorted(project.NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))
    tools, bare = plain_tools(books, reports), one_process(books, reports)
    rows = [
        ["papermill and nbconvert, one after another", tools, 1.0, again / tools, "0.25"],
        ["the same cells in one process", bare, bare / tools, again / bare, "1.7"],
        ["whole pack, intake included", first, first / tools, "", ""],
        ["whole pack, records known", again, again / tools, 1.0, ""],
        ["nothing changed", nothing, nothing / tools, "", "2 s"],
    ]
    head = ["the sample", "seconds", "of the plain tools", "pack ÷ this", "at most"]
    print(table("The pack beside other ways to the same", head, rows))


def _environment(reports: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WORKBOOK_")}
    return {**kept, "WORKBOOK_REPORTS": reports}


def plain_tools(books: list[Path], reports: str) -> float:
    """Seconds of papermill's and nbconvert's own command lines, one chapter after another."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for book in books:
            done = f"{folder}/{book.name}"
            for line in (
                ["papermill", "--kernel", "python3", "--no-progress-bar", str(book), done],
                ["nbconvert", "--to", "html", done],
            ):
                subprocess.run(
                    [sys.executable, "-m", *line],
                    check=True,
                    capture_output=True,
                    env=_environment(reports),
                )
    return time.perf_counter() - start


def one_process(books: list[Path], reports: str) -> float:
    """Seconds of the same cells in one plain process that imports once."""
    cells = [
        [c.source for c in nbformat.read(book, as_version=4).cells if c.cell_type == "code"]
        for book in books
    ]
    code = "\n".join(
        [
            "import sys, json",
            "import IPython.display",
            "from IPython.core.interactiveshell import InteractiveShell",
            "InteractiveShell.instance()",
            "for cells in json.load(sys.stdin):",
            "    names = {'__name__': '__main__'}",
            "    for cell in cells:",
            "        exec(cell, names)",
        ]
    )
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(cells),
        text=True,
        check=True,
        stdout=subprocess.DEVNULL,
        env=_environment(reports),
    )
    return time.perf_counter() - start
