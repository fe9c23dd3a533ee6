"""What does the chapter say about discount, cashback and gift side by side?"""

import pandas as pd

from helpers.analysis.models.compare import Difference
from helpers.analysis.terms.bonuses import FOLLOW_DAYS, compared
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail


def bonus(kinds: pd.DataFrame | None, *, least: int) -> Finding | None:
    """Say what discount, cashback and gift of one face value cost; None without two of them."""
    told = compared(kinds, least=least)
    if told is None or len(told) < 2:
        return None
    first, last = told.iloc[0], told.iloc[-1]
    return Finding(
        key="terms.bonus",
        message=N_("Of one face value %(cheap)s costs us %(least)s today and %(dear)s %(most)s"),
        numbers={
            "cheap": Number(tr(str(first["kind"])), "text"),
            "least": Number(float(first["cost_today"]), "percent"),
            "dear": Number(tr(str(last["kind"])), "text"),
            "most": Number(float(last["cost_today"]), "percent"),
        },
        trail=Trail("bonus_kinds", len(told)),
        certainty="estimated",
    )


def redeemers(found: Difference | None, *, least: int) -> Finding | None:
    """Say whether using a bonus goes together with buying more; None where too few can be told."""
    if found is None or min(found.matched, found.others) < least:
        return None
    numbers = {
        "more": Number(found.estimate.value, "number", 2),
        "low": Number(found.estimate.low, "number", 2),
        "high": Number(found.estimate.high, "number", 2),
        "days": Number(FOLLOW_DAYS),
    }
    return Finding(
        key="terms.redeemers",
        message=_NOT_BEYOND_CHANCE if found.estimate.low <= 0 else _MORE,
        numbers=numbers,
        trail=Trail("bonuses", found.matched + found.others),
        certainty="estimated",
    )


_MORE = N_(
    "Whoever uses a bonus buys on %(more)s more days in the next %(days)s days than other "
    "holders of the same month (%(low)s to %(high)s); it goes together, and using may be the "
    "sign and not the cause"
)
_NOT_BEYOND_CHANCE = N_(
    "Whoever uses a bonus does not buy more often in the next %(days)s days than other "
    "holders of the same month, beyond chance (%(low)s to %(high)s days)"
)
