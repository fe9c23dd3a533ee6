"""Which files of the client's folder are meant, and have they changed?"""

import hashlib
import json
import os
import time
import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path

from helpers.errors import ClientDataError, did_you_mean

SETTLED = 3  # seconds: a file changed later than this before its hash was taken is hashed again


def find_files(folder: Path, name: str) -> list[Path]:
    """Files of ``folder`` called ``name``, or that fit the pattern ``name``, by name.

    Nothing outside the folder is ever reached: not by ``..``, not by an absolute path, not
    through a link.
    """
    wanted = unicodedata.normalize("NFC", name.replace("\\", "/").removeprefix("./"))
    if wanted.startswith(("/", "~")) or ":" in wanted or ".." in wanted.split("/"):
        raise ClientDataError(f"{name!r} is outside of the client's folder: put the files into it.")
    there = _relative_files(folder)
    found = [path for rel, path in there.items() if rel == wanted] or [
        path for rel, path in there.items() if _fits(rel, wanted)
    ]
    home = folder.resolve()
    for path in found:
        if not path.resolve().is_relative_to(home):
            raise ClientDataError(
                f"{name!r} is a link to a place outside of the client's folder: copy the file."
            )
    if not found:
        what = "no file fits the pattern" if _is_pattern(wanted) else "there is no file"
        raise ClientDataError(f"{what} {name!r} in {folder.name}/.{did_you_mean(wanted, there)}")
    return found


def _relative_files(folder: Path) -> dict[str, Path]:
    """Files under ``folder`` by their relative path, as composed characters, sorted."""
    found = {}
    for path in sorted(folder.rglob("*")):
        rel = unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
        if path.is_file() and not any(p.startswith((".", "~$")) for p in rel.split("/")):
            found[rel] = path
    return found


def _is_pattern(name: str) -> bool:
    return any(sign in name for sign in "*?[")


def _fits(rel: str, pattern: str) -> bool:
    if not _is_pattern(pattern) or rel == "engagement.yml":
        return False
    parts, wanted = rel.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))


class Hashes:
    """sha256 of files, remembered by size and times, so that nothing is read twice.

    The time of the entry itself is among them: unlike that of the content no program sets it
    back. Where the system has no such time (Windows) every file is read.
    """

    def __init__(self, memory: Path) -> None:
        self.memory = memory
        try:
            self.known = json.loads(memory.read_text("utf-8"))
        except (OSError, ValueError):
            self.known = {}
        self.changed = False

    def sha256(self, path: Path) -> str:
        """Return the hash of the content of ``path``."""
        stat = path.stat()
        mark = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
        known = self.known.get(str(path))
        if known and known["mark"] == mark and known["settled"] and os.name == "posix":
            return known["sha256"]
        # a change within the tick of the file system's clock would not be seen
        settled = time.time() - max(stat.st_mtime, stat.st_ctime) > SETTLED
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self.known[str(path)] = {"mark": mark, "settled": settled, "sha256": digest}
        self.changed = True
        return digest

    def save(self) -> None:
        """Write the memory, whole or not at all."""
        if self.changed:
            self.memory.parent.mkdir(parents=True, exist_ok=True)
            scratch = self.memory.with_suffix(f".{os.getpid()}.tmp")
            scratch.write_text(json.dumps(self.known, ensure_ascii=False), "utf-8")
            scratch.replace(self.memory)
