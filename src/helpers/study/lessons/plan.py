"""What does lesson 14 ask about plans that can be checked, and what is right?"""

from itertools import chain
from typing import cast

import numpy as np
import pandas as pd

from helpers.analysis.plan import day as of_day
from helpers.analysis.plan.pdca import UNSEEN, WORKS
from helpers.language import N_
from helpers.language.findings import RANKED, FindingJson
from helpers.study.answers import Answer, choice, listed, names, number, several, whole
from helpers.study.company import Company
from helpers.study.exercises import Guess, exercise, guess_of
from helpers.study.lessons import trials
from helpers.study.mistakes import Mistake
from helpers.study.sentence import tell

NOT_YET_IS_NO = Mistake(
    "not yet is no",
    N_("An idea that cannot be measured yet has not failed."),
    N_(
        "No effect seen means that somebody looked. Where nothing could be counted nobody has "
        "looked, and the board says why."
    ),
)
SOME_IS_ENOUGH = Mistake(
    "some is enough",
    N_("Not everything that was measured works: look at the interval."),
    N_(
        "A ratio with an interval that holds 1 may as well be nothing. The board says *works* "
        "only where even a wide interval lies above it."
    ),
)
TREATED_TOO = Mistake(
    "treated too",
    N_("It is being treated too: another idea is tried there in the same months."),
    N_(
        "What is held against a branch with an idea must be a branch without one. If the other "
        "idea works as well, the first one seems to do nothing."
    ),
)
ITSELF = Mistake(
    "against itself",
    N_("Held against itself a branch shows its season and the times, not the idea."),
    N_(
        "Whatever happened to all branches happened to this one too. Only others, in the same "
        "months, show what would have come without the idea."
    ),
)
BEFORE_AFTER = Mistake(
    "before and after",
    N_("And what did the others do in the same months?"),
    N_(
        "Before and after of one branch is the idea and the times together. Divide by before "
        "and after of the branch in which nothing was tried."
    ),
)
UPSIDE_DOWN = Mistake(
    "upside down",
    N_("Upside down: the branch with the idea belongs above the line."),
    N_("Change of those who were treated, divided by the change of those who were not."),
)
CANCELLED = Mistake(
    "cancelled out",
    N_("Pluses and minuses have cancelled each other: ask how far, not where to."),
    N_(
        "A number that jumps up and down by ten per cent has the mean nought, and still jumps. "
        "Square the distances from 1, take their mean, and the root of it."
    ),
)
LARGEST = Mistake(
    "largest",
    N_("This is the largest jump of all, not the usual one."),
    N_("The largest of many grows with the number of windows that you look at. Take the usual."),
)
NO_LEAST = Mistake(
    "no least time",
    N_("Every chapter has a least time, also the one with nothing to hand out."),
    N_(
        "A room needs a quarter of an hour to read a chart and to disagree. First give each "
        "chapter its least time, then share what is left."
    ),
)
OPENING_FORGOTTEN = Mistake(
    "no opening",
    N_("More minutes than the day has: opening and closing take some."),
    N_("The last 40 minutes belong to names and dates. They are never shared out."),
)
NAMES_FORGOTTEN = Mistake(
    "names forgotten",
    N_("Handing out names takes time as well."),
    N_("Five names take as long to hand out as one thing takes to decide."),
)
SCORE_AS_FATE = Mistake(
    "score as fate",
    N_("A model says how likely. Nobody is lost because a list says so."),
    N_("Of ten whom a list holds for lost some come back, and nobody knows which. So one calls."),
)
CAUSE_TAKEN = Mistake(
    "cause taken for granted",
    N_("That is a guess at the reason. The records do not know it, and you have not asked."),
    N_("Who calls with a reason in mind hears it in every answer. Ask what is different now."),
)
OFFER_FIRST = Mistake(
    "offer first",
    N_("The offer comes before the question."),
    N_("A discount that nobody asked for teaches a customer to be silent for a while."),
)

guess_of(
    "14",
    Guess(lambda company: float(trials.board(company.records)["effect"].iloc[0]), "number", 2),
)


def _shared(rows: pd.DataFrame, minutes: int) -> list[int]:
    """Minutes of each chapter, as the agenda of the handout shares them."""
    told = (_said(*row) for row in rows.itertuples(index=False, name=None))
    return of_day.shares(list(chain(*told)), minutes=minutes)["minutes"].tolist()


def _said(chapter: str, findings: int, how_many: int) -> list[FindingJson]:
    """Findings of a chapter: one that nobody can act on, and those that somebody can."""
    lever = {"chapter": chapter, "role": RANKED[0], "customers": how_many}
    return [cast(FindingJson, told) for told in ({"chapter": chapter}, *[lever] * findings)]


