"""Customers who follow BG/NBD to the letter, with their future."""

import numpy as np
import pandas as pd

START = pd.Timestamp("2020-01-01")


def bgnbd_sales(
    customers: int,
    *,
    seed: int,
    days: int = 730,
    r: float = 0.8,
    alpha: float = 40.0,
    a: float = 0.9,
    b: float = 4.0,
    spread: float = 0.5,
) -> pd.DataFrame:
    """Purchases of customers who come all through the first two thirds of ``days``."""
    rng = np.random.default_rng(seed)
    parts = []
    for number in range(customers):
        rate, leaving = rng.gamma(r, 1 / alpha), max(rng.beta(a, b), 1e-3)
        first = rng.uniform(0, days * 2 / 3)
        count = int(rng.geometric(leaving))
        gaps = rng.exponential(1 / max(rate, 1e-9), min(count - 1, 2000))
        at = first + np.concatenate([[0.0], np.cumsum(gaps)])
        at = np.unique(at[at < days].astype(int))
        mean = rng.lognormal(4, 0.6)
        parts.append((at, np.full(at.size, number), mean * rng.lognormal(0, spread, at.size)))
    day, number, amount = (np.concatenate(values) for values in zip(*parts, strict=True))
    return pd.DataFrame(
        {
            "date": START + pd.to_timedelta(day, unit="D"),
            "customer": [f"c{n:05}" for n in number],
            "amount": amount.round(2),
        }
    )


def alike_sales(customers: int, *, seed: int, days: int = 540, rate: float = 1 / 60):
    """Purchases of customers who do not differ: one rate, no memory, nobody leaves."""
    rng = np.random.default_rng(seed)
    count = rng.poisson(rate * days, customers)
    number = np.repeat(np.arange(customers), count)
    return pd.DataFrame(
        {
            "date": START + pd.to_timedelta(rng.integers(0, days, count.sum()), unit="D"),
            "customer": [f"c{n:05}" for n in number],
            "amount": 100.0,
        }
    )


def day_number(days_after: int) -> int:
    """Day so many days after the first one of the generated customers, as a history counts it."""
    return int((START - pd.Timestamp("1970-01-01")).days) + days_after


def rhythmic_sales(customers: int, *, seed: int, days: int = 900) -> pd.DataFrame:
    """Purchases at a steady rhythm of each customer's own, until it leaves for good.

    BG/NBD, for which every day is as good as any other, is wrong about such customers.
    """
    rng = np.random.default_rng(seed)
    parts = []
    for number in range(customers):
        gap, first = rng.uniform(15, 75), rng.uniform(0, days / 2)
        gaps = gap * rng.normal(1, 0.1, 80)
        at = first + np.concatenate([[0.0], np.cumsum(gaps)])
        at = at[at < min(days, first + rng.exponential(600))].astype(int)
        parts.append(pd.DataFrame({"day": at, "customer": f"c{number:04}"}))
    lines = pd.concat(parts, ignore_index=True)
    dates = START + pd.to_timedelta(lines["day"], unit="D")
    amounts = rng.lognormal(4, 0.5, len(lines))
    return pd.DataFrame({"date": dates, "customer": lines["customer"], "amount": amounts})
