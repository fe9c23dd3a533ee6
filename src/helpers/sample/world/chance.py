"""How is chance drawn, so that the same seed gives the same company?"""

import zlib
from collections.abc import Iterable, Mapping

import numpy as np

SEED = 2025


def stream(seed: int, subject: str) -> np.random.Generator:
    """Generator of one subject: what is drawn for one table never shifts another.

    >>> int(stream(1, "people").integers(10)) == int(stream(1, "people").integers(10))
    True
    """
    return np.random.default_rng([seed, zlib.crc32(subject.encode())])


def workday(days: np.ndarray) -> np.ndarray:
    """Days with every Sunday moved to a day of the same month on which the doors are open.

    >>> workday(np.array(["2025-06-01", "2025-06-08"], dtype="datetime64[D]")).astype(str).tolist()
    ['2025-06-02', '2025-06-07']
    """
    sunday = (days.astype("int64") + 4) % 7 == 0
    first = days == days.astype("datetime64[M]").astype("datetime64[D]")
    return days + np.where(sunday, np.where(first, 1, -1), 0)


def looked_up(words: Iterable[str], numbers: Mapping[str, float], other: float = 0.0) -> np.ndarray:
    """Number of each word; ``other`` for a word without one.

    >>> looked_up(["a", "b"], {"a": 2}).tolist()
    [2.0, 0.0]
    """
    return np.array([numbers.get(word, other) for word in words], dtype=float)
