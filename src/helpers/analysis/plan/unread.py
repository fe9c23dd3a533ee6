"""What of the sheets of earlier sessions could not be understood?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from helpers.language import N_, forms, ntr, number, tr
from helpers.language.cells import Column
from helpers.language.columns import column

if TYPE_CHECKING:
    from helpers.records.engagement.sessions.filled import Fault

EXAMPLES = 2  # cells that are quoted; the whole list stands in the guide and in the tables
ONE = N_("%(file)s, row %(row)s: %(why)s. The cell counts as empty.")
CELLS = forms(
    "%(n)s cell of the sheets of earlier sessions could not be read and counts as empty: "
    "%(first)s; and so on. The list is in the table %(table)s.",
    "%(n)s cells of the sheets of earlier sessions could not be read and count as empty: "
    "%(first)s; and so on. The list is in the table %(table)s.",
)
TABLE = "decisions_unread"
MOST_SAID = 3  # sentences about whole sheets
MORE = forms(
    "%(n)s more sentence of this kind stands in the table %(table)s.",
    "%(n)s more sentences of this kind stand in the table %(table)s.",
)


def sheets(said: Sequence[str]) -> str:
    """What is to be said of whole sheets; the first sentences, and how many more there are."""
    more = len(said) - MOST_SAID
    rest = [ntr(*MORE, more) % {"n": number(more), "table": TABLE}] if more > 0 else []
    return " ".join([*said[:MOST_SAID], *rest])


def cells(faults: Sequence["Fault"]) -> str:
    """Say how many cells could not be read, with the first ones; empty where all could."""
    if len(faults) <= EXAMPLES:
        return " ".join(
            tr(ONE) % {"file": fault.file, "row": number(fault.row), "why": fault.why}
            for fault in faults
        )
    first = "; ".join(map(_words, faults[:EXAMPLES]))
    values = {"n": number(len(faults)), "first": first, "table": TABLE}
    return ntr(*CELLS, len(faults)) % values


def _words(fault: "Fault") -> str:
    text = tr("%(file)s, row %(row)s: %(why)s")
    return text % {"file": fault.file, "row": number(fault.row), "why": fault.why}


def listed(said: Sequence[str], faults: Sequence["Fault"]) -> pd.DataFrame | None:
    """Everything that could not be read: ``file``, ``row``, ``why``; None where there is nothing.

    What is said of a whole sheet has neither file nor row of its own.
    """
    rows = [*((None, None, one) for one in said), *faults]
    if not rows:
        return None
    table = pd.DataFrame(rows, columns=["file", "row", "why"])
    return table.astype({"row": "Int64"})


def columns() -> list[Column]:
    """Columns of :func:`listed`."""
    return [
        column("file", tr("File"), "text"), column("row", tr("Row"), "count"),
        column("why", tr("What stands there"), "text"),
    ]  # fmt: skip
