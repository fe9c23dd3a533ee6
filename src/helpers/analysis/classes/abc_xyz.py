"""Which class had each item at each month-end, and which has it settled in?

Each month-end looks back over a trailing window. A class is never smoothed; beside it stands
the *settled* cell, which follows only when the border was crossed clearly or twice running.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.classes import regularity
from helpers.analysis.definitions.abc import ROUNDING, abc_letters, share_before
from helpers.analysis.definitions.activity import (
    MEASURES,
    by_month,
    complete_months,
    monthly,
    purchase_days,
    window_months,
)
from helpers.periods import months_between
from helpers.settings import AbcSettings, XyzSettings

MONTH_ENDS = 13
COLUMNS = [
    "as_of", "item", "amount", "abc", "period", "active_share", "xyz",
    "rhythm", "xyz_rhythm", "variation", "xyz_variation",
]  # fmt: skip


class Windows(NamedTuple):
    """Activity of one cut laid out by month, for the windows of the last month-ends.

    ``values`` holds arrays of items × months for each measure brought, ``purchases`` and
    ``lines``; ``days`` the purchases in these months (``item``, ``date``, ``amount``);
    ``first`` the month of each item's first purchase.
    """

    items: pd.Index
    month_ends: pd.DatetimeIndex
    values: dict[str, np.ndarray]
    first: pd.Series
    days: pd.DataFrame

    @property
    def months(self) -> int:
        """Complete months from the first purchase of all to the last month-end."""
        if not len(self.month_ends) or self.first.isna().all():
            return 0
        return len(months_between(self.first.min(), self.month_ends[-1]))

    def sums(self, name: str, *, months: int) -> np.ndarray:
        """Trailing sums of one measure over ``months``, items × month-ends.

        Records carry four decimals: rounding takes away what adding floats has left, so that
        equal sums are equal.

        Returns
        -------
        In the unit of the measure.
        """
        ends = len(self.month_ends)
        return regularity.window_sums(self.values[name], length=months, ends=ends).round(4)


def windows(sales: Table, *, cut: str, as_of: pd.Timestamp, months: int) -> Windows:
    """Lay out one cut for the last 13 complete month-ends and windows of ``months``.

    A month-end counts when the records fill its window; records shorter than a window give
    the last month-end alone, records without a complete month none.

    Returns
    -------
    Arrays of items × months; no month-ends where no month is complete.
    """
    activity = monthly(sales, cut=cut, as_of=as_of)
    known = complete_months(activity, as_of=as_of)
    ends = min(MONTH_ENDS, max(1, len(known) - months + 1)) if known else 0
    seen = window_months(known[-1], months - 1 + ends) if known else []
    recent = activity[activity["month"].isin(seen)]
    names = [name for name in (*MEASURES, "purchases", "lines") if name in activity]
    laid = {name: by_month(recent, name, months=seen) for name in names}
    items = laid["lines"].index
    first = activity[activity["purchases"] > 0].groupby("item")["month"].min().reindex(items)
    days = purchase_days(sales, cut=cut, as_of=as_of, since=seen[0] if seen else None)
    month_ends = pd.DatetimeIndex(seen[-ends:] if ends else []) + pd.offsets.MonthEnd(0)
    return Windows(items, month_ends, {n: t.to_numpy() for n, t in laid.items()}, first, days)


def abc_xyz(of: Windows, abc: AbcSettings, xyz: XyzSettings) -> pd.DataFrame:
    """Class of each item at each month-end, by net sales and by three readings of regularity.

    An item stands in the table while it has a line in the window.

    Returns
    -------
    One row per month-end and item: the columns of ``COLUMNS``, then ``settled``, the cell
    (``AX`` …) in which the item has settled. Ordered by month-end and item.
    """
    totals = of.sums("amount", months=abc.window_months)
    present = of.sums("lines", months=abc.window_months) > 0
    before = share_before(totals)
    money = abc_letters(before, a_below=abc.a_below, b_below=abc.b_below)
    period, regular = _readings(of, abc.window_months, xyz)
    borders = (abc.a_below, abc.b_below), (1 - xyz.x_from, 1 - xyz.y_from)
    late, beyond = 1 - regular["active_share"], xyz.move_beyond
    settled = np.char.add(
        settle(money, before, borders[0], present, letters="ABC", beyond=beyond),
        settle(regular["xyz"], late, borders[1], present, letters="XYZ", beyond=beyond),
    )
    arrays = {"amount": totals, "abc": money, **regular, "settled": settled}
    return _long(arrays, of, present).assign(period=period)[[*COLUMNS, "settled"]]


def _readings(of: Windows, window: int, limits: XyzSettings) -> tuple[str, dict[str, np.ndarray]]:
    """Period chosen for this cut, and the three readings as columns of the table."""
    bought, known = of.values["purchases"], regularity.months_known(of.first, of.month_ends)
    judged = {"window": window, "least": limits.least_months}
    period = regularity.usual_period(bought, known, **judged)
    active = regularity.active_share(bought, known, period=period, **judged)
    spread = regularity.variation(of.values["amount"], known, period=period, **judged)
    even = regularity.rhythm(
        of.days,
        of.items,
        month_ends=of.month_ends,
        window=window,
        least=limits.rhythm_least_purchases,
    )
    to, wide = regularity.letters_to, (limits.variation_x_to, limits.variation_y_to)
    return period, {
        "active_share": active,
        "xyz": regularity.letters_from(active, x_from=limits.x_from, y_from=limits.y_from),
        "rhythm": even,
        "xyz_rhythm": to(even, x_to=limits.rhythm_x_to, y_to=limits.rhythm_y_to),
        "variation": spread,
        "xyz_variation": to(spread, x_to=wide[0], y_to=wide[1]),
    }


def settle(
    letters_now: np.ndarray,
    position: np.ndarray,
    borders: tuple[float, float],
    present: np.ndarray,
    letters: str,
    *,
    beyond: float,
) -> np.ndarray:
    """Class in which each item has settled at each month-end: no flicker at a border.

    An item leaves its class once its position is past the border of that class by
    ``beyond``, or once it stands in the same other class for the second month-end running.
    An item that was not there starts with its class of the day.

    Parameters
    ----------
    letters_now
        Class of each item (rows) at each month-end (columns), one of ``letters``.
    position
        Where the item stands on the scale of ``borders`` (0–1): the more, the worse.
    borders
        Where the first and where the second class end.
    present
        Whether the item is in the table at that month-end.

    Returns
    -------
    Letters, items × month-ends.
    """
    now = np.searchsorted(list(letters), letters_now)
    edge = np.array([-np.inf, *borders, np.inf])
    settled = now.copy()
    for t in range(1, now.shape[1]):
        was = settled[:, t - 1]
        worse = position[:, t] >= edge[was + 1] + beyond - ROUNDING
        better = position[:, t] <= edge[was] - beyond + ROUNDING
        clear = np.where(now[:, t] > was, worse, better)
        stayed = now[:, t] == now[:, t - 1]
        moves = clear | stayed | ~present[:, t - 1]
        settled[:, t] = np.where(moves, now[:, t], was)
    return np.array(list(letters))[settled]


def _long(arrays: dict[str, np.ndarray], of: Windows, present: np.ndarray) -> pd.DataFrame:
    """Rows of the table from arrays of items × month-ends, where the item is present."""
    end, item = np.nonzero(present.T)
    columns = {name: values.T[end, item] for name, values in arrays.items()}
    table = pd.DataFrame({"as_of": of.month_ends[end], "item": of.items[item], **columns})
    return table.astype({n: "str" for n, v in columns.items() if v.dtype.kind == "U"})


def abc_by_measure(of: Windows, abc: AbcSettings) -> pd.DataFrame:
    """Class of each item at each month-end by every measure that the client brings.

    Returns
    -------
    One row per month-end and item: ``as_of``, ``item``, then for ``amount`` (money),
    ``quantity`` and ``gross_profit`` (money), where brought, the sum over the window and
    the class, ``abc_amount`` and so on.
    """
    present = of.sums("lines", months=abc.window_months) > 0
    arrays = {}
    for name in (measure for measure in MEASURES if measure in of.values):
        arrays[name] = of.sums(name, months=abc.window_months)
        before = share_before(arrays[name])
        arrays[f"abc_{name}"] = abc_letters(before, a_below=abc.a_below, b_below=abc.b_below)
    return _long(arrays, of, present)
