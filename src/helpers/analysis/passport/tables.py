"""Which tables of the data passport does the reader see, and in which words?

Each takes a result of this chapter and gives the columns to show, in their order.
"""

import pandas as pd

from helpers.analysis.passport.cards import label
from helpers.analysis.passport.oddities import ODDITIES
from helpers.analysis.passport.reconciliation import by_reason, in_words
from helpers.given import when_given
from helpers.language import tr

FILES = [
    "table", "file", "rows_read", "rows_accepted", "rows_rejected", "rows_total_lines",
    "amount_accepted", "amount_rejected",
]  # fmt: skip
LONGEST = 10  # gaps shown; the others are few in money


def files(passport: pd.DataFrame) -> pd.DataFrame:
    """Rows and money of each source file: ``FILES``."""
    return in_words(passport)[FILES]


def reasons(rejected: pd.DataFrame) -> pd.DataFrame:
    """Why rows were rejected: ``table``, ``reason``, ``rows``, ``money``."""
    sums = in_words(by_reason(rejected))
    return sums.rename(columns={"amount": "money"})[["table", "reason", "rows", "money"]]


def complete_months(months: pd.DataFrame) -> pd.DataFrame:
    """Net sales of the months that are closed: ``month``, ``amount`` (money)."""
    return months.loc[months["complete"], ["month", "amount"]]


@when_given
def gaps(found: pd.DataFrame) -> pd.DataFrame:
    """Months without sales of the branches with the most money.

    Returns
    -------
    ``branch``, ``first_month``, ``last_month``, ``months``, ``open``, ``branch_amount`` (money).
    """
    told = found[found["news"]].drop(columns="news")
    return told.head(LONGEST).rename(columns={"amount": "branch_amount"})


def oddities(counted: pd.DataFrame) -> pd.DataFrame:
    """Odd lines of the kinds that occur.

    Returns
    -------
    ``oddity`` (in words), ``lines``, ``line_share``, ``money``, ``amount_share``.
    """
    found = counted[counted["lines"] > 0]
    told = found.assign(oddity=found["oddity"].map(lambda kind: tr(ODDITIES[kind])))
    shown = ["oddity", "lines", "line_share", "money", "amount_share"]
    return told.rename(columns={"amount": "money"})[shown]


@when_given
def card_fields(fields: pd.DataFrame) -> pd.DataFrame:
    """How well each field of the card is filled, the fields in words.

    Returns
    -------
    ``field``, ``cards_filled`` (cards), ``cards_share``, ``money_share`` (both 0–1).
    """
    told = fields.assign(field=fields["field"].map(label))
    shown = {"filled": "cards_filled", "share": "cards_share"}
    return told.rename(columns=shown)[["field", *shown.values(), "money_share"]]


@when_given
def cards_to_fill(blanks: pd.DataFrame) -> pd.DataFrame:
    """Customers whose card has blanks: ``customer``, ``amount``, ``card_filled``, ``missing``."""
    return blanks.rename(columns={"filled": "card_filled"})
