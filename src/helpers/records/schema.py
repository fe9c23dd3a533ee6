"""Which tables may a client bring, and what does each column mean?

A table has required and optional columns; each column has a kind, an example and the reason
why it is asked for. The reader, the checks and the data request are all made from this list.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from helpers.language import N_

KINDS = ("code", "text", "date", "time", "money", "number", "integer", "percent", "flag")
COUNTED = ("money", "number", "integer", "percent")  # kinds that are numbers


@dataclass(frozen=True)
class Column:
    """A column by our name: its ``kind``, an ``example`` as a client writes it, and ``why``."""

    name: str
    kind: str
    example: str
    why: str
    required: bool = False
    empty_is_zero: bool = False
    month_is_enough: bool = False


@dataclass(frozen=True)
class Table:
    """A table: its columns, and what the session learns from it.

    Parameters
    ----------
    why
        What is left out without the table.
    clock
        Column that says when the row happened: rows later than ``as_of`` are set aside.
    money
        Column whose total is reconciled.
    one_of
        Columns of which at least one must be mapped and, row by row, filled.
    may_be_empty
        Required columns that a row may leave empty (a sale without a customer).
    known_later
        Columns that say when a row was settled: emptied where that is later than ``as_of``.
    more_fields
        Further columns are welcome, as text.
    """

    name: str
    why: str
    columns: tuple[Column, ...]
    clock: str = ""
    money: str = ""
    one_of: tuple[str, ...] = ()
    may_be_empty: tuple[str, ...] = ()
    known_later: tuple[str, ...] = ()
    more_fields: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all columns that the table knows."""
        return tuple(column.name for column in self.columns)

    @property
    def required(self) -> tuple[str, ...]:
        """Names of the columns that must be mapped."""
        return tuple(column.name for column in self.columns if column.required)

    def column(self, name: str) -> Column:
        """Return the column called ``name``; a further field of a card is text."""
        for column in self.columns:
            if column.name == name:
                return column
        return Column(name, "text", "", "")


def _must(name: str, kind: str, example: str, why: str) -> Column:
    return Column(name, kind, example, why, required=True)


_CUSTOMER = N_("ties the row to the sales of the same customer: the code must be the same")

SALES = Table(
    "sales",
    N_("lines of invoices, returns with a minus: the one table that every chapter stands on"),
    (
        _must("date", "date", "2024-03-05", N_("day of the sale: rhythm, trends, who is silent")),
        _must("customer", "code", "000390", N_("code of the customer as in your system")),
        _must("amount", "money", "1250.00", N_("net sales of the line without VAT")),
        Column("order", "code", "INV-10045", N_("number of the document: lines of one purchase")),
        Column("product", "code", "A-5540", N_("article: what is bought, what is dropped")),
        Column("category", "text", N_("Tyres"), N_("group of goods: breadth of the relationship")),
        Column("quantity", "number", "4", N_("pieces: tells a lower price from a smaller basket")),
        Column("cost", "money", "980.00", N_("cost of goods of the line: profit by customer")),
        Column(
            "discount",
            "money",
            "62.50",
            N_("money taken off the line: who gets the best terms"),
            empty_is_zero=True,
        ),
        Column("manager", "text", N_("Anna Berg"), N_("who sold: effect of managers, who calls")),
        Column("branch", "text", N_("North"), N_("shop, office or region")),
        Column("channel", "text", N_("web"), N_("how the order came")),
    ),
    clock="date",
    money="amount",
    may_be_empty=("customer",),
)

CUSTOMERS = Table(
    "customers",
    N_("cards of customers: names instead of codes, portrait of the key customer"),
    (
        _must("customer", "code", "000390", _CUSTOMER),
        Column("name", "text", N_("Harbour Motors"), N_("name to show instead of the code")),
        Column("segment", "text", N_("fleet"), N_("your own grouping: what key customers share")),
        Column("region", "text", N_("Coast"), N_("where the customer is")),
        Column("birth_year", "integer", "1984", N_("generation of the customer, for people")),
        Column("since", "date", "2019-06-01", N_("customer since: old and new money")),
        Column("manager", "text", N_("Anna Berg"), N_("who answers for the customer today")),
        Column(
            "decision_maker", "text", N_("Olga Stern, owner"), N_("who decides, so whom to call")
        ),
        Column("updated", "date", "2024-01-15", N_("last change of the card: is it alive?")),
    ),
    more_fields=True,
)

