"""Numbers and days however clients write them: read aright, or rejected with the cell."""

from datetime import date

import pandas as pd
import pytest

from helpers.errors import ClientDataError
from helpers.records import load
from tests.records.columns import days_alone, money_alone
from tests.records.files.seen import HEAD, amounts, days

NUMBERS = [
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
    (".5", 0.5),
    ("0,125", 0.125),
    ("1,5E+03", 1500),
    ("1234567,891", 1234567.891),
]


@pytest.fixture(scope="module")
def numbers():
    """What each of the numbers is read as, alone in its column."""
    written = [cell for cell, _ in NUMBERS]
    return dict(zip(written, money_alone(written), strict=True))


@pytest.mark.parametrize(("written", "meant"), NUMBERS)
def test_a_number_is_read_however_it_is_written(numbers, written, meant):
    assert numbers[written] == meant


def test_a_number_of_a_file_is_read_like_one_that_stands_alone(sales_of):
    rows = "2024-03-05;ann;1 234,50 руб.\n2024-03-05;ann;-\n"
    assert amounts(sales_of(f"Date;Customer;Amount\n{rows}")) == [1234.5, 0]


def test_several_currencies_in_one_column_are_said(sales_of):
    rows = "Date;Customer;Amount\n2024-03-05;ann;$5\n2024-03-05;bob;6 USD\n"
    assert sales_of(rows).notes == []
    mixed = sales_of(rows + "2024-03-06;cyd;7,00 €\n2024-03-06;dan;8 руб.\n")
    assert amounts(mixed) == [5, 6, 7, 8]
    assert "amount (EUR, RUB, USD): several currencies stand in the cells" in mixed.notes[0]


def test_what_is_no_number_is_rejected(sales_of):
    written = ["abc", "12 34", "1.2.3", "1,23,4", "--5", "0x10", "1_0", "12:30", "=1+1", "5 6 7"]
    rows = "".join(f"2024-03-05;ann;{cell}\n" for cell in written)
    records = sales_of(f"Date;Customer;Amount\n{rows}2024-03-05;b;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["Amount cannot be read"] * len(written)
    assert records.rejected("sales")["Amount"].tolist() == written
    assert amounts(records) == [1]


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


@pytest.mark.parametrize(
    ("factor", "meant"), [("0.1234", 123.4), ("0.00125", 1.25), ("0.000000001", 0), ("1.5", 1500)]
)
def test_a_factor_counts_with_all_its_digits(sales_of, factor, meant):
    records = sales_of(
        HEAD + "2024-01-02,a,1000\n2024-02-02,b,1000\n",
        columns={"date": "Date", "customer": "Customer", "amount": f"Amount * {factor}"},
    )
    assert amounts(records) == [meant, meant]


def test_arithmetic_of_columns(sales_of):
    columns = {"date": "Date", "customer": "Customer", "amount": "(Unit price - Off) * Qty / 2"}
    text = "Date,Customer,Unit price,Off,Qty\n2024-03-05,ann,10,1.5,4\n2024-03-05,bob,,1,1\n"
    records = sales_of(text, columns=columns)
    assert amounts(records) == [17]
    assert records.rejected("sales")["reason"].tolist() == ["(Unit price - Off) * Qty / 2 is empty"]


DAYS = [
    "2012-12-31", "2012-12-31 23:59:59", "2012-12-31T10:00:00Z", "2012/12/31", "20121231",
    "31.12.2012", "31.12.2012 0:00:00", "31.12.12", "31/12/2012", "31-12-2012", "12/31/2012",
    "12/31/2012 11:30 PM", "31 Dec 2012", "31-Dec-12", "Dec 31, 2012", "31 декабря 2012 г.",
    "31 дек. 2012", "41274", "41274.75",
]  # fmt: skip


@pytest.fixture(scope="module")
def days_read():
    """What each of the days is read as, alone in its column."""
    return dict(zip(DAYS, days_alone(DAYS), strict=True))


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read_however_it_is_written(days_read, written):
    assert days_read[written] == date(2012, 12, 31)


def test_a_day_of_a_file_is_read_like_one_that_stands_alone(sales_of):
    text = "Date;Customer;Amount\n31 декабря 2012 г.;ann;5\n"
    assert days(sales_of(text)) == [date(2012, 12, 31)]


def test_what_is_no_day_is_rejected(sales_of):
    written = ["2012-13-05", "2012-02-30", "31.02.2012", "tomorrow", "99999999", "5", "31.12.1012"]
    rows = "".join(f"{cell};ann;5\n" for cell in written)
    records = sales_of(f"Date;Customer;Amount\n{rows}2012-01-01;bob;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["Date cannot be read"] * len(written)
    assert amounts(records) == [1]


def test_the_empty_day_of_accounts_is_empty(sales_of):
    records = sales_of("Date;Customer;Amount\n01.01.0001 0:00:00;a;5\n2012-01-01;b;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["Date is empty"]


def test_the_first_day_of_spreadsheets_and_databases_is_empty(sales_of):
    first = ["1900-01-01", "01.01.1900", "1899-12-30T00:00:00"]
    rows = "".join(f"{cell};a;5\n" for cell in first)
    records = sales_of(f"Date;Customer;Amount\n{rows}2012-01-01;b;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["Date is empty"] * len(first)


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

    files = {"s1.csv": HEAD + "03/04/2012,ann,5\n", "s2.csv": HEAD + "12/31/2012,bob,5\n"}
    columns = {"date": "Date", "customer": "Customer", "amount": "Amount"}
    data = client(files, {"sales": {"files": "s*.csv", "columns": columns}})
    assert days(load("acme", data=data, reports=tmp_path / "r"))[0] == date(2012, 3, 4)
