"""How does a year's net sales of those concerned become what the calls may bring?

Concerned are all who are late or have left. Step by step money is taken away: what is single or
durable, what will be kept anyway, what the goods cost, what no call reaches, what calls cost.
"""

import pandas as pd

from helpers.analysis.winback.ranking import OFF_RHYTHM
from helpers.language import N_, tr
from helpers.settings import WinBackSettings

STEPS = (
    N_("Net sales a year of those concerned"),
    N_("Of it repeated"),
    N_("Times the chance of leaving"),
    N_("Of it gross profit"),
    N_("Reached by the calls of the month"),
    N_("Expected gain, after all costs"),
)
COLUMNS = ["what", "money", "taken", "customers"]


def bridge(ranked: pd.DataFrame, whole: pd.DataFrame, rules: WinBackSettings) -> pd.DataFrame:
    """Money of each step from net sales a year to the expected gain.

    Parameters
    ----------
    ranked
        As :func:`ranking.ranked` gives it, its ``sales`` those of repeated purchases.
    whole
        Net sales of all purchases, in the year up to the last one: ``customer``, ``sales``.
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
    everything = rows["customer"].map(whole.set_index("customer")["sales"]).clip(lower=0.0)
    repeated = rows["sales"].clip(lower=0.0).where(rows["habit"], 0.0)
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
