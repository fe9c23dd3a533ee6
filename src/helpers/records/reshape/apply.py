"""What are the rows of a source once every step is done?"""

from pathlib import Path

from ibis.backends.duckdb import Backend
from ibis.expr.types import Table as Rows

from helpers.records.cells.marks import tidied
from helpers.records.engine import parquet, write
from helpers.records.reshape.step import Note
from helpers.records.sources.read import Source, stage


def reshaped(
    backend: Backend, rows: Rows, source: Source, scratch: Path
) -> tuple[Rows, list[Note]]:
    """Rows of ``source`` after all of its steps, and what is to be said of them.

    ``scratch``: beginning of the names of files that are written on the way.
    """
    notes: list[Note] = []
    for nth, step in enumerate(source.steps):
        looked = source.looked.get(step.names[0], ()) if step.names else ()
        others = [
            _read(backend, one, Path(f"{scratch}-{nth}-{i}.parquet"))
            for i, one in enumerate(looked)
        ]
        rows, told = step.applied(rows, others)
        notes += told
    if not source.steps:
        return rows, notes
    path = Path(f"{scratch}.parquet")
    write(backend, rows, path)  # else every look at the rows would do the steps again
    return parquet(backend, path), notes


def _read(backend: Backend, source: Source, path: Path) -> Rows:
    stage(source, path)
    return tidied(parquet(backend, path), source)
