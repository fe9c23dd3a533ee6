"""Which tables about loyalty does the reader see?"""

import pandas as pd

from helpers.analysis.loyalty.at_risk import AtRisk
from helpers.analysis.loyalty.scale import STAYS_FROM
from helpers.language import percent, tr
from helpers.language.cells import Column
from helpers.language.columns import column

SHOWN = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0)  # steps of the curve in a table


def curve(found: AtRisk | None) -> pd.DataFrame | None:
    """Result table ``revenue_at_risk``; None without a curve."""
    return None if found is None else found.table


def lines() -> dict[str, str]:
    """Lines of the chart of revenue at risk, in words."""
    return {
        "share": tr("of the revenue we asked about"),
        "bound_low": tr("of all, at least"),
        "bound_high": tr("of all, at most"),
        "if_alike": tr("of all, if alike"),
    }


def steps(found: AtRisk | None) -> pd.DataFrame | None:
    """Some steps of the curve, for a table; None without a curve."""
    if found is None:
        return None
    rows = pd.DataFrame([found.at(step) for step in SHOWN])
    return rows.assign(rival=[rival(step) for step in SHOWN])


def rival(better: float) -> str:
    """How much better a rival is, in words."""
    if better == 0:
        return tr("just as good")
    if better >= STAYS_FROM:
        return tr("%(share)s better (they do not leave)") % {"share": percent(better)}
    return tr("%(share)s better") % {"share": percent(better)}


def step_columns() -> list[Column]:
    """Columns of the table of steps."""
    return [
        column("rival", tr("A rival that is")),
        column("share", tr("Of the revenue we asked about"), digits=0),
        column("low", kind="percent", digits=0),
        column("high", kind="percent", digits=0),
        column("bound_low", tr("Of all revenue, at least"), "percent", digits=0),
        column("bound_high", tr("Of all revenue, at most"), "percent", digits=0),
        column("if_alike", tr("If those not asked are alike"), "percent", digits=0),
    ]
