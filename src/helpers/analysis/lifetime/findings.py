"""What do we say about the worth of relationships, and about the price of new ones?"""

import numpy as np
import pandas as pd

from helpers.analysis.definitions.purchases import NAMED
from helpers.analysis.lifetime.acquisition import PAYBACK_MONTHS, enough
from helpers.analysis.lifetime.backtest import OURS, BackTest
from helpers.analysis.lifetime.groups import comparable
from helpers.analysis.lifetime.referrals import Referred
from helpers.analysis.lifetime.trial import Verdict
from helpers.estimates import share
from helpers.language import N_, Number, forms, tr
from helpers.language.findings import Finding, Trail
from helpers.periods import MONTHS_OF_YEAR

LEAST_WIDTH = 0.02  # of the sum; a trial that happened to be exact promises nothing
WITHOUT_ENDS = N_(
    "Today's customers are expected to bring %(value)s of margin over the next %(months)s months, "
    "in today's money; half of them less than %(half)s each"
)


def total(
    table: pd.DataFrame, verdict: Verdict, *, months: int, margin_known: bool
) -> Finding | None:
    """Say what the customers of today may bring; None where the trial allows no sum.

    ``months``: how far ahead the values of ``table`` reach.
    """
    table = verdict.told(table)
    if not table["expected_value"].sum() > 0:
        return _loss(table, verdict, months=months)
    value, low, high = verdict.of(float(table["expected_value"].sum()))
    return Finding(
        key="lifetime.total",
        message=WITHOUT_ENDS
        if high - low < LEAST_WIDTH * value
        else N_(
            "Today's customers are expected to bring %(value)s of margin over the next %(months)s "
            "months (%(low)s to %(high)s), in today's money; half of them less than %(half)s each"
        ),
        numbers={
            "value": Number(value, "money"),
            "low": Number(low, "money"),
            "high": Number(high, "money"),
            "months": Number(months),
            "half": Number(float(table["expected_value"].median()), "money"),
        },
        trail=Trail("lifetime", len(table)),
        money=value,
        certainty="estimated" if margin_known else "assumed",
    )


def _loss(table: pd.DataFrame, verdict: Verdict, *, months: int) -> Finding | None:
    """Say what sales below cost will take away; None where nothing is foretold."""
    if not table["expected_value"].sum() < 0:
        return None
    value, low, high = verdict.of(-float(table["expected_value"].sum()))
    return Finding(
        key="lifetime.total",
        message=N_(
            "At the costs of the last twelve months today's customers are expected to bring no "
            "margin over the next %(months)s months, but to take %(value)s (%(low)s to %(high)s)"
        ),
        numbers={
            "value": Number(value, "money"),
            "low": Number(low, "money"),
            "high": Number(high, "money"),
            "months": Number(months),
        },
        trail=Trail("lifetime", len(table)),
        money=-value,
        certainty="estimated",
    )


def concentration(table: pd.DataFrame, *, top: float) -> Finding | None:
    """Say how much of the future lies with the most valuable customers.

    ``table``: most valuable first, with ``share_so_far`` (0–1).
    """
    n = int(np.ceil(round(len(table) * top, 9)))
    if len(table) * top < 1 or not table["expected_value"].sum() > 0:
        return None
    best, taken = table["expected_value"].head(n).sum(), table["expected_value"].clip(upper=0).sum()
    message = N_(
        "The most valuable %(top)s of customers (%(n)s of %(of)s) hold %(share)s of the "
        "margin to come, %(money)s"
    )
    numbers = {
        "top": Number(top, "percent"),
        "n": Number(n),
        "of": Number(len(table)),
        "share": Number(float(table["share_so_far"].iloc[n - 1]), "percent"),
        "money": Number(float(best), "money"),
    }
    if taken < 0:  # shares are of what comes in; the total of all is smaller
        message = N_(
            "The most valuable %(top)s of customers (%(n)s of %(of)s) hold %(share)s of the "
            "margin that comes in, %(money)s; customers sold to at a loss take %(taken)s of it away"
        )
        numbers["taken"] = Number(float(-taken), "money")
    return Finding(
        key="lifetime.concentration",
        message=message,
        numbers=numbers,
        trail=Trail("lifetime", n),
        money=float(best),
        certainty="estimated",
    )


