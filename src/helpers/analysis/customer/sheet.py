"""What do we know about one customer, before the phone is picked up?

Everything comes from the records and from the tables of the last report; what the client did
not bring is not on the sheet. Each table has two columns: ``what`` and ``told``.
"""

from typing import Any

import numpy as np
import pandas as pd

from helpers.analysis.customer.desk import Desk, Row
from helpers.analysis.definitions.best_customer import SIGNS
from helpers.analysis.definitions.verdicts import APPROACHED
from helpers.analysis.leaving.churn.panel import FORMING_FROM
from helpers.analysis.signals.findings import WORDS
from helpers.analysis.signals.signals import SIGNALS
from helpers.analysis.winback import scenarios, triggers
from helpers.analysis.winback.losses import label
from helpers.language import N_, Number, date_short, forms, money, number, percent, tr
from helpers.language.cells import is_missing
from helpers.language.findings import Finding, Trail

WHAT_AND_FACT = pd.Index(["what", "fact"], dtype=object)
LOW = 1.3  # inches: the chart leaves the page to the words
LATEST = 3  # contacts, requests and losses that the sheet has room for
CARD = {
    "segment": N_("Segment"),
    "region": N_("Region"),
    "decision_maker": N_("Who decides"),
    "manager": N_("Manager"),
    "since": N_("Customer since"),
    "updated": N_("Card changed"),
}
FAVOURITES = 3
LOYAL_FROM = 90  # percent by which a rival must be better: method book, loyalty scale


def history(desk: Desk, customer: str) -> pd.DataFrame:
    """Net sales of the last complete months: ``month``, ``amount``, empty ones included."""
    return desk.months(customer)


def summary(desk: Desk, customer: str) -> Finding:
    """Say how often and how lately the customer buys, in one sentence."""
    days = desk.purchases(customer)
    count = days["count"]
    if not count:
        return Finding(
            key="sheet.rhythm",
            message=N_("The records hold no purchase of this customer"),
            numbers={},
            trail=Trail("sales", 0),
        )
    span = (days["last"] - days["first"]).days
    numbers = {
        "n": Number(count),
        "money": Number(float(days["amount"]), "money"),
        "last": Number(days["last"], "date"),
        "silent": Number((desk.as_of - days["last"]).days),
        "gap": Number(span / max(1, count - 1)),
    }
    # languages with more plural forms than two say 21 as they say 1
    once = N_("One purchase for %(money)s, on %(last)s; days of silence since: %(silent)s")
    often = forms(
        "%(n)s purchase for %(money)s; the last on %(last)s, silent for %(silent)s days since; "
        "the usual gap is %(gap)s days",
        "%(n)s purchases for %(money)s; the last on %(last)s, silent for %(silent)s days since; "
        "the usual gap is %(gap)s days",
    )
    return Finding(
        key="sheet.rhythm",
        message=once if count == 1 else often,
        numbers=numbers,
        trail=Trail("sales", count),
        plural="n",
    )


def who(desk: Desk, customer: str) -> pd.DataFrame:
    """Who the customer is, who decides, who answers, what is bought most."""
    card = next(iter(desk.mine("customers", customer)), {})
    lines = {tr("Code"): customer}
    for field, words in CARD.items():
        value = card.get(field)
        if value is not None and not is_missing(value):
            lines[tr(words)] = date_short(value) if hasattr(value, "year") else str(value)
    bought = sorted(desk.mine("sales", customer), key=lambda row: (row["date"], row["line"]))
    sold_by = [row["manager"] for row in bought if not is_missing(row.get("manager"))]
    if tr(CARD["manager"]) not in lines and sold_by:
        lines[tr(CARD["manager"])] = str(sold_by[-1])
    best = _favourites(bought)
    if best:
        lines[tr("Buys most often")] = ", ".join(f"{c} ({number(n)})" for c, n in best)
    for wish in desk.mine("relationship", customer)[-1:]:
        wanted = bool(wish["wants_relationship"])
        lines[tr("Wants to hear from us")] = tr("yes") if wanted else tr("no")
    return _table(lines)


def _favourites(bought: list[Row]) -> list[tuple[str, int]]:
    """Categories bought on the most days, and on how many."""
    days: dict[str, set[Any]] = {}
    for row in bought:
        if row["amount"] > 0 and not is_missing(row.get("category")):
            days.setdefault(str(row["category"]), set()).add(row["date"])
    counted = [(category, len(days[category])) for category in sorted(days)]
    return sorted(counted, key=lambda one: -one[1])[:FAVOURITES]


