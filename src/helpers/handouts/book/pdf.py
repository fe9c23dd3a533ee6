"""How does a document become a printed book?

typst sets it from JSON and one fixed template. The JSON holds what only the page can decide:
widths of columns and pictures, and no character that the fonts lack.
"""

import json
import math
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

import pandas as pd
import typst

from helpers import project
from helpers.figures.cell_marks import BAR_WIDTH
from helpers.figures.sparkline import WIDTH
from helpers.handouts.book.faces import drawn_by, faces_of, fallback_folder, with_fallback
from helpers.handouts.book.places import place_of
from helpers.handouts.brand import Brand, Colours
from helpers.handouts.text import breakable, drawable, every_string
from helpers.handouts.tree import Block, Document, Part, Worksheet
from helpers.handouts.typeset.measure import PORTRAIT, Font, layout
from helpers.handouts.typeset.table_marks import table_marks
from helpers.language import ntr, number
from helpers.language.cells import NUMBERS

BOOK = project.TEMPLATES / "pdf" / "book.typ"
HIGHEST = 590.0  # points; a chart with its title and source fits on one page
WHOLE = 9  # rows; shorter tables are never split
WHOLE_SHEET = 14  # lines of a worksheet that stay on one page
ROOM = {"bar": BAR_WIDTH + 4, "trend": WIDTH}  # points that a mark takes beside its text
_SIZE = re.compile(r'<svg\b[^>]*?\bviewBox="([^"]+)"', re.DOTALL)
KEPT = ("t", "id", "title", "alt", "note", "proof", "svg")  # of a chart; not its table
_PICTURES = ("svg", "png", "logo")


@dataclass(frozen=True)
class _Look:
    """Letters to measure with, and colours to draw with."""

    regular: Font
    bold: Font
    colours: Colours


class Printed(NamedTuple):
    """A book, and on which of its pages each heading, chart, table and worksheet begins."""

    content: bytes
    places: dict[str, int]


def pdf(document: Document, brand: Brand, turn_to: Mapping[str, int] | None = None) -> bytes:
    """Tagged PDF (PDF/UA-1) of a document, the same bytes each time.

    ``turn_to`` are places of another book: its page numbers then stand in the margin.
    """
    return printed(document, brand, turn_to).content


def printed(document: Document, brand: Brand, turn_to: Mapping[str, int] | None = None) -> Printed:
    """Book of a document, as :func:`pdf` makes it, with its places."""
    book = typst.Compiler(
        str(BOOK),
        root=str(BOOK.parent),
        font_paths=[str(folder) for folder in (*brand.font_folders, fallback_folder())],
        ignore_system_fonts=True,
        sys_inputs={"doc": json.dumps(prepared(document, brand, turn_to), ensure_ascii=False)},
    )
    day = pd.Timestamp(document["as_of"])
    content = book.compile(timestamp=int(day.timestamp()), pdf_standards=["ua-1"])
    spots = json.loads(book.query("<spot>", field="value"))
    return Printed(cast("bytes", content), {s["at"]: s["page"] for s in reversed(spots)})


def prepared(
    document: Document, brand: Brand, turn_to: Mapping[str, int] | None = None
) -> dict[str, Any]:
    """Return what the template reads: the document, measured, with no text it cannot draw."""
    faces = faces_of(brand)
    drawn = drawn_by(faces)
    parts = [_part(part, _Look(*faces, brand.colours)) for part in document["parts"]]
    for before, part, then in zip([None, *parts], parts, [*parts[1:], None], strict=False):
        part["break"] = before is None or _on_new_page(part, before)
        ends_page = then is None or _on_new_page(then, part)
        part["notes"] = part["kind"] == "chapter" and not part["failed"] and ends_page
        if document["bare"]:
            part |= {"notes": False, "break": False, "blocks": [_alone(b) for b in part["blocks"]]}
    day = pd.Timestamp(document["as_of"])
    for part in parts:
        part["blocks"] = [_turned(b, part["id"], turn_to or {}) for b in part["blocks"]]
        part["turn"] = (turn_to or {}).get(part["id"], 0)
        part["at"] = part["id"]
    texts = {**document, "parts": parts, "footer": _footer(document["cover"])}
    ready = _shown(texts, drawn)
    return ready | {
        "day": [day.year, day.month, day.day],
        "contents": len(parts) > 1,
        "title_size": _title_size(document["cover"]["title"], faces),
        "theme": _theme(brand),
    }


