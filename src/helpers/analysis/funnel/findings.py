"""What does the chapter say about steps, channels, and the leads that are needed?"""

import numpy as np
import pandas as pd

from helpers.analysis.funnel.inputs import Funnel
from helpers.analysis.funnel.stages import CLIENT, SOLD
from helpers.analysis.funnel.steps import STEPS, WHOLE, key
from helpers.estimates import share
from helpers.given import when_given
from helpers.language import N_, Number, forms, quoted, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import MONTHS_OF_YEAR
from helpers.settings import FunnelSettings

OF = 100


def lost(stood: pd.DataFrame, given: dict[tuple[str, str], int]) -> Finding | None:
    """Say how many leads leave before the first purchase, and between which stages most of them.

    ``stood`` is that of :func:`steps.stood_at`. None where no month of leads is old enough.
    """
    if stood.empty or not stood["leads"].iloc[0]:
        return None
    whole, left = int(stood["leads"].iloc[0]), int(stood["leads"].iloc[-1])
    gone = share(whole - left, whole)
    drops = -stood["leads"].diff().iloc[1:]
    worst = int(drops.idxmax())
    return Finding(
        key="funnel.lost",
        message=N_(
            "Of %(of)s leads %(lost)s do not buy within %(days)s days (%(low)s to %(high)s); most "
            "leave between the stages “%(from)s” and “%(to)s”: %(step)s"
        ),
        numbers={
            "of": Number(OF),
            "lost": Number(OF * gone.value),
            "days": Number(given[WHOLE]),
            "low": Number(OF * gone.low),
            "high": Number(OF * gone.high),
            "from": Number(stood["stage"][worst - 1], "word"),
            "to": Number(stood["stage"][worst], "word"),
            "step": Number(OF * drops[worst] / whole),
        },
        role="lever",
        so_what=tr("More leads leave here than at any other step."),
        decide=tr("Who owns this step, and what is the rule there?"),
        trail=Trail("funnel_stages", len(stood)),
        certainty="estimated",
    )


def came_back(table: pd.DataFrame) -> Finding | None:
    """Say how many new customers became clients; None where none is a year old.

    ``table`` is that of :func:`steps.funnel` for all mature months.
    """
    rows = table[table["step"] == key((SOLD, CLIENT))]
    if rows.empty or not rows["entered"].iloc[0]:
        return None
    row = rows.iloc[0]
    return Finding(
        key="funnel.client",
        message=forms(
            "Of %(n)s customer won from a lead and here for a year, %(share)s bought again or "
            "recommended the company within that year (%(low)s to %(high)s)",
            "Of %(n)s customers won from leads and here for a year, %(share)s bought again or "
            "recommended the company within that year (%(low)s to %(high)s)",
        ),
        plural="n",
        numbers={
            "n": Number(int(row["entered"])),
            "share": Number(row["rate"], "percent"),
            "low": Number(row["low"], "percent"),
            "high": Number(row["high"], "percent"),
        },
        trail=Trail("funnel_steps", 1),
        certainty="estimated",
    )


@when_given
def needed(table: pd.DataFrame) -> Finding:
    """Say how many leads a mean month takes."""
    mean = table[["target", "leads", "low", "high"]].mean()
    return Finding(
        key="funnel.needed",
        message=N_(
            "To sell %(money)s a month to new customers takes %(leads)s leads a month (%(low)s to "
            "%(high)s)"
        ),
        numbers={
            "money": Number(float(mean["target"]), "money"),
            "leads": Number(float(np.ceil(mean["leads"]))),
            "low": Number(float(np.floor(mean["low"]))),
            "high": Number(float(np.ceil(mean["high"]))),
        },
        trail=Trail("leads_needed", len(table)),
        certainty="estimated",
    )


def too_few(whole: Funnel, rules: FunnelSettings) -> str:
    """Say that leads or sales are too few for more than counts; empty where they are not.

    Returns
    -------
    Sentences.
    """
    if whole.enough:
        return ""
    text = tr(
        "Leads on record: %(leads)s, of which bought: %(sold)s. At least %(least)s leads and "
        "%(least_sold)s purchases are needed: rates, times and causes are not told."
    )
    return text % {
        "leads": Number(len(whole.way.leads)),
        "sold": Number(int(whole.way.leads["sold"].notna().sum())),
        "least": Number(rules.least_leads),
        "least_sold": Number(rules.least_sales),
    }


