"""What does the chapter say about answers, and about promises with a price?"""

import math

import pandas as pd

from helpers.analysis.commitments import answers, spans
from helpers.analysis.commitments.promised import Promised
from helpers.given import when_given
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail

OF = 100
PARTS = (
    N_("before ten in the morning"), N_("between ten and one"), N_("between one and four"),
    N_("after four in the afternoon"),
)  # fmt: skip


@when_given
def waiting(told: Promised) -> Finding:
    """Say how many requests are answered in time, and how long half of them wait."""
    row = answers.all_of_them(told.times)
    half = answers.median_of(row)
    open_end = math.isinf(half.value)
    return Finding(
        key="commitments.waiting",
        message=_NOT_EVEN_HALF if open_end else _HALF,
        numbers={
            "of": Number(OF),
            "within": Number(OF * row["within"]),
            "limit": Number(spans.said(told.limit), "text"),
            "low": Number(OF * row["within_low"]),
            "high": Number(OF * row["within_high"]),
            "never": Number(OF * row["never"]),
            "half": Number("" if open_end else spans.said(round(half.value, 1)), "text"),
        },
        trail=Trail("requests", len(told.found.rows)),
        certainty="estimated",
    )


_NOT_EVEN_HALF = N_(
    "Of %(of)s requests %(within)s are answered within %(limit)s (%(low)s to %(high)s), "
    "%(never)s never; fewer than half get any answer"
)
_HALF = N_(
    "Of %(of)s requests %(within)s are answered within %(limit)s (%(low)s to %(high)s), "
    "%(never)s never; half of them wait longer than %(half)s"
)


@when_given
def price(told: Promised) -> Finding:
    """Say what the promise costs, and which one can be afforded."""
    row = nearest(told)
    fits = told.affordable.row
    cost = {name: Number(float(row[name]), "money") for name in ("cost", "low", "high")}
    return Finding(
        key="commitments.price",
        message=_NONE_FITS if fits is None else _FITS,
        numbers=cost
        | {
            "limit": Number(spans.said(row["limit"]), "text"),
            "budget": Number(told.affordable.budget, "money"),
            "fits": Number("" if fits is None else spans.said(fits["limit"]), "text"),
        },
        role="lever",
        so_what=tr("A promise that costs nothing when it is broken is a wish."),
        decide=tr("Which promise do we make, from which day, and who pays?"),
        trail=Trail("promise_price", len(told.prices)),
        certainty="estimated",
    )


_NONE_FITS = N_(
    "A promise to answer within %(limit)s costs %(cost)s a month (%(low)s to %(high)s) as "
    "we answer today; with %(budget)s a month none of those asked about can be afforded"
)
_FITS = N_(
    "A promise to answer within %(limit)s costs %(cost)s a month (%(low)s to %(high)s) as "
    "we answer today; with %(budget)s a month the fastest that can be afforded is "
    "%(fits)s"
)


def nearest(told: Promised) -> pd.Series:
    """Row of the limit that was promised, or of the next longer one that was asked about.

    Returns
    -------
    A row of :func:`price.promise_price`.
    """
    longer = told.prices[told.prices["limit"] >= told.limit]
    return (longer if len(longer) else told.prices.tail(1)).iloc[0]


def faster(told: Promised | None) -> Finding | None:
    """Say what one step faster would take; None where there is no such step."""
    if told is None or told.faster is None:
        return None
    step = told.faster
    words = {
        "limit": Number(spans.said(step.limit), "text"),
        "n": Number(step.requests),
        "of": Number(step.of),
    }
    if step.part is not None:
        words |= {"part": Number(PARTS[step.part], "word")}
        words |= {"share": Number(step.part_share, "percent")}
    return Finding(
        key="commitments.faster",
        message=_AT_ALL_HOURS if step.part is None else _AT_SOME_HOURS,
        plural="n",
        numbers=words,
        trail=Trail("promise_price", len(told.prices)),
        certainty="estimated",
    )


_AT_ALL_HOURS = forms(
    "One step faster, within %(limit)s, takes %(n)s request a month answered sooner, of "
    "the %(of)s that are later today; they come at all hours alike",
    "One step faster, within %(limit)s, takes %(n)s requests a month answered sooner, of "
    "the %(of)s that are later today; they come at all hours alike",
)
_AT_SOME_HOURS = forms(
    "One step faster, within %(limit)s, takes %(n)s request a month answered sooner, of "
    "the %(of)s that are later today; %(share)s of these come %(part)s",
    "One step faster, within %(limit)s, takes %(n)s requests a month answered sooner, of "
    "the %(of)s that are later today; %(share)s of these come %(part)s",
)


def slow_desk(told: Promised | None) -> Finding | None:
    """Say that answers are late beyond all chance at one desk; None where at none."""
    if told is None or told.desks is None or not told.desks["named"].any():
        return None
    row = told.desks[told.desks["named"]].iloc[0]
    return Finding(
        key="commitments.slow_desk",
        message=_SLOW_DESK,
        numbers={
            "of": Number(OF),
            "late": Number(OF * row["late"] / row["requests"]),
            "limit": Number(spans.said(told.limit), "text"),
            "expected": Number(OF * row["expected"] / row["requests"]),
        },
        trail=Trail("response_desks", 1, "named = yes"),
        certainty="estimated",
    )


_SLOW_DESK = N_(
    "Of %(of)s requests at one desk %(late)s are answered after %(limit)s; of requests alike at "
    "all desks %(expected)s"
)


def registered(table: pd.DataFrame | None) -> Finding | None:
    """Say how many promises have a name and a price, and how many our records can tell."""
    if table is None or table.empty:
        return None
    return Finding(
        key="commitments.register",
        message=forms(
            "Of %(n)s promise %(binding)s has a name and a price and is a commitment; any other is "
            "a duty. Of %(measured)s our records can tell whether it is kept",
            "Of %(n)s promises %(binding)s have a name and a price and are commitments; any other "
            "is a duty. Of %(measured)s our records can tell whether they are kept",
        ),
        plural="n",
        numbers={
            "n": Number(len(table)),
            "binding": Number(int(table["binding"].sum())),
            "measured": Number(int(table["measured"].sum())),
        },
        role="lever",
        so_what=tr("What nobody measures is a duty, whatever it costs."),
        decide=tr("Which promises are measured from now on, and which are taken back?"),
        trail=Trail("commitments", len(table)),
    )
