"""What does the chapter say? Sentences with their numbers, and where these come from."""

import pandas as pd

from helpers.language import N_, Number
from helpers.language.findings import Finding, Trail

LEAST_DAYS = 2  # of the week: with one there is nothing to compare


def strongest_day(days: pd.DataFrame) -> Finding | None:
    """Say which day of the week brings the most money.

    Parameters
    ----------
    days
        One row per day of the week: ``weekday``, ``amount`` (money), ``share`` (0–1).

    Returns
    -------
    None where fewer than two days brought money.
    """
    brought = days[days["amount"] > 0]
    if len(brought) < LEAST_DAYS:
        return None
    top = brought.loc[brought["amount"].idxmax()]
    return Finding(
        key="chapter_name.strongest_day",
        message=N_("%(day)s is the strongest day of the week: %(money)s, %(share)s of net sales"),
        numbers={
            "day": Number(top["weekday"], "word"),
            "money": Number(top["amount"], "money"),
            "share": Number(top["share"], "percent"),
        },
        # the table that the notebook keeps under this name, and how many of its rows were counted
        trail=Trail("chapter_name_days", len(days)),
        # how things stand; a ``change`` or a ``lever`` is ranked by the money a year that a
        # decision can win or lose: here nobody knows it
        role="base",
        money=None,
    )
