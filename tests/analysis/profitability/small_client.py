"""A client held in the head: tables by name, and what the chapter asks of the records."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import pandas as pd

from helpers.settings import Settings
from tests.analysis.tables import sales

MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]


@dataclass
class SmallClient:
    """Records with ``lines`` of sale (date, customer, amount, cost) and other ``tables``."""

    lines: list[tuple]
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    costed: bool = True
    as_of: pd.Timestamp = pd.Timestamp("2025-12-31")

    @property
    def engagement(self):
        return SimpleNamespace(client="small", settings=self.settings)

    @property
    def sales(self):
        if self.costed:
            return sales(*self.lines, cost="float64")
        return sales(*[line[:3] for line in self.lines])

    def has(self, *names):
        return all(self._has(*name.split(".")) for name in names)

    def _has(self, table, column=""):
        if table == "sales":
            return column != "cost" or self.costed
        return table in self.tables and (not column or column in self.tables[table])

    def frame(self, name):
        return self.tables[name]


def buys_monthly(customer, *, amount=100.0, cost=60.0, months=MONTHS):
    """Lines of a customer who buys on the tenth of every month."""
    return [(f"{month}-10", customer, amount, cost) for month in months]


def served(*rows, months=MONTHS):
    """Costs to serve as (customer, activity, amount), once in every month."""
    lines = [(c, pd.Timestamp(f"{m}-20"), what, amount) for m in months for c, what, amount in rows]
    return pd.DataFrame(lines, columns=["customer", "date", "activity", "amount"])
