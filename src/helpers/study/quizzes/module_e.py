"""What does the quiz of module E ask, and what is right?"""

from helpers.language import N_
from helpers.study.answers import Answer, choice, number, several
from helpers.study.company import Company
from helpers.study.exercises import exercise, questions
from helpers.study.lessons import journey, loyalty
from helpers.study.mistakes import Mistake

NOT_BY_LOT = N_(
    "Nobody drew by lot who gets a letter. The curve compares each customer with himself, and "
    "still says only that contacts and purchases go together."
)
NOBODY_SAW = N_(
    "What those would have done who were not asked, or were dropped, nobody has seen. Two lines "
    "bound it; where between them the truth lies, no record says."
)
STEP_COUNTS = N_(
    "What counts is the step from two to three, with its interval. The third may add nothing, "
    "although three together look better than none."
)
IN_PLAY = N_(
    "A chance is divided by those who could have done it: leads that had this contact. A "
    "share of "
    "all sales says where sales come from."
)
GRAVEYARD = N_(
    "Customers who have left get no letters and buy nothing. Kept in the comparison they make "
    "every letter look strong, even one that does nothing."
)
HEAVY_ONES = N_(
    "Money leaves with those who bring it. A share of customers says nothing of it, as long as "
    "some bring a thousand times as much as others."
)
REFUSED = N_(
    "A refusal is an answer of a kind, and seldom a friendly one. Left out, the rate rises when "
    "more people have had enough."
)
BY_MONEY = N_(
    "What a place costs is how many fail there, what follows, and what a customer is worth."
    " A bad "
    "score at a place that few see costs little."
)

CURVE_READ = Mistake(
    "may be said", N_("This may be said: it is how the curve was counted."), NOT_BY_LOT
)
WIDER_READ = Mistake(
    "may be said", N_("This may be said: the lines are there to say it."), NOT_BY_LOT
)
ENDS_READ = Mistake(
    "may be said", N_("This may be said: it is what the two lines are."), NOBODY_SAW
)
LEAST_READ = Mistake(
    "may be said", N_("This may be said: so much is known of those who were asked."), NOBODY_SAW
)
SEND_THREE = Mistake(
    "total for step", N_("Three against none. But three against two?"), STEP_COUNTS
)
SEND_NONE = Mistake(
    "nothing for unknown", N_("The first ones do go with more purchases."), STEP_COUNTS
)
OF_SALES = Mistake("share of sales", N_("That is where sales come from. Is it a chance?"), IN_PLAY)
OF_ALL = Mistake("of all leads", N_("Most of them never had a fifth contact."), IN_PLAY)
MORE_DATA = Mistake(
    "more is better", N_("More rows, and all of them of people who are not there."), GRAVEYARD
)
NO_MATTER = Mistake("no matter", N_("It is the group without contacts that they fill."), GRAVEYARD)
HEADS = Mistake("by heads", N_("How much do these four in ten bring?"), HEAVY_ONES)
AS_MANY = Mistake("as others", N_("Nobody knows that of those who were not asked."), HEAVY_ONES)
LEFT_OUT = Mistake("refusals dropped", N_("Then silence counts for nothing."), REFUSED)
HALF = Mistake("half a pass", N_("Half a pass was never given by anybody."), REFUSED)
WORST_SCORE = Mistake("lowest score", N_("How many pass there?"), BY_MONEY)
MOST_FORMS = Mistake("most forms", N_("Many pass there. Do deals fail there?"), BY_MONEY)
ENDS = ("at_stake", "at_stake_low", "at_stake_high")
OF_THE_ASKED = Mistake(
    "only the asked",
    N_("Divided by the money of those who were asked only."),
    N_("Who was not asked passes the seam as well. The whole is the revenue of all customers."),
)
ONE_END = Mistake(
    "one number",
    N_("Between which two ends?"),
    N_("How often customers stay away was estimated. Its two ends go with it into the money."),
)


questions(
    __name__,
    {
        # what the curve of contacts does not say
        "E.q1": choice("c", wrong={CURVE_READ: "a", WIDER_READ: "b"}),
        # what the lines of revenue at risk do not say
        "E.q2": choice("a", wrong={ENDS_READ: "b", LEAST_READ: "c"}),
        # three contacts go with more purchases than two: send three?
        "E.q3": choice("b", wrong={SEND_THREE: "a", SEND_NONE: "c"}),
        # chance of a sale at the fifth contact
        "E.q4": choice("c", wrong={OF_SALES: "a", OF_ALL: "b"}),
        # months after the last purchase in a comparison of contacts
        "E.q5": choice("a", wrong={MORE_DATA: "b", NO_MATTER: "c"}),
        # four in ten of the asked would go: how much of the revenue?
        "E.q6": choice("b", wrong={HEADS: "a", AS_MANY: "c"}),
        # what a refusal counts as, with the rule
        "E.q7": choice("b", wrong={LEFT_OUT: "a", HALF: "c"}),
        # which seam gets an owner first
        "E.q8": choice("c", wrong={WORST_SCORE: "a", MOST_FORMS: "b"}),
    },
)


@exercise(
    "E.1",
    kind="count",
    points=2,
    hints=[
        N_(
            "`seam` holds the money a year with both its ends: `at_stake`, `at_stake_low` and "
            "`at_stake_high`."
        ),
        N_("Divide each of the three by the sum of `revenue` of all customers."),
    ],
)
def seam_in_revenue(company: Company) -> Answer:
    """Money of the dearest seam as a share of all revenue, with its two ends."""
    seam, customers = journey.torn(company.records), loyalty.customers(company.records)
    revenue, asked = customers["revenue"], customers["threshold"].notna()
    right, others = (
        [float(seam[end] / whole) for end in ENDS]
        for whole in (revenue.sum(), revenue[asked].sum())
    )
    parts = (N_("share"), N_("lower end"), N_("upper end"))
    room = 0.01 * right[0]
    return several(
        {part: number(x, within=room) for part, x in zip(parts, right, strict=True)},
        wrong={OF_THE_ASKED: others, ONE_END: [right[0]] * len(right)},
    )
