"""What does the command leave behind? Whole runs, each made once for all tests that look at it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from helpers import project
from helpers.runs.kernels.forks import ONE_THREAD

# names a folder that keeps the packs for the next tests; empty it when anything has changed
KEPT = "WORKBOOK_TEST_PACKS"
PATIENCE = 1500  # seconds for one run: of a machine that has much else to do


def command(client: str, data: Path, reports: Path, *more: str) -> list[str]:
    """Words of the command line that make a report."""
    folders = ["--data", str(data), "--reports", str(reports)]
    return [sys.executable, "-P", "-m", "helpers", "report", client, *folders, *more]


def surroundings() -> dict[str, str]:
    """Environment without what the tester and the tests may say to the workbook."""
    ours = (*ONE_THREAD, *filter(lambda name: name.startswith("WORKBOOK_"), os.environ))
    return {name: value for name, value in os.environ.items() if name not in ours}


def run(client: str, data: Path, reports: Path, *more: str) -> Path:
    """Make the report of ``client`` as a stranger would; give its folder."""
    asked = command(client, data, reports, *more)
    ended = subprocess.run(
        asked, cwd=project.ROOT, env=surroundings(), timeout=PATIENCE,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return reports / client


class Shared:
    """Folders that are made once, whichever of several test processes asks first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._failed: dict[str, Exception] = {}

    def once(self, name: str, make: Callable[[Path], object]) -> Path:
        """Folder ``name``, made by ``make(folder)`` unless it is there."""
        folder = self.root / name
        if name in self._failed:  # a run that fails is not made again for each test
            raise self._failed[name]
        with FileLock(self.root / f"{name}.lock"):
            if not (folder / "made").exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                self._make(folder, make)
                (folder / "made").touch()
        return folder

    def _make(self, folder: Path, make: Callable[[Path], object]) -> None:
        try:
            make(folder)
        except (AssertionError, subprocess.SubprocessError) as error:
            self._failed[folder.name] = error
            raise
