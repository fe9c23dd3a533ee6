"""Which engine counts the raw rows?"""

from typing import Any

import ibis


def connect(**settings: Any) -> ibis.BaseBackend:
    """DuckDB in this process, with these settings, and without its progress bar.

    The bar would stand among the outputs of a chapter, and be another one at every run.
    """
    backend = ibis.duckdb.connect(**settings)
    backend.raw_sql("SET enable_progress_bar = false")
    return backend
