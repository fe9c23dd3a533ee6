"""What is said everywhere about customers, and do our own records bear it out?

A chapter that tests a claim keeps it in a table of its own (``claims_05``); who prints all claims
of the session gathers them from the chapters that it stands on.
"""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.cache import results
from helpers.estimates import Estimate
from helpers.language import N_

VERDICTS = (N_("holds"), N_("does not hold"), N_("cannot be told"))
NAMED = "claims_"  # and the number of the chapter
COLUMNS = ["claim", "source", "said", "ours", "low", "high", "n", "verdict", "chapter"]
DRAWS = 400
UNKNOWN = Estimate(float("nan"), float("nan"), float("nan"))


class Claim(NamedTuple):
    """A sentence that others say, and what our records say to it.

    ``claim`` and ``source`` are words as they are printed, ``said`` the number of the sentence;
    ``allows`` are the ends between which our number bears it out (``inf`` where there is none).
    ``ours`` is missing where the records are too few; ``n`` is how many it was counted from.
    """

    claim: str
    source: str
    said: float
    allows: tuple[float, float]
    ours: Estimate = UNKNOWN
    n: int = 0

    @property
    def verdict(self) -> str:
        """One of ``VERDICTS``: the whole interval within what the claim allows, or without."""
        least, most = self.allows
        if least <= self.ours.low and self.ours.high <= most:
            return VERDICTS[0]
        outside = self.ours.high < least or self.ours.low > most
        return VERDICTS[1] if outside else VERDICTS[2]


def table(claims: Iterable[Claim], *, chapter: str) -> pd.DataFrame:
    """Claims that a chapter has tested, to be kept as ``claims_`` and the chapter's number.

    Returns
    -------
    One row per claim: ``claim``, ``source``, ``said``, ``ours``, ``low``, ``high`` (in the unit of
    the claim), ``n``, ``verdict``, ``chapter``.
    """
    rows = [
        (c.claim, c.source, c.said, *c.ours, c.n, c.verdict, chapter) for c in claims
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def told(client: str, *, before: str) -> pd.DataFrame:
    """Claims of the chapters with a smaller number that the asking one stands on.

    Parameters
    ----------
    before
        Number of the chapter that asks.

    Returns
    -------
    As :func:`table`, in the order of the chapters; without rows where none was tested.
    """
    kept = [t for t in results.tables(client, NAMED, "chapter") if len(t)]
    whole = pd.concat(kept, ignore_index=True) if kept else pd.DataFrame(columns=COLUMNS)
    whole = whole.reindex(columns=COLUMNS)
    return whole[whole["chapter"] < before].reset_index(drop=True)


def share_of_largest(values: np.ndarray, *, top: float, seed: int) -> Estimate:
    """Share of the sum that the largest bring; the interval from drawing customers again.

    Parameters
    ----------
    values
        Money of each customer.
    top
        Share of customers (0–1) that counts as the largest.

    Returns
    -------
    Share, above 1 where others take away; missing where the sum is not above zero.
    """
    rng = np.random.default_rng(seed)
    drawn = [of_largest(rng.choice(values, values.size), top=top) for _ in range(DRAWS)]
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Estimate(of_largest(values, top=top), float(low), float(high))


def of_largest(values: np.ndarray, *, top: float) -> float:
    """Share of the sum that the largest bring; missing where the sum is not above zero.

    >>> of_largest(np.array([50.0, 30.0, 20.0, 10.0, -10.0]), top=0.2)
    0.5
    """
    n = max(1, round(top * values.size))
    best = np.partition(values, values.size - n)[values.size - n :]
    whole = float(values.sum())
    return float(best.sum()) / whole if whole > 0 else float("nan")
