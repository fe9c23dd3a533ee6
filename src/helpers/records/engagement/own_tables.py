"""How is a table read that stands beside the engagement and is edited in any spreadsheet?"""

import csv
from collections.abc import Iterator
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.sources.text_files import detect_encoding

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
    text = path.read_bytes().decode(detect_encoding(path).name, "replace").lstrip("\ufeff")
    first = text.partition("\n")[0]
    lines = csv.reader(text.splitlines(), delimiter=max(",;\t", key=first.count))
    head = [cell.strip().lower() for cell in next(lines, [])]
    if missing := [name for name in needed if name not in head]:
        values = {"file": path.name, "names": ", ".join(missing), "head": ", ".join(needed)}
        raise ClientDataError(tr(NO_HEAD) % values)
    for number, cells in enumerate(lines, start=2):
        row = dict(zip(head, (cell.strip() for cell in cells), strict=False))
        if any(row.values()):
            yield number, row


TOO_LARGE = N_("%(file)s is larger than %(most)s MB: it is not the table of names.")
NO_HEAD = N_(
    "%(file)s: its first line must have the columns %(head)s; missing: %(names)s. Put them back, "
    "or take the file away."
)
