"""What is left of the sales? Margin is net sales less cost, and an assumed share without costs.

A line without a cost says nothing about the margin. Who asks about single lines, about a
customer or about the company fills the gap differently, so each way has a name here.
"""

from typing import Any

import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.definitions.purchases import customer_days

COSTED_FROM = 0.5  # share of net sales whose cost is known, for profit to be told
MARGIN_PRIOR = 5.0  # purchases' worth of the company's margin, for a customer with few


def margin_of_lines(lines: Table, *, assumed: float) -> Any:
    """Margin of each line (money, an Ibis column); the ``assumed`` share without a cost.

    Returns
    -------
    One amount of money per line.
    """
    share = lines.amount.cast("float64") * assumed
    if "cost" not in lines.columns:
        return share
    return (lines.amount - lines.cost).cast("float64").fill_null(share)


def margin_days(lines: Table, *, assumed: float) -> pd.DataFrame:
    """Net sales and margin of each customer on each day with a line.

    Parameters
    ----------
    lines
        Rows of sale that name their customer.
    assumed
        Share of sales (0–1) where a line has no cost.

    Returns
    -------
    ``customer``, ``date``, ``net``, ``margin`` (money), in their order.
    """
    days = customer_days(lines, margin=margin_of_lines(lines, assumed=assumed).sum())
    days = days.mutate(net=days.net.cast("float64"), margin=days.margin.cast("float64"))
    frame = days.order_by("customer", "date").to_pandas()
    return frame.assign(date=pd.to_datetime(frame["date"]).astype("datetime64[s]"))


def margin_scaled(frame: pd.DataFrame, *, assumed: float) -> pd.Series:
    """Margin of each row (money): that of its costed lines, scaled to all its sales.

    Parameters
    ----------
    frame
        ``sales`` (net), and with costs ``costed`` (net sales of the lines whose cost is known) and
        ``profit`` (of the same lines).
    assumed
        Share of sales (0–1) where nothing is costed.

    Returns
    -------
    One amount of money per row.
    """
    if "profit" not in frame:
        return frame["sales"] * assumed
    costed = frame["costed"].fillna(0.0)
    own = np.where(costed > 0, frame["profit"] / costed.where(costed > 0, 1.0), assumed)
    return frame["sales"] * own


def profit_scaled(sums: pd.DataFrame) -> pd.Series:
    """Gross profit of each row (money), of a month, a customer, a company alike.

    It is the profit of the costed lines, scaled to all net sales. Where returns outweigh sales
    both are below nought, and the same holds.

    Parameters
    ----------
    sums
        ``sales`` (net) and, where any cost was brought, ``costed`` (net sales of the lines whose
        cost is known) and ``profit`` (of the same lines).

    Returns
    -------
    One amount of money per row; missing where less than half of the sales has a cost.

    >>> sums = {"sales": [100.0, -50.0], "costed": [50.0, -50.0], "profit": [20.0, -10.0]}
    >>> profit_scaled(pd.DataFrame(sums)).tolist()
    [40.0, -10.0]
    """
    if "costed" not in sums:
        return pd.Series(float("nan"), index=sums.index)
    money = sums[["sales", "costed", "profit"]].fillna(0.0)
    sales, costed = money["sales"], money["costed"]
    enough = costed * np.sign(sales) >= COSTED_FROM * sales.abs()
    times = (sales / costed.where(costed != 0, 1.0)).where(sales != 0, 1.0)
    return (money["profit"] * times).where(enough)


def margin_drawn(amount: np.ndarray, cost: np.ndarray, purchases: np.ndarray) -> np.ndarray:
    """Margin share of each customer, drawn to that of the company where it has few purchases.

    ``amount`` and ``cost`` are sums over the lines whose cost is known.

    >>> margin_drawn(np.array([100.0, 0.0]), np.array([50.0, 0.0]), np.array([5, 1])).tolist()
    [0.5, 0.5]
    """
    total = max(float(amount.sum()), 1e-9)
    company = float((amount - cost).sum()) / total
    own = np.where(amount > 0, 1 - cost / np.where(amount > 0, amount, 1), company)
    return (np.clip(own, -1, 1) * purchases + company * MARGIN_PRIOR) / (purchases + MARGIN_PRIOR)


def margin_moved(share: np.ndarray, amount: np.ndarray, cost: np.ndarray) -> float:
    """How far the margin of the same customers has moved from ``share`` (0–1) of all records.

    ``amount`` and ``cost`` are sums of the last months alone, over the lines whose cost is known.
    Added to every share, it makes the margin of these months come out as it was, whoever bought.

    Returns
    -------
    Share of sales; nothing where nothing with a cost was sold.

    >>> margin_moved(np.array([0.5, 0.1]), np.array([100.0, 0.0]), np.array([80.0, 0.0]))
    -0.3
    """
    sold = float(amount.sum())
    return float((amount - cost).sum() - (share * amount).sum()) / sold if sold > 0 else 0.0


def company_margin(sales: Table, *, assumed: float) -> float:
    """Margin of all lines whose cost is known, as a share of their sales; else ``assumed``.

    Returns
    -------
    Share of sales; below 0 where sales do not cover the cost.
    """
    if "cost" not in sales.columns:
        return assumed
    known = sales.filter(sales.cost.notnull())
    sums = known.aggregate(
        amount=known.amount.sum().cast("float64"), cost=known.cost.sum().cast("float64")
    ).to_pandas()
    amount, cost = sums.iloc[0].to_numpy(float)
    return float(1 - cost / amount) if np.isfinite(amount) and amount > 0 else assumed
