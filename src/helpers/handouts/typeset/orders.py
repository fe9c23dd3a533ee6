"""Under which order does each name of a list stand? Every list of customers says it.

A list that gives an order (*call*, *thank*) holds nobody who stands under another one; any other
list says beside each name what is done about it, so that no reader takes a list for an order.
"""

from collections.abc import Mapping
from typing import Any, cast

from helpers.handouts.blocks import left_over
from helpers.handouts.tree import Block, Document, Part
from helpers.language import ntr, number, tr
from helpers.language.columns import column

NAMES = ("customer", "name")  # columns behind which the verdict stands


def with_orders(tree: Document, verdicts: Mapping[str, str]) -> Document:
    """Document whose lists agree with the verdicts.

    Parameters
    ----------
    tree
        A document as chapters have made it; chapters before the one on winning back do not know
        the verdicts.
    verdicts
        Verdict of each customer by its code; where nobody has one, nothing changes.

    Returns
    -------
    The document; lists under an order are cut to those who stand under it, all others have a
    column with the verdict of each customer.
    """
    if not verdicts:
        return tree
    return {**tree, "parts": [_part(part, verdicts) for part in tree["parts"]]}


def _part(part: Part, verdicts: Mapping[str, str]) -> Part:
    blocks = part.get("blocks", [])
    return {**part, "blocks": [_told(block, verdicts) for block in blocks]} if blocks else part


def _told(block: Block, verdicts: Mapping[str, str]) -> Block:
    keys = _keys(block) if block["t"] == "table" else []
    if "customer" not in keys or "verdict" in keys:
        return block
    codes = [row[keys.index("customer")] for row in block["rows"]]
    given = [verdicts.get(code) for code in codes]
    return _only(block, given) if block.get("verdict") else _beside(block, given)


def _keys(block: Block) -> list[str]:
    return [one.get("key", "") for one in block["columns"]]


def _only(block: Block, given: list[Any]) -> Block:
    """List under an order without those who stand under another one; who has none stays."""
    kept = [x for x, verdict in enumerate(given) if not verdict or verdict in block["verdict"]]
    off = len(given) - len(kept)
    if not off:
        return block
    form = ntr(
        "Not on this list: %(n)s customer who stands under another order.",
        "Not on this list: %(n)s customers who stand under another order.",
        off,
    )
    rows = [block["rows"][x] for x in kept]
    cells = [block["cells"][x] for x in kept if x < len(block["cells"])]
    note = f"{block['note']} {form % {'n': number(off)}}".strip()
    cut: Any = {**block, "rows": rows, "cells": cells, "note": note}
    cut["more"] = left_over(cut, block["shown"])
    return cast("Block", cut)


def _beside(block: Block, given: list[Any]) -> Block:
    """List with the verdict behind each name."""
    place = max(x for x, key in enumerate(_keys(block)) if key in NAMES) + 1
    told = column("verdict")
    shape: Any = {"key": told.key, "label": told.label, "kind": told.kind}
    words = [tr(verdict) if verdict else "" for verdict in given]

    def wider(rows: list[list[Any]], more: list[Any]) -> list[list[Any]]:
        return [[*row[:place], one, *row[place:]] for row, one in zip(rows, more, strict=False)]

    columns = [*block["columns"][:place], shape, *block["columns"][place:]]
    rows, cells = wider(block["rows"], given), wider(block["cells"], words)
    return {**block, "columns": columns, "rows": rows, "cells": cells}
