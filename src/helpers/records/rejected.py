"""Which rows were rejected, why, and how did they come?"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.language import tr
from helpers.records.intake import REJECTED
from helpers.records.passport import reason
from helpers.records.sources.staging import TYPED


def rejected_rows(folder: Path, sources: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Rejected rows of one table, file after file.

    Parameters
    ----------
    folder
        Where the cache keeps the table.
    sources
        Its files, as the intake wrote them down: a reason names the client's column.

    Returns
    -------
    ``line``, ``reason`` and ``file``, then the cells of the row as they came.
    """
    frames = []
    for i, source in enumerate(sources):
        rows = pd.read_parquet(folder / REJECTED.format(i), partitioning=None)
        came = rows.drop(columns=["line", "fault", "more"])
        came.columns = source["names"]
        if rows["more"].notna().any():
            came[tr("(further cells)")] = rows["more"]
        came = came.apply(lambda column: column.str.replace(TYPED, ""))
        told = pd.DataFrame({
            "line": rows["line"],
            "reason": rows["fault"].map(partial(reason, theirs=source["columns"])),
            "file": source["file"],
        })  # fmt: skip
        frames.append(pd.concat([told, came], axis="columns"))
    return pd.concat(_alike(frames), ignore_index=True)


def _alike(frames: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Frames that may be laid one under another: a name of the client may be one of ours."""
    ours = {"line", "reason", "file"}
    return [
        frame.set_axis(
            [*frame.columns[:3], *(f"{c}_" if c in ours else c for c in frame.columns[3:])],
            axis="columns",
        )
        for frame in frames
    ]
