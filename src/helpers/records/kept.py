"""Which tables of the client are read already, and from which files?

A table is kept under a key: the content of its sources, its mapping and format, and the code
that reads them. A file that changes while it is read is read again: under the checksum of a
file stand the rows of that file, and no others.
"""

import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
from ibis.backends.duckdb import Backend

from helpers.cache import code
from helpers.cache.hashes import Hashes, mark
from helpers.cache.store import Store
from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.records.engagement.engagement import Engagement, complain
from helpers.records.engagement.mapping import TableSpec
from helpers.records.engine import engine
from helpers.records.intake import take_in
from helpers.records.sources.read import Source, probe
from helpers.records.sources.typed_sources import database_fingerprint, sqlite_path

KEPT = 3  # of one table: a chapter of an older run may still be reading
TRIES = 3  # readings of a file that changes meanwhile


@dataclass(frozen=True)
class Kept:
    """A table that was read: its folder, its key, and name, bytes and sha256 of its files."""

    folder: Path
    key: str
    files: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True)
class _Wanted:
    spec: TableSpec
    key: str
    files: tuple[tuple[str, int, str], ...]
    marks: list[list[int]]


class _ChangedError(Exception):
    """A file of the client is no longer what it was when its checksum was taken."""


def kept(engagement: Engagement, folder: Path) -> dict[str, Kept]:
    """Tables of the engagement, by name; those that are not in ``folder`` are read into it.

    Raises
    ------
    ClientDataError
        Where a source cannot be read, or does not stand still.
    """
    hashes = Hashes(folder / "known.json")
    for _ in range(TRIES):
        wanted = [_wanted(engagement, spec, hashes) for spec in engagement.tables.values()]
        try:
            found = _read(engagement, wanted, folder)
        except _ChangedError as changed:
            moving = str(changed)
            continue
        hashes.save()
        return found
    raise ClientDataError(
        tr(
            "%(table)s: its files changed each of the %(n)s times they were read. Wait until they "
            "are written or synchronised to the end, then run again."
        )
        % {"table": moving, "n": TRIES}
    )


def _wanted(engagement: Engagement, spec: TableSpec, hashes: Hashes) -> _Wanted:
    marks = [mark(path) for path in spec.reads]
    files = [(path.name, path.stat().st_size, hashes.of(path)) for path in spec.reads]
    return _Wanted(spec, _key(engagement, spec, hashes), tuple(files), marks)


def _read(engagement: Engagement, wanted: list[_Wanted], folder: Path) -> dict[str, Kept]:
    stores = {w.spec.name: Store(folder, kept=KEPT, name=w.spec.name) for w in wanted}
    found_at = {w.spec.name: stores[w.spec.name].get(w.key[:20]) for w in wanted}
    folders = {name: folder for name, folder in found_at.items() if folder is not None}
    missing = [w for w in wanted if w.spec.name not in folders]
    problems: list[str] = []
    sources = [probe(w.spec, engagement.folder, problems) for w in missing]
    complain(engagement.client, problems)
    if missing:
        with engine(folder / f"spill-{os.getpid()}") as backend:
            for w, found in zip(missing, sources, strict=True):
                make = _reading(backend, engagement, w, found)
                folders[w.spec.name] = stores[w.spec.name].made(w.key[:20], make)
    return {w.spec.name: Kept(folders[w.spec.name], w.key, w.files) for w in wanted}


def _reading(
    backend: Backend, engagement: Engagement, wanted: _Wanted, sources: list[Source]
) -> Callable[[Path], None]:
    def make(scratch: Path) -> None:
        take_in(backend, engagement, wanted.spec, sources, scratch)
        same = [mark(path) for path in wanted.spec.reads] == wanted.marks
        if not same or _key(engagement, wanted.spec, Hashes()) != wanted.key:
            raise _ChangedError(wanted.spec.name)

    return make


def _key(engagement: Engagement, spec: TableSpec, hashes: Hashes) -> str:
    """Hash of everything that decides what a table becomes."""
    parts = {
        "code": code.digest("helpers.records.intake"),
        "engine": duckdb.__version__,
        "table": spec.name,
        "columns": spec.columns,
        "proposed": spec.proposed if spec.name == "sales" else {},
        "parts": [_part(part, hashes) for part in spec.parts],
        "as_of": str(engagement.as_of),
        "people": engagement.customers_are,
        "intake": repr(engagement.settings.intake),
        "decimal": engagement.language == "ru",
        "database": [_database_key(engagement, part, hashes) for part in spec.parts],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=False).encode()).hexdigest()


def _part(part: TableSpec, hashes: Hashes) -> list[Any]:
    """What decides how one group of files is read, and what stands in them."""
    files = [[path.name, hashes.of(path)] for path in part.files]
    looked = [
        [repr(replace(one, files=())), [[path.name, hashes.of(path)] for path in one.files]]
        for one in part.reshaping.lookups
    ]
    shape = repr(replace(part.reshaping, lookups=()))
    return [files, part.columns, repr(part.format), part.totals, part.only, shape, looked,
            part.aliases]  # fmt: skip


def _database_key(engagement: Engagement, spec: TableSpec, hashes: Hashes) -> list[str]:
    if not spec.database:
        return []
    try:
        if spec.database.startswith("sqlite:"):
            content = hashes.of(sqlite_path(spec.database, engagement.folder))
        else:
            content = database_fingerprint(spec.database, spec.query, engagement.folder)
    except ClientDataError as error:
        complain(engagement.client, [f"tables.{spec.name}: {error}"])
    return [spec.database, spec.query, content]
