"""Which engine counts the raw rows?"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import duckdb
import ibis

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
