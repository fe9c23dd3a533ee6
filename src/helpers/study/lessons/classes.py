"""What does lesson 02 ask about classes and moves, and what is right?"""

from functools import cache
from math import ceil

import numpy as np
import pandas as pd

from helpers.analysis.classes import abc_xyz, cuts, migration, regularity
from helpers.analysis.classes.findings import at_last
from helpers.analysis.definitions.abc import abc_letters, share_before
from helpers.analysis.definitions.activity import purchase_days
from helpers.estimates import poisson_rate_drop
from helpers.language import N_
from helpers.periods import add_months
from helpers.records import Records
from helpers.study.answers import Answer, function, listed, names, number
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

A_BELOW, B_BELOW = 0.80, 0.95
BASE, RECENT = 12, 3  # months
FELL = 0.3  # of the frequency
CHANCE = 0.05
EACH = 3  # customers of a kind in the table at the borders
QUARTERLY = [0, 0, 300] * 4
CASES = [([0.5, 0.25, 0.15, 0.07, 0.03],), ([0.9, 0.06, 0.02, 0.02],), ([0.3] * 3 + [0.1],)]

SHARE_AFTER = Mistake(
    "share after the item",
    N_("The item that crosses 80 % is still A."),
    N_(
        "What stands before the item decides, not what stands after it. Otherwise a customer "
        "with 90 % of the money would be no A."
    ),
)
BY_HEADS = Mistake(
    "by heads",
    N_("You cut by the number of customers; the classes are cut by money."),
    N_(
        "A are those who bring the first 80 % of the money, however few or many they are. A"
        " fifth "
        "of the heads is a saying, not a rule."
    ),
)
SILENT_MONTHS_DROPPED = Mistake(
    "silent months dropped",
    N_("You have made him monthly: the months without a purchase are gone."),
    N_(
        "A month with nothing is a month. Without the eight silent ones there are four equal "
        "sums, and any buyer looks regular."
    ),
)
OF_A_SAMPLE = Mistake(
    "deviation of a sample",
    N_("Nearly: these twelve months are the whole window, not a sample from it."),
    N_("pandas divides by n − 1. For the whole window the sum of squares is divided by n."),
)
EVERY_FLICKER = Mistake(
    "flicker counted",
    N_("Some of these stand at a border and may be back next month."),
    N_(
        "At a border a letter changes with one invoice. A move counts when the border was passed "
        "by two points, or when the new letter stands for the second month-end."
    ),
)
ONLY_CLEAR = Mistake(
    "second month forgotten",
    N_("Somebody is missing who stands in the new class for the second time."),
    N_(
        "Two ways lead out of a class: a clear step over the border, or the same other class at "
        "two month-ends running. You have used the first alone."
    ),
)
EVERY_FALL = Mistake(
    "every fall a signal",
    N_("All three fell by a third or more. Which of the falls can luck not explain?"),
    N_(
        "Few purchases jump by themselves: three a year are none in a quarter half of the time. "
        "Size and chance are two questions, and a signal needs both answers."
    ),
)
SILENCE_ALONE = Mistake(
    "silence alone",
    N_("No purchase in a quarter is usual for somebody who buys three times a year."),
    N_(
        "Silence must be held against the habit. Who buys often and goes on buying a little may "
        "have changed more than somebody who has not come for a quarter."
    ),
)

guess_of("02", Guess(lambda company: share_of_a(company.records), "percent"))


@cache
def classes(records: Records) -> pd.DataFrame:
    """Class of each customer at each month-end, as in the handout."""
    settings = records.engagement.settings
    found = cuts.cut(records.sales, "customer", settings.abc, settings.xyz, as_of=records.as_of)
    assert found.classes is not None  # sales name customers
    return found.classes


def share_of_a(records: Records) -> float:
    """Share of customers in class A at the last month-end."""
    return float((at_last(classes(records))["abc"] == "A").mean())


def at_borders(records: Records) -> pd.DataFrame:
    """Customers whose letter is not the one in which they had settled a month ago.

    ``customer``, ``settled`` (letter), ``letter_before`` and ``letter`` (at the last two
    month-ends), ``before`` (share of the money that stands before the customer now).
    """
    laid = abc_xyz.windows(records.sales, cut="customer", as_of=records.as_of, months=BASE)
    place = share_before(laid.sums("amount", months=BASE))
    letters = abc_letters(place, a_below=A_BELOW, b_below=B_BELOW)
    here = laid.sums("lines", months=BASE) > 0
    settled = abc_xyz.settle(letters, place, (A_BELOW, B_BELOW), here, "ABC", beyond=0.02)
    table = pd.DataFrame(
        {
            "customer": laid.items.astype(str),
            "settled": settled[:, -2],
            "letter_before": letters[:, -2],
            "letter": letters[:, -1],
            "before": place[:, -1].round(4),
        }
    )
    there = here[:, -2:].all(axis=1) & (table["letter"] != table["settled"])
    return _of_each_kind(table[there])


def _of_each_kind(table: pd.DataFrame) -> pd.DataFrame:
    clear, second = _clear(table), table["letter"] == table["letter_before"]
    kinds = [table[clear & ~second], table[~clear & second], table[~clear & ~second]]
    some = pd.concat([kind.sort_values("customer").head(EACH) for kind in kinds])
    return some.sort_values("customer", ignore_index=True)


