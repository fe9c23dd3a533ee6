"""Has anything changed? The digest of every file that a report is made from."""

import hashlib
import json
import os
import platform
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers import project

SOURCE = Path(__file__).resolve().parents[1]
LOCK = project.ROOT / "requirements.lock"
# a file younger than this may change again within one tick of the disk's clock
YOUNG_SECONDS = 2.0
_IGNORED = {"__pycache__", ".ipynb_checkpoints"}


class Digests:
    """Digests of files; a file that the disk calls untouched is not read again.

    Untouched means the same size, inode and times of content *and* of the entry itself: the
    latter cannot be set back by a program. Where the system has no such time (Windows) every
    file is read.
    """

    def __init__(self, remembered: Path | None = None) -> None:
        self.remembered = remembered
        self.known: dict[str, list] = {}
        if remembered is not None and remembered.exists():
            self.known = read_json(remembered)
        self.changed = False

    def of(self, path: Path) -> str:
        """Digest of one file (sha256)."""
        stat = path.stat()
        mark = [stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns]
        known = self.known.get(str(path))
        if known and known[0] == mark and os.name == "posix":
            return known[1]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        settled = time.time() - max(stat.st_mtime, stat.st_ctime) > YOUNG_SECONDS
        if settled:
            self.known[str(path)] = [mark, digest]
            self.changed = True
        return digest

    def tree(self, folder: Path) -> dict[str, str]:
        """Digest of each file below ``folder``, by its path from there."""
        return {p.relative_to(folder).as_posix(): self.of(p) for p in files_below(folder)}

    def save(self) -> None:
        """Remember for the next run; a loss costs time, never truth."""
        if self.remembered is not None and self.changed:
            self.remembered.parent.mkdir(parents=True, exist_ok=True)
            write_json(self.remembered, self.known)


def files_below(folder: Path) -> list[Path]:
    """Files below ``folder`` in the order of their names, without hidden and compiled ones."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in _IGNORED and not f.startswith("."))
        found += [Path(parent, n) for n in sorted(names) if not n.startswith((".", "~$"))]
    return found


def surroundings(digests: Digests, notebooks: Path) -> dict[str, str]:
    """Digest of each thing a report is made from, apart from the client's own."""
    parts = {f"code {name}": d for name, d in digests.tree(SOURCE).items()}
    parts |= {f"template {name}": d for name, d in digests.tree(project.TEMPLATES).items()}
    parts |= {f"notebook {p.name}": digests.of(p) for p in sorted(notebooks.glob("*.ipynb"))}
    return parts | packages(digests)


def packages(digests: Digests) -> dict[str, str]:
    """Which packages and which Python?"""
    lock = digests.of(LOCK) if LOCK.exists() else ""
    return {"packages requirements.lock": lock, "packages Python": platform.python_version()}


def client_files(digests: Digests, folder: Path) -> dict[str, str]:
    """Digest of each file that the client brought, and of what is said about them."""
    return {f"records {name}": digest for name, digest in digests.tree(folder).items()}


def digest_of(value: Any) -> str:
    """Digest of plain values."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=str).encode()).hexdigest()


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Names of the parts that are new, gone or different."""
    return sorted(k for k in {*before, *now} if before.get(k) != now.get(k))


def summary(names: Iterable[str], most: int = 3) -> str:
    """Few names in full, the rest as a number."""
    names = list(names)
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def write_json(path: Path, value: Any) -> None:
    """Write whole or not at all."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.write_text(json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
    part.replace(path)


def read_json(path: Path) -> Any:
    """What stands in a file of JSON; nothing when it is not there or not whole."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
