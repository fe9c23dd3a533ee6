"""What does ``manifest.json`` say? Sources, settings, versions, status, findings, times."""

import platform
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers import project
from helpers.handouts.model import ChapterResult

if TYPE_CHECKING:
    from helpers.records import Records

PACKAGES = (
    "session-workbook",
    "papermill",
    "nbconvert",
    "pandas",
    "duckdb",
    "ibis-framework",
    "scikit-learn",
    "matplotlib",
    "seaborn",
    "typst",
)


def manifest(
    records: "Records",
    spoken: str,
    results: Sequence[ChapterResult],
    *,
    hashes: Mapping[str, str],
    seconds: Mapping[str, float],
) -> dict[str, Any]:
    """All that is known of a run; what differs between two equal runs stands in ``times``."""
    engagement = records.engagement
    return {
        "client": engagement.client,
        "title": engagement.title,
        "language": spoken,
        "currency": engagement.currency,
        "customers_are": engagement.customers_are,
        "as_of": str(records.as_of)[:10],
        "sources": sources(records, hashes),
        "settings": engagement.settings.model_dump(),
        "versions": versions(),
        "commit": commit(),
        "chapters": [_chapter(result) for result in results],
        "findings": [found for result in results for found in result.findings],
        "times": {
            "finished": datetime.fromtimestamp(time.time(), UTC).isoformat(timespec="seconds"),
            "seconds": {name: round(value, 3) for name, value in seconds.items()},
            "chapters": {r.chapter.name: r.seconds for r in results if r.seconds},
        },
    }


def sources(records: "Records", hashes: Mapping[str, str]) -> list[dict[str, Any]]:
    """Rows read, accepted and rejected of each source file, with its sha256."""
    rows = []
    for row in records.passport.to_dict("records"):
        told = {"table": row["table"], "file": row["file"], "sha256": hashes.get(row["file"])}
        counts = {name: _plain(row[name]) for name in row if name.startswith(("rows_", "amount_"))}
        rows.append({**told, **counts})
    return rows


def _plain(value: Any) -> Any:
    if value is None or value != value:  # noqa: PLR0124 - the test for not-a-number
        return None
    number = float(value)
    return int(number) if number.is_integer() else number


def _chapter(result: ChapterResult) -> dict[str, Any]:
    told = {
        "number": result.chapter.number,
        "name": result.chapter.name,
        "title": result.chapter.title,
        "status": result.status,
    }
    return told | {k: v for k in ("message", "ask") if (v := getattr(result, k))}


def versions() -> dict[str, str]:
    """Version of Python and of the packages that shape the results."""
    return {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}}


def commit(root: Path = project.ROOT) -> str:
    """Commit of the workbook, with ``-dirty`` where files differ from it; empty without git."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return ""
    asked = ["describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    # a report must not stand in the way of a commit that is being made
    command = [git, "--no-optional-locks", "-C", str(root), *asked]
    told = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return told.stdout.strip()
