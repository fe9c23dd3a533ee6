"""Would the lifetime values have come true?

The last part of the records is hidden, the value of that part is foretold from the rest, and
the answer is compared with two ways that need no model: carrying the last period forward, and
own average × expected purchases.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.definitions.history import History, as_date, as_day
from helpers.analysis.definitions.purchases import is_purchase
from helpers.analysis.lifetime.worth import Lifetime, fit_lifetime, last_period, simulated_ends
from helpers.language import N_
from helpers.periods import DAYS_IN_MONTH

LEAST_MONTHS = 2
OURS = "bgnbd_gamma_gamma"
NAMES = {
    OURS: N_("BG/NBD with Gamma-Gamma"),
    "carry_forward": N_("Last period carried forward"),
    "own_average": N_("Own average × expected purchases"),
}


@dataclass(frozen=True)
class BackTest:
    """Foretold and real sales of the hidden months.

    ``customers``: ``customer``, ``purchases`` and ``amount`` that came, the expected ones,
    ``low`` and ``high``, and a column of foretold sales for each way. ``table``: one row per
    way with its errors. ``covered``: share of customers inside their interval.
    """

    customers: pd.DataFrame
    table: pd.DataFrame
    months: int
    covered: float


def back_test(history: History, *, months: int, seed: int) -> BackTest | None:
    """Hide the last ``months`` (at most a third of the records) and foretell them.

    None when a third of the records is shorter than two months.

    Returns
    -------
    Foretold and real net sales (money) by customer, and errors by way of foretelling.
    """
    covered = history.as_of - int(history.day.min()) if history.day.size else 0
    months = min(months, int(covered / DAYS_IN_MONTH / 3))
    if months < LEAST_MONTHS:
        return None
    cut = as_day(as_date(history.as_of) - pd.DateOffset(months=months))
    past = history.until(cut)
    fitted = fit_lifetime(past, margin=1.0, seed=seed)  # net sales are foretold
    customers = _foretold(fitted, past, history, cut, months, seed)
    inside = customers["amount"].between(customers["low"] - 1e-6, customers["high"] + 1e-6)
    return BackTest(customers, _errors(customers), months, float(inside.mean()))


def _foretold(
    fitted: Lifetime, past: History, whole: History, cut: int, months: int, seed: int
) -> pd.DataFrame:
    table, days = fitted.customers, whole.as_of - cut
    who = table["code"].to_numpy()
    x, t_x, age = (table[c].to_numpy(float) for c in ("x", "t_x", "age"))
    expected = fitted.counts.expected_purchases(x, t_x, age, days)
    later = whole.day > cut
    low, high, buys = simulated_ends(fitted, table, months=months, seed=seed)
    each = fitted.values.expected_value(table["purchases"], table["mean_value"])
    return pd.DataFrame(
        {
            "customer": fitted.names.to_numpy()[who],
            "purchases": _count(whole, later & is_purchase(whole.measures["amount"]))[who],
            "amount": np.maximum(_total(whole, later)[who], 0),
            "expected_purchases": expected,
            OURS: expected * each,
            "carry_forward": last_period(past, who, days=days),
            "own_average": expected * table["mean_value"].to_numpy(),
            "low": low,
            "high": np.maximum(high, expected * each / buys),
        }
    )


def _errors(customers: pd.DataFrame) -> pd.DataFrame:
    actual = customers["amount"].to_numpy()
    rows = []
    for name in NAMES:
        expected = customers[name].to_numpy()
        same = np.ptp(actual) == 0 or np.ptp(expected) == 0
        rows.append(
            {
                "model": name,
                "expected": expected.sum(),
                "actual": actual.sum(),
                "mean_error": np.abs(expected - actual).mean(),
                "root_square_error": np.sqrt(((expected - actual) ** 2).mean()),
                "rank_correlation": np.nan
                if same
                else scipy.stats.spearmanr(expected, actual).statistic,
            }
        )
    return pd.DataFrame(rows)


def _total(history: History, rows: np.ndarray) -> np.ndarray:
    chosen = history.measures["amount"][rows]
    return np.bincount(history.customer[rows], chosen, minlength=len(history))


def _count(history: History, rows: np.ndarray) -> np.ndarray:
    return np.bincount(history.customer[rows], minlength=len(history))
