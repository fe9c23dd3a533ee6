"""No reading of a column depends on the order of rows, of columns, or of files; no row is lost."""

import csv
import io
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.errors import ClientDataError
from helpers.records import load

FEW = settings(  # every example is read from files
    max_examples=max(2, settings().max_examples // 8),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
COLUMNS = ("date", "customer", "amount")
DAYS = st.sampled_from(
    ["03/04/2024", "14/01/2024", "01/14/2024", "2024-02-01", "24-03-05", "5 listopada 2024",
     "5 stycznia 2024", "5. siječnja 2024", "Mar 5, 2024", "45292", "1709629200", "soon", ""]
)  # fmt: skip
SUMS = st.sampled_from(["1.234", "1,234", "12.5", "12,5", "1 000", "1,50,000.00", "x", "", "-3"])
CODES = st.sampled_from(["ann", "007", '="007"', "'007", "4.60702E+12", "Total", ""])
ROWS = st.lists(st.tuples(DAYS, CODES, SUMS), min_size=1, max_size=8)
LOOSE = {"intake": {"rejected_at_most": 1.0}}


def content(files: dict[str, tuple[list[int], list[tuple[str, ...]]]]) -> object:
    """What is read of files, each with an order of its columns and with rows."""
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "data" / "acme"
        folder.mkdir(parents=True)
        for name, (order, rows) in files.items():
            out = io.StringIO()
            lines = [COLUMNS, *rows]
            csv.writer(out).writerows([[line[n] for n in order] for line in lines])
            (folder / name).write_text(out.getvalue(), "utf-8")
        sales = {"files": "*.csv", "columns": {name: name for name in COLUMNS}}
        told = {"tables": {"sales": sales}, "settings": LOOSE}
        (folder / "engagement.yml").write_text(yaml.safe_dump(told), "utf-8")
        try:
            records = load("acme", data=folder.parent, reports=Path(root) / "reports")
        except ClientDataError as error:
            return "asked" if "nothing is accepted" not in str(error) else "nothing"
        cells = records.frame("sales")[list(COLUMNS)].astype("object")
        return Counter(tuple(map(str, row)) for row in cells.itertuples(index=False))


@FEW
@given(ROWS, ROWS, st.permutations(range(3)), st.randoms(use_true_random=False))
def test_a_reading_does_not_depend_on_the_order_of_rows_columns_or_files(one, other, order, chance):
    shuffled = chance.sample(one, len(one)), chance.sample(other, len(other))
    plain = content({"a.csv": ([0, 1, 2], one), "b.csv": ([0, 1, 2], other)})
    assert content({"b.csv": (order, shuffled[0]), "a.csv": ([0, 1, 2], shuffled[1])}) == plain


STAGES = st.sampled_from(["Won", "won", "Open", None])
CELLS = st.sampled_from([date(2024, 3, 5), "05.03.2024", "soon", "Total", None, "=TODAY()"])
MONEY = st.sampled_from([5, 12.5, "1 000,00", "x", None, "=1+1"])
SHEET = st.lists(st.tuples(CELLS, st.sampled_from(["ann", "bob", None]), MONEY, STAGES),
                 min_size=1, max_size=10)  # fmt: skip


@FEW
@given(SHEET, st.sets(st.integers(2, 11)), st.booleans(), st.sampled_from([date(2024, 3, 4), None]))
def test_every_row_of_a_sheet_ends_in_one_heap(rows, hidden, merged, as_of):
    book = openpyxl.Workbook()
    book.active.append(["day", "who", "sum", "stage"])
    for row in rows:
        book.active.append(row)
    for number in hidden:
        book.active.row_dimensions[number].hidden = True
    if merged and len(rows) > 2:
        book.active.merge_cells("B2:B3")  # which empties the lower one
    written = book.active.iter_rows(min_row=2, values_only=True)
    filled = sum(any(cell is not None for cell in row) for row in written) + 1
    with tempfile.TemporaryDirectory() as root:
        folder = Path(root) / "data" / "acme"
        folder.mkdir(parents=True)
        book.save(folder / "sales.xlsx")
        (folder / "more.csv").write_text("day,who,sum,stage\n2024-03-04,cyd,5,Won\n")
        sales = {"files": ["sales.xlsx", "more.csv"], "only": {"stage": "Won"},
                 "columns": {"date": "day", "customer": "who", "amount": "sum"}}  # fmt: skip
        told = {"tables": {"sales": sales}, "settings": LOOSE, "as_of": as_of}
        (folder / "engagement.yml").write_text(yaml.safe_dump(told), "utf-8")
        records = load("acme", data=folder.parent, reports=Path(root) / "reports")
        counts = {c["heap"]: 0 for c in records.intake("sales")["counts"]}
        for count in records.intake("sales")["counts"]:
            counts[count["heap"]] += count["rows"]
    assert sum(counts.values()) == filled, counts
