"""What did each customer's habit look like on a given day?

Every feature is counted from rows dated up to the cut-off. Columns are running sums over the
sorted customer-days, so that any window of any customer is a difference of two places and no
customer is visited one by one.
"""

import numpy as np
import pandas as pd

from helpers.analysis.definitions.ledger import Ledger
from helpers.analysis.models.bgnbd import BgNbd
from helpers.periods import YEAR

WINDOWS = (30, 91, 182, 365)  # days back from the cut-off
GAP_PRIOR = 2.0  # weight, in gaps, of everybody's habit where a customer has few gaps

GROUPS: dict[str, tuple[str, ...]] = {
    "silence": (
        "silence_days", "silence_ratio", "silence_to_longest", "none_chance", "expected",
        "gap_mean", "gap_spread", "gap_longest", "gap_last", "gap_last_ratio",
    ),
    "frequency": (
        "purchases", *(f"purchases_{w}" for w in WINDOWS), "purchase_trend", "active_share",
    ),
    "money": (
        "amount", *(f"amount_{w}" for w in WINDOWS), "amount_trend", "amount_mean",
        "amount_last_ratio",
    ),
    "age": ("age_days",),
    "season": ("year_ago", "year_ago_known"),
    "breadth": ("products", "products_per_purchase", "products_new_share"),
    "returns": ("returned_share", "returned_recent"),
    "discounts": ("discount_share",),
}  # fmt: skip
CLOCK = (*GROUPS["silence"][:5],)  # what the same silence says in other words


def features(
    ledger: Ledger,
    cutoff: int,
    *,
    horizon_days: int,
    scored_days: int,
    model: BgNbd,
    usual_gap: float | None = None,
) -> pd.DataFrame:
    """Features of the customers who bought within ``scored_days`` before ``cutoff``.

    Returns
    -------
    One row per customer: ``customer`` (code), the columns of ``GROUPS`` that the records
    bring, ``value`` (net sales of the last year).
    """  # fmt: skip
    x, t_x, age, who = ledger.repeat(cutoff)
    keep = age - t_x < scored_days
    x, t_x, age, who = (v[keep] for v in (x, t_x, age, who))
    table = _rhythm(ledger, cutoff, who, usual_gap or ledger.usual_gap(cutoff))
    table["none_chance"] = model.probability_of_none(x, t_x, age, horizon_days)
    table["expected"] = model.expected_purchases(x, t_x, age, horizon_days)
    table |= _frequency(ledger, cutoff, who, horizon_days)
    table |= _money(ledger, cutoff, who)
    table |= _rest(ledger, cutoff, who)
    frame = pd.DataFrame(table, dtype=np.float32)
    frame.insert(0, "customer", who.astype(np.int32))
    return frame.assign(value=np.maximum(table["amount_365"], 0.0))


def names(frame: pd.DataFrame) -> list[str]:
    """Features that ``frame`` has, in the order of ``GROUPS``.

    Returns
    -------
    Column names.
    """
    return [name for group in GROUPS.values() for name in group if name in frame]


def _rhythm(ledger: Ledger, cutoff: int, who: np.ndarray, usual: float) -> dict[str, np.ndarray]:
    bought, start = ledger.bought, ledger.first[who]
    end = bought.place(cutoff)[who]
    gaps = end - start - 1
    silence = (cutoff - bought.day[end - 1]).astype(float)
    total = ledger.gap_sum[end] - ledger.gap_sum[start]
    squares = ledger.gap_squares[end] - ledger.gap_squares[start]
    mean = (total + GAP_PRIOR * usual) / (gaps + GAP_PRIOR)
    # an exponential habit has a spread as large as its mean
    spread = (squares + 2 * GAP_PRIOR * usual**2) / (gaps + GAP_PRIOR) - mean**2
    longest = np.where(gaps > 0, ledger.longest[end - 1], np.nan)
    latest = np.where(gaps > 0, ledger.gap[end - 1], np.nan)
    return {
        "silence_days": silence,
        "silence_ratio": silence / mean,
        "silence_to_longest": silence / (np.nan_to_num(longest, nan=usual) + 1),
        "gap_mean": mean,
        "gap_spread": np.sqrt(np.maximum(spread, 0)) / mean,
        "gap_longest": longest,
        "gap_last": latest,
        "gap_last_ratio": latest / mean,
        "age_days": (cutoff - bought.day[start]).astype(float),
        "purchases": (end - start).astype(float),
    }


