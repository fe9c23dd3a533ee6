"""Does any document name one of those who work here beside a number that judges?

The walk goes through everything that is handed out or shown, sentence by sentence and table by
table, and holds each name against the one rule on names. It tells each fault in words.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from lxml import html
from pptx import Presentation

from helpers.analysis.definitions.naming.names_of_staff import NAMING, SHARED_OUT

PAGES = ("handout.html", "slides.html", "appendix.html", "index.html")
NAMED_IN = {"managers": "manager", "response_desks": "employee", "loyalty_employees": "group",
            "persistence_manager": "manager"}  # fmt: skip
WHO = ("manager", "employee", "owner", "group")  # columns that hold a name
SERVED_BY = ("Manager: ", "Менеджер: ")  # a trait of customers
SERVES = ("Manager", "Менеджер", "Owner", "Ответственный", "Who keeps it", "Who answers")


def people(pack: Path) -> set[str]:
    """Names of all who work for the client, as far as a chapter judges anybody."""
    tables = [(pack / "tables" / f"{name}.csv", column) for name, column in NAMED_IN.items()]
    found = [set(pd.read_csv(path)[column].dropna()) for path, column in tables if path.exists()]
    return set().union(*found)


def told_apart(pack: Path) -> set[str]:
    """Names of those whom a chapter tells apart: who would be accused, were they named."""
    managers = pd.read_csv(pack / "tables" / "managers.csv")
    desks = pd.read_csv(pack / "tables" / "response_desks.csv")
    return {
        *managers.loc[managers["named"] == "yes", "manager"],
        *desks.loc[desks["named"] == "yes", "employee"],
    }


def faults(pack: Path) -> list[str]:
    """Everything in the documents of ``pack`` that names somebody beside a judgement."""
    names = people(pack)
    findings = json.loads((pack / "manifest.json").read_text("utf-8"))["findings"]
    allowed = [_plain(one["text"]) for one in findings if one["key"] in NAMING]
    found = [
        f"findings: {one['text']}"
        for one in findings
        if one["key"] not in NAMING and _names(json.dumps(one, ensure_ascii=False), names)
    ]
    for page in PAGES:
        found += [f"{page}: {text}" for text in of_page(pack / page, names, allowed)]
    found += [f"slides.pptx: {text}" for text in _of_slides(pack / "slides.pptx", names, allowed)]
    return found


def _plain(text: str) -> str:
    return " ".join(text.split())


def _names(text: str, names: set[str]) -> list[str]:
    return sorted(name for name in names if name in text)


def of_page(path: Path, names: set[str], allowed: list[str]) -> Iterator[str]:
    """Tables and sentences of one page that name somebody beside a judgement."""
    page = html.parse(path)
    for table in page.xpath("//table"):
        if _names(table.text_content(), names) and not _shares_out(table, names):
            yield f"table {' | '.join(_heads(table))}"
    for text in page.xpath("//text()[not(ancestor::table or ancestor::script or ancestor::style)]"):
        said = _plain(text)
        if _names(said, names) and not _may(said, allowed):
            yield said


def _heads(table: html.HtmlElement) -> list[str]:
    return [_plain(head.text_content()) for head in table.xpath("./thead//th")]


def _shares_out(table: html.HtmlElement, names: set[str]) -> bool:
    """Whether a table says who serves a customer or answers for something, and no more."""
    keys = table.xpath("./thead//th/@data-key")
    cells = [_plain(cell.text_content()) for cell in table.xpath("./tbody//td|./tbody//th")]
    if all(cell.startswith(SERVED_BY) for cell in cells if _names(cell, names)):
        return True
    if not keys:  # a worksheet, or the numbers of a chart
        return bool(set(_heads(table)) & set(SERVES))
    return "customer" in keys or "owner" in keys or set(keys) <= {*WHO, *SHARED_OUT}


def _may(said: str, allowed: list[str]) -> bool:
    """One of the findings that name somebody, or a word of who serves whom: ``Manager: …``."""
    return any(said in text or text in said for text in allowed) or said.startswith(SERVED_BY)


def _of_slides(path: Path, names: set[str], allowed: list[str]) -> Iterator[str]:
    for slide in Presentation(str(path)).slides:
        notes = slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""
        shown = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
        for text in (*shown, *notes.splitlines()):
            said = _plain(text)
            if _names(said, names) and not _may(said, allowed):
                yield said
