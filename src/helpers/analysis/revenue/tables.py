"""Which tables of the first chapter does the reader see, and which numbers do its charts draw?

Each takes a result of this chapter and gives the columns to show, in their order: of a chart
first what stands along the axis, then what is drawn.
"""

import pandas as pd

from helpers.analysis.revenue import lorenz as unequal
from helpers.analysis.revenue import pareto, portrait, vintages
from helpers.given import when_given

MOST_TRAITS = 15


@when_given
def curve(customers: pd.DataFrame) -> pd.DataFrame:
    """Pareto curve to draw: ``largest_first``, ``net_sales_share`` (both 0–1)."""
    return _shares(pareto.curve(customers), "largest_first")


@when_given
def curve_in_tenths(customers: pd.DataFrame) -> pd.DataFrame:
    """Pareto curve to read: ``customers_share``, ``net_sales_share`` (both 0–1)."""
    return _shares(pareto.curve(customers, points=11), "customers_share")


@when_given
def lorenz(customers: pd.DataFrame) -> pd.DataFrame:
    """Lorenz curve to draw: ``smallest_first``, ``net_sales_share`` (both 0–1)."""
    return _shares(unequal.lorenz(customers["amount"]), "smallest_first")


def _shares(drawn: pd.DataFrame, axis: str) -> pd.DataFrame:
    return drawn.rename(columns={"customers": axis, "money": "net_sales_share"})


@when_given
def lorenz_of_both(profits: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """Lorenz curves of both measures: ``smallest_first``, ``profit``, ``amount`` (all 0–1)."""
    both = unequal.lorenz_of_both(customers["amount"], profits["profit"])
    told = both.rename(columns={"customers": "smallest_first", "money": "amount"})
    return told[["smallest_first", "profit", "amount"]]


def ages(counted: pd.DataFrame) -> pd.DataFrame:
    """Net sales by the age of the relationship, the newest year first, in words.

    Returns
    -------
    ``year``, ``vintage``, ``customers``, ``amount`` (money), ``year_share`` (0–1).
    """
    told = vintages.in_words(counted).rename(columns={"share": "year_share"})
    return told[["year", "vintage", "customers", "amount", "year_share"]]


@when_given
def losses(profits: pd.DataFrame, customers: pd.DataFrame) -> pd.DataFrame:
    """Customers sold to below cost: ``customer``, ``amount``, ``profit`` (both money)."""
    return pareto.losses(profits, customers)[["customer", "amount", "profit"]]


@when_given
def traits(compared: pd.DataFrame) -> pd.DataFrame:
    """Traits that differ: ``trait``, ``key_share``, ``rest_share``, ``ratio`` and its ends."""
    shown = ["trait", "key_share", "rest_share", "ratio", "ratio_low", "ratio_high"]
    return portrait.in_words(compared)[shown]


@when_given
def most_telling(compared: pd.DataFrame) -> pd.DataFrame | None:
    """Traits that differ most, for a chart; None where none does.

    Returns
    -------
    ``trait``, ``rest_share``, ``key_share`` (both 0–1), ``ratio``.
    """
    shown = traits(compared).head(MOST_TRAITS)
    return shown[["trait", "rest_share", "key_share", "ratio"]] if len(shown) else None
