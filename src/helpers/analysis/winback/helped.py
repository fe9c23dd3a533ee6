"""Is the call better given to whom it helps than to whom the present rule names?"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.models import uplift
from helpers.analysis.winback.call_list import LEAVES
from helpers.estimates import Estimate
from helpers.settings import PlanSettings

LEAST_SESSIONS = 2
FEATURES = ["chance", "at_stake", "silent_days"]


class Trial(NamedTuple):
    """How the two orders compare: ``better`` in money a customer; missing where too few are known.

    ``called``, ``control``: customers of earlier lists who may have left; ``sessions``: lists.
    """

    called: int
    control: int
    sessions: int
    better: Estimate | None

    @property
    def chosen(self) -> bool:
        """Whether the difference that a call makes decides who is called."""
        return self.better is not None and self.better.low > 0


def trial(rows: pd.DataFrame, rules: PlanSettings) -> Trial:
    """Try the order by difference against the present one on customers that it has not seen.

    Parameters
    ----------
    rows
        As :func:`measured.outcomes` gives them, of several lists.
    """
    rows = rows[rows["kind"] == LEAVES]
    listed = (rows["group"] == "called").to_numpy(bool)
    told = Trial(int(listed.sum()), int((~listed).sum()), int(rows["day"].nunique()), None)
    if min(told.called, told.control) < rules.least_uplift or told.sessions < LEAST_SESSIONS:
        return told
    bought, stake = rows["bought"].to_numpy(bool), rows["at_stake"].to_numpy(float)
    made = uplift.crossed(_features(rows), listed, bought, seed=rules.seed)
    better = uplift.better_by(
        made * stake, rows["expected_gain"].to_numpy(float), listed, bought * stake, seed=rules.seed
    )
    return told._replace(better=better)


def with_helped(
    candidates: pd.DataFrame, rows: pd.DataFrame, found: Trial, *, as_of: pd.Timestamp
) -> pd.DataFrame:
    """Candidates with ``helped`` (0-1), the chance that a call changes it.

    Returns
    -------
    The candidates as they came where the present rule decides.
    """
    if not found.chosen:
        return candidates
    rows = rows[rows["kind"] == LEAVES]
    today = candidates.assign(
        chance=candidates["probability_leaves"],
        silent_days=(as_of - candidates["last_purchase"]).dt.days,
    )
    may = today["chance"].notna().to_numpy()
    listed = (rows["group"] == "called").to_numpy(bool)
    bought = rows["bought"].to_numpy(bool)
    helped = np.full(len(today), np.nan)
    if may.any():
        asked = _features(today[may])
        helped[may] = uplift.differences(_features(rows), listed, bought, asked)
    return candidates.assign(helped=helped)


def _features(rows: pd.DataFrame) -> np.ndarray:
    told = rows[FEATURES].astype("float64")
    return told.assign(at_stake=np.log1p(told["at_stake"].clip(lower=0))).to_numpy()
