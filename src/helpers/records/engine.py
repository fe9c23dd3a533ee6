"""Which engine counts the raw rows?"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import ibis
from ibis.backends.duckdb import Backend
from ibis.expr.types import Table as Rows

from helpers.records import query

MEMORY = "400MB"  # DuckDB's share; the rest of a run's memory is Python's own
_ERRNO = re.compile(r'"errno":"(\d+)"')


def connect(**settings: Any) -> ibis.BaseBackend:
    """DuckDB in this process, with these settings, and without its progress bar.

    The bar would stand among the outputs of a chapter, and be another one at every run. Where
    it is off already it is left alone: in JupyterLab DuckDB refuses to hear of it without widgets.
    """
    backend = ibis.duckdb.connect(**settings)
    [(on,)] = backend.raw_sql("SELECT current_setting('enable_progress_bar')").fetchall()
    if on:
        backend.raw_sql("SET enable_progress_bar = false")
    return backend


@contextmanager
def errors_of_the_system() -> Iterator[None]:
    """Raise an OSError where DuckDB could not read or write, with the number of the system's own.

    DuckDB writes the number into its message alone.
    """
    try:
        yield
    except duckdb.IOException as error:
        number = _ERRNO.search(str(error))
        if number is None:
            raise
        raise OSError(int(number[1]), os.strerror(int(number[1]))) from error


@contextmanager
def engine(scratch: Path) -> Iterator[Backend]:
    """DuckDB that spills into ``scratch`` instead of growing."""
    backend = connect(
        memory_limit=MEMORY, threads=2, temp_directory=str(scratch), preserve_insertion_order=True
    )
    fused = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False  # to merge SELECTs costs more than DuckDB gains by it
    try:
        with errors_of_the_system():
            yield backend
    finally:
        ibis.options.sql.fuse_selects = fused
        backend.disconnect()


def parquet(backend: Backend, *paths: Path) -> Rows:
    """Table over Parquet files, in their order, where a path is never more than a path."""
    return backend.read_parquet([query.escaped(path) for path in paths], hive_partitioning=False)


def seen_by_ibis(backend: Backend, asked: query.Rows) -> Rows:
    """Rows of a query put together as text, as a table of Ibis."""
    view = ibis.util.gen_name("asked")
    backend.con.execute(f"CREATE TEMP VIEW {view} AS {asked.sql}")
    return backend.table(view)


def write(backend: Backend, rows: Rows, path: Path) -> None:
    """Write ``rows`` as Parquet in the order in which they come."""
    query = backend.compile(rows)
    target = str(path).replace("'", "''")
    backend.con.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
