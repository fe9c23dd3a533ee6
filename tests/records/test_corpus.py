"""Files as clients send them: each is read aright, or refused with a sentence that helps."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

from helpers.errors import ClientDataError
from helpers.records import load

HEAD = "Date,Customer,Amount\n"


def amounts(records) -> list[float]:
    return [float(x) for x in records.frame("sales")["amount"]]


def days(records) -> list[date]:
    return [d.date() for d in pd.to_datetime(records.frame("sales")["date"])]


def sheet(*rows, merge=(), extra_sheets=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    for span in merge:
        book.active.merge_cells(span)
    for name, cells in (extra_sheets or {}).items():
        other = book.create_sheet(name)
        for row in cells:
            other.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


# --- encodings -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1251", "cp1251"),
        ("cp866", "cp866"),
        ("koi8-r", "koi8-r"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_russian_text_is_read_in_every_encoding(sales_of, encoding, found):
    text = "Дата;Контрагент;Сумма\r\n05.03.2024;Ромашка и Ко;10,50\r\n06.03.2024;Заря;1,25\r\n"
    columns = {"date": "Дата", "customer": "Контрагент", "amount": "Сумма"}
    records = sales_of(text.encode(encoding), columns=columns)
    assert records.frame("sales")["customer"].tolist() == ["Ромашка и Ко", "Заря"]
    assert amounts(records) == [10.5, 1.25]
    assert f" {found} " in records.formats["format"][0]


def test_western_letters_are_not_taken_for_russian_ones(sales_of):
    records = sales_of((HEAD + "2024-03-05,Café Müller,5\n").encode("cp1252"))
    assert records.frame("sales")["customer"].tolist() == ["Café Müller"]


def test_one_foreign_byte_far_down_changes_nothing_but_its_cell(sales_of):
    rows = "".join(f"2024-03-05,Ромашка {i},1\n" for i in range(500)).encode()
    records = sales_of(HEAD.encode() + rows + b"2024-03-05,caf\xe9,1\n")
    assert len(amounts(records)) == 501
    assert records.frame("sales")["customer"][0] == "Ромашка 0"


def test_rows_of_another_encoding_break_their_own_names_only(sales_of):
    good = "2024-03-05,Ромашка,1\n2024-03-06,Заря,2\n".encode()
    records = sales_of(HEAD.encode() + good * 3 + "2024-03-07,Берёзка,3\n".encode("cp1251"))
    assert records.frame("sales")["customer"][0] == "Ромашка"
    assert sum(amounts(records)) == 12
    assert "some bytes do not fit the encoding utf-8" in records.notes[0]


def test_a_wrong_encoding_in_the_engagement_is_told(sales_of):
    with pytest.raises(ClientDataError, match=r"cannot be read as ascii.*found out"):
        sales_of(HEAD + "2024-03-05,Ромашка,5\n", format={"encoding": "ascii"})


def test_nul_bytes_are_taken_out(sales_of):
    records = sales_of(HEAD.encode() + b"2024-03-05,ann\x00,5\x00\n2024-03-06,bob,6\n")
    assert records.frame("sales")["customer"].tolist() == ["ann", "bob"]
    assert amounts(records) == [5, 6]


# --- separators, quotes, rows -----------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found_out(sales_of, separator):
    text = (HEAD + "2024-03-05,ann,5\n2024-03-06,bob,6\n").replace(",", separator)
    assert amounts(sales_of(text)) == [5, 6]


def test_a_row_with_another_separator_is_rejected_with_its_line(sales_of):
    records = sales_of(HEAD + "2024-03-05,ann,5\n2024-03-06;bob;6\n2024-03-07,cyd,7\n")
    rejected = records.rejected("sales")
    assert rejected["line"].tolist() == [3]
    assert rejected["reason"].tolist() == ["cells: 1, in the header: 3"]
    assert rejected["Date"].tolist() == ["2024-03-06;bob;6"]


def test_an_unquoted_decimal_comma_shifts_cells_and_is_rejected(sales_of):
    records = sales_of(HEAD + "2024-03-05,ann,5\n2024-03-06,bob,6,50\n")
    assert records.rejected("sales")["reason"].tolist() == ["cells: 4, in the header: 3"]
    assert records.rejected("sales")["(further cells)"].tolist() == ["50"]


def test_empty_cells_beyond_the_header_are_tolerated(sales_of):
    assert amounts(sales_of(HEAD + "2024-03-05,ann,5,,\n2024-03-06,bob,6,\n")) == [5, 6]


def test_a_cell_with_line_breaks_keeps_the_numbers_of_the_lines_after_it(sales_of):
    records = sales_of(HEAD + '2024-03-05,"ann\nof the\nnorth",5\n2024-03-06,bob,six\n')
    assert records.frame("sales")["customer"].tolist() == ["ann\nof the\nnorth"]
    assert records.rejected("sales")["line"].tolist() == [5]


def test_a_quotation_mark_that_never_closes_costs_one_row_only(sales_of):
    rows = "".join(f"2024-03-06,bob,{i}\n" for i in range(1, 3000))
    records = sales_of(HEAD + '2024-03-05,"ann,5\n' + rows)
    assert len(amounts(records)) + len(records.rejected("sales")) == 3000
    assert len(amounts(records)) >= 2999


def test_two_stray_quotation_marks_do_not_swallow_the_rows_between(sales_of):
    text = HEAD + '2024-03-05,ann,"5\n2024-03-06,bob,6\n2024-03-07,cyd,7"\n2024-03-08,dan,8\n'
    records = sales_of(text)
    assert len(records.frame("sales")) + len(records.rejected("sales")) == 4
    assert {6.0, 8.0} <= set(amounts(records))


def test_quotes_inside_of_quotes(sales_of):
    records = sales_of(HEAD + '2024-03-05,"ООО ""Заря"", филиал",5\n')
    assert records.frame("sales")["customer"].tolist() == ['ООО "Заря", филиал']


def test_blank_lines_are_no_rows(sales_of):
    records = sales_of(HEAD + "\n2024-03-05,ann,5\n,,\n   \n2024-03-06,bob,6\n\n")
    assert records.passport["rows_read"].tolist() == [2]
    assert records.frame("sales")["line"].tolist() == [3, 6]


def test_old_line_ends(sales_of):
    assert amounts(sales_of((HEAD + "2024-03-05,ann,5\n2024-03-06,bob,6\n").replace("\n", "\r"))) \
        == [5, 6]  # fmt: skip


# --- headers ---------------------------------------------------------------------------


def test_preface_lines_stand_above_the_header(sales_of):
    text = "Sales report\nPeriod: 2024-01-01 - 2024-12-31,,\n,,\n" + HEAD + "2024-03-05,ann,5\n"
    records = sales_of(text)
    assert records.frame("sales")["line"].tolist() == [5]


def test_a_header_that_comes_again_is_rejected(sales_of):
    records = sales_of(HEAD + "2024-03-05,ann,5\n" + HEAD + "2024-03-06,bob,6\n")
    assert records.rejected("sales")["reason"].tolist() == ["the header stands here again"]


def test_names_may_differ_in_case_and_blanks(sales_of):
    assert amounts(sales_of("DATE , customer,Amount \n2024-03-05,ann,5\n")) == [5]


def test_a_name_may_hold_a_line_break(sales_of):
    columns = {"date": "Date", "customer": "Customer", "amount": "Net amount"}
    assert amounts(sales_of('Date,Customer,"Net\namount"\n2024-03-05,a,5\n', columns=columns)) == [
        5
    ]


def test_a_doubled_name_must_be_told_apart(sales_of):
    text = "Date,Customer,Amount,Amount\n2024-03-05,ann,5,6\n"
    with pytest.raises(ClientDataError, match=r"'Amount' stands 2 times \(columns 3, 4\)"):
        sales_of(text)
    assert amounts(sales_of(text, columns={
        "date": "Date", "customer": "Customer", "amount": "Amount [2]"})) == [6]  # fmt: skip


def test_doubled_names_that_nobody_maps_do_no_harm(sales_of):
    assert amounts(sales_of("Date,Customer,Amount,x,x\n2024-03-05,ann,5,1,2\n")) == [5]


def test_a_missing_column_lists_what_there_is(sales_of):
    with pytest.raises(ClientDataError) as told:
        sales_of("Date,Custommer,Amount\n2024-03-05,ann,5\n")
    assert "there is no column 'Customer'. Did you mean 'Custommer'?" in str(told.value)
    assert "the columns of sales.csv are 'Date', 'Custommer', 'Amount'" in str(told.value)


def test_an_empty_file(sales_of):
    with pytest.raises(ClientDataError, match=r"sales\.csv is empty"):
        sales_of("")


def test_a_file_with_a_header_only(sales_of):
    with pytest.raises(ClientDataError, match="there is no row under the header"):
        sales_of(HEAD)


def test_one_column(sales_of):
    with pytest.raises(ClientDataError, match="there is no column 'Customer'"):
        sales_of("Amount\n5\n6\n")


# --- numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1.234,56", 1234.56),
        ("1 234,56", 1234.56),
        ("1\u00a0234,56", 1234.56),
        ("1\u202f234,56", 1234.56),
        ("1'234.56", 1234.56),
        ("1’234.56", 1234.56),
        ("1,234,567.8", 1234567.8),
        ("(123)", -123),
        ("(1 234,50)", -1234.5),
        ("123-", -123),
        ("123,45-", -123.45),
        ("−5", -5),
        ("+5", 5),
        ("$1,234.50", 1234.5),
        ("1 234,50 ₽", 1234.5),
        ("1 234,50 руб.", 1234.5),
        ("1 234,50 р", 1234.5),
        ("R$ 5,00", 5),
        ("1 234,50 zł", 1234.5),
        ("5 тг", 5),
        ("-$5.00", -5),
        ("EUR 7", 7),
        ("-", 0),
        (".5", 0.5),
        ("0,125", 0.125),
        ("1,5E+03", 1500),
        ("1234567,891", 1234567.891),
    ],
)
def test_a_number_is_read_however_it_is_written(sales_of, written, meant):
    assert amounts(sales_of(f"Date;Customer;Amount\n2024-03-05;ann;{written}\n")) == [meant]


def test_several_currencies_in_one_column_are_said(sales_of):
    rows = "Date;Customer;Amount\n2024-03-05;ann;$5\n2024-03-05;bob;6 USD\n"
    assert sales_of(rows).notes == []
    mixed = sales_of(rows + "2024-03-06;cyd;7,00 €\n2024-03-06;dan;8 руб.\n")
    assert amounts(mixed) == [5, 6, 7, 8]
    assert "amount (EUR, RUB, USD): several currencies stand in the cells" in mixed.notes[0]


@pytest.mark.parametrize(
    "written", ["abc", "12 34", "1.2.3", "1,23,4", "--5", "0x10", "1_000", "12:30", "=1+1", "5 6 7"]
)
def test_what_is_no_number_is_rejected(sales_of, written):
    records = sales_of(f"Date;Customer;Amount\n2024-03-05;ann;{written}\n2024-03-05;b;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["amount cannot be read"]
    assert records.rejected("sales")["Amount"].tolist() == [written]


def test_the_whole_column_decides_what_a_comma_is(sales_of):
    head, rows = "Date;Customer;Amount\n", "2024-03-05;ann;1,234\n"
    assert amounts(sales_of(head + rows + "2024-03-05;bob;5,5\n")) == [1.234, 5.5]
    assert amounts(sales_of(head + rows + "2024-03-05;bob;5.5\n")) == [1234, 5.5]


def test_where_the_records_cannot_tell_the_passport_says_so(sales_of):
    records = sales_of("Date;Customer;Amount\n2024-03-05;ann;1,234\n2024-03-05;bob;1500\n")
    assert amounts(records) == [1.234, 1500]
    assert "the records cannot tell what the mark in 1,234 means; read as a decimal mark (1 and" \
        in records.notes[0]  # fmt: skip
    told = sales_of("Date;Customer;Amount\n2024-03-05;ann;1,234\n", format={"decimal": "."})
    assert (amounts(told), told.notes) == ([1234], [])


def test_a_decimal_mark_of_the_engagement_lets_no_other_pass(sales_of):
    records = sales_of("Date;Customer;Amount\n2024-03-05;a;1,5\n2024-03-05;b;2.50\n",
                       format={"decimal": ","})  # fmt: skip
    assert amounts(records) == [1.5]
    assert len(records.rejected("sales")) == 1


def test_an_amount_too_large_for_any_account_is_rejected(sales_of):
    records = sales_of(HEAD + f"2024-03-05,ann,{'9' * 30}\n2024-03-05,bob,1\n")
    assert amounts(records) == [1]


def test_arithmetic_of_columns(sales_of):
    columns = {"date": "Date", "customer": "Customer", "amount": "(Unit price - Off) * Qty / 2"}
    text = "Date,Customer,Unit price,Off,Qty\n2024-03-05,ann,10,1.5,4\n2024-03-05,bob,,1,1\n"
    records = sales_of(text, columns=columns)
    assert amounts(records) == [17]
    assert records.rejected("sales")["reason"].tolist() == ["amount is empty"]


# --- days ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "2012-12-31", "2012-12-31 23:59:59", "2012-12-31T10:00:00Z", "2012/12/31", "20121231",
        "31.12.2012", "31.12.2012 0:00:00", "31.12.12", "31/12/2012", "31-12-2012", "12/31/2012",
        "12/31/2012 11:30 PM", "31 Dec 2012", "31-Dec-12", "Dec 31, 2012", "31 декабря 2012 г.",
        "31 дек. 2012", "41274", "41274.75",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(sales_of, written):
    assert days(sales_of(f"Date;Customer;Amount\n{written};ann;5\n")) == [date(2012, 12, 31)]


@pytest.mark.parametrize(
    "written", ["2012-13-05", "2012-02-30", "31.02.2012", "tomorrow", "99999999", "5", "31.12.1012"]
)
def test_what_is_no_day_is_rejected(sales_of, written):
    records = sales_of(f"Date;Customer;Amount\n{written};ann;5\n2012-01-01;bob;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["date cannot be read"]


def test_the_empty_day_of_accounts_is_empty(sales_of):
    records = sales_of("Date;Customer;Amount\n01.01.0001 0:00:00;a;5\n2012-01-01;b;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["date is empty"]


@pytest.mark.parametrize("written", ["1900-01-01", "01.01.1900", "1899-12-30T00:00:00"])
def test_the_first_day_of_spreadsheets_and_databases_is_empty(sales_of, written):
    records = sales_of(f"Date;Customer;Amount\n{written};a;5\n2012-01-01;b;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["date is empty"]


def _a_year_of_sales() -> str:
    days = pd.date_range("2024-01-01", "2024-12-31").strftime("%Y-%m-%d")
    return HEAD + "".join(f"{day},ann,5\n" for day in days)


def test_a_misprinted_year_at_the_end_is_asked_about(sales_of):
    text = _a_year_of_sales() + "2042-03-01,bob,6\n"
    with pytest.raises(ClientDataError) as told:
        sales_of(text)
    assert "the last day is 2042-03-01" in str(told.value)
    assert "(rows after that gap: 1, first in line 368)" in str(told.value)
    assert "Write as_of: 2024-12-31 in engagement.yml" in str(told.value)
    records = sales_of(text, engagement={"as_of": "2024-12-31"})
    assert records.set_aside["rows_after_as_of"].tolist() == [1]
    right = sales_of(text, engagement={"as_of": "2042-03-01"})
    assert sum(amounts(right)) == 366 * 5 + 6


def test_a_business_that_opens_again_after_a_year_is_not_asked(sales_of):
    assert len(amounts(sales_of(_a_year_of_sales() + "2026-03-01,bob,6\n" * 5))) == 371


def test_one_day_beyond_twelve_decides_for_the_column(sales_of):
    rows = HEAD + "03/04/2012,ann,5\n"
    assert days(sales_of(rows + "12/31/2012,bob,5\n"))[0] == date(2012, 3, 4)
    assert days(sales_of(rows + "31/12/2012,bob,5\n"))[0] == date(2012, 4, 3)


def test_a_month_that_cannot_be_told_from_a_day_is_said(sales_of):
    records = sales_of(HEAD + "03/04/2012,ann,5\n")
    assert "cannot tell the day from the month" in records.notes[0]
    told = sales_of(HEAD + "03/04/2012,ann,5\n", format={"day_first": False})
    assert (days(told), told.notes) == ([date(2012, 3, 4)], [])


def test_a_file_that_cannot_tell_follows_its_sister(client, tmp_path):
    from helpers.records import load

    files = {"s1.csv": HEAD + "03/04/2012,ann,5\n", "s2.csv": HEAD + "12/31/2012,bob,5\n"}
    columns = {"date": "Date", "customer": "Customer", "amount": "Amount"}
    data = client(files, {"sales": {"files": "s*.csv", "columns": columns}})
    assert days(load("acme", data=data, reports=tmp_path / "r"))[0] == date(2012, 3, 4)


# --- totals, duplicates, as_of -----------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["Итого", "ИТОГО:", "Итого за март", "Всего", "Total", "Grand Total", "Sub-total", "Subtotal:"],
)
def test_lines_of_totals_are_set_aside(sales_of, words):
    records = sales_of(HEAD + f"2024-03-05,ann,5\n{words},,5\n")
    assert records.passport[["rows_read", "rows_total_lines"]].to_numpy().tolist() == [[1, 1]]
    assert len(records.rejected("sales")) == 0


def test_a_customer_called_total_is_a_customer(sales_of):
    records = sales_of("Customer,Date,Amount\nTotal Sports Ltd,2024-03-05,5\nTotal,,5\n")
    assert records.frame("sales")["customer"].tolist() == ["Total Sports Ltd"]


def test_totals_by_a_pattern_of_the_engagement(sales_of):
    records = sales_of(HEAD + "2024-03-05,ann,5\n2024-03-31,*** sum,5\n", totals=r"^\*\*\*")
    assert records.passport["rows_total_lines"].tolist() == [1]


def test_duplicates_are_kept_and_counted_unless_told(sales_of):
    text = HEAD + "2024-03-05,ann,5\n2024-03-05,ann,5\n2024-03-05,ann,6\n"
    kept = sales_of(text)
    assert (len(amounts(kept)), kept.duplicates["rows"].tolist()) == (3, [1])
    dropped = sales_of(text, engagement={"settings": {"intake": {"drop_duplicates": True}}})
    assert amounts(dropped) == [5, 6]
    assert dropped.rejected("sales")["line"].tolist() == [3]
    assert dropped.duplicates["rows"].tolist() == [0]  # none among the accepted


def test_a_line_is_the_same_in_two_exports_however_it_is_written(client, tmp_path):
    names = {"date": "Date", "customer": "Customer", "amount": "Amount"}
    spec = {
        "files": ["jan.csv", "year.xlsx"],
        "columns": names | {"order": "Invoice", "product": "Item"},
    }
    text = "Date;Customer;Amount;Invoice;Item\n05.03.2024;007;5,00;i1;nut\n"
    head = ["Date", "Customer", "Amount", "Invoice", "Item"]
    other = sheet(
        head,
        [datetime(2024, 3, 5), "007", 5, "i1", "nut"],  # noqa: DTZ001
        [datetime(2024, 3, 5), "007", 5, "i2", "nut"],  # noqa: DTZ001
    )
    data = client({"jan.csv": text, "year.xlsx": other}, {"sales": spec})
    records = load("acme", data=data, reports=tmp_path / "reports")
    assert records.duplicates[["rows", "amount"]].to_numpy().tolist() == [[1, 5]]


def test_rows_later_than_as_of_are_set_aside(sales_of):
    records = sales_of(HEAD + "2024-03-05,ann,5\n2024-04-01,bob,7\n",
                       engagement={"as_of": date(2024, 3, 31)})  # fmt: skip
    assert amounts(records) == [5]
    assert records.passport["rows_read"].tolist() == [1]
    assert records.set_aside["amount_after_as_of"].tolist() == [7]
    assert records.as_of == pd.Timestamp("2024-03-31")


def test_a_line_without_a_customer_is_accepted(sales_of):
    records = sales_of(HEAD + "2024-03-05,,5\n2024-03-05,-,6\n2024-03-05,ann,7\n")
    assert records.frame("sales")["customer"].isna().tolist() == [True, True, False]


def test_codes_keep_their_zeros_and_their_points(sales_of):
    records = sales_of(HEAD + "2024-03-05,000390,5\n2024-03-05,12346.0,5\n")
    assert records.frame("sales")["customer"].tolist() == ["000390", "12346.0"]


# --- spreadsheets ------------------------------------------------------------------------


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
        ("sales.csv", b"SQLite format 3\x00....", "is a database"),
        ("sales.csv", b"\x00\x01\x02\x03" * 200, "no column|is empty"),
    ],
)
def test_what_is_not_a_table_is_refused_with_a_way_out(sales_of, name, content, told):
    with pytest.raises(ClientDataError, match=told):
        sales_of(content, name=name)


# --- Parquet ---------------------------------------------------------------------------


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


# --- the run stops ------------------------------------------------------------------------


def test_too_many_rejected_rows_stop_the_run_with_the_reasons_counted(sales_of):
    text = HEAD + "2024-03-05,ann,5\nnever,bob,6\nnever,cyd,7\n2024-03-05,dan,x\n"
    with pytest.raises(ClientDataError) as told:
        sales_of(text, engagement={"settings": {"intake": {"rejected_at_most": 0.05}}})
    assert "sales: 3 of 4 rows would be rejected" in str(told.value)
    assert (
        "- date (Date) cannot be read: 2 (first in line 3 of sales.csv: never | bob | 6)\n"
        "- amount (Amount) cannot be read: 1 (first in line 5 of sales.csv: 2024-03-05 | dan | x)"
    ) in str(told.value)


def test_nothing_accepted_stops_the_run_whatever_is_allowed(sales_of):
    with pytest.raises(ClientDataError, match="1 of 1 rows would be rejected"):
        sales_of(HEAD + "never,bob,6\n")
