"""Which chapters are there already, made from the very same things?

A result is kept under the digest of all that went into it: the executed notebook, its
result tables, its findings. It is written aside and appears in one rename.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.cache.hashes import write_json
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


class Store:
    """Results of the chapters of one client."""

    def __init__(self, cache: Path) -> None:
        self.folder = cache / "chapters"

    def get(self, name: str, parts: Mapping[str, Any]) -> Stored | None:
        """Result made from exactly these parts, if it is there and whole."""
        found = self._read(self.folder / name / digest_of(parts))
        if found is None or found.told["files"] != _digests(found.folder):
            return None
        (found.folder / RESULT).touch()
        return found

    def last(self, name: str, language: str) -> Stored | None:
        """Latest result of a chapter in one language, from whatever it was made."""
        found = [self._read(f) for f in self._newest_first(name)]
        spoken = [s for s in found if s and s.told["parts"].get("language") == language]
        return spoken[0] if spoken else None

    def put(
        self, name: str, parts: Mapping[str, Any], made: Path, told: Mapping[str, Any]
    ) -> Stored:
        """Keep the result in the folder ``made``; the folder is taken."""
        told = {**told, "parts": dict(parts), "files": _digests(made)}
        write_json(made / RESULT, told)
        target = self.folder / name / digest_of(parts)
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            shutil.rmtree(target)
        made.rename(target)
        for old in self._newest_first(name)[KEPT:]:
            shutil.rmtree(old, ignore_errors=True)
        return Stored(target, told)

    def _newest_first(self, name: str) -> list[Path]:
        results = (self.folder / name).glob(f"*/{RESULT}")
        return [p.parent for p in sorted(results, key=lambda p: -p.stat().st_mtime_ns)]

    @staticmethod
    def _read(folder: Path) -> Stored | None:
        try:
            return Stored(folder, json.loads((folder / RESULT).read_text("utf-8")))
        except (OSError, ValueError):
            return None


def as_kept(parts: Mapping[str, Any]) -> dict[str, Any]:
    """Parts as they are read back: JSON knows no tuples."""
    return json.loads(json.dumps(parts, default=str))


def _digests(folder: Path) -> dict[str, str]:
    files = [folder / NOTEBOOK, *sorted((folder / TABLES).glob("*.csv"))]
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in files
        if p.exists()
    }
