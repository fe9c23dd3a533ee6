"""In a kernel, as in JupyterLab: a lesson runs to its end, and an error is a sentence."""

import nbformat
import pytest
from nbclient import NotebookClient

from helpers import project
from helpers.study import course
from helpers.study.handed_out.preparing import lesson_for, prepare
from tests.study import desks

SECONDS = 600


@pytest.fixture
def work(shared, tmp_path):
    desks.sit(desks.QUICK, shared, tmp_path)
    prepare(tmp_path / "work", "anna", str(desks.QUICK), "ru")
    return tmp_path / "work" / "ru"


def ran(notebook, folder):
    client = NotebookClient(
        notebook, timeout=SECONDS, kernel_name="python3", allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )  # fmt: skip
    client.execute(env=project.environment())
    return [output for cell in notebook.cells for output in cell.get("outputs", [])]


def said(outputs):
    return [o["data"].get("text/plain", "") for o in outputs if "data" in o]


@pytest.mark.slow
def test_a_lesson_with_dots_runs_to_its_end(work):
    outputs = ran(lesson_for(next(course.lessons()), desks.QUICK, "ru"), work)
    assert [o for o in outputs if o["output_type"] == "error"] == []
    asked = next(course.lessons()).exercises()
    assert sum("Не пробовали." in text for text in said(outputs)) == len(asked)


@pytest.mark.slow
def test_an_error_of_the_trainee_is_a_sentence_and_no_traceback(work):
    notebook = lesson_for(next(course.lessons()), desks.QUICK, "en")
    notebook.cells = notebook.cells[:4] + [
        nbformat.v4.new_code_cell(code)
        for code in (
            "x = (1,\ncheck(",
            "nothing + 1",
            'sales["No such column"]',
            'check("00.9", 1)',
        )
    ]
    outputs = ran(notebook, work)
    assert [o for o in outputs if o["output_type"] == "error"] == []
    told = "\n".join(said(outputs))
    assert "This cell is not finished Python yet" in told
    assert "Has the cell that makes this name been run?" in told
    assert "There is no exercise '00.9'." in told
    assert "Traceback" not in told
