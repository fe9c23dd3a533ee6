"""Whom do we ask next, so that we know of most revenue soonest?"""

import pandas as pd

COLUMNS = ["customer", "revenue", "revenue_share", "known_after"]


def ask_next(customers: pd.DataFrame, *, not_asked: set[str], most: int) -> pd.DataFrame:
    """Customers whose answer would shrink the dark part of the revenue most.

    Parameters
    ----------
    customers
        ``customer``, ``revenue`` (money a year), ``threshold`` (missing where nobody asked).
    not_asked
        Codes of those whom nobody asks: left alone, let go, or no wish to hear from us.
    most
        How many stand on the list.

    Returns
    -------
    ``COLUMNS``, the most revenue first: ``known_after`` is the share of the company's revenue that
    is asked about once this customer and all before him have answered.
    """
    whole = float(customers["revenue"].sum())
    known = float(customers.loc[customers["threshold"].notna(), "revenue"].sum())
    open_ones = customers["threshold"].isna() & (customers["revenue"] > 0)
    rows = customers[open_ones & ~customers["customer"].isin(not_asked)]
    rows = rows.sort_values(["revenue", "customer"], ascending=[False, True]).head(most)
    after = (known + rows["revenue"].cumsum()) / (whole or 1.0)
    table = rows.assign(revenue_share=rows["revenue"] / (whole or 1.0), known_after=after)
    return table[COLUMNS].reset_index(drop=True)
