"""Has a file changed since it was last read?"""

import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any

# seconds: a file that changed so shortly before may change again in the same tick of the clock
SETTLED = 3.0


class Hashes:
    """sha256 of files; a file that the disk calls untouched is not read again.

    Untouched means the same size, inode and times of content *and* of the entry itself: the
    latter cannot be set back by a program. Where the system has no such time (Windows) every
    file is read.

    Parameters
    ----------
    memory
        File of JSON that remembers from run to run; none when left out.
    """

    def __init__(self, memory: Path | None = None) -> None:
        self.memory = memory
        self.known: dict[str, Any] = kept_json(memory) if memory is not None else {}
        self.changed = False

    def of(self, path: Path) -> str:
        """Hash of the content of one file."""
        now = mark(path)
        known = self.known.get(str(path))
        if known and known[0] == now and os.name == "posix":
            return known[1]
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if time.time() - max(now[2:]) / 1e9 > SETTLED:
            self.known[str(path)] = [now, digest]
            self.changed = True
        return digest

    def save(self) -> None:
        """Remember for the next run; a loss costs time, never truth."""
        if self.memory is not None and self.changed:
            self.memory.parent.mkdir(parents=True, exist_ok=True)
            keep_json(self.memory, self.known)


def mark(path: Path) -> list[int]:
    """Size, inode and times of a file: where they are the same, the disk calls it untouched."""
    stat = path.stat()
    return [stat.st_size, stat.st_ino, stat.st_mtime_ns, stat.st_ctime_ns]


def write_whole(path: Path, content: bytes) -> None:
    """Write whole or not at all."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_bytes(content)
    part.replace(path)


def write_json(path: Path, value: Any) -> None:
    """Write a value as JSON, whole or not at all."""
    text = json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(path, text.encode("utf-8"))


def read_json(path: Path) -> Any:
    """What stands in a file of JSON; nothing when it is not there or not whole."""
    try:
        return json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}


def keep_json(path: Path, value: Any) -> None:
    """Write what a later run is to rely on, with its own checksum."""
    write_json(path, {"value": value, "sha256": _checksum(value)})


def kept_json(path: Path) -> Any:
    """What :func:`keep_json` wrote; an empty dictionary where it is not there, or not whole."""
    try:
        told = json.loads(path.read_text("utf-8"))
        return told["value"] if told["sha256"] == _checksum(told["value"]) else {}
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return {}


def _checksum(value: Any) -> str:
    plain = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
