"""What did a chapter leave behind? Its findings, its tables, or a line on what to ask for."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import nbformat

from helpers.cache import results
from helpers.chapters import Chapter, title_of
from helpers.handouts.model import ChapterResult
from helpers.language import tr
from helpers.language.findings import FindingJson
from helpers.runs.changes.stored import Stored

FINDING = "application/vnd.session-workbook.finding+json"


def findings_of(path: Path) -> list[FindingJson]:
    """Findings that an executed chapter showed, each once, with the title of the chapter."""
    notebook = nbformat.read(path, as_version=4)
    found: dict[str, FindingJson] = {}
    chapter = title_of(notebook)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            shown = output.get("data", {}).get(FINDING)
            if shown:
                told = cast("FindingJson", {**shown, "chapter": chapter})
                found.setdefault(told["key"], told)
    return list(found.values())


def result_of(chapter: Chapter, stored: Stored) -> ChapterResult:
    """Result of a chapter that was made, now or earlier."""
    return ChapterResult(
        chapter,
        "made",
        notebook=nbformat.read(stored.notebook, as_version=4),
        findings=list(stored.told["findings"]),
        seconds=dict(stored.told["seconds"]),
    )


def of_others(
    chapter: Chapter, made: Mapping[Chapter, Stored], report: Path
) -> dict[str, Any] | None:
    """What the chapters that ``chapter`` stands on have found; None when it stands on none.

    Parameters
    ----------
    made
        The chapters that are there, made now or earlier.
    report
        The last report, which speaks where none of those chapters is among ``made``.
    """
    if not chapter.after:
        return None
    before = [
        made[other] for other in sorted(made, key=lambda c: c.name) if chapter.stands_on(other)
    ]
    if not before:
        return results.of_report(report)
    return {
        "findings": [found for stored in before for found in stored.told["findings"]],
        "tables": {path.stem: str(path) for stored in before for path in stored.tables},
    }


def left_out(chapter: Chapter, missing: list[str]) -> ChapterResult:
    """Result of a chapter whose tables the client did not bring."""
    asked = ", ".join(_asked(name) for name in missing)
    ask = tr("Ask the client for %(asked)s.") % {"asked": asked}
    return ChapterResult(chapter, "left out", ask=ask)


def _asked(name: str) -> str:
    table, _, column = name.partition(".")
    if not column:
        return tr("the table “%(table)s”") % {"table": table}
    return tr("the column “%(column)s” of the table “%(table)s”") % {
        "column": column,
        "table": table,
    }
