import contextlib
import errno
import os
import shutil
import subprocess
import sys

import pytest

from helpers import project
from helpers.errors import ClientDataError
from helpers.runs import ours, pack
from tests.runs import small


@pytest.fixture
def reports(tmp_path):
    """A report with its cache, and the next pack in a scratch folder."""
    (tmp_path / "acme/.cache").mkdir(parents=True)
    (tmp_path / "acme/.cache/known").write_text("kept")
    (tmp_path / "acme/index.html").write_text("old")
    (tmp_path / ".acme.1/pack").mkdir(parents=True)
    (tmp_path / ".acme.1/pack/index.html").write_text("new")
    for folder in (tmp_path / "acme", tmp_path / ".acme.1", tmp_path / ".acme.1/pack"):
        ours.mark(folder)
    for folder in (tmp_path / "acme", tmp_path / ".acme.1/pack"):
        (folder / ours.MANIFEST).write_text("{}")
    return tmp_path


def state(reports):
    return (reports / "acme/index.html").read_text(), (reports / "acme/.cache/known").read_text()


def test_a_pack_takes_the_place_of_the_earlier_one_and_keeps_its_cache(reports):
    pack.publish(reports / ".acme.1/pack", reports / "acme")
    assert state(reports) == ("new", "kept")


def test_so_it_does_where_names_cannot_be_exchanged(reports, monkeypatch):
    monkeypatch.setattr(pack, "exchange", lambda *_: False)
    pack.publish(reports / ".acme.1/pack", reports / "acme")
    assert state(reports) == ("new", "kept")
    assert not (reports / ".acme.1/earlier").exists()


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="no exchange of names here")
def test_the_exchange_is_one_step(reports):
    assert pack.exchange(reports / ".acme.1/pack", reports / "acme")
    assert (reports / ".acme.1/pack/index.html").read_text() == "old"


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("after", range(6))
@pytest.mark.parametrize("can_exchange", [True, False])
def test_killed_between_any_two_steps_the_next_run_finds_a_whole_report(
    reports, monkeypatch, after, can_exchange
):
    steps = []

    def step(real):
        def stepped(*arguments, **more):
            if len(steps) == after:
                raise Killed
            steps.append(real)
            return real(*arguments, **more)

        return stepped

    with monkeypatch.context() as patched:
        if not can_exchange:
            patched.setattr(pack, "exchange", lambda *_: False)
        else:
            patched.setattr(pack, "exchange", step(pack.exchange))
        patched.setattr(type(reports), "rename", step(type(reports).rename))
        patched.setattr(pack.shutil, "rmtree", step(pack.shutil.rmtree))
        with contextlib.suppress(Killed):
            pack.publish(reports / ".acme.1/pack", reports / "acme")
    pack.recover(reports, "acme")
    index, cache = state(reports)
    assert index in ("old", "new")
    assert cache == "kept"
    assert [p.name for p in reports.iterdir()] == ["acme"]


def test_what_belongs_to_another_client_is_left_alone(reports):
    (reports / ".acme-2.7").mkdir()
    (reports / ".ac.7").mkdir()
    pack.recover(reports, "acme")
    assert sorted(p.name for p in reports.iterdir()) == [".ac.7", ".acme-2.7", "acme"]


def test_the_first_report_of_all_needs_nothing_to_stand_there(tmp_path):
    (tmp_path / "pack").mkdir()
    pack.publish(tmp_path / "pack", tmp_path / "acme")
    assert (tmp_path / "acme").is_dir()


@pytest.fixture(scope="module")
def first_run(tmp_path_factory):
    """Where a report of one chapter was made once."""
    root = tmp_path_factory.mktemp("first")
    small.client(root / "data")
    small.chapter(root / "notebooks", "01_one", small.KEEP)
    small.run(small.order(root))
    return root


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "The disk is full"),
        pytest.param(errno.EROFS, "Cannot write", marks=pytest.mark.slow),
        pytest.param(errno.EACCES, "Cannot write", marks=pytest.mark.slow),
    ],
)
def test_a_full_disk_and_a_closed_folder_are_told_plainly(
    first_run, tmp_path, monkeypatch, number, said
):
    shutil.copytree(first_run, tmp_path, dirs_exist_ok=True, symlinks=True)
    before = (tmp_path / "reports/acme/index.html").read_bytes()

    def fail(*_):
        raise OSError(number, os.strerror(number), str(tmp_path / "reports"))

    monkeypatch.setattr(small, "documents", fail)
    with pytest.raises(ClientDataError, match=said):
        small.run(small.order(tmp_path, force=True))
    assert (tmp_path / "reports/acme/index.html").read_bytes() == before


def test_another_run_of_the_same_client_is_waited_for_and_that_is_said(tmp_path, capsys):
    with (
        pack.alone(tmp_path, "acme"),
        pytest.raises(ClientDataError, match="Another run of acme"),
        pack.alone(tmp_path, "acme", seconds=0.1),
    ):
        pass
    assert "Another run of acme is under way" in capsys.readouterr().err
    with pack.alone(tmp_path, "acme"), pack.alone(tmp_path, "other", seconds=0.1):
        pass
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are not known here")
@pytest.mark.slow
@pytest.mark.parametrize("verb", ["check", "status"])
def test_a_disk_that_is_full_while_the_records_are_read(tmp_path, verb):
    limit = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({100_000},) * 2)"
    run = "import runpy, sys; sys.argv[1:] = {!r}; runpy.run_module('helpers', run_name='__main__')"
    words = [verb, "sample", "--data", str(project.ROOT / "data"), "--reports", str(tmp_path)]
    ended = subprocess.run(
        [sys.executable, "-P", "-c", f"{limit}\n{run.format(words)}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    assert "The disk is full" in ended.stderr
    assert "Traceback" not in ended.stderr
