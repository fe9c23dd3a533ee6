"""What do we say about losses, the calls of the month, and those who came back?"""

import pandas as pd

from helpers.analysis.winback import losses, tables
from helpers.estimates import Estimate, share
from helpers.language import N_, Number, forms, money, ntr, tr
from helpers.language.findings import Finding, Trail

LEAST_TRIED = 10  # attempts; of fewer no cause is called the best
FEWEST_FOR_A_SHARE = 10  # customers; of fewer their number says more


def forgiven(tried: pd.DataFrame) -> Finding | None:
    """Put to the test that machines and nature are forgiven more easily than people.

    Returns
    -------
    None where one side was never tried.
    """
    comparison = losses.forgiven(tried)
    if comparison is None:
        return None
    ratio, p_value = comparison
    compared = tried["cause"].isin([*losses.MACHINES, *losses.PEOPLE])
    numbers = {
        "ratio": Number(ratio.value, "number", 1),
        "low": Number(ratio.low, "number", 1),
        "high": Number(ratio.high, "number", 1),
    }
    return Finding(
        key="losses.forgiven",
        message=_verdict(ratio, p_value),
        numbers=numbers,
        trail=Trail("losses", int(compared.sum())),
        certainty="estimated",
    )


def _verdict(ratio: Estimate, p_value: float) -> str:
    if p_value > losses.SIGNIFICANT:
        return N_(
            "Whether failures of machines and nature are forgiven more easily than those of people "
            "cannot be told here: %(ratio)s times as often (%(low)s to %(high)s), which may be "
            "chance"
        )
    if ratio.value > 1:
        return N_(
            "Failures of machines and nature are forgiven more easily: after them customers come "
            "back %(ratio)s times as often as after failures of people (%(low)s to %(high)s)"
        )
    return N_(
        "Here it is the other way round: after failures of people customers come back more often; "
        "after those of machines and nature %(ratio)s times as often (%(low)s to %(high)s)"
    )


def no_outcomes(tried: pd.DataFrame, *, with_log: bool) -> str:
    """Say that the log was brought and does not tell who came back; nothing where it does."""
    if with_log and tried.empty:
        return tr("The log does not say after which attempts somebody came back.")
    return ""


def best_cause(table: pd.DataFrame) -> Finding | None:
    """Say how many came back of those who were tried, and after which cause most.

    Returns
    -------
    None where nobody was tried.
    """
    named = table[(table["cause"] != losses.NOT_NAMED) & (table["tried"] >= LEAST_TRIED)]
    if not table["tried"].sum():
        return None
    whole = share(float(table["returned"].sum()), float(table["tried"].sum()))
    numbers = {
        "tried": Number(int(table["tried"].sum())),
        "share": Number(whole.value, "percent"),
        "low": Number(whole.low, "percent"),
        "high": Number(whole.high, "percent"),
    }
    if len(named):
        top = named.iloc[0]
        numbers["cause"] = Number(losses.label(top["cause"]), "text")
        numbers["best"] = Number(float(top["rate"]), "percent")
    return Finding(
        key="losses.returned",
        message=forms(
            "Of %(tried)s attempt to win a customer back %(share)s succeeded (%(low)s to "
            "%(high)s), most often after “%(cause)s”: %(best)s",
            "Of %(tried)s attempts to win a customer back %(share)s succeeded (%(low)s to "
            "%(high)s), most often after “%(cause)s”: %(best)s",
        )
        if len(named)
        else forms(
            "Of %(tried)s attempt to win a customer back %(share)s succeeded (%(low)s to %(high)s)",
            "Of %(tried)s attempts to win a customer back %(share)s succeeded (%(low)s to "
            "%(high)s)",
        ),
        plural="tried",
        numbers=numbers,
        trail=Trail("losses_rates", len(table)),
        certainty="estimated",
    )