def _clear(table: pd.DataFrame) -> pd.Series:
    """Past the border of the settled class by two points, to either side."""
    low = table["settled"].map({"A": -1.0, "B": A_BELOW, "C": B_BELOW})
    high = table["settled"].map({"A": A_BELOW, "B": B_BELOW, "C": 2.0})
    return (table["before"] >= high + 0.02) | (table["before"] <= low - 0.02)


def three_falls(records: Records) -> pd.DataFrame:
    """Three customers who bought a third less often: ``customer``, ``base``, ``recent``.

    Purchases in the twelve months before the last three, and in the last three.
    """
    days, last = purchase_days(records.sales, as_of=records.as_of), records.as_of
    recent_from, base_from = add_months(last, -RECENT), add_months(last, -RECENT - BASE)
    code = days["item"].astype(str)
    recent = code[days["date"] > recent_from].value_counts()
    base = code[(days["date"] > base_from) & (days["date"] <= recent_from)].value_counts()
    table = pd.DataFrame({"base": base, "recent": recent}).fillna(0).astype(int).sort_index()
    p = pd.Series(_chance(table), index=table.index)
    fell = table["recent"] / RECENT <= (1 - FELL) * table["base"] / BASE
    some, none = fell & (table["recent"] > 0), fell & (table["recent"] == 0)
    picked = [p[some].idxmin(), p[none & (table["base"] == 3)].index[0]]
    picked.append(p[some & p.between(0.1, 0.4)].index[0])
    return table.loc[picked].rename_axis("customer").reset_index()


def _chance(table: pd.DataFrame) -> np.ndarray:
    return poisson_rate_drop(table["recent"].to_numpy(), RECENT, table["base"].to_numpy(), BASE)


def moved(records: Records) -> pd.DataFrame:
    """Customers who really moved in a quarter, and how much money with them."""
    return migration.moves(migration.before_and_after(classes(records), months=RECENT))


def _letters(shares: list[float]) -> list[str]:
    before = np.cumsum(shares) - np.asarray(shares)
    return abc_letters(before, a_below=A_BELOW, b_below=B_BELOW).tolist()


def _letters_after(shares: list[float]) -> list[str]:
    return abc_letters(np.cumsum(shares), a_below=A_BELOW, b_below=B_BELOW).tolist()


def _by_heads(shares: list[float]) -> list[str]:
    many = ceil(len(shares) / 5)
    return [("A" if n < many else "B" if n < len(shares) / 2 else "C") for n in range(len(shares))]


@exercise(
    "02.1",
    kind="read",
    points=2,
    hints=[
        N_("Keep a running sum, and look at it before you add the share of the item."),
        N_("A while the sum before is below 0.80, B while it is below 0.95, else C."),
    ],
)
def letters(company: Company) -> Answer:
    """Function that gives each share its letter."""
    return function(_letters, CASES, wrong={SHARE_AFTER: _letters_after, BY_HEADS: _by_heads})


@exercise(
    "02.2",
    kind="count",
    hints=[
        N_("The mean is that of all twelve months, the silent ones too."),
        N_("`np.std(months) / np.mean(months)`"),
    ],
)
def quarterly(company: Company) -> Answer:
    """Coefficient of variation of a perfect quarterly buyer."""
    sums, known = np.array([QUARTERLY], float), np.array([[len(QUARTERLY)]])
    year = len(QUARTERLY)
    found = regularity.variation(sums, known, period="month", window=year, least=RECENT)[0, -1]
    sample = float(np.std(QUARTERLY, ddof=1) / np.mean(QUARTERLY))
    return number(
        float(found), within=0.01, wrong={SILENT_MONTHS_DROPPED: 0.0, OF_A_SAMPLE: sample}
    )


@exercise(
    "02.3",
    kind="doubt",
    points=2,
    hints=[
        N_("First way: `before` is past the border of the settled class by 0.02 or more."),
        N_("Second way: `letter` and `letter_before` are the same. Either way is enough."),
    ],
)
def really_moved(company: Company) -> Answer:
    """Who moved for good."""
    table = at_borders(company.records)
    clear, second = _clear(table), table["letter"] == table["letter_before"]
    all_of, code = table["customer"], table["customer"]
    wrong = {EVERY_FLICKER: all_of.tolist(), ONLY_CLEAR: code[clear].tolist()}
    return names(code[clear | second].tolist(), wrong=wrong)


@exercise(
    "02.4",
    kind="doubt",
    hints=[
        N_("Hold the rate of 3 months against the rate of 12, for each customer."),
        N_(
            "`helpers.estimates.poisson_rate_drop(recent, 3, base, 12)` gives the chance of such "
            "a fall by luck. A signal has less than 0.05."
        ),
    ],
)
def signal_or_noise(company: Company) -> Answer:
    """Which of three falls luck cannot explain."""
    right = (_chance(three_falls(company.records)) < CHANCE).tolist()
    wrong = {EVERY_FALL: [True, True, True], SILENCE_ALONE: [False, True, False]}
    return listed(right, wrong=wrong)


@exercise(
    "02.5",
    kind="tell",
    hints=[
        N_("Take the rows whose `direction` is `down` or `gone`, and sum `change`."),
        N_("Say the money as a number above nought; both windows were counted whole."),
    ],
)
def told(company: Company) -> Answer:
    """Money that went with those who moved down, for the owner."""
    table = moved(company.records)
    down = table[table["direction"].isin(["down", "gone"])]
    return tell(float(-down["change"].sum()), money=True, within=1.0)
