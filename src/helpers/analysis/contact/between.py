"""Do customers who hear from us more often buy more often? It is where the myth comes from."""

import numpy as np
import pandas as pd
import scipy

from helpers.analysis.contact.panel import Log
from helpers.estimates import Z95, Estimate
from helpers.given import when_given

LEAST = 10  # customers, for a rank correlation


def customers(bought: pd.DataFrame, log: Log) -> pd.DataFrame:
    """Contacts and purchases of each customer in the months of the log.

    Parameters
    ----------
    bought
        One row per customer and month with a purchase: ``customer``, ``month``, ``purchases``.

    Returns
    -------
    One row per customer with either: ``customer``, ``contacts``, ``purchases`` (counts).
    """
    inside = bought[bought["month"].between(log.first, log.last)]
    sent = log.rows[log.rows["month"].between(log.first, log.last)]
    both = pd.DataFrame(
        {
            "contacts": sent.groupby("customer")["contacts"].sum(),
            "purchases": inside.groupby("customer", observed=True)["purchases"].sum(),
        }
    )
    return both.fillna(0).astype("int64").rename_axis("customer").sort_index().reset_index()


@when_given
def rank_correlation(table: pd.DataFrame) -> Estimate | None:
    """Rank correlation (Spearman) of contacts and purchases, with the interval of Fisher.

    Returns
    -------
    −1 to 1; None where all are alike or too few.
    """
    if len(table) < LEAST or (table[["contacts", "purchases"]].nunique() < 2).any():
        return None
    rank = float(scipy.stats.spearmanr(table["contacts"], table["purchases"]).statistic)
    middle, half = np.arctanh(np.clip(rank, -0.999999, 0.999999)), Z95 / np.sqrt(len(table) - 3)
    return Estimate(rank, float(np.tanh(middle - half)), float(np.tanh(middle + half)))
