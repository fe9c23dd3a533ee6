"""Which folders are ours to replace, and what in them did somebody else put there?

Everything that a run makes carries a mark: a hidden file that says so, and lists what was
written beside it. A folder without the mark belongs to somebody else, whatever its name.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from helpers.cache.hashes import Hashes, read_json, write_json

MARK = ".session-workbook.json"
MADE = "made by the Session Workbook"
CACHE = ".cache"
ARCHIVE = "archive"  # packs that were kept, each in one file
CHECK = "check.html"  # how the files were read, to send to the client
STAYS = (CACHE, ARCHIVE, CHECK)  # in the folder of a report, whatever report takes its place
MANIFEST = "manifest.json"
STATE = "state.json"  # in the cache: what the last report was made from
_NOBODYS = {*STAYS, ".DS_Store"}  # before the first report: the cache of a check, or of a failure
_SHEETS = "sheets"  # pages about one customer, made anew whenever they are asked for


def mark(folder: Path, files: Mapping[str, str] | None = None) -> None:
    """Mark ``folder`` as ours; ``files`` are those that we wrote, with their sha256."""
    write_json(folder / MARK, {MADE: True, "files": dict(files or {})})


def is_ours(folder: Path) -> bool:
    """Did a run of ours make this folder, and nobody else?"""
    if folder.is_symlink() or not folder.is_dir():
        return False
    return _told(folder / MARK).get(MADE) is True or _made_before_there_was_a_mark(folder)


def is_free(folder: Path) -> bool:
    """Does nothing stand in this folder that a report could take the place of?"""
    return folder.is_dir() and {p.name for p in folder.iterdir()} <= _NOBODYS


def _made_before_there_was_a_mark(folder: Path) -> bool:
    """Is there a manifest that names our own version, or the memory of one of our runs?"""
    versions = _told(folder / MANIFEST).get("versions")
    if isinstance(versions, dict) and "session-workbook" in versions:
        return True
    return {"inputs", "pack", "findings"} <= _told(folder / CACHE / STATE).keys()


def _told(path: Path) -> dict[str, Any]:
    try:
        told = read_json(path) if path.is_file() else {}
    except RecursionError:  # nested as no file of ours is
        return {}
    return told if isinstance(told, dict) else {}


def keep_what_is_not_ours(folder: Path, beside: Path, coming: Path | None = None) -> list[Path]:
    """Copy what somebody put into a report, or changed in it, into the folder ``beside``.

    Parameters
    ----------
    folder
        A report that is about to be replaced or removed.
    coming
        The pack that takes its place: where nothing is known of what we once wrote, a file of
        the same name is taken for ours.

    Returns
    -------
    Where each of them stands now.
    """
    if not is_ours(folder):
        return []
    files = _told(folder / MARK).get("files") or _told(folder / CACHE / STATE).get("pack")
    hashes, kept = Hashes(), []
    for path in _standing_in(folder):
        name = path.relative_to(folder).as_posix()
        if files:
            ours = not path.is_symlink() and files.get(name) == hashes.of(path)
        else:
            ours = coming is not None and (coming / name).is_file()
        if not ours:
            kept.append(_copied(path, beside / name, hashes))
    return kept


def _standing_in(folder: Path) -> Iterator[Path]:
    """Regular files and links of a report, apart from what stays and what programs leave there."""
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        sheet = parts[0] == _SHEETS and len(parts) == 2 and path.suffix in (".html", ".pdf")
        passing = path.name.startswith("~$") or path.name in (MARK, MANIFEST, ".DS_Store")
        if parts[0] not in STAYS and not sheet and not passing and (
            path.is_symlink() or path.is_file()
        ):  # fmt: skip
            yield path


def _copied(path: Path, target: Path, hashes: Hashes) -> Path:
    """Copy to ``target``, or beside whatever else stands there; nothing is ever overwritten."""
    number, free = 1, target
    while free.is_symlink() or free.exists():
        if not path.is_symlink() and free.is_file() and hashes.of(free) == hashes.of(path):
            return free
        number += 1
        free = target.with_name(f"{target.stem} ({number}){target.suffix}")
    free.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(path, free, follow_symlinks=False)
    return free
