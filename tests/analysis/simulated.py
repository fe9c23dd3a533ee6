"""Customers whose habits are known, because we have made them."""

import numpy as np
import pandas as pd

FIRST, LAST = pd.Timestamp("2011-01-01"), pd.Timestamp("2013-12-31")
DAYS = (LAST - FIRST).days + 1


def steady(
    customers: int,
    *,
    seed: int,
    evenness: float = 1.0,
    spread: float = 0.7,
    a_month: tuple[float, float] = (1.5, 1.0),
) -> pd.DataFrame:
    """Purchases of customers who never change: ``date``, ``customer``, ``amount``.

    Parameters
    ----------
    evenness
        Shape of the gamma gaps: 1 is chance (Poisson), 4 even, 0.5 in bunches.
    spread
        Of the logarithm of amounts.
    a_month
        Shape and mean of the gamma from which each customer's rate is drawn.
    """
    chance = np.random.default_rng(seed)
    shape, mean = a_month
    rate = chance.gamma(shape, mean / shape, customers).clip(0.05) / 30.4
    parts = []
    for number, r in enumerate(rate):
        count = int(DAYS * r * 2 + 30 / min(evenness, 1))
        # the clock runs for a year before anybody looks, so that nobody starts together
        days = np.cumsum(chance.gamma(evenness, 1 / (evenness * r), count)) - 365 * chance.random()
        days = days[(days >= 0) & (days < DAYS)].astype(int)
        size = chance.lognormal(4 + chance.normal(), spread, len(days))
        parts.append(pd.DataFrame({"day": days, "customer": f"c{number:04}", "amount": size}))
    rows = pd.concat(parts, ignore_index=True)
    rows["date"] = FIRST + pd.to_timedelta(rows["day"], unit="D")
    return rows.drop(columns="day").assign(amount=rows["amount"].round(2))


def thinned(rows: pd.DataFrame, customers, *, since: str, keep: float, seed: int) -> pd.DataFrame:
    """Rows of which these customers keep only the share ``keep`` from a day on."""
    chance = np.random.default_rng(seed)
    hit = rows["customer"].isin(customers) & (rows["date"] >= since)
    return rows[~hit | (chance.random(len(rows)) < keep)]
