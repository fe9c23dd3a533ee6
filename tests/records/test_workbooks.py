"""What a workbook says beside its values: hidden rows, merged cells, formulas, stray cells."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from helpers.errors import ClientDataError
from helpers.records.engagement.format import Format
from helpers.records.sources.kinds import kind_of
from helpers.records.sources.spreadsheets import spreadsheet_layouts
from helpers.records.sources.stray_cells import LAST
from tests.records.files.seen import some

HEAD = ("Date", "Customer", "Amount")


def workbook(*rows, change=lambda page: None) -> bytes:
    book = openpyxl.Workbook()
    for row in (HEAD, *rows):
        book.active.append(list(row))
    change(book.active)
    return saved(book)


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rewritten(content: bytes, change) -> bytes:
    """Workbook whose sheet (its bytes) and names of parts are changed."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(file, "w") as other:
        for name in archive.namelist():
            other.writestr(*change(name, archive.read(name)))
    return file.getvalue()


def sheet_bytes(content: bytes, old: bytes, new: bytes) -> bytes:
    def change(name, part):
        return name, part.replace(old, new) if name.endswith("sheet1.xml") else part

    return rewritten(content, change)


def row_counts(records) -> list[int]:
    heaps = ["rows_read", "rows_accepted", "rows_rejected"]
    return records.passport[heaps].to_numpy()[0].tolist()


SOME = [(f"2024-03-{day:02}", "ann", day) for day in range(1, 11)]


# --- hidden rows and sheets ---------------------------------------------------------------


def test_hidden_rows_are_counted_and_said(sales_of):
    def hide(page):
        for row in (3, 4, 7, 40):  # there is nothing in row 40
            page.row_dimensions[row].hidden = True

    records = sales_of(workbook(*SOME, change=hide), name="sales.xlsx")
    assert row_counts(records) == [10, 10, 0]
    assert "hidden in the sheet were read like the others: 3." in records.notes[0]


def test_without_hidden_rows_nothing_is_said(sales_of):
    assert sales_of(workbook(*SOME), name="sales.xlsx").notes == []


def test_a_hidden_sheet_with_the_same_columns_is_said(sales_of):
    book = openpyxl.Workbook()
    for name, state in (("Now", "visible"), ("Old", "hidden"), ("Lists", "veryHidden")):
        page = book.create_sheet(name)
        page.sheet_state = state
        page.append(HEAD if name != "Lists" else ["x"])
        page.append(["2024-03-05", name, 5])
    del book["Sheet"]
    records = sales_of(saved(book), name="sales.xlsx")
    assert records.frame("sales")["customer"].tolist() == ["Now"]
    assert "hidden sheets that hold the same columns and were not read: Old." in records.notes[0]
    told = sales_of(saved(book), name="sales.xlsx", format={"sheet": "Old"})
    assert told.notes == ["sales.xlsx: the sheet Old, which was read, is hidden in the workbook."]


# --- merged cells ---------------------------------------------------------------------------


def test_a_customer_in_merged_cells_stands_in_each_of_their_rows(sales_of):
    rows = [("2024-03-01", "ann", 1), ("2024-03-02", None, 2), ("2024-03-03", None, 3),
            ("2024-03-04", None, 4)]  # fmt: skip
    content = workbook(*rows, change=lambda page: page.merge_cells("B2:B4"))
    records = sales_of(content, name="sales.xlsx")
    names = records.frame("sales")["customer"]
    assert (names[:3].tolist(), names.isna().tolist()) == (["ann"] * 3, [False] * 3 + [True])
    assert "with their value: Customer (2)." in records.notes[0]


def test_an_amount_in_merged_cells_is_one_amount(sales_of):
    rows = [("2024-03-01", "ann", 30), ("2024-03-02", "bob", None)]
    content = workbook(*rows, change=lambda page: page.merge_cells("C2:C3"))
    records = sales_of(content, name="sales.xlsx")
    assert records.frame("sales")["amount"].sum() == 30


def test_blank_rows_under_merged_cells_stay_blank(sales_of):
    content = workbook(("2024-03-01", "ann", 1), change=lambda page: page.merge_cells("B2:B9"))
    assert row_counts(sales_of(content, name="sales.xlsx")) == [1, 1, 0]


# --- formulas -------------------------------------------------------------------------------


def test_formulas_without_results_are_rejected_as_such(sales_of):
    content = workbook(*SOME[:2], ("2024-03-05", "bob", "=1+1"))
    records = sales_of(content, name="sales.xlsx")
    assert row_counts(records) == [3, 2, 1]
    assert "Amount is a formula without a result" in records.rejected("sales")["reason"][0]


@pytest.mark.parametrize("place", [1, 5, 10])
def test_rows_of_nothing_but_formulas_never_vanish(sales_of, place):
    rows = [*SOME[:place], *[("=Raw!A1", "=Raw!B1", "=Raw!C1")] * 3, *SOME[place:]]
    records = sales_of(workbook(*rows), name="sales.xlsx")
    assert row_counts(records) == [13, 10, 3]
    assert records.rejected("sales")["line"].tolist() == [place + 2, place + 3, place + 4]


def test_a_formula_that_nobody_asks_for_rejects_nothing(sales_of):
    content = workbook(*SOME, change=lambda page: page.__setitem__("D3", "=1+1"))
    assert row_counts(sales_of(content, name="sales.xlsx")) == [10, 10, 0]


