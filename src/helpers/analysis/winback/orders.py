"""Which order does each customer stand under, and what is known of it for that?

Verdicts are given here, after the control group is drawn and every call is weighed; whoever
comes later reads them as the result table ``verdicts``.
"""

from typing import TYPE_CHECKING

import pandas as pd

from helpers.analysis.definitions.abc import abc_classes
from helpers.analysis.definitions.base import SALES, year_of_each
from helpers.analysis.definitions.best_customer import best_customers, lacking
from helpers.analysis.definitions.standing import standing
from helpers.analysis.definitions.verdicts import below_cost, dear_to_serve, under, verdicts
from helpers.analysis.winback import inputs
from helpers.cache import results
from helpers.settings import AbcSettings

if TYPE_CHECKING:
    from helpers.records import Records


def known(
    records: "Records", steps: pd.DataFrame, money: pd.DataFrame, rules: AbcSettings
) -> pd.DataFrame:
    """What is known of each customer before a call is weighed.

    Parameters
    ----------
    steps
        One row per customer: ``customer``, ``step``, ``silent_days``, ``usual_gap``,
        ``next_expected``.
    money
        As :func:`ranking.yearly_margin` gives it.
    rules
        Where the classes end.

    Returns
    -------
    One row per customer of ``steps``: the facts of :func:`verdicts.verdicts` without ``call``.
    """
    year = year_of_each(records.sales, as_of=records.as_of)
    own = money.rename(columns={"margin": "margin_year"}).drop(columns="sales")
    facts = steps.merge(year, on="customer").merge(own, on="customer")
    facts = inputs.with_service(facts, records)
    facts = with_classes(inputs.with_managers(facts, records), records, rules)
    return facts.merge(near_the_best(records), on="customer", how="left")


def near_the_best(records: "Records") -> pd.DataFrame:
    """What those lack who are one sign short of the best: ``customer``, ``short_of_best`` (words).

    The signs are counted beneath all chapters: the one on loyalty comes later and shows them.
    """
    filled = records.engagement.settings.loyalty.card_filled
    signs = best_customers(records, standing(records).now, card_filled=filled)
    return signs[["customer"]].assign(short_of_best=lacking(signs["short_of_best"]))


def barred(facts: pd.DataFrame) -> pd.Series:
    """Who buys at our loss is not called for: a reason (key of ``ranking.REASONS``) by customer."""
    loses = below_cost(facts) | dear_to_serve(facts)
    return pd.Series("terms", index=facts.loc[loses, "customer"], dtype="object")


def with_classes(facts: pd.DataFrame, records: "Records", rules: AbcSettings) -> pd.DataFrame:
    """Add ``abc`` and ``xyz`` of the last month-end, as the chapter on classes has found them.

    Where that chapter was not made, ``abc`` is counted from the net sales of the last year.
    """
    kept = results.table(records.engagement.client, "abc_xyz_customer", "item")
    if kept.empty:
        totals = facts.set_index("customer")[SALES]
        letters = abc_classes(totals, a_below=rules.a_below, b_below=rules.b_below)
        return facts.assign(abc=facts["customer"].map(letters), xyz="")
    last = kept[kept["as_of"] == kept["as_of"].max()].set_index("item")
    return facts.assign(**{name: facts["customer"].map(last[name]) for name in ("abc", "xyz")})


def told(facts: pd.DataFrame, ranked: pd.DataFrame) -> pd.DataFrame:
    """Verdicts, once every call is weighed.

    Parameters
    ----------
    facts
        One row per customer, without ``call``.
    ranked
        As :func:`ranking.ranked` gives it.

    Returns
    -------
    As :func:`verdicts.verdicts`.
    """
    weighed = ranked.set_index("customer")
    more = {name: facts["customer"].map(weighed[name]) for name in ("at_stake", "expected_gain")}
    # where nobody is ranked, what comes back is a column of numbers
    call = facts["customer"].map(weighed["reason"]).astype("str").fillna("")
    return verdicts(facts.assign(call=call, **more))


def let_go(told: pd.DataFrame) -> pd.DataFrame:
    """Reasons for letting go: ``because`` (words), ``customers``, ``at_stake``, the most first."""
    rows = under(told, "let go")
    counts = rows.groupby("because", as_index=False).agg(
        customers=("customer", "size"), at_stake=("at_stake", "sum")
    )
    return counts.sort_values(["customers", "because"], ascending=[False, True], ignore_index=True)
