"""Who has a reason to hear from us in the month ahead, in a sentence?"""

import pandas as pd

from helpers.analysis.winback import triggers
from helpers.language import N_, Number, forms
from helpers.language.findings import Finding, Trail


def to_write(table: pd.DataFrame) -> Finding | None:
    """Say how many customers have a reason to hear from us; None when nobody has.

    Counted is what is known today: who will be silent for too long if nothing comes is not.
    """
    table = table[table["kind"] != triggers.WAITS]
    if table.empty:
        return None
    return Finding(
        key="triggers.month",
        message=forms(
            "In the month ahead there is a good reason to get in touch with %(n)s customer",
            "In the month ahead there is a good reason to get in touch with %(n)s customers",
        ),
        numbers={"n": Number(len(table))},
        role="lever",
        trail=Trail("triggers", len(table), f"kind ≠ {triggers.WAITS}"),
        customers=table["customer"],
        plural="n",
    )


def to_wait_for(table: pd.DataFrame) -> Finding | None:
    """Say how many will have been silent for too long if nothing comes; None without any."""
    waits = table[table["kind"] == triggers.WAITS]
    if waits.empty:
        return None
    return Finding(
        key="triggers.silence",
        message=forms(
            "If nothing comes from %(n)s customer by the day that stands beside it, that is longer "
            "than its usual pause: look before writing, many buy in time",
            "If nothing comes from %(n)s customers by the days that stand beside them, that is "
            "longer than their usual pauses: look before writing, many buy in time",
        ),
        numbers={"n": Number(len(waits))},
        role="doubt",
        trail=Trail("triggers", len(waits), f"kind = {triggers.WAITS}"),
        customers=waits["customer"],
        certainty="estimated",
        plural="n",
    )


def nobody_to_write(table: pd.DataFrame) -> Finding | None:
    """Say that there is no reason to get in touch with anybody; None where there is one."""
    if len(table):
        return None
    return Finding(
        key="triggers.month",
        message=N_("The records show no reason to get in touch with anybody in the month ahead"),
        numbers={"n": Number(0)},
        role="lever",
        trail=Trail("triggers", 0),
    )
