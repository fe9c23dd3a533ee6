"""Where do the records say too little, or the wrong thing, about contact?"""

import numpy as np
import pandas as pd

from helpers.analysis.contact.coin import TOO_COARSE, Coin
from helpers.analysis.contact.curve import Curve
from helpers.analysis.contact.panel import Log, Panel
from helpers.language import Number, ntr, tr
from helpers.settings import ContactSettings


def enough(log: Log, panel: Panel, rules: ContactSettings) -> bool:
    """Whether the log and the customers who can be compared are enough for a curve."""
    return (
        log.months >= rules.least_months
        and panel.customers >= rules.least_customers
        and panel.purchases >= rules.least_purchases
    )


def too_few(log: Log | None, panel: Panel | None, rules: ContactSettings) -> str:
    """Say what there is and what a curve needs; nothing where it is enough, or no log came."""
    if log is None or panel is None or enough(log, panel, rules):
        return ""
    text = tr(
        "How much contact is too much cannot be told: the log of contacts covers %(months)s whole "
        "months, and in them %(customers)s customers with %(purchases)s purchases can be compared "
        "with themselves. Needed are %(least_months)s months, %(least_customers)s customers and "
        "%(least_purchases)s purchases."
    )
    there = {"months": log.months, "customers": panel.customers, "purchases": panel.purchases}
    needed = {name: getattr(rules, name) for name in (f"least_{key}" for key in there)}
    return text % {name: str(Number(value)) for name, value in (there | needed).items()}


def no_difference(
    log: Log | None, panel: Panel | None, found: Curve | None, rules: ContactSettings
) -> str:
    """Say that contacts do not differ enough for a curve; nothing where there is one."""
    if log is None or panel is None or not enough(log, panel, rules) or found is not None:
        return ""
    return tr(
        "How much contact is too much cannot be told: too few months of customers have a contact, "
        "or their number hardly differs from month to month for the same customer."
    )


def told(found: Curve | None, rules: ContactSettings) -> Curve | None:
    """The curve, where contacts that came after the purchases do not go together with them."""
    quiet = found is not None and abs(found.placebo) <= rules.placebo_beyond  # missing is not quiet
    return found if quiet else None


def withheld(found: Curve | None, rules: ContactSettings) -> str:
    """Say why no curve is shown; nothing where one is, or none could be made."""
    if found is None or told(found, rules) is not None:
        return ""
    if np.isnan(found.placebo):
        return tr(
            "The curve is withheld: whether who buys is contacted, and not the other way round, "
            "could not be tried on this log."
        )
    text = tr(
        "The curve is withheld. Who buys is contacted, not the other way round: contacts that came "
        "after the purchases go together with them (%(z)s standard errors from nothing, and "
        "%(most)s are allowed)."
    )
    numbers = {"z": abs(found.placebo), "most": rules.placebo_beyond}
    return text % {name: str(Number(value, "number", 1)) for name, value in numbers.items()}


def left_out(panel: Panel | None) -> str:
    """Say how many customers are compared and how many drop out; nothing without a log."""
    if panel is None:
        return ""
    text = tr(
        "Customers who are compared with themselves, in the months after the first purchase and "
        "before the last one: %(n)s. Customers who bought while the log was kept and drop out, "
        "with fewer than two such months or no purchase in them: %(left_out)s."
    )
    return text % {"n": Number(panel.customers), "left_out": Number(panel.left_out)}


def weak_coin(drawn: Coin | None, *, months: int) -> str:
    """Say that a trial by lot would show too little, and what makes it finer."""
    if drawn is None or not drawn.least >= TOO_COARSE:
        return ""
    text = tr(
        "A trial by lot among the %(n)s customers who got more than the limit lately would show "
        "in %(months)s months only that one half buys %(least)s more: let it run longer, or draw "
        "lots among all who get letters."
    )
    numbers = {"n": Number(len(drawn.table)), "months": Number(months)}
    return text % (numbers | {"least": Number(drawn.least, "percent")})


def few_answers(answers: pd.DataFrame | None, rules: ContactSettings) -> str:
    """Say how many were asked and how many are needed; nothing where they are enough."""
    if answers is None or len(answers) >= rules.least_answers:
        return ""
    text = ntr(
        "Who wants a relationship cannot be told: %(n)s customer was asked, %(least)s are needed.",
        "Who wants a relationship cannot be told: %(n)s customers were asked, %(least)s are "
        "needed.",
        len(answers),
    )
    return text % {"n": Number(len(answers)), "least": Number(rules.least_answers)}
