"""Do a fifth of the customers bring four fifths of the money, as is said everywhere?"""

import math

import pandas as pd

from helpers.analysis.definitions.claims import Claim, share_of_largest, table
from helpers.language import tr

FIFTH, SAID = 0.20, 0.80


def tested(customers: pd.DataFrame | None, *, seed: int) -> list[Claim]:
    """Put the rule of Pareto to the net sales of this client.

    Parameters
    ----------
    customers
        Customers with their ``amount`` (money), as many as shares may be told of; else None.

    Returns
    -------
    The claim with our share and its interval; none where the customers are too few.
    """
    if customers is None or not (customers["amount"] > 0).any():
        return []
    amounts = customers["amount"].clip(lower=0).to_numpy(float)
    text = tr("A fifth of the customers bring four fifths of the money, or more")
    ours = share_of_largest(amounts, top=FIFTH, seed=seed)
    return [Claim(text, tr("rule of Pareto"), SAID, (SAID, math.inf), ours, len(amounts))]


def kept(customers: pd.DataFrame | None, *, seed: int) -> pd.DataFrame:
    """The same as the result table that is kept for the chapter on claims.

    Returns
    -------
    As :func:`~helpers.analysis.definitions.claims.table`.
    """
    return table(tested(customers, seed=seed), chapter="01")
