"""What do the key customers have in common?

Key customers are class A by net sales of the last 12 months; the rest are the others who
bought in the same months. Every value of every card field is tried, so the p-values are
corrected for how many were tried; what does not stand the correction is not shown. The
portrait describes, it does not explain: a trait may follow from being a key customer.
"""

from collections.abc import Hashable
from typing import Any

import pandas as pd
import scipy
from ibis.expr.types import Table

from helpers import estimates
from helpers.analysis.definitions.abc import abc_classes
from helpers.analysis.passport.cards import fields_of, label
from helpers.analysis.revenue.ordered import bands, generations, trends
from helpers.given import when_given
from helpers.language import N_, Number, forms, number, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import last_complete_month, month_end, year_before
from helpers.settings import AbcSettings, PortraitSettings

NOT_TRAITS = ["name", "decision_maker", "since", "updated", "birth_year", "phone", "email"]
GENERATION = "generation"
COLUMNS = ["attribute", "value", "key", "key_of", "rest", "rest_of"]


def last_year_totals(sales: Table, *, as_of: pd.Timestamp) -> pd.Series:
    """Net sales of each customer in the 12 months up to the last complete one, by customer.

    Returns
    -------
    Money by customer, in the order of codes.
    """
    end = month_end(last_complete_month(as_of))
    recent = sales.filter(
        sales.customer.notnull()
        & (sales.date > year_before(end).date())
        & (sales.date <= end.date())
    )
    totals = recent.group_by("customer").aggregate(amount=recent.amount.sum().cast("float64"))
    return totals.to_pandas().sort_values("customer").set_index("customer")["amount"]


def key_customers(totals: pd.Series, rules: AbcSettings) -> pd.Series | None:
    """Whether each customer who bought is a key customer (class A); others are left out.

    Returns
    -------
    Yes or no by customer; None where too few bought for classes.
    """
    bought = totals[totals > 0]
    if len(bought) < rules.least_items:
        return None
    return abc_classes(bought, a_below=rules.a_below, b_below=1.0) == "A"


def too_few(totals: pd.Series, rules: AbcSettings) -> str:
    """Say why nobody is called a key customer; empty where somebody may be.

    Returns
    -------
    A sentence.
    """
    bought = int((totals > 0).sum())
    if bought >= rules.least_items:
        return ""
    words = tr(
        "Nobody is called a key customer: %(n)s bought in the complete ones of the last 12 "
        "months, and classes need %(least)s."
    )
    return words % {"n": number(bought), "least": number(rules.least_items)}


@when_given
def key_table(is_key: pd.Series, totals: pd.Series) -> pd.DataFrame:
    """Customers who bought, the largest first: ``customer``, ``amount`` (money), ``key``.

    Returns
    -------
    One row per customer who bought.
    """
    table = pd.DataFrame({"amount": totals[is_key.index], "key": is_key}).reset_index(
        names="customer"
    )
    return table.sort_values(["amount", "customer"], ascending=[False, True], ignore_index=True)


def traits(cards: pd.DataFrame, *, starts: tuple[int, ...]) -> pd.DataFrame:
    """Values to try: ``customer``, ``attribute`` (field of the card), ``value``; no blanks.

    Names, dates and the decision maker are no traits; the year of birth is tried as the
    generation, a field of many numbers as its quarters.

    Returns
    -------
    One row per customer and trait.
    """
    fields = fields_of(cards.drop(columns=NOT_TRAITS, errors="ignore")).apply(bands)
    if "birth_year" in cards:
        fields[GENERATION] = generations(cards["birth_year"], starts=starts).to_numpy()
    values = fields.astype("string").reset_index()
    long = values.melt("customer", var_name="attribute").dropna(subset="value")
    words = long["value"].astype("string").str.strip()  # a card of names alone has no field
    return long.assign(value=words)[words != ""]


@when_given
def of_cards(
    cards: pd.DataFrame, is_key: pd.Series | None, rules: PortraitSettings
) -> pd.DataFrame | None:
    """Compare the cards of the key customers with those of the rest.

    Parameters
    ----------
    cards
        One row per customer: ``customer`` and the fields of the card; None where there are none.
    is_key
        Yes or no for each customer who bought, indexed by customer; None where they are too few.
    rules
        When a difference is shown.

    Returns
    -------
    As :func:`portrait`.
    """
    if is_key is None:
        return None
    return portrait(
        traits(cards, starts=rules.generations_from),
        is_key,
        smallest_group=rules.smallest_group,
        false_discovery_rate=rules.false_discovery_rate,
    )


