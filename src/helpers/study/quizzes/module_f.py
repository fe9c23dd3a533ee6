"""What does the quiz of module F ask, and what is right?"""

from helpers import estimates
from helpers.language import N_
from helpers.study.answers import Answer, choice, number, several
from helpers.study.company import Company
from helpers.study.exercises import exercise, questions
from helpers.study.lessons import trials
from helpers.study.mistakes import Mistake

WIDENED = N_(
    "Managers differ by more than luck even where nobody does anything wrong. So the limits are "
    "widened, and within them no name is said."
)
GAP = N_("Scores say what people think. Who of them is right is told by customers, not by scores.")
SAME_MONTHS = N_("What all branches did in the same months was not the idea. Divide it out.")
TREATED = N_("A group is a comparison only where nothing is tried in the same months.")

NAMED = Mistake("named by luck", N_("Within the widened limits a name is luck."), WIDENED)
TOLD_ASIDE = Mistake("behind the back", N_("A name told aside is a name told."), WIDENED)
COUNTED = Mistake("may be said", N_("This may be said: it is what was scored."), GAP)
ASKED = Mistake("may be said", N_("This may be said: a question claims nothing."), GAP)
ALONE = Mistake("no comparison", N_("And what did the others do meanwhile?"), SAME_MONTHS)
OF_LEVELS = Mistake("false cause", N_("Both have grown; nothing was harmed."), SAME_MONTHS)
TREATED_TOO = Mistake("treated too", N_("It is being treated too."), TREATED)
HALVED = Mistake("treated too", N_("Half a treatment is no comparison either."), TREATED)
PROMISE = N_(
    "Who was never answered has waited longest, and has no hours to be averaged. A mean of the "
    "answered gets better with every request that is thrown away."
)
LOT = N_(
    "Who calls first calls those who are nearest. Only a lot makes those who are left alone like "
    "those who are called."
)
SHEET = N_(
    "Next time somebody must be able to say, without an opinion, whether it was done and whether "
    "it helped: a name, a day, a number that is counted anyway."
)

WORST_MISSING = Mistake("answered only", N_("The worst waits are not in this mean."), PROMISE)
LESS_WORK = Mistake("false cause", N_("Nobody has counted how much work there was."), PROMISE)
ADDED_UP = Mistake("nobody left alone", N_("Some would have bought without any call."), LOT)
NO_CHANCE = Mistake("size for share", N_("Groups of other sizes: compare shares, not heads."), LOT)
NO_NUMBER = Mistake("no number", N_("And by which number will anybody know?"), SHEET)
NO_NAME = Mistake("no name", N_("Who is *we*, and when is *soon*?"), SHEET)
ALL_OF_THEM = Mistake(
    "nobody left alone",
    N_("Those who were left alone came back as well, without any call."),
    N_("What calls bring is what came more than without them: take the share of the others off."),
)
ONE_END = Mistake(
    "one number",
    N_("Between which two ends?"),
    N_("Two shares of some dozens of customers: each of them could have been another one."),
)


questions(
    __name__,
    {
        # a manager outside the raw limits, inside the widened ones
        "F.q1": choice("b", {NAMED: "a", TOLD_ASIDE: "c"}),
        # what may not be said of top and front line
        "F.q2": choice("c", {COUNTED: "a", ASKED: "b"}),
        # what may not be said of a split room
        "F.q3": choice("a", {COUNTED: "b", ASKED: "c"}),
        # sales of a branch with an idea, and of those without
        "F.q4": choice("b", {ALONE: "a", OF_LEVELS: "c"}),
        # a branch with an idea of its own as the comparison
        "F.q5": choice("c", {TREATED_TOO: "a", HALVED: "b"}),
        # a mean that gets better while requests stay without an answer
        "F.q6": choice("a", {WORST_MISSING: "b", LESS_WORK: "c"}),
        # what calls have brought, with some left alone by lot
        "F.q7": choice("c", {ADDED_UP: "a", NO_CHANCE: "b"}),
        # a line of the sheet of decisions
        "F.q8": choice("b", {NO_NUMBER: "a", NO_NAME: "c"}),
    },
)


@exercise(
    "F.1",
    kind="count",
    points=2,
    hints=[
        N_("Difference of the two shares, times those who were called."),
        N_("Its standard error: √(p(1 − p)/n + q(1 − q)/m); both ends at 1.96 of it."),
    ],
)
def by_calls(company: Company) -> Answer:
    """Purchases that calls have brought, with both ends, where some were left alone by lot."""
    sides = trials.calls(company.records)
    (called, bought), (left, others) = sides[["customers", "bought"]].to_numpy().tolist()
    p, q = bought / called, others / left
    half = estimates.Z95 * (p * (1 - p) / called + q * (1 - q) / left) ** 0.5
    right = [called * (p - q + way * half) for way in (0, -1, 1)]
    parts = (N_("purchases brought"), N_("lower end"), N_("upper end"))
    return several(
        {part: number(x, within=0.6) for part, x in zip(parts, right, strict=True)},
        wrong={ALL_OF_THEM: [bought] * len(right), ONE_END: [right[0]] * len(right)},
    )
