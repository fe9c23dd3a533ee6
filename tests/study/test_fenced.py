"""A notebook that is graded reaches no network, starts nothing, changes nothing kept."""

import subprocess
import sys

import pytest

BEGIN = """
import sys
from pathlib import Path
from helpers.study.grading.fenced import fence
kept = Path(sys.argv[1])
fence([kept], 1024)
"""
REFUSED = [
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')",
    "import subprocess; subprocess.run(['true'])",
    "import os; os.system('true')",
    "(kept / 'file').write_text('x')",
    "open(kept / 'new', 'a')",
    "(kept / 'file').unlink()",
    "(kept / 'file').rename('other')",
    "import shutil; shutil.rmtree(kept)",
]
ALLOWED = ["(kept / 'file').read_text()", "Path('mine').write_text('x')", "sum(range(9))"]


def ran(code, folder):
    (folder / "kept").mkdir()
    (folder / "kept" / "file").write_text("as it was", "utf-8")
    command = [sys.executable, "-P", "-c", BEGIN + code, str(folder / "kept")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("code", REFUSED)
def test_what_is_refused(code, tmp_path):
    ended = ran(code, tmp_path)
    assert ended.returncode == 1
    assert "a notebook that is graded" in ended.stderr
    assert [p.name for p in (tmp_path / "kept").iterdir()] == ["file"]
    assert (tmp_path / "kept" / "file").read_text("utf-8") == "as it was"


@pytest.mark.parametrize("code", ALLOWED)
def test_what_is_allowed(code, tmp_path):
    assert ran(code, tmp_path).returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="not every system can hold a process to memory")
def test_memory_has_an_end(tmp_path):
    ended = ran("x = bytearray(2 * 1024**3)", tmp_path)
    assert "MemoryError" in ended.stderr