SERVICE_COSTS = Table(
    "service_costs",
    N_("what it costs to serve each customer: who earns and who costs"),
    (
        _must("customer", "code", "000390", _CUSTOMER),
        _must("amount", "money", "140.00", N_("cost of serving, goods apart")),
        Column("date", "date", "2024-03-31", N_("day or month of the cost"), month_is_enough=True),
        Column("activity", "text", N_("delivery"), N_("what the money went on")),
    ),
    clock="date",
    money="amount",
)

CONTACTS = Table(
    "contacts",
    N_("calls, letters, visits: how many it takes, and when it is too much"),
    (
        _must("date", "date", "2024-03-05", N_("day of the contact")),
        Column("customer", "code", "000390", _CUSTOMER),
        Column("lead", "code", "L-2231", N_("code of the lead, before it is a customer")),
        Column("channel", "text", N_("phone"), N_("phone, letter, visit, messenger")),
        Column("employee", "text", N_("Anna Berg"), N_("who made the contact")),
        Column("purpose", "text", N_("sale"), N_("sale, service or marketing")),
        Column("outcome", "text", N_("call again"), N_("what came of it")),
    ),
    clock="date",
    one_of=("customer", "lead"),
)

LEADS = Table(
    "leads",
    N_("log of stages: where people are lost on the way to the first purchase"),
    (
        _must("lead", "code", "L-2231", N_("code of the lead")),
        _must("date", "date", "2024-02-11", N_("day on which the stage began")),
        _must("stage", "text", N_("suspect"), N_("lead, suspect, prospect, customer, client")),
        Column("customer", "code", "000390", N_("code as a customer, once there is one")),
        Column("channel", "text", N_("exhibition"), N_("where the lead came from")),
        Column("manager", "text", N_("Anna Berg"), N_("who leads it")),
        Column("cost", "money", "35.00", N_("what the lead itself cost")),
    ),
    clock="date",
    money="cost",
)

SPEND = Table(
    "spend",
    N_("marketing money: the price of a new customer by channel"),
    (
        Column(
            "date",
            "date",
            "2024-02-01",
            N_("day or month of the spending"),
            required=True,
            month_is_enough=True,
        ),
        _must("channel", "text", N_("web"), N_("the same words as in leads and sales")),
        _must("amount", "money", "2000.00", N_("money spent")),
        Column("campaign", "text", N_("Spring service"), N_("what it was spent on")),
    ),
    clock="date",
    money="amount",
)

SURVEYS = Table(
    "surveys",
    N_("answers after each deal, one answer a row: what satisfaction is worth"),
    (
        _must("response", "code", "R-118", N_("number of the filled form")),
        _must("date", "date", "2024-03-07", N_("day of the answer")),
        _must("question", "text", N_("We kept the promised time"), N_("question in its own words")),
        Column("score", "number", "8", N_("the answer as a number")),
        Column("refused", "flag", "no", N_("yes where the customer refused to answer")),
        Column("customer", "code", "000390", _CUSTOMER),
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
        _must("customer", "code", "000390", _CUSTOMER),
        _must("date", "date", "2024-03-07", N_("day of the answer")),
        _must("threshold", "percent", "20", N_("percent by which a rival must be better to win")),
        Column("employee", "text", N_("Anna Berg"), N_("who asked")),
    ),
    clock="date",
)

EXPECTATIONS = Table(
    "expectations",
    N_("value and cost against what was expected: who is delighted, who is disappointed"),
    (
        _must("customer", "code", "000390", _CUSTOMER),
        _must("date", "date", "2024-03-07", N_("day of the answer")),
        _must("value", "number", "1.1", N_("value received; 1 = as expected")),
        _must("cost", "number", "0.9", N_("price and effort; 1 = as expected")),
        Column("touchpoint", "text", N_("handover"), N_("where the customer met the company")),
    ),
    clock="date",
)

RELATIONSHIP = Table(
    "relationship",
    N_("who wants a relationship with the company at all, and why"),
    (
        _must("customer", "code", "000390", _CUSTOMER),
        _must("wants_relationship", "flag", "yes", N_("yes or no, in the customer's own words")),
        Column("reason", "text", N_("shared values"), N_("why")),
    ),
)

TOUCHPOINTS = Table(
    "touchpoints",
    N_("register of places where customers meet the company: where it tears"),
    (
        _must("touchpoint", "text", N_("handover"), N_("name of the touchpoint")),
        _must("kind", "text", N_("employee"), N_("business or employee")),
        Column("stage", "text", N_("first purchase"), N_("stage of the customer's life")),
        Column("owner", "text", N_("Olga Stern"), N_("who answers for it")),
        Column("standard", "text", N_("keys within 15 minutes"), N_("how it must be done")),
    ),
)

