"""Which chapters are there already, made from the very same things?

A result is kept under the digest of all that went into it: the executed notebook, its
result tables, its findings, and the names of what it asked for. Those select what it is compared
by: a chapter runs again when something changes that it asked for, and only then.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.cache.hashes import read_json, write_json
from helpers.cache.store import Store, whole
from helpers.runs.changes.fingerprint import digest_of

KEPT = 4  # results of one chapter: two languages, before and after a change
NOTEBOOK = "notebook.ipynb"
TABLES = "tables"
RESULT = "result.json"


@dataclass(frozen=True)
class Stored:
    """A chapter that was made: its folder and what is known of it."""

    folder: Path
    told: Mapping[str, Any]

    @property
    def notebook(self) -> Path:
        """The executed notebook."""
        return self.folder / NOTEBOOK

    @property
    def tables(self) -> list[Path]:
        """The result tables."""
        return sorted((self.folder / TABLES).glob("*.csv"))


class MadeChapters:
    """MadeChapters of the chapters of one client."""

    def __init__(self, cache: Path) -> None:
        self.folder = cache / "chapters"

    def get(
        self,
        name: str,
        given: Mapping[str, Any],
        chosen: Callable[[Iterable[str]], Mapping[str, Any]],
    ) -> Stored | None:
        """Result made from exactly what would go into it now, if it is there and whole.

        Parameters
        ----------
        name
            Which chapter.
        given
            What goes into it whatever it asks for.
        chosen
            Gives what stands behind the names that a run has asked for.
        """
        shelf = self._of(name)
        for folder in shelf.newest():
            told = read_json(folder / RESULT)
            now = {**given, **chosen(told.get("asked", ()))}
            if told.get("parts") == as_kept(now) and shelf.get(folder.name):
                return Stored(folder, told)
        return None

    def last(self, name: str, language: str) -> Stored | None:
        """Latest result of a chapter in one language, from whatever it was made."""
        found = (_read(f) for f in self._of(name).newest() if whole(f))
        return next((s for s in found if s.told["parts"].get("language") == language), None)

    def put(
        self, name: str, parts: Mapping[str, Any], made: Path, told: Mapping[str, Any]
    ) -> Stored:
        """Keep the result in the folder ``made``; the folder is taken."""
        told = {**told, "parts": dict(parts)}
        write_json(made / RESULT, told)
        return Stored(self._of(name).put(digest_of(parts), made), told)

    def _of(self, chapter: str) -> Store:
        return Store(self.folder / chapter, kept=KEPT)


def _read(folder: Path) -> Stored:
    return Stored(folder, json.loads((folder / RESULT).read_text("utf-8")))


def as_kept(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Parts as they are read back: JSON knows no tuples."""
    return json.loads(json.dumps(parts, default=str))
