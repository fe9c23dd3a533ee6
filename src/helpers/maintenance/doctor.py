"""What does this machine lack?"""

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement

from helpers import project
from helpers.maintenance.bootstrap import OLDEST, fits

OK, NOTE, LACKS = "ok", "note", "LACKS"
LEAST_DISK, LEAST_MEMORY = 2, 4  # gigabytes: packs with their caches; three chapters at a time
LONGEST = 120  # signs of a folder, of the 260 that Windows allows a path
GIGA = 1_000_000_000


@dataclass(frozen=True)
class Said:
    """One thing that was looked at: how it stands, and what to do where it does not."""

    how: str
    text: str

    def __str__(self) -> str:
        return f"{self.how:5}  {self.text}"


def examined() -> list[Said]:
    """Everything that a report or the course needs, in the order in which it is needed."""
    return [
        _python(), *_packages(), *_folders(), *_room(), _pages(), _lab(), _processes(), _console(),
        _git(), *_others(),
    ]  # fmt: skip


def _python() -> Said:
    now = platform.python_version()
    if fits(sys.version_info):
        return Said(OK, f"Python {now}")
    return Said(LACKS, f"Python {'.'.join(map(str, OLDEST))} or newer; this is {now}.")


def _packages() -> Iterator[Said]:
    asked = [Requirement(line) for line in requires("session-workbook") or []]
    asked = [wanted for wanted in asked if wanted.marker is None or wanted.marker.evaluate()]
    lacking = [text for wanted in asked if (text := _lacking(wanted))]
    if lacking:
        yield Said(LACKS, f"packages: {', '.join(lacking)}. Set up again.")
    else:
        yield Said(OK, f"packages: {len(asked)} of {len(asked)}")


def _lacking(wanted: Requirement) -> str:
    try:
        there = version(wanted.name)
    except PackageNotFoundError:
        return f"{wanted} is not there"
    fits = wanted.specifier.contains(there, prereleases=True)
    return "" if fits else f"{wanted} is wanted, and {there} is there"


def _folders() -> Iterator[Said]:
    for word, folder in (("DATA", project.data_root()), ("REPORTS", project.reports_root())):
        near = _there(folder)
        try:
            with tempfile.TemporaryFile(dir=near):
                yield Said(OK, f"{word} can be written: {folder}")
        except OSError as error:
            text = f"{near} cannot be written ({error.strerror}). Name another folder: {word}=…"
            yield Said(LACKS, text)
        if os.name == "nt" and len(str(folder)) > LONGEST:
            yield Said(NOTE, f"{folder} is a long path for Windows. A shorter one: {word}=…")


def _there(folder: Path) -> Path:
    """The folder, or the nearest above it that is there already."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def _room() -> Iterator[Said]:
    free = shutil.disk_usage(_there(project.reports_root())).free / GIGA
    text = f"{free:,.0f} GB free on the disk of the reports"
    yield Said(OK if free >= LEAST_DISK else NOTE, f"{text}; a client takes 0.1 to {LEAST_DISK} GB")
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / GIGA
        few = "" if memory >= LEAST_MEMORY else ": fewer chapters at a time (settings: run: jobs)"
        yield Said(NOTE if few else OK, f"{memory:,.0f} GB of memory{few}")


def _pages() -> Said:
    fonts = len(list((project.TEMPLATES / "fonts").glob("*.ttf")))
    try:
        import typst

        typst.compile(b"= Page")
    except Exception as error:
        return Said(LACKS, f"documents for print cannot be made: {type(error).__name__}: {error}")
    return Said(OK, f"documents for print, with {fonts} fonts of their own")


def _lab() -> Said:
    found = shutil.which("jupyter-lab", path=str(Path(sys.executable).parent))
    if found:
        return Said(OK, "JupyterLab, for the chapters by hand and for the course")
    return Said(NOTE, "JupyterLab is not there: reports are made, the course is not. Set up again.")


def _processes() -> Said:
    from helpers.runs.kernels.forks import forking

    if forking():
        return Said(OK, "chapters start in copies of one process")
    return Said(NOTE, "chapters start each in a new process: a report takes some seconds longer")


def _console() -> Said:
    name = (sys.stdout.encoding or "ascii").upper()
    if name.replace("-", "") == "UTF8":
        return Said(OK, "the console writes all letters")
    return Said(NOTE, f"the console writes {name}: letters it lacks are shown as ?; files have all")


def _git() -> Said:
    if shutil.which("git"):
        return Said(OK, "git")
    return Said(NOTE, "git is not there: the manifest of a pack does not name a commit")


def _others() -> Iterator[Said]:
    """Another workbook that answers to the same name, as after an update elsewhere."""
    first = shutil.which("workbook")
    if first and Path(first).parent.resolve() != Path(sys.executable).parent.resolve():
        yield Said(NOTE, f"the command `workbook` here is another one: {first}")