def _frequency(
    ledger: Ledger, cutoff: int, who: np.ndarray, horizon_days: int
) -> dict[str, np.ndarray]:
    bought, start = ledger.bought, ledger.first[who]
    end = bought.place(cutoff)[who]
    table = {f"purchases_{w}": end - bought.place(cutoff - w)[who] for w in WINDOWS}
    before = bought.place(cutoff - 182)[who] - bought.place(cutoff - 364)[who]
    age = cutoff - bought.day[start]
    here = np.clip(age - 182, 0, 182) / 182  # a newcomer has no half-year before
    table["purchase_trend"] = np.log((table["purchases_182"] + 1) / (before + here + 1e-9 + 0.5))
    months = np.stack(
        [
            bought.place(cutoff - 30 * k)[who] > bought.place(cutoff - 30 * (k + 1))[who]
            for k in range(12)
        ]
    )
    table["active_share"] = months.sum(axis=0) / np.clip(age / 30 + 1, 1, 12)
    same = bought.place(cutoff - YEAR + horizon_days)[who] - bought.place(cutoff - YEAR)[who]
    table["year_ago"] = same
    table["year_ago_known"] = age >= YEAR
    return table


def _money(ledger: Ledger, cutoff: int, who: np.ndarray) -> dict[str, np.ndarray]:
    history, spent = ledger.history, ledger.sums["amount"]
    end, start = history.place(cutoff)[who], history.start[who]
    table = {f"amount_{w}": spent[end] - spent[history.place(cutoff - w)[who]] for w in WINDOWS}
    before = spent[history.place(cutoff - 182)[who]] - spent[history.place(cutoff - 364)[who]]
    last = ledger.bought.place(cutoff)[who] - 1
    count = last + 1 - ledger.first[who]
    table["amount"] = spent[end] - spent[start]
    mean = np.maximum(table["amount"], 0) / count
    floor = np.maximum(mean, 1e-9)
    recent = np.maximum(table["amount_182"], 0)
    table["amount_mean"] = mean
    table["amount_trend"] = np.log((recent + floor) / (np.maximum(before, 0) + floor))
    latest = ledger.bought.measures["amount"][last]
    table["amount_last_ratio"] = np.log(np.clip(latest / floor, 1e-3, 1e3))
    return table


def _rest(ledger: Ledger, cutoff: int, who: np.ndarray) -> dict[str, np.ndarray]:
    """Returns, and products and discounts where the records bring them."""
    history, sums = ledger.history, ledger.sums
    end, start = history.place(cutoff)[who], history.start[who]
    recent = history.place(cutoff - 182)[who]
    sales = np.maximum(sums["amount"][end] - sums["amount"][start], 0)
    gross = sales + sums["returned"][end] - sums["returned"][start] + 1e-9
    table = {
        "returned_share": (sums["returned"][end] - sums["returned"][start]) / gross,
        "returned_recent": (sums["returned"][end] - sums["returned"][recent]) / gross,
    }
    if "new_products" in sums:
        seen = sums["new_products"][end] - sums["new_products"][start]
        count = ledger.bought.place(cutoff)[who] - ledger.first[who]
        table["products"] = seen
        table["products_per_purchase"] = seen / count
        late = sums["new_products"][end] - sums["new_products"][recent]
        table["products_new_share"] = late / np.maximum(seen, 1)
    if "discount" in sums:
        given = sums["discount"][end] - sums["discount"][start]
        table["discount_share"] = given / np.maximum(sales + given, 1e-9)
    return table
