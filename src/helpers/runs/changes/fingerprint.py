"""Has anything changed? The digest of every file that a report is made from."""

import hashlib
import json
import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers import project
from helpers.cache.code import SOURCE
from helpers.cache.hashes import Hashes

LOCK = project.ROOT / "requirements.lock"
_IGNORED = {"__pycache__", ".ipynb_checkpoints"}


class Digests(Hashes):
    """Hashes of files, and of all that stand below a folder."""

    def tree(self, folder: Path) -> dict[str, str]:
        """Digest of each file below ``folder``, by its path from there."""
        return {p.relative_to(folder).as_posix(): self.of(p) for p in files_below(folder)}


def files_below(folder: Path) -> list[Path]:
    """Regular files below ``folder`` by name, without hidden and compiled ones.

    A pipe, a device or a link to nowhere would never be read to its end.
    """
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if f not in _IGNORED and not f.startswith("."))
        found += [Path(parent, n) for n in sorted(names) if not n.startswith((".", "~$"))]
    return [path for path in found if path.is_file()]


def surroundings(digests: Digests, notebooks: Path, engagement: bytes = b"") -> dict[str, str]:
    """Digest of each thing a report is made from, apart from the client's own.

    A brand file of a firm that the ``engagement`` does not name touches other clients alone.
    """
    parts = {f"code {name}": d for name, d in digests.tree(SOURCE).items()}
    templates = digests.tree(project.TEMPLATES)
    parts |= {
        f"template {name}": digest
        for name, digest in templates.items()
        if not of_another_firm(name, engagement)
    }
    parts |= {f"notebook {p.name}": digests.of(p) for p in sorted(notebooks.glob("*.ipynb"))}
    return parts | packages(digests)


def of_another_firm(template: str, engagement: bytes) -> bool:
    """Is this template the brand file of a firm that stands nowhere in the engagement?

    >>> [of_another_firm(f"brand/{firm}.yml", b"brand: south") for firm in ("north", "default")]
    [True, False]
    """
    folder, _, name = template.rpartition("/")
    stem, _, ending = name.rpartition(".")
    named = stem == "default" or stem.encode() in engagement
    return folder == "brand" and ending == "yml" and not named


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
