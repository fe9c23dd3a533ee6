"""Exports without names, with very many columns, or of another kind than their name says."""

import pytest

from helpers.errors import ClientDataError
from helpers.records.sources import code_pages
from helpers.records.sources.kinds import REFUSED, kind_of
from tests.records.files.seen import some

HEAD = "Date,Customer,Amount"
BY_NUMBER = {"date": "3", "customer": "1", "amount": "2"}
NAMELESS = "ann\t5\t2024-03-05\nbob\t6\t2024-03-06\n"


def row_counts(records) -> list[int]:
    heaps = ["rows_read", "rows_accepted", "rows_rejected"]
    return records.passport[heaps].to_numpy()[0].tolist()


# --- no names of columns --------------------------------------------------------------------


@pytest.mark.parametrize("none", [0, "none", False])
def test_without_names_columns_are_called_by_their_numbers(sales_of, none):
    records = sales_of(NAMELESS, columns=BY_NUMBER, format={"header": none})
    assert records.frame("sales")["customer"].tolist() == ["ann", "bob"]
    assert records.frame("sales")["line"].tolist() == [1, 2]


def test_numbers_for_names_are_answered_with_the_way_to_say_so(sales_of):
    with pytest.raises(ClientDataError, match="are there no names in sales.csv.*header: 0"):
        sales_of(NAMELESS, columns=BY_NUMBER)


def test_a_first_row_of_records_is_not_taken_for_names_without_asking(sales_of):
    columns = {"date": "2024-03-05", "customer": "ann", "amount": "5"}
    with pytest.raises(ClientDataError, match="row 1 of sales.csv looks like records"):
        sales_of(NAMELESS, columns=columns)
    told = sales_of(NAMELESS, columns=columns, format={"header": 1})
    assert told.frame("sales")["customer"].tolist() == ["bob"]


# --- many columns ---------------------------------------------------------------------------


@pytest.mark.parametrize("many", [300, pytest.param(900, marks=pytest.mark.slow)])
def test_hundreds_of_columns_that_nobody_asks_for(sales_of, many):
    names = "".join(f",item {i}" for i in range(many))
    rows = "".join(f"2024-03-0{d},c{d},{d}{',x' * many}\n" for d in (1, 2, 2))
    records = sales_of(f"{HEAD}{names}\n{rows}", totals="^none of them$")
    assert (row_counts(records), records.duplicates["rows"].tolist()) == ([3, 3, 0], [1])


def test_thousands_of_separators_behind_the_last_column(sales_of):
    tail = "," * 16_380
    text = f'{HEAD}{tail}\n2024-03-05,"ann\nlee",5{tail}\n2024-03-06,bob,6{tail}\n'
    records = sales_of(text)
    assert records.frame("sales")["customer"].tolist() == ["ann\nlee", "bob"]


def test_more_columns_than_can_be_read_are_one_sentence(sales_of):
    with pytest.raises(ClientDataError, match="has 1,201 columns, and at most 1,000 are read"):
        sales_of(HEAD + "".join(f",i{i}" for i in range(1198)) + "\n2024-03-05,ann,5\n")


# --- another kind than the name says --------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"<table border=1><tr><td>Date</td></tr></table>", "page"),
        (b'\xef\xbb\xbf\n<meta charset="utf-8"><table>', "page"),
        (b"<style>td {}</style><table>", "page"),
        (b"<!-- made by a program -->\n<TABLE>", "page"),
        ("<html><body>".encode("utf-16"), "page"),
        (b"<?xml version='1.0'?>\n<html xmlns='x'>", "page"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; x\n\n--x", "page"),
        (b"<?xml version='1.0'?><Workbook>", "xml"),
        (b"<rows><row/></rows>", "xml"),
        (b"ID;PWXL;N;E\nC;Y1;X1;K1\nE\n", "sylk"),
        (b"-- a dump\nCREATE TABLE sales (a int);\n", "dump"),
        (b"/* a dump */\nINSERT INTO sales VALUES (1);\n", "dump"),
        (b"SET x = 1;\nCOPY public.sales (a) FROM stdin;\n1\n\\.\n", "dump"),
        (b"\n%PDF-1.7\n", "document"),
        (b"[\n {", "json"),
        (b"{\\rtf1}", "letter"),
    ],
)
def test_what_it_is_is_said(tmp_path, content, kind):
    path = tmp_path / "sales.xls"
    path.write_bytes(content)
    assert kind_of(path) == kind
    assert kind == "dump" or REFUSED[kind].endswith(".")


@pytest.mark.parametrize(
    "content",
    [
        b"Date;Sum\n1;2\n",
        b"-- sales of March --\nDate;Sum\n",
        b"# comment: insert into nothing\nDate;Sum\n",
        b"From,To,Sum\n",
        b"Set,Price\nCreate,5\n",
        b"<5 pieces;Sum\n",
    ],
)
def test_a_text_is_a_text(tmp_path, content):
    path = tmp_path / "sales.csv"
    path.write_bytes(content)
    assert kind_of(path) == "text"


