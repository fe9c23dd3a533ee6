"""What does the chapter on contact say? Sentences with their numbers, and where these come from."""

import pandas as pd

from helpers.analysis.contact import stop, wishes
from helpers.analysis.contact.coin import AS_BEFORE, LESS, TOO_COARSE, Coin
from helpers.analysis.contact.curve import Curve, step_of
from helpers.analysis.contact.kinds import Kinds
from helpers.analysis.definitions.claims import VERDICTS
from helpers.estimates import Estimate
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail


def wants(table: pd.DataFrame | None) -> Finding | None:
    """Say what share of those asked want a relationship, beside the published share."""
    if table is None:
        return None
    _, yes = wishes.said(table, wishes.YES)
    asked = int(table.loc[table["reason"] == "", "customers"].sum())
    return Finding(
        key="contact.wants",
        message=N_(
            "%(share)s of %(n)s customers who were asked want a relationship with the company "
            "(%(low)s to %(high)s); in the published survey it was %(published)s"
        ),
        numbers={
            "share": Number(yes.value, "percent"),
            "n": Number(asked),
            "low": Number(yes.low, "percent"),
            "high": Number(yes.high, "percent"),
            "published": Number(wishes.WANTED, "percent"),
        },
        trail=Trail("relationship", 2),
        certainty="estimated",
    )


def reasons(table: pd.DataFrame | None) -> Finding | None:
    """Say how many of them name shared values and frequent contact; None where nobody does."""
    if table is None:
        return None
    named = {reason: wishes.said(table, wishes.YES, reason) for reason in wishes.REASONS}
    if not any(count for count, _ in named.values()):
        return None
    shared, often = (named[reason][1].value for reason in wishes.REASONS)
    known, also = wishes.REASONS.values()
    return Finding(
        key="contact.reasons",
        message=N_(
            "Of those who want a relationship and say why, %(shared)s name shared values and "
            "%(often)s frequent contact; in the survey it was %(known)s and %(also)s"
        ),
        numbers={
            "shared": Number(shared, "percent"),
            "often": Number(often, "percent"),
            "known": Number(known, "percent"),
            "also": Number(also, "percent"),
        },
        trail=Trail("relationship", len(table) - 2),
    )


def between(table: pd.DataFrame | None, rank: Estimate | None) -> Finding | None:
    """Say whether customers with more contacts buy more, and that this compares customers."""
    if table is None or rank is None:
        return None
    more = rank.low > 0
    return Finding(
        key="contact.between",
        message=N_(
            "Customers who hear from us more often buy more often (rank correlation %(rank)s among "
            "%(n)s customers): that compares different customers, and does not say what one more "
            "contact goes together with"
        )
        if more
        else N_(
            "Customers who hear from us more often do not buy more often (rank correlation "
            "%(rank)s among %(n)s customers): that compares different customers, and does not say "
            "what one more contact goes together with"
        ),
        numbers={"rank": Number(rank.value, "number", 2), "n": Number(len(table))},
        trail=Trail("contact_customers", len(table)),
        certainty="estimated",
    )


def curve(found: Curve | None) -> Finding | None:
    """Say what contacts of a month go together with, for the same customer, and up to how many."""
    if found is None:
        return None
    last = len(found.steps) if found.saturation is None else found.saturation
    first, most = (found.table.iloc[nth] for nth in (1, last))
    nothing = step_of(found, 0 if found.saturation is None else found.saturation)
    said = {
        "one": Number(float(first["ratio"]), "number", 2),
        "most": Number(float(most["ratio"]), "number", 2),
        "n": Number(last),
        "next": Number(last + 1),
        "step": Number(nothing.value, "number", 2),
        "low": Number(nothing.low, "number", 2),
        "high": Number(nothing.high, "number", 2),
    }
    return Finding(
        key="contact.curve",
        message=_how_it_goes(found),
        plural="n",
        numbers=said,
        role="lever",
        so_what=_follows(found),
        decide=tr("How many contacts a month are enough?") if found.rises else "",
        trail=Trail("contact_curve", len(found.table)),
        certainty="estimated",
    )


def _how_it_goes(found: Curve) -> tuple[str, str]:
    if found.saturation is not None:
        return forms(
            "The same customer buys %(one)s times as often in the month after %(n)s contact as "
            "after none; with contact no. %(next)s of a month no more is bought than with the one "
            "before it (%(step)s times, %(low)s to %(high)s)",
            "The same customer buys %(one)s times as often in the month after one contact as after "
            "none, and %(most)s times after %(n)s; with contact no. %(next)s of a month no more is "
            "bought than with the one before it (%(step)s times, %(low)s to %(high)s)",
        )
    if found.rises:
        return forms(
            "The same customer buys %(one)s times as often in the month after a contact as after "
            "none (%(low)s to %(high)s); months with more contacts are too few to tell where it "
            "ends",
            "The same customer buys %(one)s times as often in the month after one contact as after "
            "none (%(low)s to %(high)s), and %(most)s times after %(n)s or more; up to there the "
            "rise has no end that can be told",
        )
    text = N_(
        "The same customer does not buy more often in the month after a contact than after none: "
        "%(one)s times as often (%(low)s to %(high)s)"
    )
    return text, text


def _follows(found: Curve) -> str:
    if found.saturation is not None:
        return tr("What is sent beyond that costs money and patience, and no more is bought.")
    if found.rises:
        return ""
    return tr("Contacts as they are made now go together with no further purchase.")


