"""What stays with the company, and who takes it away again?"""

import pandas as pd

from helpers.analysis.definitions.base import PROFIT, SALES, base_of
from helpers.language import Number, forms, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import StandingOutSettings

STAYS = forms(
    "Of %(sales)s of net sales %(profit)s stay as gross profit; %(n)s customer sold to below cost "
    "takes %(lost)s away",
    "Of %(sales)s of net sales %(profit)s stay as gross profit; %(n)s customers sold to below cost "
    "take %(lost)s away",
)
ENDS_IN_A_LOSS = forms(
    "A year's net sales of %(sales)s end in a gross loss of %(profit)s; with %(n)s customer sold "
    "to below cost %(lost)s is lost",
    "A year's net sales of %(sales)s end in a gross loss of %(profit)s; with %(n)s customers sold "
    "to below cost %(lost)s is lost",
)


def losers(now: pd.DataFrame) -> pd.DataFrame:
    """Customers sold to below cost over the year, the largest loss first.

    Returns
    -------
    ``customer``, ``net_sales_year``, ``gross_profit_year``.
    """
    # of whom returns outweigh sales nobody can say that he was sold to below cost
    rows = now[(now[PROFIT] < 0) & (now[SALES] > 0)].sort_values(
        [PROFIT, "customer"], ignore_index=True
    )
    return rows[["customer", SALES, PROFIT]]


def take_away(now: pd.DataFrame, rules: StandingOutSettings) -> Finding | None:
    """Say what stays of a year's sales and what customers take away; None where that is little."""
    rows, whole = losers(now), float(now[PROFIT].sum())
    if base_of(now) != PROFIT or rows.empty or not now[SALES].sum() > 0:
        return None
    lost = float(-rows[PROFIT].sum())
    if lost < rules.least_share * abs(whole):
        return None
    return Finding(
        key="standing_out.take_away",
        message=STAYS if whole >= 0 else ENDS_IN_A_LOSS,
        plural="n",
        numbers={
            "sales": Number(float(now[SALES].sum()), "money"),
            "profit": Number(abs(whole), "money"),
            "n": Number(len(rows)),
            "lost": Number(lost, "money"),
        },
        role="lever",
        customers=rows["customer"],
        money=lost,
        measure="gross profit a year",
        so_what=tr("Without these sales the company would keep more."),
        decide=tr("Who gets new prices, whom do we let go, and who says so?"),
        trail=Trail("standing_out_below_cost", len(rows)),
    )
