"""How much future value is there, in whose hands, and how far can the sum be believed?"""

import numpy as np
import pandas as pd

from helpers.analysis.lifetime import backtest as backtest
from helpers.analysis.models.bgnbd import BgNbd
from helpers.estimates import Estimate
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail

BEFORE = N_("came before the records")
LEAST_GROUP = 5  # customers; a mean of fewer says nothing
MATTERS_FROM = 0.10


def totals(by_months: dict[int, pd.DataFrame]) -> pd.DataFrame:
    """Expected purchases and value of all customers, one row per number of months ahead."""
    rows = [
        (months, table["expected_purchases"].sum(), table["expected_value"].sum())
        for months, table in sorted(by_months.items())
    ]
    return pd.DataFrame(rows, columns=["months", "expected_purchases", "expected_value"])


def total(table: pd.DataFrame, *, months: int, margin_known: bool) -> Finding | None:
    """Say what the customers of today may bring; None when there are none."""
    if table.empty or not table["expected_value"].sum() > 0:
        return None
    value = float(table["expected_value"].sum())
    return Finding(
        key="lifetime.total",
        message=N_(
            "Today's customers are expected to bring %(value)s of margin over the next %(months)s "
            "months, in today's money; half of them together less than %(half)s each"
        ),
        numbers={
            "value": Number(value, "money"),
            "months": Number(months),
            "half": Number(float(table["expected_value"].median()), "money"),
        },
        trail=Trail("lifetime", len(table)),
        money=value,
        certainty="estimated" if margin_known else "assumed",
    )


def concentration(table: pd.DataFrame, *, top: float) -> Finding | None:
    """Say how much of the future lies with the most valuable customers.

    ``table``: most valuable first, with ``share_so_far`` (0–1).
    """
    n = int(np.ceil(round(len(table) * top, 9)))
    if len(table) * top < 1 or not table["expected_value"].sum() > 0:
        return None
    best, taken = table["expected_value"].head(n).sum(), table["expected_value"].clip(upper=0).sum()
    message = N_(
        "The most valuable %(top)s of customers (%(n)s of %(of)s) hold %(share)s of the "
        "margin to come, %(money)s"
    )
    numbers = {
        "top": Number(top, "percent"),
        "n": Number(n),
        "of": Number(len(table)),
        "share": Number(float(table["share_so_far"].iloc[n - 1]), "percent"),
        "money": Number(float(best), "money"),
    }
    if taken < 0:  # shares are of what comes in; the total of all is smaller
        message = N_(
            "The most valuable %(top)s of customers (%(n)s of %(of)s) hold %(share)s of the "
            "margin that comes in, %(money)s; customers sold to at a loss take %(taken)s of it away"
        )
        numbers["taken"] = Number(float(-taken), "money")
    return Finding(
        key="lifetime.concentration",
        message=message,
        numbers=numbers,
        trail=Trail("lifetime", n),
        money=float(best),
        certainty="estimated",
    )


def year_of_coming(first: pd.DataFrame) -> pd.Series:
    """Vintage of each customer: the year of the first purchase, or 'before the records'.

    ``first``: ``customer``, ``first`` (day), ``before`` (yes/no).
    """
    year = pd.to_datetime(first["first"]).dt.year.astype("Int64").astype("string")
    group = year.where(~first["before"].astype(bool), tr(BEFORE))
    return pd.Series(group.to_numpy(object), index=pd.Index(first["customer"]))


def by_group(table: pd.DataFrame, group: pd.Series, *, seed: int) -> pd.DataFrame:
    """Value of the relationships of each group, with the interval of its mean.

    Returns
    -------
    ``group``, ``customers``, ``mean``, ``low``, ``high`` (money a customer), ``total``,
    ``share`` (0–1); groups under ``LEAST_GROUP`` customers are left out.
    """
    told = table.assign(group=table["customer"].map(group)).dropna(subset="group")
    whole = max(float(told["expected_value"].sum()), 1e-9)
    rows = []
    for name, part in told.groupby("group", sort=True):
        values = part["expected_value"].to_numpy(float)
        if values.size < LEAST_GROUP:
            continue
        # anew for each group: their order follows their names, which differ by language
        rng = np.random.default_rng(seed)
        draws = [values[rng.integers(0, values.size, values.size)].mean() for _ in range(300)]
        low, high = np.quantile(draws, [0.025, 0.975])
        rows.append((name, len(part), values.mean(), low, high, values.sum(), values.sum() / whole))
    columns = ["group", "customers", "mean", "low", "high", "total", "share"]
    return pd.DataFrame(rows, columns=columns)


def dearest(groups: pd.DataFrame, key: str) -> Finding | None:
    """Say which group's customers are worth most; None without two groups, or without money."""
    if len(groups) < 2:
        return None
    order = groups.sort_values(["mean", "group"], ascending=[False, True])
    top, last = order.iloc[0], order.iloc[-1]
    if not top["mean"] > 0:
        return None
    apart = bool(top["low"] > last["high"])
    return Finding(
        key=f"lifetime.{key}",
        message=N_(
            "A customer of the group “%(top)s” is worth %(most)s, one of “%(last)s” %(least)s"
        )
        if apart
        else N_(
            "The groups do not differ beyond chance: from %(least)s (“%(last)s”) to %(most)s "
            "(“%(top)s”) a customer"
        ),
        numbers={
            "top": Number(str(top["group"]), "text"),
            "most": Number(float(top["mean"]), "money"),
            "last": Number(str(last["group"]), "text"),
            "least": Number(float(last["mean"]), "money"),
        },
        trail=Trail(f"lifetime_{key}", len(groups)),
        certainty="estimated",
    )


def back_test_in_words(tested: backtest.BackTest) -> pd.DataFrame:
    """Errors of the model and of the two simple ways, with names for the reader."""
    return tested.table.assign(name=[tr(backtest.NAMES[name]) for name in tested.table["model"]])


def covered(tested: backtest.BackTest) -> Finding:
    """Say how many customers stayed inside their interval in the hidden months."""
    return Finding(
        key="lifetime.covered",
        message=N_(
            "Inside its interval, which should hold 95 of 100 customers, was what %(share)s of "
            "customers brought in the hidden months"
        ),
        numbers={"share": Number(tested.covered, "percent")},
        trail=Trail("lifetime", len(tested.customers)),
    )


def cautions(counts: BgNbd, values_how: str, dependent: Estimate, *, came_back: int) -> list[str]:
    """What the model takes for granted and these records do not bear out."""
    said = []
    if not came_back:
        said.append(
            tr(
                "No customer has bought twice: the number of purchases to come is an assumption "
                "of the model, not something learned from these records."
            )
        )
    elif not counts.converged or values_how != "likelihood":
        said.append(
            tr(
                "The records alone do not settle the model; cautious assumptions decide where they "
                "are silent. Take the order of the customers from it, not the sums."
            )
        )
    # NaN compares false
    if abs(dependent.value) > MATTERS_FROM and not dependent.low <= 0 <= dependent.high:
        said.append(
            tr(
                "Those who buy more often also spend more, or less, at a purchase. The model takes "
                "the two for independent, so that its values for the most frequent buyers are off."
            )
        )
    return said


def to_keep(table: pd.DataFrame, names: pd.Series, first: int) -> pd.DataFrame:
    """Most valuable customers, with ``name``."""
    rows = table.head(first)
    return rows.assign(name=rows["customer"].map(names).fillna(rows["customer"]))
