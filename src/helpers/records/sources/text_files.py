"""How is a text export written, and what are its rows?

Encoding, separator and header are found out from the file; every row keeps the number of
the line on which it begins, also where a cell holds line breaks.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

from helpers.errors import ClientDataError
from helpers.language import N_, tr
from helpers.records.engagement.format import RARE_SEPARATORS, SEPARATORS, Format
from helpers.records.sources import code_pages
from helpers.records.sources.encodings import Encoding, detect_encoding
from helpers.records.sources.headers import SEARCHED, Header, Row, find_header
from helpers.records.sources.staging import CONTROL, Layout, Stage

SAMPLE_LINES = 200
LONGEST_RECORD = 1_000  # lines; a quotation mark open for longer was never meant to open
LONG_TAIL = 50  # columns without names and values
LONGEST_CELL = 1 << 24  # signs; a longer one is no cell of a table
csv.field_size_limit(LONGEST_CELL)


def text_layout(path: Path, wanted: list[str], told: Format) -> Layout:
    """Find out how the text file ``path`` is written."""
    found = Encoding(told.encoding) if told.encoding else detect_encoding(path)
    encoding, dirty = found.name, found.dirty
    sample = _sample(path, encoding, dirty)
    separator, header = _separator(sample, wanted, told)
    return Layout(
        kind="text",
        source=path.name,
        names=_without_blank_tail(header.names, _sample_rows(sample, separator)),
        width=len(header.names),
        header=header.rows,
        encoding=encoding,
        separator=separator,
        dirty=dirty,
        notes=_notes(found),
    )


def _without_blank_tail(names: tuple[str, ...], rows: list[Row]) -> tuple[str, ...]:
    """Names without the hundreds that spreadsheet programs save for nothing but separators."""
    if len(names) <= LONG_TAIL:
        return names
    named = (i for i, name in enumerate(names, 1) if not name.startswith("(column "))
    filled = (i for _, cells in rows for i, cell in enumerate(cells, 1) if cell.strip())
    last = max(max(named, default=0), max(filled, default=0))
    return names[:last] if len(names) - last > LONG_TAIL else names


def _notes(found: Encoding) -> tuple[tuple[str, str], ...]:
    notes = [(GUESSED, found.name)] if found.guessed else []
    return (*notes, *([(BROKEN, found.name)] if found.broken else []))


GUESSED = N_(
    "the file does not say in which encoding its letters are written; %(column)s was guessed from "
    "them. If names look wrong, write encoding under format, or ask for the file in UTF-8."
)
BROKEN = N_(
    "some bytes do not fit the encoding %(column)s and are shown as \ufffd: names may be broken "
    "there. Ask for a file written in one encoding."
)


def _sample(path: Path, encoding: str, dirty: bool) -> list[str]:
    with _opened(path, encoding) as file:
        return list(islice(_clean(file, dirty), SAMPLE_LINES))


class _opened:  # noqa: N801 - a context manager that reads like open()
    """Text of a file; bytes that do not fit the encoding are told with its name."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.path, self.encoding = path, encoding
        guessed_bytes = encoding in (*code_pages.EVERY, "utf-8", "utf-7")
        self.file = path.open(
            encoding=encoding, errors="replace" if guessed_bytes else "strict", newline=""
        )

    def __enter__(self) -> Iterator[str]:
        return self.file

    def __exit__(self, kind: object, error: object, _: object) -> None:
        self.file.close()
        if isinstance(error, UnicodeError):
            raise ClientDataError(
                tr(
                    "%(file)s cannot be read as %(encoding)s. Leave `encoding` out of "
                    "`format:` to let it be found out, or save the file anew."
                )
                % {"file": self.path.name, "encoding": self.encoding}
            ) from None


def _clean(lines: Iterator[str], dirty: bool) -> Iterator[str]:
    return (line.translate(CONTROL) for line in lines) if dirty else lines


def _separator(sample: list[str], wanted: list[str], told: Format) -> tuple[str, Header]:
    """Separator with which most wanted names are found and the rows are most alike.

    One that parts all rows alike goes before one that parts more of a heading with commas in it.
    """
    best, chosen = (False, -1, -1.0, -1), (",", Header((), (), 0))
    for separator in [told.separator] if told.separator else (*SEPARATORS, *RARE_SEPARATORS):
        if separator in RARE_SEPARATORS and chosen[1].found == len(wanted):
            break
        rows = _sample_rows(sample, separator)
        header = find_header(rows[: max(SEARCHED, *told.header, 0)], wanted, told.header)
        widths = Counter(len(cells) for _, cells in rows if len(cells) > 1)
        width, times = widths.most_common(1)[0] if widths else (1, 0)
        share = times / max(1, len(rows))
        body = {len(cells) for line, cells in rows if line >= min(header.rows, default=0)}
        alike = header.found > 0 and len(body) == 1 < max(body)
        score = (alike, header.found, share, width)
        if score > best:
            best, chosen = score, (separator, header)
    return chosen


