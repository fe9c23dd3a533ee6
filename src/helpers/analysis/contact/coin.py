"""What would a coin show? A trial drawn by lot, and how large a difference it could tell."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.analysis.contact import stop
from helpers.analysis.contact.panel import Log
from helpers.analysis.winback.ranking import in_control
from helpers.language import N_
from helpers.settings import ContactSettings

HALF = 0.5
TOO_COARSE = 1.0  # a doubling: nobody expects so much of a letter
SURE = 2.80  # standard errors: 95 % sure, and found four times out of five where it is there
LESS, AS_BEFORE = N_("less"), N_("as before")


class Coin(NamedTuple):
    """Customers of a trial, and what it can tell.

    ``table``: ``customer``, ``months_above``, ``purchases`` (of as many months as the trial
    lasts), ``coin`` (``LESS`` or ``AS_BEFORE``). ``least``: the smallest rise of purchases of one
    half over the other (a share) that such a trial shows; missing where nobody buys.
    """

    table: pd.DataFrame
    least: float


def coin(
    log: Log,
    bought: pd.DataFrame,
    wants: pd.Series,
    saturation: int | None,
    rules: ContactSettings,
) -> Coin | None:
    """Draw by lot who of those above the saturation gets less; None without a saturation.

    Parameters
    ----------
    bought
        One row per customer and month with a purchase: ``customer``, ``month``, ``purchases``.
    wants
        Whether each customer who was asked wants a relationship: who said no is in no trial.
    """
    if saturation is None:
        return None
    by = stop.lately(log, saturation, rules)
    no = stop.said_no(by["customer"].map(wants).astype("boolean"))
    by = by[(by["above"] > 0) & ~no].reset_index(drop=True)
    last = bought[bought["month"].between(log.last - rules.coin_months + 1, log.last)]
    purchases = last.groupby("customer", observed=True)["purchases"].sum()
    less = in_control(by["customer"], control_share=HALF, seed=rules.seed)
    table = pd.DataFrame(
        {
            "customer": by["customer"],
            "months_above": by["above"],
            "purchases": by["customer"].map(purchases).fillna(0).astype("int64"),
            "coin": np.where(less, LESS, AS_BEFORE),
        }
    )
    return Coin(table, least_difference(table["purchases"].to_numpy(float)))


def least_difference(purchases: np.ndarray) -> float:
    """Smallest rise that two halves of such customers show, by how unlike customers are.

    Returns
    -------
    Share (0.2 = a fifth more); missing for fewer than four customers, or without purchases.

    >>> round(least_difference(np.array([1.0, 3.0] * 100)), 2)
    0.22
    """
    many, mean = len(purchases), purchases.mean() if len(purchases) else 0.0
    if many < 4 or not mean > 0:
        return float("nan")
    error = np.sqrt(4 * purchases.var(ddof=1) / many) / mean  # of the logarithm of the ratio
    return float(np.expm1(SURE * error))
