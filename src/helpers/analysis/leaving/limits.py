"""What can the chapter on leaving not say with these records, and why not?"""

import pandas as pd

from helpers.analysis.definitions.span import LESS_THAN_A_YEAR
from helpers.analysis.leaving import trial
from helpers.analysis.leaving.findings import chosen_row
from helpers.analysis.leaving.learning import About, Leaving
from helpers.language import money, ntr, number, percent, tr
from helpers.settings import ChurnSettings

YEAR_MONTHS = 12
HORIZONS, LEAST_HORIZON = 3, 2  # in records that can be tried; months of a horizon, at least


def cannot(leaving: Leaving, *, months: int) -> str:
    """What the chapter cannot do with these records, and what it would need; "" where it can all.

    ``months``: whole months that the records cover.

    Returns
    -------
    Sentences.
    """
    parts = _not_scored(leaving), _not_tested(leaving, months), _not_money(leaving, months)
    return " ".join(sentence for part in parts for sentence in part)


def capped(leaving: Leaving, rules: ChurnSettings) -> str:
    """Say that the horizon is the longest that is allowed, and not what the pauses ask for.

    Returns
    -------
    A sentence; nothing where nearly all pauses fit, or where somebody has set the horizon.
    """
    about, asked = leaving.about, rules.horizon_gap_share
    fits = pd.isna(about.gap_share) or about.gap_share >= asked
    if rules.horizon_months or fits or about.horizon_months < rules.horizon_most:
        return ""
    text = tr(
        "%(months)s months is the longest horizon that the settings allow: %(share)s of all pauses "
        "fit into it, and %(asked)s were asked for. Many who are silent for longer may still come."
    )
    return text % {
        "months": number(about.horizon_months),
        "share": percent(about.gap_share),
        "asked": percent(asked),
    }


def _not_scored(leaving: Leaving) -> list[str]:
    about = leaving.about
    sentences = []
    if about.blank and about.customers:
        return [
            tr(
                "No customer has bought twice, and the records are shorter than the time in which "
                "one may come back: nobody is scored. Ask for a longer period, or for one code "
                "per customer."
            )
        ]
    if about.guard:
        sentences.append(
            tr(
                "A guard stopped the model: one of its signs tells almost without error who left, "
                "and such a sign is usually written down after the fact. Nobody is scored until "
                "it is found."
            )
        )
    elif not about.still_buy:
        sentences.append(
            tr("Nobody has bought within the horizon: all have left, so nobody can be scored.")
        )
    if about.customers and not about.came_back:
        sentences.append(
            tr(
                "No customer has bought twice. Who comes back cannot be learned from those who "
                "never did; ask for a longer period, or for one code per customer."
            )
        )
    return sentences


def _not_tested(leaving: Leaving, months: int) -> list[str]:
    about = leaving.about
    if about.guard or about.blank or not about.still_buy:
        return []
    row = chosen_row(leaving)
    if row is None:
        return [_untried(leaving, months), tr("Without a test nobody gets a chance of leaving.")]
    if pd.isna(row["auc"]):
        return [
            tr(
                "In the tests all customers left or none did, so that there was no order to try: "
                "nobody gets a chance of leaving."
            )
        ]
    if not trial.ranks(row):
        return [
            tr(
                "The ranking is not better than chance, so that no list is made of it: let the "
                "managers choose whom to call."
            )
        ]
    return [] if _sums_hold(about) else [_off(about)]


def _sums_hold(about: About) -> bool:
    return trial.Money(about.foretold, about.lost, about.times).holds


def _off(about: About) -> str:
    text = tr(
        "In the tests the model expected a loss of %(expected)s a year, and %(came)s was lost: "
        "take the order of the customers from it. What all of them may take away is not told."
    )
    return text % {"expected": money(about.foretold), "came": money(about.lost)}


def _untried(leaving: Leaving, months: int) -> str:
    """Why no past day could be tried: too little time, nobody who left, nobody who came back."""
    about = leaving.about
    needed = HORIZONS * max(about.horizon_months, LEAST_HORIZON)
    if not months:
        text = tr(
            "The model could not be put to the test: the records cover less than a month, and "
            "three horizons, %(needed)s months, are needed: to know a customer by, to learn from, "
            "and to hide."
        )
        return text % {"needed": number(needed)}
    if months < needed:
        text = ntr(
            "The model could not be put to the test: the records cover %(months)s month, and "
            "three horizons, %(needed)s, are needed: to know a customer by, to learn from, and "
            "to hide.",
            "The model could not be put to the test: the records cover %(months)s months, and "
            "three horizons, %(needed)s, are needed: to know a customer by, to learn from, and "
            "to hide.",
            months,
        )
        return text % {"months": number(months), "needed": number(needed)}
    if not about.training_leavers:
        return tr("The model could not be put to the test: on the past days nobody had left.")
    if about.training_leavers == about.training_rows:
        return tr("The model could not be put to the test: on the past days nobody came back.")
    return tr(
        "The model could not be put to the test: before the days that could be hidden all "
        "customers had left or none had, so that there was nothing to learn from."
    )


def _not_money(leaving: Leaving, months: int) -> list[str]:
    """What the money of the list is not."""
    if leaving.scores.empty:
        return []
    if not leaving.scores["value"].sum() > 0:
        return [
            tr(
                "The net sales of the last year are nothing or less: chances can be told, the "
                "money at risk cannot. Ask whether the returns belong to these sales, and for the "
                "net amount."
            )
        ]
    sentences = []
    if leaving.about.one_amount:
        sentences.append(
            tr(
                "Every purchase has the same amount, so that money here only counts purchases. "
                "Ask for the net amount of each sale."
            )
        )
    if months < YEAR_MONTHS:
        sentences.append(tr(LESS_THAN_A_YEAR))
    return sentences
