"""What lies on the desk about each of some customers? Rows of all tables, read once for all.

One sheet asks a dozen tables; hundreds of sheets ask each table once.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import ibis
import numpy as np
import pandas as pd
from ibis.expr.types import Table

from helpers import language
from helpers.analysis.definitions.activity import monthly, purchase_days
from helpers.analysis.winback import facts, scenarios
from helpers.cache import results
from helpers.periods import last_complete_month

if TYPE_CHECKING:
    from helpers.records import Records

MONTHS = 24  # of the small chart
Row = dict[str, Any]
OF_SALES = ("date", "line", "customer", "manager", "category", "amount")  # what a sheet reads
Tables = Callable[[str, str], pd.DataFrame]  # name and column of codes → table of the report


class Desk:
    """Records and results about some customers.

    Parameters
    ----------
    records
        Records of the client.
    customers
        Codes of those whose sheets are made.
    tables
        Result tables, by name and column of codes; by default those of the last report.
    spoken
        Language in which the words of these tables are; by default that of the last report.
    """

    def __init__(
        self,
        records: "Records",
        customers: Sequence[str],
        tables: Tables | None = None,
        spoken: str = "",
    ) -> None:
        self.records = records
        self.customers = list(dict.fromkeys(customers))
        self.as_of = records.as_of
        client = records.engagement.client
        self._tables = tables or (lambda name, code: results.table(client, name, code))
        self._found: dict[tuple[str, str], dict[str, list[Row]]] = {}
        # words of a report in another language are left out: nothing is said half and half
        self.worded = (spoken or results.spoken(client)) in ("", language.current())

    def mine(self, table: str, customer: str, column: str = "customer") -> list[Row]:
        """Rows of one customer; none where the table was not brought."""
        return self._rows(table, column, self._brought).get(customer, [])

    def kept(self, table: str, customer: str, column: str = "customer") -> list[Row]:
        """Rows of one customer in a table of another chapter; none where there is none."""
        return self._rows(f"{table}.csv", column, self._of_report).get(customer, [])

    def lost(self, customer: str) -> list[Row]:
        """Losses of one customer with causes as we call them, the latest last."""
        return self._lost.get(customer, [])

    def cause(self, customer: str) -> str:
        """Why the customer might buy less: what the log says, else what the records hint at."""
        return str(self._causes[customer])

    def months(self, customer: str) -> pd.DataFrame:
        """Net sales of the last complete months, empty ones too: ``month``, ``amount``."""
        return pd.DataFrame({"month": self._months, "amount": self._by_month[customer]})

    def purchases(self, customer: str) -> Row:
        """Days with a purchase: ``count``, ``first``, ``last``, ``amount``; none without one."""
        return self._purchases.get(customer, {"count": 0})

    def _rows(
        self, table: str, column: str, read: Callable[[str, str], pd.DataFrame]
    ) -> dict[str, list[Row]]:
        if (table, column) not in self._found:
            self._found[table, column] = _by(column, read(table, column))
        return self._found[table, column]

    def _brought(self, table: str, column: str) -> pd.DataFrame:
        if not self.records.has(f"{table}.{column}"):
            return pd.DataFrame()
        rows = getattr(self.records, table)
        if table == "sales":
            rows = rows.select(*(c for c in OF_SALES if c in rows.columns))
        # exact decimals cost more than all else here, and no sheet adds money to the cent
        money = {c: "float64" for c, kind in rows.schema().items() if kind.is_decimal()}
        return self._of_mine(rows.cast(money), column).execute()

    def _of_mine(self, rows: Table, column: str) -> Table:
        wanted = ibis.memtable({column: self.customers}, schema={column: "string"})
        return rows.semi_join(wanted, column)

    def _of_report(self, table: str, column: str) -> pd.DataFrame:
        frame = self._tables(table.removesuffix(".csv"), column)
        return frame[frame[column].isin(self.customers)] if column in frame else frame

    @cached_property
    def _sales(self) -> Table:
        return self._of_mine(self.records.sales, "customer")

    @cached_property
    def _months(self) -> pd.DatetimeIndex:
        return pd.date_range(end=last_complete_month(self.as_of), periods=MONTHS, freq="MS")

    @cached_property
    def _by_month(self) -> dict[str, np.ndarray]:
        activity = monthly(self._sales, cut="customer", as_of=self.as_of)
        table = activity.astype({"item": "str"}).pivot_table(
            index="item", columns="month", values="amount", aggfunc="sum"
        )
        whole = table.reindex(index=self.customers, columns=self._months).fillna(0.0)
        return dict(zip(self.customers, whole.to_numpy(), strict=True))

    @cached_property
    def _log(self) -> pd.DataFrame | None:
        losses = self._brought("losses", "customer")
        return facts.log_of(losses) if len(losses) else None

    @cached_property
    def _lost(self) -> dict[str, list[Row]]:
        return {} if self._log is None else _by("customer", self._log)

    @cached_property
    def _causes(self) -> pd.Series:
        asked = self._brought("requests", "customer")
        silent = facts.unanswered(asked, as_of=self.as_of) if len(asked) else set()
        codes = pd.Series(self.customers, index=self.customers, dtype="str")
        return scenarios.likely_cause(codes, log=self._log, unanswered=silent, orphaned=set())

    @cached_property
    def _purchases(self) -> dict[str, Row]:
        days = purchase_days(self._sales, as_of=self.as_of)
        told = days.groupby("item", observed=True).agg(
            count=("date", "size"), first=("date", "min"), last=("date", "max"),
            amount=("amount", "sum"),
        )  # fmt: skip
        return {str(row.pop("item")): row for row in told.reset_index().to_dict("records")}


def _by(column: str, frame: pd.DataFrame) -> dict[str, list[Row]]:
    """Rows by the code in a column, each in the order of the table."""
    found: dict[str, list[Row]] = {}
    for row in frame.to_dict("records") if column in frame else []:
        found.setdefault(str(row[column]), []).append(cast("Row", row))
    return found
