"""Between which ends does a share lie when some were never asked?

Nothing is supposed of those who were not seen: all of them may be hits, or none (Manski 1989,
2003). The ends are no interval of chance; more answers bring them together, more luck does not.
"""

from typing import TypeVar

import numpy as np

Told = TypeVar("Told", float, np.ndarray)


def bounds(share: Told, *, seen: float) -> tuple[Told, Told]:
    """Least and largest share among all, given the share among those seen.

    Parameters
    ----------
    share
        Share of hits among those seen (0–1).
    seen
        How much of the whole was seen (0–1).

    Returns
    -------
    The two ends (0–1).

    >>> tuple(round(end, 2) for end in bounds(21 / 64, seen=64 / 106))
    (0.2, 0.59)
    """
    return share * seen, share * seen + (1 - seen)