def unknown_words(whole: Funnel) -> str:
    """Say which words of the log are no stage that the chapter knows; empty where all are.

    Returns
    -------
    Sentences.
    """
    words = whole.way.unknown
    if words.empty:
        return ""
    named = ", ".join(quoted(str(word)) for word in words.index[:5])
    text = tr(
        "Rows of the log of stages whose word is not known and which are not counted: %(rows)s "
        "(%(words)s). Known words: %(known)s."
    )
    known = ", ".join(tr(word) for word in (*(step[0] for step in STEPS), CLIENT, "lost"))
    return text % {"rows": Number(int(words.sum())), "words": named, "known": known}


def jumped(whole: Funnel) -> str:
    """Say how many leads have jumped a stage; empty where none has.

    Returns
    -------
    A sentence.
    """
    if not whole.way.jumped or not whole.enough:
        return ""
    text = tr(
        "%(n)s of %(of)s leads have no day of their own at a stage that they are past: they have "
        "passed it, and do not count in how long it takes."
    )
    return text % {"n": Number(whole.way.jumped), "of": Number(len(whole.way.leads))}


@when_given
def carrying(table: pd.DataFrame, *, least: float) -> Finding:
    """Say how many channels bring their share of the year, and which brings least.

    ``table`` is that of :func:`channels.channels`.
    """
    small = table[table["share"] < least]
    last = table.iloc[-1]
    return Finding(
        key="funnel.channels",
        message=forms(
            "%(n)s of %(of)s channel brings at least %(least)s of the year's net sales; the least "
            "comes through “%(channel)s”: %(share)s",
            "%(n)s of %(of)s channels bring at least %(least)s of the year's net sales; the least "
            "comes through “%(channel)s”: %(share)s",
        ),
        plural="of",
        numbers={
            "n": Number(len(table) - len(small)),
            "of": Number(len(table)),
            "least": Number(least, "percent"),
            "channel": Number(str(last["channel"]), "text"),
            "share": Number(float(last["share"]), "percent"),
        },
        trail=Trail("funnel_channel_money", len(table)),
    )


@when_given
def back(table: pd.DataFrame) -> Finding | None:
    """Say what a unit of spending brought back where it brought least; None where nobody knows."""
    told = table.dropna(subset="back").sort_values(["back", "channel"], ignore_index=True)
    if told.empty:
        return None
    last = told.iloc[0]
    losing = bool(last["high"] < 1)
    return Finding(
        key="funnel.return",
        message=N_(
            "Spending on “%(channel)s” did not come back within a year: %(back)s of gross profit "
            "for each unit spent (%(low)s to %(high)s)"
        )
        if losing
        else N_(
            "Least came back of spending on “%(channel)s”: %(back)s of first-year gross profit for "
            "each unit spent (%(low)s to %(high)s)"
        ),
        numbers={
            "channel": Number(str(last["channel"]), "text"),
            "back": Number(float(last["back"]), "number", 2),
            "low": Number(float(last["low"]), "number", 2),
            "high": Number(float(last["high"]), "number", 2),
        },
        trail=Trail("funnel_channel_money", len(told)),
        certainty="estimated",
    )


def no_return(table: pd.DataFrame | None, *, spend: bool) -> str:
    """Say why no return of spending is told; empty where one is, or nothing was asked.

    Returns
    -------
    A sentence.
    """
    if table is None or not spend or table["back"].notna().any():
        return ""
    text = tr(
        "What spending brings back is not told: it takes spending on record for the %(months)s "
        "months that ended a year before the last day, with at least ten new customers a channel."
    )
    return text % {"months": Number(MONTHS_OF_YEAR)}


def by_channel(table: pd.DataFrame, *, p_below: float) -> Finding | None:
    """Say whether leads of one channel buy more often than those of the others.

    ``table`` is that of :func:`groups.apart`. None with fewer than two channels to compare.
    """
    if len(table) < 2:
        return None
    differ = bool((table["p"] < p_below).any())
    top, last = table.iloc[0], table.iloc[-1]
    return Finding(
        key="funnel.by_channel",
        message=N_(
            "Leads that came through “%(top)s” buy most often: %(most)s; through “%(last)s” "
            "%(least)s"
        )
        if differ
        else N_(
            "Leads of %(n)s channels do not differ beyond chance: from %(least)s (“%(last)s”) to "
            "%(most)s (“%(top)s”) buy"
        ),
        numbers={
            "n": Number(len(table)),
            "top": Number(str(top["channel"]), "text"),
            "most": Number(float(top["rate"]), "percent"),
            "last": Number(str(last["channel"]), "text"),
            "least": Number(float(last["rate"]), "percent"),
        },
        trail=Trail("funnel_channel", len(table)),
        certainty="estimated",
    )
