"""What can the chapter on lifetime value not say with these records, and why not?"""

import pandas as pd

from helpers.analysis.definitions.history import History
from helpers.analysis.definitions.ledger import nothing_to_learn
from helpers.analysis.lifetime.backtest import NAMES, OURS, BackTest
from helpers.analysis.lifetime.trial import Verdict
from helpers.analysis.lifetime.worth import Lifetime, independence
from helpers.estimates import Estimate
from helpers.language import Number, money, ntr, tr
from helpers.periods import days_in
from helpers.settings import LifetimeSettings

MATTERS_FROM = 0.10


def too_few(past: History, rules: LifetimeSettings) -> str:
    """Say that the customers are too few to foretell anything; empty where they are not.

    Returns
    -------
    A sentence.
    """
    if len(past) >= rules.least_customers:
        return ""
    words = ntr(
        "%(n)s customer has ever bought. At least %(least)s are needed to learn from, so that "
        "what will come is not told.",
        "%(n)s customers have ever bought. At least %(least)s are needed to learn from, so that "
        "what will come is not told.",
        len(past),
    )
    return words % {"n": Number(len(past)), "least": Number(rules.least_customers)}


def tried(tested: BackTest | None, verdict: Verdict, *, too_few: str = "") -> str:
    """Say which way may speak after the trial, and of what; nothing where the model may of all.

    ``too_few``: the reason where there was no trial for want of customers.

    Returns
    -------
    Sentences.
    """
    if tested is None:
        return too_few or tr(
            "The records are too short to hide a part of them and foretell it: what customers "
            "will bring is not told."
        )
    if not verdict.way:
        return tr(
            "In the hidden months no way came within a third of what was sold, and none put the "
            "customers in a better order than chance: what they will bring is not told."
        )
    way = tr(NAMES[verdict.way])
    if not verdict.sums:
        text = tr(
            "No way came within a third of what was sold in the hidden months: the order of the "
            "customers is that of “%(way)s”, and sums are not told."
        )
        return text % {"way": way}
    sentences = [] if verdict.way == OURS else [_simpler(tested, verdict.way)]
    if not verdict.order:
        sentences.append(
            tr(
                "The order of the customers was no better than chance in the hidden months: what "
                "all of them bring is told, no list is made."
            )
        )
    return " ".join(sentences)


def _simpler(tested: BackTest, way: str) -> str:
    errors = tested.table.set_index("model")["mean_error"]
    text = tr(
        "“%(way)s” did better in the hidden months than the model and is used: mean error a "
        "customer %(error)s against %(ours)s."
    )
    return text % {
        "way": tr(NAMES[way]),
        "error": money(float(errors[way])),
        "ours": money(float(errors[OURS])),
    }


def cannot(past: History, *, months: tuple[int, ...]) -> str:
    """Say what cannot be counted and what to ask for; nothing where all can.

    ``months``: the spans ahead.
    """
    if not past.measures["amount"].sum() > 0:
        return tr(
            "Returns outweigh the sales in these records, so that there is no margin to expect. "
            "Ask whether the returns belong to these sales, and for the net amount."
        )
    if nothing_to_learn(past, days=days_in(min(months))):
        return tr(
            "Nobody has bought twice in these records, and they are shorter than the time ahead: "
            "what customers will still bring cannot be counted. Ask for a longer period, or for "
            "one code per customer."
        )
    return ""


def margin_note(fitted: Lifetime, margin: float) -> str:
    """Say where the margin comes from."""
    if fitted.margin_known:
        return tr(
            "Margin is net sales less cost, as the records have it, at the level of the last "
            "twelve months."
        )
    text = tr(
        "The records have no cost: margin is assumed to be %(share)s of net sales. The order of "
        "the customers does not depend on it, the sums do."
    )
    return text % {"share": Number(margin, "percent")}


def two_prices(values: pd.DataFrame) -> str:
    """Say why a call is weighed by another sum than this chapter's; nothing where none is told.

    Returns
    -------
    Sentences.
    """
    if values.empty:
        return ""
    return tr(
        "The chapter on winning back weighs a call by the margin of a customer's last year of "
        "buying: what goes if he leaves now. Here stands what is still to come, with the chance "
        "that he leaves in between, so that it may be less than that one year."
    )


def cautions(fitted: Lifetime, verdict: Verdict) -> str:
    """What the model takes for granted and these records do not bear out.

    Returns
    -------
    Sentences; nothing where another way speaks, or none.
    """
    if verdict.way != OURS:
        return ""
    sentences = [*_assumed(fitted), *_dependent(independence(fitted))]
    return " ".join(sentences or [tr("Nothing in the records speaks against the model.")])


def _assumed(fitted: Lifetime) -> list[str]:
    """Say where the models rest on assumptions more than on the records."""
    sentences = []
    if not (fitted.customers["purchases"] > 1).any():
        sentences.append(
            tr(
                "No customer has bought twice: the number of purchases to come is an assumption "
                "of the model, not something learned from these records."
            )
        )
    elif not fitted.counts.converged or fitted.values.how != "likelihood":
        sentences.append(
            tr(
                "The records alone do not settle the model; cautious assumptions decide where they "
                "are silent."
            )
        )
    return sentences


def _dependent(correlation: Estimate) -> list[str]:
    """Say that value and frequency go together, which the model does not know of."""
    # NaN compares false
    if abs(correlation.value) > MATTERS_FROM and not correlation.low <= 0 <= correlation.high:
        return [
            tr(
                "Those who buy more often also spend more, or less, at a purchase. The model takes "
                "the two for independent, so that its values for the most frequent buyers are off."
            )
        ]
    return []
