"""How is a table beside the engagement read and added to, that people edit in any spreadsheet?"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.sources.encodings import detect_encoding, whole_text

LARGEST = 5_000_000  # bytes


def rows_of(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a small CSV with their numbers of lines; none where there is no such file.

    Spreadsheets save it in their own way: comma, semicolon or tab, in any code page.

    Parameters
    ----------
    path
        The table.
    needed
        Columns that its first line must have; cases and blanks around them do not count.

    Raises
    ------
    ClientDataError
        Where it is no longer that table.
    """
    if not path.is_file():
        return
    if path.stat().st_size > LARGEST:
        values = {"file": path.name, "most": LARGEST // 1_000_000}
        raise ClientDataError(tr(TOO_LARGE) % values)
    text = whole_text(path)
    lines = _cells(path, csv.reader(text.splitlines(), delimiter=_separator(text), strict=True))
    head = [cell.strip().lower() for cell in next(lines, [])]
    if missing := [name for name in needed if name not in head]:
        values = {"file": path.name, "names": ", ".join(missing), "head": ", ".join(needed)}
        raise ClientDataError(tr(NO_HEAD) % values)
    for number, cells in enumerate(lines, start=2):
        row = dict(zip(head, (cell.strip() for cell in cells), strict=False))
        if any(row.values()):
            yield number, row


def _cells(path: Path, lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """Cells of each line; a stray quotation mark would swallow all lines below it."""
    last = 0
    try:
        for cells in lines:
            last += 1
            yield cells
    except csv.Error:
        told = tr(QUOTE) % {"file": path.name, "line": last + 1}
        raise ClientDataError(told) from None


def append(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows below those that are there, in the way in which these are written."""
    old = path.read_bytes() if path.exists() else b""
    known = detect_encoding(path).name.removesuffix("-sig") if old else "utf-8-sig"
    sign = _separator(whole_text(path)) if old else ","
    written = io.StringIO()
    if old and not old.endswith(b"\n"):
        written.write("\n")
    table = csv.writer(written, delimiter=sign, lineterminator="\n")
    table.writerows([*([] if old else [head]), *rows])
    with path.open("ab") as file:
        file.write(written.getvalue().encode(known, "replace"))


def _separator(text: str) -> str:
    """The sign that parts the names of the columns."""
    return max(",;\t", key=text.partition("\n")[0].count)


TOO_LARGE = N_("%(file)s is larger than %(most)s MB: it is not the table of names.")
QUOTE = N_(
    "%(file)s, line %(line)s: a quotation mark opens a cell and is not closed, or stands alone in "
    "one. Open the table in a spreadsheet program and save it again."
)
NO_HEAD = N_(
    "%(file)s: its first line must have the columns %(head)s; missing: %(names)s. Put them back, "
    "or take the file away."
)
