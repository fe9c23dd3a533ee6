import nbformat
import pytest

from helpers.chapters import chapters, declared, parameter_problems
from helpers.errors import ClientDataError
from tests.runs import small


def notebook(code):
    cell = nbformat.v4.new_code_cell(code, metadata={"tags": ["parameters"]})
    return nbformat.v4.new_notebook(cells=[cell])


def test_parameters_are_read_as_python_reads_them():
    code = 'client: str = "a=b"  # what = who\nmonths: "int | None" = None\na, *b = 1, 2\nn = -1'
    assert declared(notebook(code)) == {"client": "a=b", "months": None, "n": -1}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"client": "x"}, []),
        ({"clinet": "x"}, ["No parameter 'clinet'. Did you mean 'client'?"]),
        ({"q": 1}, ["No parameter 'q'. It has: client, share, top."]),
        ({"client": 3}, ["Parameter 'client' must be str, not 3."]),
        ({"share": 1}, []),
        ({"share": True}, ["Parameter 'share' must be float, not True."]),
        ({"top": 0.5}, ["Parameter 'top' must be int, not 0.5."]),
        ({"a; import os": 1, "top": "1"}, None),
    ],
)
def test_what_is_wrong_with_parameters(given, said):
    found = parameter_problems(notebook('client = "sample"\nshare = 0.5\ntop = 20'), given)
    assert len(found) == 2 if said is None else found == said


def test_chapters_come_in_their_order_and_other_files_do_not(tmp_path):
    for name in ("02_two", "01_one", "draft", "14_plan"):
        small.chapter(tmp_path, name, "pass", needs=["sales", "sales.cost"])
    found = chapters(tmp_path)
    assert [c.number for c in found] == ["01", "02", "14"]
    assert found[0].title == "Title of 01_one"
    assert found[0].needs == ("sales", "sales.cost")
    assert [c.number for c in chapters(tmp_path, ("2",))] == ["02"]


def test_a_chapter_that_is_not_there(tmp_path):
    small.chapter(tmp_path, "01_one", "pass")
    with pytest.raises(ClientDataError, match="No chapter 7. Chapters: 01"):
        chapters(tmp_path, ("7", "01"))
