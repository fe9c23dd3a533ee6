"""What had happened by a given day? Running sums over the customer-days of a history.

Made once and asked at many cut-offs: any window of any customer is a difference of two places.
"""

from functools import cached_property

import numpy as np

from helpers.analysis.definitions.history import History
from helpers.analysis.models.bgnbd import BgNbd, fit_bgnbd
from helpers.periods import YEAR

FIT_AT_MOST = 50_000  # customers; more do not move the four parameters of BG/NBD


class Ledger:
    """Running sums of a history, made once and asked at many cut-offs."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.bought = history.purchases
        self.first = self.bought.start

    @cached_property
    def gap(self) -> np.ndarray:
        """Days since the purchase before; 0 for the first one.

        Returns
        -------
        Days, one per purchase.
        """
        gap = np.diff(self.bought.day, prepend=0)
        same = np.diff(self.bought.customer, prepend=-1) == 0
        return np.where(same, gap, 0).astype(np.int32)

    @cached_property
    def gap_sum(self) -> np.ndarray:
        """Running sum of the gaps.

        Returns
        -------
        Days, one more than there are purchases: 0 first.
        """
        return np.concatenate([[0], np.cumsum(self.gap, dtype=np.int64)])

    @cached_property
    def gap_squares(self) -> np.ndarray:
        """Running sum of the squared gaps.

        Returns
        -------
        Squared days, one more than there are purchases: 0 first.
        """
        return np.concatenate([[0], np.cumsum(self.gap.astype(np.int64) ** 2)])

    @cached_property
    def longest(self) -> np.ndarray:
        """Longest gap of the customer so far.

        Returns
        -------
        Days, one per purchase.
        """
        lift = self.bought.customer.astype(np.int64) << 32
        return (np.maximum.accumulate(lift + self.gap) - lift).astype(np.int32)

    @cached_property
    def sums(self) -> dict[str, np.ndarray]:
        """Running sums of the measures over all customer-days, returns included.

        Returns
        -------
        Measure → sums before each customer-day, in its unit.
        """
        return {name: self.history.running(name) for name in self.history.measures}

    def repeat(self, cutoff: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """``x``, ``t_x``, ``T`` of the customers known at ``cutoff``, and their codes.

        Returns
        -------
        Repeat purchases, days from first to last, days from first to ``cutoff``, and codes; one of
        each for every customer.
        """
        end = self.bought.place(cutoff)
        who = np.flatnonzero(end > self.first)
        end, start = end[who], self.first[who]
        first, last = self.bought.day[start], self.bought.day[end - 1]
        return end - start - 1, last - first, cutoff - first, who

    def bgnbd(self, cutoff: int, *, seed: int, start: BgNbd | None = None) -> BgNbd:
        """BG/NBD of the customers as they were known at ``cutoff``.

        Returns
        -------
        The fitted model, in days.
        """
        x, t_x, age, _ = self.repeat(cutoff)
        if x.size > FIT_AT_MOST:
            keep = np.random.default_rng(seed).choice(x.size, FIT_AT_MOST, replace=False)
            x, t_x, age = x[keep], t_x[keep], age[keep]
        return fit_bgnbd(x, t_x, age, start=start, prior_age=YEAR / 4)

    def usual_gap(self, cutoff: int) -> float:
        """Mean gap of all up to ``cutoff``; half the known time where nobody came back.

        Returns
        -------
        Days.
        """
        known = self.gap[(self.gap > 0) & (self.bought.day <= cutoff)]
        if known.size:
            return float(known.mean())
        return max(1.0, (cutoff - float(self.bought.day.min(initial=cutoff))) / 2)


def nothing_to_learn(history: History, *, days: int) -> bool:
    """Whether nobody came back, in records shorter than the ``days`` that are asked about.

    Returns
    -------
    Yes also where nobody bought.
    """
    bought = history.purchases
    if not bought.day.size:
        return True
    known = history.as_of - int(bought.day.min())
    return known < days and bought.day.size == np.unique(bought.customer).size
