"""What remains of an output that is not one of our blocks?

A chapter shows its blocks through ``helpers.show``. Anything else that a notebook displays is
reduced to what can be said in any format: a picture, the cells of a table, text.
"""

import base64
import html
from collections.abc import Mapping
from typing import Any

import nh3
from lxml import html as parser

from helpers.handouts.markdown import markdown
from helpers.handouts.text import plain
from helpers.handouts.tree import Block
from helpers.language import tr

_TABLE = {"table", "thead", "tbody", "tr", "th", "td", "caption"}
_SILENT = {"script", "style", "title", "head", "template"}


def foreign(data: Mapping[str, Any]) -> list[Block]:
    """Blocks of a MIME bundle; none for what only a programmer can read."""
    if "image/svg+xml" in data:
        return [_picture("svg", _text(data["image/svg+xml"]))]
    if "image/png" in data:
        return [_picture("png", "".join(_text(data["image/png"]).split()))]
    if "text/markdown" in data:
        return markdown(_text(data["text/markdown"]))
    if "text/html" in data:
        return _from_html(_text(data["text/html"]))
    return []


def _text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else "".join(value)


def _picture(form: str, picture: str) -> Block:
    alt = tr("Picture")
    block: Block = {"t": "chart", "title": "", "alt": alt, "note": "", "svg": "", "proof": ""}
    if form == "png":
        base64.b64decode(picture, validate=True)
        block["png"] = picture
    else:
        block["svg"] = picture
    return block


def _from_html(source: str) -> list[Block]:
    tags = _TABLE | {"p"}
    clean = nh3.clean(source, tags=tags, attributes={}, clean_content_tags=_SILENT)
    tree = parser.fragment_fromstring(clean or "<p></p>", create_parent="div")
    tables = tree.findall(".//table")
    if tables:
        return [_table(table) for table in tables]
    text = plain(html.unescape(tree.text_content()))
    return [{"t": "paragraph", "inline": [{"t": "text", "s": text}]}] if text else []


def _table(table: Any) -> Block:
    rows = [[plain(cell.text_content()) for cell in row] for row in table.iter("tr")]
    width = max(map(len, rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    caption = table.find("caption")
    return {
        "t": "table",
        "caption": "" if caption is None else plain(caption.text_content()),
        "columns": [{"label": label, "kind": "text"} for label in (rows[0] if rows else [])],
        "cells": rows[1:],
        "note": "",
        "shown": len(rows),
        "more": "",
    }
