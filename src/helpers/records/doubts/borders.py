"""Do customers end and begin where one file ends and the next begins?

A customer who is written otherwise in the next file ends for good at the border of the two, and a
new one begins there. Customers go and come at all times: how many do in a usual week is counted
in the same records.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd
from ibis.expr.types import Table as Rows

from helpers.language import N_
from helpers.records.doubts.doubt import Doubt, cents

WEEKS = 13  # before and after a border, in which a customer must have bought
FEWEST_WEEKS = 4  # that the shorter side must allow
EVERY = 4  # weeks between the borders that are none
USUAL = 4  # of them, so that something is usual
FAR = 4.0  # standard errors above the largest usual share
ALIKE = 2.0  # so many times as many may begin as end, or the other way round, as the same ones
OVERLAP = 0.01  # share of customers and weeks of a file that may stand after the next has begun


def at_borders(rows: Rows) -> list[Doubt]:
    """Borders of two files at which far more customers end, and as many begin, than elsewhere."""
    if rows.part.nunique().execute() < 2:
        return []
    named = rows.filter(rows.customer.notnull())
    days = (
        named.group_by("part", "source", "customer", week=named.date.truncate("W"))
        .agg(money=named.amount.sum().cast("float64"))
        .execute()
    )
    days["week"] = (pd.to_datetime(days["week"]) - pd.Timestamp(0)).dt.days // 7
    return [*_told(days)] if len(days) else []


def _told(days: pd.DataFrame) -> Iterator[Doubt]:
    seen = days.groupby("customer")["week"].agg(["min", "max"])
    first, last = int(days["week"].min()), int(days["week"].max())
    for one, other, border in _borders(days):
        weeks = min(WEEKS, (border - first) // 2, (last - border) // 2)
        if weeks < FEWEST_WEEKS:
            continue
        elsewhere = [
            _moved(days, seen, week, weeks)
            for week in range(first + weeks, last - weeks, EVERY)
            if abs(week - border) >= weeks
        ]
        here = _moved(days, seen, border, weeks)
        usual = max((share(moved) for moved in elsewhere), default=1.0)
        if len(elsewhere) < USUAL or not _unusual(here, usual):
            continue
        ending = seen.index[(seen["max"] < border) & (seen["max"] >= border - weeks)]
        lost = days[days["customer"].isin(ending) & (days["week"] >= border - weeks)]
        yield (
            BROKEN,
            {
                "one": one,
                "other": other,
                "ended": here[1],
                "of_ended": here[0],
                "begun": here[3],
                "of_begun": here[2],
                "usual": int(round(usual * min(here[0], here[2]))),
                "weeks": weeks,
                "money": cents(float(lost["money"].sum())),
            },
        )


def _borders(days: pd.DataFrame) -> Iterator[tuple[str, str, int]]:
    """Names of two files and the first week of the second, where the one follows the other."""
    files = days.groupby(["part", "source"])["week"].agg(["min", "max"]).reset_index()
    files = files.sort_values(["min", "max"], ignore_index=True)
    for n in range(1, len(files)):
        border = int(files["min"][n])
        before = days[days["part"] == files["part"][n - 1]]
        if (before["week"] > border).mean() <= OVERLAP and files["min"][n - 1] < border:
            yield files["source"][n - 1], files["source"][n], border


def _moved(
    days: pd.DataFrame, seen: pd.DataFrame, week: int, weeks: int
) -> tuple[int, int, int, int]:
    """Customers of the weeks before, those who never come back; of those after, who are new."""
    bought = days["week"]
    before = days.loc[(bought >= week - weeks) & (bought < week), "customer"].unique()
    after = days.loc[(bought >= week) & (bought < week + weeks), "customer"].unique()
    ended = int((seen.loc[before, "max"] < week).sum())
    begun = int((seen.loc[after, "min"] >= week).sum())
    return len(before), ended, len(after), begun


def share(moved: tuple[int, int, int, int]) -> float:
    """Share that both ended and began: the smaller of the two.

    >>> share((100, 10, 50, 20))
    0.1
    """
    before, ended, after, begun = moved
    return min(ended / before, begun / after) if before and after else 0.0


def _unusual(moved: tuple[int, int, int, int], usual: float) -> bool:
    before, ended, after, begun = moved
    n = min(before, after)
    if not n or max(ended, begun) > ALIKE * min(ended, begun):
        return False
    usual = max(usual, 1 / n)
    return share(moved) - usual > FAR * np.sqrt(usual * (1 - min(usual, 1.0)) / n)


BROKEN = N_(
    "where %(one)s ends and %(other)s begins, customers end and begin at once: of %(of_ended)s who "
    "bought in the %(weeks)s weeks before %(ended)s never come back (%(money)s in these weeks), "
    "and of %(of_begun)s after it %(begun)s are new; elsewhere at most about %(usual)s are. Are "
    "they the same customers, written otherwise?"
)
