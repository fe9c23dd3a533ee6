"""A report of some chapters never replaces the pack by less."""

import json

import pytest

from tests.runs import small


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A finished report of all chapters."""
    root = tmp_path_factory.mktemp("whole")
    small.workbook(root / "notebooks")
    small.client(root / "data")
    small.run(small.order(root))
    return root


@pytest.fixture
def root(whole, tmp_path):
    import shutil

    shutil.copytree(whole, tmp_path / "at", symlinks=True)
    return tmp_path / "at"


def numbers(folder):
    return [c["number"] for c in json.loads((folder / "manifest.json").read_text())["chapters"]]


def test_a_new_chapter_is_merged_and_the_others_stay_as_they_were(root):
    small.chapter(root / "notebooks", "16_own", small.KEEP, 'keep("own", "a\\n1\\n")')
    made = small.run(small.order(root, only=("16",)))
    pack = root / "reports/acme"
    assert (made.ran, made.folder) == (("16_own",), pack)
    assert numbers(pack) == ["01", "02", "03", "14", "16"]
    assert (pack / "tables/one.csv").exists()
    assert (pack / "tables/own.csv").exists()
    again = small.run(small.order(root))  # what a report of all would say stands there already
    assert (again.status, again.ran) == ("unchanged", ())


@pytest.mark.slow
def test_where_others_would_have_to_run_it_goes_beside_and_the_pack_stays(root):
    pack = root / "reports/acme"
    before = {p: p.read_bytes() for p in pack.rglob("*") if p.is_file() and ".cache" not in p.parts}
    small.client(root / "data", text="date,amount\n2024-01-31,6\n")
    made = small.run(small.order(root, only=("03",)))
    assert made.folder == root / "reports/acme.part"
    assert numbers(made.folder) == ["03"]
    assert {p: p.read_bytes() for p in before} == before
    small.run(small.order(root))
    assert not made.folder.exists()
    assert numbers(pack) == ["01", "02", "03", "14"]


def test_a_broken_chapter_spoils_nothing(root):
    small.chapter(root / "notebooks", "16_own", "1 / 0")
    made = small.run(small.order(root, only=("16",)))
    assert made.status == "failed"
    assert made.folder == root / "reports/acme.failed"
    assert numbers(root / "reports/acme") == ["01", "02", "03", "14"]


def test_chapters_that_the_pack_has_already_are_not_made_again(root):
    made = small.run(small.order(root, only=("1", "03")))
    assert (made.status, made.folder) == ("unchanged", root / "reports/acme")
    assert numbers(made.folder) == ["01", "02", "03", "14"]
