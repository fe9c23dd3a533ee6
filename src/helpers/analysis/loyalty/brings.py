"""What do the loyal bring more than others like them, in the months after they were asked?

Loyal and others who were asked are held against each other within cells of customers who came at
the same time, are of the same segment and brought as much in the year before (coarsened exact
matching: Iacus, King and Porro 2012). Nobody drew by lot who is loyal: it goes together.
"""

from typing import NamedTuple

import pandas as pd

from helpers.analysis.models.compare import Difference, standardised_difference
from helpers.settings import LoyaltySettings

CELLS = ["vintage", "segment", "third"]
COLUMNS = [*CELLS, "loyal", "others", "margin_loyal", "margin_others"]


class Brings(NamedTuple):
    """``difference`` in money a year, and the ``table`` of cells: ``COLUMNS``."""

    difference: Difference
    table: pd.DataFrame

    def enough(self, rules: LoyaltySettings) -> bool:
        """Whether enough on each side found their like.

        Returns
        -------
        Yes or no.
        """
        return min(self.difference.matched, self.difference.others) >= rules.least_matched


def brings(asked: pd.DataFrame, rules: LoyaltySettings) -> Brings:
    """Difference in margin between the loyal and others.

    Parameters
    ----------
    asked
        One row per customer who was asked long enough ago: ``customer``, ``loyal`` (yes or no),
        ``margin`` (money a year, after the answer), and the ``CELLS``.

    Returns
    -------
    Weighed by the loyal of each cell; the interval draws customers again.
    """
    difference = standardised_difference(
        asked, outcome="margin", exposed="loyal", cells=CELLS, unit="customer", seed=rules.seed
    )
    by = asked.groupby([*CELLS, "loyal"], observed=True)["margin"].agg(["size", "mean"])
    wide = by.unstack("loyal").reindex(columns=[(x, y) for x in ("size", "mean") for y in (1, 0)])
    wide.columns = COLUMNS[3:]
    counts = wide[["loyal", "others"]].fillna(0).astype(int)
    return Brings(difference, wide.assign(**counts).reset_index()[COLUMNS])
