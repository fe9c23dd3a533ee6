"""What has another chapter found out, and how does a later one ask for it?

A chapter that reads the results of others names them in its notebook
(``metadata.workbook.after``) and is run after them. In a run it gets what those chapters have
kept, made now or earlier; read by hand it gets what stands in the last report.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import project
from helpers.cache.hashes import read_json
from helpers.cache.store import Store

if TYPE_CHECKING:  # the runner writes down results before pandas is here
    import pandas as pd

    from helpers.language.findings import FindingJson

KEPT = 4  # of one client: two languages, now and before
ABOUT = "about.json"

Learned = tuple[dict[str, "pd.DataFrame"], dict[str, Any]]


def findings(client: str) -> list[FindingJson]:
    """Findings of the other chapters, as plain values, in the order of the chapters."""
    return _others(client)["findings"]


def table(client: str, name: str, code: str) -> pd.DataFrame:
    """Table that another chapter has kept, its column ``code`` as text.

    Returns
    -------
    The table as it stands in ``tables/<name>.csv``; without rows and columns where there is none,
    or where it has no such column.
    """
    import pandas as pd

    path = _others(client)["tables"].get(name)
    frame = pd.DataFrame() if path is None else pd.read_csv(path, dtype={code: "str"})
    return frame if code in frame else pd.DataFrame()


def tables(client: str, beginning: str, code: str) -> list[pd.DataFrame]:
    """Tables of other chapters whose names begin alike, in the order of their names.

    Returns
    -------
    Each as :func:`table` gives it.
    """
    names = sorted(n for n in _others(client)["tables"] if n.startswith(beginning))
    return [table(client, name, code) for name in names]


def of_report(folder: Path) -> dict[str, Any]:
    """What a finished report holds: ``findings``, ``language``, paths of its ``tables`` by name."""
    told = read_json(folder / "manifest.json")
    paths = sorted((folder / "tables").glob("*.csv"))
    return {
        "findings": told.get("findings", []),
        "language": told.get("language", ""),
        "tables": {p.stem: str(p) for p in paths},
    }


def spoken(client: str) -> str:
    """Language of the tables of others; empty where they are made in the run that asks."""
    return str(_others(client).get("language", ""))


def _others(client: str) -> dict[str, Any]:
    path = project.others_file()
    return read_json(path) if path else of_report(project.reports_root() / client)


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
    import pandas as pd

    # a folder called key=value on the way is no column
    tables = {
        path.stem: pd.read_parquet(path, partitioning=None)
        for path in sorted(folder.glob("*.parquet"))
    }
    return tables, json.loads((folder / ABOUT).read_text("utf-8"))
