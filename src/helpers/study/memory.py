"""What has been tried, with which hints, and how far is it to the end?

Kept in ``work/.progress.json``; nothing leaves the machine. A file that cannot be read is put
aside, never written over, and a disk that is full costs the memory and not the lesson.
"""

import json
from contextlib import suppress
from typing import Any

from filelock import FileLock

from helpers.cache.hashes import write_json
from helpers.language import tr
from helpers.study.answers import NOT_TRIED, RIGHT, Outcome
from helpers.study.desk import Desk

SECONDS = 5  # to wait for another notebook that is writing
PARTS = ("exercises", "guesses", "sentences")
NEW = {"state": NOT_TRIED, "tries": 0, "hints": 0}


def kept(desk: Desk) -> dict[str, Any]:
    """What is remembered at this desk: ``exercises``, ``guesses`` and ``sentences`` by name."""
    try:
        told = json.loads(desk.progress_file.read_text("utf-8"))
    except FileNotFoundError:
        told = {}
    except (OSError, ValueError):
        with suppress(OSError):
            desk.progress_file.replace(desk.progress_file.with_suffix(".unreadable"))
        told = {}
    parts = {part: told.get(part) if isinstance(told, dict) else None for part in PARTS}
    found = {part: dict(one) if isinstance(one, dict) else {} for part, one in parts.items()}
    exercises = found["exercises"].items()
    found["exercises"] = {id: {**NEW, **one} for id, one in exercises if isinstance(one, dict)}
    return found


def answered(desk: Desk, id: str, outcome: Outcome) -> tuple[int, str]:
    """Remember an outcome.

    Returns
    -------
    How often this mistake was made in this exercise, and a sentence where it could not be kept.
    """
    kind = outcome.mistake.kind if outcome.mistake else ""
    times = 0

    def change(told: dict[str, Any]) -> None:
        nonlocal times
        one = told["exercises"].setdefault(id, {**NEW})
        if outcome.state == NOT_TRIED:
            return
        one["tries"] += 1
        if one["state"] != RIGHT:  # once right is right
            one["state"] = outcome.state
        if kind:
            made = one.setdefault("mistakes", {})
            made[kind] = times = made.get(kind, 0) + 1

    lost = _changed(desk, change)
    return times, lost


def hinted(desk: Desk, id: str) -> int:
    """How many hints of this exercise have been asked for, this one included."""
    number = 0

    def change(told: dict[str, Any]) -> None:
        nonlocal number
        one = told["exercises"].setdefault(id, {**NEW})
        one["hints"] = number = one["hints"] + 1

    _changed(desk, change)
    return number


def keep(desk: Desk, part: str, name: str, value: Any) -> str:
    """Remember a guess or a sentence; say where that could not be done."""
    return _changed(desk, lambda told: told[part].__setitem__(name, value))


def _changed(desk: Desk, change: Any) -> str:
    try:
        with FileLock(f"{desk.progress_file}.lock", timeout=SECONDS):
            told = kept(desk)
            change(told)
            write_json(desk.progress_file, told)
    except (OSError, TimeoutError) as error:
        change(kept(desk))
        text = tr("Your progress could not be kept (%(why)s); the answer counts all the same.")
        return text % {"why": getattr(error, "strerror", None) or type(error).__name__}
    return ""
