"""What in the accepted rows of sale is asked about, since it may be wrong without a sign?

Each doubt is a sentence with how many rows it is about and how much money. Nothing is changed.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import ibis
import pandas as pd
from ibis.expr.types import BooleanValue
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records.doubts.borders import at_borders
from helpers.records.doubts.doubt import Doubt, exact
from helpers.records.doubts.replaced import replaced
from helpers.records.naming.spellings import alike

SPARSE = 0.1  # of the rows of a usual month, and of all rows: what lies at an end is few
FEWEST_MONTHS = 3  # in which hardly anything stands, so that it is no month just begun
FAR = 366  # days without a sale after the first ones
NEGATIVE = 0.8  # share of rows from which money is negative as a whole
SUMS = 5  # rows that are the sum of the others of their day: no chance
MOST_SUMS = 0.8  # share of such rows among those that could be
DAMAGED = r"^\d(?:[.,]\d+[eE]\+?\d{1,3}|[eE]\+\d{2,3})$"
NAMED = ("customer", "manager", "branch", "channel")
EXAMPLES = 3
MANY_NAMELESS = 0.1  # share of rows (0–1) without a customer
SAME_CUSTOMERS = 10  # customers in each of two files of which none is in both


def doubts(typed: Rows, *, people: bool = False) -> list[Doubt]:
    """Everything that is asked about the accepted rows of sale; ``people`` are not named."""
    rows = typed.filter(typed.heap == "accepted")
    every = _every(typed)
    if not every["rows"]:
        return []
    found = [*_totals(every), *_ends(rows)]
    if not every["customers"]:
        found.append((NOBODY, {"rows": int(every["rows"])}))
    elif every["nameless"] >= MANY_NAMELESS * every["rows"]:
        money = exact(every["nameless_money"])
        found.append((NAMELESS, {"rows": int(every["nameless"]), "money": money}))
    if every["money"] < 0 and every["negative"] >= NEGATIVE * every["rows"]:
        found.append((TURNED, {"rows": int(every["negative"]), "money": exact(every["money"])}))
    return [
        *found, *_sums(rows, every), *_damaged(rows, every), *_spellings(rows, people),
        *_new_codes(rows), *at_borders(rows), *replaced(rows),
    ]  # fmt: skip


def _every(typed: Rows) -> dict[str, Any]:
    """What one look at all rows can tell, so that the engine is not asked ten times."""
    accepted = typed.heap == "accepted"
    dated = (typed.heap == "total") & typed.date.notnull()
    nameless = accepted & typed.customer.isnull()
    asked = {
        "rows": accepted.sum(), "money": typed.amount.sum(where=accepted),
        "customers": typed.customer.count(where=accepted),
        "nameless": nameless.sum(), "nameless_money": typed.amount.sum(where=nameless),
        "negative": (typed.amount < 0).sum(where=accepted),
        "totals": dated.sum(), "totals_money": typed.amount.sum(where=dated),
    }  # fmt: skip
    for nth, (bare, _) in enumerate(_bare(typed)):
        asked[f"bare_{nth}"] = bare.sum(where=accepted)
    for name in _codes(typed):
        bad = accepted & typed[name].re_search(DAMAGED)
        asked |= {f"damaged_{name}": bad.sum(), f"money_{name}": typed.amount.sum(where=bad)}
    told = typed.agg(**asked).execute().iloc[0]
    return {name: 0 if pd.isna(value) else value for name, value in told.items()}


def _totals(every: dict[str, Any]) -> Iterator[Doubt]:
    if every["totals"]:
        yield TOTALS, {"rows": int(every["totals"]), "money": exact(every["totals_money"])}


def _ends(rows: Rows) -> Iterator[Doubt]:
    """Few rows far away from all others, before the first of them or after the last."""
    by_day = rows.group_by("date").agg(
        rows=lambda t: t.count(), money=lambda t: t.amount.sum(), line=lambda t: t.line.min()
    )
    days = by_day.order_by("date").execute()
    days["date"] = pd.to_datetime(days["date"])
    months = days.groupby(days["date"].dt.to_period("M"))["rows"].sum()
    counts = months.sort_values()  # the month in which the usual row stands, not the usual month
    usual = counts[counts.cumsum() >= counts.sum() / 2].iloc[0]
    dense = months.index[months > SPARSE * usual]
    if dense.empty:
        return
    for text, few, span in (
        (BEFORE, days[days["date"] < dense[0].start_time], (days["date"].iloc[0], dense[0])),
        (AFTER, days[days["date"] > dense[-1].end_time], (dense[-1], days["date"].iloc[-1])),
    ):
        start, end = (pd.Period(moment, "M") for moment in span)
        if few.empty or (end - start).n < FEWEST_MONTHS:
            continue
        if few["rows"].sum() <= SPARSE * days["rows"].sum():
            yield (
                text,
                {
                    "rows": int(few["rows"].sum()),
                    "money": exact(sum(map(Decimal, few["money"]))),
                    "day_first": str(few["date"].iloc[0].date()),
                    "day_last": str(few["date"].iloc[-1].date()),
                    "line": str(few["line"].min()),
                },
            )


def _sums(rows: Rows, every: dict[str, Any]) -> Iterator[Doubt]:
    """Rows that are the sum of the others of their day (and customer), without saying so."""
    for nth, (bare, keys) in enumerate(_bare(rows)):
        if every[f"bare_{nth}"] < SUMS:
            continue
        marked = rows.select(*keys, amount=rows.amount, bare=bare)
        own = marked.group_by([*keys]).agg(
            bare=lambda t: t.bare.sum(),
            equal=lambda t: t.amount.sum(where=t.bare) == t.amount.sum(where=~t.bare),
            others=lambda t: (~t.bare).sum(),
            money=lambda t: t.amount.sum(where=t.bare),
        )
        could = own.filter((own.bare > 0) & (own.others > 0))
        same = could.equal & (could.others > 1) & (could.money != 0)
        found = could.agg(
            could=could.count(), rows=same.sum(), money=could.money.sum(where=same),
            bare=could.bare.sum(where=same),
        ).execute().iloc[0].fillna(0)  # fmt: skip
        if found["rows"] >= SUMS and found["rows"] >= MOST_SUMS * found["could"]:
            yield DOUBLED, {"rows": int(found["bare"]), "money": exact(found["money"])}
            return


def _bare(rows: Rows) -> Iterator[tuple[BooleanValue, list[str]]]:
    """Rows that may be totals: without a customer, or without an order and a product."""
    yield rows.customer.isnull(), ["date"]
    if there := [name for name in ("order", "product") if name in rows.columns]:
        nameless = ibis.and_(*(rows[name].isnull() for name in there))
        yield nameless, ["date"]
        yield nameless & rows.customer.notnull(), ["date", "customer"]


def _codes(rows: Rows) -> list[str]:
    return [name for name in ("customer", "order", "product") if name in rows.columns]


def _damaged(rows: Rows, every: dict[str, Any]) -> Iterator[Doubt]:
    for name in _codes(rows):
        if every[f"damaged_{name}"]:
            money = exact(every[f"money_{name}"])
            yield (
                SCIENTIFIC,
                {"column": name, "rows": int(every[f"damaged_{name}"]), "money": money},
            )


def _spellings(rows: Rows, people: bool) -> Iterator[Doubt]:
    """Names that are met in two spellings, one of which may begin with another file."""
    for name in (n for n in NAMED if n in rows.columns):
        known = rows.filter(rows[name].notnull()).group_by(name).agg(
            rows=lambda t: t.count(), money=lambda t: t.amount.sum(),
            first=lambda t: t.part.min(), last=lambda t: t.part.max(),
        )  # fmt: skip
        frame = known.execute().set_index(name)
        groups = alike(frame.index, people=name == "manager")
        if not groups:
            continue
        ordered = [frame.loc[group].sort_values("rows", ascending=False) for group in groups]
        ordered.sort(key=lambda g: (-g["rows"].iloc[1:].sum(), g.index[0]))
        others = pd.concat([group.iloc[1:] for group in ordered])
        shown = "; ".join(" = ".join(map(repr, group.index)) for group in ordered[:EXAMPLES])
        yield (
            (TWICE if people and name == "customer" else TWICE_SUCH),
            {
                "column": name,
                "names": len(groups),
                "rows": int(others["rows"].sum()),
                "money": exact(sum(map(Decimal, others["money"]))),
                "examples": shown if not (people and name == "customer") else "",
            },
        )
        if border := sum(_apart(group) for group in ordered):
            yield AT_A_BORDER, {"column": name, "names": border}


def _apart(group: pd.DataFrame) -> bool:
    """Do two spellings never stand in the same file?"""
    spans = sorted(zip(group["first"], group["last"], strict=True))
    return any(left[1] < right[0] for left, right in zip(spans, spans[1:], strict=False))


def _new_codes(rows: Rows) -> Iterator[Doubt]:
    """Files of which no customer of the one stands in the other: codes may have changed."""
    pairs = rows.filter(rows.customer.notnull()).select("part", "source", "customer").distinct()
    if pairs.part.nunique().execute() < 2:
        return
    files = pairs.execute().groupby(["part", "source"])["customer"].agg(set)
    known = [(source, codes) for (_, source), codes in files.items()]
    for (one, left), (other, right) in zip(known, known[1:], strict=False):
        if min(len(left), len(right)) >= SAME_CUSTOMERS and not left & right:
            yield NO_CUSTOMER_IN_BOTH, {"one": one, "other": other}


TOTALS = N_(
    "lines of totals that have a day of their own were set aside (rows: %(rows)s, "
    "%(money)s). If a customer is called so, say so to whoever made the export."
)
BEFORE = N_(
    "before the usual business hardly anything stands: from %(day_first)s to %(day_last)s only "
    "%(rows)s rows with %(money)s (first in line %(line)s). Are these days right?"
)
AFTER = N_(
    "after the usual business hardly anything stands: from %(day_first)s to %(day_last)s only "
    "%(rows)s rows with %(money)s (first in line %(line)s). Are these days right? The last one "
    "counts as today; as_of in engagement.yml sets another."
)
NOBODY = N_("no accepted line has a customer (rows: %(rows)s). Is the right column mapped?")
NAMELESS = N_(
    "lines without a customer: %(rows)s, with %(money)s, which belong to nobody. If the customer "
    "stands only on the first of its lines, ask for an export that repeats it on every line."
)
TURNED = N_(
    "money is negative as a whole (rows below zero: %(rows)s, sum %(money)s). Is its sign turned? "
    "Then write a minus before the column, as in amount: -Amount."
)
DOUBLED = N_(
    "%(rows)s rows equal the sum of the others of their day: if they are totals, %(money)s are "
    "counted twice. Ask for an export without them, or describe them under totals."
)
SCIENTIFIC = N_(
    "codes of %(column)s in scientific notation are damaged, and different ones may stand under "
    "one (rows: %(rows)s, %(money)s). Ask for the file again, with codes as text."
)
TWICE = N_(
    "%(column)s: %(names)s names are met in more than one spelling; rows with the rarer ones: "
    "%(rows)s, %(money)s. Each spelling counts as a customer of its own."
)
TWICE_SUCH = N_(
    "%(column)s: %(names)s names are met in more than one spelling; rows with the rarer ones: "
    "%(rows)s, %(money)s. Each spelling counts by itself: %(examples)s."
)
AT_A_BORDER = N_("%(column)s: a new spelling begins with another file; names: %(names)s.")
NO_CUSTOMER_IN_BOTH = N_(
    "no customer of %(one)s stands in %(other)s. Did the codes change between the two files?"
)