def portrait(
    found: pd.DataFrame, is_key: pd.Series, *, smallest_group: int, false_discovery_rate: float
) -> pd.DataFrame:
    """Compare how often each trait is met among the key customers and among the rest.

    Parameters
    ----------
    found
        Traits: ``customer``, ``attribute``, ``value``.
    is_key
        Yes or no for each customer who bought, indexed by customer.
    smallest_group
        Customers; a value that fewer have is not tried.
    false_discovery_rate
        Share (0–1) of differences shown that may be chance (Benjamini–Hochberg).

    Returns
    -------
    One row per value tried, the surest first: ``attribute``, ``value``, ``key`` and ``rest``
    (customers with the value), ``key_of`` and ``rest_of`` (those whose field is filled),
    ``key_share`` and ``rest_share`` (0–1), ``ratio`` with ``ratio_low`` and ``ratio_high``
    (95 %), ``p_value`` (Fisher's exact test; of all bands of an ordered field together the rank
    test of their trend), ``p_adjusted``, ``differs`` (yes/no).
    """
    counts = _counts(found, is_key)
    size = counts["key"] + counts["rest"]
    everybody = size == counts["key_of"] + counts["rest_of"]
    tried = counts[(size >= smallest_group) & ~everybody].reset_index(drop=True)
    tried = tried[(tried["key_of"] > 0) & (tried["rest_of"] > 0)]
    ratios = [estimates.ratio_of_shares(*row) for row in _cells(tried)]
    trend = trends(counts)
    p_values, adjusted = _chances(tried, trend)
    table = tried.assign(
        key_share=tried["key"] / tried["key_of"],
        rest_share=tried["rest"] / tried["rest_of"],
        ratio=pd.Series([r.value for r in ratios], index=tried.index, dtype="float64"),
        ratio_low=pd.Series([r.low for r in ratios], index=tried.index, dtype="float64"),
        ratio_high=pd.Series([r.high for r in ratios], index=tried.index, dtype="float64"),
        p_value=pd.Series(p_values, index=tried.index, dtype="float64"),
        p_adjusted=adjusted,
        differs=adjusted <= false_discovery_rate,
    )
    table["differs"] &= ~table["attribute"].isin(trend) | _sticks_out(table)
    return table.sort_values(["p_value", "attribute", "value"], ignore_index=True)


def _cells(tried: pd.DataFrame) -> list[tuple[int, int, int, int]]:
    return list(tried[["key", "key_of", "rest", "rest_of"]].itertuples(index=False, name=None))


def _chances(tried: pd.DataFrame, trend: dict[str, float]) -> tuple[pd.Series, pd.Series]:
    """Chance of each row by itself, and corrected for the questions asked: a trend is one."""
    p = pd.Series([_fisher(*row) for row in _cells(tried)], index=tried.index, dtype="float64")
    p = tried["attribute"].map(trend).astype("float64").fillna(p)
    question = tried["attribute"].where(tried["attribute"].isin(trend), tried.index.astype("str"))
    asked = p.groupby(question).first()
    corrected = pd.Series(estimates.false_discovery(asked.tolist()), index=asked.index)
    return p, question.map(corrected).astype("float64")


def _sticks_out(table: pd.DataFrame) -> pd.Series:
    """Of the bands of a trend those are shown that differ by themselves; else the furthest."""
    apart = (table["ratio_low"] > 1) | (table["ratio_high"] < 1)
    some = apart.groupby(table["attribute"]).transform("any")
    distance = (table["key_share"] - table["rest_share"]).abs()
    furthest = distance == distance.groupby(table["attribute"]).transform("max")
    return apart | (furthest & ~some)


def _fisher(key: int, key_of: int, rest: int, rest_of: int) -> float:
    return float(scipy.stats.fisher_exact([[key, key_of - key], [rest, rest_of - rest]]).pvalue)


def _counts(found: pd.DataFrame, is_key: pd.Series) -> pd.DataFrame:
    """Customers with each value and with any value of its field: ``COLUMNS``."""
    known = found[found["customer"].isin(is_key.index)]
    key = known["customer"].map(is_key).astype(bool)
    known = known.assign(key=key.astype("int64"), rest=(~key).astype("int64"))
    counts = known.groupby(["attribute", "value"], as_index=False)[["key", "rest"]].sum()
    of = known.groupby("attribute", as_index=False)[["key", "rest"]].sum()
    return counts.merge(of, on="attribute", suffixes=("", "_of"))[COLUMNS]


