"""Does the report that stands there still say what would be said now?"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from helpers.cache.hashes import keep_json, kept_json
from helpers.language.findings import FindingJson
from helpers.runs.changes import fingerprint
from helpers.runs.changes.fingerprint import Digests
from helpers.runs.order import Order
from helpers.runs.ours import STATE

_DATABASE = re.compile(rb"^[^#\n]*\bdatabase['\"]?\s*:", re.MULTILINE)


def inputs(order: Order, digests: Digests) -> dict[str, Any]:
    """Every thing that the whole report is made from, by name."""
    return {
        **fingerprint.client_files(digests, order.folder),
        **fingerprint.surroundings(digests, order.notebooks, _engagement(order.folder)),
        "asked client": order.client,
        "asked language": order.language,
        "asked chapters": _numbers(order),
    }


def _numbers(order: Order) -> list[str]:
    return sorted({word.strip().zfill(2) for word in order.only if word.strip()})


def unchanged(order: Order) -> bool:
    """Is the report that stands there the one that would be made now?"""
    return not order.force and changes(order, order.digests()) == []


def changes(order: Order, digests: Digests) -> list[str] | None:
    """What has changed since the report was made; None when there is none to compare with."""
    before = kept_json(order.cache / STATE)
    if not before:
        return None
    now = inputs(order, digests)
    if order.only and {*_numbers(order)} <= {*before["chapters"]}:  # they are in it already
        now["asked chapters"] = before["inputs"].get("asked chapters")
    changed = fingerprint.differences(before["inputs"], now)
    if _reads_a_database(order.folder):
        changed.append("database (its tables can only be known by reading them)")
    return changed + _lost(order, before["pack"], digests)


def _reads_a_database(folder: Path) -> bool:
    return _DATABASE.search(_engagement(folder)) is not None


def _engagement(folder: Path) -> bytes:
    try:
        return (folder / "engagement.yml").read_bytes()
    except OSError:
        return b""  # whoever reads the records says what is wrong


def _lost(order: Order, pack: Mapping[str, str], digests: Digests) -> list[str]:
    """Files of the report that somebody removed or changed."""
    return [
        f"report {name}"
        for name, digest in pack.items()
        if not (order.target / name).is_file() or digests.of(order.target / name) != digest
    ]


def remember(
    order: Order,
    digests: Digests,
    made_from: Mapping[str, Any],
    findings: Iterable[FindingJson],
    chapters: Iterable[str],
) -> None:
    """Remember from what the report was made, and what it said before it last changed its mind."""
    before = kept_json(order.cache / STATE)
    findings = list(findings)
    earlier = before.get("before") if before.get("findings") == findings else before.get("findings")
    pack = digests.tree(order.target)
    keep_json(
        order.cache / STATE,
        {
            "inputs": dict(made_from),
            "chapters": list(chapters),
            "pack": pack,
            "findings": findings,
            "before": earlier,
        },
    )
    digests.save()


def findings_before(order: Order, findings: list[FindingJson]) -> list[FindingJson] | None:
    """Findings of the last report that said something else; None when there was none."""
    before = kept_json(order.cache / STATE)
    return before.get("before") if before.get("findings") == findings else before.get("findings")
