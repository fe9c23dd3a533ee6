import json
import shutil

import nbformat
import pytest

from helpers import project
from helpers.errors import ClientDataError
from helpers.runs.changes import state
from helpers.runs.status import status
from tests.runs import small

EVERY = ("01_one", "03_three", "14_plan")  # the second has nothing to stand on


@pytest.fixture
def root(tmp_path):
    small.workbook(tmp_path / "notebooks")
    small.client(tmp_path / "data")
    return tmp_path


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """Where a report was made once."""
    root = tmp_path_factory.mktemp("first")
    small.workbook(root / "notebooks")
    small.client(root / "data")
    made = small.run(small.order(root))
    assert made.status == "made", made.failures
    assert made.ran == EVERY
    return root


@pytest.fixture
def ran(first_run, tmp_path):
    """A place of the test's own in which the report has been made."""
    return shutil.copytree(first_run, tmp_path, dirs_exist_ok=True, symlinks=True)


def files(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*")
            if p.is_file() and ".cache" not in p.parts}  # fmt: skip


def told(root, client="acme"):
    return json.loads((root / "reports" / client / "manifest.json").read_text("utf-8"))


def test_a_run_leaves_a_pack(first_run):
    folder = first_run / "reports" / "acme"
    assert (folder / "tables/one.csv").read_text() == "customer\nacme\n"
    assert (folder / "rejected/sales.csv").read_text() == "line,reason\n7,no date\n"
    chapters = told(first_run)["chapters"]
    assert [c["status"] for c in chapters] == ["made", "left out", "made", "made"]
    assert "losses" in chapters[1]["ask"]
    assert [f["key"] for f in told(first_run)["findings"]] == ["one.sum", "three.sum"]
    assert told(first_run)["findings"][0]["chapter"] == "Title of 01_one"
    plan = nbformat.read(folder / "notebooks/14_plan.ipynb", as_version=4)
    assert plan.cells[-1].outputs[0].text == "2\n"
    assert sorted(p.name for p in (first_run / "reports").iterdir()) == [".acme.lock", "acme"]


