"""What is in an executed chapter? A tree of neutral blocks that every format reads.

Blocks are plain JSON, ``{"t": kind, …}``, and every text in them is a text, never markup:

``heading`` (level 2–4, inline), ``paragraph``, ``list``, ``quote``, ``code``: as in
``helpers.handouts.markdown``; ``question`` (inline): what the chapter asks; ``box`` (kind:
decision, takeaway, facilitator, method; label; blocks); ``options`` (items, as of a list): ways
to decide, from a list in such a cell; ``finding``, ``chart``, ``table``,
``worksheet``, ``note``: as in ``helpers.show``, and beyond it

- a chart has its picture as ``svg`` (text) or ``png`` (base64), and ``proof``: the words under
  it when its title is a finding, else an empty string;
- what is ``detail`` stands in the guide and in the appendix, and nowhere else: a cell with that
  tag, a chart or a table shown with ``detail=True``, or a note on the method;
- a table has all its rows, the number of them that a handout shows as ``shown``, and in
  ``more`` how many are not, in words.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from nbformat import NotebookNode

from helpers.handouts.foreign import foreign
from helpers.handouts.markdown import markdown
from helpers.handouts.proofs import join_proofs, with_trails
from helpers.handouts.text import brief, every_string, lines
from helpers.handouts.tree import Block, Inline, Worksheet
from helpers.language import N_, ntr, number, tr
from helpers.language.shapes import (
    ChartShape,
    FindingShape,
    NoteShape,
    TableShape,
    WorksheetShape,
)

Data = Mapping[str, Any]  # by kind of content, what a cell has shown
OURS = "application/vnd.session-workbook."
LONGEST_LIST = 8  # rows that a handout shows of a list to act on
LONGEST_TABLE = 24  # of any other table: a 9 × 9 matrix and its margins stay whole
READERS = ("handout", "facilitator", "slides", "appendix", "lists")
IN_DETAIL = ("facilitator", "appendix", "lists")  # who reads what the room does without
SHOWS = re.compile(r"\b(chart|table|finding|worksheet|note)\(")
PROVES = re.compile(r"\b(chart|table|finding)\(")
ASKS = {"decision", "worksheet"}
ABOUT = "about:"  # and the cell that a decision stands on
SHOWING = ("takeaway", "facilitator")  # no box around what such a cell of code shows
BOXES = {
    "decision": N_("The decision"),
    "takeaway": "",
    "facilitator": N_("For the facilitator"),
    "method": N_("Method"),
}
NOTES = {"caution": N_("Caution"), "method": N_("Method"), "left-out": N_("Not shown")}
CERTAINTIES = {
    "counted": N_("counted"),
    "estimated": N_("estimated"),
    "assumed": N_("rests on an assumption"),
    "bounded": N_("between two ends"),
}


def chapter_blocks(cells: Iterable[NotebookNode], reader: str = "handout") -> list[Block]:
    """Blocks of the cells of one chapter, as far as they concern the ``reader``."""
    if reader not in READERS:
        raise ValueError(f"reader must be one of {', '.join(READERS)}, not {reader!r}")
    found: list[Block] = []
    for cell in list(cells) if reader == "appendix" else asked(list(cells), reader):
        found += _cell(cell, reader)
    joined = join_proofs(_for(found, reader))
    return with_trails(joined) if reader == "facilitator" else joined


def _for(blocks: list[Block], reader: str) -> list[Block]:
    """Blocks without what is in detail, and tables without room to write, as far as it fits."""
    there = [b for b in blocks if reader in IN_DETAIL or not _without(b)]
    return there if reader == "lists" else [_printed(b) if b["t"] == "table" else b for b in there]


def _without(block: Block) -> bool:
    """Whether the room does without a block: it is in detail, or a word on the method."""
    return bool(block.get("detail")) or (block["t"] == "note" and block["kind"] == "method")


def _printed(table: Block) -> Block:
    """Table without its blank columns: room to write is on worksheets and in the spreadsheet."""
    kept = [x for x, column in enumerate(table["columns"]) if column["kind"] != "blank"]
    if len(kept) == len(table["columns"]):
        return table
    return {
        **table,
        "columns": [table["columns"][x] for x in kept],
        "rows": [[row[x] for x in kept] for row in table["rows"]],
        "cells": [[row[x] for x in kept] for row in table["cells"]],
    }


def asked(cells: list[NotebookNode], reader: str = "handout") -> list[NotebookNode]:
    """Leave out what announces or decides on something that the reader does not see.

    A decision or a sheet to fill may name the cells that it stands on, by tags
    ``about:<id of the cell>``; it is asked where one of them shows something. Of several decisions
    the first that can be asked is. Where a chapter shows nothing at all there is nothing to
    decide: its notes say what is missing.

    Returns
    -------
    Cells in their order.
    """
    kept = [cell for nth, cell in enumerate(cells) if not _announces_nothing(cells, nth, reader)]
    proving = [c for c in cells if c.cell_type == "code" and PROVES.search(c.source)]
    # cells of merged chapters have other ids, and remember their own
    shown = {c.metadata.get("workbook_cell", c.get("id")) for c in proving if _shows(c)}
    nothing = bool(proving) and not shown
    kept = [
        c for c in kept if not ASKS & tags_of(c) or not (nothing or _stands_on_nothing(c, shown))
    ]
    decisions = [cell for cell in kept if "decision" in tags_of(cell)]
    return [cell for cell in kept if cell not in decisions[1:]]


def tags_of(cell: NotebookNode) -> set[str]:
    """Tags of a cell: who reads it, and what it asks."""
    return set(cell.metadata.get("tags", []))


def _shows(cell: NotebookNode) -> bool:
    """Whether a cell of code shows a chart, a table or a sentence."""
    words = (f"{OURS}note+json", f"{OURS}worksheet+json")
    shown = [output.get("data") or {} for output in cell.get("outputs", [])]
    return any(not any(word in data for word in words) for data in shown)


def _stands_on_nothing(cell: NotebookNode, shown: set[str]) -> bool:
    about = {tag.removeprefix(ABOUT) for tag in tags_of(cell) if tag.startswith(ABOUT)}
    return bool(about) and not about & shown


def _announces_nothing(cells: list[NotebookNode], nth: int, reader: str) -> bool:
    """Whether a cell of prose stands over cells that would have shown something, and did not.

    A section is kept as long as one of its cells shows anything.
    """
    cell = cells[nth]
    if cell.cell_type != "markdown" or _spoken_for(cell) or cell.source.startswith("# "):
        return False
    heading, under = cell.source.startswith("#"), []
    for later in cells[nth + 1 :]:
        if later.cell_type == "code":
            under.append(later)
        elif not heading or later.source.startswith("#") or _spoken_for(later):
            break
    shows = any(SHOWS.search(one.source) for one in under)
    return shows and not any(_is_seen(one, reader) for one in under)


def _is_seen(cell: NotebookNode, reader: str) -> bool:
    """Whether a cell of code has put out anything for this reader."""
    put_out = cell.get("outputs", [])
    if reader in IN_DETAIL or not put_out:
        return bool(put_out)
    ours = [
        value
        for output in put_out
        for kind, value in (output.get("data") or {}).items()
        if kind.startswith(OURS)
    ]
    return "detail" not in tags_of(cell) and not (ours and all(one.get("detail") for one in ours))


def _spoken_for(cell: NotebookNode) -> bool:
    """Whether a cell of prose says something of its own: a decision, a word to who leads."""
    return bool(tags_of(cell) - {"detail"})


def title_and_rest(blocks: list[Block]) -> tuple[list[Inline], list[Block]]:
    """Inline of the first heading of level 1, and the other blocks; later ones sink a level."""
    first = next((b for b in blocks if b["t"] == "heading" and b["level"] == 1), None)
    rest = [_as_question(b) if i == 0 else b for i, b in enumerate(_others(blocks, first))]
    return ([] if first is None else first["inline"]), _levels(rest)


def _others(blocks: list[Block], first: Block | None) -> list[Block]:
    return [block for block in blocks if block is not first]


def _as_question(block: Block) -> Block:
    """Show the opening paragraph as the question when it is wholly in italics."""
    inline = block.get("inline", [])
    if block["t"] == "paragraph" and len(inline) == 1 and inline[0]["t"] == "em":
        return {"t": "question", "inline": inline[0]["inline"]}
    return block


def _levels(blocks: list[Block]) -> list[Block]:
    """Headings from level 2 on, and never more than a level deeper than the one before."""
    deepest = 1
    done: list[Block] = []
    for block in blocks:
        if block["t"] == "heading":
            deepest = max(2, min(block["level"], deepest + 1, 4))
            block = {**block, "level": deepest}
        done.append(block)
    return done


def _cell(cell: NotebookNode, reader: str) -> list[Block]:
    tags = tags_of(cell)
    if not _concerns(cell, tags, reader):
        return []
    if cell.cell_type == "markdown":
        blocks = markdown(cell.source)
    elif cell.cell_type == "code":
        told = reader != "appendix" or bool(tags & {"detail", "method"})
        blocks = [b for out in cell.get("outputs", []) for b in _output(out, reader, whole=told)]
        if "facilitator" in tags and reader != "facilitator":
            blocks = []
        if reader == "appendix":
            blocks = [{"t": "code", "s": lines(cell.source)}, *blocks]
    else:
        return []
    return _boxed(blocks, tags)


def _concerns(cell: NotebookNode, tags: set[str], reader: str) -> bool:
    if reader == "appendix":
        prose = cell.cell_type == "markdown" and not tags - {"method", "detail"}
        return prose or cell.cell_type == "code"
    if "detail" in tags and reader not in IN_DETAIL:
        return False
    if "facilitator" in tags:  # words to who leads are notes of a slide; what is shown is not
        return reader == "facilitator" or (reader == "slides" and cell.cell_type == "markdown")
    return "method" not in tags and not (tags & {"setup", "parameters", "injected-parameters"})


def _boxed(blocks: list[Block], tags: set[str]) -> list[Block]:
    kind = next((tag for tag in BOXES if tag in tags), None)
    if kind is None or not blocks or (kind in SHOWING and not _is_prose(blocks)):
        return blocks
    label = "" if _begins_strong(blocks[0]) else tr(BOXES[kind])
    if kind == "decision":
        blocks = [{**b, "t": "options"} if b["t"] == "list" else b for b in blocks]
    return [{"t": "box", "kind": kind, "label": label, "blocks": blocks}]


def _is_prose(blocks: list[Block]) -> bool:
    return all(block["t"] in ("paragraph", "list", "quote") for block in blocks)


def _begins_strong(block: Block) -> bool:
    return block["t"] == "paragraph" and [one["t"] for one in block["inline"][:1]] == ["strong"]


def _output(output: NotebookNode, reader: str, *, whole: bool) -> list[Block]:
    """Block of one output; without ``whole`` only sentences, and what is in detail."""
    data = output.get("data") or {}
    for kind, make in _MAKERS.items():
        ours = data.get(f"{OURS}{kind}+json")
        if ours is not None:
            if not whole and kind not in ("finding", "note") and not ours.get("detail"):
                return []
            return [make(every_string(ours, brief), data)]
    return [] if reader == "appendix" else foreign(data)


def _finding(block: FindingShape, _: Data) -> Block:
    certainty = tr(CERTAINTIES.get(block["certainty"], ""))
    return {"t": "finding", **block, "certainty_word": certainty}


def _chart(block: ChartShape, data: Data) -> Block:
    picture = data.get("image/svg+xml", "")
    svg = picture if isinstance(picture, str) else "".join(picture)
    return {"t": "chart", **block, "svg": svg, "proof": ""}


def _table(block: TableShape, _: Data) -> Block:
    longest = LONGEST_LIST if block["act"] else LONGEST_TABLE
    return {"t": "table", **block, "shown": longest, "more": left_over(block, longest)}


def left_over(block: TableShape, longest: int) -> str:
    """How many rows of a table are not shown, in words."""
    left = len(block["rows"]) - longest
    if left <= 0:
        return ""
    form = (
        ntr("%(n)s more row in tables.xlsx", "%(n)s more rows in tables.xlsx", left)
        if block["act"]
        else ntr("%(n)s more row is not shown", "%(n)s more rows are not shown", left)
    )
    return form % {"n": number(left)}


def _worksheet(block: WorksheetShape, _: Data) -> Worksheet:
    width = len(block["columns"])
    filled = [[*line, *[""] * width][:width] for line in block.get("filled") or []]
    blank = [[""] * width for _ in range(block["rows"] - len(filled))]
    return {"t": "worksheet", **block, "lines": filled + blank}


def _note(block: NoteShape, _: Data) -> Block:
    return {"t": "note", **block, "label": tr(NOTES.get(block["kind"], ""))}


_MAKERS: dict[str, Callable[[Any, Data], Any]] = {
    "finding": _finding,
    "chart": _chart,
    "table": _table,
    "worksheet": _worksheet,
    "note": _note,
}
