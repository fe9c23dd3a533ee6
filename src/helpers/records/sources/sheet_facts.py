"""What does a sheet know of its cells that their values do not tell?

Which rows are hidden, which formulas have no stored result, which cells stand far from all
others: the sheets of an XLSX are looked through as bytes, a block at a time, so that memory
stays small however large they are. Where a workbook is written in a way that is not foreseen
here, nothing is known beyond its values.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from helpers.records.sources.kinds import BROKEN_ARCHIVE

BLOCK = 1 << 20  # bytes
_WIDE = re.compile(rb'<c\b[^>]*?\br="(([A-Z]{2,3})\d+)"(?:[^>]*[^/>])?>')
_ROW = re.compile(rb'<row\b[^>]*?\br="(\d+)"')
_HIDDEN = re.compile(rb'<row\b(?=[^>]*\shidden="(?:1|true)")[^>]*?\br="(\d+)"(?:[^>]*[^/>])?>')
_FORMULA = re.compile(
    rb"<c\b([^>]*[^/>])>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(?:<v\b[^>]*[^/>]?>([^<]*)</v>)?"
)
_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_PREFIX = re.compile(rb"<(/?)\w+:(?=row|c\b|f\b|v\b)")
_OUTLINE = re.compile(rb'<row\b(?=[^>]*\soutlineLevel="([1-7])")[^>]*?\br="(\d+)"')
_STYLED = re.compile(rb'<row\b[^>]*?\br="(\d+)"|<c\b[^>]*?\bs="(\d+)"')
LAST = 20  # rows, or cells, that may stand far from all others and be a slip


@dataclass
class SheetFacts:
    """What was seen in one sheet; columns are counted from 0, rows from 1 as they are shown."""

    part: str = ""
    hidden: set[int] = field(default_factory=set)
    unsolved: dict[int, set[int]] = field(default_factory=dict)  # row → formulas without result
    formulas: Counter[int] = field(default_factory=Counter)
    zeros: Counter[int] = field(default_factory=Counter)
    wide: Counter[int] = field(default_factory=Counter)  # cells right of column Z
    last_rows: list[int] = field(default_factory=list)
    outline: dict[int, int] = field(default_factory=dict)  # row → level below the outermost
    indents: dict[int, int] = field(default_factory=dict)  # row → indent of its first cell with one

    @property
    def depths(self) -> dict[int, int]:
        """How deep each row stands under others, where the sheet knows it."""
        return self.outline or self.indents

    @property
    def not_calculated(self) -> set[int]:
        """Columns all of whose formulas have the stored result 0."""
        return {c for c, n in self.formulas.items() if n > 1 and self.zeros[c] == n}


def column_number(letters: bytes | str) -> int:
    """Column by its letters, counted from 0.

    >>> column_number("A"), column_number("XFD")
    (0, 16383)
    """
    number = 0
    for letter in letters if isinstance(letters, bytes) else letters.encode():
        number = number * 26 + letter - 64
    return number - 1


def facts_of(path: Path) -> dict[str, SheetFacts]:
    """Facts of each sheet of an XLSX by its name; of other workbooks nothing is known."""
    if not zipfile.is_zipfile(path):
        return {}
    try:
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename.replace("\\", "/"): info for info in archive.infolist()}
            indents = _indented_styles(archive, parts)
            return {
                name: _seen(archive, parts[part], indents)
                for name, part in _sheets(archive, parts).items()
                if part in parts
            }
    except (KeyError, ValueError, *BROKEN_ARCHIVE, ElementTree.ParseError):
        return {}


def _sheets(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Name of each sheet and the part that holds it."""
    book = ElementTree.fromstring(archive.read(parts["xl/workbook.xml"]))
    links = ElementTree.fromstring(archive.read(parts["xl/_rels/workbook.xml.rels"]))
    targets = {link.get("Id"): link.get("Target", "").replace("\\", "/") for link in links}
    found = {}
    for sheet in book.iter():
        if sheet.tag.rpartition("}")[2] == "sheet":
            link = next((v for k, v in sheet.items() if k.endswith("}id")), "")
            target = targets.get(link, "")
            found[sheet.get("name", "")] = (
                target[1:] if target.startswith("/") else f"xl/{target.removeprefix('./')}"
            )
    return found


def _indented_styles(
    archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]
) -> dict[bytes, int]:
    """Styles of cells whose text is indented, by their number, and by how much."""
    if "xl/styles.xml" not in parts:
        return {}
    book = ElementTree.fromstring(archive.read(parts["xl/styles.xml"]))
    styles = next((one for one in book if one.tag.rpartition("}")[2] == "cellXfs"), ())
    found = {}
    for number, style in enumerate(styles):
        for alignment in style:
            if indent := alignment.get("indent", ""):
                found[b"%d" % number] = int(indent)
    return found


def _seen(archive: zipfile.ZipFile, part: zipfile.ZipInfo, indents: dict[bytes, int]) -> SheetFacts:
    facts = SheetFacts(part.filename)
    with archive.open(part) as file:
        for rows in _whole_rows(file):
            _look(rows, facts)
            if indents:
                _look_at_indents(rows, facts, indents)
    return facts


def _look_at_indents(rows: bytes, facts: SheetFacts, indents: dict[bytes, int]) -> None:
    row = 0
    for number, style in _STYLED.findall(rows):
        if number:
            row = int(number)
        elif style in indents:
            facts.indents.setdefault(row, indents[style])


def _whole_rows(file: IO[bytes]) -> Iterator[bytes]:
    """Blocks of a sheet that end where a row begins."""
    held = b""
    while block := file.read(BLOCK):
        held = plain_tags(held + block)
        cut = held.rfind(b"<row")
        if cut > 0:
            yield held[:cut]
            held = held[cut:]
    yield held


def plain_tags(sheet: bytes) -> bytes:
    """Return the bytes of a sheet with ``<x:row>`` written as ``<row>``."""
    return _PREFIX.sub(rb"<\1", sheet) if b":row" in sheet else sheet


def _look(rows: bytes, facts: SheetFacts) -> None:
    numbers = _ROW.findall(rows)
    facts.last_rows = [*facts.last_rows, *map(int, numbers[-LAST - 1 :])][-LAST - 1 :]
    for _, letters in _WIDE.findall(rows):
        facts.wide[column_number(letters)] += 1
    if b"outlineLevel=" in rows:
        facts.outline |= {int(row): int(level) for level, row in _OUTLINE.findall(rows)}
    if b"hidden=" in rows:
        facts.hidden.update(map(int, _HIDDEN.findall(rows)))
    for attributes, result in _FORMULA.findall(rows) if b"<f" in rows else ():
        place = _PLACE.search(attributes)
        if place is None:
            continue
        column, row = column_number(place[1]), int(place[2])
        facts.formulas[column] += 1
        if result.strip() == b"0":
            facts.zeros[column] += 1
        elif not result.strip() and b't="str"' not in attributes:
            facts.unsolved.setdefault(row, set()).add(column)
