"""Invented shops: who buys what, and who is given how much off."""

import numpy as np
import pandas as pd

from helpers.analysis.definitions.serving import Window
from helpers.analysis.terms.given import given
from helpers.analysis.terms.ranks import rank_of, terms_of_each
from tests.analysis.sales import sales_table

YEAR = Window(tuple(pd.date_range("2025-01-01", periods=12, freq="MS")))


def lines_of(*rows):
    """Lines of sale; tuples are (customer, category, amount, discount)."""
    frame = pd.DataFrame(rows, columns=["customer", "category", "amount", "discount"])
    return sales_table(frame.assign(date=pd.Timestamp("2025-06-10"), cost=0.0))


def shop(seed, *, haggle=0.0, customers=400):
    """Customers of very unlike size; ``haggle`` is how much more often the small ones ask.

    A line has a discount with a chance of 0.3, and of the small ones with more: the size of the
    customer then decides over terms, else the category does alone.
    """
    rng = np.random.default_rng(seed)
    lines = np.maximum(3, rng.lognormal(2.2, 0.9, customers).astype(int))
    who = np.repeat(np.arange(customers), lines)
    category = rng.choice(["wide", "thin"], who.size, p=[0.4, 0.6])
    full = rng.lognormal(4, 0.5, who.size)
    small = (lines < np.median(lines))[who]
    off = rng.random(who.size) < np.where(small, 0.3 * (1 + haggle), 0.3)
    depth = off * np.where(category == "wide", 0.10, 0.03)
    days = pd.to_timedelta(rng.integers(0, 360, who.size), unit="D")
    return pd.DataFrame(
        {
            "date": pd.Timestamp("2025-01-02") + days,
            "customer": [f"{n:04d}" for n in who],
            "category": category,
            "amount": full * (1 - depth),
            "discount": full * depth,
            "cost": full * 0.6,
        }
    )


def ranked(frame, least=100):
    """Terms of each customer of a shop, with what they are counted from."""
    found = given(sales_table(frame), YEAR, newcomer_days=0)
    money = frame.groupby("customer")["amount"].sum().rename("net_sales").reset_index()
    rank = rank_of(len(money), least=least)
    return terms_of_each(found, money, rank), found, rank
