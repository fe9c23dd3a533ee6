"""In what state is the customer base?

The base with its history is the company's main capital: what the cards know, they know
whoever leaves. Shares by money weigh each customer with the net sales of all records; a
customer who buys and has no card counts as one of whom nothing is known.
"""

import pandas as pd

from helpers.given import when_given
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import MONTHS_OF_YEAR, year_before

LABELS = {
    "name": N_("Name"),
    "segment": N_("Segment"),
    "region": N_("Region"),
    "birth_year": N_("Year of birth"),
    "since": N_("Customer since"),
    "manager": N_("Manager"),
    "decision_maker": N_("Decision maker"),
    "updated": N_("Last updated"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
}


def label(field: str) -> str:
    """Name of a card field for the reader; the client's own fields keep their names.

    Returns
    -------
    A word.
    """
    return tr(LABELS[field]) if field in LABELS else field


@when_given
def without_idle_fields(cards: pd.DataFrame, *, customers_are: str) -> pd.DataFrame:
    """Cards without the decision maker where customers are people: a person decides alone."""
    idle = ["decision_maker"] if customers_are == "people" else []
    return cards.drop(columns=idle, errors="ignore")


def fields_of(cards: pd.DataFrame) -> pd.DataFrame:
    """Fields of the cards without where they were read, indexed by ``customer``.

    Returns
    -------
    Some of the columns.
    """
    return cards.drop(columns=["source", "line"], errors="ignore").set_index("customer")


def filled_cells(cards: pd.DataFrame) -> pd.DataFrame:
    """Whether each field of each card is filled (blanks are not): indexed by ``customer``.

    Returns
    -------
    Customers × fields, yes or no.
    """
    fields = fields_of(cards)
    blank = fields.apply(lambda column: column.astype("string").str.strip().eq("").fillna(True))
    return fields.notna() & ~blank.astype(bool)


@when_given
def card_fields(cards: pd.DataFrame, money: pd.Series) -> pd.DataFrame:
    """Share of cards in which each field is filled, in cards and in money.

    Parameters
    ----------
    cards
        One row per customer: ``customer`` and the fields of the card.
    money
        Net sales of each customer (money), indexed by customer.

    Returns
    -------
    One row per field, the best filled first: ``field``, ``filled`` (cards), ``cards``,
    ``share`` (of cards), ``money_share`` (of the money of all customers), both 0–1.
    """
    cells = filled_cells(cards)
    weight = _weight(cells.index, money)
    table = pd.DataFrame(
        {
            "field": cells.columns.astype("string"),
            "filled": cells.sum().to_numpy(),
            "cards": len(cells),
            "share": cells.mean().to_numpy(),
            "money_share": [float(weight[cells[field]].sum()) for field in cells.columns],
        }
    )
    return table.sort_values(["share", "field"], ascending=[False, True], ignore_index=True)


def _weight(customers: pd.Index, money: pd.Series) -> pd.Series:
    """Share of each card in the money of all customers; returns beyond sales weigh nothing."""
    positive = money.clip(lower=0)
    whole = positive.sum()
    of_cards = positive.reindex(customers).fillna(0.0)
    return of_cards / whole if whole > 0 else of_cards


@when_given
def card_fill(cards: pd.DataFrame) -> pd.DataFrame:
    """Share of the fields that are filled in each card: ``customer``, ``share`` (0–1).

    Returns
    -------
    One row per card, with the ``share`` (0–1) that is filled.
    """
    return filled_cells(cards).mean(axis=1).rename("share").reset_index()


@when_given
def cards_to_fill(cards: pd.DataFrame, money: pd.Series) -> pd.DataFrame:
    """List the customers who bring money and whose card has blanks, the most money first.

    Returns
    -------
    ``customer``, ``amount`` (money), ``filled`` (share of the fields, 0–1), ``missing`` (names
    of the empty fields, for the reader).
    """
    cells = filled_cells(cards)
    named = cells.rename(columns=label)
    missing = [", ".join(named.columns[~row]) for row in named.to_numpy(dtype=bool)]
    table = pd.DataFrame(
        {
            "customer": cells.index,
            "amount": money.reindex(cells.index).fillna(0.0).to_numpy(),
            "filled": cells.mean(axis=1).to_numpy(),
            "missing": pd.Series(missing, dtype="string"),
        }
    )
    blanks = table[(table["filled"] < 1) & (table["amount"] > 0)]
    return blanks.sort_values(["amount", "customer"], ascending=[False, True], ignore_index=True)


@when_given
def touched(cards: pd.DataFrame, money: pd.Series, *, as_of: pd.Timestamp) -> Finding | None:
    """Say how many cards somebody touched in the last year, in cards and in money.

    None where no card says when it was changed.
    """
    if "updated" not in cards:
        return None
    since = year_before(as_of)
    fresh = (pd.to_datetime(cards["updated"]) > since).fillna(False).to_numpy(dtype=bool)
    weight = _weight(pd.Index(cards["customer"]), money).to_numpy()
    whole = float(money.clip(lower=0).sum())
    return Finding(
        key="passport.touched",
        message=N_(
            "%(share)s of cards were touched in the last %(months)s months; customers whose card "
            "nobody touched bring %(money)s (%(money_share)s)"
        ),
        numbers={
            "months": Number(MONTHS_OF_YEAR),
            "share": Number(float(fresh.mean()) if len(fresh) else 0.0, "percent"),
            "money": Number(whole * (1 - float(weight[fresh].sum())), "money"),
            "money_share": Number(1 - float(weight[fresh].sum()), "percent"),
        },
        role="doubt",
        trail=Trail("customers", int(fresh.sum()), f"updated > {since:%Y-%m-%d}"),
        money=None,  # what these customers bring is not what a card can win or lose
    )


@when_given
def completeness(fields: pd.DataFrame, fill: pd.DataFrame, money: pd.Series) -> Finding:
    """Say how full the cards are and which field is missing most, with the money behind it.

    Returns
    -------
    Shares of cards and money.
    """
    worst = fields.sort_values(["share", "field"]).iloc[0]
    unknown = float(money.clip(lower=0).sum()) * (1 - float(worst["money_share"]))
    return Finding(
        key="passport.cards",
        message=N_(
            "Cards are %(share)s filled; the emptiest field is '%(field)s' (%(filled)s of cards), "
            "unknown for customers who bring %(money)s"
        )
        if worst["share"] < 1
        else N_("Every field of every card is filled"),
        numbers={
            "share": Number(float(fill["share"].mean()), "percent"),
            "field": Number(label(worst["field"]), "text"),
            "filled": Number(float(worst["share"]), "percent"),
            "money": Number(unknown, "money"),
        },
        role="doubt",
        trail=Trail("card_fields", len(fields)),
        money=None,  # what these customers bring is not what a card can win or lose
    )
