"""Which card of a customer counts, where there are several?

Cards that agree are one. Where they differ the newest by ``updated`` counts; without such a
day a field is known only where all cards agree. A field that differs from card to card for many
customers is none of the customer's (it is of the line that the cards were taken from).
"""

import ibis
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records.doubts.doubt import Doubt

MOST_DIFFER = 0.05  # share of customers with several cards whose cards may disagree on a field
KEPT_ANYWAY = ("customer", "name", "updated", "line", "source")


def one_card_each(cards: Rows) -> tuple[Rows, list[Doubt]]:
    """One row a customer, in the order of first cards, and what is to be said about it."""
    fields = [name for name in cards.columns if name not in ("customer", "line", "source")]
    groups = cards.group_by("customer").agg(
        cards=cards.count(), **{f"k_{name}": cards[name].nunique() for name in fields}
    )
    several = groups.filter(groups.cards > 1)
    found = several.agg(
        customers=several.count(),
        rows=(several.cards - 1).sum().fill_null(0),
        differ=ibis.or_(ibis.literal(False), *(several[f"k_{name}"] > 1 for name in fields)).sum(),
        **{f"k_{name}": (several[f"k_{name}"] > 1).sum() for name in fields},
    ).execute().iloc[0]  # fmt: skip
    if not found["customers"]:
        return cards, []
    of_lines = [
        name for name in fields
        if name not in KEPT_ANYWAY and found[f"k_{name}"] > MOST_DIFFER * found["customers"]
    ]  # fmt: skip
    told: list[Doubt] = [(REPEATED, {"rows": int(found["rows"]), "names": int(found["customers"])})]
    dated = "updated" in fields
    if found["differ"]:
        told.append((NEWEST if dated else DISAGREE, {"names": int(found["differ"])}))
    if of_lines and not dated:
        told.append((OF_LINES, {"column": ", ".join(sorted(of_lines))}))
    return _joined(cards, fields, [] if dated else of_lines, dated=dated), told


def _joined(cards: Rows, fields: list[str], of_lines: list[str], *, dated: bool) -> Rows:
    def chosen(name: str) -> ibis.Value:
        value = cards[name]
        if name in of_lines:
            return ibis.null(value.type())
        if dated:
            order = [ibis.desc(cards.updated), cards.line, cards.source]
            return value.first(order_by=order, include_null=name != "name")
        alone = value.nunique() <= 1
        return (
            value.max()
            if name == "name"
            else ibis.ifelse(alone, value.max(), ibis.null(value.type()))
        )

    one = cards.group_by("customer").agg(
        line=cards.line.min(), source=cards.source.min(), **{name: chosen(name) for name in fields}
    )
    return one.select(cards.columns).order_by("source", "line")


REPEATED = N_(
    "%(names)s customers have more than one card; further cards: %(rows)s. One counts for each."
)
NEWEST = N_("cards of %(names)s customers disagree; the newest by updated counts.")
DISAGREE = N_(
    "cards of %(names)s customers disagree and have no day of their last change (updated); a "
    "field on which they disagree is left empty."
)
OF_LINES = N_(
    "%(column)s: differs from card to card for too many customers, so it belongs to the line and "
    "not to the customer, and is left out."
)
