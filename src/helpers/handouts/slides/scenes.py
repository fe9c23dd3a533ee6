"""What stands on one slide? A title that is the message, and what proves it.

A slide is plain JSON: ``kind``, ``label`` (small, above the title), ``title`` with its
``size``, ``source`` (small, below), ``spoken`` (lines for the speaker), and what the kind
needs. Sizes are pixels on a canvas of 1280 × 720; every format draws to the same measures.
"""

from typing import Any, NamedTuple, cast

from helpers.handouts.book.faces import faces_of, headings_of, wider
from helpers.handouts.brand import Brand
from helpers.handouts.markdown import words
from helpers.handouts.slides.spoken import spoken, trail
from helpers.handouts.tree import Block, Slide
from helpers.handouts.typeset.fit import LEADING, Fitted, fit, wrapped
from helpers.handouts.typeset.measure import Font
from helpers.language import tr
from helpers.language.cells import NUMBERS
from helpers.language.shapes import ColumnShape

WIDTH, HEIGHT = 1280, 720
MARGIN = 64
ROOM = WIDTH - 2 * MARGIN
LABEL_TOP = 34
TITLE_TOP, TITLE_HEIGHT = 62, 114
BODY_TOP, BODY_HEIGHT = 190, 440
SOURCE_TOP, SOURCE_HEIGHT = 638, 40
FOOT_TOP = 684
BIG_TOP, BIG_HEIGHT = 150, 420  # where the title is all there is
SUM_WIDTH = 210
ASKED_HEIGHT = 210  # of a question that has ways to answer under it
WAY_TOP, WAY_HEIGHT, WAY_PAD, TICK = 390, 180, 16, 40  # a way: its box, and the square to tick
GAP = 26  # between statements
BESIDE_A_LINE = 30  # its bar, and the room after it

TITLES = (40, 36, 32, 28, 26, 24)
TITLE_LINES = 2
BIG = (54, 46, 40, 34, 30, 26)
TEXTS = (32, 30, 28, 26, 24)
RANKED = (27, 25, 23, 22, 21)
WAYS = (26, 24, 22, 20, 18)
SMALL = (17, 16, 15)
TABLES = (26, 24, 22, 20, 18)
CELL_ROOM = 28  # pixels that a cell needs beside its text
ROW_ROOM = 16  # and above and below it
MOST_ROWS, MOST_COLUMNS = 6, 6


class Letters(NamedTuple):
    """Faces to measure with."""

    text: Font
    bold: Font
    headings: Font


def letters_of(brand: Brand) -> Letters:
    """Faces of the firm, as wide as what stands in for them where they are not installed."""
    text, bold = faces_of(brand)
    return Letters(
        wider(text, bold=False), wider(bold, bold=True), wider(headings_of(brand), bold=True)
    )


def slide(kind: str, title: str, letters: Letters, **more: Any) -> Slide:
    """Slide with a title above what proves it."""
    room = {"width": ROOM, "height": TITLE_HEIGHT, "wish": TITLE_LINES}
    fitted = fit(letters.headings, title, TITLES, **room)
    return _made(kind, title, fitted, letters, more)


def big_slide(kind: str, title: str, letters: Letters, **more: Any) -> Slide:
    """Slide on which the title is all there is."""
    fitted = fit(letters.headings, title, BIG, width=ROOM, height=BIG_HEIGHT)
    return _made(kind, title, fitted, letters, more)


def _made(kind: str, title: str, fitted: Fitted, letters: Letters, more: dict[str, Any]) -> Slide:
    source = fit(letters.text, more.pop("source", ""), SMALL, width=ROOM, height=SOURCE_HEIGHT)
    # what was cut on the slide is said by the speaker
    said = [title] if fitted.text.endswith("…") and fitted.text != title else []
    told = {"label": "", **more, "spoken": [*said, *more.get("spoken", [])]}
    shown = {"title": fitted.text, "size": fitted.size}
    told |= {"source": source.text, "source_size": source.size}
    return cast("Slide", {"kind": kind, **shown, **told})


def chart_slide(block: Block, letters: Letters, label: str, prose: list[str]) -> Slide:
    """Finding as the title, under it the chart that proves it."""
    source = " · ".join(text for text in (block["note"], block["proof"]) if text)
    kept = ("svg", "png", "alt", "form", "table", "strong", "point")
    return slide(
        "chart",
        block["title"] or block["alt"],
        letters,
        label=label,
        source=source,
        finding=block["finding"],
        chart={name: block.get(name) for name in kept if block.get(name)},
        spoken=[*prose, *trail(block)],
    )


