"""A new exercise runs at once, in a module and a notebook that were there already."""

import shutil

import pytest

from helpers import project
from helpers.errors import ClientDataError
from helpers.maintenance import new_exercise as writing
from helpers.study import course
from helpers.study.exercises import BOOK
from helpers.study.handed_out import generated


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """A copy of the course's first lesson."""
    lesson = next(course.lessons())
    for path in (lesson.source, project.ROOT / "src/helpers/study/lessons/passport.py"):
        target = tmp_path / path.relative_to(project.ROOT)
        target.parent.mkdir(parents=True)
        shutil.copy(path, target)
    monkeypatch.setattr(writing.project, "ROOT", tmp_path)
    monkeypatch.setattr(course, "SOURCES", tmp_path / "notebooks/study")
    monkeypatch.setattr(writing, "generate", lambda: generated.generate(tmp_path / "made"))
    return tmp_path


def test_it_is_declared_asked_and_checked(copy):
    module, notebook, exercises = writing.new_exercise("00.9")
    before = dict(BOOK)
    code = module.read_text("utf-8").replace('"00.', '"99.')  # the lesson itself is declared
    exec(compile(code, "lesson", "exec"), {"__name__": "lesson"})
    assert BOOK["99.9"].kind == "count"
    assert len(BOOK["99.9"].hints) == 2
    BOOK.clear()
    BOOK.update(before)
    assert 'check(\\"00.9\\", answer_9)' in notebook.read_text("utf-8")
    assert "answer_9 = ..." in exercises.read_text("utf-8")


@pytest.mark.parametrize(
    ("id", "said"),
    [
        ("00.1", "already. The next that is free: 00.6"),
        ("77.1", "Lessons: 00"),
        ("x", "called like"),
    ],
)
def test_a_place_that_is_taken_or_is_none_is_refused(copy, id, said):
    with pytest.raises(ClientDataError, match=said):
        writing.new_exercise(id)
