"""What of a call is assumed, and what was measured against those left alone?"""

from collections.abc import Mapping

from helpers.analysis.winback.call_list import LEAVES, LEFT
from helpers.analysis.winback.helped import Trial
from helpers.analysis.winback.measured import Effect
from helpers.language import N_, Number, money, number, tr
from helpers.language.findings import Finding, Trail
from helpers.settings import PlanSettings, WinBackSettings

REASONS = {
    "few": N_(
        "What a call changes is not measured yet: of earlier lists %(called)s called and "
        "%(control)s left alone can be compared, and it takes %(least)s on each side. It stays "
        "assumed."
    ),
    "called anyway": N_(
        "What a call changes cannot be measured: the customers who were to be left alone were "
        "called as well. It stays assumed, and next year it will be no better known than today."
    ),
    "nobody left": N_(
        "What a call changes cannot be measured: nobody of those left alone has left. It stays "
        "assumed."
    ),
}


def applied(rules: WinBackSettings, found: Mapping[str, Effect]) -> WinBackSettings:
    """Settings in which the chance that was measured takes the place of the one assumed."""
    kept = found[LEAVES].chance
    if kept is None:
        return rules
    return rules.model_copy(update={"stays_if_contacted": min(1.0, max(0.0, kept.value))})


def assumed(rules: WinBackSettings, found: Mapping[str, Effect], *, from_log: bool) -> str:
    """Say which numbers are assumptions of the settings; what was measured is none."""
    numbers = {
        "g": Number(rules.stays_if_contacted, "percent"),
        "d": Number(rules.offer_cost_share, "percent"),
        "taken": Number(rules.takes_anyway, "percent"),
        "f": money(rules.contact_cost),
        "back": Number(rules.returns_if_contacted, "percent"),
    }
    text = tr(
        "Assumed until measured: a contacted leaver stays in %(g)s of cases; an offer costs "
        "%(d)s of the yearly margin; %(taken)s of the loyal take it as well; a contact costs %(f)s."
    )
    if found[LEAVES].chance is not None:
        text = tr(
            "Measured: a contacted leaver stays in %(g)s of cases. Still assumed: an offer costs "
            "%(d)s of the yearly margin; %(taken)s of the loyal take it as well; a contact costs "
            "%(f)s."
        )
    if not from_log:
        text += " " + tr(
            "The chance that a customer who has left returns is assumed as well: %(back)s. A log "
            "of losses would tell it."
        )
    return text % numbers


def keeps(found: Mapping[str, Effect]) -> Finding | None:
    """Say how many of those who would leave a call keeps; None where it was not measured."""
    told = found[LEAVES]
    if told.chance is None:
        return None
    sure = told.chance.low > 0
    return Finding(
        key="winback.measured",
        message=N_(
            "Measured, no longer assumed: a call keeps %(g)s of those who would leave (%(low)s to "
            "%(high)s); of %(called)s called %(with_call)s bought again, of %(control)s left alone "
            "%(without)s"
        )
        if sure
        else N_(
            "Measured, no longer assumed: whether a call keeps anybody cannot be told from chance "
            "(%(g)s of those who would leave, %(low)s to %(high)s); of %(called)s called "
            "%(with_call)s bought again, of %(control)s left alone %(without)s"
        ),
        numbers={**_numbers(told), **_chance(told, "g")},
        role="change",
        trail=Trail("calls_measured", 2),
        certainty="estimated",
    )


def brings(found: Mapping[str, Effect]) -> Finding | None:
    """Say how many came back of those called and of those left alone; None where too few."""
    told = found[LEFT]
    if told.chance is None:
        return None
    return Finding(
        key="winback.measured_left",
        message=N_(
            "Of %(called)s who had left and were called, %(with_call)s bought again (%(low)s to "
            "%(high)s); of %(control)s left alone %(without)s did so by themselves"
        ),
        numbers={**_numbers(told), **_chance(told, "back")},
        role="change",
        trail=Trail("calls_measured", 2),
        certainty="estimated",
    )


def _numbers(told: Effect) -> dict[str, Number]:
    return {
        "called": Number(told.called),
        "control": Number(told.control),
        "with_call": Number(told.with_call, "percent"),
        "without": Number(told.without, "percent"),
    }


def _chance(told: Effect, name: str) -> dict[str, Number]:
    assert told.chance is not None
    values = (told.chance.value, told.chance.low, told.chance.high)
    names = (name, "low", "high")
    return {n: Number(x, "percent") for n, x in zip(names, values, strict=True)}


def not_measured(found: Mapping[str, Effect], rules: PlanSettings) -> str:
    """Say why the chance that a call keeps somebody stays assumed; empty without lists."""
    told = found[LEAVES]
    if not told.why_not or not told.called + told.control:
        return ""
    return tr(REASONS[told.why_not]) % {
        "called": number(told.called),
        "control": number(told.control),
        "least": number(rules.least_called),
    }


def who_decides(found: Trial) -> str:
    """Say by what it was decided who is called; empty where there was no list before."""
    if not found.called + found.control:
        return ""
    if found.chosen:
        return tr(
            "Who is called is decided by the difference that a call makes: on customers it had not "
            "seen, that order kept more money than the present rule."
        )
    if found.better is None:
        return tr(
            "Who is called is decided by the present rule: too few customers of two lists are "
            "known to tell whom a call helps."
        )
    return tr(
        "Who is called is decided by the present rule: the difference that a call makes, learned "
        "from earlier lists, gave no better order on customers it had not seen."
    )