def worth(table: pd.DataFrame, *, sums: bool) -> Finding | None:
    """Say whom to contact first and what that may bring; None when nobody is worth it.

    ``sums``: whether money of many customers together may be told; else their order alone is.
    """
    called = table[table["contact"]]
    if called.empty:
        return None
    gain = float(called["expected_gain"].sum())
    return Finding(
        key="winback.gain",
        message=_what_calls_bring(sums=sums),
        numbers={
            "n": Number(len(called)),
            "gain": Number(gain, "money"),
            "stake": Number(float(called["at_stake"].sum()), "money"),
        },
        role="lever",
        so_what=tr("After all costs these calls are expected to pay for themselves."),
        decide=tr("Who makes which calls, by which day?"),
        trail=Trail("winback", len(called), "contact = yes"),
        customers=called["customer"],
        money=gain if sums else None,
        measure="expected gain",
        certainty="assumed",
        plural="n",
    )


def _what_calls_bring(*, sums: bool) -> tuple[str, str]:
    if sums:
        return forms(
            "%(n)s call is worth making first: its expected gain, after all costs, is %(gain)s, "
            "of %(stake)s a year at stake",
            "%(n)s calls are worth making first: their expected gain, after all costs, is "
            "%(gain)s, of %(stake)s a year at stake",
        )
    return forms(
        "%(n)s call is worth making first, with %(stake)s a year at stake; what it brings is not "
        "told, because the sums of the model did not hold in its trial",
        "%(n)s calls are worth making first, with %(stake)s a year at stake; take their order: "
        "what they bring together is not told, because the sums of the model did not hold in its "
        "trial",
    )


def bridged(steps: pd.DataFrame | None) -> Finding | None:
    """Say what is left of a year's net sales of those concerned; None without a bridge."""
    if steps is None or steps.empty:
        return None
    first, last = steps.iloc[0], steps.iloc[-1]
    return Finding(
        key="winback.bridge",
        message=N_(
            "Of %(sales)s that all who are late or have left brought in the year up to the last "
            "purchase of each, the calls of this month may bring %(gain)s: the steps between say "
            "where the rest goes"
        ),
        numbers={
            "sales": Number(float(first["money"]), "money"),
            "gain": Number(float(last["money"]), "money"),
        },
        role="base",
        trail=Trail("bridge", len(steps)),
        certainty="assumed",
    )


def no_call(table: pd.DataFrame) -> str:
    """Say that nobody is worth a call; nothing where somebody is."""
    if table["contact"].any():
        return ""
    return tr("No call is worth more than it costs under these assumptions.")


def two_prices(table: pd.DataFrame) -> str:
    """Say why a call is weighed by another sum than lifetime value; nothing without a call."""
    if table.empty:
        return ""
    return tr(
        "A call is weighed by the margin of a customer's last year of buying: what goes with the "
        "customer now. The chapter on lifetime value counts what is still to come, with the chance "
        "of leaving in between, so that its sum may be smaller."
    )


def single(table: pd.DataFrame) -> str:
    """Say whose money is not weighed because it was bought in one month; nothing without any."""
    rows = table[table["reason"] == "single"]
    if rows.empty:
        return ""
    text = ntr(
        "Not weighed is %(n)s customer who bought in one month only: %(money)s of margin, single "
        "money and no money a year.",
        "Not weighed are %(n)s customers who bought in one month only: %(money)s of margin, single "
        "money and no money a year.",
        len(rows),
    )
    return text % {"n": Number(len(rows)), "money": money(float(rows["margin"].sum()))}


def nobody_scored(scores: pd.DataFrame) -> str:
    """Say who is weighed where the chapter on leaving has scored nobody."""
    if len(scores):
        return ""
    return tr("Nobody is scored in the chapter on leaving: only those who have left are weighed.")


