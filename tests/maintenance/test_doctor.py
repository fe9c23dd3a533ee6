"""The doctor says what a machine lacks, and what to do."""

import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from helpers import __main__, project
from helpers.maintenance import doctor
from helpers.maintenance.doctor import LACKS, NOTE, OK


def said(begin):
    return next(one for one in doctor.examined() if begin in one.text)


def test_this_machine_lacks_nothing_that_it_was_set_up_with(capsys):
    assert __main__.main(["doctor"]) == 0
    assert LACKS not in capsys.readouterr().out


def test_a_package_that_is_not_there_or_another_version_is_named(monkeypatch, capsys):
    wanted = ["pandas<1", "no-such-package>=2", "nothing; sys_platform == 'never'"]
    monkeypatch.setattr(doctor, "requires", lambda _: wanted)
    assert __main__.main(["doctor"]) == 1
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith(LACKS))
    assert "pandas<1 is wanted, and " in line
    assert "no-such-package>=2 is not there" in line
    assert "never" not in line


@pytest.mark.parametrize("there", ["3.0.0", "3.1.0rc1"])
def test_a_version_that_fits_is_no_fault(monkeypatch, there):
    monkeypatch.setattr(doctor, "version", lambda _: there)
    assert doctor._lacking(Requirement("pandas>=3.0,<4")) == ""


@pytest.mark.parametrize(("now", "how"), [((3, 10), LACKS), ((3, 11), OK)])
def test_a_python_is_new_enough_or_not(monkeypatch, now, how):
    monkeypatch.setattr(sys, "version_info", now)
    assert said("Python").how == how


@pytest.mark.parametrize(("free", "how"), [(1.9e9, NOTE), (2e9, OK)])
def test_a_disk_that_is_nearly_full_is_told(monkeypatch, free, how):
    usage = type("Usage", (), {"free": free})
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda _: usage)
    assert said("free on the disk").how == how


def test_a_folder_that_cannot_be_written_is_told_with_the_word_that_names_another(
    monkeypatch, tmp_path
):
    def refused(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setenv(project.called("reports"), str(tmp_path / "out"))
    monkeypatch.setattr(doctor.tempfile, "TemporaryFile", refused)
    told = said("REPORTS=")
    assert told.how == LACKS
    assert str(tmp_path) in told.text


def test_processes_without_forks_are_a_note(monkeypatch):
    monkeypatch.setenv(project.called("kernels"), "plain")
    assert said("chapters start").how == NOTE


def test_another_workbook_on_the_path_is_a_note(monkeypatch, tmp_path):
    monkeypatch.setattr(doctor.shutil, "which", lambda *_, **__: str(tmp_path / "workbook"))
    assert said("another one").how == NOTE
    mine = Path(sys.executable).parent / "workbook"
    monkeypatch.setattr(doctor.shutil, "which", lambda *_, **__: str(mine))
    assert [one for one in doctor.examined() if "another one" in one.text] == []
