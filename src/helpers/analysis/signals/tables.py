"""Which tables of the signals does the reader see?"""

import pandas as pd

from helpers.analysis.signals.findings import in_words
from helpers.analysis.signals.signals import Signals, by_customer


def tried(found: Signals) -> pd.DataFrame:
    """What was tried and what came of it.

    Returns
    -------
    ``signal`` (in words), ``tried`` (customers), ``fell``, ``noise``, ``signals``, ``at_stake``
    (money a year).
    """
    table = found.tried
    told = table.assign(
        signal=[in_words((name,)) for name in table["signal"]],
        noise=table["fell"] - table["signals"],
    )
    return told[["signal", "tried", "fell", "noise", "signals", "at_stake"]]


def ranked(found: Signals) -> pd.DataFrame:
    """Signals that were found, the most money first: ``signal`` (in words), ``at_stake``."""
    some = found.tried[found.tried["signals"] > 0]
    largest = some.sort_values(["at_stake", "signal"], ascending=[False, True], ignore_index=True)
    return largest.assign(signal=[in_words((name,)) for name in largest["signal"]])[
        ["signal", "at_stake"]
    ]


def to_call(found: Signals) -> pd.DataFrame:
    """Customers to speak to, the most money first.

    Returns
    -------
    ``customer``, ``what_changed`` (in words), ``at_stake`` (money a year), ``last_purchase``.
    """
    people = by_customer(found.table)
    told = people.assign(
        what_changed=[in_words(signals) for signals in people["signals"]],
        last_purchase=found.last_purchase.reindex(people["customer"]).array,
    )
    return told[["customer", "what_changed", "at_stake", "last_purchase"]]


def dropped(found: Signals) -> pd.DataFrame:
    """Categories that customers have dropped.

    Returns
    -------
    ``customer``, ``category``, ``months_bought`` (in the base year), ``category_amount`` (money
    a year).
    """
    shown = {"months": "months_bought", "at_stake": "category_amount"}
    return found.categories.rename(columns=shown)[["customer", "category", *shown.values()]]
