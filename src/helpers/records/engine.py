"""Which engine counts the raw rows?"""

from typing import Any

import ibis


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