REQUESTS = Table(
    "requests",
    N_("questions and complaints with the time of the answer: the price of a promise"),
    (
        _must("received", "time", "2024-03-05 10:12", N_("when the request came")),
        _must("answered", "time", "2024-03-05 11:40", N_("when it was answered; empty = never")),
        Column("customer", "code", "000390", _CUSTOMER),
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
        _must(
            "commitment", "text", N_("Answer within two hours"), N_("the promise in its own words")
        ),
        _must("measure", "text", N_("hours to answer"), N_("what is measured")),
        _must("limit", "number", "2", N_("where the promise is broken")),
        Column("compensation", "money", "50.00", N_("what the customer gets when it is broken")),
        Column("owner", "text", N_("Olga Stern"), N_("who answers for it")),
    ),
)

REFERRALS = Table(
    "referrals",
    N_("who recommended whom: what a recommendation is worth"),
    (
        _must("date", "date", "2024-03-05", N_("day of the recommendation")),
        _must("referrer", "code", "000390", N_("code of the customer who recommended")),
        _must("referred", "code", "000811", N_("code of the customer who came")),
        Column("reward", "money", "30.00", N_("what was given in return")),
    ),
    clock="date",
    money="reward",
)

BONUSES = Table(
    "bonuses",
    N_("discounts, cashback and gifts given: which of them costs less"),
    (
        _must("date", "date", "2024-03-05", N_("day on which the bonus was given")),
        _must("customer", "code", "000390", _CUSTOMER),
        _must("amount", "money", "25.00", N_("face value")),
        Column("kind", "text", N_("cashback"), N_("discount, cashback or gift")),
        Column("redeemed", "date", "2024-05-02", N_("day on which it was used; empty = never")),
    ),
    clock="date",
    money="amount",
    known_later=("redeemed",),
)

LOSSES = Table(
    "losses",
    N_("log of lost customers and what was done: who can be brought back"),
    (
        _must("customer", "code", "000390", _CUSTOMER),
        _must("date", "date", "2024-03-05", N_("day on which the loss was noticed")),
        _must("reason", "text", N_("late delivery"), N_("reason in the customer's own words")),
        Column("cause", "text", N_("promise not kept"), N_("kind of cause, from a short list")),
        Column("action", "text", N_("visit of the director"), N_("what was done")),
        Column("cost", "money", "80.00", N_("what it cost")),
        Column("returned", "flag", "yes", N_("yes where the customer came back")),
    ),
    clock="date",
    money="cost",
)

HYPOTHESES = Table(
    "hypotheses",
    N_("what was decided last time: what came of it"),
    (
        _must("hypothesis", "text", N_("A call a week after delivery"), N_("what is tried")),
        _must("owner", "text", N_("Olga Stern"), N_("who answers for it")),
        _must("measure", "text", N_("share of repeat orders"), N_("what must change")),
        _must("start", "date", "2024-02-01", N_("first day")),
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
        _must("participant", "code", "P-07", N_("who wrote; a number is enough")),
        _must("definition", "text", N_("We do what we promised"), N_("the definition")),
        Column("role", "text", N_("top manager"), N_("top manager or front line")),
        Column("votes", "integer", "4", N_("votes in the room")),
    ),
)

MATURITY = Table(
    "maturity",
    N_("statements scored from 1 to 5: where the company stands, where the room disagrees"),
    (
        _must("participant", "code", "P-07", N_("who scored; a number is enough")),
        _must("statement", "text", N_("Complaints reach the top"), N_("statement that was scored")),
        _must("score", "number", "3", N_("from 1 to 5")),
        Column("department", "text", N_("service"), N_("department of the participant")),
    ),
)

RESEARCH = Table(
    "research",
    N_("studies of customers and what became of them: money spent on reports nobody used"),
    (
        _must("study", "text", N_("Survey of lost customers"), N_("name of the study")),
        _must("date", "date", "2023-10-01", N_("day on which it was finished")),
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

TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        SALES, CUSTOMERS, SERVICE_COSTS, CONTACTS, LEADS, SPEND, SURVEYS, SWITCHING,
        EXPECTATIONS, RELATIONSHIP, TOUCHPOINTS, REQUESTS, COMMITMENTS, REFERRALS, BONUSES,
        LOSSES, HYPOTHESES, DEFINITIONS, MATURITY, RESEARCH,
    )
}  # fmt: skip
