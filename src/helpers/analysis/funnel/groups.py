"""Do managers and channels really differ, or does the order of the list only look like it?

Each is held against all the others together. All tests of a chart are one family (Benjamini &
Hochberg 1995).
"""

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.funnel.persistence import GIVEN_UP, SALE
from helpers.analysis.funnel.steps import WHOLE, funnel, key
from helpers.analysis.models.survival import log_rank
from helpers.estimates import false_discovery, share

PATIENCE = ["leads", "sales", "given_up", "rate", "low", "high",
            "contacts_before_giving_up", "p_gives_up", "p_sells"]  # fmt: skip


def judged(rows: pd.DataFrame, by: str, *, least: int) -> pd.DataFrame:
    """Conversion of each step by group, with whether the group has leads enough to be judged.

    Parameters
    ----------
    rows
        As :func:`steps.tried`, of mature months.
    by
        ``channel`` or ``manager``.

    Returns
    -------
    As :func:`steps.funnel`, with ``judged``: the whole way of at least ``least`` leads is told.
    """
    table = funnel(rows, by)
    whole = table[table["step"] == key(WHOLE)].set_index(by)["entered"]
    return table.assign(judged=table[by].map(whole).fillna(0) >= least)


def apart(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Whole way of each judged group, and the chance that it differs from the others by accident.

    Returns
    -------
    Rows of ``table``, the highest rate first, with ``p`` (Fisher's exact test against all other
    judged groups together, corrected for how many were tried).
    """
    rows = table[(table["step"] == key(WHOLE)) & table["judged"]]
    passed, entered = rows["passed"].sum(), rows["entered"].sum()
    chances = [
        scipy.stats.fisher_exact(
            [[mine, of - mine], [passed - mine, entered - of - passed + mine]]
        ).pvalue
        for mine, of in zip(rows["passed"], rows["entered"], strict=True)
    ]
    chances = chances if len(rows) > 1 else [np.nan] * len(rows)
    rows = rows.assign(p=false_discovery(chances))
    return rows.sort_values(["rate", by], ascending=[False, True], ignore_index=True)


def patience(leads: pd.DataFrame, names: list[str], *, p_below: float) -> pd.DataFrame:
    """Who gives up later, and who sells more at each contact: two questions, not one.

    Parameters
    ----------
    leads
        As :func:`persistence.contacted`.
    names
        Managers who may be judged.

    Returns
    -------
    One row per manager, the highest rate first: ``leads``, ``sales``, ``given_up``, ``rate`` of the
    sales among both with ``low`` and ``high`` (0–1), ``contacts_before_giving_up`` (mean),
    ``p_gives_up`` and ``p_sells`` (log-rank on contacts against all others, one family), ``apart``
    (one of the two is below ``p_below``).
    """
    leads = leads[leads["manager"].isin(names)]
    rows = []
    for name in names:
        mine = leads["manager"] == name
        dropped = leads.loc[mine & (leads["end"] == GIVEN_UP), "contacts"]
        chances = [
            log_rank(leads["contacts"], leads["end"] == end, np.where(mine, "own", "other"))
            for end in (GIVEN_UP, SALE)
        ]
        sales = int((leads.loc[mine, "end"] == SALE).sum())
        won = share(sales, sales + len(dropped))
        rows.append((name, int(mine.sum()), sales, len(dropped), *won, dropped.mean(), *chances))
    table = pd.DataFrame(rows, columns=["manager", *PATIENCE])
    tests = false_discovery(table[PATIENCE[-2:]].to_numpy(float).ravel())
    table[PATIENCE[-2:]] = tests.reshape(-1, 2)
    table["apart"] = (table[PATIENCE[-2:]] < p_below).any(axis=1)
    return table.sort_values(["rate", "manager"], ascending=[False, True], ignore_index=True)
