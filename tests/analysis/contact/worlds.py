"""Customers who come and go, and contacts whose effect is known because we have made it."""

import numpy as np
import pandas as pd

from helpers.analysis.contact.panel import Log

MONTHS = 36
PLANTED = (1.30, 1.60, 1.60)  # after one contact, two, three and more
NOTHING = (1.0, 1.0, 1.0)


def world(seed, *, customers=1200, lift=PLANTED, later=0.0):
    """Purchases and contacts by customer and month; only who is there is written to.

    ``later``: how much more likely a contact is in the month after a purchase.
    """
    chance = np.random.default_rng(seed)
    come = np.where(chance.random(customers) < 0.5, 0, chance.integers(0, MONTHS - 6, customers))
    stay = chance.geometric(0.04, customers)
    rate, often = chance.gamma(1.2, 0.5, customers), chance.gamma(1.5, 0.4, customers)
    season = 1 + 0.3 * np.sin(np.arange(MONTHS))
    bought, sent = np.zeros((customers, MONTHS), int), np.zeros((customers, MONTHS), int)
    times = np.array([1.0, *lift])
    for month in range(MONTHS):
        here = (come <= month) & (month < come + stay)
        before = sent[:, month - 1] if month else np.zeros(customers, int)
        mean = rate * season[month] * times[np.minimum(before, 3)]
        bought[:, month] = np.where(here, chance.poisson(mean), 0)
        after = 1 + later * (bought[:, month - 1] > 0) if month else 1.0
        sent[:, month] = np.where(here, chance.poisson(often * season[month] * after), 0)
    return long(bought, "purchases"), log(sent)


def long(table, name):
    """One row per customer and month with a count."""
    customer, month = np.nonzero(table)
    codes = np.array([f"{one:05}" for one in range(len(table))])
    return pd.DataFrame(
        {"customer": codes[customer], "month": month, name: table[customer, month].astype(float)}
    )


def log(sent, ours=None):
    """Log of contacts that covers all months."""
    rows = long(sent, "contacts")
    return Log(rows.assign(ours=rows["contacts"]), 0, sent.shape[1] - 1)
