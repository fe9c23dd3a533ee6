"""Which tables about the worth of relationships does the reader see?"""

import pandas as pd

from helpers.analysis.lifetime import worth
from helpers.analysis.lifetime.acquisition import enough
from helpers.analysis.lifetime.backtest import NAMES, BackTest
from helpers.analysis.lifetime.referrals import LINES
from helpers.analysis.lifetime.trial import Verdict
from helpers.analysis.revenue import pareto
from helpers.language import tr

LISTED = 50  # customers of a list
MEAN = {"value": "mean", "low": "low", "high": "high", "kind": "money"}
PRICE = {"before": "cost_per_customer", "after": "first_margin"}
KEEP = ["customer", "expected_purchases", "expected_value", "value_low", "value_high"]
ERRORS = ["way", "expected", "actual", "mean_error", "rank_correlation"]
RESULT = ["customer", "expected_purchases", "expected_value", "low", "high"]
ACQUISITION = ["channel", "spend", "new_customers", "cost_per_customer", "first_margin",
               "first_margin_low", "first_margin_high", "payback_month"]  # fmt: skip


def result(values: pd.DataFrame, verdict: Verdict) -> pd.DataFrame:
    """Columns of the result table ``lifetime``: an order without sums where none may be told."""
    if verdict.sums:
        return values[RESULT]
    order = values[["customer"]] if verdict.order else values[["customer"]].head(0)
    return order.reindex(columns=RESULT)


def kept_totals(ahead: dict[int, pd.DataFrame], verdict: Verdict) -> pd.DataFrame:
    """Result table ``lifetime_totals``; no rows where no sum may be told."""
    return verdict.told(worth.totals(ahead))


def totals(ahead: dict[int, pd.DataFrame], verdict: Verdict) -> pd.DataFrame:
    """What all customers together are expected to bring; nothing where no sum may be told.

    Returns
    -------
    One row per span: ``months_ahead``, ``purchases_ahead`` (count), ``value_ahead`` (money), and
    the ends ``value_low`` and ``value_high`` that the trial allows.
    """
    table = worth.totals(ahead).set_axis(["months_ahead", "purchases_ahead", "value_ahead"], axis=1)
    ends = [verdict.of(value) for value in table["value_ahead"]]
    table = table.assign(value_low=[e.low for e in ends], value_high=[e.high for e in ends])
    return verdict.told(table) if len(ahead[max(ahead)]) else table.head(0)


def errors(tested: BackTest | None) -> pd.DataFrame | None:
    """Result table ``lifetime_back_test``; None where nothing could be foretold."""
    return None if tested is None else tested.table


def back_test(tested: BackTest | None) -> pd.DataFrame | None:
    """Errors of the model and of the two simple ways, with ``way`` in the reader's words."""
    if tested is None:
        return None
    return tested.table.assign(way=[tr(NAMES[name]) for name in tested.table["model"]])[ERRORS]


def curve(values: pd.DataFrame) -> pd.DataFrame:
    """Which share of customers holds which share of the margin to come (both 0–1)."""
    names = {"customers": "most_valuable", "money": "margin_ahead"}
    return pareto.curve(values).rename(columns=names)


def top_point(values: pd.DataFrame, *, top: float) -> tuple[float, float] | None:
    """Point of the curve at which the most valuable customers end; None without customers."""
    return pareto.point_at(values, top=top) if len(values) else None


def to_keep(values: pd.DataFrame, verdict: Verdict) -> pd.DataFrame:
    """Most valuable customers, with what the trial allows to be said of each.

    Returns
    -------
    ``customer``; where sums may be told, the purchases and the money expected, and the ends
    ``value_low`` and ``value_high`` where the way knows them. None without an order.
    """
    listed = values.head(LISTED if verdict.order else 0)
    listed = listed.rename(columns={"low": "value_low", "high": "value_high"})
    keys = KEEP if verdict.sums else KEEP[:1]
    return listed[keys].dropna(axis=1, how="all") if len(listed) else listed[keys]


def acquisition(cost: pd.DataFrame | None) -> pd.DataFrame | None:
    """Full cost of a new customer by channel; None where no channel brought enough to tell."""
    channels = enough(cost)
    return None if cost is None or channels is None or channels.empty else cost[ACQUISITION]


def break_even(sums: pd.DataFrame | None) -> pd.DataFrame | None:
    """What a recommendation costs and brings: ``what`` (words), ``money``."""
    if sums is None:
        return None
    words = [tr(LINES[what]) for what in sums["what"]]
    return pd.DataFrame({"what": words, "money": sums["amount"]})


def recommenders(people: pd.DataFrame | None) -> pd.DataFrame | None:
    """Customers who recommend the company, the first of the list."""
    return None if people is None else people.head(LISTED)
