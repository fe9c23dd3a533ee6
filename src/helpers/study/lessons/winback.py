"""What does lesson 04 ask about calls that pay, and what is right?"""

from functools import cache
from math import ceil

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from helpers.analysis.definitions.history import as_day
from helpers.analysis.winback import losses, ranking
from helpers.estimates import Z95
from helpers.language import N_
from helpers.records import Records
from helpers.settings import WinBackSettings
from helpers.study.answers import Answer, listed, number, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.lessons import cut_offs
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

POINTS = 0.05
CALLED = ("call", "control", "capacity")
WORDS = ("call", "earns nothing", "single", "small")

LOYAL_FORGOTTEN = Mistake(
    "loyal forgotten",
    N_("The loyal take the offer too."),
    N_(
        "Who would have stayed anyway is called as well, and a part of them takes the offer. "
        "That is (1 − p)·ψ·d, and it is missing."
    ),
)
OFFER_FOR_FREE = Mistake(
    "offer for free",
    N_("The one who stays takes the offer as well: it costs something there too."),
    N_("A customer who is kept brings V less the offer d. You have counted the whole of V."),
)
SAME_ORDER = Mistake(
    "risk for gain",
    N_("You took it for granted that both orders are the same."),
    N_(
        "The most likely leavers may bring little, and the largest may be in no danger. Count "
        "how well the two orders agree."
    ),
)
TURNED_ROUND = Mistake(
    "turned round",
    N_("The sign is turned: one of the two columns stands upside down."),
    N_("Rank both from large to small, or both from small to large."),
)
ONE_ERROR = Mistake(
    "one standard error",
    N_("Too few: that shows five points in two of three cases only."),
    N_("Half the width of a 95 % interval is 1.96 standard errors, and it enters squared."),
)
WHOLE_WIDTH = Mistake(
    "width for half",
    N_("Too many: five points to *each* side were asked."),
    N_("± 5 points is an interval ten points wide. Half of it is 0.05, not 0.025."),
)
CALL_ALL = Mistake(
    "nobody let go",
    N_("You call everybody. What does a call cost, and what may it bring?"),
    N_("Time spent on somebody who brings nothing is taken from somebody who does. Go by gain."),
)
HABIT_OVERLOOKED = Mistake(
    "single money",
    N_("One of them bought once in a life. What yearly margin would come back?"),
    N_(
        "Money of a single month is no margin a year. Without a habit there is nothing that "
        "could begin again."
    ),
)

guess_of(
    "04", Guess(lambda company: float((might_leave(company.records)["gain"] > 0).mean()), "percent")
)


def rules_of(records: Records) -> WinBackSettings:
    """Assumptions of the company about calls."""
    return records.engagement.settings.winback


@cache
def _money(records: Records) -> pd.DataFrame:
    return ranking.yearly_margin(
        records.sales, margin=rules_of(records).margin, as_of=records.as_of
    )


@cache
def _weighed(records: Records) -> pd.DataFrame:
    """Everybody who may leave or has left, with chances, money at stake, gain and reason."""
    money, rules, of = _money(records), rules_of(records), cut_offs.known(records)
    now, _ = of.at(as_day(records.as_of))
    chances = {"customer": now["customer"], "probability": now["none_chance"].astype(float)}
    scores = pd.DataFrame(chances)
    gone = (records.as_of - money["last_purchase"]).dt.days >= of.horizon_days
    steps = pd.Series(np.where(gone, "left", "late"), index=money["customer"])
    table = ranking.candidates(money, scores, returns=rules.returns_if_contacted, steps=steps)
    return ranking.ranked(table, rules)


def might_leave(records: Records) -> pd.DataFrame:
    """Customers who still buy: ``customer``, ``p`` (chance of leaving), ``V``, ``gain``."""
    table = _weighed(records)
    table = table[table["probability_leaves"].notna()]
    words = {"probability_leaves": "p", "at_stake": "V", "expected_gain": "gain"}
    return table.rename(columns=words)[["customer", *words.values()]].reset_index(drop=True)


