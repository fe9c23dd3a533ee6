import errno
import os
import shutil
import subprocess
import sys
import time

import pytest

from helpers import __main__, project
from helpers.maintenance import bootstrap


@pytest.fixture(autouse=True)
def _told_nothing(monkeypatch):
    for name in [name for name in os.environ if name.startswith("WORKBOOK_")]:
        monkeypatch.delenv(name)


def said(capsys, *words):
    status = __main__.main(words)
    told = capsys.readouterr()
    return status, (told.out + told.err).strip()


@pytest.mark.parametrize("verb", ["report", "check", "lab", "watch", "status", "new"])
def test_without_a_client_the_answer_is_what_to_type(capsys, verb):
    status, text = said(capsys, verb)
    assert (status, text) == (1, f"Which client? For example: make {verb} CLIENT=sample")


def test_the_former_name_of_the_sheet_leads_to_the_new_one(capsys):
    status, text = said(capsys, "card", "acme", "--customer", "000390")
    assert status == 1
    assert "is called sheet now: make sheet CLIENT=" in text
    assert len(text.splitlines()) == 1


@pytest.mark.parametrize(
    "client", ["../../etc", "a/b", "..", "a b", "a{b}", "naïve", "-x", "a\nb", "C:\\x"]
)
def test_a_name_that_could_be_a_path_is_refused(capsys, tmp_path, client):
    reports = tmp_path / "reports"
    words = ("--data", str(tmp_path), "--reports", str(reports), "--", client)
    status, text = said(capsys, "report", *words)
    assert status == 1
    assert "cannot be the name of a client" in text
    assert not reports.exists()


def test_a_misspelt_client_is_told_which_there_are(capsys, tmp_path):
    (tmp_path / "data/acme").mkdir(parents=True)
    (tmp_path / "data/acme/engagement.yml").write_text("title: Acme\n")
    folders = ("--data", str(tmp_path / "data"), "--reports", str(tmp_path / "reports"))
    status, text = said(capsys, "report", "acmee", *folders)
    assert status == 1
    assert text.startswith("No records for 'acmee'.")
    assert "acme" in text.split(".", 1)[1]
    assert not (tmp_path / "reports").exists()


def test_a_folder_of_clients_that_cannot_be_written_is_told_plainly(capsys, tmp_path, monkeypatch):
    def closed(*_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(tmp_path))

    monkeypatch.setattr("helpers.records.begin", closed)
    status, text = said(capsys, "new", "acme", "--data", str(tmp_path))
    assert status == 1
    assert text.startswith(f"Cannot write {tmp_path}")
    assert "DATA=" in text


def test_a_language_that_we_do_not_speak(capsys):
    status, text = said(capsys, "report", "sample", "--language", "ry")
    assert (status, text) == (1, "LANGUAGE must be en or ru, not 'ry'.")


def test_faults_of_ours_keep_their_traceback(monkeypatch):
    def broken(_):
        raise ZeroDivisionError

    monkeypatch.setitem(__main__.VERBS, "status", (broken, True, ""))
    with pytest.raises(ZeroDivisionError):
        __main__.main(["status", "sample"])


def test_folders_are_meant_from_where_the_command_was_typed(monkeypatch, tmp_path, capsys):
    (tmp_path / "typed").mkdir()
    monkeypatch.setenv("WORKBOOK_TYPED_IN", str(tmp_path / "typed"))
    monkeypatch.setenv("WORKBOOK_DATA", "../clients")
    monkeypatch.setenv("WORKBOOK_CLIENT", "acme")
    said(capsys, "report")
    assert os.environ["WORKBOOK_DATA"] == str(tmp_path / "clients")
    monkeypatch.delenv("WORKBOOK_DATA")


