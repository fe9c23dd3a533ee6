"""Which tables and points about managers does the reader see?"""

from typing import Any

import pandas as pd

from helpers.analysis.commitments.depends import by_manager
from helpers.analysis.commitments.lettered import letters
from helpers.analysis.commitments.served import Hanging, Served
from helpers.given import when_given
from helpers.language import N_, tr
from helpers.language.cells import Column
from helpers.language.columns import column

POINTS = {"x": "known", "y": "ratio", "name": "name"}
BEFORE = {"label": "who", "before": "before", "after": "ratio", "kind": "number"}
HANDED = {
    "all": N_("All who were handed over"),
    "written to": N_("Of these contacted in time"),
    "not written to": N_("Of these not contacted in time"),
}
DESKS = ["manager", "customers", "money", "at_stake"]


def points(found: Served | None) -> pd.DataFrame | None:
    """Managers who are judged: ``known`` (losses by how sure they are), ``ratio``, ``name``.

    ``name`` is a letter, and stands only with those whom all the rules tell apart; others are dots.

    Returns
    -------
    One row per judged manager; ``name`` is empty for who is not told apart.
    """
    if found is None or not found.managers["judged"].any():
        return None
    mine = found.managers[found.managers["judged"]]
    name = mine["manager"].map(letters(found)).where(mine["named"].astype(bool))
    return pd.DataFrame({"known": mine["error"] ** -2.0, "ratio": mine["ratio"], "name": name})


def heads() -> dict[str, Any]:
    """Words of the axes and of the limits of the funnel.

    Returns
    -------
    Words by the argument of the chart that shows them.
    """
    return {
        "x_name": tr("How much is known: losses expected, customers counted once"),
        "y_name": tr("Losses over expected ones"),
        "limit_names": (tr("95 of 100 by luck"), tr("998 of 1,000")),
    }


@when_given
def whole(found: Served) -> pd.DataFrame:
    """All managers as they are kept, with the ratio ``before`` customers are held equal.

    Returns
    -------
    As :func:`judged.managers`, with ``before``.
    """
    return found.managers.assign(before=found.managers["manager"].map(found.before))


def widened(found: Served | None) -> float:
    """Dispersion by which the limits are widened, 1 at least.

    Returns
    -------
    A factor on the variance.
    """
    if found is None or not found.managers["judged"].any():
        return 1.0
    return float(found.managers["dispersion"].max())


def before_after(found: Served | None) -> pd.DataFrame | None:
    """Ratio before customers are held equal and after: ``who`` is a letter.

    Returns
    -------
    One row per judged manager.
    """
    if found is None or not found.managers["judged"].any():
        return None
    mine = found.managers[found.managers["judged"]]
    names = mine["manager"]
    rows = mine.assign(before=names.map(found.before), who=names.map(letters(found)))
    rows = rows.sort_values("before", ascending=False, kind="stable")
    return rows[["who", "before", "ratio"]].reset_index(drop=True)


@when_given
def handed(table: pd.DataFrame) -> pd.DataFrame:
    """Hand-overs in the reader's words.

    Returns
    -------
    One row for all who were handed over, and for those written to in time and not.
    """
    return table.assign(group=[tr(HANDED[name]) for name in table["group"]])


def handed_columns() -> list[Column]:
    """Columns of :func:`handed`.

    Returns
    -------
    One column for each of those of :func:`handed`, in the order in which they are shown.
    """
    return [
        column("group", tr("Customers"), "text"), column("customers", tr("Handed over"), "count"),
        column("others", tr("Others alike"), "count"),
        column("more", tr("Lost beyond others"), "percent"),
        column("low", tr("At least"), "percent"), column("high", tr("At most"), "percent"),
    ]  # fmt: skip


@when_given
def desks(found: Hanging) -> pd.DataFrame:
    """What hangs on each manager, the most money first: ``DESKS``.

    Returns
    -------
    One row per manager.
    """
    return by_manager(found.rows)[DESKS]


def desk_columns() -> list[Column]:
    """Columns of :func:`desks`.

    Returns
    -------
    One column for each of those of :func:`desks`, in the order in which they are shown.
    """
    return [
        column("manager"), column("customers", tr("Customers of this desk alone"), "count"),
        column("money", tr("Bring a year"), "money"),
        column("at_stake", tr("May go with the manager"), "money"),
    ]  # fmt: skip
