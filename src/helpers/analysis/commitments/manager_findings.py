"""What does the chapter say about managers?"""

import math

import pandas as pd

from helpers.analysis.commitments.claim import share_of_managers
from helpers.analysis.commitments.depends import by_manager
from helpers.analysis.commitments.handover import HandedOver
from helpers.analysis.commitments.lettered import letters
from helpers.analysis.commitments.served import Hanging, Served
from helpers.given import when_given
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail

OF = 100


def named(found: Served | None) -> Finding | None:
    """Say by a letter who loses more customers than the middle would; None where nobody does."""
    if found is None or not found.managers["named"].any():
        return None
    row = found.managers[found.managers["named"]].iloc[0]
    return Finding(
        key="commitments.manager",
        message=_NAMED,
        numbers={
            "manager": Number(letters(found)[row["manager"]], "text"),
            "lost": Number(int(row["observed"])),
            "expected": Number(float(row["expected"])),
            "ratio": Number(float(row["ratio"]), digits=1),
            "shrunk": Number(float(row["shrunk"]), digits=2),
            "low": Number(float(row["low"]), digits=2),
            "high": Number(float(row["high"]), digits=2),
        },
        role="change",
        customers=int(row["customers"]),
        trail=Trail("managers", 1, "named = yes"),
        certainty="estimated",
    )


_NAMED = N_(
    "%(manager)s lost %(lost)s customers where the manager in the middle would have lost "
    "%(expected)s of the same ones: %(ratio)s times as many, and once luck is taken off "
    "%(shrunk)s (%(low)s to %(high)s)"
)


def nobody(found: Served | None) -> Finding | None:
    """Say that no manager may be named, and of how many that was tried; None where one is."""
    if found is None or found.managers["named"].any() or not found.managers["judged"].any():
        return None
    mine = found.managers[found.managers["judged"]]
    return Finding(
        key="commitments.no_manager",
        message=forms(
            "With %(n)s manager who can be compared, customers alike are lost as often as luck has "
            "it: nobody stands out",
            "With %(n)s managers who can be compared, customers alike are lost as often as luck "
            "has it: nobody stands out",
        ),
        plural="n",
        numbers={"n": Number(len(mine))},
        trail=Trail("managers", len(mine), "judged = yes"),
        certainty="estimated",
    )


def before_mix(found: Served | None) -> Finding | None:
    """Say how far the worst of all customers is from its place among customers alike.

    None where whoever looks worst may be named, or does not look worse than the middle.
    """
    if found is None or not found.managers["judged"].any():
        return None
    mine = found.managers[found.managers["judged"]].set_index("manager")
    plain = found.before.reindex(mine.index)
    worst = plain.idxmax()
    if mine.loc[worst, "named"] or not plain[worst] > max(1.0, mine.loc[worst, "ratio"]):
        return None
    return Finding(
        key="commitments.before_mix",
        message=_BEFORE_MIX,
        numbers={
            "before": Number(float(plain[worst]), digits=1),
            "after": Number(float(mine.loc[worst, "ratio"]), digits=2),
        },
        role="doubt",
        trail=Trail("managers", len(mine), "judged = yes"),
        certainty="estimated",
    )


_BEFORE_MIX = N_(
    "Before customers are held equal one manager looks worst, with %(before)s times the "
    "losses of all; of customers alike it is %(after)s"
)


@when_given
def handed_over(found: HandedOver) -> Finding:
    """Say whether customers of managers who left were lost more often than others alike."""
    apart = found.all.estimate
    unlike = apart.low > 0 or apart.high < 0
    return Finding(
        key="commitments.handed_over",
        message=_LOST_BEYOND if unlike else _CANNOT_BE_TOLD,
        plural="n",
        numbers={
            "more": Number(OF * apart.value),
            "of": Number(OF),
            "low": Number(OF * (apart.low if unlike else -apart.low)),
            "high": Number(OF * apart.high),
            "n": Number(found.all.matched),
        },
        role="base" if unlike else "doubt",
        trail=Trail("hand_overs", 1),
        certainty="estimated",
    )


