"""What holds for every file, whatever stands in it."""

import csv
import io
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from helpers.errors import ClientDataError
from helpers.records import load
from helpers.records.cells.order_of_days import Part, decide_day_first
from helpers.records.decide import evidence
from helpers.records.engagement.formula import resolve
from helpers.records.schema import TABLES

FEW = settings(  # every example is read twice and more, from files
    max_examples=max(2, settings().max_examples // 8),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)

CELLS = {
    "money": ["10.50", "-3", "0", "1234.5", "x", "", "(7)", "1e3", "99999999999999999999"],
    "number": ["1", "2.5", "", "many", "-"],
    "integer": ["1984", "", "x"],
    "percent": ["20", "20%", "", "lots"],
    "date": ["2024-03-05", "05.03.2024", "2024-13-01", "", "soon", "Total", "Итого"],
    "time": ["2024-03-05 10:00", "2024-03-05", "", "soon"],
    "flag": ["yes", "нет", "", "perhaps"],
    "code": ["ann", "000390", "", "-", 'a"b', "two\nlines", "a,b;c"],
    "text": ["word", "", "Всего", "=1+1", "<b>", "'; DROP TABLE x; --"],
}


@st.composite
def exports(draw):
    """A table of the schema and rows for all of its columns."""
    table = TABLES[draw(st.sampled_from(sorted(TABLES)))]
    row = st.tuples(*(st.sampled_from(CELLS[column.kind]) for column in table.columns))
    return table, draw(st.lists(row, min_size=1, max_size=12))


def _load(root: Path, table, rows):
    """Load a client whose ``table`` has ``rows``, and a fixed file of sales where needed."""
    folder = root / "data" / "acme"
    folder.mkdir(parents=True)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(table.names)
    writer.writerows(rows)
    (folder / "it.csv").write_text(out.getvalue(), "utf-8")
    (folder / "sales.csv").write_text("date,customer,amount\n2024-03-05,ann,5\n")
    tables = {
        "sales": {"files": "sales.csv", "columns": {n: n for n in ("date", "customer", "amount")}},
        table.name: {"files": "it.csv", "columns": {n: n for n in table.names}},
    }
    told = {"tables": tables, "settings": {"intake": {"rejected_at_most": 1.0}}}
    (folder / "engagement.yml").write_text(yaml.safe_dump(told), "utf-8")
    return load("acme", data=root / "data", reports=root / "reports")


# the money of the rejected row cannot be read: how much it is, nobody knows
UNREAD = (
    TABLES["bonuses"],
    [("2024-03-05", "ann", cell, "word", "") for cell in ("10.50", "5", "x")],
)


@FEW
@given(exports())
@example(UNREAD)
def test_rows_and_money_reconcile_for_every_table(export):
    table, rows = export
    with tempfile.TemporaryDirectory() as root:
        try:
            records = _load(Path(root), table, rows)
        except ClientDataError as error:
            assert "would be rejected" in str(error) or "nothing is accepted" in str(error)  # noqa: PT017
            return
        line = records.passport.set_index("table").loc[table.name]
        accepted = records.frame(table.name)
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        assert line["rows_read"] + line["rows_total_lines"] == len(filled)
        assert line["rows_read"] == line["rows_accepted"] + line["rows_rejected"]
        if table.name == "customers":  # one card each
            assert len(accepted) == accepted["customer"].nunique() <= line["rows_accepted"]
        else:
            assert len(accepted) == line["rows_accepted"]
        assert len(records.rejected(table.name)) == line["rows_rejected"]
        if table.money:
            kept = getattr(records, table.name)[table.money].sum().execute() or Decimal(0)
            assert kept == Decimal(str(line["amount_accepted"])).quantize(Decimal("0.0001"))
            rejected = line["amount_rejected"] if pd.notna(line["amount_rejected"]) else 0
            assert line["amount_read"] == pytest.approx(line["amount_accepted"] + rejected)


@FEW
@given(exports(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(export, chance):
    table, rows = export
    other = rows.copy()
    chance.shuffle(other)
    assert _content(table, rows) == _content(table, other)


def _content(table, rows) -> object:
    with tempfile.TemporaryDirectory() as root:
        try:
            frame = _load(Path(root), table, rows).frame(table.name)
        except ClientDataError:
            return "refused"
        cells = frame.drop(columns=["line", "source"]).astype("object")
        return Counter(tuple(map(str, row)) for row in cells.itertuples(index=False))


WORDS = st.text(st.sampled_from("abc Дата-*/+().,'\";\x00\n"), min_size=1, max_size=12)


@given(st.text(max_size=40), st.lists(WORDS, max_size=5))
@example("Quantity * Price", ["Quantity", "Price"])
@example("((((((", ["a"])
@example("a--1", ["a"])
def test_a_formula_is_a_tree_of_columns_or_a_sentence(text, names):
    try:
        tree = resolve(text, names)
    except ValueError as error:
        assert str(error)  # noqa: PT017
    else:
        assert all(0 <= index < len(names) for index in tree.columns())


@given(
    st.integers(0, 10**9),
    st.integers(0, 99),
    st.sampled_from([(",", "."), (".", ","), (" ", ","), ("\u00a0", "."), ("'", ".")]),
)
def test_a_grouped_number_with_cents_proves_its_decimal_mark(whole, cents, marks):
    thousands, decimal = marks
    written = f"{whole:,}".replace(",", thousands) + f"{decimal}{cents:02d}"
    assert evidence(written) == decimal


@given(st.lists(st.dates(), min_size=1, max_size=20), st.booleans())
def test_days_that_can_be_told_are_told_right(days, day_first):
    parts = [
        Part("/", *((d.day, d.month) if day_first else (d.month, d.day)), d.year, False, 1)
        for d in days
    ]
    assert decide_day_first(parts) in (day_first, None)
