"""Which keys has a document? Its parts, its blocks and its slides, as plain JSON.

A block has ``t``, which says its kind, and the keys of that kind; the others are absent.
"""

from typing import Any, Required, TypedDict

from helpers.language.findings import TrailJson
from helpers.language.shapes import ColumnShape, Grid, WorksheetShape


class Inline(TypedDict, total=False):
    """A piece of a line: ``text``, ``code`` have ``s``, ``strong``, ``em`` have ``inline``."""

    t: Required[str]
    s: str
    inline: "list[Inline]"


class Block(TypedDict, total=False):
    """One block; of a worksheet see :class:`Worksheet`."""

    t: Required[str]
    id: str  # a place to jump to
    # heading, paragraph, question, list, quote, code, box
    level: int
    inline: list[Inline]
    ordered: bool
    items: "list[list[Block]]"
    s: str
    blocks: "list[Block]"
    # box, note
    kind: str
    label: str
    # finding, note
    text: str
    # finding
    key: str
    numbers: dict[str, str | float]
    money: float | None
    measure: str
    certainty: str
    certainty_word: str
    source: str
    trail: TrailJson
    decide: str
    role: str
    so_what: str
    customers: list[str] | int | None
    chapter: str
    # chart, table
    detail: bool
    title: str
    note: str
    # chart
    alt: str
    finding: str
    form: str | None
    table: Grid | None
    strong: list[str]
    point: list[float]
    svg: str
    png: str  # base64
    proof: str
    # table
    caption: str
    columns: list[ColumnShape]
    rows: list[list[Any]]
    cells: list[list[str]]
    act: bool
    verdict: list[str]
    shown: int
    more: str


class Worksheet(WorksheetShape):
    """A blank to write on; ``lines`` are all of its rows, each as long as the columns."""

    t: str
    lines: list[list[str]]


class Figure(TypedDict):
    """A figure of the page that is read first: this year against the year before."""

    label: str
    value: str
    change: str  # with arrow and sign; empty where there is nothing to compare
    before: str
    alt: str
    months: list[float | None]
    names: list[str]  # of the months, as 2025-12
    svg: str


class Ranked(TypedDict, total=False):
    """A finding on the page that is read first."""

    key: Required[str]
    text: Required[str]
    money: Required[str]
    measure: str  # which money it is
    certainty: Required[str]
    certainty_word: Required[str]
    so_what: Required[str]
    decide: Required[str]
    chapter: Required[str]  # its place in the document
    chapter_title: str
    place: str  # where the chapter says it


class LeftOut(TypedDict):
    """A chapter that was left out, and what to ask for."""

    title: str
    ask: str


class Part(TypedDict, total=False):
    """A part of a document: a chapter, or what stands before and after the chapters."""

    kind: Required[str]
    id: Required[str]
    title: Required[str]
    lead: str
    blocks: list[Block]
    # chapter
    number: str
    name: str
    failed: str
    minutes: str
    # executive
    figures: list[Figure]
    findings: list[Ranked]
    unseen: str
    empty: str
    # left-out
    items: list[LeftOut]
    # glossary
    terms: list[dict[str, str]]


class Document(TypedDict):
    """What every format writes."""

    language: str
    cover: dict[str, str]
    as_of: str
    bare: bool  # one page, without a cover
    parts: list[Part]
    words: dict[str, str]


class ActingList(TypedDict):
    """A list to act on, as a sheet of a spreadsheet."""

    sheet: str
    caption: str
    chapter: str
    about: str
    note: str
    columns: list[ColumnShape]
    rows: list[list[Any]]
    verdict: list[str]  # the orders that the names on it stand under


class Slide(TypedDict, total=False):
    """A slide: its title with its size, and what its kind needs; sizes are pixels."""

    kind: Required[str]
    label: Required[str]
    title: Required[str]
    size: Required[int]
    source: Required[str]
    source_size: Required[int]
    spoken: Required[list[str]]
    number: str
    finding: str  # key of what it proves
    paper: list[str]
    ways: list[str]
    way_size: int
    # title
    name: str
    name_size: int
    facts: str
    # chart, table
    chart: Block
    table: dict[str, Any]
    # statements
    items: list[str]
    lines: list[int]
    item_size: int
    halves: bool  # whether they stand in two columns
    # figures
    figures: list[Figure]
    # findings, decisions
    rows: list[Any]
    row_size: int
    columns: list[str]


class Deck(TypedDict):
    """Slides of a document."""

    language: str
    title: str
    kind: str
    firm: str
    footer: str
    as_of: str
    slides: list[Slide]
    words: dict[str, str]