def dearest(groups: pd.DataFrame | None, key: str) -> Finding | None:
    """Say which group's customers are worth most; None without two groups, or without money."""
    groups = comparable(groups)
    if groups is None:
        return None
    order = groups.sort_values(["mean", "group"], ascending=[False, True])
    top, last = order.iloc[0], order.iloc[-1]
    apart = bool(top["low"] > last["high"])
    return Finding(
        key=f"lifetime.{key}",
        message=N_(
            "A customer of the group “%(top)s” is worth %(most)s, one of “%(last)s” %(least)s"
        )
        if apart
        else N_(
            "The groups do not differ beyond chance: from %(least)s (“%(last)s”) to %(most)s "
            "(“%(top)s”) a customer"
        ),
        numbers={
            "top": Number(str(top["group"]), "text"),
            "most": Number(float(top["mean"]), "money"),
            "last": Number(str(last["group"]), "text"),
            "least": Number(float(last["mean"]), "money"),
        },
        trail=Trail(f"lifetime_{key}", len(groups)),
        certainty="estimated",
    )


def back_test(tested: BackTest | None) -> Finding | None:
    """Say how near the foretold total came; None where nothing could be hidden and foretold."""
    if tested is None:
        return None
    table = tested.table.set_index("model")
    ours = table.loc[OURS]
    return Finding(
        key="lifetime.back_test",
        message=N_(
            "In the hidden months (%(months)s) the model foretold %(expected)s and %(actual)s "
            "came; the mean error a customer is %(error)s, carrying the last period forward: "
            "%(carried)s"
        ),
        numbers={
            "months": Number(tested.months),
            "expected": Number(ours["expected"], "money"),
            "actual": Number(ours["actual"], "money"),
            "error": Number(ours["mean_error"], "money"),
            "carried": Number(table.loc["carry_forward", "mean_error"], "money"),
        },
        role="doubt",
        trail=Trail("lifetime_back_test", len(tested.table)),
        certainty="estimated",
    )


def covered(tested: BackTest | None, verdict: Verdict) -> Finding | None:
    """Say how many customers stayed inside their interval in the hidden months.

    None where no interval of a customer is printed.
    """
    if tested is None or not verdict.sums or not np.isfinite(verdict.widen):
        return None
    return Finding(
        key="lifetime.covered",
        message=N_(
            "Inside its interval, which should hold 95 of 100 customers, was what %(share)s of "
            "customers brought in the hidden months"
        )
        if round(verdict.widen, 1) == 1  # as it would be printed
        else N_(
            "Inside its interval, which should hold 95 of 100 customers, was what %(share)s of "
            "customers brought in the hidden months; the ends printed here lie %(times)s times as "
            "far apart"
        ),
        numbers={
            "share": Number(tested.covered, "percent"),
            "times": Number(verdict.widen, "number", 1),
        },
        role="doubt",
        trail=Trail("lifetime_back_test", len(tested.table)),
    )


def losing(cost: pd.DataFrame | None) -> Finding | None:
    """Say which channels lose money on the first sale; None when no channel brought enough.

    Returns
    -------
    None where no channel brought enough customers.
    """
    channels = enough(cost)
    if channels is None or channels.empty:
        return None
    lose = channels[channels["loses_on_first"]]
    dear = channels.iloc[0]
    gap = (lose["cost_per_customer"] - lose["first_margin"]) * lose["new_customers"]
    a_year = MONTHS_OF_YEAR / lose["months"]
    return Finding(
        key="acquisition.losing",
        message=N_(
            "In %(lose)s of %(of)s channels the first sale does not pay for the customer; the "
            "dearest is “%(channel)s”: %(cost)s for a customer whose first order leaves %(margin)s"
        )
        if len(lose)
        else N_(
            "In every channel the first sale pays for the customer; the dearest is “%(channel)s”: "
            "%(cost)s for a customer whose first order leaves %(margin)s"
        ),
        numbers={
            "lose": Number(len(lose)),
            "of": Number(len(channels)),
            "channel": Number(dear["channel"], "text"),
            "cost": Number(float(dear["cost_per_customer"]), "money"),
            "margin": Number(float(dear["first_margin"]), "money"),
        },
        role="lever",
        so_what=tr("The second order decides whether such a channel pays.") if len(lose) else "",
        decide=tr("Which channel gets less, and where does its money go?") if len(lose) else "",
        trail=Trail("acquisition", len(channels)),
        money=float((gap * a_year).sum()) if len(lose) else None,
        measure="gross profit a year",
    )


