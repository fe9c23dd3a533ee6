"""In which file does each table stand, and what does the client call its columns?"""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Source:
    """Files of one table as ``engagement.yml`` names them; ``columns`` is ours to theirs."""

    files: str | tuple[str, ...]
    columns: dict[str, str]
    about: str
    format: dict[str, str] = field(default_factory=dict)


SALES_FILES = (
    "sales_2022.xlsx",
    "sales_2023.csv",
    "sales_2023_harbour.csv",
    "sales_2024.parquet",
    "sales_2025.csv",
)
REGISTERS = "registers.xlsx"
ROOM = "before_the_session.xlsx"

SOURCES = {
    "sales": Source(
        SALES_FILES,
        {
            "date": "Date",
            "order": "Document",
            "customer": "Client code",
            "product": "Article",
            "category": "Group",
            "quantity": "Qty",
            "amount": "Net amount",
            "cost": "Cost price",
            "discount": "Discount",
            "manager": "Advisor",
            "branch": "Site",
            "channel": "Came by",
        },
        "Five files as five hands sent them: a sheet with a preface, an accounting export\n"
        "of one branch (Windows-1251, decimal commas, monthly totals), a warehouse, and CSV",
    ),
    "customers": Source(
        "clients.csv",
        {
            "customer": "Code",
            "name": "Full name",
            "segment": "Type",
            "region": "District",
            "birth_year": "Born",
            "since": "Client since",
            "manager": "Advisor",
            "decision_maker": "Who decides",
            "updated": "Card changed",
            "phone": "Phone",
            "email": "E-mail",
        },
        "The cards, as incomplete as cards are; phone and email are fields of their own",
    ),
    "service_costs": Source(
        "service_costs.csv",
        {"customer": "Client", "date": "Day", "activity": "What for", "amount": "Cost"},
        "What serving costs, since 2024",
    ),
    "contacts": Source(
        "contacts.parquet",
        {
            "date": "day",
            "customer": "client",
            "lead": "lead_no",
            "channel": "means",
            "employee": "who",
            "purpose": "why",
            "outcome": "result",
        },
        "Calls, letters and visits since 2024, with customers and with leads",
    ),
    "leads": Source(
        "leads.csv",
        {
            "lead": "Lead",
            "date": "Stage from",
            "stage": "Stage",
            "customer": "Client code",
            "channel": "Source",
            "manager": "Advisor",
            "cost": "Lead cost",
        },
        "Log of stages of leads since February 2024; many of the last weeks are still open",
    ),
    "spend": Source(
        "marketing_spend.xlsx",
        {"date": "Month", "channel": "Source", "campaign": "Campaign", "amount": "Spent"},
        "Marketing money by month",
    ),
    "surveys": Source(
        "surveys.xlsx",
        {
            "response": "Form",
            "date": "Answered on",
            "question": "Question",
            "score": "Score",
            "refused": "Refused",
            "customer": "Client code",
            "employee": "Served by",
            "department": "Department",
            "touchpoint": "Where",
        },
        "Five questions after each deal, from 1 to 10",
    ),
    "switching": Source(
        "loyalty_scale.csv",
        {
            "customer": "Client code",
            "date": "Asked on",
            "threshold": "Better by, %",
            "employee": "Asked by",
        },
        "How much better must a rival be? Asked since July 2024",
    ),
    "expectations": Source(
        "expectations.csv",
        {
            "customer": "Client code",
            "date": "Asked on",
            "value": "Got / expected",
            "cost": "Paid / expected",
            "touchpoint": "Where",
        },
        "1 = as expected",
    ),
    "relationship": Source(
        "relationship.csv",
        {"customer": "Client code", "wants_relationship": "Wants it", "reason": "Why"},
        "Who wants a relationship at all",
    ),
    "touchpoints": Source(
        REGISTERS,
        {
            "touchpoint": "Touchpoint",
            "kind": "Kind",
            "stage": "Stage",
            "owner": "Owner",
            "standard": "Standard",
        },
        "Two registers in one book",
        {"sheet": "Touchpoints"},
    ),
    "requests": Source(
        "requests.csv",
        {
            "received": "Received",
            "answered": "Answered",
            "customer": "Client code",
            "employee": "Answered by",
            "channel": "Means",
        },
        "Requests since 2023; an empty answer is no answer",
    ),
    "commitments": Source(
        REGISTERS,
        {
            "commitment": "We promise",
            "measure": "Measured in",
            "limit": "No more than",
            "compensation": "Else we pay",
            "owner": "Owner",
        },
        "Promises with a price",
        {"sheet": "Promises"},
    ),
    "referrals": Source(
        "referrals.csv",
        {
            "date": "Day",
            "referrer": "Recommended by",
            "referred": "New client",
            "reward": "Reward",
        },
        "Who recommended whom",
    ),
    "bonuses": Source(
        "bonuses.csv",
        {
            "date": "Given on",
            "customer": "Client code",
            "amount": "Face value",
            "kind": "Kind",
            "redeemed": "Used on",
        },
        "Cashback, discounts and gifts since July 2024; an empty day is not used",
    ),
    "losses": Source(
        "lost_clients.csv",
        {
            "customer": "Client code",
            "date": "Noticed on",
            "reason": "In the client's words",
            "cause": "Cause",
            "action": "What we did",
            "cost": "It cost",
            "returned": "Came back",
        },
        "Log of lost customers and of what was done",
    ),
    "hypotheses": Source(
        ROOM,
        {
            "hypothesis": "What we try",
            "owner": "Owner",
            "measure": "Measure",
            "start": "From",
            "end": "To",
            "group": "For whom",
            "target": "Target",
            "status": "Step",
        },
        "Collected before the session: four sheets of one book",
        {"sheet": "Board"},
    ),
    "definitions": Source(
        ROOM,
        {
            "participant": "Participant",
            "definition": "Customer focus is",
            "role": "Role",
            "votes": "Votes",
        },
        "One meaning for all?",
        {"sheet": "Definitions"},
    ),
    "maturity": Source(
        ROOM,
        {
            "participant": "Participant",
            "department": "Department",
            "statement": "Statement",
            "score": "From 1 to 5",
        },
        "Where do we stand?",
        {"sheet": "Maturity"},
    ),
    "research": Source(
        ROOM,
        {
            "study": "Study",
            "date": "Done on",
            "cost": "Cost",
            "distributed": "Sent round",
            "read": "Read",
            "discussed": "Discussed",
            "implemented": "Done something",
            "measured": "Effect measured",
        },
        "What became of our studies",
        {"sheet": "Studies"},
    ),
}
