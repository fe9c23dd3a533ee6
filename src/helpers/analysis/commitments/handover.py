"""What happens to the customers of a manager who leaves?

Their losses are held against those of customers alike who kept their manager on the same day. What
nobody drew by lot goes together with a hand-over; it need not come from it.
"""

from typing import NamedTuple

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.commitments import alike
from helpers.analysis.commitments.panel import SHARED, panel, spans
from helpers.analysis.models.compare import Difference, standardised_difference
from helpers.periods import add_months
from helpers.settings import CommitmentSettings

MOST_EVENTS = 3  # the latest hand-overs; older ones tell little of today
SILENCES = (30, 90)  # days: borders between customers who bought lately and not so lately


class HandedOver(NamedTuple):
    """Customers of managers who left, against others.

    ``days``: last invoices of those managers. ``all``: lost of those handed over, less lost of
    others alike (shares). ``written`` and ``silent``: the same for those whom somebody contacted
    within the days of the settings, and for the rest; None without a log of contacts.
    """

    days: list[pd.Timestamp]
    all: Difference
    written: Difference | None
    silent: Difference | None


def departures(sales: Table, *, as_of: pd.Timestamp, rules: CommitmentSettings) -> pd.Series:
    """Last invoice of each manager who has left long enough ago to see what came of it.

    Returns
    -------
    Day by manager, the latest first.
    """
    lines = sales.filter(sales.manager.notnull() & (sales.date <= ibis.date(as_of.date())))
    last = lines.group_by("manager").aggregate(last=lines.date.max(), first=lines.date.min())
    table = last.to_pandas().set_index("manager").apply(pd.to_datetime)
    after = max(rules.gone_months, rules.hand_over_months)
    year = add_months(table["first"].min(), 12)
    gone = (table["last"] <= add_months(as_of, -after)) & (table["last"] >= year)
    return table.loc[gone, "last"].sort_values(ascending=False, kind="stable").head(MOST_EVENTS)


def handed_over(
    sales: Table, contacts: pd.DataFrame | None, *, as_of: pd.Timestamp, segment: pd.Series | None,
    silent_most: int, rules: CommitmentSettings,
) -> HandedOver | None:  # fmt: skip
    """Losses in the months after a manager left, of his customers and of others alike.

    Parameters
    ----------
    contacts
        ``customer``, ``date``; None without a log.
    segment
        Of each customer; None without cards.
    silent_most
        Days of silence after which a customer had left already.

    Returns
    -------
    None where nobody left, or too few customers were handed over.
    """
    left = departures(sales, as_of=as_of, rules=rules)
    parts = [
        _event(sales, str(name), day, silent_most=silent_most, rules=rules, segment=segment)
        .assign(event=number, written=False)
        .pipe(_written, contacts, day, rules)
        for number, (name, day) in enumerate(left.items())
    ]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"exposed": []})
    if rows["exposed"].sum() < rules.least_customers:
        return None
    written = silent = None
    if contacts is not None:
        some = (rows[~rows["exposed"] | (rows["written"] == said)] for said in (True, False))
        written, silent = (_against(part, rules) for part in some)
    return HandedOver(list(left), _against(rows, rules), written, silent)


def _event(
    sales: Table, name: str, day: pd.Timestamp, *, silent_most: int, rules: CommitmentSettings,
    segment: pd.Series | None,
) -> pd.DataFrame:  # fmt: skip
    """Customers on the day that a manager left: his, and those of managers who stayed."""
    ends = add_months(day, rules.hand_over_months)
    found = spans(sales, [day], as_of=ends)
    within = (ends - day).days
    table = panel(found, rules, within=within, silent_most=silent_most, left=True)
    table = alike.with_segment(table, segment)
    band = np.searchsorted(SILENCES, table["silence"], side="right")
    table = table.assign(cell=alike.cells(table), band=band, exposed=table["manager"] == name)
    return table[table["manager"] != SHARED]


def _written(
    table: pd.DataFrame, contacts: pd.DataFrame | None, day: pd.Timestamp,
    rules: CommitmentSettings,
) -> pd.DataFrame:  # fmt: skip
    if contacts is None:
        return table
    until = day + pd.Timedelta(days=rules.contact_days)
    soon = contacts[(contacts["date"] > day) & (contacts["date"] <= until)]
    return table.assign(written=table["customer"].isin(soon["customer"]))


def _against(rows: pd.DataFrame, rules: CommitmentSettings) -> Difference:
    return standardised_difference(
        rows.assign(lost=rows["lost"].astype(float)), outcome="lost", exposed="exposed",
        cells=["event", "cell", "band"], unit="customer", seed=rules.seed,
    )  # fmt: skip
