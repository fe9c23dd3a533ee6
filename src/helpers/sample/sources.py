"""In which file does each table stand, and what does the client call its columns?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Files of one table as ``engagement.yml`` names them; ``columns`` is ours to theirs."""

    files: str | tuple[str, ...]
    columns: dict[str, str]
    about: str


SALES_FILES = (
    "sales_2022.xlsx",
    "sales_2023.csv",
    "sales_2023_harbour.csv",
    "sales_2024.parquet",
    "sales_2025.csv",
)

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
        "The cards, as incomplete as cards are",
    ),
}