def beyond(table: pd.DataFrame, *, sums: bool) -> Finding | None:
    """Say what the team cannot do in a month; None when there is room for all.

    ``sums``: as in :func:`worth`; without them nothing is told.
    """
    rows = table[table["reason"] == "capacity"]
    if rows.empty or not sums:
        return None
    gain = float(rows["expected_gain"].sum())
    return Finding(
        key="winback.capacity",
        message=forms(
            "%(n)s customer more is worth a call than the team can make in a month: "
            "%(gain)s to be gained",
            "%(n)s customers more are worth a call than the team can make in a month: "
            "%(gain)s to be gained",
        ),
        plural="n",
        numbers={"n": Number(len(rows)), "gain": Number(gain, "money")},
        role="lever",
        so_what=tr("Time is short here, not reasons to call."),
        decide=tr("Do we give the calls more hours, or do these customers wait?"),
        trail=Trail("winback", len(rows)),
        customers=rows["customer"],
        money=gain,
        measure="expected gain",
        certainty="assumed",
    )


def let_go(reasons: pd.DataFrame) -> Finding | None:
    """Say how many nobody should chase; None when there is nobody."""
    if reasons.empty:
        return None
    top = reasons.iloc[0]
    return Finding(
        key="winback.let_go",
        message=forms(
            "Not everyone is to be brought back: %(n)s customer may be let go; the most frequent "
            "reason (%(top)s): %(why)s",
            "Not everyone is to be brought back: %(n)s customers may be let go; the most frequent "
            "reason (%(top)s): %(why)s",
        ),
        plural="n",
        numbers={
            "n": Number(int(reasons["customers"].sum())),
            "top": Number(int(top["customers"])),
            "why": Number(top["because"], "text"),
        },
        role="lever",
        trail=Trail("verdicts", int(reasons["customers"].sum()), "verdict = let go"),
        customers=int(reasons["customers"].sum()),
        certainty="assumed",
    )


def depends(table: pd.DataFrame, *, sums: bool) -> Finding | None:
    """Say how far the list hangs on the chance that nobody has measured yet.

    ``sums``: as in :func:`worth`; without them nothing is told.
    """
    if not sums or tables.other_chances(table).empty:
        return None
    low, high = table.iloc[0], table.iloc[-1]
    return Finding(
        key="winback.depends",
        message=N_(
            "If a call keeps %(low)s of those who would leave, the list may bring %(low_gain)s; "
            "if it keeps %(high)s, %(high_gain)s. Nobody has measured it here yet"
        ),
        numbers={
            "low": Number(float(low["chance"]), "percent"),
            "low_gain": Number(float(low["expected_gain"]), "money"),
            "high": Number(float(high["chance"]), "percent"),
            "high_gain": Number(float(high["expected_gain"]), "money"),
        },
        role="doubt",
        trail=Trail("winback_sensitivity", len(table)),
        certainty="assumed",
    )


def staying(table: pd.DataFrame) -> Finding | None:
    """Say how many came back and bought again since; None when nobody came back."""
    if table.empty:
        return None
    again = int((table["purchases_since"] > 1).sum())
    sure = share(again, len(table))
    few = len(table) < FEWEST_FOR_A_SHARE
    return Finding(
        key="returned.staying",
        message=forms(
            "%(n)s customer came back in the last 12 months; bought again: %(again)s",
            "%(n)s customers came back in the last 12 months; bought again: %(again)s",
        )
        if few
        else forms(
            "%(n)s customer came back in the last 12 months; %(share)s bought again since "
            "(%(low)s to %(high)s)",
            "%(n)s customers came back in the last 12 months; %(share)s of them bought again since "
            "(%(low)s to %(high)s)",
        ),
        plural="n",
        numbers={
            "n": Number(len(table)),
            "again": Number(again),
            "share": Number(sure.value, "percent"),
            "low": Number(sure.low, "percent"),
            "high": Number(sure.high, "percent"),
        },
        role="change",
        trail=Trail("returned", len(table)),
        customers=table["customer"],
        certainty="estimated",
    )
