"""By what name do the documents of a pack know the same place? What the handout calls it.

A heading, a chart, a table, a worksheet and a decision are named alike in every document, so
that one can tell on which page of another they stand.
"""

from collections.abc import Mapping
from typing import Any

from helpers.handouts.markdown import words

NAMED_BY = {"chart": "title", "table": "caption", "worksheet": "title"}


def place_of(part: str, block: Mapping[str, Any]) -> str:
    """Name of a block's place within a part; empty where it has none."""
    kind = block["t"]
    if kind == "box":
        name = block["kind"] if block["kind"] == "decision" else ""
    else:
        inline = kind == "heading"
        name = words(block["inline"]) if inline else block.get(NAMED_BY.get(kind, ""), "")
    return f"{part} {kind} {name}" if name else ""
