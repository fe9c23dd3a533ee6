"""What does the quiz of module F ask, and what is right?"""

from helpers.language import N_
from helpers.study.answers import Answer, choice
from helpers.study.company import Company
from helpers.study.exercises import exercise
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


@exercise("F.q1", kind="quiz")
def limits(company: Company) -> Answer:
    """A manager outside the raw limits, inside the widened ones."""
    return choice("b", {NAMED: "a", TOLD_ASIDE: "c"})


@exercise("F.q2", kind="quiz")
def sides(company: Company) -> Answer:
    """What may not be said of top and front line."""
    return choice("c", {COUNTED: "a", ASKED: "b"})


@exercise("F.q3", kind="quiz")
def split(company: Company) -> Answer:
    """What may not be said of a split room."""
    return choice("a", {COUNTED: "b", ASKED: "c"})


@exercise("F.q4", kind="quiz")
def ratio(company: Company) -> Answer:
    """Sales of a branch with an idea, and of those without."""
    return choice("b", {ALONE: "a", OF_LEVELS: "c"})


@exercise("F.q5", kind="quiz")
def comparison(company: Company) -> Answer:
    """A branch with an idea of its own as the comparison."""
    return choice("c", {TREATED_TOO: "a", HALVED: "b"})
