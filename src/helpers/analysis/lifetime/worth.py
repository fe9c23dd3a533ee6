"""What will each relationship bring?

Customer lifetime value by BG/NBD (how many purchases) and Gamma-Gamma (how much at each),
discounted, on margin where costs are known. The intervals say what a customer may really
bring: they hold the doubt about the parameters and the luck of single purchases.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.definitions.history import History
from helpers.analysis.definitions.ledger import Ledger
from helpers.analysis.definitions.margins import margin_drawn, margin_moved
from helpers.analysis.models.bgnbd import BgNbd, fit_bgnbd
from helpers.analysis.models.gamma_gamma import GammaGamma, fit_gamma_gamma
from helpers.estimates import Estimate
from helpers.periods import DAYS_IN_MONTH, YEAR, days_in

FIT_AT_MOST = 50_000  # customers
DRAWS = 200  # futures of each customer
DRAWS_PER_PARAMETERS = 10
SIMULATED_AT_ONCE = 20_000  # customers


@dataclass(frozen=True)
class Lifetime:
    """Fitted models and the customers they speak of.

    ``customers``: one row per customer with ``code``, ``x``, ``t_x``, ``age`` (days),
    ``purchases``, ``mean_value`` (net sales per purchase), ``mean_purchase`` and ``mean_log``
    (of the days of purchase, returns apart), ``margin`` (share of sales, at the level of the last
    twelve months).
    """

    customers: pd.DataFrame
    counts: BgNbd
    values: GammaGamma
    names: pd.Index
    as_of: int
    margin_known: bool


def fit_lifetime(history: History, *, margin: float, seed: int) -> Lifetime:
    """Fit both models on everybody who bought by ``history.as_of``.

    ``margin`` (share of sales) is an assumption, used only where the records have no cost.

    Returns
    -------
    Models in days and money, and the customers who bought.
    """
    ledger = Ledger(history)
    x, t_x, age, who = ledger.repeat(history.as_of)
    spent = _sums(history, "amount")[who]
    bought = x + 1
    costed = "cost" in history.measures
    share = np.full(who.size, margin)
    if costed:
        sold, cost = (_sums(history, name)[who] for name in ("costed", "cost"))
        share = margin_drawn(sold, cost, purchases=bought)
        late = history.day > history.as_of - YEAR
        share += margin_moved(share, *(_sums(history, x, late)[who] for x in ("costed", "cost")))
    customers = pd.DataFrame(
        {
            "code": who,
            "x": x,
            "t_x": t_x,
            "age": age,
            "purchases": bought,
            "mean_value": np.maximum(spent, 0) / bought,
            "margin": share,
        }
    )
    customers["mean_purchase"], customers["mean_log"] = _purchases(ledger, who, bought)
    some = customers
    if len(some) > FIT_AT_MOST:
        some = some.sample(FIT_AT_MOST, random_state=seed)
    counts = fit_bgnbd(some["x"], some["t_x"], some["age"], prior_age=YEAR)
    values = fit_gamma_gamma(some["purchases"], some["mean_purchase"], mean_log=some["mean_log"])
    # fitted on days of purchase, asked for net sales: returns take the same share from all
    values = replace(values, v=values.v * _kept(spent, customers["mean_purchase"] * bought))
    return Lifetime(customers, counts, values, history.customers, history.as_of, costed)


def lifetime(
    fitted: Lifetime,
    *,
    months: int,
    discount_rate_year: float,
    seed: int,
    own_average: bool = False,
    widen: float = 1.0,
) -> pd.DataFrame:
    """Value of each customer over the ``months`` to come, the dearest first.

    Parameters
    ----------
    own_average
        A purchase is worth what the customer's own ones were, without Gamma-Gamma.
    widen
        Times that the ends stand further from the expected value.

    Returns
    -------
    ``customer``, ``expected_purchases``, ``expected_value`` (discounted margin), ``low`` and
    ``high`` (ends of the 95 % interval of what the customer may bring; where nearly all futures
    bring nothing, the upper one is what is expected of a customer who buys at all).
    """
    table = fitted.customers
    if not len(table):
        return pd.DataFrame(
            columns=["customer", "expected_purchases", "expected_value", "low", "high"]
        )
    key = ["x", "t_x", "age"]
    alike = table[key].drop_duplicates()
    steps = _expected_by_month(fitted.counts, alike, months)
    today = steps @ discounts(months, rate_year=discount_rate_year)
    alike = alike.assign(expected_purchases=steps.sum(axis=1), discounted_purchases=today)
    table = table.merge(alike, on=key, how="left")
    each = fitted.values.expected_value(table["purchases"], table["mean_value"])
    each = (table["mean_value"] if own_average else each) * table["margin"]
    discount = table["discounted_purchases"] / np.maximum(table["expected_purchases"], 1e-12)
    low, high, buys = simulated_ends(fitted, table, months=months, seed=seed)
    worth = each * table["discounted_purchases"]
    scale = discount * table["margin"]
    ends = np.stack([low * scale, high * scale, worth, worth / buys])
    ends = _wider(ends, worth, widen, floor=table["margin"])
    fine = _decimals(float(table["mean_purchase"].max()))
    each_worth = pd.DataFrame(
        {
            "customer": fitted.names.to_numpy()[table["code"]],
            "expected_purchases": table["expected_purchases"].round(4),
            "expected_value": worth.round(fine),
            "low": ends.min(axis=0).round(fine),
            "high": ends.max(axis=0).round(fine),
        }
    )
    order = ["expected_value", "customer"]
    return each_worth.sort_values(order, ascending=[False, True], ignore_index=True)


def last_period(history: History, who: np.ndarray, *, days: int) -> np.ndarray:
    """Net sales of the last ``days`` of each customer, at least nothing.

    Returns
    -------
    Money for each of ``who`` (codes).
    """
    late = history.day > history.as_of - days
    sums = np.bincount(history.customer[late], history.measures["amount"][late], len(history))
    return np.maximum(sums[who], 0.0)


def carried(
    fitted: Lifetime, history: History, *, months: int, discount_rate_year: float
) -> pd.DataFrame:
    """Value of each customer when the last ``months`` come again, the dearest first.

    Returns
    -------
    The columns of :func:`lifetime`; without ends, which this way does not know.
    """
    table, days = fitted.customers, days_in(months)
    who = table["code"].to_numpy()
    late = history.purchases.day > history.as_of - days
    bought = np.bincount(history.purchases.customer[late], minlength=len(history))
    today = discounts(months, rate_year=discount_rate_year).mean()
    found = pd.DataFrame(
        {
            "customer": fitted.names.to_numpy()[who],
            "expected_purchases": bought[who].astype("float64"),
            "expected_value": last_period(history, who, days=days) * table["margin"] * today,
            "low": np.nan,
            "high": np.nan,
        }
    )
    order = ["expected_value", "customer"]
    return found.sort_values(order, ascending=[False, True], ignore_index=True)


def totals(by_months: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """What all customers together are expected to bring.

    Returns
    -------
    One row per number of months ahead: ``months``, ``expected_purchases`` (count),
    ``expected_value`` (discounted margin, money).
    """
    rows = [
        (months, table["expected_purchases"].sum(), table["expected_value"].sum())
        for months, table in sorted(by_months.items())
    ]
    return pd.DataFrame(rows, columns=["months", "expected_purchases", "expected_value"])


def discounts(months: int, *, rate_year: float) -> np.ndarray:
    """Worth today of money that comes in each month ahead, in the middle of it (0–1).

    >>> discounts(2, rate_year=0.12).round(4).tolist()
    [0.9953, 0.9859]
    """
    return (1 + rate_year) ** (-(np.arange(months) + 0.5) / 12)


def simulated_ends(
    fitted: Lifetime, table: pd.DataFrame, *, months: int, seed: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """2.5 % and 97.5 % points of the net sales that each customer may bring, undiscounted.

    Returns
    -------
    Two amounts of money for each row of ``table``, and the chance that it buys at all (never
    quite nothing).
    """
    rng = np.random.default_rng(seed)
    models = [
        (fitted.counts.drawn(rng), fitted.values.drawn(rng))
        for _ in range(DRAWS // DRAWS_PER_PARAMETERS)
    ]
    ends = [np.zeros((3, 0))]
    for first in range(0, len(table), SIMULATED_AT_ONCE):
        part = table.iloc[first : first + SIMULATED_AT_ONCE]
        sums = np.concatenate([_futures(rng, *pair, part, days_in(months)) for pair in models])
        buys = np.maximum((sums > 0).mean(axis=0), 0.5 / DRAWS)
        ends.append(np.vstack([np.quantile(sums, [0.025, 0.975], axis=0), buys]))
    low, high, buys = np.concatenate(ends, axis=1)
    return low, high, buys


def _wider(ends: np.ndarray, worth: pd.Series, times: float, *, floor: pd.Series) -> np.ndarray:
    """Lowest and highest of the ends, moved away from the expected value, not beyond nothing."""
    middle = worth.to_numpy(float)
    low, high = (middle + times * (end - middle) for end in (ends.min(axis=0), ends.max(axis=0)))
    earns = floor.to_numpy(float) >= 0
    return np.stack(
        [np.where(earns, np.maximum(low, 0.0), low), np.where(earns, high, np.minimum(high, 0.0))]
    )


def independence(fitted: Lifetime) -> Estimate:
    """Rank correlation of value and number of purchases among those who came back.

    Gamma-Gamma takes it for zero. Fisher's interval with the correction of Bonett & Wright
    (2000).

    Returns
    -------
    −1 to 1; missing, with the widest interval, where fewer than five came back.
    """
    again = fitted.customers[fitted.customers["purchases"] > 1]
    if len(again) < 5 or (again[["purchases", "mean_value"]].nunique() < 2).any():
        return Estimate(float("nan"), -1.0, 1.0)
    r = float(scipy.stats.spearmanr(again["purchases"], again["mean_value"]).statistic)
    half = 1.96 * np.sqrt((1 + r**2 / 2) / (len(again) - 3))
    near = np.arctanh(np.clip(r, -0.999999, 0.999999))
    return Estimate(r, float(np.tanh(near - half)), float(np.tanh(near + half)))


def _futures(
    rng: np.random.Generator, counts: BgNbd, values: GammaGamma, part: pd.DataFrame, days: int
) -> np.ndarray:
    """Sales of some futures: a customer buys until the horizon, or until it leaves for good."""
    shape = (DRAWS_PER_PARAMETERS, len(part))
    x, t_x, age = (part[c].to_numpy(float) for c in ("x", "t_x", "age"))
    alive = rng.random(shape) < counts.probability_alive(x, t_x, age)
    rate = rng.gamma(counts.r + x, 1 / (counts.alpha + age), shape)
    leaving = np.clip(rng.beta(counts.a, counts.b + x, shape), 1e-9, 1 - 1e-9)
    bought = np.minimum(rng.poisson(np.minimum(rate * days, 1e6)), rng.geometric(leaving)) * alive
    n, z = part["purchases"].to_numpy(float), part["mean_value"].to_numpy(float)
    scale = rng.gamma(values.q + values.p * n, 1 / (values.v + n * z), shape)
    return rng.gamma(np.maximum(values.p * bought, 1e-9)) / scale * (bought > 0)


def _decimals(largest: float) -> int:
    """Places after the point: cents, and more where purchases are counted in millions."""
    return 2 if largest > 1 else int(3 - np.floor(np.log10(max(largest, 1e-12))))


def _expected_by_month(counts: BgNbd, alike: pd.DataFrame, months: int) -> np.ndarray:
    x, t_x, age = (alike[c].to_numpy(float) for c in ("x", "t_x", "age"))
    until = [
        counts.expected_purchases(x, t_x, age, DAYS_IN_MONTH * month)
        for month in range(1, months + 1)
    ]
    return np.diff(np.column_stack(until), axis=1, prepend=0.0)


def _purchases(
    ledger: Ledger, who: np.ndarray, bought: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Mean, and mean logarithm, of the value of a customer's days of purchase."""
    code, value = ledger.bought.customer, ledger.bought.measures["amount"]
    size = len(ledger.history)
    mean = np.bincount(code, value, minlength=size)[who] / bought
    return mean, np.bincount(code, np.log(value), minlength=size)[who] / bought


def _kept(net: np.ndarray, bought: pd.Series) -> float:
    """Share of what was bought that returns have left, never quite nothing."""
    return max(float(net.sum()) / max(float(bought.sum()), 1e-12), 1e-12)


def _sums(history: History, name: str, rows: np.ndarray | slice = slice(None)) -> np.ndarray:
    sums = history.measures[name][rows]
    return np.bincount(history.customer[rows], sums, minlength=len(history))
