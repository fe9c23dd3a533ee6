"""What does the quiz of module A ask, and what is right?"""

import pandas as pd

from helpers import estimates
from helpers.language import N_
from helpers.records import Records
from helpers.study.answers import Answer, choice, number, several
from helpers.study.company import Company
from helpers.study.exercises import exercise, questions
from helpers.study.mistakes import Mistake

STOPS = N_(
    "A run that goes on with many rejected rows gives numbers of which nobody knows what they "
    "leave out. So it stops at a limit and says why each row was rejected."
)
OVERLAP = N_(
    "The line after a point says where the truth may lie. Where lines overlap widely, the order "
    "of the points may be another one next quarter."
)
A_LINE_IS_COUNTED = N_(
    "A chart of sales says how much and when. It does not know what else happened in the same "
    "month, and nobody was drawn by lot."
)
TRIES = N_(
    "One empty comparison in twenty has a p-value below 0.05. Thirty comparisons give one or two "
    "such finds where there is nothing to find."
)
NOT_SEEN = N_(
    "Of the money that was not asked about all may go, or none. At least 0.31 × 0.28, at most "
    "that and the other 0.69."
)
WORST = N_(
    "Whoever is chosen because of a bad year was unlucky in it as well, and does better in the "
    "next one without any help. Only a group left alone by lot shows what the help was worth."
)

GOES_ON = Mistake("goes on", N_("Then nobody would hear that money is missing."), STOPS)
SCALED_UP = Mistake(
    "scaled up", N_("Nobody knows whether the rejected rows are like the others."), STOPS
)
COUNTED_SHARE = Mistake("may be said", N_("This may be said: it is what was counted."), OVERLAP)
MAY_TURN = Mistake("may be said", N_("This may be said: the lines show exactly that."), OVERLAP)
READ_OFF = Mistake(
    "may be said", N_("This may be said: both points were counted."), A_LINE_IS_COUNTED
)
ASKED_ONWARD = Mistake(
    "may be said", N_("This may be said: a question claims nothing."), A_LINE_IS_COUNTED
)
ONE_FIND = Mistake("find of many tries", N_("And the other twenty-nine tries?"), TRIES)
SURE_OF_IT = Mistake(
    "p as certainty",
    N_("A p-value is no chance of being right."),
    TRIES,
)
ONE_NUMBER = Mistake("only the asked", N_("And the money of those whom nobody asked?"), NOT_SEEN)
NOTHING_KNOWN = Mistake(
    "nothing known", N_("Something is known: a third of the money was asked about."), NOT_SEEN
)
IT_HELPED = Mistake("false cause", N_("Compared with whom? All of them got the training."), WORST)
NO_HELP = Mistake("false cause", N_("That is not known either."), WORST)


def months(records: Records) -> pd.DataFrame:
    """Net sales of each month of the last two years: ``month``, ``net_sales``."""
    sales = records.frame("sales")
    month = sales["date"].dt.to_period("M").dt.to_timestamp()
    summed = sales.groupby(month)["amount"].sum().tail(24)
    return summed.rename_axis("month").rename("net_sales").reset_index()


EDGE = Mistake(
    "leaves the scale",
    N_("p ± 1.96·√ is not for so small a share: its lower end is too low."),
    N_("A share of a few in thousands cannot vary as far down as up. Wilson's interval knows it."),
)
EACH_FILE_ALIKE = Mistake(
    "mean of shares",
    N_("Every file counts alike here, the small ones as much as the large."),
    N_("Add the rejected rows of all files, add the rows read, and divide only then."),
)


questions(
    __name__,
    {
        # more rows are rejected than the limit allows
        "A.q1": choice("b", {GOES_ON: "a", SCALED_UP: "c"}),
        # intervals that overlap
        "A.q2": choice("c", {COUNTED_SHARE: "a", MAY_TURN: "b"}),
        # a line of sales does not say why
        "A.q3": choice("a", {READ_OFF: "b", ASKED_ONWARD: "c"}),
        # the best of many tries
        "A.q4": choice("b", {ONE_FIND: "a", SURE_OF_IT: "c"}),
        # between which ends, when some were not asked
        "A.q5": choice("c", {ONE_NUMBER: "a", NOTHING_KNOWN: "b"}),
        # the worst get better
        "A.q6": choice("b", {IT_HELPED: "a", NO_HELP: "c"}),
    },
)


@exercise(
    "A.1",
    kind="count",
    points=2,
    hints=[
        N_("First add up over the files, as in lesson 00; then the interval, as in lesson S1."),
        N_("`share(hits, of)` gives the value and both ends."),
    ],
)
def rejected(company: Company) -> Answer:
    """Share of the rows of sales that were rejected: both ends of its interval."""
    files = company.records.passport.query("table == 'sales'")
    bad, read = files["rows_rejected"], files["rows_read"]
    p, low, high = estimates.share(bad.sum(), read.sum())
    half = estimates.Z95 * (p * (1 - p) / read.sum()) ** 0.5
    alike = estimates.share(float((bad / read).mean() * read.sum()), read.sum())
    room = 0.02 * high
    return several(
        {N_("lower end"): number(low, within=room), N_("upper end"): number(high, within=room)},
        wrong={EDGE: (p - half, p + half), EACH_FILE_ALIKE: (alike.low, alike.high)},
    )
