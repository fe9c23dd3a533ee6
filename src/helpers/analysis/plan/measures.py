"""By which numbers can the workbook tell whether a decision has worked?

Each is counted over the same months of two years, so that a season is no success; how sure a
change is comes from drawing whole customers again.
"""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.models.compare import drawn_sums, interval
from helpers.language import LANGUAGES, N_, tr, words_of
from helpers.periods import MONTHS_OF_YEAR, add_months, month_start

DRAWS = 1000
MEASURES = {
    "net_sales": N_("net sales"),
    "gross_profit": N_("gross profit"),
    "buyers": N_("customers who buy"),
    "purchases_each": N_("purchases of each customer who buys"),
    "purchase_worth": N_("net sales of one purchase"),
    "newcomers": N_("customers who buy for the first time"),
    "kept": N_("share of last year's customers who buy again"),
}
KINDS = {"net_sales": "money", "gross_profit": "money", "purchase_worth": "money",
         "buyers": "count", "newcomers": "count", "purchases_each": "number",
         "kept": "percent"}  # fmt: skip
UP, DOWN, NOISE = N_("up"), N_("down"), N_("within what chance does")
Window = tuple[pd.Timestamp, pd.Timestamp]  # first day, and the day after the last
COLUMNS = ["measure", "kind", "then", "now", "change", "low", "high", "verdict"]


class Span(NamedTuple):
    """Whole months since a session: the first and the month after the last, and how many."""

    start: pd.Timestamp
    end: pd.Timestamp
    months: int


def words_of_measures() -> list[str]:
    """Measures in the words of the language in use."""
    return [tr(word) for word in MEASURES.values()]


def known(text: str) -> str:
    """Key of the measure that somebody has written, in any language; empty where it is none.

    >>> known("Net sales"), known("the mood")
    ('net_sales', '')
    """
    wanted = " ".join(text.split()).casefold()
    words = {words_of(c).gettext(w).casefold(): k for k, w in MEASURES.items() for c in LANGUAGES}
    return words.get(wanted, "")


def since(day: pd.Timestamp, last_month: pd.Timestamp) -> Span:
    """Whole months after that of ``day``: the last twelve at most."""
    end = add_months(last_month, 1)
    start = max(add_months(month_start(day), 1), add_months(end, -MONTHS_OF_YEAR))
    months = (end.year - start.year) * MONTHS_OF_YEAR + end.month - start.month
    return Span(start, end, max(0, months))


def moved(panel: pd.DataFrame, span: Span, *, seed: int) -> pd.DataFrame:
    """Each measure in the months of ``span`` against the same months of the year before.

    Parameters
    ----------
    panel
        As :func:`inputs.panel` gives it.

    Returns
    -------
    One row per measure: ``measure`` (key), ``kind``, ``then``, ``now`` (in its unit), ``change``
    with ``low`` and ``high`` (a share of then), ``verdict`` (a word: up, down, or neither can be
    told).
    """
    year = _a_year_before((span.start, span.end))
    before = _a_year_before(year)
    customers = pd.Index(sorted(panel["customer"].unique()), name="customer")
    parts = [
        _of_each(panel, window, customers) for window in ((span.start, span.end), year, before)
    ]
    first = panel[panel["purchases"] > 0].groupby("customer")["month"].min().reindex(customers)
    rows = []
    for key in MEASURES:
        if key == "gross_profit" and "profit" not in panel:
            continue
        now = _fraction(key, parts[0], parts[1], first >= span.start)
        then = _fraction(key, parts[1], parts[2], first >= year[0])
        rows.append({"measure": key, "kind": KINDS[key], **_change(now, then, seed)})
    return pd.DataFrame(rows, columns=COLUMNS)


def _a_year_before(window: Window) -> Window:
    return add_months(window[0], -MONTHS_OF_YEAR), add_months(window[1], -MONTHS_OF_YEAR)


def _of_each(panel: pd.DataFrame, window: Window, customers: pd.Index) -> pd.DataFrame:
    rows = panel[(panel["month"] >= window[0]) & (panel["month"] < window[1])]
    sums = rows.drop(columns="month").groupby("customer").sum()
    return sums.reindex(customers, fill_value=0.0)


def _fraction(key: str, now: pd.DataFrame, before: pd.DataFrame, new: pd.Series) -> np.ndarray:
    """What each customer adds above and below the line of a measure; one below for a total."""
    buys = (now["purchases"] > 0).to_numpy(float)
    one = np.full(len(now), 1.0 / len(now)) if len(now) else buys
    bought = (before["purchases"] > 0).to_numpy(float)
    above_below = {
        "net_sales": (now["net"], one),
        "gross_profit": (now.get("profit"), one),
        "buyers": (buys, one),
        "purchases_each": (now["purchases"], buys),
        "purchase_worth": (now["net"].where(buys > 0, 0.0), now["purchases"]),
        "newcomers": (buys * new.to_numpy(float), one),
        "kept": (buys * bought, bought),
    }
    return np.column_stack([np.asarray(x, float) for x in above_below[key]])


def _change(now: np.ndarray, then: np.ndarray, seed: int) -> dict[str, float | str]:
    both = np.hstack([now, then])
    with np.errstate(divide="ignore", invalid="ignore"):
        values = _values(both.sum(axis=0, keepdims=True))[0]
        drawn = np.concatenate([_relative(_values(s)) for s in drawn_sums(both, DRAWS, seed)])
        change = interval(float(_relative(values[None])[0]), drawn)
    verdict = UP if change.low > 0 else DOWN if change.high < 0 else NOISE
    told = {"then": float(values[1]), "now": float(values[0])}
    return {**told, "change": change.value, "low": change.low, "high": change.high,
            "verdict": verdict}  # fmt: skip


def _values(sums: np.ndarray) -> np.ndarray:
    return np.column_stack([sums[:, 0] / sums[:, 1], sums[:, 2] / sums[:, 3]])


def _relative(values: np.ndarray) -> np.ndarray:
    return np.where(values[:, 1] > 0, values[:, 0] / values[:, 1] - 1, np.nan)
