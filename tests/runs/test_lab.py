import json
import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from nbformat import v4

from helpers import project
from helpers.runs.by_hand import lab, playground
from tests.runs import small


def test_what_a_chapter_has_shown_is_not_saved_with_it(tmp_path):
    (hook,) = (s.partition("=")[2] for s in lab.SETTINGS if "pre_save_hook" in s)
    shown = v4.new_output("display_data", {"text/plain": "Acme: 1,000,000"})
    cells = [v4.new_markdown_cell("Read"), v4.new_code_cell("x = 1", outputs=[shown])]
    cells[1].execution_count = 7
    manager = LargeFileManager(root_dir=str(tmp_path), pre_save_hook=hook)
    manager.save({"type": "notebook", "content": v4.new_notebook(cells=cells)}, "chapter.ipynb")
    saved = nbformat.read(tmp_path / "chapter.ipynb", as_version=4)
    assert [cell.source for cell in saved.cells] == ["Read", "x = 1"]
    assert (saved.cells[1].outputs, saved.cells[1].execution_count) == ([], None)


def test_other_files_are_saved_as_they_are(tmp_path):
    (hook,) = (s.partition("=")[2] for s in lab.SETTINGS if "pre_save_hook" in s)
    manager = LargeFileManager(root_dir=str(tmp_path), pre_save_hook=hook)
    manager.save({"type": "file", "format": "text", "content": "kept"}, "note.txt")
    assert (tmp_path / "note.txt").read_text() == "kept"


@pytest.fixture
def chapters(tmp_path):
    """A chapter with a cell for each reader."""
    small.chapter(tmp_path / "notebooks", "01_one", "x = 1", "y = 2")
    path = tmp_path / "notebooks/01_one.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[2].metadata["tags"] = ["method"]
    told = v4.new_markdown_cell("Ask first.", metadata={"tags": ["facilitator"]})
    notebook.cells.append(told)
    nbformat.write(notebook, path)
    return tmp_path / "notebooks"


def copied(chapters, to, **more):
    folder = chapters.parent / "copies"
    playground.lay_out(chapters, folder, client="acme", to=to, **more)
    return nbformat.read(folder / "01_one.ipynb", as_version=4).cells


def test_a_copy_names_its_client_and_says_which_cells_others_do_not_see(chapters):
    title, parameters, method, plain, told = copied(chapters, "en")
    assert parameters.source == 'client = "acme"\nlanguage = "en"'
    assert method.source == "# Method: only the appendix shows this cell.\nx = 1"
    assert plain.source == "y = 2"
    assert told.source.startswith("> **For who leads: ")
    assert told.source.endswith("\n\nAsk first.")


def test_a_copy_speaks_the_language_of_who_reads(chapters):
    *_, method, _, told = copied(chapters, "ru")
    assert method.source.startswith("# Методика:")
    assert told.source.startswith("> **Для ведущего:")


def test_a_copy_is_never_written_over_and_begins_anew_when_asked(chapters):
    copied(chapters, "en")
    mine = chapters.parent / "copies/01_one.ipynb"
    text = mine.read_text("utf-8").replace("y = 2", "y = 3")
    mine.write_text(text, "utf-8")
    assert copied(chapters, "en")[3].source == "y = 3"
    assert copied(chapters, "en", anew=True)[3].source == "y = 2"
    aside = chapters.parent / "copies.before-1/01_one.ipynb"
    assert aside.read_text("utf-8") == text
    copied(chapters, "en", anew=True)
    assert (chapters.parent / "copies.before-2").is_dir()


def test_every_chapter_names_the_client_where_a_copy_would(tmp_path):
    playground.lay_out(project.NOTEBOOKS, tmp_path / "c", client="acme", to="en")
    for path in (tmp_path / "c").glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        [cell] = [one for one in cells if "parameters" in one.metadata.get("tags", [])]
        assert 'client = "acme"' in cell.source, path.name


def test_jupyterlab_speaks_the_language_and_asks_nothing_about_news(tmp_path):
    for spoken, words in (("ru", "ru_RU"), ("en", "default")):
        home = lab.at_home(tmp_path, spoken) / "@jupyterlab"
        told = json.loads((home / "translation-extension/plugin.jupyterlab-settings").read_text())
        assert told == {"locale": words}
    news = json.loads((home / "apputils-extension/notification.jupyterlab-settings").read_text())
    assert news == {"fetchNews": "false", "checkForUpdates": False}


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C of a terminal")
@pytest.mark.slow
def test_the_lab_starts_and_ends_by_one_ctrl_c_and_leaves_nothing_in_the_home(tmp_path):
    home, said = tmp_path / "home", tmp_path / "said"
    home.mkdir()
    command = [sys.executable, "-P", "-m", "helpers", "lab", "sample", "--reports", str(tmp_path)]
    with said.open("wb") as written:
        running = subprocess.Popen(
            command, env={**os.environ, "HOME": str(home)}, stdin=subprocess.DEVNULL,
            stdout=written, stderr=written, start_new_session=True,
        )  # fmt: skip
    try:
        end = time.monotonic() + 60
        while b"/lab?token=" not in said.read_bytes() and time.monotonic() < end:
            time.sleep(0.1)
        assert b"/lab?token=" in said.read_bytes()
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(30) == 0, said.read_text()
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
    assert not list(home.rglob("history.sqlite"))
