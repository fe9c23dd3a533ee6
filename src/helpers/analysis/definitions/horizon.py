"""How many days of silence mean that a customer has left?"""

import numpy as np

from helpers.periods import days_in
from helpers.settings import ChurnSettings


def horizon_months(gaps: np.ndarray, *, least: int, most: int, gap_share: float) -> int:
    """Smallest number of whole months in which ``gap_share`` of all gaps between purchases fit.

    Where nobody came back there is no habit to go by, and the longest horizon is taken.

    >>> horizon_months(np.array([20, 40, 70]), least=1, most=12, gap_share=0.9)
    3
    """
    if not gaps.size:
        return most
    for months in range(least, most):
        if (gaps <= days_in(months)).mean() >= gap_share:
            return months
    return most


def horizon_by_gaps(gaps: np.ndarray, rules: ChurnSettings) -> int:
    """Days of silence that mean left: the consultant's months, or else what the gaps say.

    Parameters
    ----------
    gaps
        Days between purchases of the same customer.

    Returns
    -------
    Days.
    """
    months = rules.horizon_months or horizon_months(
        gaps,
        least=rules.horizon_least,
        most=rules.horizon_most,
        gap_share=rules.horizon_gap_share,
    )
    return days_in(months)
