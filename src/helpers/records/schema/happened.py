"""What happened between the company and its customers, and what did it cost?"""

from helpers.language import N_
from helpers.records.schema.shape import CUSTOMER, Column, Table, must

SALES = Table(
    "sales",
    N_("lines of invoices, returns with a minus: the one table that every chapter stands on"),
    (
        must("date", "date", "2024-03-05", N_("day of the sale: rhythm, trends, who is silent")),
        must("customer", "code", "000390", N_("code of the customer as in your system")),
        must("amount", "money", "1250.00", N_("net sales of the line without VAT")),
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
        must("customer", "code", "000390", CUSTOMER),
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
        must("customer", "code", "000390", CUSTOMER),
        must("amount", "money", "140.00", N_("cost of serving, goods apart")),
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
        must("date", "date", "2024-03-05", N_("day of the contact")),
        Column("customer", "code", "000390", CUSTOMER),
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
        must("lead", "code", "L-2231", N_("code of the lead")),
        must("date", "date", "2024-02-11", N_("day on which the stage began")),
        must("stage", "text", N_("suspect"), N_("lead, suspect, prospect, customer, client")),
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
        must("channel", "text", N_("web"), N_("the same words as in leads and sales")),
        must("amount", "money", "2000.00", N_("money spent")),
        Column("campaign", "text", N_("Spring service"), N_("what it was spent on")),
    ),
    clock="date",
    money="amount",
)
REFERRALS = Table(
    "referrals",
    N_("who recommended whom: what a recommendation is worth"),
    (
        must("date", "date", "2024-03-05", N_("day of the recommendation")),
        must("referrer", "code", "000390", N_("code of the customer who recommended")),
        must("referred", "code", "000811", N_("code of the customer who came")),
        Column("reward", "money", "30.00", N_("what was given in return")),
    ),
    clock="date",
    money="reward",
)
BONUSES = Table(
    "bonuses",
    N_("discounts, cashback and gifts given: which of them costs less"),
    (
        must("date", "date", "2024-03-05", N_("day on which the bonus was given")),
        must("customer", "code", "000390", CUSTOMER),
        must("amount", "money", "25.00", N_("face value")),
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
        must("customer", "code", "000390", CUSTOMER),
        must("date", "date", "2024-03-05", N_("day on which the loss was noticed")),
        must("reason", "text", N_("late delivery"), N_("reason in the customer's own words")),
        Column("cause", "text", N_("promise not kept"), N_("kind of cause, from a short list")),
        Column("action", "text", N_("visit of the director"), N_("what was done")),
        Column("cost", "money", "80.00", N_("what it cost")),
        Column("returned", "flag", "yes", N_("yes where the customer came back")),
    ),
    clock="date",
    money="cost",
)
