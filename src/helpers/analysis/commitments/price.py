"""What does a promise cost, which one can be afforded, and what would one step faster take?"""

import math
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.commitments.answers import Answers, breaks
from helpers.analysis.models.compare import drawn_sums, interval
from helpers.analysis.models.survival import happened_by, kaplan_meier
from helpers.settings import CommitmentSettings

PRICES = ["limit", "breaches", "cost", "low", "high", "within"]
DAY_HOURS = 24.0


class Affordable(NamedTuple):
    """Money of a month that broken promises may cost, and the fastest promise within it.

    ``row`` of :func:`promise_price`; None where even the slowest costs more.
    """

    budget: float
    row: pd.Series | None


class Step(NamedTuple):
    """What the next faster promise would take, in a month.

    ``limit``: its hours. ``requests``: how many of those now answered later would have to be
    answered in time; ``of`` as many that break it. ``part``: part of the day from which far more
    of them come than from the others, ``part_share`` of them; None where no part stands out.
    """

    limit: float
    requests: int
    of: float
    part: int | None
    part_share: float


def promise_price(
    found: Answers, rules: CommitmentSettings, *, compensation: float
) -> pd.DataFrame:
    """Broken promises of a month for each limit, times what each of them is paid.

    Requests come in bunches, so whole weeks are drawn for the interval.

    Returns
    -------
    One row per limit: ``limit`` (hours), ``breaches`` (a month), ``cost`` (money of a month) with
    ``low`` and ``high``, ``within`` (share of the requests, 0–1).
    """
    limits = [x for x in rules.limits if not found.by_day or x >= DAY_HOURS]
    limits = limits or [max(rules.limits)]
    broken = np.column_stack([breaks(found.rows, limit) for limit in limits]).astype(float)
    weeks = pd.DataFrame(broken).groupby(found.rows["week"].to_numpy()).sum()
    span = range(int(found.rows["week"].max()) + 1)
    sums = weeks.reindex(span, fill_value=0.0).to_numpy()
    drawn = np.concatenate(list(drawn_sums(sums, 2000, rules.seed)))
    paid = compensation / len(found.months)
    curve = kaplan_meier(found.rows["hours"], found.rows["answered"])
    rows = []
    for k, limit in enumerate(limits):
        cost = interval(float(sums[:, k].sum()) * paid, drawn[:, k] * paid)
        within = happened_by(curve, limit).value
        rows.append((limit, sums[:, k].sum() / len(found.months), *cost, within))
    return pd.DataFrame(rows, columns=PRICES)


def affordable(prices: pd.DataFrame, *, budget: float) -> Affordable:
    """Find the fastest promise whose broken ones cost no more than ``budget`` a month.

    Returns
    -------
    The promise (None where none can be afforded) and the ``budget`` in money a month.
    """
    fits = prices[prices["cost"] <= budget]
    return Affordable(budget, None if fits.empty else fits.iloc[0])


def one_step_faster(
    found: Answers, prices: pd.DataFrame, told: Affordable, rules: CommitmentSettings,
    *, compensation: float,
) -> Step | None:  # fmt: skip
    """How many requests must be answered sooner for the next faster promise to be afforded.

    Returns
    -------
    None where nothing can be afforded, or nothing faster was asked about.
    """
    if told.row is None or not compensation > 0:
        return None
    faster = prices[prices["limit"] < told.row["limit"]]
    if faster.empty:
        return None
    row = faster.iloc[-1]
    late = breaks(found.rows, row["limit"])
    part = _part(found.rows["part"], late, p_below=rules.p_below)
    share = float((found.rows.loc[late, "part"] == part).mean()) if part is not None else math.nan
    over = (row["cost"] - told.budget) / compensation
    return Step(float(row["limit"]), max(1, math.ceil(over)), float(row["breaches"]), part, share)


def _part(part: pd.Series, late: pd.Series, *, p_below: float) -> int | None:
    """Part of the day with the largest share of late answers, where parts differ at all."""
    counts = pd.crosstab(part, late)
    if counts.shape != (counts.shape[0], 2) or len(counts) < 2:
        return None
    if scipy.stats.chi2_contingency(counts.to_numpy()).pvalue > p_below:
        return None
    return int((counts[True] / counts.sum(axis=1)).idxmax())
