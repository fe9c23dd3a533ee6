"""A client whose one table beside sales needs its rows reshaped."""

import pytest

from helpers.records import load

SALES = {
    "files": "sales.csv",
    "columns": {"date": "Date", "customer": "Customer", "amount": "Amount"},
}
ROWS = "Date,Customer,Amount\n2024-01-01,A,1\n2024-02-01,B,2\n"


@pytest.fixture
def read(client, tmp_path):
    """Load a client with these files and tables; sales are there anyway."""

    def take(files, tables, **engagement):
        engagement.setdefault("settings", {"intake": {"rejected_at_most": 1.0}})
        data = client({"sales.csv": ROWS, **files}, {"sales": SALES, **tables}, **engagement)
        return load("acme", data=data, reports=tmp_path / "reports")

    return take
