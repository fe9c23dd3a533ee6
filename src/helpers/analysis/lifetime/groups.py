"""Which customers are worth more: by year of coming, by channel, by generation?"""

import numpy as np
import pandas as pd

from helpers.language import N_, tr

BEFORE = N_("came before the records")
LEAST_GROUP = 5  # customers; a mean of fewer says nothing


def year_of_coming(first: pd.DataFrame) -> pd.Series:
    """Vintage of each customer: the year of the first purchase, or 'before the records'.

    ``first``: ``customer``, ``first`` (day), ``before`` (yes/no).

    Returns
    -------
    A word by customer.
    """
    year = pd.to_datetime(first["first"]).dt.year.astype("Int64").astype("string")
    group = year.where(~first["before"].astype(bool), tr(BEFORE))
    return pd.Series(group.to_numpy(object), index=pd.Index(first["customer"]))


def by_group(values: pd.DataFrame, group: pd.Series | None, *, seed: int) -> pd.DataFrame | None:
    """Value of the relationships of each group, with the interval of its mean.

    Parameters
    ----------
    values
        ``customer``, ``expected_value`` (money).
    group
        Group of each customer; None where the records do not tell.

    Returns
    -------
    ``group``, ``customers``, ``mean``, ``low``, ``high`` (money a customer), ``total``,
    ``share`` (0–1); groups under ``LEAST_GROUP`` customers are left out.
    """
    if group is None:
        return None
    grouped = values.assign(group=values["customer"].map(group)).dropna(subset="group")
    whole = max(float(grouped["expected_value"].sum()), 1e-9)
    rows = []
    for name, part in grouped.groupby("group", sort=True):
        worth = part["expected_value"].to_numpy(float)
        if worth.size < LEAST_GROUP:
            continue
        # anew for each group: their order follows their names, which differ by language
        rng = np.random.default_rng(seed)
        draws = [worth[rng.integers(0, worth.size, worth.size)].mean() for _ in range(300)]
        low, high = np.quantile(draws, [0.025, 0.975])
        rows.append((name, len(part), worth.mean(), low, high, worth.sum(), worth.sum() / whole))
    columns = ["group", "customers", "mean", "low", "high", "total", "share"]
    return pd.DataFrame(rows, columns=columns)


def comparable(groups: pd.DataFrame | None) -> pd.DataFrame | None:
    """Groups as they are, where there are two of them and money to speak of; None elsewhere.

    Returns
    -------
    The groups, or None where they cannot be compared.
    """
    if groups is None or len(groups) < 2 or not groups["mean"].max() > 0:
        return None
    return groups
