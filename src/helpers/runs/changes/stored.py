"""Which chapters are there already, made from the very same things?

A result is kept under the digest of all that went into it: the executed notebook, its
result tables, its findings.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.cache.hashes import write_json
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

    def get(self, name: str, parts: Mapping[str, Any]) -> Stored | None:
        """Result made from exactly these parts, if it is there and whole."""
        found = self._of(name).get(digest_of(parts))
        return None if found is None else _read(found)

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
