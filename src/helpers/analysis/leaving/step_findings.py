"""What do we say about the steps of leaving?"""

import pandas as pd

from helpers.analysis.definitions.base import PROFIT
from helpers.analysis.definitions.ladder import BETWEEN, STEPS
from helpers.analysis.definitions.standing import Standing
from helpers.analysis.leaving import steps
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail

LATE_PROFIT = forms(
    "%(n)s customer is late for its own habit; its repeated purchases earned %(money)s of gross "
    "profit in the last year",
    "%(n)s customers are late for their own habit; their repeated purchases earned %(money)s of "
    "gross profit in the last year",
)
LATE_SALES = forms(
    "%(n)s customer is late for its own habit; its repeated purchases brought %(money)s in the "
    "last year",
    "%(n)s customers are late for their own habit; their repeated purchases brought %(money)s in "
    "the last year",
)


def on_the_ladder(at: Standing) -> Finding:
    """Say how many customers stand on each step."""
    counts = at.now["step"].value_counts()
    some = BETWEEN in counts
    return Finding(
        key="leaving.ladder",
        message=N_(
            "Of %(n)s customers %(in_rhythm)s are in rhythm, %(late)s late, %(left)s have left and "
            "%(gone)s are gone; %(between)s stand between purchases of durable goods"
        )
        if some
        else N_(
            "Of %(n)s customers %(in_rhythm)s are in rhythm, %(late)s late, %(left)s have left and "
            "%(gone)s are gone"
        ),
        numbers={
            "n": Number(len(at.now)),
            **{step: Number(int(counts.get(step, 0))) for step in (*STEPS, BETWEEN)},
        },
        trail=Trail("ladder", len(at.now)),
        customers=len(at.now),
    )


def moved(moves: pd.DataFrame) -> Finding | None:
    """Say who went down and who went up in a quarter, both with their money; None if nobody did."""
    by = moves.set_index("move")
    up = by.loc["up"] + by.loc["came"]
    if not by.loc["down", "customers"] and not up["customers"]:
        return None
    return Finding(
        key="leaving.moved",
        message=N_(
            "In a quarter %(down)s customers moved down the ladder, with %(minus)s of repeated net "
            "sales a year; %(up)s moved up or came, with %(plus)s"
        ),
        numbers={
            "down": Number(int(by.loc["down", "customers"])),
            "minus": Number(-float(by.loc["down", "amount"]), "money"),
            "up": Number(int(up["customers"])),
            "plus": Number(float(up["amount"]), "money"),
        },
        trail=Trail("ladder_moves", len(moves)),
        role="change",
        customers=int(by.loc["down", "customers"] + up["customers"]),
        money=abs(float(by.loc["net", "amount"])),
        measure="net sales a year",
    )


def hardly_chance(at: Standing, *, p_below: float) -> Finding | None:
    """Say of how many who have left the silence is hardly chance; None where nobody has.

    The rest is told apart: beyond the own habit and yet perhaps chance; beyond the horizon alone,
    which is shorter than the customer's own longest usual pause; and without a habit.
    """
    left = at.now[at.now["step"] == "left"]
    if left.empty:
        return None
    within = left["habit"] & ~steps.beyond_habit(left)
    sure = left["habit"] & ~within & (left["chance_of_silence"] <= p_below)
    counts = {
        "n": len(left),
        "sure": sure.sum(),
        "open": (left["habit"] & ~within & ~sure).sum(),
        "within": within.sum(),
        "once": (~left["habit"]).sum(),
    }
    return Finding(
        key="leaving.left",
        message=forms(
            "%(n)s customer has been silent beyond the horizon and counts as left. For %(sure)s "
            "this is hardly chance; for %(open)s it is longer than the own habit and may yet be "
            "chance; for %(within)s it is no longer than a pause before; for %(once)s there is no "
            "habit, because all was bought in one month",
            "%(n)s customers have been silent beyond the horizon and count as left. For %(sure)s "
            "this is hardly chance; for %(open)s it is longer than the own habit and may yet be "
            "chance; for %(within)s it is no longer than a pause before; for %(once)s there is no "
            "habit, because all was bought in one month",
        ),
        plural="n",
        numbers={name: Number(int(count)) for name, count in counts.items()},
        trail=Trail("ladder", len(left), "step = left"),
        customers=left["customer"],
        certainty="estimated",
    )


def at_risk(at: Standing) -> Finding | None:
    """Say what those brought who are late, in the base; None where nobody is, or it was nothing."""
    late, money = steps.late(at), steps.base_of(at)
    at_stake = float(late[money].sum())
    if late.empty:
        return None
    profit = money == steps.REPEATED[PROFIT]
    return Finding(
        key="leaving.at_risk",
        message=LATE_PROFIT if profit else LATE_SALES,
        numbers={"n": Number(len(late)), "money": Number(at_stake, "money")},
        plural="n",
        role="lever",
        so_what=tr("They have not left yet: there is still time to speak with them."),
        decide=tr("Who speaks with those whom we talk to, and what may they be offered?"),
        trail=Trail("ladder", len(late), "step = late"),
        customers=late["customer"],
        money=at_stake,
        measure="gross profit a year" if profit else "net sales a year",
    )
