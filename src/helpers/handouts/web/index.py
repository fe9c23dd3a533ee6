"""What is in the pack, what is missing from it, and what moved since last time?"""

import csv
from pathlib import Path
from typing import Any

from helpers import language, project
from helpers.handouts.blocks import CERTAINTIES
from helpers.handouts.executive import chapter_id
from helpers.handouts.front import cover
from helpers.handouts.model import ChapterResult, Pack
from helpers.handouts.text import brief, every_string
from helpers.handouts.web.answers import answers
from helpers.handouts.web.page import page, template
from helpers.language import N_, ntr, number, tr
from helpers.language.columns import column, kind_known
from helpers.language.findings import FindingJson, moved
from helpers.language.untranslated import told_of

FOLDER = project.TEMPLATES / "index"
READERS = (
    (
        N_("For the room"),
        (
            ("handout.html", N_("Handout"), N_("for the participants, on a screen")),
            ("handout.pdf", N_("Handout, printed"), N_("for the participants, on paper")),
            ("slides.html", N_("Slides"), N_("for the screen of the room, in a browser")),
            (
                "slides.pptx",
                N_("Slides to edit"),
                N_("for the screen of the room, charts can be edited"),
            ),
        ),
    ),
    (
        N_("For who leads the session"),
        (
            ("facilitator.html", N_("Facilitator guide"), N_("on a screen")),
            ("facilitator.pdf", N_("Facilitator guide, printed"), N_("on paper")),
        ),
    ),
    (
        N_("For those who call and write"),
        (
            ("tables.xlsx", N_("Tables"), N_("lists to act on, with room to fill in")),
            ("customers", N_("Customer sheets"), N_("a page for each customer on the lists")),
        ),
    ),
    (
        N_("For who doubts a number"),
        (
            ("appendix.html", N_("Method appendix"), N_("how each number is counted")),
            ("rejected", N_("Rejected rows"), N_("each with its line and the reason")),
            ("notebooks", N_("Chapters as they ran"), N_("to open in JupyterLab")),
            (
                "manifest.json",
                N_("Manifest"),
                N_("files, settings and versions behind the pack"),
            ),
        ),
    ),
)
TOLD = 6  # columns by which a table is told
STATUSES = {"made": N_("made"), "left out": N_("left out"), "failed": N_("failed")}


def index(pack: Pack, folder: Path) -> str:
    """Page that leads to the files which stand in ``folder``."""
    told = every_string(_told(pack, folder), brief)
    words = _words()
    style = page([told, words], pack.brand, FOLDER / "style.css")
    return template(FOLDER / "index.html.j2").render(d=told, w=words, page=style)


def _told(pack: Pack, folder: Path) -> dict[str, Any]:
    texts = cover(pack, "handout")
    findings = _findings(pack, folder)
    return {
        "language": pack.language,
        "title": pack.title,
        "firm": texts["firm"],
        "footer": " · ".join(t for t in (texts["firm"], texts["footer"]) if t),
        "records": texts["records"],
        "answers": answers(pack, _compared(pack), _moved(findings)),
        "readers": _files(folder),
        "chapters": [_chapter(result, folder) for result in pack.results],
        "findings": findings,
        "gone": _gone(pack),
        "tables": [_table(path) for path in sorted(pack.tables.glob("*.csv"))],
    }


def _files(folder: Path) -> list[dict[str, Any]]:
    """Files that stand there, by who they are for."""
    told = []
    for reader, files in READERS:
        there = [file for file in files if _stands(folder / file[0])]
        shown = [{"href": name, "label": tr(what), "about": tr(why)} for name, what, why in there]
        if shown:
            told.append({"reader": tr(reader), "files": shown})
    return told


def _table(path: Path) -> dict[str, str]:
    """A result table, told by its columns as far as the registry knows them."""
    with path.open(encoding="utf-8", newline="") as file:
        names = next(csv.reader(file), [])
    labels = dict.fromkeys(column(name).label for name in names if kind_known(name))
    return {"name": path.name, "about": " · ".join(list(labels)[:TOLD])}


def _moved(findings: list[dict[str, str]]) -> list[str]:
    return [f"{found['text']} ({found['change']})" for found in findings if found["change"]]


def _stands(path: Path) -> bool:
    """Whether there is something to open; the manifest is written when all else is done."""
    if path.is_dir():
        return any(path.iterdir())
    return path.exists() or path.name == "manifest.json"


def _chapter(result: ChapterResult, folder: Path) -> dict[str, Any]:
    made = result.status == "made"
    return {
        "title": tr(result.chapter.title),
        "href": _place(result, folder) if made else "",
        "status": result.status.replace(" ", "-"),
        "word": tr(STATUSES[result.status]),
        "remark": (_untranslated(result) if made else result.ask or result.message).splitlines(),
    }


def _untranslated(result: ChapterResult) -> str:
    return "" if result.notebook is None else told_of(result.notebook).get("said", "")


def _place(result: ChapterResult, folder: Path) -> str:
    return f"handout.html#{chapter_id(result)}" if (folder / "handout.html").exists() else ""


def _findings(pack: Pack, folder: Path) -> list[dict[str, str]]:
    former = None if pack.before is None else {f["key"]: f for f in pack.before}
    return [
        {
            "text": f["text"],
            "money": "" if f["money"] is None else language.money(f["money"]),
            "certainty_word": tr(CERTAINTIES[f["certainty"]]),
            "chapter": tr(result.chapter.title),
            "href": _place(result, folder),
            "change": "" if former is None else _change(f, former.get(f["key"])),
        }
        for f, result in pack.once()
    ]


def _change(now: FindingJson, before: FindingJson | None) -> str:
    """What became of a finding since the previous run, in words; empty when it stood still."""
    if before is None:
        return tr("new")
    if not moved(before, now):
        return ""
    if now["money"] is None or before["money"] is None:
        return tr("changed")
    return tr("before: %(money)s") % {"money": language.money(before["money"])}


def _compared(pack: Pack) -> str:
    if pack.before is None:
        return ""
    former = {f["key"]: f for f in pack.before}
    moved = sum(1 for f, _ in pack.once() if _change(f, former.get(f["key"])))
    if not moved and not _gone(pack):
        return tr("Nothing has changed since the previous run.")
    form = ntr(
        "%(n)s finding is new or has moved; it is marked below.",
        "%(n)s findings are new or have moved; they are marked below.",
        moved,
    )
    gone = tr("Findings of the previous run that are no longer there:") if _gone(pack) else ""
    return " ".join(text for text in (form % {"n": number(moved)}, gone) if text)


def _gone(pack: Pack) -> list[str]:
    keys = {f["key"] for f in pack.findings()}
    return [f["text"] for f in pack.before or [] if f["key"] not in keys]


def _words() -> dict[str, str]:
    return {
        "pack": tr("Pack of the session"),
        "skip": tr("Skip to the text"),
        "open": tr("What to open"),
        "first": tr("First of all"),
        "chapters": tr("Chapters"),
        "chapter": tr("Chapter"),
        "status": tr("Status"),
        "remark": tr("What is missing, what went wrong"),
        "findings": tr("All findings: first those that can be acted on, the most money first"),
        "none": tr("No chapter has come to a finding."),
        "before": tr("No longer there since the previous run"),
        "tables": tr("Result tables"),
    }
