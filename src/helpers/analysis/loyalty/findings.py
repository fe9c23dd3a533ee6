"""What does the chapter say of the scale, of whom to ask next, of the loyal and of the best?"""

import pandas as pd

from helpers.analysis.definitions.best_customer import LEAST_TOLD, lacking
from helpers.analysis.loyalty import signs
from helpers.analysis.loyalty.at_risk import AtRisk, share_at
from helpers.analysis.loyalty.brings import Brings
from helpers.analysis.loyalty.scale import STAYS_FROM
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import LoyaltySettings


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
        money=told.value * found.known * found.revenue,
        measure="net sales a year",
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


def stay(table: pd.DataFrame, found: AtRisk | None) -> Finding | None:
    """Say who leaves for an equal offer and who does not at all; None without a curve."""
    if found is None:
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


def ask_next(found: AtRisk | None, listed: pd.DataFrame) -> Finding | None:
    """Say how much of the dark the customers on the list take away."""
    if found is None or listed.empty:
        return None
    return Finding(
        key="loyalty.ask_next",
        message=forms(
            "Asking %(n)s customer more lets us know of %(after)s of our revenue instead of "
            "%(known)s",
            "Asking %(n)s customers more lets us know of %(after)s of our revenue instead of "
            "%(known)s",
        ),
        plural="n",
        numbers={
            "n": Number(len(listed)),
            "after": Number(float(listed["known_after"].iloc[-1]), "percent"),
            "known": Number(found.known, "percent"),
        },
        trail=Trail("ask_next", len(listed)),
        role="lever",
        customers=listed["customer"].tolist(),
    )


def brings(found: Brings | None, rules: LoyaltySettings) -> Finding | None:
    """Say what margin goes together with loyalty, or that it cannot be told from nothing."""
    if found is None or not found.enough(rules):
        return None
    told = found.difference.estimate
    return Finding(
        key="loyalty.brings",
        message=_more_or_less(told.low, told.high),
        numbers={
            "from": Number(rules.loyal_from, "percent"),
            "money": Number(abs(told.value), "money"),
            "low": Number(told.low, "money"),
            "high": Number(told.high, "money"),
            "n": Number(found.difference.matched),
            "unmatched": Number(found.difference.unmatched),
        },
        trail=Trail("loyalty_brings", len(found.table)),
        certainty="estimated",
    )


def _more_or_less(low: float, high: float) -> str:
    if low > 0:
        return N_(
            "Customers who stay unless a rival is %(from)s better bring %(money)s a year more "
            "margin than others like them (%(low)s to %(high)s), in the months after they were "
            "asked; %(n)s of them found their like, %(unmatched)s did not"
        )
    if high < 0:
        return N_(
            "Customers who stay unless a rival is %(from)s better bring %(money)s a year less "
            "margin than others like them (%(low)s to %(high)s), in the months after they were "
            "asked; %(n)s of them found their like, %(unmatched)s did not"
        )
    return N_(
        "Whether customers who stay unless a rival is %(from)s better bring more margin than "
        "others like them cannot be told: the difference lies between %(low)s and %(high)s a "
        "year; %(n)s of them found their like, %(unmatched)s did not"
    )


def best(table: pd.DataFrame) -> Finding | None:
    """Say how many show all signs, how many are one step away, and what these mostly lack."""
    told, near = len(signs.told(table)), signs.one_step_away(table)
    if told < LEAST_TOLD or near.empty:
        return None
    short = table.loc[table["customer"].isin(near["customer"]), "short_of_best"]
    mostly = lacking(short.mode().head(1)).iloc[0]
    return Finding(
        key="loyalty.best",
        message=_BEST,
        plural="n",
        numbers={
            "n": Number(len(near)),
            "sign": Number(mostly, "word"),
            "signs": Number(told),
            "best": Number(int((table["points"] == told).sum())),
        },
        trail=Trail("best_customer_signs", len(near), "short_of_best, revenue > 0"),
        role="lever",
        customers=near["customer"].tolist(),
    )


_BEST = forms(
    "%(n)s customer who buys is one sign short of the best; most often the sign is: "
    "%(sign)s. All %(signs)s signs are shown by %(best)s",
    "%(n)s customers who buy are one sign short of the best; most often the sign is: "
    "%(sign)s. All %(signs)s signs are shown by %(best)s",
)