def test_two_runs_in_two_places_leave_the_same_bytes(first_run, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere with a blank")
    small.workbook(other / "notebooks")
    small.client(other / "data")
    small.run(small.order(other))
    one, two = (files(r / "reports/acme") for r in (first_run, other))
    manifests = [json.loads(f.pop("manifest.json")) for f in (one, two)]
    assert [m.pop("times") != {} for m in manifests] == [True, True]
    assert manifests[0] == manifests[1]
    assert one == two
    for name, content in one.items():
        for place in (str(first_run), str(other), str(project.ROOT), "ipykernel"):
            assert place.encode() not in content, name


def test_nothing_changed_runs_nothing(ran):
    before = files(ran / "reports/acme")
    again = small.run(small.order(ran))
    assert (again.status, again.ran) == ("unchanged", ())
    assert files(ran / "reports/acme") == before
    assert small.run(small.order(ran, force=True)).ran == EVERY


def test_only_the_changed_chapter_runs_again_and_the_plan_that_reads_it(ran):
    small.chapter(ran / "notebooks", "03_three", small.KEEP, 'find("three.sum", 31)')
    assert small.run(small.order(ran)).ran == ("03_three", "14_plan")


def test_a_chapter_that_says_the_same_leaves_the_plan_alone(ran):
    small.chapter(ran / "notebooks", "03_three", small.KEEP, 'find("three.sum", 30)  # same')
    assert small.run(small.order(ran)).ran == ("03_three",)


def test_a_changed_byte_of_a_source_runs_the_chapters_that_stand_on_it(ran):
    small.client(ran / "data", text="date,amount\n2024-01-31,6\n")
    assert small.run(small.order(ran)).ran == ("01_one", "03_three", "14_plan")
    small.client(ran / "data")
    assert small.run(small.order(ran)).ran == ()  # as it was before: known already


def test_a_file_that_somebody_removed_is_written_again_without_a_run(ran):
    (ran / "reports/acme/index.html").unlink()
    made = small.run(small.order(ran))
    assert (made.status, made.ran) == ("made", ())
    assert (ran / "reports/acme/index.html").exists()


def test_a_damaged_result_is_not_used(ran):
    stored = next((ran / "reports/acme/.cache/chapters/01_one").glob("*/tables/one.csv"))
    stored.write_text("half")
    (ran / "reports/acme/tables/one.csv").unlink()
    assert small.run(small.order(ran)).ran == ("01_one",)
    assert (ran / "reports/acme/tables/one.csv").read_text() == "customer\nacme\n"


def test_some_chapters_by_number(root):
    assert small.run(small.order(root, only=("1", "03"))).ran == ("01_one", "03_three")
    assert [c["number"] for c in told(root)["chapters"]] == ["01", "03"]
    with pytest.raises(ClientDataError, match=r"No chapter 77, a\. Chapters: 01, 02, 03, 14"):
        small.run(small.order(root, only=("1", "77", "a")))


def test_an_intake_that_fails_leaves_the_report_untouched(ran):
    before = files(ran / "reports")

    def fail(_):
        raise ClientDataError("sales.csv must have the column date.")

    small.client(ran / "data", text="nothing\n")
    with pytest.raises(ClientDataError):
        small.run(small.order(ran), load=fail)
    assert files(ran / "reports") == before


@pytest.mark.slow
def test_what_was_said_before_is_the_last_report_that_said_something_else(root):
    def before():
        return json.loads((root / "reports/acme/index.html").read_text("utf-8"))["before"]

    small.run(small.order(root))
    assert before() is None
    small.run(small.order(root, force=True))
    assert before() is None
    small.chapter(root / "notebooks", "03_three", small.KEEP, 'find("three.sum", 31)')
    small.run(small.order(root))
    assert [f["money"] for f in before()] == [10, 30]
    small.run(small.order(root, force=True))
    assert [f["money"] for f in before()] == [10, 30]


@pytest.mark.slow
def test_a_template_makes_the_documents_again_and_no_chapter(root, monkeypatch):
    templates = root / "templates"
    for name in ("brand", "fonts"):
        shutil.copytree(project.TEMPLATES / name, templates / name)
    default = (templates / "brand/default.yml").read_text("utf-8")
    (templates / "page.j2").write_text("one")
    monkeypatch.setattr(project, "TEMPLATES", templates)
    small.run(small.order(root))
    (templates / "page.j2").write_text("two")
    made = small.run(small.order(root))
    assert (made.status, made.ran) == ("made", ())
    (templates / "brand/default.yml").write_text(default + "# new\n", "utf-8")
    assert small.run(small.order(root)).ran == ("01_one", "03_three", "14_plan")


@pytest.mark.parametrize(("firm", "counts"), [("north", True), ("south", False)])
def test_a_new_brand_file_touches_only_the_clients_that_use_it(root, monkeypatch, firm, counts):
    templates = root / "templates"
    for name in ("brand", "fonts"):
        shutil.copytree(project.TEMPLATES / name, templates / name)
    monkeypatch.setattr(project, "TEMPLATES", templates)
    said = "title: acme\nbrand: north\ntables: {}\n"
    (root / "data/acme/engagement.yml").write_text(said, "utf-8")

    def parts():
        return state.inputs(small.order(root), state.Digests())

    before = parts()
    (templates / f"brand/{firm}.yml").write_text("firm: Somebody\n", "utf-8")
    assert (parts() != before) is counts


def test_of_two_chapters_that_keep_the_same_table_the_later_one_fails(ran):
    counted = 'keep("one", "again")'
    small.chapter(ran / "notebooks", "03_three", small.KEEP, counted)
    made = small.run(small.order(ran))
    assert made.status == "failed"
    assert len(made.failures) == 1
    assert "03_three.ipynb: show.keep('one') has the name of a table" in made.failures[0]
    assert (made.folder / "tables/one.csv").read_text("utf-8") != "again"
    assert json.loads((made.folder / "index.html").read_text("utf-8"))["01_one"][0] == "made"


def test_two_chapters_with_one_number_are_both_named(root):
    small.chapter(root / "notebooks", "03_other", "pass")
    with pytest.raises(ClientDataError, match="number 03: 03_other.ipynb and 03_three.ipynb"):
        small.run(small.order(root))


def test_a_report_never_takes_the_place_of_the_records(root):
    for reports in (root / "data", root / "data" / "acme", root / "data/acme/out"):
        with pytest.raises(ClientDataError, match="take the place of the client's records"):
            small.order(root, reports=reports)
    (root / "linked").symlink_to(root / "data")
    with pytest.raises(ClientDataError, match="take the place of the client's records"):
        small.order(root, reports=root / "linked")


def test_a_folder_that_is_no_report_is_never_replaced(root):
    own = root / "reports" / "acme"
    own.mkdir(parents=True)
    (own / "contract.docx").write_text("signed")
    with pytest.raises(ClientDataError, match="not a report"):
        small.run(small.order(root))
    assert (own / "contract.docx").read_text() == "signed"
    (own / "contract.docx").unlink()
    (own / ".cache").mkdir()  # of `make check`
    assert small.run(small.order(root)).status == "made"
    (own / "manifest.json").unlink()
    assert small.run(small.order(root)).status == "made"


def test_a_client_with_another_name_gets_a_report_of_its_own(ran):
    for folder in ("data", "reports"):
        (ran / folder / "acme").rename(ran / folder / "beta")
    made = small.run(small.order(ran, "beta"))
    assert (made.status, made.ran) == ("made", ("01_one", "03_three", "14_plan"))
    assert (ran / "reports/beta/tables/one.csv").read_text() == "customer\nbeta\n"


@pytest.mark.parametrize(
    "tables", ["tables:\n  sales:\n    database: x", "tables: {sales: {query: y, database: x}}"]
)
def test_a_database_can_only_be_known_by_reading_it(ran, tables):
    path = ran / "data/acme/engagement.yml"
    path.write_text(f"title: x\n{tables}\n", "utf-8")
    small.run(small.order(ran))
    assert not state.unchanged(small.order(ran))
    path.write_text("title: x\ntables: {sales: {files: sales.csv}}  # {database: x}\n", "utf-8")
    small.run(small.order(ran))
    assert state.unchanged(small.order(ran))


@pytest.mark.parametrize("text", ["", '{"cells": [', "[]", '{"nbformat": 3, "cells": []}'])
def test_a_notebook_that_was_saved_by_half_is_named(root, text):
    (root / "notebooks/03_three.ipynb").write_text(text)
    with pytest.raises(ClientDataError, match=r"03_three\.ipynb cannot be read as a notebook"):
        small.run(small.order(root))


def test_status_names_what_changed_and_nothing_else(ran):
    small.chapter(ran / "notebooks", "03_three", "if not client: load(client)")
    small.run(small.order(ran))

    def told():
        lines = status(small.order(ran), small.Records)
        return dict(line.split(": ", 1) for line in lines)

    assert told()["03_three"] == "up to date"
    small.chapter(ran / "notebooks", "03_three", "if not client: load(client)  # new")
    assert told()["03_three"] == "would run: changed: notebook"
    assert told()["01_one"] == "up to date"
    assert told()["02_two"] == "left out, not brought: losses"
