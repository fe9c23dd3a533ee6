"""Which files of the client's folder are meant?"""

import unicodedata
from fnmatch import fnmatchcase
from pathlib import Path

from helpers.errors import ClientDataError, did_you_mean


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
