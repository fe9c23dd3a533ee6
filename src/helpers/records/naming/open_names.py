"""Which proposals to merge has nobody answered, and how much would they move?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records.doubts.doubt import Doubt, exact


def still_open(typed: Rows, proposed: Mapping[str, Mapping[str, str]]) -> list[Doubt]:
    """Sentences on the accepted rows of sale under names that may mean another one.

    Returns
    -------
    One of each column: ``names`` of ``every``, with their ``rows`` and ``money``.
    """
    return list(_told(typed.filter(typed.heap == "accepted"), proposed))


def unanswered(doubts: Iterable[Sequence[Any]]) -> pd.DataFrame:
    """Numbers of these sentences among all ``doubts``, one row a column of sales."""
    told = [values for text, values in doubts if text == OPEN]
    return pd.DataFrame(told, columns=["column", "names", "rows", "money", "every"])


def _told(rows: Rows, proposed: Mapping[str, Mapping[str, str]]) -> Iterator[Doubt]:
    for column, means in proposed.items():
        if column not in rows.columns:
            continue
        under = rows.filter(rows[column].isin(sorted(means)))
        found = under.agg(
            rows=under.count(), money=under.amount.sum(), names=under[column].nunique()
        ).execute().iloc[0]  # fmt: skip
        if found["names"]:
            every = rows[column].nunique().execute()
            yield (
                OPEN,
                {
                    "column": column,
                    "names": int(found["names"]),
                    "rows": int(found["rows"]),
                    "money": exact(found["money"]),
                    "every": int(every),
                },
            )


OPEN = N_(
    "%(column)s: proposals in aliases.csv that nobody has answered: %(names)s of %(every)s names, "
    "with rows: %(rows)s, %(money)s. Until then each of these names counts by itself."
)
