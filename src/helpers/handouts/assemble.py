"""How do the chapters of a run become one document?

First one notebook with all cells and, in its metadata, the parts around them; then a tree
of blocks, the same for every format. A single executed chapter makes a document as well.
"""

from collections.abc import Iterator
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers import language
from helpers.handouts import front
from helpers.handouts.blocks import IN_DETAIL, chapter_blocks, title_and_rest
from helpers.handouts.brand import load_brand
from helpers.handouts.executive import chapter_id, executive_part
from helpers.handouts.glossary import used
from helpers.handouts.markdown import words
from helpers.handouts.model import ChapterResult, Pack
from helpers.handouts.text import plain
from helpers.handouts.thresholds import settings_part
from helpers.handouts.tree import Document, Part
from helpers.language import ntr, number, tr

UNSEEN = ("svg", "png", "rows", "trail", "key", "kind", "t", "id")


def merge(pack: Pack, reader: str = "handout") -> NotebookNode:
    """One notebook of all chapters made, with the parts around them in its metadata."""
    nb = nbformat.v4.new_notebook()
    for result in pack.results:
        nb.cells += _cells(result)
    nb.metadata["workbook"] = {
        "language": pack.language,
        "currency": pack.currency,
        "cover": front.cover(pack, reader),
        "as_of": pack.as_of.isoformat()[:10],
        "parts": [part for part in _parts(pack, reader) if part],
    }
    return nb


def _parts(pack: Pack, reader: str) -> list[Part | None]:
    there = [result for result in pack.results if result.status != "left out"]
    if reader == "appendix":
        chapters = [_chapter_part(result, {}) for result in there]
        return [front.sources_part(pack), settings_part(pack), *chapters]
    timed = reader in ("facilitator", "slides")
    minutes = front.minutes_by_chapter(pack) if timed else {}
    return [
        executive_part(pack),
        *(_chapter_part(result, minutes) for result in there),
        front.left_out_part(pack),
        front.glossary_part(),
        front.sources_part(pack) if reader in IN_DETAIL else None,
    ]


def _chapter_part(result: ChapterResult, minutes: dict[str, int]) -> Part:
    failed = tr("This chapter could not be made. The index of the pack says why.")
    named = [found.get("chapter") for found in result.findings] + [tr(result.chapter.title)]
    given = next((minutes[name] for name in named if name in minutes), 0)
    form = ntr("%(n)s minute", "%(n)s minutes", given)
    return {
        "kind": "chapter",
        "id": chapter_id(result),
        "number": str(int(result.chapter.number)),
        "title": plain(tr(result.chapter.title)),
        "failed": failed if result.status == "failed" else "",
        "minutes": form % {"n": number(given)} if given else "",
    }


def _cells(result: ChapterResult) -> list[NotebookNode]:
    if result.notebook is None or result.status != "made":
        return []
    place = chapter_id(result)
    cells = []
    for nth, cell in enumerate(result.notebook.cells):
        metadata = {**cell.metadata, "workbook_chapter": place, "workbook_cell": cell.get("id")}
        cells.append(NotebookNode({**cell, "metadata": metadata, "id": f"{place}-{nth}"}))
    return cells


def document(nb: NotebookNode, reader: str = "handout") -> Document:
    """Tree of a merged notebook, or of one executed chapter, for one reader."""
    about = nb.metadata.get("workbook", {})
    if "parts" not in about:
        about = _alone(nb)
    language.use(about["language"], about["currency"])
    parts: list[Part] = [
        _filled(part, nb, reader) if part["kind"] == "chapter" else part.copy()
        for part in about["parts"]
    ]
    return {
        "language": about["language"],
        "cover": dict(about["cover"]),
        "as_of": about["as_of"],
        "bare": about.get("bare", False),
        "parts": _with_words_used(_with_places(_with_ids(parts))),
        "words": fixed_words(),
    }


def _filled(chapter: Part, nb: NotebookNode, reader: str) -> Part:
    part: Part = {**chapter}
    cells = [c for c in nb.cells if c.metadata.get("workbook_chapter", part["id"]) == part["id"]]
    title, blocks = title_and_rest(chapter_blocks(cells, reader))
    part["title"] = part.pop("name", "") or plain(words(title)) or part["title"]
    if part["failed"]:
        blocks = [{"t": "note", "kind": "left-out", "label": "", "text": part["failed"]}]
    return part | {"blocks": blocks}


