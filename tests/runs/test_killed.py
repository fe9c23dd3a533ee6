"""Runs that are killed, and runs beside each other."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers import project
from tests.runs import small

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="signals of POSIX"),
]
SOURCE = "date,amount\n2024-01-31,{}\n"


def start(root, client="acme", *more):
    command = [sys.executable, "-m", "tests.runs.one_run", str(root), client, *more]
    return subprocess.Popen(command, cwd=project.ROOT)


def descendants(pid):
    """Processes below this one."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = {pid}
    while more := {p for p, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


def until(fits, seconds=60):
    """Wait until it is so, but not for ever."""
    end = time.monotonic() + seconds
    while not fits() and time.monotonic() < end:
        time.sleep(0.05)
    return fits()


def test_killed_at_any_moment_the_earlier_report_is_whole(tmp_path):
    """A random moment in each twelfth of a run; every pack seen is one that a run has made."""
    counted = 'keep("one", f"customer\\n{client}\\n")\nfind("one.sum", 10)'
    small.chapter(tmp_path / "notebooks", "01_one", small.KEEP, counted)
    small.client(tmp_path / "data", text=SOURCE.format(0))
    since = time.monotonic()
    assert start(tmp_path).wait(120) == 0
    usual = time.monotonic() - since
    chance = random.Random(0)
    index = tmp_path / "reports/acme/index.html"
    for number in range(12):
        small.client(tmp_path / "data", text=SOURCE.format(number + 1))
        running = start(tmp_path, "acme", "force")
        time.sleep((0.2 + (number + chance.random()) / 12 * 0.9) * usual)
        running.send_signal(signal.SIGKILL)
        running.wait()
        told = json.loads(index.read_text("utf-8"))
        assert told["findings"] == ["acme has 10"]
        manifest = json.loads((index.parent / "manifest.json").read_text("utf-8"))
        assert manifest["findings"]
        assert (index.parent / "tables/one.csv").read_text() == "customer\nacme\n"
    assert start(tmp_path).wait(120) == 0
    assert sorted(p.name for p in (tmp_path / "reports").iterdir()) == [".acme.lock", "acme"]
    assert not list((tmp_path / "reports").rglob("*.part"))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_killed_run_leaves_no_process_and_no_socket_behind(tmp_path):
    small.client(tmp_path / "data")
    begun = tmp_path / "begun"
    slow = f"import time\nopen({str(begun)!r}, 'w').close()\ntime.sleep(100)"
    small.chapter(tmp_path / "notebooks", "01_slow", slow)
    sockets = set(Path("/tmp").glob("wb-*"))  # noqa: S108
    running = start(tmp_path)
    try:
        assert until(begun.exists)
        left = descendants(running.pid)
        ours = set(Path("/tmp").glob("wb-*")) - sockets  # noqa: S108
        assert len(left) >= 3  # the server, the chapter and its kernel
    finally:
        running.kill()
        running.wait()
    assert until(lambda: not [pid for pid in left if Path(f"/proc/{pid}").exists()], 15)
    if "PYTEST_XDIST_WORKER" not in os.environ:  # other tests have sockets of their own
        assert until(lambda: not [path for path in ours if path.exists()], 15)


def test_eight_clients_at_once_never_mix(tmp_path):
    names = [f"client{i}" for i in range(8)]
    small.workbook(tmp_path / "notebooks")
    for name in names:
        small.client(tmp_path / "data", name)
    running = [start(tmp_path, name) for name in names]
    assert [process.wait(300) for process in running] == [0] * 8
    for name in names:
        others = [other.encode() for other in names if other != name]
        for path in (tmp_path / "reports" / name).rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert not [other for other in others if other in content], path


def test_two_runs_of_one_client_wait_for_each_other(tmp_path):
    small.workbook(tmp_path / "notebooks")
    small.client(tmp_path / "data")
    running = [start(tmp_path, "acme", "force") for _ in range(2)]
    assert [process.wait(120) for process in running] == [0, 0]
    assert (tmp_path / "reports/acme/tables/one.csv").read_text() == "customer\nacme\n"
