"""How does a year's net sales of those concerned become what the calls may bring?

Concerned are all who are late or have left. Step by step money is taken away: what is single or
durable, what will be kept anyway, what the goods cost, what no call reaches, what calls cost.
"""

import ibis
import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.winback.ranking import OFF_RHYTHM
from helpers.language import N_, tr
from helpers.periods import in_year_before
from helpers.settings import WinBackSettings

STEPS = (
    N_("Net sales of those concerned, in the year up to the last purchase"),
    N_("Of it repeated"),
    N_("Times the chance of leaving"),
    N_("Of it gross profit"),
    N_("Reached by the calls of the month"),
    N_("Expected gain, after all costs"),
)
COLUMNS = ["what", "money", "taken", "customers"]


def durable_beside(durable: Table, repeated: pd.DataFrame) -> pd.Series:
    """Net sales of durable goods in the same year as the repeated purchases of a customer.

    Parameters
    ----------
    durable
        Lines of durable categories.
    repeated
        Repeated purchases: ``customer``, ``last_purchase``.

    Returns
    -------
    Money by customer, at least 0: a car that came back takes nothing from what is repeated.
    """
    ends = ibis.memtable(
        repeated[["customer", "last_purchase"]],
        schema={"customer": "string", "last_purchase": "timestamp"},
    ).mutate(last_purchase=ibis._.last_purchase.date())
    near = durable.select("customer", "date", "amount").join(ends, "customer")
    near = near.filter(in_year_before(near.date, near.last_purchase))
    summed = near.group_by("customer").aggregate(sales=near.amount.sum().cast("float64"))
    return summed.order_by("customer").to_pandas().set_index("customer")["sales"].clip(lower=0.0)


def bridge(ranked: pd.DataFrame, beside: pd.Series, rules: WinBackSettings) -> pd.DataFrame:
    """Money of each step from net sales a year to the expected gain.

    Parameters
    ----------
    ranked
        As :func:`ranking.ranked` gives it, its ``sales`` those of repeated purchases.
    beside
        Net sales of durable goods in the same year, by customer.
    rules
        What a call costs and may bring.

    Returns
    -------
    One row per step: ``what`` (words), ``money``, ``taken`` (what this step took away) and
    ``customers`` (count of those it speaks of); no rows where nobody is to be called.
    """
    rows = ranked[ranked["step"].isin(OFF_RHYTHM)]
    calls = rows[rows["contact"]]
    if calls.empty:
        return pd.DataFrame(columns=COLUMNS)
    chance = rows["probability_leaves"].fillna(1.0)
    sold = rows["sales"].clip(lower=0.0)
    everything = sold + rows["customer"].map(beside).fillna(0.0)
    repeated = sold.where(rows["habit"], 0.0)
    helps = (calls["probability_leaves"] * rules.stays_if_contacted).fillna(
        calls["probability_returns"]
    )
    money = [
        everything.sum(), repeated.sum(), (repeated * chance).sum(),
        (rows["at_stake"] * chance).sum(), (calls["at_stake"] * helps).sum(),
        calls["expected_gain"].sum(),
    ]  # fmt: skip
    counts = [len(rows), int(rows["habit"].sum()), len(rows), len(rows), len(calls), len(calls)]
    table = pd.DataFrame({"what": [tr(step) for step in STEPS], "money": money})
    taken = table["money"].shift() - table["money"]
    return table.assign(taken=taken, customers=counts)[COLUMNS]
