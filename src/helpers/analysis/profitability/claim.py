"""Do the best fifth of customers make more than all of the profit, as is said everywhere?"""

import math

from helpers.analysis.definitions.claims import UNKNOWN, Claim, share_of_largest
from helpers.analysis.profitability.inputs import Studied
from helpers.language import N_

BEST = 0.20  # share of customers
SAID = 1.5  # times all profit: Kaplan and Narayanan give 1.5 to 3
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
    return told._replace(ours=share_of_largest(profit, top=BEST, seed=seed))


def tested(found: Studied, *, seed: int) -> list[Claim]:
    """Claims of this chapter; none where nothing can be said of any customer."""
    return [best_fifth(found, seed=seed)] if len(found.customers) else []
