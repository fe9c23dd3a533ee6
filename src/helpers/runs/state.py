"""Does the report that stands there still say what would be said now?"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.runs import fingerprint
from helpers.runs.fingerprint import Digests
from helpers.runs.pack import CACHE

FILE = "state.json"
_DATABASE = re.compile(r"^\s*[\"']?database[\"']?\s*:", re.MULTILINE)


@dataclass(frozen=True)
class Order:
    """What was asked for on the command line."""

    client: str
    data: Path
    reports: Path
    notebooks: Path
    language: str = ""
    only: tuple[str, ...] = ()
    force: bool = False

    @property
    def folder(self) -> Path:
        """The client's records."""
        return self.data / self.client

    @property
    def target(self) -> Path:
        """The client's report."""
        return self.reports / self.client

    @property
    def cache(self) -> Path:
        """What runs of this client remember."""
        return self.target / CACHE

    def digests(self) -> Digests:
        """Digests of files, remembered between the runs of this client."""
        return Digests(self.cache / "digests.json")


def inputs(order: Order, digests: Digests) -> dict[str, Any]:
    """Every thing that the whole report is made from, by name."""
    return {
        **fingerprint.client_files(digests, order.folder),
        **fingerprint.surroundings(digests, order.notebooks),
        "asked language": order.language,
        "asked chapters": list(order.only),
    }


def unchanged(order: Order) -> bool:
    """Is the report that stands there the one that would be made now?"""
    return not order.force and changes(order, order.digests()) == []


def changes(order: Order, digests: Digests) -> list[str] | None:
    """What has changed since the report was made; None when there is none to compare with."""
    before = fingerprint.read_json(order.cache / FILE)
    if not before:
        return None
    changed = fingerprint.differences(before["inputs"], inputs(order, digests))
    if _reads_a_database(order.folder):
        changed.append("database (its tables can only be known by reading them)")
    return changed + _lost(order, before["pack"], digests)


def _reads_a_database(folder: Path) -> bool:
    engagement = folder / "engagement.yml"
    return engagement.exists() and bool(_DATABASE.search(engagement.read_text("utf-8", "replace")))


def _lost(order: Order, pack: Mapping[str, str], digests: Digests) -> list[str]:
    """Files of the report that somebody removed or changed."""
    return [
        f"report {name}"
        for name, digest in pack.items()
        if not (order.target / name).is_file() or digests.of(order.target / name) != digest
    ]


def remember(
    order: Order, digests: Digests, made_from: Mapping[str, Any], findings: Iterable[dict]
) -> None:
    """Remember from what the report was made, and what it said before it last changed its mind."""
    before = fingerprint.read_json(order.cache / FILE)
    findings = list(findings)
    earlier = before.get("before") if before.get("findings") == findings else before.get("findings")
    pack = digests.tree(order.target)
    fingerprint.write_json(
        order.cache / FILE,
        {"inputs": dict(made_from), "pack": pack, "findings": findings, "before": earlier},
    )
    digests.save()


def findings_before(order: Order, findings: list[dict]) -> list[dict] | None:
    """Findings of the last report that said something else; None when there was none."""
    before = fingerprint.read_json(order.cache / FILE)
    return before.get("before") if before.get("findings") == findings else before.get("findings")
