"""Chapters 03, 04, 07 and the sheet say what they cannot do, and never stop the pack."""

import json

import matplotlib as mpl
import nbformat
import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from helpers import project

pytestmark = pytest.mark.slow

mpl.use("agg")
CHAPTERS = ["03_leaving", "04_winback", "07_lifetime", "15_customer"]
OURS = "application/vnd.session-workbook."
ENGAGEMENT = """title: Hard
language: en
currency: EUR
customers_are: companies
tables:
  sales:
    files: sales.csv
    columns: {date: date, customer: customer, amount: amount}
"""


def days(count, seed=1, year=700):
    step = np.random.default_rng(seed).integers(0, year, count)
    return (pd.Timestamp("2023-01-01") + pd.to_timedelta(np.sort(step), unit="D")).strftime(
        "%Y-%m-%d"
    )


def sales(customers, each, **more):
    rows = [
        {"date": day, "customer": f"c{c}", "amount": 10.0 + c % 7}
        for c in range(customers)
        for day in days(each, seed=c)
    ]
    return pd.DataFrame(rows).assign(**more)


CASES = {
    "40 customers": sales(40, 6),
    "1 customer": sales(1, 8),
    "1 purchase": sales(1, 1),
    "all bought once": sales(60, 1),
    "12 purchases on one day": sales(12, 1, date="2024-05-05"),
    "returns outweigh sales": pd.concat([sales(30, 3), sales(30, 4).assign(amount=-40.0)]),
    "only returns": sales(5, 3, amount=-10.0),
    "no money": sales(20, 3, amount=0.0),
}


class Hard:
    """A client, and what its chapters have shown: each is run once for all tests."""

    def __init__(self, root, rows):
        folder = root / "data" / "hard"
        folder.mkdir(parents=True)
        rows.to_csv(folder / "sales.csv", index=False)
        (folder / "engagement.yml").write_text(ENGAGEMENT, "utf-8")
        self.root, self._shown = root, {}

    def shown(self, name):
        if name not in self._shown:
            with pytest.MonkeyPatch.context() as patch:
                self._shown[name] = blocks(self.root, name, patch)
        return self._shown[name]


@pytest.fixture(scope="module")
def clients(tmp_path_factory):
    """Clients by the name of their case, each written when it is first asked for."""
    made = {}

    def client(case):
        if case not in made:
            made[case] = Hard(tmp_path_factory.mktemp("hard"), CASES[case])
        return made[case]

    return client


@pytest.fixture(params=CASES, scope="module")
def client(request, clients):
    return clients(request.param)


def blocks(root, name, monkeypatch):
    """Blocks that a chapter shows; it raises what the chapter raises."""
    monkeypatch.setenv("WORKBOOK_DATA", str(root / "data"))
    monkeypatch.setenv("WORKBOOK_REPORTS", str(root / "reports"))
    monkeypatch.delenv("WORKBOOK_RESULTS", raising=False)
    book = nbformat.read(project.NOTEBOOKS / f"{name}.ipynb", as_version=4)
    shell = InteractiveShell.instance()
    shell.user_ns |= {"client": "hard", "language": "", "customer": "c0"}
    found = []
    for cell in book.cells:
        if cell.cell_type != "code" or "parameters" in cell.metadata.get("tags", []):
            continue
        with capture_output() as caught:
            result = shell.run_cell(cell.source)
        result.raise_error()
        found += [
            (kind[len(OURS) :].removesuffix("+json"), block)
            for shown in caught.outputs
            for kind, block in shown.data.items()
            if kind.startswith(OURS)
        ]
    return found


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_is_made_whatever_the_records_are(client, name):
    found = client.shown(name)
    assert found
    assert "nan" not in json.dumps([block.get("text", "") for _, block in found]).lower()


def test_too_little_is_said_and_what_would_be_needed(client):
    assert [b["text"] for kind, b in client.shown("03_leaving") if kind == "note"]


@pytest.mark.parametrize("name", ["03_leaving", "04_winback", "07_lifetime"])
def test_of_one_day_of_sales_no_future_is_invented(clients, name):
    found = clients("12 purchases on one day").shown(name)
    assert not [b for kind, b in found if kind == "finding" and b.get("money")]
    assert not [b for kind, b in found if kind == "table" and "expected_gain" in json.dumps(b)]
    notes = " ".join(b["text"] for kind, b in found if kind == "note")
    assert "scored" in notes or "cannot be counted" in notes
