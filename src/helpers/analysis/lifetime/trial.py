"""What does the trial on hidden months allow to be said of the months to come?

Three ways stand on equal terms: the model, and two that need none. Sums are told of a way that
came within a third of what was then sold; an order is told where it was an order in the trial.
Where neither holds nothing is told, however well it reads.
"""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from helpers.analysis.lifetime.backtest import NAMES, OURS, BackTest
from helpers.estimates import Z95, Estimate

FAR_OFF = 1 / 3  # of what came; a sum that was further off in the trial is not told
AS_GOOD = 0.05  # of the mean error; the model is kept where no simple way is better by more
Z_OF_THREE = NormalDist().inv_cdf(1 - 0.025 / len(NAMES))  # one of three ways is the best by luck
HEAD = 0.2  # of the customers, the most valuable: they are the ones whose ends are read
LEAST_ORDERED = 5  # customers; fewer have no order to speak of


@dataclass(frozen=True)
class Verdict:
    """What may be said, and by which way.

    ``way``: a key of ``backtest.NAMES``; empty where nothing may be said. ``doubt``: how far a
    sum may be off, as a share of it. ``widen``: how many times as far the ends of a customer must
    lie from what is expected, so that 95 of 100 of the most valuable stayed inside in the trial;
    infinite where no width was enough.
    """

    way: str = ""
    sums: bool = False
    order: bool = False
    doubt: float = float("inf")
    widen: float = float("inf")

    def told(self, values: pd.DataFrame) -> pd.DataFrame:
        """Values of which sums may be told; none where none may.

        Returns
        -------
        All of the rows, or none.
        """
        return values if self.sums else values.head(0)

    def of(self, total: float) -> Estimate:
        """Total with the ends that the trial allows.

        Returns
        -------
        Money.
        """
        return Estimate(total, total * max(0.0, 1 - self.doubt), total * (1 + self.doubt))


def verdict(tested: BackTest | None) -> Verdict:
    """Way that may speak, and of what.

    Returns
    -------
    An empty verdict where nothing was tried, or nothing held.
    """
    if tested is None:
        return Verdict()
    table = tested.table.set_index("model")
    ordered = table["rank_correlation"].map(lambda r: _is_order(r, len(tested.customers)))
    holds = _holds(table)
    if holds.any():
        way = _best(table[holds])
        return Verdict(way, True, bool(ordered[way]), _doubt(tested, way), _widen(tested, way))
    if not ordered.any():
        return Verdict()
    return Verdict(str(table.loc[ordered, "rank_correlation"].idxmax()), order=True)


def _holds(table: pd.DataFrame) -> pd.Series:
    came = table["actual"]
    return (came > 0) & ((table["expected"] - came).abs() <= FAR_OFF * came)


def _best(table: pd.DataFrame) -> str:
    errors = table["mean_error"]
    if OURS in errors and errors[OURS] * (1 - AS_GOOD) <= errors.min():
        return OURS
    return str(errors.idxmin())


def _is_order(r: float, customers: int) -> bool:
    """Whether a rank correlation is above nothing, with the correction of Bonett & Wright."""
    if pd.isna(r) or customers < LEAST_ORDERED:
        return False
    half = Z_OF_THREE * np.sqrt((1 + r**2 / 2) / (customers - 3))
    return bool(np.arctanh(np.clip(r, -0.999999, 0.999999)) > half)


def _doubt(tested: BackTest, way: str) -> float:
    """One trial shows one error: a sum may be off by twice as much, and by the customers' luck."""
    expected, came = (tested.customers[c].to_numpy(float) for c in (way, "amount"))
    whole = expected.sum()
    off = came.sum() / whole - 1
    luck = Z95 * np.sqrt(len(came)) * (came - expected).std() / whole
    return float(np.hypot(2 * off, luck))


def _widen(tested: BackTest, way: str) -> float:
    if way == "carry_forward":  # it has no ends
        return float("inf")
    table = tested.customers
    table = table[table[OURS] >= table[OURS].quantile(1 - HEAD)]
    middle, came = table[OURS].to_numpy(float), table["amount"].to_numpy(float)
    high, low = table["high"].to_numpy(float), table["low"].to_numpy(float)
    room = np.where(came > middle, high - middle, middle - low)
    away = np.abs(came - middle)
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where(away <= 1e-6, 0.0, away / room)
    return max(1.0, float(np.quantile(times, 0.95, method="higher")))
