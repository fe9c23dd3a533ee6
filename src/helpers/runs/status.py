"""Which chapters would run now, and why?"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from helpers import chapters
from helpers.chapters import Chapter
from helpers.runs import brought
from helpers.runs.changes import fingerprint, keys
from helpers.runs.changes.stored import MadeChapters, Stored, as_kept
from helpers.runs.collect import of_others
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
    made: dict[Chapter, Stored] = {}
    missing: list[Chapter] = []
    for chapter in chapters.chapters(order.notebooks, order.only):
        absent = brought.missing(records, chapter.needs)
        if absent:
            yield f"{chapter.name}: left out, not brought: {', '.join(absent)}"
            continue
        if any(chapter.stands_on(other) for other in missing):
            missing.append(chapter)
            yield f"{chapter.name}: would run: the findings of other chapters may change"
            continue
        parameters = {"client": order.client, "language": spoken}
        others = of_others(chapter, made, order.target)
        given = key.given(chapter, parameters, spoken, others)
        found = store.get(chapter.name, given, key.chosen)
        if found:
            made[chapter] = found
        else:
            missing.append(chapter)
        why = "up to date" if found else _why(store.last(chapter.name, spoken), given, key)
        yield f"{chapter.name}: {why}"


def _why(before: Stored | None, given: Mapping[str, Any], key: keys.Keys) -> str:
    if before is None:
        return "would run: never made in this language"
    now = {**given, **key.chosen(before.told.get("asked", ()))}
    changed = fingerprint.differences(before.told["parts"], as_kept(now))
    return f"would run: changed: {fingerprint.summary(changed)}"