def signs(desk: Desk, customer: str) -> pd.DataFrame:
    """Verdict, group and its moves, risk with its reasons, signals, profit, margin to come."""
    lines: dict[str, str] = {}
    for verdict in desk.kept("verdicts", customer)[:1]:
        because = f": {verdict['because']}" if desk.worded else ""
        lines[tr("What we do")] = f"{tr(str(verdict['verdict']))}{because}"
    group = desk.kept("abc_xyz_customer", customer, "item")[-13:]
    if group:
        path = ["".join(str(r[x]) for x in ("abc", "xyz") if not is_missing(r[x])) for r in group]
        moves = [path[0], *(b for a, b in zip(path, path[1:], strict=False) if a != b)]
        lines[tr("Group, over the last year")] = " → ".join(moves[-6:])
    for risk in desk.kept("churn_scores", customer)[:1]:
        why = f": {risk['reasons']}" if desk.worded else ""
        lines[tr("Chance of leaving")] = f"{percent(float(risk['probability']))}{why}"
    alarms = {row["signal"]: row["at_stake"] for row in desk.kept("signals", customer)}
    if alarms:
        lines[tr("Signals")] = tr("%(what)s; at stake a year: %(money)s") % {
            "what": ", ".join(tr(WORDS[s]) for s in SIGNALS if s in alarms),
            "money": money(float(max(alarms.values()))),
        }
    for left in desk.kept("profitability", customer)[:1]:
        lines |= _left(left)
    for worth in desk.kept("lifetime", customer)[:1]:
        if not is_missing(worth["expected_value"]):
            lines[tr("Margin to come")] = _to_come(worth)
    return _table(lines)


def _left(profit: Row) -> dict[str, str]:
    """What is left of a year's money of the customer, after serving where that is known."""
    gross = money(float(profit["gross_profit"]))
    if is_missing(profit["cost_to_serve"]):
        return {tr("Gross profit"): gross}
    text = tr("%(profit)s: gross profit %(gross)s, less %(cost)s of serving")
    left, cost = money(float(profit["profit"])), money(float(profit["cost_to_serve"]))
    return {tr("Profit after serving"): text % {"profit": left, "gross": gross, "cost": cost}}


def _to_come(worth: Row) -> str:
    """Margin to come, with its ends where the way that told it knows them."""
    value = money(float(worth["expected_value"]))
    if is_missing(worth["low"]):
        return value
    return f"{value} ({money(float(worth['low']))} … {money(float(worth['high']))})"


def heard(desk: Desk, customer: str) -> pd.DataFrame:
    """What the customer has told us: loyalty, answers, expectations, requests, losses, contacts."""
    lines = _loyalty(desk, customer) | _requests(desk, customer)
    lost = desk.lost(customer)[-LATEST:]
    if lost:
        lines[tr("Lost before")] = "; ".join(
            f"{date_short(row['date'])}: {row['reason']} ({label(row['cause'])})" for row in lost
        )
    talks = sorted(desk.mine("contacts", customer), key=_day)[-LATEST:]
    if talks:
        lines[tr("Last contacts")] = "; ".join(map(_contact, talks))
    brought = {row["referred"] for row in desk.mine("referrals", customer, "referrer")}
    if brought:
        lines[tr("Recommended us to")] = number(len(brought))
    return _table(lines)


def _day(row: Row) -> Any:
    return row["date"]


def _contact(row: Row) -> str:
    parts = [row.get(c) for c in ("channel", "employee", "outcome")]
    return f"{date_short(row['date'])}: " + ", ".join(str(p) for p in parts if not is_missing(p))


def _loyalty(desk: Desk, customer: str) -> dict[str, str]:
    told = [_scale(desk, customer), _last_scores(desk, customer), _points(desk, customer)]
    lines = {tr("Loyalty"): "; ".join(filter(None, told))} if any(told) else {}
    for row in sorted(desk.mine("expectations", customer), key=_day)[-1:]:
        text = tr("value %(value)s, cost %(cost)s of what was expected")
        lines[tr("Against expectation")] = text % {
            "value": percent(float(row["value"])),
            "cost": percent(float(row["cost"])),
        }
    return lines


def _scale(desk: Desk, customer: str) -> str:
    """By how much a rival must be better, and when the customer said so."""
    for row in sorted(desk.mine("switching", customer), key=_day)[-1:]:
        text = tr("goes if a rival is %(share)s better (asked %(day)s)")
        share = percent(float(row["threshold"]) / 100)
        return text % {"share": share, "day": date_short(row["date"])}
    return ""


