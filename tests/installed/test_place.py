"""Data and reports of an installed workbook stand where the command is typed, or above."""

import pytest

from helpers import __main__ as command
from helpers import project
from helpers.errors import ClientDataError
from helpers.records import new_client
from session_workbook.place import FILE, told


def test_without_a_project_file_home_is_the_folder_where_the_command_is_typed(tmp_path):
    assert told(tmp_path) == {"home": str(tmp_path.resolve())}


def test_a_project_file_above_is_home_and_may_be_empty(tmp_path):
    (tmp_path / FILE).touch()
    below = tmp_path / "papers" / "old"
    below.mkdir(parents=True)
    assert told(below) == {"home": str(tmp_path.resolve())}


def test_the_nearest_project_file_counts(tmp_path):
    near = tmp_path / "near"
    near.mkdir()
    (tmp_path / FILE).write_text("data: far\n", "utf-8")
    (near / FILE).write_text("language: ru\n", "utf-8")
    assert told(near) == {"home": str(near.resolve()), "language": "ru"}


def test_folders_are_meant_from_where_the_project_file_stands(tmp_path):
    (tmp_path / FILE).write_text("data: Клиенты\nreports: ../out\n", "utf-8-sig")
    below = tmp_path / "a"
    below.mkdir()
    root = tmp_path.resolve()
    assert told(below) == {
        "home": str(root), "data": str(root / "Клиенты"), "reports": str(root / "../out"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("dat: x", "Did you mean 'data'?"),
        ("data: [x", "cannot be read"),
        ("data: [x]", "data must be the name of a folder"),
        ("data:", "data must be the name of a folder"),
        ("language: 1", "language must be en or ru"),
        ("- data", "must hold lines such as"),
        ("1: data", "not '1'"),
    ],
)
def test_a_project_file_that_says_something_else_is_refused_in_a_sentence(tmp_path, text, said):
    (tmp_path / FILE).write_text(text, "utf-8")
    with pytest.raises(ClientDataError, match="workbook.yml") as refused:
        told(tmp_path)
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_project_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00x")
    with pytest.raises(ClientDataError, match="cannot be read"):
        told(tmp_path)


@pytest.mark.parametrize(
    ("made", "typed"),
    [
        ("Make one with: make new CLIENT=x", "Make one with: workbook new x"),
        (
            "For example: make sheet CLIENT=sample CUSTOMER=000112",
            "For example: workbook sheet sample --customer 000112",
        ),
        ("Try: make sample SEED=7 TO=data/mine.", "Try: workbook sample --seed 7 --to data/mine."),
        ("make new CLIENT=acme FROM=~/exports", "workbook new acme --from ~/exports"),
        ("Open it with `make lab` and look.", "Open it with `workbook lab` and look."),
        ("name a folder: REPORTS=…", "name a folder: --reports …"),
        ("Nothing to make here; A=B stays", "Nothing to make here; A=B stays"),
    ],
)
def test_messages_name_the_command_that_was_typed(monkeypatch, made, typed):
    monkeypatch.delenv(project.called("command"), raising=False)
    assert project.as_typed(made) == made
    monkeypatch.setenv(project.called("command"), "workbook")
    assert project.as_typed(made) == typed


def test_every_command_and_every_word_of_make_is_known_by_its_other_name():
    asked = (project.ROOT / "Makefile").read_text("utf-8")
    words = set(asked.split("foreach word,")[1].split(",")[0].split())
    assert set(project.WORDS) | {"CLIENT"} == words
    assert set(project.VERBS) == set(command.VERBS)


def test_what_a_new_client_gets_names_the_command_that_was_typed(monkeypatch, tmp_path):
    monkeypatch.setenv(project.called("command"), "workbook")
    told = (new_client("acme", tmp_path) / "engagement.yml").read_text("utf-8")
    assert "workbook check acme" in told
    assert "make " not in told
