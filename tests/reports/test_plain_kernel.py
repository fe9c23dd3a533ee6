"""Do the chapters run where nobody prepared anything, as in JupyterLab: in an ordinary kernel?"""

import os

import papermill
import pytest

from helpers import project

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("chapter", ["00_passport", "02_classes"])
def test_a_chapter_runs_in_an_ordinary_kernel(sample_pack, chapter, tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith("WORKBOOK_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("WORKBOOK_REPORTS", str(sample_pack().parent))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    book = project.NOTEBOOKS / f"{chapter}.ipynb"
    done = papermill.execute_notebook(
        str(book), None, kernel_name="python3", progress_bar=False, cwd=str(book.parent)
    )
    shown = [o for cell in done.cells for o in cell.get("outputs", [])]
    assert any("image/svg+xml" in o.get("data", {}) for o in shown)
    assert [o for o in shown if o.output_type in ("stream", "error")] == []
