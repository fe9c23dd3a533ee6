"""A trainee's folder is made ready, and nothing in it is ever written over."""

import nbformat
import pytest

from helpers import language
from helpers.errors import ClientDataError
from helpers.study import course, desk
from helpers.study.handed_out import preparing, versions
from helpers.study.handed_out.preparing import prepare


def everything(folder):
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_folder_has_who_the_lessons_and_a_page_to_start_from(tmp_path):
    prepare(tmp_path / "work", "anna", "7", "en")
    names = {p.name for p in (tmp_path / "work" / "en").iterdir()}
    assert names == {"start.ipynb", *(f"{one.name}.ipynb" for one in course.lessons())}
    at = desk.read(tmp_path / "work")
    assert (at.trainee, at.seed) == ("anna", 7)


def test_a_kernel_of_the_folder_says_errors_in_words_and_the_lab_asks_for_no_news(tmp_path):
    prepare(tmp_path, "anna", "7", "en")
    told = [(tmp_path / path).read_text("utf-8") for path in preparing.SURROUNDINGS]
    assert ["set_up()" in told[0], "fetchNews" in told[1]] == [True, True]


def test_nothing_is_written_over(tmp_path):
    prepare(tmp_path, "anna", "7", "en")
    first = next((tmp_path / "en").glob("0*.ipynb"))
    first.write_text("half a lesson", "utf-8")
    before = everything(tmp_path)
    prepare(tmp_path, "", "", "en")
    assert everything(tmp_path) == before


def test_another_language_comes_beside(tmp_path):
    prepare(tmp_path, "anna", "7", "en")
    prepare(tmp_path, "", "", "ru")
    told = nbformat.read(tmp_path / "ru" / "00_passport.ipynb", as_version=4)
    assert "Можно ли верить этой выгрузке?" in told.cells[0].source
    assert any('begin("00", seed=7, language="ru")' in cell.source for cell in told.cells)


def test_a_lesson_that_was_lost_comes_again(tmp_path):
    prepare(tmp_path, "anna", "7", "en")
    lost = tmp_path / "en" / "00_passport.ipynb"
    lost.unlink()
    prepare(tmp_path, "", "", "en")
    assert lost.exists()


@pytest.mark.parametrize(
    ("name", "seed", "said"), [("boris", "", "belongs to anna"), ("", "11", "is of seed 7")]
)
def test_two_trainees_do_not_share_a_folder(tmp_path, name, seed, said):
    prepare(tmp_path, "anna", "7", "en")
    before = everything(tmp_path)
    with pytest.raises(ClientDataError, match=said):
        prepare(tmp_path, name, seed, "en")
    assert everything(tmp_path) == before


@pytest.mark.parametrize(
    "text", ["", "- 1", "trainee: anna", "seed: x\ntrainee: a", "a: [", "\x00"]
)
def test_a_who_that_cannot_be_read_is_said(tmp_path, text):
    (tmp_path / "who.yml").write_text(text, "utf-8")
    with pytest.raises(ClientDataError, match="must have two lines"):
        prepare(tmp_path, "", "", "en")


@pytest.mark.parametrize("seed", ["x", "-1", "1.5", "1" * 10, "٣"])
def test_a_seed_is_a_whole_number(tmp_path, seed):
    with pytest.raises(ClientDataError, match="SEED must be a whole number"):
        prepare(tmp_path, "", seed, "en")


def test_a_seed_that_is_not_given_out_is_refused_and_never_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr(preparing, "fit", lambda number: number == 4321)
    with pytest.raises(ClientDataError, match="is not given out"):
        prepare(tmp_path / "a", "", "7", "en")
    drawn = iter([1, 2, 3321])
    monkeypatch.setattr(preparing.secrets, "randbelow", lambda n: next(drawn))
    assert prepare(tmp_path / "b", "", "", "en").seed == 4321


@pytest.mark.parametrize("name", ["Анна", 'a"b', "a: b", "<b>", "x" * 300])
def test_any_name_is_a_name(tmp_path, name):
    assert prepare(tmp_path, name, "7", "en").trainee == name


def test_the_desk_of_a_notebook_is_the_folder_above_it(tmp_path, monkeypatch):
    prepare(tmp_path, "anna", "7", "ru")
    monkeypatch.chdir(tmp_path / "ru")
    assert desk.current().seed == 7
    assert language.current() == "ru"


CELL = """# BEGIN SOLUTION
table = [1, 2]
total = sum(table)

def twice(x):
    '''Double it.'''
    return 2 * x
sentence = Sentence(subject="a", number=total)
# END SOLUTION
check("00.1", total)
check("00.2", twice)
check("00.3", sentence)"""


def test_dots_stand_under_the_names_that_the_cell_goes_on_with():
    cell = nbformat.v4.new_code_cell(CELL)
    made = versions.trainee(nbformat.v4.new_notebook(cells=[cell]))
    assert made.cells[0].source == (
        'total = ...\ndef twice(x):\n    """Double it."""\n    ...\n'
        "sentence = Sentence(\n    subject=...,\n    number=...,\n)\n"
        'check("00.1", total)\ncheck("00.2", twice)\ncheck("00.3", sentence)'
    )


def test_what_is_for_who_teaches_is_not_given_out():
    cell = nbformat.v4.new_markdown_cell("secret", metadata={"tags": ["instructor"]})
    assert versions.trainee(nbformat.v4.new_notebook(cells=[cell])).cells == []
