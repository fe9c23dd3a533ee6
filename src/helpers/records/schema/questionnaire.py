"""Which statements does the questionnaire on maturity score, and in which blocks?"""

from helpers.language import N_

RULES = (
    N_("We know what each key customer expects from us"),
    N_("Every touchpoint has an owner"),
    N_("Every touchpoint has a standard"),
    N_("A complaint reaches the top within a day"),
    N_("We keep promises even when it costs us"),
    N_("Front-line people may put things right at once"),
    N_("We ask after each deal, and we use the answers"),
    N_("We measure what the customer feels, not only what we do"),
    N_("We reward those whom customers thank"),
    N_("The director talks to customers every week"),
)
SHIFTS = (
    N_("From selling to helping to choose"),
    N_("From discounts to privileges"),
    N_("From new customers to those we have"),
    N_("From average to each customer"),
    N_("From campaigns to a shared calendar of contacts"),
    N_("From guilty persons to torn seams"),
    N_("From opinions to records"),
    N_("From departments to the way of the customer"),
)
STEPS = (
    N_("We have listened to customers this year"),
    N_("We have drawn the way of the customer"),
    N_("We have chosen where to be better than expected"),
    N_("We have tried it in one branch"),
    N_("We have made it the rule for all"),
)
BLOCKS = {N_("ten rules"): RULES, N_("eight shifts"): SHIFTS, N_("five steps"): STEPS}
STATEMENTS = RULES + SHIFTS + STEPS