def one_more(found: Curve | None) -> Finding | None:
    """Say what one contact more is worth to those who had none; None where it does not rise."""
    if found is None or not found.rises:
        return None
    row = found.table.iloc[0]
    return Finding(
        key="contact.one_more",
        message=N_(
            "One contact a month, to a customer who had none, goes together with %(money)s more "
            "margin in the month after, its own cost taken off (%(low)s to %(high)s)"
        ),
        numbers={
            "money": Number(float(row["one_more"]), "money"),
            "low": Number(float(row["one_more_low"]), "money"),
            "high": Number(float(row["one_more_high"]), "money"),
        },
        trail=Trail("contact_curve", len(found.table)),
        certainty="assumed",
    )


def to_stop(listed: pd.DataFrame | None, *, cost: float) -> Finding | None:
    """Say how many get what they do not want or too much, and what is saved; None for nobody."""
    if listed is None or listed.empty:
        return None
    no = int(stop.said_no(listed["wants"]).sum())
    saved = float(listed["saved"].sum())
    return Finding(
        key="contact.stop",
        message=forms(
            "%(n)s customer gets letters and calls for nothing (%(no)s said no to a relationship, "
            "%(above)s regularly above the limit): %(letters)s a year can be saved, %(money)s at "
            "%(cost)s each",
            "%(n)s customers get letters and calls for nothing (%(no)s said no to a relationship, "
            "%(above)s regularly above the limit): %(letters)s a year can be saved, %(money)s at "
            "%(cost)s each",
        ),
        plural="n",
        numbers={
            "n": Number(len(listed)),
            "no": Number(no),
            "above": Number(len(listed) - no),
            "letters": Number(saved),
            "money": Number(saved * cost, "money"),
            "cost": Number(cost, "money"),
        },
        role="lever",
        so_what=tr("Who wants service and gets letters learns not to open them."),
        decide=tr("What do we stop sending, to whom, from which day?"),
        trail=Trail("stop_sending", len(listed)),
        customers=listed["customer"],
        money=saved * cost,
        measure="expected gain",
        certainty="assumed",
    )


def by_lot(drawn: Coin | None, *, months: int) -> Finding | None:
    """Propose a trial by lot, and say what it can show; None where it could show nothing."""
    if drawn is None or not drawn.least < TOO_COARSE:
        return None
    halves = {word: int((drawn.table["coin"] == word).sum()) for word in (LESS, AS_BEFORE)}
    return Finding(
        key="contact.coin",
        message=N_(
            "A trial by lot can tell what records cannot: of %(n)s customers who got more than the "
            "limit lately, %(less)s get less for %(months)s months and %(others)s as before; if "
            "the purchases of the two then differ by %(least)s or more, it will show"
        ),
        numbers={
            "n": Number(len(drawn.table)),
            "less": Number(halves[LESS]),
            "others": Number(halves[AS_BEFORE]),
            "months": Number(months),
            "least": Number(drawn.least, "percent"),
        },
        trail=Trail("contact_coin", len(drawn.table)),
        certainty="estimated",
    )


def apart(found: Kinds | None, *, p_below: float) -> Finding | None:
    """Say whether contacts of one kind go together with more than those of another."""
    if found is None:
        return None
    first, last = found.table.iloc[0], found.table.iloc[-1]
    messages = {
        ("purpose", True): N_(
            "By purpose, the same customer buys %(most)s times as often after contacts of the kind "
            "“%(best)s” as without them, and %(least)s times after “%(worst)s”"
        ),
        ("purpose", False): N_(
            "By purpose, contacts do not differ beyond chance: from %(least)s times the purchases "
            "(“%(worst)s”) to %(most)s times (“%(best)s”)"
        ),
        ("channel", True): N_(
            "By channel, the same customer buys %(most)s times as often after contacts of the kind "
            "“%(best)s” as without them, and %(least)s times after “%(worst)s”"
        ),
        ("channel", False): N_(
            "By channel, contacts do not differ beyond chance: from %(least)s times the purchases "
            "(“%(worst)s”) to %(most)s times (“%(best)s”)"
        ),
    }
    field = str(first["field"])
    return Finding(
        key=f"contact.by_{field}",
        message=messages[field, found.chance < p_below],
        numbers={
            "most": Number(float(first["ratio"]), "number", 2),
            "best": Number(str(first["kind"]), "text"),
            "least": Number(float(last["ratio"]), "number", 2),
            "worst": Number(str(last["kind"]), "text"),
        },
        trail=Trail("contact_kinds", len(found.table), field),
        certainty="estimated",
    )


def gathered(told: pd.DataFrame) -> Finding | None:
    """Say how many claims of the session hold; None where none was put to the test."""
    if told.empty:
        return None
    counts = [int((told["verdict"] == word).sum()) for word in VERDICTS]
    names = ("holds", "fails", "open")
    return Finding(
        key="contact.claims",
        message=forms(
            "%(n)s claim that is often made was put to the test on these records: %(holds)s holds, "
            "%(fails)s does not, of %(open)s it cannot be told",
            "%(n)s claims that are often made were put to the test on these records: %(holds)s "
            "hold, %(fails)s do not, of %(open)s it cannot be told",
        ),
        plural="n",
        numbers={"n": Number(len(told))}
        | {name: Number(count) for name, count in zip(names, counts, strict=True)},
        trail=Trail("claims", len(told)),
        certainty="estimated",
    )