def payback_note() -> str:
    """Say what an empty month means."""
    text = tr(
        "No month: the money was not back within %(months)s months, or too few customers have been "
        "here for so long."
    )
    return text % {"months": PAYBACK_MONTHS}


def who_recommends(people: pd.DataFrame | None, customers: int) -> Finding | None:
    """Say what share of the customers recommend, and how often; None when there is nobody."""
    if people is None or people.empty or not customers:
        return None
    sure = share(len(people), customers)
    return Finding(
        key="referrals.share",
        message=forms(
            "%(n)s customer has recommended the company, %(share)s of all (%(low)s to %(high)s), "
            "%(each)s times on average",
            "%(n)s customers have recommended the company, %(share)s of all (%(low)s to %(high)s), "
            "%(each)s times on average",
        ),
        plural="n",
        numbers={
            "n": Number(len(people)),
            "share": Number(sure.value, "percent", 1),
            "low": Number(sure.low, "percent", 1),
            "high": Number(sure.high, "percent", 1),
            "each": Number(float(people["referrals"].mean()), "number", 1),
        },
        trail=Trail("referrals", len(people)),
    )


def referred(compared: Referred | None, *, lines: int) -> Finding | None:
    """Say what a referred customer brings against another, and whether that may be chance.

    ``lines``: rows of sales that name a customer, from which the money is counted.
    """
    if compared is None:
        return None
    better = compared.ratio.low > 1
    sure = better or compared.ratio.high < 1
    return Finding(
        key="referrals.worth",
        message=N_(
            "A referred customer brings %(value)s so far, another who came in the same months "
            "%(other)s: %(ratio)s times as much (%(low)s to %(high)s)"
        )
        if sure
        else N_(
            "A referred customer brings %(value)s so far, another who came in the same months "
            "%(other)s; the difference may be chance (%(low)s to %(high)s times)"
        ),
        numbers={
            "value": Number(compared.value, "money"),
            "other": Number(compared.value_of_others, "money"),
            "ratio": Number(compared.ratio.value, "number", 1),
            "low": Number(compared.ratio.low, "number", 2),
            "high": Number(compared.ratio.high, "number", 2),
        },
        role="lever",
        so_what=tr("Who was recommended has brought more than others.") if better else "",
        decide=tr("Whom do we ask for a recommendation, and how do we thank?") if better else "",
        trail=Trail("sales", lines, NAMED),
        certainty="estimated",
    )


def pays(lines: pd.DataFrame | None) -> Finding | None:
    """Say how many recommendations pay for one thank-you worth a bought customer."""
    if lines is None:
        return None
    sums = lines.set_index("what")["amount"]
    if "per_bought" not in sums or not sums["margin"] > 0:
        return None
    needed = int(np.ceil(sums["per_bought"] / sums["margin"]))
    return Finding(
        key="referrals.break_even",
        message=forms(
            "A new customer costs %(bought)s through paid channels and %(referral)s through a "
            "recommendation; the margin of %(needed)s referred customer pays for a thank-you of "
            "the price of a bought one",
            "A new customer costs %(bought)s through paid channels and %(referral)s through a "
            "recommendation; the margin of %(needed)s referred customers pays for a thank-you of "
            "the price of a bought one",
        ),
        plural="needed",
        numbers={
            "bought": Number(float(sums["per_bought"]), "money"),
            "referral": Number(float(sums["per_referral"]), "money"),
            "needed": Number(max(1, needed)),
        },
        role="lever",
        trail=Trail("referral_costs", len(lines)),
        certainty="estimated",
    )
