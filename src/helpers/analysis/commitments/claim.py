"""Does the manager decide four fifths of whether a customer comes back, as is said?"""

import math

import pandas as pd

from helpers.analysis.definitions.claims import UNKNOWN, Claim
from helpers.analysis.models.compare import between_ends, pooled
from helpers.estimates import Estimate
from helpers.language import N_

CLAIM = N_("Whether a customer stays is decided by the manager, four fifths of it")
SOURCE = N_("nobody can source it")
SAID = 0.8
LOGISTIC = math.pi**2 / 3  # variance of what a customer adds, on the scale of log-odds


def share_of_managers(table: pd.DataFrame | None) -> Estimate:
    """How much of the difference between customers goes with their managers.

    Parameters
    ----------
    table
        As :func:`judged.managers`.

    Returns
    -------
    Share (0–1) of the variance on the scale of log-odds with its interval; missing where nobody
    is judged.
    """
    mine = table[table["judged"]] if table is not None else pd.DataFrame()
    if mine.empty:
        return UNKNOWN
    offset, variance = mine["offset"].to_numpy(float), mine["offset_variance"].to_numpy(float)
    parts = (pooled(offset, variance).between, *between_ends(offset, variance))
    return Estimate(*(part / (part + LOGISTIC) for part in parts))


def tested(table: pd.DataFrame | None) -> list[Claim]:
    """Claims of this chapter: one.

    Returns
    -------
    The claim with our number, its ends and how many managers it rests on.
    """
    n = 0 if table is None else int(table.loc[table["judged"], "customers"].sum())
    ours = share_of_managers(table)
    return [Claim(CLAIM, SOURCE, SAID, allows=(SAID, 1.0), ours=ours, n=n)]
