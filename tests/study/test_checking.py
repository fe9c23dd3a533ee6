"""What a trainee sees: right, not yet, not tried; never an error, and no work is lost."""

import errno
import json

import numpy as np
import pandas as pd
import pytest

from helpers import language
from helpers.study import checking, course, desk, memory
from helpers.study.answers import choice, function, listed, names, number, several, share, whole
from helpers.study.course import Lesson
from helpers.study.desk import Desk
from helpers.study.exercises import Exercise
from helpers.study.mistakes import Mistake
from helpers.study.overview import Stand, done, lines
from helpers.study.sentence import Sentence, tell

DOUBLE = Mistake("double", "Twice.", "It was counted twice, since it stands there twice.")
OTHER = Mistake("other", "Another one.", "Because.")


class NoCompany:
    """For exercises that need none."""

    seed = 1


@pytest.fixture
def at(tmp_path, monkeypatch):
    checking._answers.clear()
    monkeypatch.setattr(Desk, "company", NoCompany())
    yield desk.take(Desk(tmp_path, "anna", 1))
    checking._answers.clear()


@pytest.fixture
def ask(at, monkeypatch, capsys):
    """Declare one exercise, and give what is said to an answer."""

    def asked(answer, *given, hints=("weak one", "code almost")):
        one = Exercise("00.1", "count", lambda company: answer, hints, 1)
        monkeypatch.setattr(course, "exercise", lambda id: one if id == "00.1" else None)
        checking.check("00.1", *given)
        return capsys.readouterr().out

    return asked


def grow(d, m):
    return d / (m - d) if m > d else float("inf")


def stub(d, m):
    """What it is for."""
    ...


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (number(1234.5), "1 234,5"),
        (number(1234.5), np.float64(1234.5)),
        (number(1234.5), pd.Series([1234.5])),
        (number(1234.5), pd.DataFrame({"x": [1234.5]})),
        (whole(3), 3.0),
        (whole(3), [3]),
        (share(0.31), 31),
        (share(0.31), "31 %"),
        (share(0.31), "0,31"),
        (choice("b", {DOUBLE: "a"}), " B. "),
        (names(["1", "2"]), {"2", "1"}),
        (names(["1", "2"]), "2, 1"),
        (names(["1", "2"]), pd.Index(["2", "1"])),
        (listed([True, False]), np.array([True, False])),
        (several({"low": share(0.1), "high": share(0.2)}), [0.1, "20 %"]),
        (several({"low": share(0.1), "high": share(0.2)}), {"high": 0.2, "low": 0.1}),
        (function(grow, [(0.1, 0.3), (0.3, 0.1)]), lambda d, m: grow(d, m)),
    ],
)
def test_other_forms_of_the_right_answer_are_right(ask, answer, given):
    assert "Right." in ask(answer, given)


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (number(5), "five"),
        (number(5), True),
        (number(5), float("nan")),
        (number(5), pd.DataFrame({"x": [1, 2]})),
        (number(5), lambda: 5),
        (number(5), type("Odd", (), {"__repr__": lambda self: 1 / 0})()),
        (names(["1"]), 7),
        (listed([1]), "abc"),
        (several({"low": share(0.1), "high": share(0.2)}), (0.1,)),
        (function(grow, [(0.1, 0.3)]), 5),
        (function(grow, [(0.1, 0.3)]), lambda: 1),
        (choice("b", {DOUBLE: "a"}), 2),
        (tell(5.0), "five"),
        (tell(5.0), Sentence("a", "five", "share", None, "counted", "b")),
        (tell(5.0), Sentence("a", 5, "share", None, "surely", "b")),
    ],
)
def test_a_wrong_type_is_not_yet_and_says_why(ask, answer, given):
    said = ask(answer, given)
    assert "Not yet." in said
    assert len(said.split()) > 6


@pytest.mark.parametrize(
    ("answer", "given"),
    [
        (number(5), ...),
        (number(5), None),
        (several({"low": share(0.1), "high": share(0.2)}), (0.1, ...)),
        (function(grow, [(0.1, 0.3)]), stub),
        (tell(5.0), Sentence()),
        (tell(5.0), Sentence("a", ..., "share", None, "counted", "b")),
    ],
)
def test_dots_are_not_tried(ask, answer, given):
    assert "Not tried." in ask(answer, given)


