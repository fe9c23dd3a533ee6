"""Who is to be called, and who is left alone, so that calls can be measured next time?"""

import numpy as np
import pandas as pd

LEAVES, LEFT = "may leave", "has left"
COLUMNS = ["customer", "group", "kind", "chance", "at_stake", "expected_gain", "silent_days",
           "horizon_days"]  # fmt: skip
GROUPS = {"call": "called", "control": "control", "capacity": "beyond"}


def call_list(ranked: pd.DataFrame, *, as_of: pd.Timestamp, horizon_days: int) -> pd.DataFrame:
    """Everybody who is worth a call: those to call, their control group, those beyond capacity.

    Parameters
    ----------
    ranked
        As :func:`ranking.ranked` gives it.
    horizon_days
        Days after which a customer who has bought nothing has left.

    Returns
    -------
    One row per customer: ``customer``, ``group`` (``called``, ``control``, ``beyond``), ``kind``
    (``may leave`` or ``has left``), ``chance`` (0–1, of leaving or of coming back when called),
    ``at_stake`` (money a year), ``expected_gain`` (money), ``silent_days``, ``horizon_days``.
    """
    rows = ranked[ranked["reason"].isin(GROUPS)].reset_index(drop=True)
    leaves = rows["probability_leaves"]
    return rows.assign(
        group=rows["reason"].map(GROUPS),
        kind=np.where(leaves.notna(), LEAVES, LEFT),
        chance=leaves.fillna(rows["probability_returns"]),
        silent_days=(as_of - rows["last_purchase"]).dt.days,
        horizon_days=horizon_days,
    )[COLUMNS]