def test_an_answer_to_a_misspelt_word_imports_nothing_heavy():
    code = (
        "import sys; from helpers.__main__ import main; main(['report']); "
        "print([m for m in ('pandas', 'ibis', 'matplotlib', 'nbformat') if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_in_the_lab_the_client_asked_for_takes_the_place_of_the_sample(monkeypatch):
    assert project.in_lab("sample") == ("sample", "")
    monkeypatch.setenv(project.called("lab_client"), "acme")
    monkeypatch.setenv(project.called("lab_language"), "ru")
    assert project.in_lab("sample") == ("acme", "ru")
    assert project.in_lab("sample", "en") == ("acme", "en")
    assert project.in_lab("other") == ("other", "")


make = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")


@pytest.fixture
def makefile(tmp_path):
    """The Makefile in a folder with a blank, and a Python that says what it was told."""
    folder = tmp_path / "a checkout"
    (folder / ".venv/bin").mkdir(parents=True)
    shutil.copy(project.ROOT / "Makefile", folder)
    python = folder / ".venv/bin/python"
    python.write_text(
        '#!/bin/sh\ncase "$*" in *bootstrap*) exit 0;; esac\n'
        'echo "$*"; env | grep -E "^(WORKBOOK|LANGUAGE|CLIENT)" | sort\n'
    )
    python.chmod(0o755)

    def call(*words, cwd=folder, **env):
        surroundings = {"PATH": os.environ["PATH"], "PWD": str(cwd), **env}
        done = subprocess.run(
            ["make", *words], cwd=cwd, env=surroundings, capture_output=True, text=True, check=False
        )
        return done.stdout

    call.folder = folder
    return call


@make
@pytest.mark.skipif(os.name != "posix", reason="a stand-in for Python in sh")
class TestMake:
    def test_alone_it_explains_itself(self, makefile):
        text = makefile()
        assert "make report CLIENT=sample" in text
        for verb in __main__.VERBS:
            assert f"make {verb} " in text

    def test_what_is_typed_reaches_the_command(self, makefile):
        lines = makefile("report", "CLIENT=acme", "LANGUAGE=ru", "DATA=../a b").splitlines()
        assert lines[0] == "-P -m helpers report"
        assert "WORKBOOK_CLIENT=acme" in lines
        assert "WORKBOOK_LANGUAGE=ru" in lines
        assert "WORKBOOK_DATA=../a b" in lines
        assert not [line for line in lines if line.startswith(("LANGUAGE", "CLIENT"))]

    def test_the_language_of_the_desktop_is_not_that_of_the_handout(self, makefile):
        text = makefile("report", "CLIENT=acme", LANGUAGE="en_US:en", REPORTS="/elsewhere")
        assert "LANGUAGE" not in text
        assert "WORKBOOK_REPORTS" not in text

    def test_a_path_is_meant_from_where_make_was_typed(self, makefile):
        folder = makefile.folder
        assert f"WORKBOOK_TYPED_IN={folder}" in makefile("report", PWD="/stale")
        above = makefile("-C", folder.name, "report", cwd=folder.parent)
        assert f"WORKBOOK_TYPED_IN={folder.parent}\n" in above
        for quiet in ("-s", "--no-print-directory"):
            above = makefile(quiet, "-C", folder.name, "report", cwd=folder.parent)
            assert f"WORKBOOK_TYPED_IN={folder.parent}\n" in above

    def test_a_command_in_the_name_of_a_client_is_only_a_name(self, makefile):
        name = "x; touch hacked; `touch hacked` $(touch hacked) $(shell touch hacked) A$1"
        assert f"WORKBOOK_CLIENT={name}\n" in makefile("report", f"CLIENT={name}")
        assert not (makefile.folder / "hacked").exists()


class TestSetUp:
    @pytest.mark.parametrize(
        ("version", "fits"),
        [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), True), ((2, 7), False)],
    )
    def test_which_python(self, version, fits):
        assert bootstrap.fits(version) is fits

    def test_an_environment_is_stale_when_the_lock_differs_whatever_the_dates(
        self, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(bootstrap, "HERE", str(tmp_path))
        monkeypatch.setattr(bootstrap, "VENV", str(tmp_path / ".venv"))
        monkeypatch.setattr(bootstrap, "STAMP", str(tmp_path / ".venv/.ready"))
        python = tmp_path / bootstrap.program(".venv", "python")
        python.parent.mkdir(parents=True)
        python.touch()
        (tmp_path / "requirements.lock").write_text("numpy==1\n")
        (tmp_path / "pyproject.toml").write_text("")
        assert not bootstrap.ready()
        (tmp_path / ".venv/.ready").write_text(bootstrap.wanted())
        assert bootstrap.ready()
        (tmp_path / "requirements.lock").write_text("numpy==2\n")
        long_ago = time.time() - 1e6
        os.utime(tmp_path / "requirements.lock", (long_ago, long_ago))
        assert not bootstrap.ready()

    def test_it_runs_without_the_package_and_without_the_environment(self):
        command = [sys.executable, "-I", "-S", bootstrap.__file__, "fits"]
        assert subprocess.run(command, check=False).returncode == 0

    def test_our_package_is_found_in_every_locale_whatever_the_letters_above_it(
        self, tmp_path, monkeypatch
    ):
        here = tmp_path / "мой проект"
        there = here / ".venv" / "lib" / "python3.11" / "site-packages"
        there.mkdir(parents=True)
        (here / "src").mkdir()
        (there / "ours.pth").write_text(f"{here / 'src'}\n", "utf-8")
        (there / "other.pth").write_text("import other", "utf-8")
        monkeypatch.setattr(bootstrap, "HERE", str(here))
        monkeypatch.setattr(bootstrap, "VENV", str(here / ".venv"))
        bootstrap.say_from_there()
        said = (there / "ours.pth").read_text("ascii").strip()
        assert (there / said).resolve() == (here / "src").resolve()
        assert (there / "other.pth").read_text("ascii") == "import other"


def test_a_console_that_lacks_signs_and_a_reader_that_goes_end_quietly(tmp_path):
    spoken = {**os.environ, "PYTHONIOENCODING": "ascii", "WORKBOOK_LANGUAGE": ""}
    told = [sys.executable, "-P", "-m", "helpers", "check", "romashka", "--data", str(tmp_path)]
    (tmp_path / "romashka").mkdir()
    (tmp_path / "romashka" / "engagement.yml").write_text("tables: {Продажи · 1: {}}\n", "utf-8")
    ran = subprocess.run(told, env=spoken, capture_output=True, check=False)  # noqa: S603
    assert (ran.returncode, b"Traceback" in ran.stderr) == (1, False)
    assert b"unknown table '?" in ran.stderr
    whole = [sys.executable, "-P", "-m", "helpers", "--help"]
    with subprocess.Popen(whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as gone:  # noqa: S603
        gone.stdout.close()
        assert gone.stderr.read() == b""
    assert gone.returncode in (0, __main__.LEFT)
