"""Of those who said that they were satisfied, how many have gone within the year?"""

import pandas as pd

from helpers.estimates import share
from helpers.language import N_
from helpers.periods import add_months
from helpers.settings import LoyaltySettings

SAID = (N_("satisfied"), N_("in between"), N_("not satisfied"), N_("refused to answer"))
WHO = (N_("all"), N_("regular customers"), N_("others"))
COLUMNS = ["said", "who", "forms", "gone", "rate", "low", "high"]


def last_forms(
    answers: pd.DataFrame, *, as_of: pd.Timestamp, rules: LoyaltySettings
) -> pd.DataFrame:
    """Last form of each customer that is old enough for us to know what came after.

    Parameters
    ----------
    answers
        One row per answer: ``response``, ``customer``, ``date``, ``score``, ``refused_all``.

    Returns
    -------
    By customer: ``customer``, ``date``, ``said`` (one of ``SAID``, by the mean score).
    """
    by = answers.dropna(subset=["customer"]).groupby("response")
    forms = by.agg(
        customer=("customer", "first"), date=("date", "first"), mean=("score", "mean"),
        refused=("refused_all", "first"),
    )  # fmt: skip
    old = forms[forms["date"] <= add_months(as_of, -rules.gone_months)]
    last = old.sort_values(["date", "customer"], kind="stable").drop_duplicates(
        "customer", keep="last"
    )
    said = pd.Series(SAID[2], index=last.index).mask(last["mean"] >= rules.middle_from, SAID[1])
    said = said.mask(last["mean"] >= rules.satisfied_from, SAID[0]).mask(last["refused"], SAID[3])
    table = last[["customer", "date"]].assign(said=said)
    return table.sort_values("customer", ignore_index=True)


def gone(forms: pd.DataFrame, days: pd.DataFrame, rules: LoyaltySettings) -> pd.DataFrame:
    """Who of them bought nothing in the year after the form.

    Parameters
    ----------
    forms
        As :func:`last_forms` gives them.
    days
        Purchases: ``customer``, ``day``.

    Returns
    -------
    ``COLUMNS``: what they said, by all, regular customers (``rules.regular_from`` purchases before
    the form) and others; ``rate`` is a share with Wilson's interval.
    """
    both = forms.merge(days, on="customer", how="left")
    until = both["date"] + pd.DateOffset(months=rules.gone_months)
    both = both.assign(
        after=(both["day"] > both["date"]) & (both["day"] <= until),
        before=both["day"] <= both["date"],
    )
    by = both.groupby("customer")[["after", "before"]].sum()
    counted = forms.join(by, on="customer")
    regular = counted["before"] >= rules.regular_from
    rows = []
    for said in SAID:
        for who, group in zip(WHO, (regular | True, regular, ~regular), strict=True):
            those = counted[(counted["said"] == said) & group]
            left = int((those["after"] == 0).sum())
            rows.append((said, who, len(those), left, *share(left, len(those))))
    return pd.DataFrame(rows, columns=COLUMNS)


def of(table: pd.DataFrame, said: str) -> pd.Series:
    """Row of all customers who said so."""
    return table[(table["said"] == said) & (table["who"] == WHO[0])].iloc[0]
