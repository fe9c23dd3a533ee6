"""Which page has each customer on the lists? All of them in one go, in seconds.

The page is the one of the notebook ``15_customer``: its prose and its cells, run with tools
that are quick. Codes are data of the client: a name of a file is made from one only when it
is plain, and no two names differ in their case alone.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

import nbformat
import pandas as pd

from helpers import language, project
from helpers.analysis.customer import sheet
from helpers.analysis.customer.desk import Desk
from helpers.figures.quick_bars import quick_bars
from helpers.handouts.assemble import document
from helpers.handouts.blocks import chapter_blocks, tags_of, title_and_rest
from helpers.handouts.model import Pack
from helpers.handouts.text import brief, plain
from helpers.handouts.tree import Block, Document, Part, Worksheet
from helpers.handouts.web.on_screen import ROWS
from helpers.language import ntr, number, tr
from helpers.language.catalogue import translated
from helpers.language.columns import column
from helpers.language.findings import Finding
from helpers.show.blocks import SOURCES

NOTEBOOK = project.NOTEBOOKS / "15_customer.ipynb"
FOLDER = "customers"
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def on_lists(tree: Document) -> list[str]:
    """Codes of the customers on the lists that a page shows, in the order in which they stand."""
    found: dict[str, None] = {}
    for block in (b for part in tree["parts"] for b in part.get("blocks", [])):
        keys = [c.get("key") for c in block["columns"]] if block.get("act") else []
        if "customer" in keys:
            at = keys.index("customer")
            found |= dict.fromkeys(row[at] for row in block["rows"][:ROWS] if row[at] is not None)
    return list(found)


def addresses(codes: Iterable[str]) -> dict[str, str]:
    """Where the sheet of each customer stands, from the folder of the pack.

    >>> addresses(["0390", "../x", "Con"])["0390"]
    'customers/0390.html'
    """
    taken: set[str] = set()
    places = {}
    for code in codes:
        name = code
        if (
            not PLAIN.fullmatch(code)
            or project.KEPT_BY_WINDOWS.fullmatch(code)
            or code.lower() in taken
        ):
            name = f"customer-{hashlib.sha256(code.encode()).hexdigest()[:12]}"
        taken.add(name.lower())
        places[code] = f"{FOLDER}/{name}.html"
    return places


def trees(pack: Pack, codes: list[str]) -> dict[str, Document]:
    """Document of each customer's sheet, by its code."""
    if pack.records is None or not codes:
        return {}
    desk = Desk(pack.records, codes, _tables_of(pack), pack.language)
    full = pack.names_in_full("spreadsheet")  # who gets the lists gets the sheets
    names = pack.records.full_names if full else pack.records.names
    cells, empty = _cells(), _empty(pack)
    accent = pack.brand.colours.accent
    made = {}
    for code in codes:
        blocks = _blocks(cells, desk, code, _Shown(accent))
        lead = _lead(pack, code if full else "")
        made[code] = _filled(empty, str(names.get(code, code)), lead, blocks)
    return made


def _tables_of(pack: Pack) -> Any:
    def table(name: str, code: str) -> pd.DataFrame:
        path = pack.tables / f"{name}.csv"
        frame = pd.read_csv(path, dtype={code: "str"}) if path.exists() else pd.DataFrame()
        return frame if code in frame else pd.DataFrame()

    return table


def _empty(pack: Pack) -> Document:
    told = {
        "language": pack.language,
        "currency": pack.currency,
        "as_of": pack.as_of.isoformat()[:10],
        "bare": True,
    }
    tree = document(nbformat.v4.new_notebook(metadata={"workbook": told}))
    tree["cover"]["firm"] = pack.brand.firm
    return tree


def _lead(pack: Pack, code: str) -> str:
    ways = (known.get(code) for known in pack.people.ways.values())
    return brief(" · ".join([pack.title, language.date(pack.as_of), *filter(None, ways)]))


