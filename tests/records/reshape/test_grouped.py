"""Reports in which customers are headings above their documents, in the same column."""

import pytest
import xlsxwriter

from helpers.errors import ClientDataError
from helpers.records import load
from helpers.records.doubts.own_totals import differ
from helpers.records.reshape.grouped import Line, under

LEVELS = ["Buyer", "Document"]
COLUMNS = {"date": "(day)", "customer": "Buyer", "order": "Document", "amount": "Sum"}
ALONE = (
    "Customer, document;Sum\nAnn Ltd;30\nInvoice 1 of 05.03.2024 10:00;10\n"
    "Invoice 2 of 06.03.2024;20\nBob Ltd;5,50\nInvoice 3 of 07.03.2024;5,50\nTotal;35,50\n"
)
TWO = (
    "What;Sum\nBerg;30\n  Ann Ltd;30\n"
    "    Invoice 1 of 05.03.2024;10\n    Invoice 2 of 06.03.2024;20\n"
    "  Bob Ltd;\n    Invoice 3 of 07.03.2024;5\nVoss;\n  Cid Ltd;\n    Invoice 4 of 08.03.2024;7\n"
)
MANAGERS = {**COLUMNS, "manager": "Seller"}


@pytest.fixture
def sold(client, tmp_path):
    """Rows of sales in a grouped report, and the client's totals that are other sums."""

    def take(content, columns=COLUMNS, name="report.csv", *, column="Customer, document",
             levels=LEVELS, **more):  # fmt: skip
        spec = {"files": name, "columns": columns, **more,
                "grouped": {"column": column, "levels": levels}}  # fmt: skip
        data = client({name: content}, {"sales": spec})
        return load("acme", data=data, reports=tmp_path / "reports")

    return take


def rows(records):
    sales = records.frame("sales")
    names = [name for name in ("manager", "customer", "amount") if name in sales]
    return [tuple(row) for row in sales[names].to_numpy().tolist()]


def test_documents_have_the_customer_above_them_and_their_own_day(sold):
    records = sold(ALONE)
    assert rows(records) == [("Ann Ltd", 10), ("Ann Ltd", 20), ("Bob Ltd", 5.5)]
    days = [str(day)[:10] for day in records.frame("sales")["date"]]
    assert days == ["2024-03-05", "2024-03-06", "2024-03-07"]
    assert records.set_aside["rows_total_lines"].tolist() == [3]


def test_sums_of_headings_are_held_against_their_rows(sold):
    assert [differ(total) for total in sold(ALONE).own_totals] == [False, False, False]
    (wrong,) = filter(differ, sold(ALONE.replace("Ann Ltd;30", "Ann Ltd;40")).own_totals)
    assert (wrong["line"], wrong["said"], wrong["summed"]) == (2, 40, 30)


def test_indents_tell_two_levels(sold):
    records = sold(TWO, MANAGERS, column="What", levels=["Seller", *LEVELS])
    assert rows(records) == [
        ("Berg", "Ann Ltd", 10), ("Berg", "Ann Ltd", 20), ("Berg", "Bob Ltd", 5),
        ("Voss", "Cid Ltd", 7),
    ]  # fmt: skip
    assert [total["said"] for total in filter(differ, records.own_totals)] == [30]


def test_without_indents_the_last_of_several_headings_is_the_customer(sold):
    flat = "\n".join(line.strip() for line in TWO.splitlines())
    there = sold(TWO, MANAGERS, column="What", levels=["Seller", *LEVELS])
    plain = sold(flat, MANAGERS, column="What", levels=["Seller", *LEVELS])
    assert rows(plain) == rows(there)


def test_headings_above_all_levels_are_set_aside(sold):
    for text in (TWO, "\n".join(line.strip() for line in TWO.splitlines())):
        records = sold(text, column="What")
        assert [row[0] for row in rows(records)] == ["Ann Ltd", "Ann Ltd", "Bob Ltd", "Cid Ltd"]
        assert records.reasons.empty


