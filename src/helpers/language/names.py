"""Under which names does the reader know the customers?

Who opens the records of a client says it once, as with the language. The names themselves
are read when the first table needs them.
"""

from collections.abc import Callable

import pandas as pd

_ask: list[Callable[[], pd.Series | None]] = []


def use(names: Callable[[], pd.Series | None]) -> None:
    """Take the names of another client: a function that gives them by customer code, or None."""
    _ask[:] = [names]


def known() -> pd.Series | None:
    """Name of each customer code, as it may be shown; None where the client brought none."""
    return _ask[-1]() if _ask else None
