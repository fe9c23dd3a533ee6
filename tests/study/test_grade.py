"""A folder of five gives the expected grades, byte for byte, and nothing stored is believed."""

import pytest

from helpers.study.company import Company
from helpers.study.grading import grade as grading
from helpers.study.grading.alike import telling
from tests.study import classes, desks

SEED, OTHER = 7, 2025

GRADES = """\
trainee,seed,lesson,exercise,kind,state,points,of,wrong_kind,hints,seconds,note
anna,7,00,00.1,read,right,1,1,,0,,
anna,7,00,00.2,count,right,2,2,,0,,
anna,7,00,00.3,doubt,right,1,1,,0,,
anna,7,00,00.4,count,right,2,2,,0,,
anna,7,00,00.5,tell,right,1,1,,0,,
boris,7,00,00.1,read,right,1,1,,0,,
boris,7,00,00.2,count,wrong,0,2,totals as sales,1,,
boris,7,00,00.3,doubt,not tried,0,1,,0,,
boris,7,00,00.4,count,not tried,0,2,,0,,Its cell is gone.
boris,7,00,00.5,tell,not tried,0,1,,0,,
clara,2025,00,00.1,read,right,1,1,,0,,"This notebook was made for seed 7, not 2025: is it a copy?"
clara,2025,00,00.2,count,wrong,0,2,,0,,
clara,2025,00,00.3,doubt,right,1,1,,0,,
clara,2025,00,00.4,count,right,2,2,,0,,
clara,2025,00,00.5,tell,right,1,1,,0,,
dmitri,7,00,00.1,read,error,0,1,,0,,Cell 12: SyntaxError: '[' was never closed
dmitri,7,00,00.2,count,error,0,2,,0,,Cell 14: NameError: name 'nothing' is not defined
dmitri,7,00,00.3,doubt,error,0,1,,0,,Cell 16: PermissionError: a notebook that is graded has \
no network
dmitri,7,00,00.4,count,right,2,2,,0,,
dmitri,7,00,00.5,tell,right,1,1,,0,,
eva,,00,00.1,read,not tried,0,1,,0,,who.yml is missing or cannot be read.
eva,,00,00.2,count,not tried,0,2,,0,,
eva,,00,00.3,doubt,not tried,0,1,,0,,
eva,,00,00.4,count,not tried,0,2,,0,,
eva,,00,00.5,tell,not tried,0,1,,0,,
"""


@pytest.fixture
def only_the_first_lesson(monkeypatch):
    """Grades of the other lessons would only make the expected text longer."""
    first = next(grading.course.lessons())
    monkeypatch.setattr(grading.course, "lessons", lambda: iter([first]))


@pytest.mark.slow
def test_a_class_of_five(shared, tmp_path, only_the_first_lesson):
    desks.sit(SEED, shared, tmp_path)
    money = (
        Company(SEED)
        .records.passport.set_index("file")
        .loc["sales_2023_harbour.csv", "amount_accepted"]
    )
    assert Company(OTHER).records
    folder = classes.write(tmp_path / "class", seed=SEED, other=OTHER, money=float(money))
    paths = grading.grade(folder, tmp_path / "out")
    told = [path.read_text("utf-8") for path in paths]
    assert told[0] == GRADES
    assert told[1].splitlines()[1:] == [
        "anna,7,7,7,7", "boris,7,1,1,7", "clara,2025,5,5,7", "dmitri,7,3,3,7", "eva,,0,0,7"
    ]  # fmt: skip
    assert "anna and boris have the same seed." in told[2]
    assert "The answer of clara to 00.2 is the right one for anna." in told[2]
    again = grading.grade(folder, tmp_path / "again")
    assert [path.read_text("utf-8") for path in again] == told


@pytest.mark.parametrize(("value", "tells"), [(99.0, False), (100.0, True), (0.25, True)])
def test_small_whole_numbers_may_be_alike_by_chance(value, tells):
    assert telling(value) == tells
