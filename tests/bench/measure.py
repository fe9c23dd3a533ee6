"""How long does a command take as a whole, and how much memory does its largest process hold?"""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY = 0.25  # seconds between two looks at the processes; each one costs the run some time


@dataclass(frozen=True)
class Cost:
    """Wall seconds, and the largest resident memory of any one process (bytes)."""

    seconds: float
    peak: int


def workbook(*arguments: str) -> Cost:
    """Run the command ``workbook`` and watch it and all its descendants."""
    return command([sys.executable, "-m", "helpers", *arguments])


def seconds_of(*arguments: str) -> float:
    """Wall seconds of the command ``workbook``, with nobody watching it."""
    start = time.perf_counter()
    line = [sys.executable, "-m", "helpers", *arguments]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL, env=_clean())
    return time.perf_counter() - start


def command(line: list[str]) -> Cost:
    """Run a command and watch it and all its descendants; a failure is an error."""
    start = time.perf_counter()
    running = subprocess.Popen(line, stdout=subprocess.DEVNULL, env=_clean())
    peak = 0
    while running.poll() is None:
        peak = max(peak, _largest(running.pid))
        time.sleep(EVERY)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, line)
    return Cost(time.perf_counter() - start, peak)


def _clean() -> dict[str, str]:
    """The environment without what another command of the workbook may have set."""
    return {k: v for k, v in os.environ.items() if not k.startswith("WORKBOOK_")}


def _largest(pid: int) -> int:
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    return max((_resident(one) for one in family), default=0)


def _resident(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


def table(title: str, head: list[str], rows: list[list]) -> str:
    """Plain text table, numbers to the right."""
    cells = [head, *[[_short(v) for v in row] for row in rows]]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    lines = ["  ".join(c.rjust(w) for c, w in zip(row, widths, strict=True)) for row in cells]
    return "\n".join(["", title, "", lines[0], "-" * len(lines[0]), *lines[1:], ""])


def _short(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def clients() -> Path | None:
    """Folder of the real client records, where it stands beside the project."""
    root = Path(os.environ.get("WORKBOOK_CLIENTS") or "../shared/clients").resolve()
    return root if root.is_dir() else None
