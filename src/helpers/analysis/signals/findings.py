"""Who is leaving, for how much money, and what is only noise?"""

import pandas as pd

from helpers.analysis.signals.signals import by_customer
from helpers.analysis.signals.spans import Spans
from helpers.language import N_, Number, forms, month, tr
from helpers.language.findings import Finding, Trail

WORDS = {
    "less": N_("buys for less"),
    "rarer": N_("buys more rarely"),
    "cheaper": N_("pays lower prices"),
    "dropped": N_("dropped a category"),
    "late": N_("late for its own habit"),
    "left": N_("has left: silent beyond the horizon"),
    "gone": N_("gone: no purchase for a year"),
}


def in_words(signals: tuple[str, ...]) -> str:
    """Signals of one customer in the language of the reader.

    Returns
    -------
    A text.
    """
    return ", ".join(tr(WORDS[name]) for name in signals)


def leaving(signals: pd.DataFrame, tried: pd.DataFrame) -> Finding:
    """Say how many customers show that they are leaving, or that none does beyond chance.

    Returns
    -------
    Counts of customers and money a year at stake.
    """
    if signals.empty:
        most = int(tried["tried"].max()) if len(tried) else 0  # the signals try the same people
        return Finding(
            key="signals.none",
            message=N_(
                "No customer's habit has changed for the worse beyond chance; customers with "
                "purchases enough to tell: %(tried)s"
            )
            if most
            else N_(
                "Whether a customer's habit has changed could not be tried: nobody has purchases "
                "enough to tell"
            ),
            numbers={"tried": Number(most)},
            role="doubt",
            trail=Trail("signals_tried", len(tried)),
            certainty="estimated",
        )
    people = by_customer(signals)
    at_stake = float(people["at_stake"].sum())
    return Finding(
        key="signals.leaving",
        message=forms(
            "%(n)s customer shows signs of leaving; %(money)s of net sales a year is at stake",
            "%(n)s customers show signs of leaving; %(money)s of net sales a year is at stake",
        ),
        numbers={"n": Number(len(people)), "money": Number(at_stake, "money")},
        role="lever",
        so_what=tr("Their habit has changed, and somebody here may know why."),
        decide=tr(
            "Who finds out within two weeks what is behind each change, and who calls those whom "
            "we talk to?"
        ),
        trail=Trail("signals", len(people)),
        customers=people["customer"],
        money=at_stake,
        measure="net sales a year",
        certainty="estimated",
        plural="n",
    )


def largest(tried: pd.DataFrame) -> Finding | None:
    """Name the signal with the most money at stake; none when there are no signals.

    Returns
    -------
    None where there is no signal.
    """
    some = tried[tried["signals"] > 0]
    if some.empty:
        return None
    top = some.sort_values(["at_stake", "signal"], ascending=[False, True]).iloc[0]
    return Finding(
        key=f"signals.{top['signal']}",
        message=forms(
            "The most money is at stake where a customer %(what)s: %(n)s customer, %(money)s "
            "of net sales a year",
            "The most money is at stake where a customer %(what)s: %(n)s customers, "
            "%(money)s of net sales a year",
        ),
        plural="n",
        numbers={
            "what": Number(_PHRASES[top["signal"]], "word"),
            "n": Number(int(top["signals"])),
            "money": Number(float(top["at_stake"]), "money"),
        },
        role="lever",
        trail=Trail("signals", int(top["signals"]), f"signal = {top['signal']}"),
        customers=int(top["signals"]),
        money=float(top["at_stake"]),
        measure="net sales a year",
        certainty="estimated",
    )


_PHRASES = {
    "less": N_("buys for less than before"),
    "rarer": N_("buys more rarely than before"),
    "cheaper": N_("pays lower prices than before"),
    "dropped": N_("has dropped a category"),
    "late": N_("is late for its own habit"),
    "left": N_("is silent beyond the horizon"),
    "gone": N_("has bought nothing for a year"),
}


def noise(tried: pd.DataFrame, *, false_discovery_rate: float) -> Finding | None:
    """Say how many falls look alarming and how many of these cannot be told from chance.

    ``false_discovery_rate`` (0–1) is the share of false alarms that the rest may hold.
    """
    fell, real = int(tried["fell"].sum()), int(tried["signals"].sum())
    if not fell:
        return None
    return Finding(
        key="signals.noise",
        message=forms(
            "%(fell)s large fall was counted, and in view of how many were tried it is not beyond "
            "chance: noise until more is known",
            "%(fell)s large falls were counted, and in view of how many were tried none of them is "
            "beyond chance: noise until more is known",
        )
        if not real
        else forms(
            "%(fell)s large fall was counted; in view of how many were tried %(real)s is beyond "
            "chance, and up to %(false)s of such may be false alarms",
            "%(fell)s large falls were counted; in view of how many were tried %(real)s are beyond "
            "chance, of which up to %(false)s may be false alarms. The others are noise until "
            "more is known",
        ),
        plural="fell",
        numbers={
            "fell": Number(fell),
            "real": Number(real),
            "false": Number(false_discovery_rate, "percent"),
        },
        role="doubt",
        trail=Trail("signals_tried", len(tried)),
        certainty="estimated",
    )


def compared_note(of: Spans | None) -> str:
    """Say which months are held against which.

    Returns
    -------
    A sentence; empty where nothing was compared.
    """
    if of is None:
        return tr("The records are too short to tell a habit: the base must be twice as long")
    recent, base = of.months[of.recent], of.months[of.base]
    told = {"from": month(recent[0]), "to": month(recent[-1]),
            "base_from": month(base[0]), "base_to": month(base[-1])}  # fmt: skip
    if of.seasonal:
        return (
            tr(
                "Sales follow the calendar, so %(from)s to %(to)s are held against the same months "
                "a year earlier, %(base_from)s to %(base_to)s"
            )
            % told
        )
    return tr("%(from)s to %(to)s are held against %(base_from)s to %(base_to)s") % told
