"""What has a chapter asked of its records and settings, so that it runs again when that changes?

Names are written down as they are asked for, each once, in a file that the runner names:
``table sales``, ``setting abc``, ``engagement question``; ``table intake`` stands for all tables,
``setting *`` for all settings, ``codes`` for the codes under which people are shown,
``sessions`` for what earlier sessions have left. Where no file
is named, a chapter is read by hand, and nothing is written.
"""

import copy
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from helpers import project

EVERY_TABLE = "table intake"
EVERY_SETTING = "setting *"
CODES = "codes"
SESSIONS = "sessions"
Thing = TypeVar("Thing")
_noted: set[tuple[Path, str]] = set()


def note(name: str) -> None:
    """Write down that ``name`` was asked for."""
    path = project.asked_file()
    if path is None or (path, name) in _noted:
        return
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{name}\n")
    _noted.add((path, name))


def noted(path: Path) -> list[str]:
    """Names that were written down, in their order; none where nothing was asked for."""
    return sorted(set(path.read_text("utf-8").splitlines())) if path.exists() else []


def listening(thing: Thing, hear: Callable[[str], None]) -> Thing:
    """Copy of ``thing`` that tells ``hear`` each attribute that is read from it."""
    kind = type(thing)

    def read(self: object, name: str) -> object:
        hear(name)
        return kind.__getattribute__(self, name)

    told = copy.copy(thing)
    heard = type(kind.__name__, (kind,), {"__getattribute__": read, "__module__": kind.__module__})
    object.__setattr__(told, "__class__", heard)
    return told
