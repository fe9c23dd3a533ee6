"""What does the chapter work on? Net sales of each day of the week."""

import pandas as pd
from ibis.expr.types import Table

from helpers.language import N_, tr

DAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"),
    N_("Sunday"),
)  # fmt: skip


def by_weekday(sales: Table) -> pd.DataFrame:
    """Net sales of each day of the week on which anything was sold, Monday first.

    Parameters
    ----------
    sales
        One row per line of sale: ``date``, ``amount`` (money, returns negative).

    Returns
    -------
    One row per day of the week: ``weekday`` (English word), ``dates`` (how many dates had
    sales), ``amount`` (money) and ``share`` (0–1, of the days that brought money).
    """
    totals = sales.group_by(weekday=sales.date.day_of_week.index()).aggregate(
        dates=sales.date.nunique(), amount=sales.amount.sum().cast("float64")
    )
    days = totals.to_pandas().sort_values("weekday", ignore_index=True)
    brought = days["amount"].clip(lower=0)
    return days.assign(
        weekday=[DAYS[day] for day in days["weekday"]],
        share=brought / brought.sum() if brought.sum() > 0 else brought,
    )


def in_words(days: pd.DataFrame) -> pd.DataFrame:
    """Days of the week in the language of the reader, for the chart."""
    return days.assign(weekday=[tr(day) for day in days["weekday"]])
