"""Which columns does a chart draw, and what are they called?

The first column of a table is what stands along the axis, the others are drawn, each under
its label; where a chapter names columns, those are taken.
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from helpers.language.cells import Column
from helpers.language.columns import column, kind_known, labels_of

Series = Iterable[str] | Mapping[str, str] | None


def axis_and_series(table: pd.DataFrame, x: str, series: Series) -> tuple[str, dict[str, str]]:
    """Column along the axis, and the columns drawn with their words."""
    x = x or str(table.columns[0])
    if series is None:
        series = {n: column(n, _own(n)).label for n in map(str, table.columns) if n != x}
    return x, labels_of(series)


def _own(name: str) -> str:
    """Name of a column that the registry does not know, as it stands: ``A``, ``2013``."""
    return "" if kind_known(name) else name


def as_told(key: str, kind: str) -> Column:
    """Column ``key`` as a reader sees it; one that the registry does not know has its own name."""
    return column(key, _own(key), kind)


def in_order(table: pd.DataFrame, *named: str) -> list[str]:
    """Columns that are named; where one is not, the column at its place in the table."""
    places = [str(name) for name in table.columns]
    return [name or places[place] for place, name in enumerate(named)]


def known_kind(name: str | None) -> str:
    """How the numbers of a column are written; money where the registry does not know it."""
    return kind_known(name or "") or "money"
