"""Who was a customer on each cut-off, and who did not come back within the horizon?

Nobody hands in a notice, so leaving is defined: no purchase within ``horizon_days`` after the
cut-off. Cut-offs follow one another by months and are stacked; a window may serve for
training only when its answer was known before the day that is scored.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.analysis.definitions.history import History, as_date, as_day
from helpers.analysis.definitions.horizon import horizon_by_gaps
from helpers.analysis.definitions.ledger import Ledger
from helpers.analysis.leaving.churn.features import features
from helpers.periods import YEAR, days_in
from helpers.settings import ChurnSettings

CUTOFFS_AT_MOST = 27  # two years of training and the last tests
STRATA = ("new", "forming", "regular")
FORMING_FROM, REGULAR_FROM = 2, 4  # purchases
PANEL_ROWS = 150_000  # that a training panel takes; more teach nothing new
SETTLED = 40_000  # customers whose habits stand for everybody's


@dataclass(frozen=True)
class Panel:
    """Customers at cut-offs, and what was known of each.

    ``rows``: one row per cut-off and scored customer with ``cutoff`` (day), ``customer``
    (code), ``stratum``, the features, ``value`` (net sales of the last year), ``left``
    (1 = no purchase in the horizon).
    """

    rows: pd.DataFrame
    customers: pd.Index
    horizon_days: int
    as_of: int
    seed: int


def horizon_of(history: History, rules: ChurnSettings) -> int:
    """Days of silence that mean left, by the gaps of a history.

    Returns
    -------
    Days.
    """
    gaps = Ledger(history).gap
    return horizon_by_gaps(gaps[gaps > 0], rules)


def learned_days(horizon_days: int, scored_months: int) -> int:
    """How far back the last purchase of those may lie whom the model learns from.

    A year, or two horizons. Whoever is silent for longer than one horizon has left and is not
    scored; but who came back from there teaches what a silence means.

    Returns
    -------
    Days.
    """
    return max(YEAR * scored_months // 12, 2 * horizon_days)


def cutoffs(history: History, *, horizon_days: int, at_most: int = CUTOFFS_AT_MOST) -> list[int]:
    """Days, newest first, a month apart, whose horizon is over by ``as_of``.

    The first one leaves at least a horizon (never under two months) of records before it.

    Returns
    -------
    Days since 1970.
    """
    if not history.day.size:
        return []
    newest = as_date(history.as_of - horizon_days)
    earliest = int(history.day.min()) + max(horizon_days, days_in(2))
    days = (as_day(newest - pd.DateOffset(months=k)) for k in range(at_most))
    return [day for day in days if day >= earliest]


def churn_panel(history: History, *, horizon_days: int, scored_months: int, seed: int) -> Panel:
    """Stack every cut-off whose answer is known by ``history.as_of``.

    Parameters
    ----------
    history
        Customer-days; a random part of the customers where all make more than ``PANEL_ROWS``.
    horizon_days
        No purchase within so many days after a cut-off means that the customer has left.
    scored_months
        Customers who bought within so many months (or two horizons) are learned from.

    Returns
    -------
    Rows of all cut-offs, the oldest first; none where no answer is known.
    """
    days = cutoffs(history, horizon_days=horizon_days)
    sample = history.sample(PANEL_ROWS // max(1, len(days)), seed)
    ledger = Ledger(sample)
    reach = learned_days(horizon_days, scored_months)
    parts, model = [], None
    for day in reversed(days):
        model = ledger.bgnbd(day, seed=seed, start=model)
        habits = features(ledger, day, horizon_days=horizon_days, scored_days=reach, model=model)
        parts.append(_labelled(habits, ledger, day, horizon_days))
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    return Panel(rows, sample.customers, horizon_days, history.as_of, seed)


def scored_now(
    history: History, *, horizon_days: int, seed: int, chunk: int = 100_000
) -> pd.DataFrame:
    """Features of everybody who has not left by ``as_of``, in parts that fit in memory.

    Returns
    -------
    One row per scored customer: code, stratum, ``cutoff`` and the features.
    """
    day = history.as_of
    whole = Ledger(history.sample(SETTLED, seed))
    model, usual = whole.bgnbd(day, seed=seed), whole.usual_gap(day)
    parts = []
    for first in range(0, len(history), chunk):
        part = features(
            Ledger(history.part(first, first + chunk)), day,
            horizon_days=horizon_days, scored_days=horizon_days, model=model, usual_gap=usual,
        )  # fmt: skip
        parts.append(part.assign(customer=part["customer"] + first))
    if not parts:
        return pd.DataFrame()
    rows = pd.concat(parts, ignore_index=True)
    return rows.assign(cutoff=day, stratum=strata(rows["purchases"]))


def strata(purchases: pd.Series) -> pd.Series:
    """``new`` (one purchase), ``forming`` (2–3) or ``regular`` (4 and more).

    Returns
    -------
    A word for each row.
    """
    place = np.searchsorted([FORMING_FROM, REGULAR_FROM], purchases, side="right")
    return pd.Series(np.array(STRATA)[place], index=purchases.index, dtype="str")


def known_before(rows: pd.DataFrame, day: int, *, horizon_days: int) -> pd.DataFrame:
    """Rows whose horizon was over by ``day``: all that a model of that day may learn from.

    Returns
    -------
    Some of the rows.
    """
    return rows[rows["cutoff"] + horizon_days <= day]


def _labelled(habits: pd.DataFrame, ledger: Ledger, day: int, horizon_days: int) -> pd.DataFrame:
    who = habits["customer"].to_numpy()
    bought = ledger.bought
    again = bought.place(day + horizon_days)[who] > bought.place(day)[who]
    return habits.assign(cutoff=day, stratum=strata(habits["purchases"]), left=(~again).astype(int))
