"""Which classes do the items of one cut have: customers, products, categories, managers, branches?

A cut that the sales do not name gives nothing, and nothing follows from it.
"""

from typing import NamedTuple

import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.classes import abc_xyz, findings
from helpers.language import tr
from helpers.language.findings import Finding
from helpers.settings import AbcSettings, XyzSettings


class Cut(NamedTuple):
    """Classes of one cut; all of it None or empty where the sales do not name the cut.

    ``classes`` are those of :func:`~helpers.analysis.classes.abc_xyz.abc_xyz`, ``kept`` the same
    as a result table, ``measures`` those of ``abc_by_measure``; ``carriers`` says how few items
    bring most of the money, ``note`` in which periods regularity is counted. A cut of few items
    has no letters: ``amounts`` stand there alone, and ``too_few`` says so.
    """

    name: str
    classes: pd.DataFrame | None = None
    kept: pd.DataFrame | None = None
    measures: pd.DataFrame | None = None
    amounts: pd.DataFrame | None = None
    too_few: str = ""
    carriers: Finding | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """Words of :attr:`carriers`, for a table, or those of a table without letters."""
        if self.too_few:
            return tr("A year's net sales, the largest first")
        return self.carriers.text if self.carriers else ""


def cut(sales: Table, name: str, abc: AbcSettings, xyz: XyzSettings, *, as_of: pd.Timestamp) -> Cut:
    """Count the classes of one cut at the last month-ends.

    Parameters
    ----------
    sales
        Ibis table, one row per line.
    name
        Column of ``sales``: ``customer``, ``product``, ``category``, ``manager``, ``branch``.
    abc, xyz
        Where the classes end.
    as_of
        Last day that counts.

    Returns
    -------
    The classes, the classes by every measure, and what they say.
    """
    if name not in sales.columns:
        return Cut(name)
    laid = abc_xyz.windows(sales, cut=name, as_of=as_of, months=abc.window_months)
    every, measures = abc_xyz.abc_xyz(laid, abc, xyz), abc_xyz.abc_by_measure(laid, abc)
    items, months = len(findings.at_last(every)), laid.months
    needed = {"least": abc.least_items, "least_months": xyz.least_months}
    few = items > 0 and (items < abc.least_items or months < xyz.least_months)
    classes, measures = (t.head(0) if few else t for t in (every, measures))
    return Cut(
        name,
        classes,
        kept=classes[abc_xyz.COLUMNS],
        measures=measures,
        amounts=every[["as_of", "item", "amount"] if few else every.columns],
        too_few=findings.too_few(items, months, **needed, cut=name) if few else "",
        carriers=findings.carriers(classes, cut=name),
        note=findings.period_note(classes),
    )
