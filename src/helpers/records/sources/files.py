"""Which files of the client's folder are meant?"""

import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

from helpers.errors import ClientDataError, did_you_mean
from helpers.language import N_, number, tr
from helpers.records.engagement.sessions import places

MOST_SHOWN = 20  # files that are named when one is missing
ALIASES = "aliases.csv"
TRANSLATIONS = "translations.csv"
OURS = ("engagement.yml", "brand.yml", ALIASES, TRANSLATIONS)


def find_files(folder: Path, name: str) -> list[Path]:
    """Files of ``folder`` called ``name``, or that fit the pattern ``name``, by name.

    Nothing outside the folder is ever reached: not by ``..``, not by an absolute path, not
    through a link.
    """
    wanted = unicodedata.normalize("NFC", name.replace("\\", "/").removeprefix("./"))
    if wanted.startswith(("/", "~")) or ":" in wanted or ".." in wanted.split("/"):
        raise ClientDataError(
            tr("'%(name)s' is outside of the client's folder: put the files into it.")
            % {"name": name}
        )
    there = relative_files(folder)
    found = [path for rel, path in there.items() if rel == wanted] or [
        path for rel, path in there.items() if _fits(rel, wanted)
    ]
    home = folder.resolve()
    for path in found:
        if not path.resolve().is_relative_to(home):
            raise ClientDataError(
                tr("'%(name)s' is a link to a place outside of the client's folder: copy the file.")
                % {"name": name}
            )
    if not found:
        what = tr(NONE_FITS if _is_pattern(wanted) else NO_FILE)
        values = {"name": name, "folder": folder.name}
        hint = did_you_mean(wanted, there)
        raise ClientDataError(f"{what % values}{hint} {_what_is_there(there)}")
    return found


NONE_FITS = N_("no file fits the pattern '%(name)s' in %(folder)s/.")
NO_FILE = N_("there is no file '%(name)s' in %(folder)s/.")


def _what_is_there(there: Iterable[str]) -> str:
    files = [name for name in there if name not in OURS and not places.is_ours(name)]
    if not files:
        return tr("No export is in the folder yet.")
    shown = ", ".join(files[:MOST_SHOWN])
    if len(files) > MOST_SHOWN:
        shown += " " + tr("and %(n)s more") % {"n": number(len(files) - MOST_SHOWN)}
    return tr("Files in the folder: %(files)s.") % {"files": shown}


def relative_files(folder: Path) -> dict[str, Path]:
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
    if not _is_pattern(pattern) or rel in OURS or places.is_ours(rel):
        return False
    parts, wanted = rel.split("/"), pattern.split("/")
    return len(parts) == len(wanted) and all(map(fnmatchcase, parts, wanted))
