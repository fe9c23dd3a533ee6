"""Which tables and points about promises does the reader see?"""

import math

import pandas as pd

from helpers.analysis.commitments import spans
from helpers.analysis.commitments.promised import Promised
from helpers.given import when_given
from helpers.language import N_, money, number, percent, tr
from helpers.language.cells import Column
from helpers.language.columns import column

COST = {"value": "cost", "low": "low", "high": "high", "kind": "money", "strong": "fits"}
REGISTER = ["commitment", "owner", "compensation", "told_month", "told_year", "cost"]
WAITS = ["group", "requests", "half", "never", "within"]
MOST_LINES = 5  # of the worksheet; the guide has the whole register
PARTS = (N_("before 10:00"), N_("10:00–13:00"), N_("13:00–16:00"), N_("after 16:00"))


@when_given
def prices(told: Promised) -> pd.DataFrame:
    """Cost of each promise with its interval: ``promise`` (words), ``cost``, ends, ``fits``.

    Returns
    -------
    One row per promise.
    """
    words = [spans.said(limit) for limit in told.prices["limit"]]
    row = told.affordable.row
    best = math.nan if row is None else row["limit"]
    return told.prices.assign(promise=words, fits=told.prices["limit"] == best)


@when_given
def waits(told: Promised) -> pd.DataFrame:
    """Waits of all, by channel and by part of the day: ``WAITS``; desks are not compared here.

    Returns
    -------
    One row per group of requests.
    """
    rows = told.times[told.times["employee"].isna()]
    names = [_group(*row) for row in zip(rows["channel"], rows["part"], strict=True)]
    half = [
        tr("longer") if math.isinf(x) else spans.said(round(x, 1)) for x in rows["median_hours"]
    ]
    return rows.assign(group=names, half=half)[WAITS]


def _group(channel: object, part: float) -> str:
    """Words of a row: a part of the day, a channel, or all."""
    if pd.notna(part):
        return tr(PARTS[int(part)])
    return tr("All requests") if pd.isna(channel) else str(channel)


def wait_columns(told: Promised | None) -> list[str | Column]:
    """Columns of :func:`waits`, with the limit that was promised.

    Returns
    -------
    One column for each of those of :func:`waits`, in the order in which they are shown.
    """
    if told is None:
        return []
    head = tr("Within %(limit)s") % {"limit": spans.said(told.limit)}
    return [
        column("group", tr("Requests of"), "text"), column("requests", tr("Requests"), "count"),
        column("half", tr("Half wait longer than"), "text"),
        column("never", tr("Never answered"), "percent"), column("within", head, "percent"),
    ]  # fmt: skip


@when_given
def register(table: pd.DataFrame) -> pd.DataFrame:
    """Promises as the room reads them: ``REGISTER``.

    Returns
    -------
    One row per promise.
    """
    last = [_kept(*row) for row in zip(table["kept"], table["of"], strict=True)]
    year = [_kept(*row) for row in zip(table["kept_year"], table["of_year"], strict=True)]
    owner = [name or tr("nobody") for name in table["owner"]]
    return table.assign(owner=owner, told_month=last, told_year=year)[REGISTER]


def _kept(kept: float, of: float) -> str:
    if pd.isna(of):
        return tr("not measured")
    if not of:
        return tr("no request")
    said = tr("%(share)s of %(n)s")
    return said % {"share": percent(kept / of), "n": number(of)}


def register_columns() -> list[Column]:
    """Columns of :func:`register`.

    Returns
    -------
    One column for each of those of :func:`register`, in the order in which they are shown.
    """
    return [
        column("commitment", tr("Promise"), "text"),
        column("owner", tr("Who answers for it"), "text"),
        column("compensation", tr("Price"), "money"),
        column("told_month", tr("Kept last month"), "text"),
        column("told_year", tr("Kept in the months that count"), "text"),
        column("cost", tr("Broken ones cost"), "money"),
    ]  # fmt: skip


def sheet_lines(table: pd.DataFrame | None) -> list[list[str]]:
    """First lines of the worksheet: promise, how it was kept, price, owner; the measured first.

    Returns
    -------
    Texts of each line, at most ``MOST_LINES``.
    """
    if table is None:
        return []
    rows = table.sort_values(["measured", "binding"], ascending=False, kind="stable")
    rows = rows.head(MOST_LINES)
    kept = [_kept(*pair) for pair in zip(rows["kept_year"], rows["of_year"], strict=True)]
    return [
        [str(row.commitment), said, "" if pd.isna(row.compensation) else money(row.compensation),
         str(row.owner)]
        for row, said in zip(rows.itertuples(), kept, strict=True)
    ]  # fmt: skip
