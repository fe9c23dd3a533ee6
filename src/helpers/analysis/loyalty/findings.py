"""What does the chapter on loyalty say of the scale? Sentences with numbers, and their source."""

import pandas as pd

from helpers.analysis.loyalty.at_risk import AtRisk, share_at
from helpers.analysis.loyalty.scale import STAYS_FROM
from helpers.language import N_, Number, tr
from helpers.language.findings import Finding, Trail


def at_risk(found: AtRisk | None, *, better: float) -> Finding | None:
    """Say what a rival so much better would take of the revenue asked about, and what is dark."""
    if found is None:
        return None
    told = share_at(found, better)
    return Finding(
        key="loyalty.at_risk",
        message=N_(
            "A rival %(better)s better would take %(share)s of the revenue we asked about "
            "(%(low)s to %(high)s); of %(unknown)s of our revenue we know nothing"
        ),
        numbers={
            "better": Number(better, "percent"),
            "share": Number(told.value, "percent"),
            "low": Number(told.low, "percent"),
            "high": Number(told.high, "percent"),
            "unknown": Number(1 - found.known, "percent"),
        },
        trail=Trail("revenue_at_risk", len(found.table)),
        role="lever",
        certainty="estimated",
        so_what=tr("Whoever was never asked can go without a word."),
        decide=tr("Whom do we ask next, and which promise answers the first ten per cent?"),
    )


def between(found: AtRisk | None, *, better: float) -> Finding | None:
    """Say between which ends the company's share lies, and what it is if all are alike."""
    if found is None:
        return None
    row = found.at(better)
    return Finding(
        key="loyalty.between",
        message=N_(
            "Of all our revenue a rival %(better)s better would take between %(low)s and %(high)s, "
            "whatever the others would say; if those not asked are like those asked, %(alike)s"
        ),
        numbers={
            "better": Number(better, "percent"),
            "low": Number(float(row["bound_low"]), "percent"),
            "high": Number(float(row["bound_high"]), "percent"),
            "alike": Number(float(row["if_alike"]), "percent"),
        },
        trail=Trail("revenue_at_risk", len(found.table)),
        certainty="bounded",
    )


def stay(table: pd.DataFrame | None) -> Finding | None:
    """Say who leaves for an equal offer and who does not leave at all."""
    if table is None or table.empty:
        return None
    first, last = (table[table["threshold"] <= 0], table[table["threshold"] >= STAYS_FROM])
    return Finding(
        key="loyalty.stay",
        message=N_(
            "For an equal offer %(go)s of those asked would go, with %(go_money)s of the revenue "
            "asked about; %(stay)s with %(stay_money)s of it stay even if a rival is %(from)s "
            "better"
        ),
        numbers={
            "go": Number(float(first["share"].sum()), "percent"),
            "go_money": Number(float(first["revenue_share"].sum()), "percent"),
            "stay": Number(float(last["share"].sum()), "percent"),
            "stay_money": Number(float(last["revenue_share"].sum()), "percent"),
            "from": Number(STAYS_FROM, "percent"),
        },
        trail=Trail("loyalty_scale", len(table)),
    )
