"""What can these records not tell about who earns and who costs, and what is assumed?"""

import pandas as pd

from helpers.analysis.definitions import serving
from helpers.analysis.definitions.served import DATES
from helpers.analysis.profitability.costs import MINUTES
from helpers.analysis.profitability.inputs import FEW, MARGIN, NO_COST, SERVED, SHORT, Studied
from helpers.analysis.profitability.quadrants import DANGER
from helpers.language import N_, forms, money, ntr, number, percent, tr
from helpers.periods import MONTHS_OF_YEAR
from helpers.settings import ProfitabilitySettings

REFUSED = {
    FEW: N_(
        "Who earns and who costs is not told: %(least)s customers are needed, and there are %(n)s."
    ),
    NO_COST: N_(
        "Who earns and who costs cannot be told: neither what the goods cost nor what serving "
        "costs is known, and an assumed margin would put customers in the order of their sales."
    ),
    SHORT: N_(
        "Costs to serve are left aside: they cover %(n)s whole months of the records, and "
        "%(least)s are needed. What follows is gross profit alone."
    ),
    SERVED: N_(
        "Costs to serve are left aside: %(least)s customers who cost something are needed, and "
        "there are %(n)s. What follows is gross profit alone."
    ),
}


def refused(found: Studied, rules: ProfitabilitySettings) -> str:
    """Say what is not told, and what it would need; empty where all is told.

    Returns
    -------
    Sentences.
    """
    least = {
        FEW: rules.least_customers, NO_COST: 0, SHORT: rules.least_months,
        SERVED: rules.least_served,
    }  # fmt: skip
    return " ".join(
        tr(REFUSED[why]) % {"n": number(n), "least": number(least[why])} for why, n in found.refused
    )


def gross_only(found: Studied) -> str:
    """Say that profit is gross profit, where serving is not counted."""
    if found.served or found.customers.empty:
        return ""
    return tr(
        "This is the curve of gross profit: what it costs to serve each customer is not counted, "
        "and who is dear to serve looks better than he is."
    )


def months(found: Studied) -> str:
    """Say over which months is counted; empty where nothing is.

    Returns
    -------
    A sentence.
    """
    if found.customers.empty:
        return ""
    said = serving.said(found.window)
    if len(found.window) == MONTHS_OF_YEAR or not found.served:
        return said
    return f"{said} {tr('Of other months the cost to serve is not known.')}"


def assumed(found: Studied, rules: ProfitabilitySettings) -> str:
    """Say which settings the profit rests on; empty where it is counted.

    Returns
    -------
    Sentences.
    """
    share = {"share": percent(rules.margin)}
    total = {"total": money(rules.serve_total or 0.0)}
    words = {
        MARGIN: tr("Gross profit is assumed: %(share)s of net sales, the same for all.") % share,
        MINUTES: tr(
            "Cost to serve is assumed: %(total)s a year, shared out by minutes of orders, returns, "
            "requests and contacts."
        )
        % total,
        DATES: tr(
            "Costs to serve came without dates: they are taken for those of these months, and "
            "what they were a year earlier is not known."
        ),
    }
    return " ".join(words[what] for what in found.assumed)


def borders(found: Studied) -> str:
    """Say where low ends and high begins.

    Returns
    -------
    A sentence; empty without quadrants.
    """
    if found.cuts is None:
        return ""
    at = {"sales": money(found.cuts.net_sales), "cost": money(found.cuts.cost_to_serve)}
    if not found.cuts.of_served:
        return tr("Borders: the middle customer, %(sales)s of sales and %(cost)s of cost.") % at
    at["share"] = percent(float((found.customers["cost_to_serve"] <= 0).mean()))
    said = tr(
        "Borders: %(sales)s of sales, the middle customer; %(cost)s of cost, the middle of those "
        "who cost anything, because %(share)s of customers cost nothing to serve."
    )
    return said % at


def newcomers(found: Studied, first: pd.DataFrame) -> str:
    """Say how many in the Danger Zone are new, and not yet to be judged.

    Parameters
    ----------
    first
        ``customer``, ``first`` (day of the first purchase), ``before`` (came before the records).

    Returns
    -------
    A sentence; empty where nobody there is new.
    """
    zone = found.customers.loc[found.customers["quadrant"] == DANGER, "customer"]
    came = first[first["customer"].isin(zone) & ~first["before"].astype(bool)]
    new = int((pd.to_datetime(came["first"]) >= found.window.months[0]).sum()) if len(zone) else 0
    if not new:
        return ""
    form = forms(
        "%(n)s customer of %(of)s in the Danger Zone bought for the first time in these months: a "
        "beginning costs more than it brings.",
        "%(n)s customers of %(of)s in the Danger Zone bought for the first time in these months: a "
        "beginning costs more than it brings.",
    )
    return ntr(*form, new) % {"n": number(new), "of": number(len(zone))}


def not_before(found: Studied) -> str:
    """Say why no moves are told; empty where they are, or where there are no quadrants."""
    if found.before is not None or not found.served:
        return ""
    return tr(
        "Who has moved since a year earlier cannot be told: the sales, or the costs to serve, do "
        "not reach so far."
    )
