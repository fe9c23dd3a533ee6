"""What do we know about one customer, before the phone is picked up?

Everything comes from the records and from the tables of the last report; what the client did
not bring is not on the sheet. Each table has two columns: ``what`` and ``told``.
"""

from typing import Any

import pandas as pd

from helpers.analysis.customer.desk import Desk
from helpers.analysis.leaving.churn.panel import FORMING_FROM
from helpers.analysis.signals.findings import WORDS
from helpers.analysis.signals.signals import SIGNALS
from helpers.analysis.winback import facts, scenarios, triggers
from helpers.analysis.winback.losses import label
from helpers.language import N_, Number, date_short, forms, money, number, percent, tr
from helpers.language.findings import Finding, Trail

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
    days = desk.days(customer)
    count = len(days)
    if not count:
        return Finding(
            key="sheet.rhythm",
            message=N_("The records hold no purchase of this customer"),
            numbers={},
            trail=Trail("sales", 0),
        )
    span = (days["date"].max() - days["date"].min()).days
    numbers = {
        "n": Number(count),
        "money": Number(float(days["amount"].sum()), "money"),
        "last": Number(days["date"].max(), "date"),
        "silent": Number((desk.as_of - days["date"].max()).days),
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
    card = desk.mine("customers", customer).head(1)
    lines = {tr("Code"): customer}
    for field, words in CARD.items():
        value = card[field].iloc[0] if field in card and len(card) else None
        if value is not None and not pd.isna(value):
            lines[tr(words)] = date_short(value) if hasattr(value, "year") else str(value)
    last = desk.mine("sales", customer).sort_values(["date", "line"])
    if tr(CARD["manager"]) not in lines and "manager" in last and last["manager"].notna().any():
        lines[tr(CARD["manager"])] = str(last["manager"].dropna().iloc[-1])
    if "category" in last and len(last):
        days = last[last["amount"] > 0].groupby("category")["date"].nunique()
        best = days.sort_values(ascending=False, kind="stable").head(FAVOURITES)
        lines[tr("Buys most often")] = ", ".join(f"{c} ({number(n)})" for c, n in best.items())
    wish = desk.mine("relationship", customer).tail(1)
    if len(wish):
        wanted = bool(wish["wants_relationship"].iloc[0])
        lines[tr("Wants to hear from us")] = tr("yes") if wanted else tr("no")
    return _table(lines)


def signs(desk: Desk, customer: str) -> pd.DataFrame:
    """Verdict, group and its moves, risk with its reasons, signals, margin to come."""
    lines: dict[str, str] = {}
    verdict = desk.kept("verdicts", customer).head(1)
    if len(verdict):
        because = f": {verdict['because'].iloc[0]}" if desk.worded else ""
        lines[tr("What we do")] = f"{tr(str(verdict['verdict'].iloc[0]))}{because}"
    group = desk.kept("abc_xyz_customer", customer, "item").tail(13)
    if len(group):
        path = (group["abc"] + group["xyz"].fillna("")).tolist()
        moves = [path[0], *(b for a, b in zip(path, path[1:], strict=False) if a != b)]
        lines[tr("Group, over the last year")] = " → ".join(moves[-6:])
    risk = desk.kept("churn_scores", customer).head(1)
    if len(risk):
        chance = percent(float(risk["probability"].iloc[0]))
        why = f": {risk['reasons'].iloc[0]}" if desk.worded else ""
        lines[tr("Chance of leaving")] = f"{chance}{why}"
    alarms = desk.kept("signals", customer)
    if len(alarms):
        stake = money(float(alarms["at_stake"].max()))
        words = ", ".join(tr(WORDS[s]) for s in SIGNALS if s in set(alarms["signal"]))
        lines[tr("Signals")] = tr("%(what)s; at stake a year: %(money)s") % {
            "what": words,
            "money": stake,
        }
    worth = desk.kept("lifetime", customer).head(1)
    if len(worth) and pd.notna(worth["expected_value"].iloc[0]):
        lines[tr("Margin to come")] = _to_come(worth.iloc[0])
    return _table(lines)


def _to_come(worth: pd.Series) -> str:
    """Margin to come, with its ends where the way that told it knows them."""
    value = money(float(worth["expected_value"]))
    if pd.isna(worth["low"]):
        return value
    return f"{value} ({money(float(worth['low']))} … {money(float(worth['high']))})"


def heard(desk: Desk, customer: str) -> pd.DataFrame:
    """What the customer has told us: loyalty, answers, expectations, requests, losses, contacts."""
    lines = _loyalty(desk, customer) | _requests(desk, customer)
    lost = desk.mine("losses", customer)
    if len(lost):
        log = facts.log_of(lost).tail(LATEST)
        lines[tr("Lost before")] = "; ".join(
            f"{date_short(row.date)}: {row.reason} ({label(row.cause)})" for row in log.itertuples()
        )
    talks = desk.mine("contacts", customer)
    if len(talks):
        talks = talks.sort_values("date", kind="stable").tail(LATEST)
        lines[tr("Last contacts")] = "; ".join(_contact(row) for row in talks.to_dict("records"))
    brought = desk.mine("referrals", customer, "referrer")
    if len(brought):
        lines[tr("Recommended us to")] = number(brought["referred"].nunique())
    return _table(lines)


def _contact(row: dict[str, Any]) -> str:
    parts = [row.get(c) for c in ("channel", "employee", "outcome")]
    return f"{date_short(row['date'])}: " + ", ".join(str(p) for p in parts if not pd.isna(p))


def _loyalty(desk: Desk, customer: str) -> dict[str, str]:
    lines = {}
    scale = desk.mine("switching", customer)
    if len(scale):
        threshold = float(scale.sort_values("date")["threshold"].iloc[-1])
        lines[tr("A rival must be better by")] = percent(threshold / 100)
    answers = desk.mine("surveys", customer)
    if len(answers):
        last = answers[answers["date"] == answers["date"].max()]
        scores = last["score"].dropna().astype("float64") if "score" in last else pd.Series()
        mean = tr("mean score %(score)s") % {"score": number(scores.mean(), 1)}
        refused = tr("refused to answer")
        when = date_short(answers["date"].max())
        lines[tr("Last survey")] = f"{when}: {mean if len(scores) else refused}"
    hoped = desk.mine("expectations", customer)
    if len(hoped):
        row = hoped.sort_values("date").iloc[-1]
        text = tr("value %(value)s, cost %(cost)s of what was expected")
        lines[tr("Against expectation")] = text % {
            "value": percent(float(row["value"])),
            "cost": percent(float(row["cost"])),
        }
    return lines


def _requests(desk: Desk, customer: str) -> dict[str, str]:
    asked = desk.mine("requests", customer)
    if not len(asked):
        return {}
    never = int(asked["answered"].isna().sum())
    hours = (asked["answered"] - asked["received"]).dt.total_seconds().dropna() / 3600
    slowest = number(hours.max()) if len(hours) else "–"
    text = tr("%(n)s, never answered: %(never)s; the slowest answer took %(hours)s hours")
    return {
        tr("Requests"): text % {"n": number(len(asked)), "never": number(never), "hours": slowest}
    }


def advice(desk: Desk, customer: str) -> pd.DataFrame:
    """What to offer next and what not to say; rules from the records alone."""
    log = desk.mine("losses", customer)
    log = facts.log_of(log) if len(log) else None
    asked = desk.mine("requests", customer)
    silent = facts.unanswered(asked, as_of=desk.as_of) if len(asked) else set()
    cause = scenarios.likely_cause(
        pd.Series([customer]), log=log, unanswered=silent, orphaned=set()
    ).iloc[0]
    lines = {
        tr("Likely cause, if they buy less"): scenarios.name_of(cause),
        tr("Ask"): scenarios.ask(cause),
        tr("Offer"): scenarios.offer(cause),
        tr("Do not say"): "; ".join([scenarios.not_to_say(cause), *_beware(desk, customer)]),
    }
    dropped = desk.kept("dropped_categories", customer)
    if len(dropped):
        lines[tr("Was bought, is not any more")] = ", ".join(dropped["category"].head(FAVOURITES))
    reason = desk.kept("triggers", customer).head(1)
    if len(reason):
        day = date_short(pd.Timestamp(reason["date"].iloc[0]))
        kind, detail = reason[["kind", "detail"]].fillna("").iloc[0]
        said = detail if desk.worded else ""
        words = ", ".join(filter(None, [tr(triggers.KINDS.get(kind, kind)), said]))
        lines[tr("Reason to get in touch")] = f"{day}: {words}"
    return _table(lines)


def _beware(desk: Desk, customer: str) -> list[str]:
    warnings = []
    wish = desk.mine("relationship", customer).tail(1)
    if len(wish) and not bool(wish["wants_relationship"].iloc[0]):
        warnings.append(tr("no offers by letter: does not want to hear from us"))
    scale = desk.mine("switching", customer)
    if len(scale) and float(scale.sort_values("date")["threshold"].iloc[-1]) >= LOYAL_FROM:
        warnings.append(tr("no discount: would not leave for a lower price"))
    sales = desk.mine("sales", customer)
    if 0 < sales["date"].nunique() < FORMING_FROM:
        warnings.append(tr("nothing that takes a habit for granted: bought once"))
    return warnings


def _table(lines: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame({"what": list(lines), "fact": list(lines.values())}, dtype="object")