@when_given
def in_words(table: pd.DataFrame) -> pd.DataFrame:
    """Rows that differ, the most over-represented first, with ``trait`` for the reader."""
    shown = table[table["differs"].astype(bool)]
    trait = [trait_label(a, v) for a, v in zip(shown["attribute"], shown["value"], strict=True)]
    return shown.assign(trait=pd.Series(trait, index=shown.index, dtype="string")).sort_values(
        ["ratio", "trait"], ascending=[False, True], ignore_index=True
    )


def trait_label(attribute: str, value: str) -> str:
    """Name a trait: the field and its value, in the language of the reader.

    >>> trait_label("region", "North")
    'Region: North'
    """
    own = attribute == GENERATION
    return f"{tr('Generation') if own else label(attribute)}: {tr(value) if own else value}"


@when_given
def who_they_are(is_key: pd.Series, totals: pd.Series) -> Finding | None:
    """Say how many key customers there are and what they bring; None when nobody bought."""
    if not is_key.any():
        return None
    money, whole = totals[is_key.index[is_key]].sum(), totals[is_key.index].sum()
    return Finding(
        key="portrait.key_customers",
        message=forms(
            "%(n)s of %(of)s customers who bought in the last 12 complete months is a key customer "
            "and brings %(share)s of the money, %(money)s",
            "%(n)s of %(of)s customers who bought in the last 12 complete months are key customers "
            "and bring %(share)s of the money, %(money)s",
        ),
        plural="n",
        numbers={
            "n": Number(int(is_key.sum())),
            "of": Number(len(is_key)),
            "share": Number(float(money / whole), "percent"),
            "money": Number(float(money), "money"),
        },
        trail=Trail("key_customers", len(is_key)),
        money=float(money),
    )


MORE = N_(
    "'%(trait)s' is met %(ratio)s times as often among key customers as among the rest "
    "(likely between %(low)s and %(high)s times)"
)
ALONE = N_("'%(trait)s' is met among %(key)s of key customers, and among none of the rest")
LESS = N_(
    "'%(trait)s' is rare among key customers: %(key)s of them have it, of the rest %(rest)s "
    "(likely between %(low)s and %(high)s times as often)"
)
NOTHING = forms(
    "Nothing on the card tells key customers from the rest: %(tried)s trait was tried, and it "
    "does not differ beyond chance",
    "Nothing on the card tells key customers from the rest: %(tried)s traits were tried, and none "
    "of them differs beyond chance",
)
UNTRIED = N_(
    "The cards hold nothing to compare: no value is met often enough among key customers and "
    "the rest"
)


@when_given
def strongest(table: pd.DataFrame) -> Finding:
    """Say which trait sets the key customers apart most surely, or that none does.

    Who serves a customer comes after what the customer is, and more often before less often.
    """
    shown = table[table["differs"].astype(bool)]
    own = shown[shown["attribute"] != "manager"]
    shown = own if len(own) else shown
    rows = shown.to_dict("records")
    first = next((row for row in rows if row["ratio"] > 1), next(iter(rows), None))
    message: str | tuple[str, str] = NOTHING if len(table) else UNTRIED
    if first:
        message = ALONE if first["rest"] == 0 else MORE if first["ratio"] > 1 else LESS
    return Finding(
        key="portrait.strongest",
        message=message,
        numbers={"tried": Number(len(table))} | (_of_trait(first) if first else {}),
        plural="tried",
        trail=Trail("portrait", len(table)),
        certainty="estimated",
    )


def _of_trait(row: dict[Hashable, Any]) -> dict[str, Number]:
    """Numbers of the sentence about a trait; of a rare one a tenth of times is too coarse."""
    digits = 1 if row["ratio"] > 1 else 2
    times = {"ratio": "ratio", "low": "ratio_low", "high": "ratio_high"}
    return {
        "trait": Number(trait_label(row["attribute"], row["value"]), "text"),
        "key": Number(row["key"] / row["key_of"], "percent"),
        "rest": Number(row["rest"] / row["rest_of"], "percent"),
        **{name: Number(float(row[key]), "number", digits) for name, key in times.items()},
    }