def _turned(block: dict[str, Any], part: str, pages: Mapping[str, int]) -> dict[str, Any]:
    """Block with the name of its place, and with the page of ``pages`` that has it."""
    if "blocks" in block:
        block = {**block, "blocks": [_turned(inner, part, pages) for inner in block["blocks"]]}
    place = place_of(part, block)
    return {**block, "at": place, "turn": pages.get(place, 0)} if place else block


def _alone(block: dict[str, Any]) -> dict[str, Any]:
    """Return a block that does not ask how much room is left on its page."""
    return {name: value for name, value in block.items() if name not in ("follows", "mark")}


def _on_new_page(part: dict[str, Any], before: dict[str, Any]) -> bool:
    """Chapters begin a page; what is short, or comes after the last chapter, flows on."""
    if part["kind"] == "chapter":
        return not part["failed"]
    return before["kind"] in ("chapter", "executive")


def _footer(cover: dict[str, str]) -> str:
    return " · ".join(text for text in (cover["firm"], cover["footer"]) if text)


def _shown(tree: Any, drawn: frozenset[int]) -> Any:
    """Texts as they can be drawn and broken; pictures stay as they are."""
    if isinstance(tree, dict):
        return {k: v if k in _PICTURES else _shown(v, drawn) for k, v in tree.items()}
    if isinstance(tree, list):
        return [_shown(branch, drawn) for branch in tree]
    return every_string(tree, lambda text: drawable(breakable(text), drawn))


def _part(part: Part, look: _Look) -> dict[str, Any]:
    blocks = [_block(block, look) for block in part.get("blocks", [])]
    blocks = [
        {**b, "place": f"{part['id']}-{nth}"} if b["t"] == "table" else b
        for nth, b in enumerate(blocks)
    ]
    return {**part, "blocks": _marked(together(_side_by_side(blocks)), part["id"])}


