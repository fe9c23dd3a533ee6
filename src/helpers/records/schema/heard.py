"""What did customers and the company say: asked, promised, expected, supposed?"""

from helpers.language import N_
from helpers.records.schema.shape import CUSTOMER, Column, Table, must

SURVEYS = Table(
    "surveys",
    N_("answers after each deal, one answer a row: what satisfaction is worth"),
    (
        must("response", "code", "R-118", N_("number of the filled form")),
        must("date", "date", "2024-03-07", N_("day of the answer")),
        must("question", "text", N_("We kept the promised time"), N_("question in its own words")),
        Column("score", "number", "8", N_("the answer as a number")),
        Column("refused", "flag", "no", N_("yes where the customer refused to answer")),
        Column("customer", "code", "000390", CUSTOMER),
        Column("employee", "text", N_("Anna Berg"), N_("who served")),
        Column("department", "text", N_("service"), N_("department that served")),
        Column("touchpoint", "text", N_("handover"), N_("where the customer met the company")),
    ),
    clock="date",
    one_of=("score", "refused"),
)
SWITCHING = Table(
    "switching",
    N_("loyalty scale: how much better a rival's offer must be"),
    (
        must("customer", "code", "000390", CUSTOMER),
        must("date", "date", "2024-03-07", N_("day of the answer")),
        must("threshold", "percent", "20", N_("percent by which a rival must be better to win")),
        Column("employee", "text", N_("Anna Berg"), N_("who asked")),
    ),
    clock="date",
)
EXPECTATIONS = Table(
    "expectations",
    N_("value and cost against what was expected: who is delighted, who is disappointed"),
    (
        must("customer", "code", "000390", CUSTOMER),
        must("date", "date", "2024-03-07", N_("day of the answer")),
        must("value", "number", "1.1", N_("value received; 1 = as expected")),
        must("cost", "number", "0.9", N_("price and effort; 1 = as expected")),
        Column("touchpoint", "text", N_("handover"), N_("where the customer met the company")),
    ),
    clock="date",
)
RELATIONSHIP = Table(
    "relationship",
    N_("who wants a relationship with the company at all, and why"),
    (
        must("customer", "code", "000390", CUSTOMER),
        must("wants_relationship", "flag", "yes", N_("yes or no, in the customer's own words")),
        Column("reason", "text", N_("shared values"), N_("why")),
    ),
)
TOUCHPOINTS = Table(
    "touchpoints",
    N_("register of places where customers meet the company: where it tears"),
    (
        must("touchpoint", "text", N_("handover"), N_("name of the touchpoint")),
        must("kind", "text", N_("employee"), N_("business or employee")),
        Column("stage", "text", N_("first purchase"), N_("stage of the customer's life")),
        Column("owner", "text", N_("Olga Stern"), N_("who answers for it")),
        Column("standard", "text", N_("keys within 15 minutes"), N_("how it must be done")),
    ),
)
REQUESTS = Table(
    "requests",
    N_("questions and complaints with the time of the answer: the price of a promise"),
    (
        must("received", "time", "2024-03-05 10:12", N_("when the request came")),
        must("answered", "time", "2024-03-05 11:40", N_("when it was answered; empty = never")),
        Column("customer", "code", "000390", CUSTOMER),
        Column("employee", "text", N_("Anna Berg"), N_("who answered")),
        Column("channel", "text", N_("e-mail"), N_("how it came")),
    ),
    clock="received",
    may_be_empty=("answered",),
    known_later=("answered",),
)
COMMITMENTS = Table(
    "commitments",
    N_("promises with a price: what the company can afford to promise"),
    (
        must(
            "commitment", "text", N_("Answer within two hours"), N_("the promise in its own words")
        ),
        must("measure", "text", N_("hours to answer"), N_("what is measured")),
        must("limit", "number", "2", N_("where the promise is broken")),
        Column("compensation", "money", "50.00", N_("what the customer gets when it is broken")),
        Column("owner", "text", N_("Olga Stern"), N_("who answers for it")),
    ),
)
HYPOTHESES = Table(
    "hypotheses",
    N_("what was decided last time: what came of it"),
    (
        must("hypothesis", "text", N_("A call a week after delivery"), N_("what is tried")),
        must("owner", "text", N_("Olga Stern"), N_("who answers for it")),
        must("measure", "text", N_("share of repeat orders"), N_("what must change")),
        must("start", "date", "2024-02-01", N_("first day")),
        Column("end", "date", "2024-04-30", N_("last day")),
        Column("group", "text", N_("branch = North"), N_("for whom it was tried")),
        Column("target", "text", N_("+5 %"), N_("by how much it must change")),
        Column("status", "text", N_("do"), N_("plan, do, check, act")),
    ),
    clock="start",
)
DEFINITIONS = Table(
    "definitions",
    N_("what each participant means by customer focus: one meaning for all"),
    (
        must("participant", "code", "P-07", N_("who wrote; a number is enough")),
        must("definition", "text", N_("We do what we promised"), N_("the definition")),
        Column("role", "text", N_("top manager"), N_("top manager or front line")),
        Column("votes", "integer", "4", N_("votes in the room")),
    ),
)
MATURITY = Table(
    "maturity",
    N_("statements scored from 1 to 5: where the company stands, where the room disagrees"),
    (
        must("participant", "code", "P-07", N_("who scored; a number is enough")),
        must("statement", "text", N_("Complaints reach the top"), N_("statement that was scored")),
        must("score", "number", "3", N_("from 1 to 5")),
        Column("department", "text", N_("service"), N_("department of the participant")),
    ),
)
RESEARCH = Table(
    "research",
    N_("studies of customers and what became of them: money spent on reports nobody used"),
    (
        must("study", "text", N_("Survey of lost customers"), N_("name of the study")),
        must("date", "date", "2023-10-01", N_("day on which it was finished")),
        Column("cost", "money", "4000.00", N_("what it cost")),
        Column("distributed", "flag", "yes", N_("the report was sent round")),
        Column("read", "flag", "yes", N_("the report was read")),
        Column("discussed", "flag", "yes", N_("the report was discussed")),
        Column("implemented", "flag", "no", N_("something was changed")),
        Column("measured", "flag", "no", N_("the effect of the change was measured")),
    ),
    clock="date",
    money="cost",
)
