"""Spreadsheets and Parquet as clients send them, and what is no table at all."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from helpers.errors import ClientDataError
from tests.records.files.seen import HEAD, amounts, days, sheet


def test_a_sheet_with_a_preface_totals_and_typed_cells(sales_of):
    content = sheet(
        ["Sales of March"], [],
        ["Date", "Customer", "Amount"],
        [datetime(2024, 3, 5), 12346.0, 10.5],  # noqa: DTZ001
        ["06.03.2024", "000390", "1 234,50"],
        [45358, "bob", -3],
        ["Total", None, 1242],
    )  # fmt: skip
    records = sales_of(content, name="sales.xlsx")
    assert records.frame("sales")["customer"].tolist() == ["12346", "000390", "bob"]
    assert amounts(records) == [10.5, 1234.5, -3]
    assert days(records) == [date(2024, 3, 5), date(2024, 3, 6), date(2024, 3, 7)]
    assert records.frame("sales")["line"].tolist() == [4, 5, 6]
    assert records.passport["rows_total_lines"].tolist() == [1]


def test_a_header_merged_over_two_rows(sales_of):
    content = sheet(
        ["Date", "Client", None, "Sales", None],
        [None, "Code", "Name", "Pieces", "Money"],
        [datetime(2024, 3, 5), "a1", "Ann", 2, 10],  # noqa: DTZ001
        merge=("A1:A2", "B1:C1", "D1:E1"),
    )
    columns = {"date": "Date", "customer": "Code", "amount": "Money", "quantity": "Pieces"}
    records = sales_of(content, name="sales.xlsx", columns=columns)
    assert (amounts(records), records.frame("sales")["line"].tolist()) == ([10], [3])


def test_the_same_word_under_two_headings(sales_of):
    content = sheet(
        ["Date", "Customer", "Plan", None, "Fact", None],
        [None, None, "Qty", "Sum", "Qty", "Sum"],
        ["2024-03-05", "ann", 1, 2, 3, 4],
    )
    columns = {"date": "Date", "customer": "Customer", "amount": "Fact Sum", "quantity": "Plan Qty"}
    records = sales_of(content, name="sales.xlsx", columns=columns)
    assert amounts(records) == [4]


def test_the_sheet_with_the_columns_is_found(sales_of):
    content = sheet(["Read me"], extra_sheets={"Data": [
        ["Date", "Customer", "Amount"], ["2024-03-05", "ann", 5]]})  # fmt: skip
    assert amounts(sales_of(content, name="sales.xlsx")) == [5]


def test_a_sheet_that_is_not_there(sales_of):
    with pytest.raises(ClientDataError, match=r"has no sheet 'Dta'.*Its sheets: Sheet"):
        sales_of(sheet(["Date"]), name="sales.xlsx", format={"sheet": "Dta"})


def _months(*names: str, hidden: str = "") -> bytes:
    book = openpyxl.Workbook()
    for i, name in enumerate(names):
        page = book.active if i == 0 else book.create_sheet()
        page.title = name
        page.sheet_state = "hidden" if name == hidden else "visible"
        for row in (["Date", "Customer", "Amount"], [f"2024-0{i + 1}-05", "ann", i + 1]):
            page.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_further_sheets_with_the_same_columns_are_named(sales_of):
    records = sales_of(_months("Jan", "Feb", "Mar"), name="sales.xlsx")
    assert amounts(records) == [1]
    assert "were not read: Feb, Mar" in records.notes[0]


def test_all_sheets_are_read_where_they_are_asked_for(sales_of):
    records = sales_of(_months("Jan", "Feb", "Mar"), name="sales.xlsx", format={"sheet": "*"})
    assert (amounts(records), records.notes) == ([1, 2, 3], [])
    assert records.passport["file"].tolist() == [f"sales.xlsx: {m}" for m in ("Jan", "Feb", "Mar")]


def test_a_hidden_sheet_is_read_only_by_its_name(sales_of):
    content = _months("Draft", "Data", hidden="Draft")
    records = sales_of(content, name="sales.xlsx")
    assert amounts(records) == [2]
    assert amounts(sales_of(content, name="sales.xlsx", format={"sheet": "*"})) == [2]
    assert amounts(sales_of(content, name="sales.xlsx", format={"sheet": "Draft"})) == [1]


def test_two_hundred_columns(sales_of):
    names = [f"Field {i}" for i in range(197)] + ["Date", "Customer", "Amount"]
    row = [i for i in range(197)] + ["2024-03-05", "ann", 5]  # noqa: C416
    assert amounts(sales_of(sheet(names, row), name="sales.xlsx")) == [5]


def test_a_sheet_that_does_not_begin_in_the_corner(sales_of):
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    for i, row in enumerate([["Date", "Customer", "Amount"], ["2024-03-05", "ann", 5]]):
        page.write_row(6 + i, 3, row)
    book.close()
    records = sales_of(file.getvalue(), name="sales.xlsx")
    assert records.frame("sales")["line"].tolist() == [8]


def test_a_spreadsheet_called_csv_and_a_csv_called_spreadsheet(sales_of):
    rows = (["Date", "Customer", "Amount"], ["2024-03-05", "ann", 5])
    assert amounts(sales_of(sheet(*rows), name="sales.csv")) == [5]
    assert amounts(sales_of(HEAD + "2024-03-05,ann,5\n", name="sales.xls")) == [5]


def _zip(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("sales.xlsx", _zip("sales.csv", b"Date"), "is an ordinary zip archive"),
        ("sales.xlsx", _zip("xl/workbook.xml", b"<bad"), "cannot be read as one"),
        ("sales.xlsx", sheet(["Date"])[:300], "cannot be read as one"),
        ("sales.xls", b"<html><table></table></html>", "is a web page under another name"),
        ("sales.csv", b"\x1f\x8b\x08rest", "is an archive"),
        ("sales.csv", b"%PDF-1.7", "is a PDF"),
        ("sales.csv", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("sales.xls", b'<?xml version="1.0"?><Workbook/>', "is XML: open it in a spreadsheet"),
        ("sales.json", b'[{"Date": 1}]', "is JSON"),
        ("sales.mxl", b"MOXCEL\x00", "is a table of 1C"),
        ("sales.dbf", b"\x03\x7c\x01\x01", "is a dBase table"),
        ("sales.xlsx", sheet([]), r"sales\.xlsx has no row with names of columns"),
        ("sales.csv", b",,,\n,,,\n", r"sales\.csv has no row with names of columns"),
        ("sales.parquet", b"PAR1 and then nonsense", "cannot be read as Parquet"),
        ("sales.csv", b"SQLite format 3\x00....", "is a database that cannot be read"),
        ("sales.csv", b"\x00\x01\x02\x03" * 200, "no column|is empty"),
    ],
)
def test_what_is_not_a_table_is_refused_with_a_way_out(sales_of, name, content, told):
    with pytest.raises(ClientDataError, match=told):
        sales_of(content, name=name)


def test_parquet_keeps_codes_money_and_days(sales_of):
    frame = pd.DataFrame({
        "Date": pd.to_datetime(["2024-03-05 10:00", "2024-03-06 00:00"]),
        "Customer": [12346.0, None],
        "Amount": [Decimal("10.10"), Decimal("-5.05")],
        "Kind": pd.Categorical(["a", "b"]),
    })  # fmt: skip
    file = io.BytesIO()
    frame.to_parquet(file)
    records = sales_of(file.getvalue(), name="sales.parquet",
                       columns={"date": "Date", "customer": "Customer", "amount": "Amount",
                                "category": "Kind"})  # fmt: skip
    table = records.frame("sales")
    assert table["customer"].fillna("").tolist() == ["12346", ""]
    assert records.sales.amount.sum().execute() == Decimal("5.0500")
    assert table["amount"].tolist() == [10.1, -5.05]
    assert table["category"].tolist() == ["a", "b"]