def _side_by_side(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make one box of findings that follow one another."""
    done: list[dict[str, Any]] = []
    for block in blocks:
        if block["t"] != "finding":
            done.append(block)
        elif done and done[-1]["t"] == "findings":
            done[-1]["items"].append(block)
        else:
            done.append({"t": "findings", "items": [block]})
    return done


MARKABLE = {"paragraph", "list", "options", "findings", "chart", "table", "note", "worksheet"}


def _marked(blocks: list[dict[str, Any]], place: str) -> list[dict[str, Any]]:
    """Mark the end of what stands before a chart, a group or a worksheet.

    There the page asks how much room is left.
    """
    done: list[dict[str, Any]] = []
    for nth, block in enumerate(blocks):
        mark = f"{place}-before-{nth}"
        if block["t"] in ("chart", "group", "worksheet") and done and _mark(done, mark):
            block = {**block, "follows": mark}
        done.append(block)
    return done


def _mark(blocks: list[dict[str, Any]], mark: str) -> bool:
    """Set ``mark`` at the end of the last of ``blocks``, if it can carry one."""
    last = blocks[-1]
    if last["t"] in MARKABLE:
        blocks[-1] = {**last, "mark": mark}
        return True
    if last["t"] in ("box", "group"):
        inner = list(last["blocks"])
        blocks[-1] = {**last, "blocks": inner}
        return bool(inner) and _mark(inner, mark)
    return False


ANNOUNCED = ("chart", "table", "worksheet", "findings")
LEADS = 3  # paragraphs before a chart that still belong to it


def together(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Make one group of a chart, short table or worksheet with its lead and the heading above it.

    A lead holds on to a long table, and to what is found.

    Returns
    -------
    Blocks in their order, with groups among them.
    """
    done: list[dict[str, Any]] = []
    for block in blocks:
        done.append(block)
        lead = _lead(done[:-1]) if block["t"] in ANNOUNCED else 0
        if lead and (block["t"] == "chart" or block.get("whole")):
            group = {"t": "group", "blocks": done[-lead - 1 :]}
            done[-lead - 1 :] = [group]
        elif lead:
            held = [b | {"sticky": True} for b in done[-lead - 1 : -1]]
            done[-lead - 1 : -1] = held
    return done


def _lead(blocks: list[dict[str, Any]]) -> int:
    """How many blocks at the end lead to what comes: paragraphs, and a heading above them."""
    for count, block in enumerate(reversed(blocks[-LEADS - 1 :]), start=1):
        if block["t"] == "heading":
            return count
        if block["t"] != "paragraph":
            return count - 1
    return 0


def _block(block: Block, look: _Look) -> dict[str, Any]:
    if block["t"] == "chart":
        return _chart(block, look.regular)
    if block["t"] == "table":
        return _table(block, look)
    if block["t"] == "worksheet":
        return _worksheet(cast("Worksheet", block), look)
    if block["t"] in ("box", "quote"):
        return dict(block) | {"blocks": [_block(inner, look) for inner in block["blocks"]]}
    return dict(block)


def _chart(block: Block, face: Font) -> dict[str, Any]:
    kept: dict[str, Any] = {k: block.get(k) for k in KEPT if k in block}
    size = _SIZE.search(block.get("svg", ""))
    width, height = (float(x) for x in size[1].split()[2:4]) if size else (PORTRAIT, PORTRAIT / 2)
    scale = min(1.0, PORTRAIT / width, HIGHEST / height)
    if "svg" in kept:
        kept["svg"] = with_fallback(kept["svg"], face)
    if "png" in block:
        kept["png"] = list(b64decode(block["png"]))
    return kept | {"width": round(width * scale, 2)}


def _table(block: Block, look: _Look) -> dict[str, Any]:
    cells = [[breakable(text) for text in row] for row in block["cells"][: block["shown"]]]
    kinds = [column["kind"] for column in block["columns"]]
    labels = [breakable(column["label"]) for column in block["columns"]]
    extra = [ROOM.get(column.get("mark", "") or column["kind"], 0.0) for column in block["columns"]]
    fit = layout(labels, kinds, cells, regular=look.regular, bold=look.bold, extra=extra)
    there = range(len(fit.widths))
    columns = [
        {
            "label": labels[x],
            "width": fit.widths[x],
            "right": kinds[x] in NUMBERS,
            "kind": kinds[x],
            "mark": block["columns"][x].get("mark", ""),
        }
        for x in there
    ]
    return {
        "t": "table",
        "svg": table_marks(block, look.colours),
        "caption": block["caption"],
        "columns": columns,
        "cells": [row[: len(there)] for row in cells],
        "note": block.get("note", ""),
        "more": " · ".join(filter(None, [block["more"], _no_room(len(kinds) - len(there))])),
        "size": fit.size,
        "pad": fit.pad,
        "whole": len(cells) <= WHOLE,
    }


def _no_room(columns: int) -> str:
    """Say how many columns of a table are too wide for a page."""
    if not columns:
        return ""
    form = ntr(
        "%(n)s more column has no room on a page: see the page on the screen",
        "%(n)s more columns have no room on a page: see the page on the screen",
        columns,
    )
    return form % {"n": number(columns)}


def _worksheet(block: Worksheet, look: _Look) -> dict[str, Any]:
    labels = block["columns"]
    wishes = []
    for x, label in enumerate(labels):
        filled = max((look.regular.width(line[x], 9.5) for line in block["lines"]), default=0.0)
        wish = max(look.bold.longest_word(label, 9.5), min(filled, 170.0)) + 14
        wishes.append(max(wish, 55.0 if filled else 80.0))
    scale = PORTRAIT / sum(wishes)
    widths = [round(wish * scale, 2) for wish in wishes]
    lines = len(block["lines"])
    return {**block, "widths": widths, "tall": lines <= 8, "whole": lines <= WHOLE_SHEET}


def _title_size(title: str, faces: tuple[Font, Font]) -> float:
    """Size of the title on the cover: three lines at most, and no word broken."""
    room = 440.0
    for size in (40.0, 34.0, 28.0, 24.0, 20.0):
        lines = math.ceil(faces[1].width(title, size) * 1.12 / room)
        if lines <= 3 and faces[1].longest_word(title, size) * 1.12 <= room:
            return size
    return 16.0


def _theme(brand: Brand) -> dict[str, Any]:
    logo = "" if brand.logo is None else brand.logo.read_bytes()
    return {
        "colours": vars(brand.colours),
        "text": brand.fonts.text,
        "headings": brand.fonts.headings,
        "logo": list(logo) if logo else "",
        "logo_form": "" if brand.logo is None else brand.logo.suffix.lower()[1:],
        "logo_alt": brand.firm or "Logo",
    }
