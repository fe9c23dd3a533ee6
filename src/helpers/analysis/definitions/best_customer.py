"""Who shows the five signs of the best customer, and who is one step away?

One point each: buys regularly; recommends us; is well known to us (the card is filled); buys more
than one kind of product; can be reached in more than one way. A sign that the records cannot tell
has no point and is not missed.
"""

from typing import TYPE_CHECKING

import ibis
import pandas as pd

from helpers.language import N_, tr
from helpers.periods import year_before

if TYPE_CHECKING:
    from helpers.records import Records

SIGNS = {  # and what is said of who is without it
    "regular": N_("does not buy regularly"),
    "recommends": N_("has recommended us to nobody"),
    "known": N_("the card is not filled"),
    "kinds": N_("buys one kind of product"),
    "ways": N_("can be reached in one way only"),
}
LEAST_TOLD = 4  # signs that the records can tell: with fewer nobody is said to be near the best
WAYS_OF_CARD = ("phone", "email")
COLUMNS = ["customer", *SIGNS, "points", "short_of_best"]


def best_customers(records: "Records", steps: pd.DataFrame, *, card_filled: float) -> pd.DataFrame:
    """Signs of each customer.

    Parameters
    ----------
    steps
        By customer: ``customer``, ``step``, ``habit``, as the ladder gives them.
    card_filled
        Share of the fields of a card from which a customer is well known.

    Returns
    -------
    As :func:`scored`.
    """
    codes = steps["customer"]
    signs = {
        "regular": (steps["step"] == "in_rhythm") & steps["habit"].eq(True),
        "recommends": recommend(records, codes),
        "known": well_known(records, codes, card_filled=card_filled),
        "kinds": more_kinds(records, codes),
        "ways": more_ways(records, codes),
    }
    told = {name: sign for name, sign in signs.items() if sign is not None}
    return scored(pd.DataFrame({"customer": codes} | told))


def scored(signs: pd.DataFrame) -> pd.DataFrame:
    """Points of each customer, and the key of the one sign that it lacks.

    Parameters
    ----------
    signs
        ``customer``, and yes or no for each of ``SIGNS`` that the records can tell.

    Returns
    -------
    By customer: ``COLUMNS``; signs that cannot be told are missing, ``short_of_best`` is missing
    for who has all of them or lacks several.
    """
    told = [name for name in SIGNS if name in signs]
    has = signs[told].astype(bool)
    points = has.sum(axis=1)
    lacks = has.eq(False).idxmax(axis=1) if told else pd.Series(pd.NA, index=signs.index)
    near = (points == len(told) - 1) & (len(told) >= LEAST_TOLD)
    table = signs.reindex(columns=["customer", *SIGNS])
    table = table.astype(dict.fromkeys(SIGNS, "boolean"))
    table = table.assign(points=points, short_of_best=lacks.astype("str").where(near))
    return table.sort_values("customer", ignore_index=True)[COLUMNS]


def lacking(short_of_best: pd.Series) -> pd.Series:
    """What each customer lacks, in words; missing where it lacks several signs or none.

    Returns
    -------
    Words in the language in use, one for each of ``short_of_best``.
    """
    return short_of_best.map({name: tr(words) for name, words in SIGNS.items()})


def recommend(records: "Records", codes: pd.Series) -> pd.Series | None:
    """Who has recommended us to somebody else; None where nobody wrote it down.

    Returns
    -------
    Yes or no for each of ``codes``.
    """
    if not records.has("referrals.referrer"):
        return None
    rows = records.frame("referrals")
    if "referred" in rows:
        rows = rows[rows["referrer"] != rows["referred"]]
    return codes.isin(set(rows["referrer"].dropna()))


def well_known(records: "Records", codes: pd.Series, *, card_filled: float) -> pd.Series | None:
    """Whose card is filled; None without cards, or where they have nothing but a name.

    Returns
    -------
    Yes or no for each of ``codes``; who has no card is not known.
    """
    cards = records.cards()
    if cards is None:
        return None
    idle = ["source", "line", "name"]
    idle += ["decision_maker"] if records.engagement.customers_are == "people" else []
    fields = cards.drop(columns=idle, errors="ignore")
    if fields.shape[1] < 2:
        return None
    blank = fields.apply(lambda field: field.astype("str").str.strip().eq("")).fillna(True)
    filled = (fields.notna() & ~blank.astype(bool)).mean(axis=1)
    return codes.map(filled).fillna(0.0) >= card_filled


def more_kinds(records: "Records", codes: pd.Series) -> pd.Series | None:
    """Who bought goods of two categories or more in the last year; None without categories.

    Returns
    -------
    Yes or no for each of ``codes``.
    """
    if not records.has("sales.category"):
        return None
    lines, as_of = records.sales, records.as_of
    inside = (lines.date > ibis.date(year_before(as_of).date())) & (lines.amount > 0)
    lines = lines.filter(lines.customer.notnull() & lines.category.notnull() & inside)
    kinds = lines.group_by("customer").aggregate(kinds=lines.category.nunique()).to_pandas()
    return codes.map(kinds.set_index("customer")["kinds"]).fillna(0) >= 2


def more_ways(records: "Records", codes: pd.Series) -> pd.Series | None:
    """Who was reached through two channels, or whose card has two ways; None without either.

    Returns
    -------
    Yes or no for each of ``codes``.
    """
    ways = pd.Series(0, index=codes.index)
    known = False
    if records.has("contacts.customer", "contacts.channel"):
        talks = records.contacts
        talks = talks.filter(talks.customer.notnull() & talks.channel.notnull())
        by = talks.group_by("customer").aggregate(ways=talks.channel.nunique()).to_pandas()
        ways, known = codes.map(by.set_index("customer")["ways"]).fillna(0), True
    fields = [name for name in WAYS_OF_CARD if records.has(f"customers.{name}")]
    cards = records.cards() if len(fields) > 1 else None
    if cards is not None:
        on_card = codes.map(cards[fields].notna().sum(axis=1)).fillna(0)
        ways, known = ways.where(ways > on_card, on_card), True
    return ways >= 2 if known else None