def _sample_rows(sample: list[str], separator: str) -> list[Row]:
    rows: list[Row] = []
    reader = csv.reader(iter(sample), delimiter=separator)
    before = 0
    with suppress(csv.Error):
        for cells in reader:
            rows.append((before + 1, cells))
            before = reader.line_num
    return rows


def stage_text(path: Path, layout: Layout, stage: Stage) -> None:
    """Write the rows of ``path`` below its header into ``stage``."""
    width = len(layout.names)
    named = [i for i, name in enumerate(layout.names, 1) if not name.startswith("(column ")]
    last = max(named, default=0)
    skip = max(layout.header, default=0)
    heading: list[str] | None = None
    with _opened(path, layout.encoding) as file:
        for line, cells, problem in _records(file, layout):
            if line <= skip:
                heading = cells
            elif not any(cells) or not any(map(str.strip, cells)):
                continue
            elif problem:
                stage.add_faulty(line, cells, problem)
            elif cells == heading:
                stage.add_faulty(line, cells, "heading")
            elif len(cells) == width:
                stage.add(line, cells)
            else:
                _add_uneven(stage, line, cells, last)


def _records(file: Iterator[str], layout: Layout) -> Iterator[tuple[int, list[str], str]]:
    lines = _clean(file, layout.dirty)
    return records(lines, layout.separator, layout.width or len(layout.names))


def _add_uneven(stage: Stage, line: int, cells: list[str], last: int) -> None:
    """A row of another width: surplus or missing cells matter only where something is lost."""
    surplus = any(cell.strip() for cell in cells[stage.width :])
    if surplus or len(cells) < last:
        stage.add_faulty(line, cells, f"cells {len(cells)} {stage.width}")
    else:
        stage.add(line, [*cells[: stage.width], *[""] * (stage.width - len(cells))])


class _Lines:
    """Lines of a file that remembers those of the record being read, and can go back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines, self.number = lines, 0
        self.record: list[str] = []
        self.ahead: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.record) >= LONGEST_RECORD:
            raise _NeverClosed
        line = self.ahead.pop() if self.ahead else next(self.lines)
        self.record.append(line)
        return line

    def back_to_second(self) -> str:
        """Give all lines of the record back but the first, which is returned."""
        first, *rest = self.record
        self.ahead.extend(reversed(rest))
        self.record = [first]
        return first


class _NeverClosed(Exception):
    """A quotation mark was opened and the end is not in sight."""


def records(
    lines: Iterator[str], separator: str, width: int
) -> Iterator[tuple[int, list[str], str]]:
    """Line number, cells and problem (empty) of each record.

    A cell may hold line breaks inside of quotation marks. A mark that is opened by mistake
    would swallow all rows up to the next one: a record of several lines is believed only
    when it has as many cells as the header, else its first line is read by itself.
    """
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=separator)
    line = 1
    while True:
        problem = ""
        try:
            cells = next(reader, None)
            astray = cells is not None and _swallowed(source.record, cells, separator, width)
        except (csv.Error, _NeverClosed):
            cells, astray = [], True
        if cells is None:
            return
        if astray:
            cells, problem = _alone(source.back_to_second(), separator, width)
            reader = csv.reader(source, delimiter=separator)
        yield line, cells, problem
        line += len(source.record)
        source.record.clear()


def _swallowed(record: list[str], cells: list[str], separator: str, width: int) -> bool:
    """Did a stray quotation mark swallow further rows, so that one record spans them?"""
    if len(record) < 2:
        return False
    if len(cells) != width:
        return True
    whole = [not _alone(line, separator, width)[1] for line in record]
    return whole[0] and any(whole[1:])


def _alone(line: str, separator: str, width: int) -> tuple[list[str], str]:
    cells = line.rstrip("\r\n").split(separator)
    if max(map(len, cells)) > LONGEST_CELL:
        return cells, "long"
    return cells, "" if len(cells) == width else "quote"
