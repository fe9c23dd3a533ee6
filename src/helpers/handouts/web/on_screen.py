"""What does a page hold beyond the printed one? More rows of each list, and who stands where."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.handouts.text import plain
from helpers.handouts.tree import Block, Document, Part
from helpers.language import tr
from helpers.language.cells import as_change, digits_for, written
from helpers.language.digits import DIGITS
from helpers.language.shapes import ColumnShape

ROWS = 100  # of a list to act on; the spreadsheet has all


@dataclass(frozen=True)
class Known:
    """What is known of customers beside the documents: code → verdict, code → its sheet."""

    verdicts: Mapping[str, str] = field(default_factory=dict)
    sheets: Mapping[str, str] = field(default_factory=dict)


def on_screen(document: Document) -> Document:
    """``document`` with a place to jump to for each table, and more rows of each list."""
    return {**document, "parts": [_part(part) for part in document["parts"]]}


def _part(part: Part) -> Part:
    blocks, tables = [], 0
    for block in part.get("blocks", []):
        if block["t"] == "table":
            tables += 1
            block = {**block, "id": f"{part['id']}-table-{tables}"}
            if block.get("act"):
                block["cells"] = _cells(block)
        blocks.append(block)
    return {**part, "blocks": blocks} if blocks else part


def _cells(block: Block) -> list[list[str]]:
    """Texts of the first rows: those that are there, and the next ones written as they are."""
    there = block["cells"][:ROWS]
    rows = block["rows"][len(there) : ROWS]
    ways = [
        _digits(column, [row[x] for row in block["rows"]])
        for x, column in enumerate(block["columns"])
    ]
    told = zip(block["columns"], ways, strict=True)
    looks = list(told)
    return [*there, *([_text(v, *look) for v, look in zip(r, looks, strict=True)] for r in rows)]


def _digits(column: ColumnShape, values: list[Any]) -> int:
    known = DIGITS.get(column.get("key", ""))
    return digits_for(values, column["kind"]) if known is None else known


def _text(value: Any, column: ColumnShape, digits: int) -> str:
    kind = column["kind"]
    if kind in ("date", "month") and value is not None:
        value = pd.Timestamp(value)
    text = plain(written(value, kind, digits))
    return as_change(text, value) if column.get("mark") == "change" else text


def finder(document: Document, known: Known) -> Markup | None:
    """Where each customer stands, as JSON inside of a page; None where none does.

    ``lists`` are the tables with customers; ``customers`` have ``code``, ``name``, ``verdict``,
    ``sheet`` and ``places``, each a list and a row of it, counted from 0.
    """
    lists: list[dict[str, str]] = []
    customers: dict[str, dict[str, Any]] = {}
    for part in document["parts"]:
        for block in (b for b in part.get("blocks", []) if b["t"] == "table" and b.get("rows")):
            keys = [column.get("key") for column in block["columns"]]
            if "customer" in keys:
                _note(block, keys.index("customer"), len(lists), customers)
                one = {"id": block["id"], "title": block["caption"], "chapter": part["title"]}
                lists.append(one)
    for code, one in customers.items():
        one |= {"verdict": tr(known.verdicts.get(code, "")), "sheet": known.sheets.get(code, "")}
    told = {"lists": lists, "customers": [customers[code] for code in sorted(customers)]}
    return in_script(told) if customers else None


def _note(block: Block, at: int, nth: int, customers: dict[str, dict[str, Any]]) -> None:
    keys = [column.get("key") for column in block["columns"]]
    named = keys.index("name") if "name" in keys else at
    for y, row in enumerate(block["rows"]):
        code = row[at]
        if code is not None:
            name = "" if row[named] is None else str(row[named])
            one = customers.setdefault(code, {"code": code, "name": name, "places": []})
            one["places"].append([nth, y])


def in_script(told: Any) -> Markup:
    r"""JSON that may stand in a script element: nothing in it can end the element.

    >>> str(in_script("</script>"))
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - no sign of markup is left in it


def said() -> dict[str, str]:
    """Words that the script of a page says, in the language in use."""
    return {
        "all": tr("all"),
        "copied": tr("Copied:"),
        "copy": tr("Copy with its source"),
        "copynumber": tr("Click to copy the number with its source"),
        "dark": tr("Dark"),
        "larger": tr("Larger"),
        "less": tr("Fewer rows"),
        "light": tr("Light"),
        "manager": tr("Manager"),
        "more": tr("More rows"),
        "nobody": tr("Nobody of that code or name stands here."),
        "others": tr("Others that fit:"),
        "row": tr("row"),
        "rows": tr("Rows shown:"),
        "sheet": tr("Customer sheet"),
        "smaller": tr("Smaller"),
        "sort": tr("Sort by this column"),
    }