def _filled(empty: Document, name: str, lead: str, blocks: list[Block]) -> Document:
    part: Part = {**empty["parts"][0], "title": plain(name), "lead": lead, "blocks": blocks}
    return {**empty, "cover": {**empty["cover"], "title": plain(name)}, "parts": [part]}


@dataclass
class _Shown:
    """What the cells of one sheet have shown, in place of ``helpers.show``."""

    accent: str
    blocks: list[Block] = field(default_factory=list)

    def table(self, frame: pd.DataFrame, caption: str) -> None:
        """Rows of what and fact; nothing of none."""
        rows = [[brief(text) for text in row] for row in frame.to_numpy().tolist()]
        shapes = [column(key) for key in frame.columns]
        columns = [{"key": c.key, "label": c.label, "kind": c.kind} for c in shapes]
        block: Any = {"t": "table", "caption": caption, "columns": columns, "rows": rows,
                      "cells": rows, "shown": len(rows), "more": "", "note": ""}  # fmt: skip
        if rows:
            self.blocks.append(block)

    def chart(self, months: pd.DataFrame, title: Finding, note: str) -> None:
        """Bars of the months under the sentence."""
        drawn = (months["month"].tolist(), months["amount"].tolist())
        picture = quick_bars(*drawn, kind="money", accent=self.accent)
        form = ntr(*SOURCES[title.certainty], int(title.trail.rows))
        proof = form % {"rows": number(title.trail.rows), "table": title.trail.table}
        text = brief(title.text)
        alt = tr("Chart: %(title)s") % {"title": text}
        self.blocks.append({"t": "chart", "title": text, "alt": alt, "svg": picture,
                            "proof": proof, "note": note, "table": None})  # fmt: skip

    def worksheet(self, title: str | None, columns: list[str], rows: int) -> None:
        """Empty lines; without a title none, nor what stands before them."""
        if not title:
            self.blocks = [block for block in self.blocks if block["t"] != "box"]
            return
        lines = [[""] * len(columns) for _ in range(rows)]
        block: Worksheet = {"t": "worksheet", "title": title, "columns": columns, "rows": rows,
                            "filled": [], "lines": lines}  # fmt: skip
        self.blocks.append(block)  # type: ignore[arg-type]  # a block all the same


Cell = CodeType | list[Block]


def _cells() -> list[Cell]:
    """Cells of the notebook: code ready to run, or the blocks of its prose."""
    book = translated(nbformat.read(NOTEBOOK, as_version=4), language.current())
    cells: list[Cell] = []
    for cell in book.cells:
        if tags_of(cell) & {"setup", "parameters"}:
            continue
        if cell.cell_type == "code":
            cells.append(compile(cell.source, NOTEBOOK.name, "exec"))
        else:
            cells.append(title_and_rest(chapter_blocks([cell]))[1])
    return cells


def _blocks(cells: list[Cell], desk: Desk, code: str, shown: _Shown) -> list[Block]:
    names: Mapping[str, Any] = {
        "show": shown, "sheet": sheet, "tr": tr, "customer": code, "client": "", "language": "",
        "load": lambda *_, **__: desk.records, "Desk": lambda *_: desk,
        "theme": _Nothing(), "stacked_bars": lambda months, **_: months,
    }  # fmt: skip
    scope = dict(names)
    for cell in cells:
        if isinstance(cell, list):
            shown.blocks += cell
        else:
            exec(cell, scope)  # noqa: S102 - a notebook of ours
    return _without_bare_headings(shown.blocks)


class _Nothing:
    """An axis that nobody draws on."""

    def canvas(self, *_: Any) -> None:
        """No axis."""


def _without_bare_headings(blocks: list[Block]) -> list[Block]:
    """Leave out headings under which nothing stands."""
    after = [*blocks[1:], {"t": "heading"}]
    return [
        block for block, then in zip(blocks, after, strict=True)
        if block["t"] != "heading" or then["t"] not in ("heading", "box")
    ]  # fmt: skip
