"""What has another chapter found out, and how does a later one ask for it?"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from helpers import project
from helpers.cache.store import Store

KEPT = 4  # of one client: two languages, now and before
ABOUT = "about.json"

Learned = tuple[dict[str, pd.DataFrame], dict[str, Any]]


def once(
    name: str, client: str, made_from: Mapping[str, Any], learn: Callable[[], Learned]
) -> Learned:
    """Tables, and plain values about them, learned by the first chapter that asks.

    They are kept for all others, at full precision, beside the typed records.

    Parameters
    ----------
    name
        What is learned: a folder of the cache.
    client
        Whose records it is learned from.
    made_from
        Everything that decides what is learned, as plain values.
    learn
        Gives the tables by name and the values.
    """
    plain = json.dumps(made_from, sort_keys=True).encode()
    key = hashlib.sha256(plain).hexdigest()[:20]
    shelf = Store(project.reports_root() / client / ".cache" / name, kept=KEPT)
    # read back even when just learned: both roads give the same bytes
    return _read(shelf.made(key, lambda folder: _write(folder, *learn())))


def _write(folder: Path, tables: dict[str, pd.DataFrame], about: dict[str, Any]) -> None:
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    (folder / ABOUT).write_text(json.dumps(about), "utf-8")


def _read(folder: Path) -> Learned:
    tables = {path.stem: pd.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
    return tables, json.loads((folder / ABOUT).read_text("utf-8"))
