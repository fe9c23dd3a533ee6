"""In which file does each table of the wholesaler stand, and what does it call our columns?"""

from helpers.sample.files.sources import Source

SALES_FILES = ("ledger_2022_2023.csv", "ledger_2024.csv", "orders_2025.xlsx")

SOURCES = {
    "sales": Source(
        SALES_FILES,
        {
            "date": "Posting date",
            "order": "Order no",
            "customer": "Account",
            "product": "Item",
            "category": "Item group",
            "quantity": "Pieces",
            "amount": "Net value",
            "cost": "Value at cost",
            "discount": "Rebate",
            "manager": "Account manager",
            "branch": "Area",
            "channel": "Ordered by",
        },
        "Lines of orders; a few values could not be exported",
    ),
    "customers": Source(
        "accounts.xlsx",
        {
            "customer": "Account",
            "name": "Company",
            "segment": "Trade",
            "region": "Area",
            "since": "Opened",
            "manager": "Account manager",
            "decision_maker": "Buyer",
            "contract": "Price contract",
        },
        "Accounts with their price contract, a field of their own",
    ),
    "service_costs": Source(
        "logistics_costs.csv",
        {"customer": "Account", "date": "Month end", "activity": "Activity", "amount": "EUR"},
        "Activity costing since 2023: everybody costs something",
    ),
    "contacts": Source(
        "crm_activities.parquet",
        {
            "date": "done_on",
            "customer": "account",
            "lead": "lead_id",
            "channel": "type",
            "employee": "owner",
            "purpose": "subject",
            "outcome": "result",
        },
        "Activities of the CRM since July 2023",
    ),
    "leads": Source(
        "crm_pipeline.csv",
        {
            "lead": "Lead id",
            "date": "Entered on",
            "stage": "Stage",
            "customer": "Account",
            "channel": "Origin",
            "manager": "Owner",
            "cost": "Bought for",
        },
        "Pipeline of the CRM: lost leads have a stage of their own",
    ),
    "spend": Source(
        "marketing.csv",
        {"date": "Month", "channel": "Origin", "amount": "EUR"},
        "Marketing money",
    ),
    "surveys": Source(
        "after_delivery.csv",
        {
            "response": "Form",
            "date": "Day",
            "question": "Question",
            "score": "1 to 10",
            "refused": "Declined",
            "customer": "Account",
            "employee": "Account manager",
            "touchpoint": "About",
        },
        "Three questions after some deliveries",
    ),
    "switching": Source(
        "loyalty.csv",
        {"customer": "Account", "date": "Day", "threshold": "Percent better", "employee": "By"},
        "How much better must a rival be?",
    ),
    "relationship": Source(
        "wishes.csv",
        {"customer": "Account", "wants_relationship": "Account manager wanted", "reason": "For"},
        "Who wants somebody of their own to talk to",
    ),
    "requests": Source(
        "tickets.csv",
        {
            "received": "Opened",
            "answered": "First answer",
            "customer": "Account",
            "employee": "Agent",
            "channel": "By",
        },
        "Tickets",
    ),
    "bonuses": Source(
        "credit_notes.csv",
        {
            "date": "Issued",
            "customer": "Account",
            "amount": "EUR",
            "kind": "Kind",
            "redeemed": "Used",
        },
        "Credit notes and gifts",
    ),
    "losses": Source(
        "lost_accounts.csv",
        {
            "customer": "Account",
            "date": "Noticed",
            "reason": "Said",
            "cause": "Cause",
            "action": "Done",
            "cost": "EUR",
            "returned": "Back",
        },
        "Lost accounts",
    ),
}