def test_columns_are_named_in_messages_as_the_engagement_has_them(sales_of):
    columns = {"date": "Date", "customer": "Customer", "amount": "quantityOrdered * priceEach"}
    with pytest.raises(ClientDataError, match="there is no column 'quantityOrdered'"):
        sales_of(f"{HEAD}\n2024-03-05,ann,5\n", columns=columns)


# --- letters of other languages -------------------------------------------------------------

LETTERS = {
    "cp1253": "Καφενείο Αθήνα", "cp1255": "חברת ירושלים", "cp1256": "شركة النور",
    "cp1250": "Spółka Żółć Łódź", "cp1254": "İstanbul Ticaret Şirketi", "mac-roman": "Café Müller",
    "cp850": "Hôtel Müller", "cp852": "Spółka Żółć", "gb18030": "上海贸易公司",
    "cp932": "株式会社トヨタ", "cp949": "한국무역 서울", "cp1252": "Café Müller, 10 €",
}  # fmt: skip


@pytest.mark.parametrize(("encoding", "name"), some([*LETTERS.items()]))
def test_letters_of_another_code_page_are_guessed_and_said(sales_of, encoding, name):
    records = sales_of(f'{HEAD}\n2024-03-05,"{name}",5\n'.encode(encoding))
    assert records.frame("sales")["customer"].tolist() == [name]
    assert f"{encoding} was guessed" in records.notes[0]


@pytest.mark.parametrize("encoding", some(["cp1251", "cp866", "koi8-r", "utf-8"]))
def test_russian_letters_are_read_without_a_note(sales_of, encoding):
    records = sales_of(f"{HEAD}\n2024-03-05,ООО Ромашка,5\n".encode(encoding))
    assert (records.frame("sales")["customer"].tolist(), records.notes) == (["ООО Ромашка"], [])


def test_the_russian_sign_of_a_number_is_no_polish_letter(sales_of):
    head = "Report № 7;;\n".encode("cp1251")
    records = sales_of(head + f"{HEAD}\n2024-03-05,ann,5\n".replace(",", ";").encode())
    assert records.notes == []


def test_bytes_that_do_not_fit_are_said_of_every_encoding(sales_of):
    rows = "2024-03-05,Café Müller Größe,5\n".encode("cp1252") * 3
    records = sales_of(HEAD.encode() + b"\n" + rows + b"2024-03-06,x \x81 y,6\n")
    assert any("do not fit the encoding cp1252" in note for note in records.notes)


# --- a condition ----------------------------------------------------------------------------

DEALS = "Date,Customer,Amount,Stage\n2024-03-05,ann,5,Won\n,bob,6,open\n2024-03-07,cy,7,LOST\n"


def test_rows_that_do_not_meet_the_condition_are_left_out_and_counted(sales_of):
    records = sales_of(DEALS, only={"Stage": "won"})
    assert records.frame("sales")["customer"].tolist() == ["ann"]
    assert row_counts(records) == [1, 1, 0]
    assert records.set_aside[["rows_left_out", "amount_left_out"]].to_numpy().tolist() == [[2, 13]]
    assert records.notes == ["sales.csv: rows left out by the condition only: Stage: won (2)."]


def test_several_values_and_several_conditions(sales_of):
    records = sales_of(DEALS, only={"stage": ["Won", "Lost"], "Amount": 7})
    assert records.frame("sales")["customer"].tolist() == ["cy"]


def test_what_meets_the_condition_may_still_be_rejected(sales_of):
    assert row_counts(sales_of(DEALS, only={"Stage": ["Won", "Open"]})) == [2, 1, 1]


@pytest.mark.parametrize(
    ("only", "told"),
    [
        ({"Stage": "Gewonnen"}, "none of 3 rows fulfils the condition"),
        ({"Stagge": "Won"}, "tables.sales.only: there is no column 'Stagge'. Did you mean"),
        ("Won", "only: expected a column of the client and the values to keep"),
        ({"Stage": []}, "only.Stage: expected a value or a list of values"),
    ],
)
def test_a_condition_that_cannot_be_met_is_told(sales_of, only, told):
    with pytest.raises(ClientDataError, match=told):
        sales_of(DEALS, only=only)


@pytest.mark.parametrize("page", ["cp1251", "cp1252", "cp1250"])
def test_blanks_between_thousands_are_no_letters_of_another_code_page(page):
    """A no-break space within numbers is all that is foreign: 1 234,50 is no 1á234,50."""
    lines = "".join(f"02.01.2023;{n}\u00a0{n * 7 % 1000:03},50\r\n" for n in range(1, 60))
    text = f"Отчёт № 7\r\n{lines}" if page == "cp1251" else f"Sales – report\r\n{lines}"
    data = text.encode(page)
    guessed = "cp1251" if code_pages.is_russian(data, "cp1251") else code_pages.guess(data)
    assert data.decode(guessed).count("\u00a0") == 59
