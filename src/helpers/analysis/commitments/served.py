"""What do this client's records say about managers and their customers?

Each function takes what the client brought; it returns None where that is not enough.
"""

from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from helpers.analysis.commitments import depends, handover, judged
from helpers.analysis.commitments.alike import with_segment
from helpers.analysis.commitments.depends import Leaving
from helpers.analysis.commitments.handover import HandedOver
from helpers.analysis.commitments.panel import SHARED, half_years, panel, spans
from helpers.analysis.definitions.base import PROFIT, SALES, base_of, year_of_each
from helpers.analysis.definitions.standing import standing
from helpers.settings import CommitmentSettings

if TYPE_CHECKING:
    from helpers.records import Records


MEASURES = {PROFIT: "gross profit a year", SALES: "net sales a year"}


class Served(NamedTuple):
    """Managers, held against each other over their customers with a habit.

    ``managers`` as :func:`judged.managers`; ``before``: the ratio of each before customers are
    held equal, of all customers; ``horizon_days`` without a purchase mean lost; ``cutoffs`` are
    the days asked about, the latest first.
    """

    managers: pd.DataFrame
    before: pd.Series
    horizon_days: int
    cutoffs: list[pd.Timestamp]


class Hanging(NamedTuple):
    """What hangs on managers: rows of :func:`depends.depends_on_manager`, and what they rest on.

    ``measure``: which money of a year it is.
    """

    rows: pd.DataFrame
    goes: Leaving
    measure: str


def served(records: "Records", rules: CommitmentSettings) -> Served | None:
    """Managers over their customers; None without names of managers, or with short records.

    Returns
    -------
    As :class:`Served`.
    """
    if not records.has("sales.manager"):
        return None
    horizon = standing(records).measured.horizon_days
    days = half_years(records.sales, as_of=records.as_of, horizon_days=horizon)
    if not days:
        return None
    found = spans(records.sales, days, as_of=records.as_of)
    table = panel(found, rules, within=horizon, silent_most=horizon)
    everybody = rules.model_copy(update={"least_purchases": 1})
    plain = panel(found, everybody, within=horizon, silent_most=horizon)
    if not (table["manager"] != SHARED).any():
        return None
    told = judged.managers(with_segment(table, records.segments()), rules)
    return Served(told, _before(plain), horizon, days)


def _before(table: pd.DataFrame) -> pd.Series:
    """Losses of each manager over those of all, whoever the customers are."""
    own = table[table["manager"] != SHARED]
    return own.groupby("manager")["lost"].mean() / own["lost"].mean()


def handed_over(
    records: "Records", found: Served | None, rules: CommitmentSettings
) -> HandedOver | None:
    """Customers of managers who left: what :func:`handover.handed_over` returns.

    Returns
    -------
    As :func:`handover.handed_over`.
    """
    if found is None:
        return None
    log = records.frame("contacts") if records.has("contacts.customer") else None
    return handover.handed_over(
        records.sales, log, as_of=records.as_of, segment=records.segments(),
        silent_most=found.horizon_days, rules=rules,
    )  # fmt: skip


def hanging(
    records: "Records", found: Served | None, gone: HandedOver | None, rules: CommitmentSettings
) -> Hanging | None:
    """What hangs on each manager today; None where managers are not known.

    Returns
    -------
    As :class:`Hanging`.
    """
    if found is None:
        return None
    today = spans(records.sales, [records.as_of], as_of=records.as_of)
    table = panel(today, rules, within=0, silent_most=found.horizon_days, left=True)
    still = today.worked.index[today.worked >= today.cutoffs[0] - rules.gone_months * 31]
    table = table[table["manager"].isin(still)]
    year = year_of_each(records.sales, as_of=records.as_of)
    base = base_of(year)
    goes = depends.leaving(gone, rules)
    rows = depends.depends_on_manager(table, year.set_index("customer")[base], goes)
    return Hanging(
        rows, goes, "gross profit a year" if base == "gross_profit_year" else "net sales a year"
    )
