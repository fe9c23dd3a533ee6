"""A wheel, installed where nothing else of the project is, makes the report of the sample."""

import hashlib
import os
import subprocess
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from hatchling import build

from helpers import project

pytestmark = pytest.mark.slow
MINUTES = 600


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from the project as it stands."""
    folder = tmp_path_factory.mktemp("wheel")
    before = Path.cwd()
    os.chdir(project.ROOT)  # where a builder looks for what it builds
    try:
        return folder / build.build_wheel(str(folder))
    finally:
        os.chdir(before)


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Environment with the wheel and the packages that it needs, below a folder with blanks."""
    place = tmp_path_factory.mktemp("machine") / "Проба пера"
    venv.create(place, symlinks=os.name == "posix")
    inside = {"base": str(place), "platbase": str(place)}
    packages = Path(sysconfig.get_path("purelib", vars=inside))
    zipfile.ZipFile(wheel).extractall(packages)
    # its dependencies are those of this environment; a checkout named there is not seen
    (packages / "needed.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return place


@pytest.fixture
def workbook(installed, tmp_path):
    """Type a command of the workbook in an empty folder."""
    python = installed / ("Scripts" if os.name == "nt" else "bin") / "python"

    def typed(*words, **said):
        env = {k: v for k, v in os.environ.items() if not k.startswith((project.OURS, "PYTHON"))}
        return subprocess.run(
            [str(python), "-m", "session_workbook", *words],
            cwd=tmp_path, env=env | project.words(**said), capture_output=True, text=True,
            encoding="utf-8", check=False, timeout=MINUTES,
        )  # fmt: skip

    return typed


def contents(folder):
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file() and p.suffix != ".pyc"
    }


def test_the_wheel_brings_one_package_and_no_other_name(wheel):
    names = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {n for n in names if not n.endswith(".dist-info")} == {"session_workbook"}


def test_the_wheel_carries_every_file_that_the_project_keeps_for_users(wheel):
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if "/project/" in name}
    listed = ["git", "ls-files", "-z", "src/helpers", "notebooks", "templates", "data/sample"]
    kept = subprocess.run(listed, cwd=project.ROOT, capture_output=True, text=True, check=False)
    if kept.returncode:
        pytest.skip("no git here")
    there = {name for name in kept.stdout.split("\0") if (project.ROOT / name).is_file() and name}
    assert {f"session_workbook/project/{name}" for name in there} <= carried


@pytest.mark.parametrize("kernels", ["", "plain"], ids=["forked", "as on Windows"])
def test_a_report_is_made_where_the_command_is_typed_and_nowhere_else(
    workbook, installed, tmp_path, kernels
):
    before = contents(installed)
    made = workbook("report", "sample", "--chapters", "00,01", kernels=kernels)
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "data/sample/engagement.yml").is_file()
    assert list((tmp_path / "reports").rglob("handout.pdf"))
    assert contents(installed) == before


def test_an_installed_workbook_names_its_own_command(workbook):
    told = workbook("report", "nosuch")
    assert told.returncode == 1
    assert "workbook new nosuch" in told.stderr


def test_nothing_is_written_into_an_installed_workbook(workbook, installed):
    before = contents(installed)
    for words in (["chapter", "--name", "weekdays"], ["study", "exercises"]):
        told = workbook(*words)
        assert told.returncode == 1
        assert "git clone" in told.stderr
    assert contents(installed) == before


def test_another_package_called_helpers_is_not_in_the_way(workbook, installed):
    packages = next(installed.rglob("session_workbook")).parent
    other = packages / "helpers"
    other.mkdir()
    (other / "__init__.py").write_text("raise RuntimeError('another one')\n", "utf-8")
    try:
        told = workbook("status", "nosuch")
    finally:
        for path in sorted(other.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        other.rmdir()
    assert "No records for 'nosuch'" in told.stderr
