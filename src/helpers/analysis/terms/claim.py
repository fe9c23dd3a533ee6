"""Is a discount of a tenth half of the profit, as is said?"""

import math

from helpers.analysis.definitions.claims import UNKNOWN, Claim
from helpers.analysis.terms.inputs import Studied
from helpers.estimates import Estimate
from helpers.language import N_

CLAIM = N_("A discount of 10% gives away half of the net profit, or more")
SOURCE = N_("nobody can source it")
SAID, CUT = 0.5, 0.10


def of_profit(found: Studied, cut: float) -> float:
    """Share of the profit that a discount on everything takes, nothing more being sold.

    Profit is what is left after serving, where that is known, else gross profit. Rent and wages of
    the office are not in the records: of the profit after them it is more.

    Returns
    -------
    Share (1 is all of it, more than 1 a loss); infinite where there is no profit.
    """
    profit = float(found.sums["profit"])
    return cut * float(found.sums["net_sales"]) / profit if profit > 0 else math.inf


def tested(found: Studied) -> list[Claim]:
    """Claims of this chapter.

    What a discount takes of the profit that the records know is the least it can take of the net
    profit: the upper end is open.

    Returns
    -------
    One claim; without our number where no cost is known.
    """
    known = found.costed and found.sums["profit"] > 0
    least = of_profit(found, CUT)
    ours = Estimate(least, least, math.inf) if known else UNKNOWN
    lines = int(found.given.by_category["lines"].sum())
    return [Claim(CLAIM, SOURCE, SAID, allows=(SAID, math.inf), ours=ours, n=lines)]