def table_slide(
    found: Block, table: Block, letters: Letters, label: str, prose: list[str]
) -> Slide | None:
    """Finding above a table that can be read from a chair; none when this one cannot."""
    size = _table_size(table, letters)
    if size is None:
        return None
    return slide(
        "table",
        found["text"],
        letters,
        label=label,
        source=found["source"],
        finding=found["key"],
        table={name: table[name] for name in ("caption", "columns", "cells")} | {"size": size},
        spoken=[*prose, *trail(found)],
    )


def _table_size(table: Block, letters: Letters) -> int | None:
    """Size at which no line of the table wraps."""
    labels = [column["label"] for column in table["columns"]]
    cells = table["cells"]
    if not cells or len(cells) > MOST_ROWS or not 1 < len(labels) <= MOST_COLUMNS:
        return None
    for size in TABLES:
        wide = 0.0
        for x, label in enumerate(labels):
            head = letters.bold.width(label, size)
            wide += max([head, *(letters.text.width(row[x], size) for row in cells)]) + CELL_ROOM
        if wide <= ROOM and (len(cells) + 1) * (size * LEADING + ROW_ROOM) <= BODY_HEIGHT:
            return size
    return None


def numeric(column: ColumnShape) -> bool:
    """Whether a column of a table stands to the right."""
    return column["kind"] in NUMBERS


def statement_slides(
    found: list[Block], heading: str, letters: Letters, label: str, prose: list[str]
) -> list[Slide]:
    """Findings that no chart proves: up to three share a slide."""
    slides: list[Slide] = []
    left = list(found)
    while left:
        size, taken = _together(left, letters)
        said = [line for block in left[:taken] for line in trail(block)]
        items = [
            fit(letters.text, b["text"], (size,), width=ROOM - BESIDE_A_LINE, height=BODY_HEIGHT)
            for b in left[:taken]
        ]
        slides.append(
            slide(
                "statements",
                heading or label,
                letters,
                label=label if heading else "",
                items=[item.text for item in items],
                lines=[item.lines for item in items],
                item_size=size,
                spoken=[*([] if slides else prose), *said],
            )
        )
        left = left[taken:]
    return slides


def _together(found: list[Block], letters: Letters, most: int = 3) -> tuple[int, int]:
    """Size, and how many of the findings fit on one slide."""
    for taken in range(min(most, len(found)), 0, -1):
        for size in TEXTS:
            lines = sum(
                len(wrapped(letters.text, block["text"], size, ROOM - BESIDE_A_LINE))
                for block in found[:taken]
            )
            if lines * size * LEADING + (taken - 1) * GAP <= BODY_HEIGHT:
                return size, taken
    return TEXTS[-1], 1


def decision_slide(box: Block, letters: Letters, label: str = "") -> Slide:
    """The decision that the chapter leads to, and the ways that may be struck out."""
    asked = [block for block in box["blocks"] if block["t"] != "options"]
    ways = [item for b in box["blocks"] if b["t"] == "options" for item in b["items"]]
    text, named = _decision(asked)
    fitted = fit(
        letters.headings, text, BIG, width=ROOM, height=ASKED_HEIGHT if ways else BIG_HEIGHT
    )
    wide = (ROOM - GAP * (len(ways) - 1)) / max(len(ways), 1) - 2 * WAY_PAD - TICK
    told = [" ".join(spoken(item)) for item in ways]
    tall = WAY_HEIGHT - 2 * WAY_PAD
    sizes = [fit(letters.text, way, WAYS, width=wide, height=tall).size for way in told]
    ways_told = [
        fit(letters.text, way, (min(sizes),), width=wide, height=tall).text for way in told
    ]
    more = {"ways": ways_told, "way_size": min(sizes, default=WAYS[-1]), "spoken": []}
    about = " · ".join(filter(None, [named, label]))
    return _made("decision", text, fitted, letters, {"label": about, **more})


def _decision(blocks: list[Block]) -> tuple[str, str]:
    """What is to be decided, without the words that only announce it: these are the label."""
    label = tr("The decision")
    first: Block = blocks[0] if blocks else {"t": "", "inline": []}
    if first["t"] == "paragraph" and first["inline"][:1] and first["inline"][0]["t"] == "strong":
        announced = words(first["inline"][:1]).strip()
        if announced.endswith(":"):
            label = announced.rstrip(":")
            rest = words(first["inline"][1:]).strip()
            text = " ".join([rest[:1].upper() + rest[1:], *spoken(blocks[1:])])
            return text.strip(), label
    return " ".join(spoken(blocks)), label
