"""What do we stop sending, and to whom?

Only what we send by ourselves can be stopped: a reply to a customer's own request never is.
"""

import numpy as np
import pandas as pd

from helpers.analysis.contact.panel import Log
from helpers.periods import MONTHS_OF_YEAR
from helpers.settings import ContactSettings

COLUMNS = ["customer", "contacts_a_month", "wants", "months_above", "saved"]


def lately(log: Log, saturation: int | None, rules: ContactSettings) -> pd.DataFrame:
    """Contacts of each customer in the last months, and those of them that were too many.

    Parameters
    ----------
    saturation
        Contacts of a month after which one more brings nothing; None where it is not known.

    Returns
    -------
    One row per customer with a contact: ``customer``, ``ours`` (contacts that we started),
    ``spare`` (of these, above the saturation of their month), ``above`` (months with such).
    """
    rows = log.rows[log.rows["month"].between(log.last - _months(log, rules) + 1, log.last)]
    most = np.inf if saturation is None else saturation
    spare = np.minimum(rows["ours"], (rows["contacts"] - most).clip(lower=0))
    rows = rows.assign(spare=spare, above=(spare > 0).astype(int))
    by = rows.groupby("customer", observed=True)[["ours", "spare", "above"]].sum()
    return by.reset_index()


def _months(log: Log, rules: ContactSettings) -> int:
    return min(rules.stop_of_months, log.months)


def to_stop(
    log: Log, wants: pd.Series, saturation: int | None, rules: ContactSettings
) -> pd.DataFrame:
    """Customers who get what they do not want, or more than brings anything.

    Parameters
    ----------
    wants
        Whether each customer who was asked wants a relationship (yes or no), by customer.
    saturation
        As for :func:`lately`.

    Returns
    -------
    One row per customer, the most letters first: ``customer``, ``contacts_a_month`` (that we
    started, in the last months), ``wants`` (yes, no, or missing where nobody has asked),
    ``months_above`` (of these months, above the saturation), ``saved`` (letters a year, if what
    is too much is no longer sent: all to who said no, else those above the saturation).
    """
    by, window = lately(log, saturation, rules), _months(log, rules)
    said = by["customer"].map(wants).astype("boolean")
    no = said_no(said) & (by["ours"] > 0)
    above = by["above"] >= rules.stop_months
    spared = by["spare"].where(~no, by["ours"])
    table = pd.DataFrame(
        {
            "customer": by["customer"],
            "contacts_a_month": by["ours"] / max(window, 1),
            "wants": said,
            "months_above": by["above"],
            "saved": spared * MONTHS_OF_YEAR / max(window, 1),
        }
    )
    order = ["saved", "customer"]
    return table[no | above].sort_values(order, ascending=[False, True], ignore_index=True)


def said_no(wants: pd.Series) -> pd.Series:
    """Whether each customer has said no; who was not asked has not.

    Returns
    -------
    Yes or no for each row.
    """
    return (~wants).fillna(False).astype(bool)