def _by_weight(rows: pd.DataFrame, minutes: int) -> list[int]:
    """The same without a least time."""
    room = minutes - of_day.OPENING_MINUTES - of_day.CLOSING_MINUTES
    weight = 1 + rows["findings"] + rows["names"] / of_day.NAMES_A_DECISION
    step = of_day.STEP_MINUTES
    return (room * weight / weight.sum() // step * step).astype(int).tolist()


@exercise(
    "14.1",
    kind="read",
    hints=[
        N_("The last column says it in words; some of the sentences begin alike."),
        N_("All that begins with *not measurable yet* is one heap."),
    ],
)
def on_the_board(company: Company) -> Answer:
    """Ideas that work, that show no effect, and that cannot be measured yet."""
    verdicts = trials.board(company.records)["verdict"]
    works, unseen = int((verdicts == WORKS).sum()), int((verdicts == UNSEEN).sum())
    not_yet = int(verdicts.str.startswith("not measurable").sum())
    return several(
        {
            N_("works"): whole(works),
            N_("no effect seen"): whole(unseen),
            N_("not measurable yet"): whole(not_yet),
        },
        wrong={
            NOT_YET_IS_NO: (works, unseen + not_yet, 0),
            SOME_IS_ENOUGH: (works + unseen, 0, not_yet),
        },
    )


@exercise(
    "14.2",
    kind="doubt",
    hints=[
        N_("In which branches is an idea under way in these months? Strike them out."),
        N_("An idea that has not begun treats nobody yet."),
    ],
)
def comparison(company: Company) -> Answer:
    """The branch against which the first idea may be held."""
    records = company.records
    wrong = {TREATED_TOO: trials.branch_of(records, 2), ITSELF: trials.branch_of(records, 1)}
    return choice(trials.clean(records), wrong)


@exercise(
    "14.3",
    kind="count",
    points=2,
    hints=[
        N_("How many times as many visits as a year before: count it for both branches."),
        N_("Divide the one by the other."),
    ],
)
def by_hand(company: Company) -> Answer:
    """Difference in differences, as a ratio of ratios."""
    records = company.records
    counted, treated = trials.by_branch(records), trials.branch_of(records, 1)
    before, after = counted.set_index("branch").loc[treated, ["before", "after"]].tolist()
    right = trials.times(counted, treated, trials.clean(records))
    wrong = {
        BEFORE_AFTER: after / before,
        TREATED_TOO: trials.times(counted, treated, trials.branch_of(records, 2)),
        UPSIDE_DOWN: 1 / right,
    }
    return number(right, within=0.006, wrong=wrong)


@exercise(
    "14.4",
    kind="doubt",
    points=2,
    hints=[
        N_("Without any idea the ratio should be 1. How far from 1 is each of them?"),
        N_("`((earlier - 1) ** 2).mean() ** 0.5`"),
    ],
)
def without_any_idea(company: Company) -> Answer:
    """How far the same comparison usually moves without an idea."""
    off = trials.earlier(company.records)["ratio"] - 1
    usual = float(np.sqrt((off**2).mean()))
    wrong = {CANCELLED: float(off.mean()), LARGEST: float(off.abs().max())}
    return number(usual, within=0.002, wrong=wrong)


@exercise(
    "14.5",
    kind="count",
    points=2,
    hints=[
        N_("Weight of a chapter: 1, and 1 for each finding, and a fifth for each name."),
        N_("What is left after opening, closing and 15 minutes for each: share it by weight."),
        N_("`spare * weight / weight.sum() // 5 * 5`, and 15 for each."),
    ],
)
def agenda(company: Company) -> Answer:
    """Minutes of five chapters."""
    minutes, rows = trials.day(company.records)
    longer = minutes + of_day.OPENING_MINUTES + of_day.CLOSING_MINUTES
    return listed(
        _shared(rows, minutes),
        wrong={
            NO_LEAST: _by_weight(rows, minutes),
            OPENING_FORGOTTEN: _shared(rows, longer),
            NAMES_FORGOTTEN: _shared(rows.assign(names=0), minutes),
        },
    )


@exercise(
    "14.6",
    kind="read",
    hints=[
        N_("Who it is, what has changed, what you want to learn: one sentence for each."),
        N_("Leave out what nobody has counted, and what is offered before anybody asked."),
    ],
)
def before_the_call(company: Company) -> Answer:
    """Letters of the three sentences that belong on the card."""
    letter = trials.card(company.records).set_index("what")["letter"]
    who, changed, asked = letter[[trials.WHO, trials.CHANGED, trials.ASKED]]
    return names(
        {who, changed, asked},
        wrong={
            SCORE_AS_FATE: {who, letter[trials.SCORED], asked},
            CAUSE_TAKEN: {who, letter[trials.BLAMED], asked},
            OFFER_FIRST: {who, changed, letter[trials.OFFERED]},
        },
    )


@exercise(
    "14.7",
    kind="tell",
    hints=[
        N_("The board has the ratio and its two ends: `board` is its table."),
        N_("A ratio from some months of some customers is `estimated`."),
    ],
)
def told(company: Company) -> Answer:
    """What was seen of the first idea, for the owner."""
    first = trials.board(company.records).iloc[0]
    ends = float(first["low"]), float(first["high"])
    return tell(
        float(first["effect"]), certainty="estimated", interval=ends, within=0.006, unit=N_("times")
    )