def test_a_function_that_gives_a_constant_is_tried(ask):
    assert "Not yet." in ask(function(grow, [(0.1, 0.3)]), lambda d, m: "A")


def test_nothing_said_gives_the_answer_away(ask):
    assert "1234" not in ask(number(1234.0, wrong={DOUBLE: 2468.0}), 77)


def test_three_wrong_answers_of_one_kind_open_its_explanation(ask):
    answer = number(10, wrong={DOUBLE: 20, OTHER: 5})
    told = [ask(answer, given) for given in (20, 5, 20, 20)]
    assert [DOUBLE.because in one for one in told] == [False, False, False, True]


def test_an_exercise_that_is_not_there_is_said(at, capsys):
    checking.check("99.9", 1)
    assert "There is no exercise '99.9'." in capsys.readouterr().out


def test_hints_come_in_steps_and_end(ask, capsys):
    ask(number(1), ...)
    told = []
    for _ in range(3):
        checking.hint("00.1")
        told.append(capsys.readouterr().out)
    assert ["code almost" in one for one in told] == [False, True, True]
    assert "1 more hint" in told[0]


def test_once_right_is_right(ask, at):
    ask(number(1), 1)
    ask(number(1), 2)
    assert memory.kept(at)["exercises"]["00.1"]["state"] == "right"


def test_a_full_disk_costs_the_memory_and_not_the_answer(ask, monkeypatch):
    def full(path, value):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(memory, "write_json", full)
    said = ask(number(1), 1)
    assert "Right." in said
    assert "could not be kept (No space left on device)" in said


@pytest.mark.parametrize("text", ["", "{", "[]", '{"exercises": 1}', "\x00"])
def test_a_memory_that_cannot_be_read_is_put_aside(ask, at, text):
    at.progress_file.write_text(text, "utf-8")
    assert "Right." in ask(number(1), 1)


def test_an_old_memory_is_not_lost(ask, at):
    at.progress_file.write_text("{", "utf-8")
    ask(number(1), 1)
    assert [p.read_text("utf-8") for p in at.folder.glob(".progress*.unreadable")] == ["{"]


def test_the_memory_holds_no_right_answers(ask, at):
    ask(number(1234.0, wrong={DOUBLE: 2468.0}), 2468)
    assert "1234" not in json.dumps(memory.kept(at))


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"number": 7}, "wrong number"),
        ({"interval": None}, "no interval"),
        ({"certainty": "counted"}, "wrong certainty"),
        ({"subject": "They left because of us"}, "false cause"),
        ({"decision": "потому что дорого"}, "false cause"),
        ({"unit": "a lot"}, "money unnamed"),
        ({"decision": " "}, "says nothing"),
    ],
)
def test_each_part_of_a_sentence_has_its_own_mistake(at, change, kind):
    answer = tell(5.0, certainty="estimated", interval=(4.0, 6.0), money=True)
    right = {"subject": "sales", "number": 5, "unit": "EUR a year", "interval": (4, 6),
             "certainty": "estimated", "decision": "whom we call"}  # fmt: skip
    assert answer.judged(answer.plain(Sentence(**right))).state == "right"
    found = answer.judged(answer.plain(Sentence(**{**right, **change})))
    assert found.mistake.kind == kind


def test_a_sentence_may_be_said_in_russian(at):
    language.use("ru")
    answer = tell(5.0, money=True)
    said = Sentence("продажи", "5,0", "€ в год", None, language.tr("counted"), "кому звоним")
    assert answer.judged(answer.plain(said)).state == "right"


def test_a_notebook_of_another_seed_is_said(at, capsys):
    checking.opened("00", 2, "en")
    assert "made for the company of seed 2" in capsys.readouterr().out


def test_progress_names_the_next_exercise(at):
    told = list(lines(at))
    assert told[-1].startswith("Next: exercise ")


def stand(number, *states):
    return Stand(Lesson(number, "x"), "", dict(enumerate(states)), 0)


@pytest.mark.parametrize(
    ("right", "quiz", "is_done"),
    [(5, 0, True), (4, 7, True), (4, 6, False), (3, 10, False)],
)
def test_a_lesson_is_done_at_all_right_or_most_of_it_with_its_quiz(right, quiz, is_done):
    lesson = stand("00", *["right"] * right, *["wrong"] * (5 - right))
    test = stand("A", *["right"] * quiz, *["wrong"] * (10 - quiz))
    assert ("00" in done([lesson, test])) == is_done
