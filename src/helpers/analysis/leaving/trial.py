"""What does the trial of the model allow to be said of the customers of today?

Order and sums are tried apart: a model may put customers in the right order and still expect
twice the money that is then lost. Where the order is no better than chance nobody gets a chance
of leaving; where the sums were far off none is told.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.leaving.churn.evaluation import Evaluation
from helpers.estimates import Z95, Estimate

OF_SEVERAL = 1.37  # times an interval: 95 % for all of seven models together (Bonferroni)
FAR_OFF = 1 / 3  # of what came; a sum that was further off in the trial is not told


@dataclass(frozen=True)
class Money:
    """Money of a year that was expected to be lost in the tests, and that was lost.

    ``times``: for each test, what came over what was expected.
    """

    expected: float
    came: float
    times: tuple[float, ...]

    @property
    def holds(self) -> bool:
        """Whether a sum of today may be told.

        Returns
        -------
        Yes or no.
        """
        return self.came > 0 and abs(self.expected - self.came) <= FAR_OFF * self.came

    def of(self, chances: pd.Series, value: pd.Series) -> Estimate:
        """Money of today that may be lost, as wide as luck and the tests say.

        Returns
        -------
        Money; the ends hold the luck of single customers, and how far off the tests were.
        """
        p, v = chances.to_numpy(float), value.to_numpy(float)
        whole = float((p * v).sum())
        luck = Z95 * float(np.sqrt((p * (1 - p) * v**2).sum()))
        low, high = min(1.0, *self.times), max(1.0, *self.times)
        return Estimate(
            whole, max(0.0, whole * low - luck), min(float(v.sum()), whole * high + luck)
        )


def ranks(row: pd.Series) -> bool:
    """Whether a model ranks better than chance, given that it is the best of several tried.

    Returns
    -------
    Yes or no; no where there was nothing to rank.
    """
    return bool(row["auc"] - OF_SEVERAL * (row["auc"] - row["auc_low"]) > 0.5)


def passed(models: pd.DataFrame) -> bool:
    """Whether the way in use may name customers: it was tried, and ranks better than chance.

    Returns
    -------
    Yes or no.
    """
    used = models[models["chosen"].astype(bool)] if len(models) else models
    return bool(len(used)) and ranks(used.iloc[0])


def money(evaluation: Evaluation) -> Money:
    """What the way in use expected to be lost in the tests, and what was lost.

    Returns
    -------
    Sums over the tests.
    """
    rows = evaluation.rows
    value = rows["value"].astype("float64")
    both = pd.DataFrame(
        {
            "cutoff": rows["cutoff"],
            "expected": rows[evaluation.chosen].astype("float64") * value,
            "came": rows["left"].astype("float64") * value,
        }
    )
    sums = both.groupby("cutoff")[["expected", "came"]].sum()
    some = sums[sums["expected"] > 0]
    times = tuple((some["came"] / some["expected"]).tolist())
    return Money(float(sums["expected"].sum()), float(sums["came"].sum()), times)
