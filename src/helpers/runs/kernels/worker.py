"""How does one chapter run, in a process of its own?

The request is a file of JSON: the notebook, its parameters, the language, the seconds it
may take, and where to put the executed notebook. The answer is a file beside it.
"""

import json
import os
import sys
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import nbformat
import papermill

from helpers import chapters, language
from helpers.language import catalogue
from helpers.language.untranslated import mark, untranslated
from helpers.runs import tidy
from helpers.runs.kernels.forks import FORKED, forking
from helpers.runs.outcome import SECONDS, ChapterStopped, Failure

ENGINE = "workbook"


def prepared(path: Path, language: str) -> Any:
    """Chapter as it will run: read, and translated."""
    notebook = nbformat.read(path, as_version=4)
    return catalogue.translated(notebook, language) if language != "en" else notebook


def run(request: dict[str, Any]) -> tuple[Any, Failure | None]:
    """Run the chapter; give the notebook back and what went wrong, if anything did."""
    notebook = prepared(Path(request["notebook"]), request["language"])
    problems = chapters.parameter_problems(notebook, request["parameters"])
    if problems:
        return notebook, Failure("parameters", " ".join(problems))
    try:
        executed = papermill.execute_notebook(
            notebook,
            None,
            parameters=request["parameters"],
            engine_name=ENGINE,
            kernel_name=FORKED if forking() else "python3",
            language="python",
            # what a chapter writes without being asked goes with the scratch folder
            cwd=str(Path(request["answer"]).parent),
            progress_bar=False,
            request_save_on_cell_execute=False,
            autosave_cell_every=0,
            seconds=request["seconds"],
        )
    except ChapterStopped as stopped:
        return stopped.notebook, stopped.failure
    return executed, None


def main(arguments: list[str]) -> int:
    """Answer the request in the file named first."""
    asked = Path(arguments[0])
    request = json.loads(asked.read_text("utf-8"))
    started = time.monotonic()
    notebook, failure = run(request)
    if failure is None and request["language"] != "en":
        _mark_untranslated(notebook, Path(request["notebook"]), request["language"])
    phases = notebook.metadata.get("papermill", {}).get(SECONDS, {})
    nbformat.write(tidy.tidy(notebook), request["executed"])
    seconds = {**phases, "all": time.monotonic() - started}
    answer = {
        "failure": None if failure is None else asdict(failure),
        "seconds": {name: round(value, 3) for name, value in seconds.items()},
    }
    written = asked.with_suffix(".part")
    written.write_text(json.dumps(answer), "utf-8")
    written.replace(request["answer"])
    return 0


def _mark_untranslated(executed: Any, path: Path, spoken: str) -> None:
    source = nbformat.read(path, as_version=4)
    language.use(spoken)
    mark(executed, untranslated(source, path.stem[3:], spoken))


def end_with_the_runner() -> None:
    """End when the runner is gone: it holds the other end of our standard input."""

    def wait() -> None:
        sys.stdin.buffer.read()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


if __name__ == "__main__":
    end_with_the_runner()
    sys.exit(main(sys.argv[1:]))
