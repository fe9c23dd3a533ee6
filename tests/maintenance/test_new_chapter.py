"""A chapter of one's own: begun with one command, in every document, and harmless when broken."""

import json
import os
import shutil
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest

from helpers import project
from helpers.errors import ClientDataError
from helpers.maintenance.new_chapter import new_chapter
from tests import documents, whole_runs

DOCUMENTS = (
    "handout.html", "handout.pdf", "facilitator.html", "facilitator.pdf", "slides.html",
    "slides.pptx", "tables.xlsx", "appendix.html", "index.html",
)  # fmt: skip


@pytest.fixture
def workbook(tmp_path):
    """Folders of a workbook with two chapters."""
    for folder in ("notebooks", "src/helpers/analysis/models", "tests/analysis"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("01_revenue", "16_mine"):
        (tmp_path / f"notebooks/{name}.ipynb").write_text("{}")
    return tmp_path


def files(root):
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_it_has_a_notebook_modules_and_a_test_under_the_next_free_number(workbook):
    before = files(workbook)
    written = new_chapter("weekdays", root=workbook)
    assert files(workbook) - before == {
        "notebooks/17_weekdays.ipynb",
        "src/helpers/analysis/weekdays/__init__.py",
        "src/helpers/analysis/weekdays/findings.py",
        "src/helpers/analysis/weekdays/inputs.py",
        "tests/analysis/weekdays/test_weekdays.py",
    }
    assert written[0].name == "17_weekdays.ipynb"
    for path in written:
        assert "chapter_name" not in path.read_text("utf-8")
        assert "chapter-name" not in path.read_text("utf-8")
        assert "chapter_number" not in path.read_text("utf-8")


def test_a_number_may_be_asked_for(workbook):
    assert new_chapter("weekdays", "9", root=workbook)[0].name == "09_weekdays.ipynb"


@pytest.mark.parametrize(
    "name",
    ["", "Weekdays", "week days", "../weekdays", "a/b", "/etc", "class", "naïve", "9days", "-x",
     "_x", "x_", "week.days", "dni\n", "дни", "x" * 31, "models", "mine", "con", "lpt1", "."],
)  # fmt: skip
def test_a_name_that_is_no_word_or_is_taken_writes_nothing(workbook, name):
    before = files(workbook)
    with pytest.raises(ClientDataError, match=r"(?s)^[^\n]+$"):
        new_chapter(name, root=workbook)
    assert files(workbook) == before


@pytest.mark.parametrize(("name", "keeper"), [("class", "Python"), ("con", "Windows")])
def test_a_name_that_something_else_keeps_says_whose_it_is(workbook, name, keeper):
    with pytest.raises(ClientDataError, match=f"^{keeper} keeps the name '{name}' for itself"):
        new_chapter(name, root=workbook)


@pytest.mark.parametrize("number", ["01", "1", "16", "100", "-1", "x", "1/2", "٣"])
def test_a_number_that_is_taken_or_is_none_writes_nothing(workbook, number):
    before = files(workbook)
    with pytest.raises(ClientDataError, match="NUMBER must be one from 00 to 99"):
        new_chapter("weekdays", number, root=workbook)
    assert files(workbook) == before


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left(workbook):
    shutil.rmtree(workbook / "tests")
    before = files(workbook)
    with pytest.raises(ClientDataError, match="Cannot write"):
        new_chapter("weekdays", root=workbook)
    assert files(workbook) == before
    assert not (workbook / "src/helpers/analysis/weekdays").exists()


class Copy:
    """A copy of the project with an environment of its own; chapters may be made and broken."""

    def __init__(self, root) -> None:
        self.root = root
        for name in ("src", "notebooks", "templates", "tests", "docs", "data/sample"):
            forgotten = shutil.ignore_patterns("__pycache__", ".cache")
            shutil.copytree(project.ROOT / name, root / name, ignore=forgotten)
        shutil.copy(project.ROOT / "pyproject.toml", root)
        self.pack = root / "reports/sample"
        venv.create(root / ".venv", with_pip=False, symlinks=os.name == "posix")
        places = {"base": str(root / ".venv"), "platbase": str(root / ".venv")}
        libraries = Path(sysconfig.get_path("purelib", "venv", vars=places))
        lines = [str(root / "src"), sysconfig.get_path("purelib")]
        (libraries / "copy.pth").write_text("\n".join(lines), "utf-8")
        self.binary = Path(sysconfig.get_path("scripts", "venv", vars=places)) / "python"

    def python(self, *words):
        """Run a module of the copy as a stranger would."""
        return subprocess.run(
            [str(self.binary), "-m", *words], cwd=self.root, env=whole_runs.surroundings(),
            timeout=whole_runs.PATIENCE, capture_output=True, text=True, check=False,
        )  # fmt: skip

    def report(self, *more):
        return self.python("helpers", "report", "sample", "--chapters", "16,01", *more)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of the project with a chapter of one's own, and its report."""
    made = Copy(tmp_path_factory.mktemp("copy") / "workbook")
    begun = made.python("helpers", "chapter", "--name", "weekdays")
    assert begun.returncode == 0, begun.stderr
    assert begun.stdout.splitlines()[0] == "notebooks/16_weekdays.ipynb"
    ended = made.report()
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return made


@pytest.mark.slow
def test_it_runs_at_once_and_appears_in_every_document(copy):
    for name in DOCUMENTS:
        said = documents.text_of(copy.pack / name)
        sought = "Days of the week" if name == "tables.xlsx" else "On which days the money comes"
        assert sought in said, name
    assert (copy.pack / "tables/weekdays_days.csv").exists()
    told = json.loads((copy.pack / "manifest.json").read_text("utf-8"))
    assert "weekdays.strongest_day" in {found["key"] for found in told["findings"]}


@pytest.mark.slow
def test_it_keeps_the_rules_of_the_house_and_its_own_test_passes(copy):
    asked = ("-q", "-p", "no:cacheprovider", "tests/house", "tests/analysis/weekdays")
    # pages of the project and its set-up are no part of the copy
    apart = [f"--ignore=tests/house/{name}.py" for name in ("test_environment", "test_pages")]
    ended = copy.python("pytest", *asked, *apart)
    assert ended.returncode == 0, ended.stdout
