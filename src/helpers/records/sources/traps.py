"""Would a workbook, once opened, be larger than any export?

Some kilobytes can stand for gigabytes: a zip in which one sign stands a billion times, or a cell of
an ODS that says of itself that it is repeated a million times in a million rows. The directory of
the zip and the words of the cells tell before a reader holds it all in memory.
"""

import re
import zipfile
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.language import N_, number, tr
from helpers.records.sources.kinds import BROKEN_ARCHIVE

LARGEST = 2_000_000_000  # bytes of a workbook unpacked
LARGEST_OLD = 300_000_000  # bytes of an XLS, which holds 65 536 rows a sheet
SMALL = 50_000_000  # bytes unpacked: so much is held without a look
DENSEST = 100  # bytes that a packed one stands for; of exports it is 5 to 40
MOST_CELLS = 30_000_000  # of an ODS, repeated ones counted
BLOCK = 1 << 20  # bytes
LONGEST_TAG = 1 << 16  # bytes
_TAG = re.compile(rb"<table:table-(row|cell)\b([^>]*)>")
_TIMES = re.compile(rb'number-(?:rows|columns)-repeated="(\d{1,12})"')

UNPACKS = N_(
    "%(file)s has %(packed)s MB, would have %(size)s MB when it is unpacked, and is not opened: "
    "no export is so. Ask for the file again, as CSV."
)
TOO_LARGE = N_("%(file)s has %(size)s MB and is not opened: ask for the records as CSV.")
REPEATS = N_(
    "%(file)s says that its cells are repeated %(cells)s times and is not opened: ask for the file "
    "again, as CSV."
)


def refuse_traps(path: Path) -> None:
    """Stop before a workbook is opened that would not fit into memory.

    Raises
    ------
    ClientDataError
        With the sizes, and what to ask for.
    """
    size = path.stat().st_size
    if not zipfile.is_zipfile(path):
        if size > LARGEST_OLD:
            raise _refusal(TOO_LARGE, path, size=size / 1e6)
        return
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            dense = any(part.file_size > max(SMALL, DENSEST * part.compress_size) for part in parts)
            if dense or unpacked > LARGEST:
                raise _refusal(UNPACKS, path, packed=size / 1e6, size=unpacked / 1e6)
            if "content.xml" in archive.namelist() and (cells := _cells(archive)) > MOST_CELLS:
                raise _refusal(REPEATS, path, cells=cells)
    except (*BROKEN_ARCHIVE, ValueError):
        return  # the reader says what is broken


def _refusal(text: str, path: Path, **sizes: float) -> ClientDataError:
    values = {name: number(size, digits=1 if size < 1 else 0) for name, size in sizes.items()}
    return ClientDataError(tr(text) % {"file": path.name, **values})


def _cells(archive: zipfile.ZipFile) -> int:
    """Cells with values in an ODS, each as often as it says that it is repeated."""
    total, rows, held = 0, 1, b""
    with archive.open("content.xml") as file:
        while total <= MOST_CELLS and (block := file.read(BLOCK)):
            held += block
            end = 0
            for tag in _TAG.finditer(held):
                times = _TIMES.search(tag[2])
                count = int(times[1]) if times else 1
                if tag[1] == b"row":
                    rows = count
                elif b"value-type" in tag[2]:
                    total += rows * count
                end = tag.end()
            held = held[max(end, len(held) - LONGEST_TAG) :]
    return total
