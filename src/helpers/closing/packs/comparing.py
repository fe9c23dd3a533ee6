"""What is different from a pack that was handed out, and why?"""

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.errors import ClientDataError
from helpers.language.findings import moved
from helpers.runs.ours import MANIFEST

VERDICTS = "tables/verdicts.csv"
SHOWN = 5  # customers named of one list; the others are counted


@dataclass(frozen=True)
class Told:
    """What a pack says of itself: its manifest, and the verdict of each customer."""

    manifest: Mapping[str, Any]
    verdicts: Mapping[str, str]


def told(pack: Path) -> Told:
    """What a pack says, kept or standing there.

    Raises
    ------
    ClientDataError
        It cannot be read.
    """
    try:
        manifest = json.loads(_text(pack, MANIFEST) or "")
        rows = csv.DictReader(io.StringIO(_text(pack, VERDICTS)))
        verdicts = {row["customer"]: row["verdict"] for row in rows}
        return Told({**manifest, "findings": list(manifest["findings"])}, verdicts)
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        why = f"{type(error).__name__}: {error}"[:120]
        raise ClientDataError(f"{pack} cannot be read as a pack ({why}).") from error


def _text(pack: Path, name: str) -> str:
    if pack.is_dir():
        path = pack / name
        return path.read_text("utf-8-sig") if path.exists() else ""
    with zipfile.ZipFile(pack) as packed:
        return packed.read(name).decode("utf-8-sig") if name in packed.namelist() else ""


def difference(before: Told, now: Told) -> list[str]:
    """Lines on why two packs differ, what was found anew, and who is on another list."""
    parts = {
        "Why": list(_reasons(before.manifest, now.manifest)),
        "Findings": list(_findings(before.manifest["findings"], now.manifest["findings"])),
        "Lists": list(_lists(before.verdicts, now.verdicts)),
    }
    if not any(parts.values()):
        return ["Nothing is different."]
    return [
        line
        for name, lines in parts.items()
        for line in (f"{name}:", *(f"  {text}" for text in lines or ["the same"]))
    ]


def _reasons(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    yield from _data(_sources(before), _sources(now))
    for name in ("as_of", "language", "currency"):
        yield from _changed(name, before.get(name), now.get(name))
    old, new = _flat(before.get("settings", {})), _flat(now.get("settings", {}))
    for name in sorted({*old, *new}):
        yield from _changed(f"setting {name}", old.get(name), new.get(name))
    old, new = before.get("versions", {}), now.get("versions", {})
    for name in sorted({*old, *new}):
        yield from _changed(f"version of {name}", old.get(name), new.get(name))
    yield from _changed("commit of the workbook", before.get("commit"), now.get("commit"))
    made = {c["name"]: c["status"] for c in before.get("chapters", [])}
    for chapter in now.get("chapters", []):
        yield from _changed(
            f"chapter {chapter['name']}", made.get(chapter["name"]), chapter["status"]
        )


def _sources(manifest: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {f"{row['table']}: {row['file']}": row for row in manifest.get("sources", [])}


def _data(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted({*before, *now}):
        if name not in now:
            yield f"data {name} is gone"
        elif name not in before:
            yield f"data {name} is new, {now[name]['rows_read']:,} rows"
        elif before[name]["sha256"] != now[name]["sha256"]:
            rows = f"{before[name]['rows_read']:,} → {now[name]['rows_read']:,} rows"
            yield f"data {name} is another, {rows}"


def _changed(name: str, before: object, now: object) -> Iterator[str]:
    if before != now:
        words = ("none" if value in (None, "") else value for value in (before, now))
        yield f"{name}: {' → '.join(str(word) for word in words)}"


def _flat(settings: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    flat: dict[str, Any] = {}
    for name, value in settings.items():
        inside = isinstance(value, dict)
        flat |= _flat(value, f"{above}{name}.") if inside else {f"{above}{name}": value}
    return flat


def _findings(before: list[Any], now: list[Any]) -> Iterator[str]:
    old, new = ({found["key"]: found for found in pack} for pack in (before, now))
    for key, found in new.items():
        if key not in old:
            yield f"new: {found['text']}"
        elif moved(old[key], found):
            yield f"moved: {old[key]['text']} → {found['text']}"
    yield from (f"gone: {found['text']}" for key, found in old.items() if key not in new)


def _lists(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for verdict in sorted({*before.values(), *now.values()}):
        was = {customer for customer, v in before.items() if v == verdict}
        is_ = {customer for customer, v in now.items() if v == verdict}
        said = [
            f"{word}: {_named(sorted(names))}"
            for word, names in (("new", is_ - was), ("no longer", was - is_))
            if names
        ]
        if said:
            yield f"{verdict}: {'; '.join(said)}"


def _named(customers: list[str]) -> str:
    more = len(customers) - SHOWN
    return ", ".join(customers[:SHOWN]) + (f" and {more} more" if more > 0 else "")
