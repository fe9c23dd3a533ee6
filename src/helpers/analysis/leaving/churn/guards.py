"""Does the answer hide in the question? Three guards that stop a churn model.

A model that cheats looks like a very good one. Each guard raises :class:`Leak` with what was
found and where to look.
"""

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.leaving.churn.features import CLOCK
from helpers.errors import ClientDataError

AUC_AT_MOST = 0.95
AHEAD_OF_CLOCK = 0.01  # AUC; what was bought lately ranks nearly as the silence does
ENOUGH = 20  # customers who left, and who stayed; fewer are told apart by chance


class Leak(ClientDataError):
    """A feature, a label or a window that knows what it cannot know."""


def purged(training: pd.Series | np.ndarray, *, test: int, horizon_days: int) -> None:
    """Stop when the horizon of a training cut-off reaches beyond the test cut-off."""
    late = np.unique(np.asarray(training)[np.asarray(training) + horizon_days > test])
    if late.size:
        raise Leak(
            "Every training window must end before the test cut-off.\n"
            f"- {late.size} training cut-offs lie less than {horizon_days} days before it.\n"
            "Leave them out: their answers were not known on the day that is tested."
        )


def label_is_not_silence(silence: pd.Series | np.ndarray, left: pd.Series | np.ndarray) -> None:
    """Stop when a limit of the silence before the cut-off tells exactly who left."""
    silence, left = np.asarray(silence, float), np.asarray(left, int)
    if min(left.sum(), (1 - left).sum()) < ENOUGH:
        return
    if silence[left == 1].min() > silence[left == 0].max():
        raise Leak(
            "Leaving must be seen after the cut-off, not in the silence before it.\n"
            "- A limit of the silence tells exactly who 'left': the label was made from it.\n"
            "Count purchases within the horizon after the cut-off instead."
        )


def no_feature_tells_all(
    features: pd.DataFrame, left: pd.Series | np.ndarray, *, auc_at_most: float = AUC_AT_MOST
) -> None:
    """Stop when a single feature ranks those who left almost without error.

    What the panel's own clock says (silence, and what is derived from it) may rank this well
    where customers buy every few days or by subscription; that it does not make the label is the
    business of :func:`label_is_not_silence`. Other features are stopped when they rank better
    than the clock does.
    """
    left = np.asarray(left, int)
    if min(left.sum(), (1 - left).sum()) < ENOUGH:
        return
    aucs = {name: _auc(features[name].to_numpy(float), left) for name in features}
    clock = max((auc for name, auc in aucs.items() if name in CLOCK), default=0.0)
    limit = max(auc_at_most, clock + AHEAD_OF_CLOCK)
    high = {name: auc for name, auc in aucs.items() if name not in CLOCK and auc > limit}
    if high:
        raise Leak(
            f"No single feature may reach an AUC of {limit:.2f} by itself.\n"
            + "\n".join(f"- '{name}' reaches {auc:.3f}." for name, auc in high.items())
            + "\nIt was probably written down after the customer had left: leave it out."
        )


def _auc(values: np.ndarray, left: np.ndarray) -> float:
    ranks = scipy.stats.rankdata(np.where(np.isnan(values), -1e30, values))
    gone, stayed = left.sum(), (1 - left).sum()
    auc = (ranks[left == 1].sum() - gone * (gone + 1) / 2) / (gone * stayed)
    return max(auc, 1 - auc)
