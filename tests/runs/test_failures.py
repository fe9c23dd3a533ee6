"""Chapters that end badly, and what is said about each."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.runs import small

ENDINGS = {
    "03_error": (
        'x = 1\nraise ValueError("no such thing")',
        "line 2: ValueError: no such thing",
    ),
    "04_timeout": ("import time\ntime.sleep(60)", "not done after its 3 seconds"),
    "05_killed": ("import os, signal\nos.kill(os.getpid(), 9)", "killed from outside"),
    "06_left": ("import os\nos._exit(0)", "left by itself (exit status 0)"),
    "07_exit": ("import sys\nsys.exit(0)", "left by itself (exit status 0)"),
    "08_memory": ("raise MemoryError", "ran out of memory"),
    "09_magic": ("%no_such_magic", "cell In [2]: UsageError"),
    "10_crash": (
        "import sys, os, signal\nsys.stdout.flush()\nos.write(2, b'assertion broke\\n')\n"
        "os.kill(os.getpid(), signal.SIGSEGV)",
        "crashed (SIGSEGV)",
    ),
    "13_arrow": ("import pyarrow\npyarrow.allocate_buffer(10**15)", "ran out of memory"),
    "11_full": ('import errno\nraise OSError(errno.ENOSPC, "No space left on device")', "full"),
}


@pytest.fixture(scope="module")
def failed(tmp_path_factory):
    """One run of a workbook in which nearly everything goes wrong."""
    root = tmp_path_factory.mktemp("failures")
    folder = root / "notebooks"
    small.client(root / "data")
    small.chapter(folder, "01_one", small.KEEP, 'find("one.sum", 10)')
    first = small.run(small.order(root))
    assert first.status == "made"
    good = (root / "reports/acme/index.html").read_bytes()
    for name, (code, _) in ENDINGS.items():
        small.chapter(folder, name, code)
    small.chapter(folder, "12_word", "pass", parameters='cliemt = "sample"\nlanguage = 3')
    small.chapter(folder, "14_open", "pass", parameters="client = (")
    small.chapter(folder, "15_call", "pass", parameters="client = input()")
    made = small.run(small.order(root), limits={"chapter_seconds": 3})
    return root, made, good


def message(made, name):
    return next(text for text in made.failures if text.startswith(f"notebooks/{name}.ipynb"))


@pytest.mark.parametrize("name", [n for n in ENDINGS if os.name == "posix" or n < "05"])
def test_each_ending_is_told_apart(failed, name):
    _, made, _ = failed
    said = message(made, name)
    assert ENDINGS[name][1] in said
    assert "cell In [2]" in said
    assert len(said.splitlines()) >= 2


def test_the_last_lines_of_a_crash_are_shown(failed):
    assert "assertion broke" in message(failed[1], "10_crash")


def test_the_failing_line_is_quoted_and_cells_are_numbered_as_jupyterlab_does(failed):
    said = message(failed[1], "03_error").splitlines()
    assert said[0] == "notebooks/03_error.ipynb, cell In [2], line 2: ValueError: no such thing"
    assert said[1] == '  raise ValueError("no such thing")'
    assert "In [3]" not in "".join(said)  # with the injected cell it is the third that was run


def test_parameters_that_are_no_python_are_told_and_not_run(failed):
    assert "The cell of parameters is no Python, line 1" in message(failed[1], "14_open")
    assert "may hold plain values only" in message(failed[1], "15_call")


def test_all_faults_of_the_parameters_are_told_at_once(failed):
    said = message(failed[1], "12_word")
    assert "No parameter 'client'. Did you mean 'cliemt'?" in said
    assert "Parameter 'language' must be int, not 'en'." in said


def test_the_last_good_report_stays_and_the_rest_stands_beside_it(failed):
    root, made, good = failed
    assert made.status == "failed"
    assert made.folder == root / "reports" / "acme.failed"
    assert (root / "reports/acme/index.html").read_bytes() == good
    told = json.loads((made.folder / "index.html").read_text("utf-8"))
    assert told["01_one"][0] == "made"
    assert {told[name][0] for name in ENDINGS} == {"failed"}
    assert "no such thing" in told["03_error"][1]


def test_no_message_names_a_folder_of_this_machine(failed):
    root, made, _ = failed
    for said in made.failures:
        assert str(root) not in said
        assert "/site-packages" not in said or "python/" in said


def test_a_run_that_succeeds_takes_the_failed_pack_away(failed):
    root, made, _ = failed
    for name in [*ENDINGS, "12_word", "14_open", "15_call"]:
        (root / "notebooks" / f"{name}.ipynb").unlink()
    assert made.folder.exists()
    again = small.run(small.order(root))
    assert (again.status, again.ran) == ("unchanged", ())
    assert made.folder.exists()  # nothing was made, so nothing was taken away
    assert small.run(small.order(root, force=True)).status == "made"
    assert not made.folder.exists()


def test_what_a_chapter_writes_beside_itself_is_gone_with_the_run(tmp_path):
    small.client(tmp_path / "data")
    small.chapter(tmp_path / "notebooks", "01_one", "open('litter.txt', 'w').close()")
    assert small.run(small.order(tmp_path)).status == "made"
    assert not list(tmp_path.rglob("litter.txt"))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("ending", ["pass", "os._exit(3)"])
def test_what_a_chapter_starts_ends_with_the_run(tmp_path, ending):
    told = tmp_path / "told"
    code = f"""
import os, subprocess
started = [subprocess.Popen(["sleep", "600"], start_new_session=own) for own in (False, True)]
open({str(told)!r}, "w").write(" ".join(str(process.pid) for process in started))
{ending}"""
    small.client(tmp_path / "data")
    small.chapter(tmp_path / "notebooks", "01_one", code)
    small.run(small.order(tmp_path))
    pids = told.read_text().split()
    assert len(pids) == 2
    assert [pid for pid in pids if Path("/proc", pid).exists()] == []


@pytest.mark.skipif(os.name != "posix", reason="no forks here")
@pytest.mark.slow
def test_the_other_chapters_run_although_the_server_of_the_kernels_was_killed(tmp_path):
    small.client(tmp_path / "data")
    # it goes on for long: one that ends at once may have answered before it is missed
    code = "import os, time\nos.kill(os.getppid(), 9)\ntime.sleep(60)"
    small.chapter(tmp_path / "notebooks", "01_one", code)
    small.chapter(tmp_path / "notebooks", "02_two", "1")
    made = small.run(small.order(tmp_path), limits={"jobs": 1})
    told = json.loads((made.folder / "index.html").read_text("utf-8"))
    assert (told["01_one"][0], told["02_two"][0]) == ("failed", "made")
    assert "killed from outside" in message(made, "01_one")
