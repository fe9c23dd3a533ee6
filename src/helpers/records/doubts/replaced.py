"""Did all names of a column, or the way its codes are written, change on one day?"""

import re
from collections.abc import Iterator

import pandas as pd
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records.doubts.doubt import Doubt, cents

NAMED = ("manager", "branch", "channel", "category")
CODED = ("customer", "product")
FEWEST = 2  # names on each side of the day
ROWS = 10  # on each side
SHAPES = 5  # ways of writing that cover the codes of a column; more are names and no codes
COVER = 0.95  # share of rows that they cover
WEEKS_AFTER = 13
MOST = 0.5  # share of the rows after the day that are written in the new way
CODES = 10  # different ones in the new way
STAY = 0.5  # share of the codes of before that may go on being used


def replaced(rows: Rows) -> list[Doubt]:
    """Columns of names of which none goes on after some day; keys written in a new way."""
    return [*_names(rows), *_keys(rows)]


def _names(rows: Rows) -> Iterator[Doubt]:
    for name in (n for n in NAMED if n in rows.columns):
        known = rows.filter(rows[name].notnull())
        spans = known.group_by(name).agg(
            first=known.date.min(), last=known.date.max(), rows=known.count(),
            money=known.amount.sum().cast("float64"),
        ).order_by("first", name).execute()  # fmt: skip
        for n in range(FEWEST, len(spans) - FEWEST + 1):
            before, after = spans[:n], spans[n:]
            if before["last"].max() >= after["first"].min():
                continue
            if min(before["rows"].sum(), after["rows"].sum()) >= ROWS:
                yield (
                    ALL_NEW,
                    {
                        "column": name,
                        "before": len(before),
                        "after": len(after),
                        "day_first": str(pd.Timestamp(after["first"].min()).date()),
                        "rows": int(after["rows"].sum()),
                        "money": cents(float(after["money"].sum())),
                    },
                )


def shape(code: str) -> str:
    """How a code is written: a nine for each figure, an A for letters side by side.

    >>> shape("K-00412"), shape("412"), shape("Ann Berg")
    ('A-99999', '999', 'A A')
    """
    return re.sub(r"[^\W\d_]+", "A", re.sub(r"\d", "9", code))


def _keys(rows: Rows) -> Iterator[Doubt]:
    for name in (n for n in CODED if n in rows.columns):
        known = rows.filter(rows[name].notnull())
        spans = known.group_by(name).agg(
            first=known.date.min(), last=known.date.max(), rows=known.count()
        ).execute()  # fmt: skip
        if len(spans) < 2 * CODES:
            continue
        spans["shape"] = spans[name].astype(str).map(shape)
        usual = spans.groupby("shape")["rows"].sum().nlargest(SHAPES)
        if usual.sum() < COVER * spans["rows"].sum():
            continue
        begun = spans.groupby("shape")["first"].min().sort_values()
        for day in begun[usual.index].drop_duplicates().sort_values()[1:]:
            new = spans["shape"].map(begun) >= day
            if _took_over(spans, new, day):
                found = known.filter(known[name].isin(spans.loc[new, name].tolist()))
                money = found.amount.sum().cast("float64").execute()
                yield (
                    OTHER_KEYS,
                    {
                        "column": name,
                        "day_first": str(pd.Timestamp(day).date()),
                        "old": _of(spans[~new]),
                        "new": _of(spans[new]),
                        "codes": int(new.sum()),
                        "money": cents(float(money)),
                    },
                )
                break


def _took_over(spans: pd.DataFrame, new: pd.Series, day: pd.Timestamp) -> bool:
    """Do the new keys stand in the place of the old ones from that day on?

    Codes that are counted up get one figure more as well: then the old ones go on.
    """
    lately = spans["last"] >= day - pd.Timedelta(weeks=WEEKS_AFTER)
    before = spans[~new & lately]
    going_on = (before["last"] >= day).mean() if len(before) else 1.0
    return new.sum() >= CODES and len(before) >= CODES and going_on <= STAY


def _of(spans: pd.DataFrame) -> str:
    """Most frequent way of writing."""
    return str(spans.groupby("shape")["rows"].sum().idxmax())


ALL_NEW = N_(
    "%(column)s: all names were replaced on one day. None of the %(before)s before %(day_first)s "
    "stands after it, and %(after)s others do (rows: %(rows)s, %(money)s). Are they the same, "
    "written otherwise?"
)
OTHER_KEYS = N_(
    "%(column)s: from %(day_first)s on keys are written otherwise: %(new)s in place of %(old)s "
    "(codes: %(codes)s, %(money)s). Whoever has a new key counts as another one; ask for a table "
    "of old and new keys."
)
