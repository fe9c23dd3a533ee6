"""How many leads does it take to sell so much to new customers?"""

import numpy as np
import pandas as pd

from helpers.analysis.funnel.newcomers import Worth
from helpers.estimates import Z95, Estimate
from helpers.periods import MONTHS_OF_YEAR, add_months, last_complete_month

TABLE = ["month", "target", "leads", "low", "high"]


def leads_for(target: float, *, passed: int, entered: int, worth: Worth) -> Estimate:
    """Leads needed for ``target`` (money) of first-year net sales.

    Target ÷ (conversion × first-year net sales of a new customer); the interval is that of the
    logarithm by the delta method, so that it never holds a number below nothing.

    Parameters
    ----------
    passed, entered
        Leads that bought in the days given, of those old enough to tell.

    Returns
    -------
    Leads, with the ends of the interval.

    >>> leads_for(1000, passed=50, entered=100, worth=Worth(100.0, 30.0, 0.0, 9)).value
    20.0
    """
    conversion = passed / entered
    value = target / (conversion * worth.sales)
    spread = np.sqrt((1 - conversion) / passed + (worth.error / worth.sales) ** 2)
    return Estimate(value, value * np.exp(-Z95 * spread), value * np.exp(Z95 * spread))


def months_ahead(
    by_month: pd.Series,
    target: float | None,
    *,
    whole: pd.Series,
    worth: Worth | None,
    as_of: pd.Timestamp,
) -> pd.DataFrame | None:
    """Leads needed for each of the next twelve months.

    Parameters
    ----------
    by_month
        Net sales of all customers by month, of the last twelve whole months: how the year goes.
    target
        Net sales of new customers wanted in a mean month.
    whole
        ``passed`` and ``entered`` of the whole way.

    Returns
    -------
    ``month``, ``target`` (money), ``leads``, ``low``, ``high``; None where nobody has bought.
    """
    if worth is None or not worth.sales > 0 or not whole["passed"] or not target:
        return None
    part = by_month.clip(lower=0) / by_month.clip(lower=0).mean()
    first = add_months(last_complete_month(as_of), 1)
    rows = []
    for ahead in range(MONTHS_OF_YEAR):
        month = add_months(first, ahead)
        wanted = target * float(part.get(add_months(month, -MONTHS_OF_YEAR), 1.0))
        way = {"passed": int(whole["passed"]), "entered": int(whole["entered"])}
        rows.append((month, wanted, *leads_for(wanted, **way, worth=worth)))
    return pd.DataFrame(rows, columns=TABLE)
