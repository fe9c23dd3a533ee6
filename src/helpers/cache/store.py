"""Is the thing that was made from exactly this there already, and whole?

A folder per key: written aside, sealed, renamed, and the newest of them kept. The seal holds the
checksum of each file. It is compared whenever the folder is asked for; what does not fit is as
good as not there, and is made anew.
"""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from hashlib import file_digest
from pathlib import Path

from filelock import FileLock

from helpers.cache.hashes import keep_json, kept_json

SEAL = "seal.json"


class Store:
    """Folders of one kind.

    Parameters
    ----------
    folder
        Where they stand.
    kept
        How many of the newest stay when another comes: an older run may still read one.
    name
        What their names begin with, where several kinds share a folder.
    """

    def __init__(self, folder: Path, *, kept: int, name: str = "") -> None:
        self.folder, self.kept, self.name = folder, kept, name

    def get(self, key: str) -> Path | None:
        """Folder kept under ``key``; None when it is not there, or not as it was written."""
        found = self._place(key)
        if not whole(found):
            return None
        with suppress(OSError):  # a disk that is only read
            (found / SEAL).touch()
        return found

    def put(self, key: str, made: Path) -> Path:
        """Keep the folder ``made``, which is taken, under ``key``."""
        seal(made)
        target = self._place(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        made.rename(target)
        for old in self.newest()[self.kept :]:
            shutil.rmtree(old, ignore_errors=True)
        return target

    def made(self, key: str, make: Callable[[Path], object]) -> Path:
        """Folder kept under ``key``; where there is none, what ``make`` writes into a new one.

        Whoever asks at the same time waits and takes what the first has made.
        """
        found = self.get(key)
        if found is not None:
            return found
        self.folder.mkdir(parents=True, exist_ok=True)
        with FileLock(self.folder / "lock"):
            return self.get(key) or self._fill(key, make)

    def _fill(self, key: str, make: Callable[[Path], object]) -> Path:
        scratch = self.folder / f".{self.name or key}.{os.getpid()}"
        shutil.rmtree(scratch, ignore_errors=True)
        try:
            scratch.mkdir()
            make(scratch)
            return self.put(key, scratch)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)

    def newest(self) -> list[Path]:
        """What is kept, the latest used first; nobody has looked whether it is whole."""
        pattern = f"{self.name}-*" if self.name else "*"
        seals = [(p / SEAL, p) for p in self.folder.glob(pattern) if not p.name.startswith(".")]
        found = [(-s.stat().st_mtime_ns, p) for s, p in seals if s.is_file()]
        return [p for _, p in sorted(found)]

    def _place(self, key: str) -> Path:
        return self.folder / (f"{self.name}-{key}" if self.name else key)


def seal(folder: Path) -> None:
    """Write down the checksum of each file of ``folder``."""
    keep_json(folder / SEAL, _checksums(folder))


def whole(folder: Path) -> bool:
    """Is each file of ``folder`` there, as it was when it was sealed, and no other?"""
    told = kept_json(folder / SEAL)
    with suppress(OSError):
        return bool(told) and told == _checksums(folder)
    return False


def _checksums(folder: Path) -> dict[str, str]:
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != SEAL)
    return {p.relative_to(folder).as_posix(): _checksum(p) for p in files}


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
