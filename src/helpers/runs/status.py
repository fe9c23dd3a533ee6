"""Which chapters would run now, and why?"""

from collections.abc import Callable, Iterator
from typing import Any

from helpers import chapters
from helpers.chapters import Chapter
from helpers.runs import brought
from helpers.runs.changes import fingerprint, keys
from helpers.runs.changes.stored import MadeChapters, as_kept
from helpers.runs.order import Order


def status(order: Order, load: Callable[[Order], Any] | None = None) -> Iterator[str]:
    """Say a line for each chapter; only the records are read, and only if they changed."""
    from helpers.runs.run import load_records

    records = (load or load_records)(order)
    digests = order.digests()
    tables = brought.table_digests(records)
    key = keys.Keys(digests, records, tables, order.folder)
    store = MadeChapters(order.cache)
    spoken = order.language or records.engagement.language
    findings: list[dict] | None = []
    for chapter in chapters.chapters(order.notebooks, order.only):
        absent = brought.missing(records, chapter.needs)
        if absent:
            yield f"{chapter.name}: left out, not brought: {', '.join(absent)}"
            continue
        last = chapter.number == chapters.LAST
        parameters = {"client": order.client, "language": spoken}
        parts = key.parts(chapter, parameters, spoken, findings if last else None)
        found = store.get(chapter.name, parts)
        findings = None if found is None or findings is None else findings + found.told["findings"]
        yield f"{chapter.name}: {'up to date' if found else _why(store, chapter, parts, spoken)}"


def _why(store: MadeChapters, chapter: Chapter, parts: dict[str, Any], spoken: str) -> str:
    before = store.last(chapter.name, spoken)
    if before is None:
        return "would run: never made in this language"
    changed = fingerprint.differences(before.told["parts"], as_kept(parts))
    if changed == ["findings"]:
        return "would run: the findings of other chapters may change"
    return f"would run: changed: {fingerprint.summary(changed)}"
