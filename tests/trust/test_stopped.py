"""A run that is stopped says one line, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest
from nbformat import v4

from helpers import __main__ as command
from helpers import project
from helpers.errors import ClientDataError
from helpers.runs.by_hand import lab
from helpers.runs.kernels import forks
from helpers.runs.tidy import without_paths
from tests import tiny

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
OURS = re.compile(r"helpers/.*, in (\S+)")  # functions of ours in a traceback


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, ClientDataError])
def test_whatever_a_library_makes_of_ctrl_c_it_is_one_line(error):
    """A library may swallow the signal and raise an error of its own instead."""
    code = (
        "import os, signal, sys\nfrom helpers import __main__ as m\n"
        "from helpers.errors import ClientDataError\n"
        "def do(_):\n"
        "    try:\n        os.kill(os.getpid(), signal.SIGINT)\n"
        f"    except KeyboardInterrupt:\n        raise {error.__name__}('within') from None\n"
        "m.VERBS['sample'] = (do, False, '')\nsys.argv[1:] = ['sample']\nm.console()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert (ended.returncode, ended.stdout) == (command.STOPPED, "")
    assert ended.stderr == "Stopped. An earlier report is untouched.\n"


def test_ctrl_c_in_a_callback_whose_errors_are_lost_is_heard_all_the_same():
    code = (
        "import os, signal, sys, time, weakref\nfrom helpers import __main__ as m\n"
        "def do(_):\n"
        "    thing = type('Thing', (), {})()\n"
        "    kept = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))\n"
        "    del thing\n"
        "    for _ in range(600):\n        time.sleep(0.05)\n"
        "m.VERBS['sample'] = (do, False, '')\nsys.argv[1:] = ['sample']\nm.console()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    said = "Stopped. An earlier report is untouched.\n"
    assert (ended.returncode, ended.stdout, ended.stderr) == (command.STOPPED, "", said)


@pytest.mark.slow
@pytest.mark.parametrize("tenth", range(2, 30, 3))
def test_ctrl_c_at_any_moment(tmp_path, tenth):
    tiny.write(tmp_path / "data", "acme", tiny.Client(tables=("sales",)))
    words = ["report", "acme", "--data", str(tmp_path / "data"), "--reports", str(tmp_path / "r")]
    running = subprocess.Popen(
        [sys.executable, "-P", "-m", "helpers", *words, "--chapters", "00"],
        stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    time.sleep(tenth / 10)
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    if running.returncode == -signal.SIGINT:  # Python was still starting
        assert {*OURS.findall(said)} <= {"<module>"}
        assert not (tmp_path / "r").exists()
        return
    assert "Traceback" not in said
    assert running.returncode in (0, command.STOPPED)
    assert [p.name for p in (tmp_path / "r").glob(".acme.*") if p.is_dir()] == []


def test_what_a_killed_run_left_is_swept_and_a_living_one_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(forks, "_short_folder", lambda: str(tmp_path))
    for name in ("wb-dead", "wb-alive", "wb-of-somebody-else", "other"):
        (tmp_path / name).mkdir()
    for name in ("wb-dead", "wb-alive"):
        (tmp_path / name / forks.ALIVE).touch()
    with (tmp_path / "wb-alive" / forks.ALIVE).open("ab") as file:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
        forks.sweep()
    left = sorted(p.name for p in tmp_path.iterdir())
    assert left == ["other", "wb-alive", "wb-of-somebody-else"]


def test_a_user_without_a_home_can_work(monkeypatch):
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", lambda _: (_ for _ in ()).throw(KeyError("no entry")))
    assert without_paths("a text") == "a text"
    assert project.typed_path("~nobody/of/that-name").is_absolute()


def test_metadata_of_cells_and_widgets_are_not_saved_into_a_chapter():
    cells = [v4.new_code_cell("x", metadata={"tags": ["a"], "shown": "Acme"}),
             v4.new_markdown_cell("x", metadata={"note": "Acme"})]  # fmt: skip
    content = v4.new_notebook(cells=cells, metadata={"widgets": {"state": "Acme"}, "workbook": {}})
    lab.without_outputs({"type": "notebook", "content": content})
    assert "Acme" not in str(content)
    assert content["cells"][0]["metadata"] == {"tags": ["a"]}
    assert "workbook" in content["metadata"]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_lab_that_is_ended_ends_its_server(tmp_path):
    said = tmp_path / "said"
    with said.open("wb") as written:
        running = subprocess.Popen(
            [sys.executable, "-P", "-m", "helpers", "lab", "sample", "--reports", str(tmp_path)],
            stdin=subprocess.DEVNULL, stdout=written, stderr=written, start_new_session=True,
        )  # fmt: skip
    end = time.monotonic() + 90
    while b"/lab?token=" not in said.read_bytes() and time.monotonic() < end:
        time.sleep(0.1)
    running.terminate()
    assert running.wait(30) == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)
