"""What is tried in this company, and what happened where nothing is tried? Tables of lesson 14."""

from functools import cache

import numpy as np
import pandas as pd

from helpers.analysis.models.differences import in_differences
from helpers.analysis.plan import hypotheses, inputs, pdca
from helpers.analysis.plan.day import BACK, LEAVING, MOVES
from helpers.language import N_, date_short, number, tr
from helpers.periods import MONTHS_OF_YEAR, add_months, last_complete_month, months_between
from helpers.records import Records

CHAPTERS = (N_("Who feeds the company"), MOVES, LEAVING, BACK, N_("Price and terms"))
DAYS = (360, 420, 480)  # minutes of a session
MOST_FINDINGS, MOST_NAMES = 3, 10
OFTEN = (8, 40)  # purchase days that make a rhythm, and no fleet
SILENT = (2, 8)  # usual gaps
WHO, CHANGED, ASKED = "who", "changed", "asked"
SCORED, BLAMED, OFFERED = "scored", "blamed", "offered"


@cache
def board(records: Records) -> pd.DataFrame:
    """What was seen of each idea, as the handout says it."""
    return inputs.board(records, records.engagement.settings.plan)


def branch_of(records: Records, place: int) -> str:
    """Branch in which the idea at this place of the board is tried: 1 is the first."""
    idea = _idea(records, place)
    return (idea.groups or {})[min(idea.members or ())]


def clean(records: Records) -> str:
    """The branch in which nothing is tried."""
    tried = {branch_of(records, place) for place in (1, 2)}
    return min({*(_idea(records, 1).groups or {}).values()} - tried)


def by_branch(records: Records, place: int = 1, back: int = 0) -> pd.DataFrame:
    """Visits in the months of an idea, and in the same months of the year before, by branch.

    Counted are customers who bought in the year before the first of these months. ``back``
    moves all months that far into the past.

    Returns
    -------
    ``branch``, ``before``, ``after`` (visits).
    """
    idea, visits = _idea(records, place), _visits(records)
    first, months = add_months(idea.first, -back), len(_months(records, place))
    year_ago = add_months(first, -MONTHS_OF_YEAR)
    here = visits[_summed(visits, year_ago, MONTHS_OF_YEAR) > 0]
    sums = {"before": _summed(here, year_ago, months), "after": _summed(here, first, months)}
    branch = here.index.map(idea.groups or {}).rename("branch")
    return pd.DataFrame(sums).groupby(branch).sum().reset_index()


def times(counted: pd.DataFrame, treated: str, others: str) -> float:
    """How many times as many visits one branch has as the other would make it expect."""
    logs = np.log(counted.set_index("branch")[["before", "after"]])
    sides = [tuple(logs.loc[branch]) for branch in (treated, others)]
    return float(np.exp(in_differences(*sides)))


def earlier(records: Records, place: int = 2) -> pd.DataFrame:
    """The same comparison in earlier months, in which nothing was tried anywhere.

    Returns
    -------
    ``month`` (the first that is compared), ``ratio``; the latest first.
    """
    first, months = _idea(records, place).first, len(_months(records, place))
    year = add_months(_visits(records).columns[0], MONTHS_OF_YEAR)
    sides = branch_of(records, place), clean(records)
    rows = []
    for back in range(months, pdca.MOST_PLACEBOS + months):
        if add_months(first, -back) >= year:
            ratio = times(by_branch(records, place, back), *sides)
            rows.append({"month": add_months(first, -back), "ratio": ratio})
    return pd.DataFrame(rows)


def monthly(records: Records) -> pd.DataFrame:
    """Visits of each month: ``month``, then the branch of the first idea and the clean one."""
    visits, groups = _visits(records), _idea(records, 1).groups or {}
    by = visits.groupby(visits.index.map(groups)).sum().T
    shown = by[[branch_of(records, 1), clean(records)]].tail(2 * MONTHS_OF_YEAR)
    return shown.rename_axis("month").rename_axis(None, axis=1).reset_index()


