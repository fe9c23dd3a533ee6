"""Who was a customer on which day, and who came back? What the lessons of module C stand on."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from helpers.analysis.definitions.history import History, as_date, history
from helpers.analysis.definitions.horizon import horizon_by_gaps
from helpers.analysis.definitions.ledger import Ledger
from helpers.analysis.leaving.churn.features import features
from helpers.analysis.leaving.churn.panel import cutoffs
from helpers.analysis.models.bgnbd import BgNbd
from helpers.records import Records

LEARNED = 6  # cut-offs that a lesson learns from
APART = 2  # months between them


@dataclass(frozen=True)
class Stacked:
    """Customers at monthly cut-offs.

    ``rows``: ``customer`` (code), ``cutoff`` (day), the features of the handout, and ``left``: 1
    where nothing was bought within ``horizon_days`` after the cut-off.
    """

    rows: pd.DataFrame
    horizon_days: int

    @property
    def test(self) -> pd.DataFrame:
        """Rows of the latest cut-off whose answer is known."""
        return self.rows[self.rows["cutoff"] == self.rows["cutoff"].max()]

    @property
    def training(self) -> pd.DataFrame:
        """Rows whose horizon was over on the day of the test."""
        day = self.rows["cutoff"].max() - pd.Timedelta(days=self.horizon_days)
        return self.rows[self.rows["cutoff"] <= day]


@dataclass(frozen=True)
class Known:
    """What is known of all customers: their days, running sums of them, and the horizon."""

    past: History
    ledger: Ledger
    horizon_days: int
    seed: int

    def at(self, day: int, start: BgNbd | None = None) -> tuple[pd.DataFrame, BgNbd]:
        """Who had not left on one day, with the features of that day and with ``left``.

        ``start`` is a BG/NBD model of another day, from which that of this day is found faster.
        """
        model = self.ledger.bgnbd(day, seed=self.seed, start=start)
        spans = {"horizon_days": self.horizon_days, "scored_days": self.horizon_days}
        here = features(self.ledger, day, **spans, model=model).reset_index(drop=True)
        who, bought = here["customer"].to_numpy(), self.ledger.bought
        again = bought.place(day + self.horizon_days)[who] > bought.place(day)[who]
        here["customer"] = self.past.customers[who].astype(str)
        return here.assign(cutoff=as_date(day), left=np.where(again, 0, 1)), model


@cache
def known(records: Records) -> Known:
    """All customers of this company up to the last known day."""
    past, rules = history(records.sales, as_of=records.as_of), records.engagement.settings.churn
    ledger = Ledger(past)
    return Known(past, ledger, horizon_by_gaps(ledger.gap[ledger.gap > 0], rules), rules.seed)


@cache
def stacked(records: Records) -> Stacked:
    """The latest cut-off whose answer is known, and some that were over before it."""
    of = known(records)
    days = cutoffs(of.past, horizon_days=of.horizon_days)
    over = [day for day in days if day + of.horizon_days <= days[0]]
    parts, model = [], None
    for day in reversed([days[0], *over[::APART][:LEARNED]]):
        part, model = of.at(day, start=model)
        parts.append(part)
    return Stacked(pd.concat(parts, ignore_index=True), of.horizon_days)