_LOST_BEYOND = forms(
    "In the months after a manager left, %(more)s of %(of)s of his customers were lost "
    "beyond those of customers alike (%(low)s to %(high)s), %(n)s customer handed over",
    "In the months after a manager left, %(more)s of %(of)s of his customers were lost "
    "beyond those of customers alike (%(low)s to %(high)s), %(n)s customers handed over",
)
_CANNOT_BE_TOLD = forms(
    "Whether a hand-over costs customers cannot be told from %(n)s customer handed over: "
    "of %(of)s, %(low)s fewer to %(high)s more were lost than of customers alike",
    "Whether a hand-over costs customers cannot be told from %(n)s customers handed over: "
    "of %(of)s, %(low)s fewer to %(high)s more were lost than of customers alike",
)


@when_given
def hangs(found: Hanging) -> Finding | None:
    """Say what hangs on the manager with whom most money would go."""
    sums = by_manager(found.rows)
    if sums.empty or not sums["money"].iloc[0] > 0:
        return None
    row = sums.iloc[0]
    theirs = found.rows.loc[found.rows["manager"] == row["manager"], "customer"]
    return Finding(
        key="commitments.hangs",
        message=_HANGS,
        plural="n",
        numbers={
            "n": Number(len(found.rows)),
            "manager": Number(row["manager"], "text"),
            "share": Number(float(row["money"] / sums["money"].sum()), "percent"),
            "money": Number(float(row["money"]), "money"),
            "stake": Number(float(row["at_stake"]), "money"),
        },
        role="lever",
        money=float(row["at_stake"]),
        measure=found.measure,
        customers=theirs,
        so_what=tr("If this person leaves, customers may leave too."),
        decide=tr("Who becomes the second contact of each of these customers, and by when?"),
        trail=Trail("depends_on_manager", len(found.rows)),
        certainty="estimated" if found.goes.known else "assumed",
    )


_HANGS = forms(
    "%(n)s customer with a habit buys at one desk; the largest, that of %(manager)s, "
    "holds %(share)s of what they bring, %(money)s a year, of which %(stake)s may go "
    "with it",
    "%(n)s customers with a habit buy at one desk each; the largest, that of %(manager)s, "
    "holds %(share)s of what they bring, %(money)s a year, of which %(stake)s may go "
    "with it",
)


def claimed(found: Served | None) -> Finding | None:
    """Say how much of the difference between customers goes with managers; None where unknown."""
    ours = share_of_managers(found.managers if found else None)
    if found is None or math.isnan(ours.high):
        return None
    return Finding(
        key="commitments.decides",
        message=N_(
            "The manager decides four fifths of it, it is said. Of what tells a customer who stays "
            "from one who is lost, %(ours)s goes with the manager (%(low)s to %(high)s)"
        ),
        numbers={
            "ours": Number(ours.value, "percent", digits=1),
            "low": Number(ours.low, "percent", digits=1),
            "high": Number(ours.high, "percent", digits=1),
        },
        trail=Trail("managers", int(found.managers["judged"].sum()), "judged = yes"),
        certainty="estimated",
    )


def handed_frame(found: HandedOver | None) -> pd.DataFrame | None:
    """Rows of the table of hand-overs; None where nobody left.

    Returns
    -------
    ``group`` (all, written to in time, not), ``customers`` handed over, ``others`` alike,
    ``unmatched``, ``more`` (lost beyond those of others, a share) with ``low`` and ``high``.
    """
    if found is None:
        return None
    named_as = {"all": found.all, "written to": found.written, "not written to": found.silent}
    rows = [
        (name, d.matched, d.others, d.unmatched, *d.estimate)
        for name, d in named_as.items()
        if d is not None
    ]
    columns = ["group", "customers", "others", "unmatched", "more", "low", "high"]
    return pd.DataFrame(rows, columns=columns)
