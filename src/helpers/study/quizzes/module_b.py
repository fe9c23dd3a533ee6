"""What does the quiz of module B ask, and what is right?"""

from helpers.language import N_
from helpers.study.answers import Answer, choice, number
from helpers.study.company import Company
from helpers.study.exercises import exercise, questions
from helpers.study.lessons import classes, revenue
from helpers.study.mistakes import Mistake

NO_CAUSE_IN_IT = N_(
    "The curve counts what was brought. It says nothing of what would happen if the small ones "
    "were let go: some of them are new, and the large ones were small once."
)
RECORDS_BEGIN = N_(
    "The records begin on a day. Whoever buys in their first 12 months may have come that year "
    "or ten years before, and nobody can tell from the sales."
)
BEFORE_IT = N_(
    "The letter depends on what stands before the item. Nothing stands before the first one, so "
    "it is A however large it is."
)
NINE_CELLS = N_(
    "The square shows who stands where on one day. Moves need two days, and reasons need more "
    "than sales."
)
FLICKER = N_(
    "At a border one invoice changes a letter. A move counts when the border was passed by two "
    "points, or when the new letter stands for the second month-end."
)
LIKE_WITH_LIKE = N_(
    "A trait that is frequent among large customers may be the reason, the result, or neither. "
    "The comparison describes who they are, not who will become like them."
)

LET_GO = Mistake("may be said", N_("This may be said: it is read off the curve."), NO_CAUSE_IN_IT)
UNEVEN = Mistake(
    "may be said", N_("This may be said: the curve is far from the straight line."), NO_CAUSE_IN_IT
)
NEW = Mistake(
    "old taken for new", N_("New for the records is not new for the company."), RECORDS_BEGIN
)
OLD = Mistake(
    "old taken for new",
    N_("That is not known either: some of them did come that year."),
    RECORDS_BEGIN,
)
CROSSES = Mistake("share after the item", N_("You look at the share after it."), BEFORE_IT)
TOO_LARGE = Mistake("by heads", N_("The rule knows no number of customers."), BEFORE_IT)
IN_THE_CELL = Mistake(
    "may be said", N_("This may be said: the number stands in the cell."), NINE_CELLS
)
MORE_MONEY = Mistake(
    "may be said", N_("This may be said: the rows are ordered by money."), NINE_CELLS
)
CALL_AT_ONCE = Mistake("flicker counted", N_("And if next month brings the letter back?"), FLICKER)
NEVER_MIND = Mistake(
    "move overlooked", N_("A second month in the new class would be a move."), FLICKER
)
TARGET_GROUP = Mistake(
    "false cause", N_("Nobody has tried whether the trait makes anybody large."), LIKE_WITH_LIKE
)
BY_CHANCE = Mistake(
    "nothing known",
    N_("The trait was tried against chance, with all other traits."),
    LIKE_WITH_LIKE,
)
OF_THE_MOVED = Mistake(
    "wrong whole",
    N_("This is a share of what moved, not of all the money."),
    N_("A part is of the whole that was asked for: here of the money of all customers."),
)
HEADS = Mistake(
    "heads for money",
    N_("You have counted customers. Asked was money."),
    N_("Ten small customers may move, and nobody feels it. One large one is felt by everybody."),
)


questions(
    __name__,
    {
        # a curve of shares does not say whom to let go
        "B.q1": choice("c", {LET_GO: "a", UNEVEN: "b"}),
        # customers of the first year of records
        "B.q2": choice("c", {NEW: "a", OLD: "b"}),
        # one customer with nearly all the money
        "B.q3": choice("a", {CROSSES: "b", TOO_LARGE: "c"}),
        # a square of one day shows no moves
        "B.q4": choice("b", {IN_THE_CELL: "a", MORE_MONEY: "c"}),
        # a customer just behind a border
        "B.q5": choice("b", {CALL_AT_ONCE: "a", NEVER_MIND: "c"}),
        # a trait of key customers
        "B.q6": choice("c", {TARGET_GROUP: "a", BY_CHANCE: "b"}),
    },
)


@exercise(
    "B.1",
    kind="count",
    points=2,
    hints=[
        N_("Lesson 02 has the money of those who moved down or are gone: the column `change`."),
        N_("Divide it by the sum of `money`, which is that of all customers."),
    ],
)
def went_down(company: Company) -> Answer:
    """Money of those who moved down, as a share of the money of all."""
    moved, year = classes.moved(company.records), revenue.last_year(company.records)
    down = moved[moved["direction"].isin(["down", "gone"])]
    lost = -float(down["change"].sum())
    wrong = {
        OF_THE_MOVED: lost / float(moved["change"].abs().sum()),
        HEADS: len(down) / len(year),
    }
    return number(lost / float(year.sum()), within=0.0005, wrong=wrong)
