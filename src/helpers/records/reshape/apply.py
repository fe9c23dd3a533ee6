"""What are the rows of a source once every step is done?"""

from pathlib import Path

from ibis.backends.duckdb import Backend
from ibis.expr.types import Table

from helpers.records.cells.marks import tidied
from helpers.records.engine import seen_by_ibis, write
from helpers.records.query import Rows, stored
from helpers.records.reshape.step import Note
from helpers.records.sources.read import Source, stage


def reshaped(
    backend: Backend, rows: Rows, source: Source, scratch: Path
) -> tuple[Rows, list[Note]]:
    """Rows of ``source`` after all of its steps, and what is to be said of them.

    ``scratch``: beginning of the names of files that are written on the way.
    """
    notes: list[Note] = []
    if not source.steps:
        return rows, notes
    changed = seen_by_ibis(backend, rows)
    for nth, step in enumerate(source.steps):
        looked = source.looked.get(step.names[0], ()) if step.names else ()
        others = [
            _read(backend, one, Path(f"{scratch}-{nth}-{i}.parquet"))
            for i, one in enumerate(looked)
        ]
        changed, told = step.applied(changed, others)
        notes += told
    path = Path(f"{scratch}.parquet")
    write(backend, changed, path)  # else every look at the rows would do the steps again
    return stored(backend.con, path), notes


def _read(backend: Backend, source: Source, path: Path) -> Table:
    stage(source, path)
    return seen_by_ibis(backend, tidied(stored(backend.con, path), source))
