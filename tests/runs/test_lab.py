import os
import signal
import subprocess
import sys
import time

import nbformat
import pytest
from jupyter_server.services.contents.largefilemanager import LargeFileManager
from nbformat import v4

from helpers.runs import lab


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
