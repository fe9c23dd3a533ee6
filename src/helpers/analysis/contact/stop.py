"""What do we stop sending, and to whom?

Only what we send by ourselves can be stopped: a reply to a customer's own request never is.
"""

import numpy as np
import pandas as pd

from helpers.analysis.contact.panel import Log
from helpers.analysis.winback.ranking import in_control
from helpers.periods import MONTHS_OF_YEAR
from helpers.settings import ContactSettings

HALF = 0.5  # of those above the saturation, drawn by lot
COLUMNS = ["customer", "contacts_a_month", "wants", "months_above", "saved", "coin"]


def to_stop(
    log: Log, wants: pd.Series, saturation: int | None, rules: ContactSettings
) -> pd.DataFrame:
    """Customers who get what they do not want, or more than brings anything.

    Parameters
    ----------
    wants
        Whether each customer who was asked wants a relationship (yes or no), by customer.
    saturation
        Contacts of a month after which one more brings nothing; None where it is not known.

    Returns
    -------
    One row per customer, the most letters first: ``customer``, ``contacts_a_month`` (that we
    started, in the last months), ``wants`` (yes, no, or missing where nobody has asked),
    ``months_above`` (of these months, above the saturation), ``saved`` (letters a year, if what
    is too much is no longer sent), ``coin`` (of those above the saturation: ``less`` or ``as
    before``, by lot; empty for who has said no).
    """
    window = min(rules.stop_of_months, log.months)
    rows = log.rows[log.rows["month"].between(log.last - window + 1, log.last)]
    most = np.inf if saturation is None else saturation
    spare = np.minimum(rows["ours"], (rows["contacts"] - most).clip(lower=0))
    rows = rows.assign(spare=spare, above=spare > 0)
    by = rows.groupby("customer")[["ours", "spare", "above"]].sum().astype("float64")
    said = by.index.to_series().map(wants)
    unwanted = (said == False) & (by["ours"] > 0)  # noqa: E712 - missing is no answer
    above = by["above"] >= rules.stop_months
    by = by.assign(wants=said, saved=np.where(unwanted, by["ours"], by["spare"]), no=unwanted)
    by = by[unwanted | above].reset_index()
    less = in_control(by["customer"], control_share=HALF, seed=rules.seed)
    table = pd.DataFrame(
        {
            "customer": by["customer"],
            "contacts_a_month": by["ours"] / window,
            "wants": by["wants"].astype("boolean"),
            "months_above": by["above"].astype(int),
            "saved": by["saved"] * MONTHS_OF_YEAR / window,
            "coin": np.where(by["no"], "", np.where(less, "less", "as before")),
        }
    )
    order = ["saved", "customer"]
    return table.sort_values(order, ascending=[False, True], ignore_index=True)