def test_formulas_with_results_are_values(sales_of):
    content = workbook(("2024-03-05", "ann", "=2+3"), ("2024-03-06", "ann", "=0+0"))
    content = sheet_bytes(content, b"<f>2+3</f><v></v>", b"<f>2+3</f><v>5</v>")
    content = sheet_bytes(content, b"<f>2+3</f><v />", b"<f>2+3</f><v>5</v>")
    content = sheet_bytes(content, b"<f>0+0</f><v></v>", b"<f>0+0</f><v>0</v>")
    content = sheet_bytes(content, b"<f>0+0</f><v />", b"<f>0+0</f><v>0</v>")
    records = sales_of(content, name="sales.xlsx")
    assert (row_counts(records), records.notes) == ([2, 2, 0], [])
    assert records.frame("sales")["amount"].tolist() == [5, 0]


def test_formulas_all_stored_as_zero_are_said(sales_of):
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        for row in range(1, 6):
            page.write_row(row, 0, [f"2024-03-{row:02}", "ann"])
            page.write_formula(row, 2, f"=A{row}*2")
    records = sales_of(file.getvalue(), name="sales.xlsx")
    assert "Amount: every formula has the stored result 0" in records.notes[0]


# --- written by strange hands ---------------------------------------------------------------


def _backslashes(name, part):
    return name.replace("/", "\\") if name.startswith(("xl", "_rels")) else name, part


def _prefixed(name, part):
    if name.endswith("sheet1.xml"):
        part = part.replace(b"xmlns=", b"xmlns:x=").replace(b"<", b"<x:").replace(b"<x:/", b"</x:")
    return name, part


def test_parts_named_with_backslashes_are_read(sales_of):
    content = rewritten(workbook(*SOME), _backslashes)
    assert row_counts(sales_of(content, name="sales.xlsx")) == [10, 10, 0]


def test_tags_with_a_prefix_are_looked_through_as_well(sales_of):
    def hide(page):
        page.row_dimensions[3].hidden = True

    content = rewritten(workbook(*SOME, ("=1", "=2", "=3"), change=hide), _prefixed)
    records = sales_of(content, name="sales.xlsx")
    assert row_counts(records) == [11, 10, 1]
    assert "like the others: 1." in records.notes[0]


def test_an_old_workbook_with_a_zip_inside_is_an_old_workbook(tmp_path):
    path = tmp_path / "sales.xls"
    inside = rewritten(workbook(), lambda name, part: (f"theme/{name}", part))
    path.write_bytes(b"\xd0\xcf\x11\xe0" + b"\0" * 600 + inside)
    assert kind_of(path) == "spreadsheet"
    with pytest.raises(ClientDataError, match="looks like a spreadsheet but cannot be read"):
        spreadsheet_layouts(path, ["Date"], Format())


@pytest.mark.parametrize(
    "name", some(["sales.csv", "sales.xls", "sales.xlsb", "sales.ods", "sales"])
)
def test_a_workbook_under_another_ending_is_read_by_what_it_is(sales_of, name):
    assert row_counts(sales_of(workbook(*SOME), name=name)) == [10, 10, 0]


def test_a_sheet_that_cannot_be_parsed_is_not_passed_over_for_another(sales_of):
    book = openpyxl.load_workbook(io.BytesIO(workbook(*SOME)))
    other = book.create_sheet("Old")
    other.append(HEAD)
    other.append(["2023-01-01", "old", 1])
    content = sheet_bytes(saved(book), b'<dimension ref="A1:C11"', b'<dimension ref="A0:C11"')
    with pytest.raises(ClientDataError, match="cannot be read as one"):
        sales_of(content, name="sales.xlsx")


# --- cells far from all others --------------------------------------------------------------


@pytest.mark.parametrize("stray", some(["XFD1048576", "XFD40000", "AZZ1048576"]))
def test_a_stray_cell_is_left_out_and_said(sales_of, stray):
    content = workbook(*SOME, change=lambda page: page.__setitem__(stray, "x"))
    records = sales_of(content, name="sales.xlsx")
    assert row_counts(records) == [10, 10, 0]
    assert records.notes == [
        f"sales.xlsx: cells that stand far from all others were left out: {stray}."
    ]


def test_a_far_cell_that_asks_for_little_is_read_like_any_other(sales_of):
    content = workbook(*SOME, change=lambda page: page.__setitem__("B5000", "late"))
    assert row_counts(sales_of(content, name="sales.xlsx")) == [11, 10, 1]


def test_many_far_cells_are_no_slip_and_are_not_left_out(sales_of):
    def spread(page):
        for row in range(LAST + 5):
            page.cell(1_048_000 + row, 16_000, "x")

    with pytest.raises(ClientDataError, match="spans 1,048,.* rows and 16,000 columns"):
        sales_of(workbook(*SOME, change=spread), name="sales.xlsx")


# --- days counted from 1904 ---------------------------------------------------------------


@pytest.mark.parametrize("whole_numbers", [False, True], ids=["days", "numbers"])
def test_days_of_a_workbook_that_counts_from_1904_are_read_right_or_told(sales_of, whole_numbers):
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(HEAD)
    for number in range(10):
        day = date(2024, 3, 1 + number)
        book.active.append(((day - date(1904, 1, 1)).days if whole_numbers else day, "ann", number))
    records = sales_of(saved(book), name="sales.xlsx")
    right = str(records.sales.date.min().execute())[:10] == "2024-03-01"
    told = any("1904" in note for note in records.notes)
    assert (right, told) == (not whole_numbers, whole_numbers)