def one_customer(records: Records) -> pd.Series:
    """A customer with a large margin and a middling chance of leaving."""
    table = might_leave(records).sort_values(["V", "customer"], ascending=[False, True])
    return table[table["p"].between(0.2, 0.6)].iloc[0]


def returning(records: Records) -> float:
    """Share of those somebody tried to win back who did come back."""
    tried = losses.attempts(records.frame("losses"))
    return float(tried["returned"].mean())


def four_gone(records: Records) -> pd.DataFrame:
    """Four customers who have left, one for each thing that weighing a call may come to."""
    table = _weighed(records)
    table = table[table["probability_returns"].notna()]
    reason = table["reason"].where(~table["reason"].isin(CALLED), "call")
    first = table.assign(reason=reason).sort_values("customer").drop_duplicates("reason")
    first = first[first["reason"].isin(WORDS)].rename(columns={"probability_returns": "P"})
    shown = ["customer", "habit", "margin", "at_stake", "P", "expected_gain", "reason"]
    return first[shown].reset_index(drop=True)


@exercise(
    "04.1",
    kind="count",
    points=2,
    hints=[
        N_(
            "d is the share of the offer times V. Three things: who is kept, who is loyal, "
            "the call."
        ),
        N_("`p * g * (V - d) - (1 - p) * psi * d - f`"),
    ],
)
def by_hand(company: Company) -> Answer:
    """Expected gain of one call."""
    one, rules = one_customer(company.records), rules_of(company.records)
    loyal = (1 - one["p"]) * rules.takes_anyway * rules.offer_cost_share * one["V"]
    offer = one["p"] * rules.stays_if_contacted * rules.offer_cost_share * one["V"]
    right = float(one["gain"])
    wrong = {LOYAL_FORGOTTEN: right + loyal, OFFER_FOR_FREE: right + offer}
    return number(right, within=0.1, wrong=wrong)


@exercise(
    "04.2",
    kind="read",
    hints=[
        N_("Spearman's correlation compares the two orders, not the numbers."),
        N_('`scipy.stats.spearmanr(table["p"], table["gain"]).statistic`'),
    ],
)
def orders(company: Company) -> Answer:
    """How well the order by risk agrees with that by gain."""
    table = might_leave(company.records)
    agree = float(spearmanr(table["p"], table["gain"]).statistic)
    return number(agree, within=0.01, wrong={SAME_ORDER: 1.0, TURNED_ROUND: -agree})


@exercise(
    "04.3",
    kind="doubt",
    hints=[
        N_("Half the width of the interval of a share is 1.96·√(p(1−p)/n)."),
        N_("Solve for n: 1.96²·p(1−p) / 0.05², rounded up."),
    ],
)
def control_group(company: Company) -> Answer:
    """How many must be left alone."""
    p = returning(company.records)
    needed = Z95**2 * p * (1 - p) / POINTS**2
    wrong = {ONE_ERROR: ceil(needed / Z95**2), WHOLE_WIDTH: ceil(4 * needed)}
    return whole(ceil(needed), within=2, wrong=wrong)


@exercise(
    "04.4",
    kind="doubt",
    points=2,
    hints=[
        N_("Ask in this order: no margin, no habit, no gain."),
        N_("`single` where `habit` is False, `small` where the gain is not above nought."),
    ],
)
def whom_to_let_go(company: Company) -> Answer:
    """What to do with each of four customers."""
    right = four_gone(company.records)["reason"].tolist()
    careless = ["call" if word == "single" else word for word in right]
    return listed(right, wrong={CALL_ALL: ["call"] * len(right), HABIT_OVERLOOKED: careless})


@exercise(
    "04.5",
    kind="tell",
    hints=[
        N_("Sort by gain, take as many as the team can call, sum."),
        N_("The chance that a call helps is somebody's word here: `assumed`, without an interval."),
    ],
)
def told(company: Company) -> Answer:
    """What the calls of a month may bring, for the owner."""
    table, rules = might_leave(company.records), rules_of(company.records)
    gain = table["gain"].nlargest(rules.capacity).clip(lower=0).sum()
    return tell(float(gain), certainty="assumed", money=True, within=1.0)
