"""Nothing that somebody else made is ever replaced or removed."""

import json

import pytest

from helpers.errors import ClientDataError
from helpers.runs import ours, pack
from tests.runs import small


@pytest.fixture
def root(tmp_path):
    """A client and a workbook of one chapter."""
    small.client(tmp_path / "data")
    small.chapter(tmp_path / "notebooks", "01_one", small.KEEP, 'keep("one", "a\\n1\\n")')
    return tmp_path


def standing(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    "told",
    [
        '{"manifest_version": 3, "name": "an extension of a browser"}',
        '{"client": "acme", "chapters": [], "versions": {"node": "20"}}',
        "[1, 2]",
        "not JSON",
        "[" * 100_000,
        "",
    ],
)
@pytest.mark.parametrize("name", ["manifest.json", ".cache/state.json", ours.MARK])
def test_a_folder_that_merely_looks_like_a_report_stays(root, name, told):
    folder = root / "reports/acme"
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(told)
    (folder / "precious.txt").write_text("mine")
    with pytest.raises(ClientDataError, match="This is not a report"):
        small.run(small.order(root))
    assert standing(folder) == {name, "precious.txt"}


def test_a_link_to_a_folder_is_not_followed(root):
    elsewhere = root / "elsewhere"
    elsewhere.mkdir()
    ours.mark(elsewhere)
    (root / "reports").mkdir()
    (root / "reports/acme").symlink_to(elsewhere)
    with pytest.raises(ClientDataError, match="This is not a report"):
        small.run(small.order(root))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("manifest.json", {"versions": {"session-workbook": "0.1.0"}}),
        (".cache/state.json", {"inputs": {}, "pack": {}, "findings": []}),
    ],
)
def test_a_report_made_before_there_was_a_mark_is_still_one(tmp_path, name, told):
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(json.dumps(told))
    assert ours.is_ours(tmp_path)


@pytest.mark.slow
def test_folders_beside_that_begin_like_the_client_stay(root):
    reports = root / "reports"
    mine = [".acme.notes", ".acme.old", ".acme.7-abcdef", "acme.failed", "acme.failed-2", ".acme"]
    for name in mine:
        (reports / name).mkdir(parents=True)
        (reports / name / "precious.txt").write_text("mine")
    small.run(small.order(root))
    (root / "data/acme/sales.csv").write_text("date,amount\n2024-01-31,6\n")
    small.chapter(root / "notebooks", "01_one", "1 / 0")
    failed = small.run(small.order(root))
    assert failed.folder == reports / "acme.failed-3"
    small.chapter(root / "notebooks", "01_one", "1 / 1")
    small.run(small.order(root))
    assert not failed.folder.exists()
    assert all((reports / name / "precious.txt").read_text() == "mine" for name in mine)


def test_what_was_put_into_a_report_or_changed_in_it_is_kept_beside(root, capsys):
    reports = root / "reports"
    small.run(small.order(root))
    for text in ("first", "second", "second"):
        (reports / "acme/mine/deep").mkdir(parents=True, exist_ok=True)
        (reports / "acme/mine/deep/notes.txt").write_text("mine")
        (reports / "acme/.hidden").write_text("mine")
        (reports / "acme/tables/one.csv").write_text(text)
        small.run(small.order(root, force=True))
    kept = reports / "acme.kept"
    assert standing(kept) == {
        "mine/deep/notes.txt", ".hidden", "tables/one.csv", "tables/one (2).csv"
    }  # fmt: skip
    assert (kept / "tables/one.csv").read_text() == "first"
    assert (kept / "tables/one (2).csv").read_text() == "second"
    assert (reports / "acme/tables/one.csv").read_text() == "a\n1\n"


def test_of_a_report_that_nobody_touched_nothing_is_kept(root):
    small.run(small.order(root))
    (root / "reports/acme/sheets").mkdir()
    (root / "reports/acme/sheets/000390.html").write_text("a sheet about one customer")
    (root / "data/acme/sales.csv").write_text("date,amount\n2024-01-31,6\n")
    small.run(small.order(root))
    assert not (root / "reports/acme.kept").exists()


def test_without_any_memory_names_that_do_not_come_again_are_kept(tmp_path):
    old, new = tmp_path / "acme", tmp_path / "pack"
    for folder in (old, new):
        folder.mkdir()
        (folder / "index.html").write_text(folder.name)
    (old / "notes.txt").write_text("mine")
    ours.mark(old)
    assert pack.kept_beside(old, new) == [tmp_path / "acme.kept/notes.txt"]
