"""Every lesson keeps the promise: solved it is all right, with dots nothing is tried."""

import ast

import pytest

from helpers import language
from helpers.language.catalogue import translated
from helpers.study import checking, course
from helpers.study.answers import NOT_TRIED, RIGHT
from helpers.study.exercises import GUESSES, KINDS
from helpers.study.grading.alike import telling
from helpers.study.handed_out import generated, versions
from helpers.study.running import code_of, run
from tests.study import desks

LESSONS = list(course.lessons())
each_lesson = pytest.mark.parametrize("lesson", LESSONS, ids=lambda one: one.name)
# the fast gear is taught in the language of the sources; every company and language has its turn
SLOW = [(desks.QUICK, "ru"), *zip(desks.OTHERS, language.LANGUAGES, strict=True)]
each_company = pytest.mark.parametrize(
    ("seed", "spoken"),
    [(desks.QUICK, "en"), *(pytest.param(*one, marks=pytest.mark.slow) for one in SLOW)],
)


def some_lessons(quick):
    """All lessons, of which the fast gear runs these."""
    cases = [one if one in quick else pytest.param(one, marks=pytest.mark.slow) for one in LESSONS]
    return pytest.mark.parametrize("lesson", cases, ids=lambda one: one.name)


few_lessons = some_lessons([one for one in LESSONS if one.name in ("03_leaving", "A_quiz")])
fourth_lesson = some_lessons(LESSONS[::4])


@pytest.fixture
def at(seed, shared, tmp_path, spoken):
    return desks.sit(seed, shared, tmp_path, spoken)


def own(notebook, lesson, seed, spoken):
    return versions.own(translated(notebook, spoken), seed, spoken, lesson.number)


def asked(notebook):
    """Exercises that the cells of a notebook have checked, in their order."""
    calls = (
        node
        for _, source in code_of(notebook)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check"
    )
    return [call.args[0].value for call in calls]


@each_company
@few_lessons
def test_a_solved_lesson_is_all_right(lesson, seed, spoken, at):
    ran = run(own(versions.solved(lesson.notebook()), lesson, seed, spoken), at)
    assert ran.failed == []
    assert [(one.id, one.state, one.says) for one in ran.heard] == [
        (one.id, RIGHT, "") for one in lesson.exercises()
    ]


@each_company
@fourth_lesson
def test_with_dots_it_runs_to_its_end_nothing_is_tried_and_no_answer_can_be_read_off(
    lesson, seed, spoken, at
):
    """Neither from the exercises nor from what they show, nor from what is kept of them."""
    notebook = own(versions.trainee(lesson.notebook()), lesson, seed, spoken)
    ran = run(notebook, at)
    assert ran.failed == []
    assert ran.states() == {one.id: NOT_TRIED for one in lesson.exercises()}
    checks = "".join(line for line in ran.shown.splitlines() if "border-left" in line)
    seen = checks + "".join(source for _, source in code_of(notebook))
    seen += at.progress_file.read_text("utf-8")
    for one in lesson.exercises():
        answer = checking.answer_of(one.id, at.company)
        for number in numbers_in(answer.plain(answer.right)):
            assert repr(number).removesuffix(".0") not in seen, one.id


@each_company
@each_lesson
def test_there_are_mistakes_stored_and_each_gets_its_own_message(lesson, seed, spoken, at):
    for one in lesson.exercises():
        answer = checking.answer_of(one.id, at.company)
        right, _ = checking.outcome(one.id, answer.right, at.company)
        assert right.state == RIGHT, one.id
        stored = 1 if one.kind == "quiz" else 2
        assert len(answer.wrong) >= stored, one.id
        usual = stored if seed == desks.OTHERS[0] else 1  # in other companies two may agree
        assert len(answer.expected) >= usual, one.id
        for mistake in answer.expected:
            found, _ = checking.outcome(one.id, answer.wrong[mistake], at.company)
            assert (one.id, found.mistake) == (one.id, mistake)
            assert language.tr(mistake.says) in found.says


def numbers_in(value):
    """Numbers of an answer that are too particular to stand somewhere by chance."""
    inside = value.values() if isinstance(value, dict) else value
    if isinstance(inside, str) or not hasattr(inside, "__iter__"):
        return [value] if telling(value) and abs(value) >= 1000 else []
    return [number for one in inside for number in numbers_in(one)]


@each_lesson
def test_the_exercises_are_those_of_the_lesson(lesson):
    path = course.GENERATED / lesson.source.name
    assert path.read_text("utf-8") == generated.text_of(lesson), "make exercises"


def test_there_are_no_exercises_without_a_lesson():
    assert {p.name for p in course.GENERATED.glob("*.ipynb")} == {o.source.name for o in LESSONS}


def test_every_lesson_that_is_written_has_a_place_in_the_course():
    assert {p.name for p in course.SOURCES.glob("*.ipynb")} == {o.source.name for o in LESSONS}


@each_lesson
class TestDeclared:
    def test_what_is_checked_is_what_is_declared(self, lesson):
        assert asked(lesson.notebook()) == [one.id for one in lesson.exercises()]

    def test_an_exercise_has_hints(self, lesson):
        for one in lesson.exercises():
            assert one.kind == "quiz" or len(one.hints) >= 2, one.id

    def test_it_reads_counts_doubts_and_tells(self, lesson):
        kinds = {one.kind for one in lesson.exercises()}
        assert kinds <= set(KINDS)
        if lesson.word != "quiz":
            assert 3 <= len(lesson.exercises()) <= 7
            assert lesson.number in GUESSES

    def test_it_has_its_parts(self, lesson):
        notebook = lesson.notebook()
        assert "?" in notebook.cells[0].source.partition("\n")[0]
        if lesson.word != "quiz":
            tags = {tag for cell in notebook.cells for tag in cell.metadata.get("tags", [])}
            assert {"setup", "mistakes", "takeaways", "instructor"} <= tags

    def test_it_has_no_outputs_and_unique_names_of_cells(self, lesson):
        cells = lesson.notebook().cells
        assert len({cell.id for cell in cells}) == len(cells)
        assert not [c for c in cells if c.cell_type == "code" and (c.outputs or c.execution_count)]

    def test_a_solution_is_not_in_the_exercises(self, lesson):
        for _, source in code_of(versions.trainee(lesson.notebook())):
            assert "SOLUTION" not in source
