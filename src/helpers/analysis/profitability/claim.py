"""Do the best fifth of customers make more than all of the profit, as is said everywhere?"""

import math

import numpy as np

from helpers.analysis.definitions.claims import UNKNOWN, Claim
from helpers.analysis.profitability.inputs import Studied
from helpers.estimates import Estimate
from helpers.language import N_

BEST = 0.20  # share of customers
SAID = 1.5  # times all profit: Kaplan and Narayanan give 1.5 to 3
DRAWS = 400
CLAIM = N_("The best fifth of customers make one and a half times all profit, or more")
SOURCE = N_("Kaplan and Narayanan 2001")


def best_fifth(found: Studied, *, seed: int) -> Claim:
    """Put the claim to the profit of this client.

    Returns
    -------
    The claim with our share (1 is all profit) and its interval; without them where serving is not
    counted, profit is assumed, or all customers together leave nothing.
    """
    profit = found.customers["profit"].to_numpy(float)
    told = Claim(CLAIM, SOURCE, SAID, allows=(SAID, math.inf), ours=UNKNOWN, n=len(profit))
    if not found.served or found.assumed or not profit.sum() > 0:
        return told
    return told._replace(ours=_share_of_best(profit, np.random.default_rng(seed)))


def _share_of_best(profit: np.ndarray, rng: np.random.Generator) -> Estimate:
    """Share of all profit that the best make; the interval from drawing customers again."""
    drawn = [made_by_best(rng.choice(profit, profit.size)) for _ in range(DRAWS)]
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Estimate(made_by_best(profit), float(low), float(high))


def made_by_best(profit: np.ndarray) -> float:
    """Share of the sum that the largest fifth make; missing where the sum is not above zero.

    >>> made_by_best(np.array([50.0, 30.0, 20.0, 10.0, -10.0]))
    0.5
    """
    n = max(1, round(BEST * profit.size))
    best = np.partition(profit, profit.size - n)[profit.size - n :]
    whole = float(profit.sum())
    return float(best.sum()) / whole if whole > 0 else math.nan


def tested(found: Studied, *, seed: int) -> list[Claim]:
    """Claims of this chapter; none where nothing can be said of any customer."""
    return [best_fifth(found, seed=seed)] if len(found.customers) else []
