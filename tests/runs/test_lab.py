import nbformat
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
