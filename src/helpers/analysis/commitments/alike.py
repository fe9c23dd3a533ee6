"""Which customers are alike, and does a manager serve any whose like others serve too?"""

import numpy as np
import pandas as pd

from helpers.settings import CommitmentSettings

BANDS = (5, 10)  # purchases so far at which customers of a habit are told apart


def with_segment(table: pd.DataFrame, segment: pd.Series | None) -> pd.DataFrame:
    """Rows with the ``segment`` of their customer, empty where it is not known.

    Returns
    -------
    The rows as they are where no segments were brought.
    """
    if segment is None:
        return table
    return table.assign(segment=table["customer"].map(segment).fillna(""))


def cells(table: pd.DataFrame) -> np.ndarray:
    """Number of the cell of each row of :func:`panel.panel`.

    Returns
    -------
    Rows of one number agree in segment (where brought), purchases so far, and the category with
    most of their money.
    """
    band = np.searchsorted(BANDS, table["purchases"], side="right")
    by = [table["main"], pd.Series(band, index=table.index, name="band")]
    by += [table["segment"]] if "segment" in table else []
    return table.groupby(by, sort=True, dropna=False).ngroup().to_numpy()


def overlap(table: pd.DataFrame, cell: np.ndarray, rules: CommitmentSettings) -> pd.Series:
    """Share of each manager's rows in cells with ``cell_customers`` customers of other managers.

    Returns
    -------
    Share (0–1) by manager.
    """
    rows = pd.DataFrame({"cell": cell, "manager": table["manager"], "who": table["who"]})
    mine = rows.drop_duplicates().groupby(["cell", "manager"]).size()
    all_of = rows.drop_duplicates(["cell", "who", "manager"]).groupby("cell").size()
    others = all_of.reindex(mine.index.get_level_values("cell")).to_numpy() - mine.to_numpy()
    enough = pd.Series(others >= rules.cell_customers, index=mine.index, name="enough")
    joined = rows.join(enough, on=["cell", "manager"])
    return joined.groupby("manager")["enough"].mean()