def _last_scores(desk: Desk, customer: str) -> str:
    """Mean score after the last deal, or that the customer would not answer."""
    answers = desk.mine("surveys", customer)
    if not answers:
        return ""
    last = max(map(_day, answers))
    told = [row.get("score") for row in answers if row["date"] == last]
    scores = [float(x) for x in told if x is not None and not is_missing(x)]
    mean = tr("mean score %(score)s") % {"score": number(sum(scores) / max(len(scores), 1), 1)}
    return f"{mean if scores else tr('refused to answer')} ({date_short(last)})"


def _points(desk: Desk, customer: str) -> str:
    """How many signs of the best customer, and the one that is missing."""
    for row in desk.kept("best_customer_signs", customer)[:1]:
        told = sum(not is_missing(row[sign]) for sign in SIGNS)
        text = tr("signs of the best: %(points)s of %(of)s")
        said = text % {"points": number(int(row["points"])), "of": number(told)}
        lacks = row["short_of_best"]
        return said if is_missing(lacks) else f"{said} ({tr(SIGNS[str(lacks)])})"
    return ""


def _requests(desk: Desk, customer: str) -> dict[str, str]:
    asked = desk.mine("requests", customer)
    if not asked:
        return {}
    answered = [row for row in asked if not is_missing(row["answered"])]
    hours = [(row["answered"] - row["received"]).total_seconds() / 3600 for row in answered]
    slowest = number(max(hours)) if hours else "–"
    never = number(len(asked) - len(answered))
    text = tr("%(n)s, never answered: %(never)s; the slowest answer took %(hours)s hours")
    return {tr("Requests"): text % {"n": number(len(asked)), "never": never, "hours": slowest}}


def advice(desk: Desk, customer: str) -> pd.DataFrame:
    """What to offer next and what not to say; rules from the records alone."""
    if not approached(desk, customer):
        return _table({tr("Whether to call"): tr("Nobody calls: the verdict says why.")})
    cause = desk.cause(customer)
    lines = {
        tr("Likely cause, if they buy less"): scenarios.name_of(cause),
        tr("Ask"): scenarios.ask(cause),
        tr("Offer"): scenarios.offer(cause),
        tr("Do not say"): "; ".join([scenarios.not_to_say(cause), *_beware(desk, customer)]),
    }
    dropped = [str(row["category"]) for row in desk.kept("dropped_categories", customer)]
    if dropped:
        lines[tr("Was bought, is not any more")] = ", ".join(dropped[:FAVOURITES])
    for reason in desk.kept("triggers", customer)[:1]:
        kind, detail = (
            "" if is_missing(reason[key]) else str(reason[key]) for key in ("kind", "detail")
        )
        said = detail if desk.worded else ""
        words = ", ".join(filter(None, [tr(triggers.KINDS.get(kind, kind)), said]))
        day = date_short(pd.Timestamp(reason["date"]))
        lines[tr("Reason to get in touch")] = f"{day}: {words}"
    return _table(lines)


def approached(desk: Desk, customer: str) -> bool:
    """Whether anybody is to call at all: not who is left alone or let go."""
    given = desk.kept("verdicts", customer)[:1]
    return not given or str(given[0]["verdict"]) in APPROACHED


def after(desk: Desk, customer: str) -> str | None:
    """Title of the lines to fill in after a call; None where nobody is to call."""
    return tr("After the call") if approached(desk, customer) else None


def _beware(desk: Desk, customer: str) -> list[str]:
    warnings = []
    if any(not row["wants_relationship"] for row in desk.mine("relationship", customer)[-1:]):
        warnings.append(tr("no offers by letter: does not want to hear from us"))
    scales = sorted(desk.mine("switching", customer), key=_day)[-1:]
    if any(float(row["threshold"]) >= LOYAL_FROM for row in scales):
        warnings.append(tr("no discount: would not leave for a lower price"))
    if 0 < len({row["date"] for row in desk.mine("sales", customer)}) < FORMING_FROM:
        warnings.append(tr("nothing that takes a habit for granted: bought once"))
    return warnings


def _table(lines: dict[str, str]) -> pd.DataFrame:
    told = np.array(list(lines.items()), dtype=object).reshape(-1, 2)
    return pd.DataFrame(told, columns=WHAT_AND_FACT, dtype=object)
