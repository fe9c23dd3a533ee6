"""Do half of the satisfied leave, as is often said?"""

import pandas as pd

from helpers.analysis.definitions.claims import UNKNOWN, Claim
from helpers.analysis.loyalty import satisfied
from helpers.estimates import Estimate
from helpers.language import tr

HALF, NEARLY = 0.5, 0.4


def claim(gone: pd.DataFrame | None, *, least: int) -> Claim:
    """Share of the satisfied who bought nothing in the year after, against a half.

    Parameters
    ----------
    gone
        As :func:`satisfied.gone`, or None where nobody could be followed.
    least
        Satisfied customers without whom nothing is told.

    Returns
    -------
    A claim that holds from four of ten on.
    """
    ours, forms = UNKNOWN, 0
    if gone is not None:
        row = satisfied.of(gone, satisfied.SAID[0])
        forms = int(row["forms"])
        if forms >= least:
            ours = Estimate(*(float(row[name]) for name in ("rate", "low", "high")))
    return Claim(
        tr("About half of the customers who say that they are satisfied leave within the year"),
        tr("often said; nobody can source it"), HALF, (NEARLY, 1.0), ours, forms,
    )  # fmt: skip
