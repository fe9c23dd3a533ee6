"""Which classes do the items of one cut have: customers, products, categories, managers, branches?

A cut that the sales do not name gives nothing, and nothing follows from it.
"""

from typing import NamedTuple

import pandas as pd
from ibis.expr.types import Table

from helpers.analysis.classes import abc_xyz, findings
from helpers.language.findings import Finding
from helpers.settings import AbcSettings, XyzSettings


class Cut(NamedTuple):
    """Classes of one cut; all of it None or empty where the sales do not name the cut.

    ``classes`` are those of :func:`~helpers.analysis.classes.abc_xyz.abc_xyz`, ``kept`` the same
    as a result table, ``measures`` those of ``abc_by_measure``; ``carriers`` says how few items
    bring most of the money, ``note`` in which periods regularity is counted.
    """

    name: str
    classes: pd.DataFrame | None = None
    kept: pd.DataFrame | None = None
    measures: pd.DataFrame | None = None
    carriers: Finding | None = None
    note: str = ""

    @property
    def title(self) -> str:
        """Words of :attr:`carriers`, for a table; empty where there is no money."""
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
    classes = abc_xyz.abc_xyz(laid, abc, xyz)
    return Cut(
        name,
        classes,
        kept=classes[abc_xyz.COLUMNS],
        measures=abc_xyz.abc_by_measure(laid, abc),
        carriers=findings.carriers(classes, cut=name),
        note=findings.period_note(classes),
    )
