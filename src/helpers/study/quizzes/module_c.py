"""What does the quiz of module C ask, and what is right?"""

import pandas as pd

from helpers import estimates
from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, choice, number
from helpers.study.company import Company
from helpers.study.exercises import exercise, questions
from helpers.study.lessons import leaving, winback
from helpers.study.mistakes import Mistake

TOO_GOOD = N_(
    "People decide for reasons that stand in no sales record, so nobody can foretell nearly all "
    "of them. A figure so high comes from a column, a mean or a choice that knew the answer."
)
OF_TEN = N_(
    "A chance speaks of many like this one. Which of them it will be is what a call finds out."
)
BY_GAIN = N_(
    "A call pays where the chance times what can be saved is more than the call and the offer "
    "cost. A high chance of losing nothing is nothing."
)
WITHIN = N_(
    "Left means no purchase within the horizon, and the answer is closed on its last day. "
    "Whoever comes back later had left, and came back."
)
LEFT_ALONE = N_(
    "Without a group that was left alone by lot nobody can tell what the calls brought from "
    "what would have come anyway."
)
LATER_DAYS = N_(
    "The same customer stands in many cut-offs with nearly the same answer. Only days that lie "
    "behind everything learned say what a model is worth."
)

BUY_IT = Mistake("better model", N_("The data know the future; which column?"), TOO_GOOD)
MORE_DATA = Mistake(
    "better model", N_("More rows with the same fault show the same figure."), TOO_GOOD
)
SHARE_OF_GROUP = Mistake("may be said", N_("This may be said: it is what a chance means."), OF_TEN)
GROUP_IS_OFF = Mistake(
    "may be said", N_("This may be said: the line after the point shows it."), OF_TEN
)
NEAR_NOUGHT = Mistake("may be said", N_("This may be said: it is seen in the picture."), BY_GAIN)
LOSES_MONEY = Mistake(
    "may be said", N_("This may be said: points below nought are such calls."), BY_GAIN
)
STAYED = Mistake("label from all data", N_("That looks past the end of the horizon."), WITHIN)
LEAVE_OUT = Mistake(
    "dropped silently", N_("Then only those are left whose answer is easy."), WITHIN
)
CALL_THEM = Mistake(
    "nobody let go", N_("And how is known next year what the calls were worth?"), LEFT_ALONE
)
PAST_YEAR = Mistake(
    "false cause", N_("Last year was another year: prices, weather, rivals."), LEFT_ALONE
)
AT_RANDOM = Mistake("random split", N_("The same customer then stands on both sides."), LATER_DAYS)
ON_ITS_ROWS = Mistake("same rows", N_("A flexible model remembers its rows."), LATER_DAYS)


def said_and_came(records: Records) -> pd.DataFrame:
    """Tenths of customers: the chance that was said, and the share that left with its interval."""
    table = leaving.tenths(records)
    pairs = zip(table["actual"] * table["customers"], table["customers"], strict=True)
    ends = pd.DataFrame([estimates.share(round(left), of) for left, of in pairs])
    return table.assign(low=ends["low"], high=ends["high"])


GAIN_ALONE = Mistake(
    "one list",
    N_("This is what the better list brings. Asked was how much more than the other."),
    N_("Calls are made anyway. What a better order is worth shows only beside the old one."),
)
RISK_ALONE = Mistake(
    "the other list",
    N_("This is what the list by risk brings, by itself."),
    N_("Calls are made anyway. What a better order is worth shows only beside the old one."),
)


questions(
    __name__,
    {
        # a figure that is too good
        "C.q1": choice("b", {BUY_IT: "a", MORE_DATA: "c"}),
        # a chance says nothing of one customer
        "C.q2": choice("a", {SHARE_OF_GROUP: "b", GROUP_IS_OFF: "c"}),
        # risk is not gain
        "C.q3": choice("c", {NEAR_NOUGHT: "a", LOSES_MONEY: "b"}),
        # who came back after the horizon
        "C.q4": choice("b", {STAYED: "a", LEAVE_OUT: "c"}),
        # the group that is left alone
        "C.q5": choice("c", {CALL_THEM: "a", PAST_YEAR: "b"}),
        # on which rows a model is tried
        "C.q6": choice("a", {AT_RANDOM: "b", ON_ITS_ROWS: "c"}),
    },
)


@exercise(
    "C.1",
    kind="count",
    points=2,
    hints=[
        N_("Two lists of as many calls: the largest `p`, and the largest `gain`."),
        N_('`nlargest(calls, ...)["gain"].sum()` for each of them; then the difference.'),
    ],
)
def better_order(company: Company) -> Answer:
    """Money that calls by gain bring more than calls by risk."""
    table = winback.might_leave(company.records)
    calls = winback.rules_of(company.records).capacity
    by_gain, by_risk = (
        float(table.nlargest(calls, column)["gain"].sum()) for column in ("gain", "p")
    )
    return number(by_gain - by_risk, within=1.0, wrong={GAIN_ALONE: by_gain, RISK_ALONE: by_risk})
