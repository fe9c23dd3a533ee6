"""What does the quiz of module D ask, and what is right?"""

from helpers.language import N_
from helpers.study.answers import Answer, choice, number
from helpers.study.company import Company
from helpers.study.exercises import exercise, questions
from helpers.study.lessons import profitability
from helpers.study.mistakes import Mistake

COST_STAYS = N_(
    "The cost of serving is wages, rooms and cars. It ends only when the work ends and somebody "
    "is paid less. Until then the profit of all does not rise by what the tail takes."
)
ARITHMETIC = N_(
    "The bars are arithmetic: how much more must be sold for a lower price to earn as much. "
    "Whether anybody buys more, no record of this company says."
)
MARGIN_GONE = N_(
    "If a unit leaves nothing, a hundred units leave nothing. Growth helps only while something "
    "is left on each."
)
WHO_HAS_COST = N_(
    "Where most customers cost nothing, the middle of all is zero and the mean is moved by a few. "
    "The border stands in the middle of those who cost anything."
)
EQUAL_GOODS = N_(
    "Discounts in per cent differ by goods: cars get little, tyres get more. First hold equal what "
    "was bought, then compare the customers."
)
BACK_DAY = N_(
    "Cashback costs goods at cost, on the day it is used, and only if it is used. All three make "
    "it cheaper than a discount of the same face."
)
WORTH_TODAY = N_(
    "Money of later years is divided by one plus the rate, once for each year. A higher rate makes "
    "it less, and the first sale does not change at all."
)
PAID_ALL = N_(
    "The cost of a newcomer is all that was spent to get him: the stand, the prints and the wages "
    "as well as the bought address. Divided by those who came, not by those who asked."
)

TAIL_READ = Mistake("may be said", N_("This may be said: the curve shows it."), COST_STAYS)
PEAK_READ = Mistake("may be said", N_("This may be said: the peak is there to see."), COST_STAYS)
BAR_READ = Mistake("may be said", N_("This may be said: it is what a bar is."), ARITHMETIC)
STEEP_READ = Mistake(
    "may be said", N_("This may be said: the bars grow faster than the cuts."), ARITHMETIC
)
DOUBLE = Mistake("growth at no margin", N_("Twice nothing is nothing."), MARGIN_GONE)
AS_MUCH = Mistake(
    "cut as growth", N_("That would be the cut once more. What is left on each unit?"), MARGIN_GONE
)
MIDDLE_OF_ALL = Mistake("cut at nothing", N_("The middle of all is zero here."), WHO_HAS_COST)
MEAN_OF_ALL = Mistake(
    "mean for middle", N_("A few dear ones move the mean. It is no middle customer."), WHO_HAS_COST
)
SURELY_WORSE = Mistake("raw depth", N_("What did each of them buy?"), EQUAL_GOODS)
SURELY_FAIR = Mistake(
    "large needs none", N_("Nor is that known: nobody has looked at the goods."), EQUAL_GOODS
)
SAME_COST = Mistake("face for cost", N_("At cost or at price? Used or not?"), BACK_DAY)
FOR_NOTHING = Mistake(
    "promise for nothing", N_("A part of it will be used, and that part costs goods."), BACK_DAY
)
RISES = Mistake("rate upside down", N_("A higher rate makes later money less."), WORTH_TODAY)
STAYS = Mistake("no discounting", N_("Then next year's euro would be as good as today's."),
                WORTH_TODAY)  # fmt: skip
LEADS_ONLY = Mistake("leads only", N_("The stand at the fair was paid too."), PAID_ALL)
PER_LEAD = Mistake(
    "cost of a lead", N_("That is the price of a lead. Most leads do not buy."), PAID_ALL
)
CUT = 0.05
GIVEN_AWAY = Mistake(
    "margin for growth",
    N_("That is the share of margin given away, not the growth."),
    N_("After the cut each sale leaves m − d. So sales must grow by d / (m − d)."),
)
AFTER_SERVING = Mistake(
    "profit for margin",
    N_("You took what is left after serving. What does one more sale leave?"),
    N_(
        "Cost to serve is paid for customers who are there already. One more sale to them leaves "
        "the gross margin, and that is what the cut is taken from."
    ),
)


questions(
    __name__,
    {
        # what the whale curve does not say
        "D.q1": choice("b", wrong={TAIL_READ: "a", PEAK_READ: "c"}),
        # what the bars of growth do not say
        "D.q2": choice("c", wrong={BAR_READ: "a", STEEP_READ: "b"}),
        # a cut as large as the margin
        "D.q3": choice("c", wrong={DOUBLE: "a", AS_MUCH: "b"}),
        # where cost is cut when most have none
        "D.q4": choice("a", wrong={MIDDLE_OF_ALL: "b", MEAN_OF_ALL: "c"}),
        # a large customer with a small discount
        "D.q5": choice("b", wrong={SURELY_WORSE: "a", SURELY_FAIR: "c"}),
        # cashback against a discount of the same face
        "D.q6": choice("b", wrong={SAME_COST: "a", FOR_NOTHING: "c"}),
        # what a higher rate does to lifetime value
        "D.q7": choice("a", wrong={RISES: "b", STAYS: "c"}),
        # cost of a newcomer who came by a fair
        "D.q8": choice("c", wrong={LEADS_ONLY: "a", PER_LEAD: "b"}),
    },
)


@exercise(
    "D.1",
    kind="count",
    points=2,
    hints=[
        N_("Margin of the company: gross profit over net sales, of all customers together."),
        N_("Growth that a cut d needs: d / (m − d)."),
    ],
)
def growth_for_all(company: Company) -> Answer:
    """Growth that a cut for everybody needs."""
    table = profitability.served(company.records)
    gross, left = (
        float(table[one].sum() / table["net_sales"].sum()) for one in ("gross_profit", "profit")
    )
    wrong = {GIVEN_AWAY: CUT / gross, AFTER_SERVING: CUT / (left - CUT)}
    return number(CUT / (gross - CUT), within=0.003, wrong=wrong)