def day(records: Records) -> tuple[int, pd.DataFrame]:
    """Minutes of an invented session, and how much there is in each of its chapters.

    Returns
    -------
    Minutes; ``chapter``, ``findings`` (that can be acted on), ``names`` (to hand out).
    """
    rng = _lots(records)
    findings = rng.integers(0, MOST_FINDINGS + 1, len(CHAPTERS))
    names = np.where(findings > 0, rng.integers(0, MOST_NAMES + 1, len(CHAPTERS)), 0)
    told = {"chapter": [tr(title) for title in CHAPTERS], "findings": findings, "names": names}
    return int(rng.choice(DAYS)), pd.DataFrame(told)


def silent(records: Records) -> pd.Series:
    """A customer with a rhythm who has been silent for too long; its name is the code.

    ``times`` (purchase days), ``gap`` and ``silence`` (days), ``last`` (day), ``category``
    (bought most often).
    """
    sales = records.frame("sales").dropna(subset=["customer"])
    days = sales.groupby(["customer", "date"], as_index=False)["amount"].sum().query("amount > 0")
    found = days.groupby("customer")["date"].agg(times="count", first="min", last="max")
    found["gap"] = (found["last"] - found["first"]).dt.days / (found["times"] - 1)
    found["silence"] = (records.as_of - found["last"]).dt.days
    late = (found["silence"] / found["gap"]).between(*SILENT) & found["times"].between(*OFTEN)
    one = found[late].sort_values("times", ascending=False, kind="stable").iloc[0].copy()
    mine = sales[sales["customer"] == one.name]
    one["category"] = mine["category"].value_counts().sort_index().idxmax()
    return one


def card(records: Records) -> pd.DataFrame:
    """Six sentences about a customer, in an order of this company.

    Returns
    -------
    ``letter``, ``sentence``, ``what`` (which of the six it is).
    """
    one = silent(records)
    words = {
        "customer": one.name, "n": number(one["times"]), "category": one["category"],
        "last": date_short(one["last"]), "silence": number(one["silence"]),
        "gap": number(one["gap"], 0),
    }  # fmt: skip
    said = {
        WHO: tr("%(customer)s: bought on %(n)s days, most often %(category)s."),
        CHANGED: tr(
            "Last bought on %(last)s, %(silence)s days ago; the usual gap is %(gap)s days."
        ),
        ASKED: tr("When I hang up I want to know what is different now."),
        SCORED: tr("The model has this customer among the lost, so it is too late."),
        BLAMED: tr("We got too dear for this customer."),
        OFFERED: tr("I begin with ten per cent off, before somebody else does."),
    }
    order = [str(what) for what in _lots(records).permutation([*said])]
    sentences = [said[what] % words for what in order]
    return pd.DataFrame({"letter": list("abcdef"), "sentence": sentences, "what": order})


def calls(records: Records) -> pd.DataFrame:
    """An invented list of calls of which some customers were left out by lot.

    Returns
    -------
    ``group`` (called, and left alone), ``customers``, ``bought`` (how many of them bought again).
    """
    rng = _lots(records)
    sizes = rng.integers((120, 40), (200, 70))
    bought = (sizes * rng.uniform((0.28, 0.12), (0.36, 0.20))).astype(int)
    told = {"group": [tr("called"), tr("left alone")], "customers": sizes, "bought": bought}
    return pd.DataFrame(told)


def _lots(records: Records) -> np.random.Generator:
    """Lots that no two companies draw alike: their records have not the same length."""
    return np.random.default_rng(len(records.frame("sales")))


@cache
def _ideas(records: Records) -> list[pdca.Idea]:
    return hypotheses.ideas(records)


def _idea(records: Records, place: int) -> pdca.Idea:
    return _ideas(records)[place - 1]


def _months(records: Records, place: int) -> list[pd.Timestamp]:
    """Months in which an idea was under way, up to the last that is complete."""
    idea, last = _idea(records, place), last_complete_month(records.as_of)
    return months_between(idea.first, min(last, add_months(idea.end, -1)))


@cache
def _visits(records: Records) -> pd.DataFrame:
    """Visits by customer (row) and month (column)."""
    rows = inputs.panel(records)
    return rows.pivot_table(
        index="customer", columns="month", values="purchases", aggfunc="sum", fill_value=0
    )


def _summed(visits: pd.DataFrame, first: pd.Timestamp, months: int) -> pd.Series:
    return visits.loc[:, first : add_months(first, months - 1)].sum(axis=1)
