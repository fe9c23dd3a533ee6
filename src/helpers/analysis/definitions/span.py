"""Do the records hold a year, where a year's money is spoken of?"""

import pandas as pd
from ibis.expr.types import Table

from helpers.language import N_, tr
from helpers.periods import year_before

LESS_THAN_A_YEAR = N_(
    "The records cover less than a year: where a year's money is spoken of, it is the "
    "money of these records."
)


def less_than_a_year(sales: Table, *, as_of: pd.Timestamp) -> str:
    """Say that the records are shorter than a year; empty where they are not.

    Returns
    -------
    A sentence.
    """
    first = pd.Timestamp(sales.date.min().execute())
    week = pd.Timedelta(days=7)  # a year may begin with holidays
    return tr(LESS_THAN_A_YEAR) if first > year_before(as_of) + week else ""