def book(path, outline):
    """Two levels in a workbook, by the outline of its rows or by the indents of its cells."""
    lines = [line.split(";") for line in TWO.splitlines()[1:]]
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, ["What", "Sum"])
        for n, (text, money) in enumerate(lines, start=1):
            depth = (len(text) - len(text.lstrip())) // 2
            if outline:
                sheet.set_row(n, None, None, {"level": depth})
            form = made.add_format({"indent": depth}) if depth and not outline else None
            sheet.write(n, 0, text.strip().replace("of 0", "0" if depth < 2 else "of 0"), form)
            if money:
                sheet.write(n, 1, float(money))
    return path.read_bytes()


@pytest.mark.parametrize("outline", [True, False])
def test_the_outline_of_a_sheet_tells_levels_and_so_do_indents_of_cells(sold, tmp_path, outline):
    raw = book(tmp_path / "made.xlsx", outline)
    levels = ["Seller", *LEVELS]
    records = sold(raw, MANAGERS, "report.xlsx", column="What", levels=levels)
    assert [row[:2] for row in rows(records)] == [
        ("Berg", "Ann Ltd"), ("Berg", "Ann Ltd"), ("Berg", "Bob Ltd"), ("Voss", "Cid Ltd"),
    ]  # fmt: skip


def test_each_level_may_stand_in_a_column_of_its_own(sold):
    text = "Seller;Buyer;Paper;Sum\nBerg;;;\n;Ann Ltd;;\n;;Bill of 05.03.2024;1\n;Bob;;\n"
    text += ";;Bill of 06.03.2024;2\n"
    columns = {"date": "(day)", "customer": "To", "manager": "By", "order": "It", "amount": "Sum"}
    records = sold(text, columns, column=["Seller", "Buyer", "Paper"], levels=["By", "To", "It"])
    assert rows(records) == [("Berg", "Ann Ltd", 1), ("Berg", "Bob", 2)]


DATED = (
    "Customer;Day;No;Sum\nAnn Ltd;;;30\nInvoice;05.03.2024;1;10\nInvoice;;2;20\n"
    "Bob Ltd;;;5\nInvoice;07.03.2024;3;5\nInvoice;08.03.2024;4;5\nTotal Bob Ltd;;;10\n"
) + "".join(f"Cid {n};;;\nInvoice;09.03.2024;{n};1\n" for n in range(20))


def test_a_document_without_a_day_is_no_customer(sold):
    columns = {"date": "Day", "customer": "Buyer", "order": "No", "amount": "Sum"}
    records = sold(DATED, columns, column="Customer")
    assert rows(records)[:3] == [("Ann Ltd", 10), ("Bob Ltd", 5), ("Bob Ltd", 5)]
    assert records.reasons["reason"].tolist() == ["Day is empty"]
    assert [total["line"] for total in filter(differ, records.own_totals)] == [5]


def test_a_customer_called_like_a_total_is_none():
    lines = [Line("Total Sports Ltd"), Line("Bill", 1), Line(""), Line("Bob"), Line("Note", 1)]
    assert [row[1] for row in under(lines, 2)] == [
        "Total Sports Ltd", "Total Sports Ltd", None, "Bob", "Bob",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"levels": ["Buyer"]}, "levels: expected names of new columns"),
        ({"levels": ["Buyer", "Buyer"]}, "levels: expected names of new columns"),
        ({"levels": "Buyer"}, "levels: expected names of new columns"),
        ({"column": ["Sum", "Sum", "Sum"]}, "column: expected one column of the client"),
        ({"column": "Nothing"}, "Nothing"),
        ({"levels": ["Sum", "Document"]}, "has a column 'Sum' already"),
    ],
)
def test_what_cannot_be_grouped_is_said(sold, more, said):
    with pytest.raises(ClientDataError, match=said):
        sold(ALONE, **more)


def test_more_levels_than_the_file_shows_are_refused(sold):
    text = TWO.replace("    ", "  ")
    with pytest.raises(ClientDataError, match="more than the 2"):
        sold(text, MANAGERS, column="What", levels=["Seller", *LEVELS])