def _alone(nb: NotebookNode) -> dict[str, Any]:
    """Make the parts around a chapter that was executed by hand: a title and nothing else."""
    about = nb.metadata.get("workbook", {})
    spoken = about.get("language") or language.current()
    language.use(spoken, about.get("currency"))
    brand = load_brand()
    part: Part = {
        "kind": "chapter",
        "id": "chapter-01",
        "number": "",  # nobody says which one it is
        "title": "",
        "failed": "",
        "minutes": "",
        "name": plain(about.get("name", "")),
        "lead": plain(about.get("lead", "")),
    }
    texts = dict.fromkeys(("question", "date", "place", "records", "title"), "")
    footer = brand.footer or tr("Confidential: for the participants of the session")
    title = plain(words(title_and_rest(chapter_blocks(nb.cells))[0])) or tr("Chapter")
    return {
        "language": spoken,
        "currency": language.currency(),
        "as_of": about.get("as_of", "2000-01-01"),
        "cover": texts
        | {
            "kicker": tr("Customer-strategy session"),
            "kind": tr("Handout"),
            "title": title,
            "firm": brand.firm,
            "footer": footer,
        },
        "bare": bool(about.get("bare")),  # one page, without a cover
        "parts": [part],
    }


def _with_ids(parts: list[Part]) -> list[Part]:
    """Give every heading and every finding of a chapter a place to jump to."""
    for part in parts:
        number = 0
        for block in part.get("blocks", []):
            if block["t"] in ("heading", "finding") or block.get("finding"):
                number += 1
                block["id"] = f"{part['id']}-{number}"
    return parts


def _with_places(parts: list[Part]) -> list[Part]:
    """Lead from each ranked finding to where its chapter says it."""
    titles = {part["id"]: part["title"] for part in parts}
    places: dict[str, str] = {}
    for block in (block for part in parts for block in part.get("blocks", [])):
        key = block.get("key") if block["t"] == "finding" else block.get("finding")
        if key:
            places.setdefault(key, block["id"])
    for part in parts:
        if "findings" in part:
            part["findings"] = [
                {
                    **found,
                    "chapter_title": titles.get(found["chapter"], ""),
                    "place": places.get(found["key"], found["chapter"]),
                }
                for found in part["findings"]
            ]
    return parts


def _with_words_used(parts: list[Part]) -> list[Part]:
    """Keep of the glossary what stands in the other parts; without a word, no glossary."""
    said = "\n".join(text for part in parts if part["kind"] != "glossary" for text in _texts(part))
    for part in parts:
        if part["kind"] == "glossary":
            part["terms"] = used(part["terms"], said)
    return [part for part in parts if part["kind"] != "glossary" or part["terms"]]


def _texts(tree: Any) -> Iterator[str]:
    """Strings that a reader of the tree sees; neither pictures nor raw values."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for name, branch in tree.items():
            yield from () if name in UNSEEN else _texts(branch)
    elif isinstance(tree, list):
        for branch in tree:
            yield from _texts(branch)


def fixed_words() -> dict[str, str]:
    """Words that stand in the templates, in the language in use."""
    return {
        "contents": tr("Contents"),
        "skip": tr("Skip to the text"),
        "page": tr("Page"),
        "page-short": tr("p."),
        "chapter": tr("Chapter"),
        "numbers": tr("The numbers of the chart"),
        "date": tr("Date"),
        "place": tr("Place"),
        "question": tr("The question of the day"),
        "term": tr("Term"),
        "meaning": tr("What it means here"),
        "other": tr("In the other language"),
        "notes": tr("Notes"),
        "find": tr("Find a customer"),
        "top": tr("Back to the top"),
        "next": tr("Next:"),
        "continued": tr("continued"),
        "so_what": tr("So what"),
        "decide": tr("Decide"),
        "strike": tr("Strike out what is not to be, or write in what is missing"),
        "unseen": tr("What could not be seen"),
    }
