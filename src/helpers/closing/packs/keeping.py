"""How is a pack kept as it was handed out?

As one file, ``archive/2026-01-22.zip`` in the folder of the reports, where the next report leaves
it alone. The same pack gives the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from helpers.cache.hashes import write_whole
from helpers.errors import ClientDataError
from helpers.runs.ours import ARCHIVE, MANIFEST, STAYS

DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:-(\d+))?")
FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)  # before which the format knows no time
NO_REPORT = "There is no report of {client} to keep. Make it first: make report CLIENT={client}"
NO_DAY = "KEEP must be 1, or the day on which it was handed out: KEEP=2026-01-22, not {word!r}"


def day_of(word: str, today: date) -> date:
    """Day under which a pack is kept: ``1`` is today, else the day that was typed.

    Raises
    ------
    ClientDataError
        It is neither.
    """
    if word == "1":
        return today
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ClientDataError(NO_DAY.format(word=word[:40])) from None


def keep(target: Path, day: date) -> Path:
    """Keep the report ``target`` under ``day``; what is kept already is never written over.

    Returns
    -------
    The file: that of the day, or one with a number where another pack was kept on that day.

    Raises
    ------
    ClientDataError
        There is no report.
    """
    if not (target / MANIFEST).is_file():
        raise ClientDataError(NO_REPORT.format(client=target.name))
    packed = _packed(target)
    free = target / ARCHIVE / f"{day}.zip"
    number = 1
    while free.exists():
        if free.read_bytes() == packed:
            return free
        number += 1
        free = free.with_name(f"{day}-{number}.zip")
    free.parent.mkdir(exist_ok=True)
    write_whole(free, packed)
    return free


def kept(target: Path) -> list[Path]:
    """Packs of a client that were kept, the oldest first."""
    named = ((DAY.fullmatch(path.stem), path) for path in (target / ARCHIVE).glob("*.zip"))
    found = [(name[1], int(name[2] or 1), path) for name, path in named if name]
    return [path for *_, path in sorted(found)]


def _packed(target: Path) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in _files(target):
            name = path.relative_to(target).as_posix()
            packed.writestr(
                zipfile.ZipInfo(name, FIRST_OF_ZIP), path.read_bytes(), zipfile.ZIP_DEFLATED
            )
    return written.getvalue()


def _files(target: Path) -> Iterator[Path]:
    for path in sorted(target.rglob("*")):
        first = path.relative_to(target).parts[0]
        if first not in STAYS and path.is_file() and not path.is_symlink():
            yield path
