"""Which day does a cell mean, in itself and among the others of its column?"""

from datetime import date, timedelta

import pandas as pd
import pytest
from babel import Locale
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from helpers.records import load
from helpers.records.cells import months
from helpers.records.cells.order_of_days import Part, Seen, decide, decide_year_first
from tests.records.columns import days_alone, days_of

DAY = date(2024, 3, 5)
HEAD = "Date;Customer;Amount\n"


def days(records, table="sales", column="date") -> list[date]:
    return [d.date() for d in pd.to_datetime(records.frame(table)[column])]


def read(*cells) -> list[date]:
    """Days of one column."""
    (column,) = days_of([cells])
    return column


@pytest.mark.parametrize("language", ["ru", "en", "de", "fr", "es", "pl", "uk", "kk"])
def test_every_month_is_read_in_every_language(language):
    every = [date(2024, month, 5) for month in range(1, 13)]
    patterns = ("d MMMM y", "d MMM y", "EEEE, d MMMM y", "EEE d. MMM y", "d-MMM-yy")
    cells = [format_date(day, p, locale=language) for p in patterns for day in every]
    assert read(*cells) == every * len(patterns)


EVERY = [DAY + timedelta(days=17 * n) for n in range(40)]
MARKED = {
    "yymmdd": "%y%m%d", "ddmmyy": "%d%m%y", "mmddyy": "%m%d%y", "lost zeros": "%-d%m%y",
    "with T": "%Y%m%dT0930", "with T and zone": "%Y%m%dT093000.5Z", "float": "%Y%m%d.0",
    "underscores": "%Y_%m_%d", "colons": "%Y:%m:%d 09:30:00", "backslashes": "%d\\%m\\%Y",
    "long dashes": "%d–%m–%Y", "blanks": "%Y %m %d", "Hungarian": "%Y. %m. %d.",
    "Chinese": "%Y年%m月%d日", "Korean": "%Y년 %m월 %d일 09:30", "time first": "09:30 %d.%m.%Y",
    "of a server": "%d/%b/%Y:09:30:00 +0000", "of SAS": "%d%b%Y:09:30:00",
    "of Oracle": "%d-%b-%y 09.30.00.000000 AM", "of C": "%a %b %d 09:30:00 UTC %Y",
    "French hour": "%d/%m/%Y à 09:30", "hour with h": "%d/%m/%Y 9h30", "points": "%d.%m.%Y 09.30",
}  # fmt: skip


@pytest.mark.parametrize("written", MARKED.values(), ids=MARKED)
def test_a_day_with_other_marks_is_the_same_day(written):
    assert read(*(day.strftime(written) for day in EVERY)) == EVERY


def test_figures_of_year_and_month_are_no_days():
    assert read("202401", "202402", "202403") == [None] * 3
    assert days_alone(["202401"], months=True) == [date(2024, 1, 1)]


def test_a_column_without_a_day_is_read_as_empty():
    assert read("", "") == [None, None]
    assert days_of([[]]) == [[]]


def test_five_figures_alone_are_days_of_a_spreadsheet():
    assert read("45356", "45357") == [DAY, date(2024, 3, 6)]


@pytest.mark.parametrize("language", ["cs", "hr", "it", "nl", "pt", "tr", "sv", "bg"])
def test_a_column_in_another_language_is_read_by_its_months(language):
    every = [date(2024, month, 5) for month in range(1, 13)]
    assert read(*(format_date(day, "d MMMM y", locale=language) for day in every)) == every


def test_a_month_that_two_languages_read_otherwise_follows_the_others_of_its_column():
    croatian = ["5. siječnja 2024", "5. listopada 2024", "5. studenoga 2024"]
    polish = ["5 stycznia 2024", "5 listopada 2024"]
    assert [d.month for d in read(*croatian)] == [1, 10, 11]
    assert [d.month for d in read(*polish)] == [1, 11]


def test_a_month_that_two_languages_read_otherwise_alone_is_asked_about(sales_of):
    records = sales_of("Date;Customer;Amount\n5 listopada 2024;a;1\n6 listopada 2024;a;1\n")
    assert any("different months in different languages: listopada" in n for n in records.notes)


def test_words_that_clash_are_all_named():
    known = months._months(months.KNOWN)
    others = [months._months(one) for one in months.OTHERS]
    clashing = {w for w, month in known.items() if any(o.get(w, month) != month for o in others)}
    assert clashing == months.CLASHING


def test_days_are_read_with_what_stands_around_them():
    cells = [
        "Tuesday, March 5, 2024", "Di 05.03.2024", "вт, 05.03.2024", "Tue 2024-03-05",
        "mar. 05/03/2024", "mar. 5 mars 2024", "05.03.2024 (вт)", "Mar 5, 2024", "mar 5 2024",
        "5 de marzo de 2024", "5 марта 2024 года", "5 березня 2024 р.", "2024 ж. 5 наурыз",
        "March 5th, 2024", "5. März 2024", "05-Mrz-24",
        "2024030509", "202403050930", "20240305093059", "1709629200", "1709629200000",
    ]  # fmt: skip
    assert read(*cells) == [DAY] * len(cells)


@pytest.mark.parametrize(
    "cell",
    ["5 marca 2024 r.", "le 5 mars 2024", "Dienstag, den 5. März 2024", "Mar-05-2024",
     "5 Mar '24", "5 de marzo del 2024", "05032024", "2024 р., 5 березня"],
)  # fmt: skip
def test_a_day_is_read_as_letters_and_programs_write_it(cell):
    assert days_alone([cell]) == [DAY]


def test_setiembre_is_september():
    assert days_alone(["2 setiembre 2024"]) == [date(2024, 9, 2)]


def test_days_in_one_number_follow_the_order_of_their_column():
    assert read("05032024", "06132024") == [date(2024, 5, 3), date(2024, 6, 13)]
    assert read("05032024", "13062024") == [DAY, date(2024, 6, 13)]
    assert read("20240305", "20241306") == [DAY, None]


def test_words_that_only_begin_like_a_month_are_none(sales_of):
    records = sales_of(
        "Date;Customer;Amount\n5 Market 2024;a;1\n5 Mayor 2024;a;1\n5 May 2024;a;1\n"
    )
    assert days(records) == [date(2024, 5, 5)]


def test_no_word_means_two_months():
    words = [w for month in months.month_words() for w in month.split("|")]
    assert len(words) == len(set(words))
    assert "jui" not in words
    assert Locale("pl").months["format"]["wide"][11] in words


MONTHS = (
    "2024-04", "04.2024", "4/2024", "202404", "Apr-24", "Apr 2024", "апрель 2024", "Q2 2024",
    "2 кв. 2024", "II квартал 2024", "2024 Q2", "2024, 2 кв.",
)  # fmt: skip


@pytest.fixture(scope="module")
def months_read():
    """What each of the months is read as, alone in its column."""
    return dict(zip(MONTHS, days_alone(MONTHS, months=True), strict=True))


@pytest.mark.parametrize("cell", MONTHS)
def test_a_month_is_read_however_it_is_written(months_read, cell):
    assert months_read[cell] == date(2024, 4, 1)


def test_a_month_is_enough_where_money_was_spent(client, tmp_path):
    tables = {
        "sales": {"files": "s.csv", "columns": {"date": "D", "customer": "C", "amount": "A"}},
        "spend": {"files": "m.csv", "columns": {"date": "M", "channel": "C", "amount": "A"}},
    }
    files = {"s.csv": "D,C,A\n2024-03-05,a,1\n", "m.csv": "M;C;A\n2024, 2 кв.;web;5\n"}
    records = load("acme", data=client(files, tables), reports=tmp_path / "reports")
    assert days(records, "spend") == [date(2024, 4, 1)]


def test_a_month_is_no_day_of_a_sale(sales_of):
    records = sales_of("Date;Customer;Amount\n2024-03;a;1\n2024-03-05;a;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["Date cannot be read"]


def test_a_day_that_stands_for_none_is_empty(sales_of):
    none = ["1970-01-01", "01.01.1970", "1/1/70", "1970-01-01 00:00:00", "0", "01.01.1904"]
    rows = "".join(f"{cell};a;1\n" for cell in none)
    records = sales_of(f"Date;Customer;Amount\n{rows}2024-03-05;a;1\n")
    assert records.rejected("sales")["reason"].tolist() == ["Date is empty"] * len(none)


def test_years_of_two_digits_are_of_this_century_up_to_its_middle():
    assert read("05.03.24", "05.03.49", "05.03.50") == [
        DAY, date(2049, 3, 5), date(1950, 3, 5)]  # fmt: skip


@pytest.mark.parametrize("order", ["%y-%m-%d", "%d-%m-%y", "%m-%d-%y"])
def test_years_of_two_digits_stand_anywhere(order):
    every = [date(2023, 11, 3) + timedelta(days=9 * i) for i in range(30)]
    assert read(*(day.strftime(order) for day in every)) == every


def swapped(day: date) -> str:
    """``day`` as a European column looks after an American spreadsheet."""
    return day.strftime("%Y-%d-%m") if day.day <= 12 else day.strftime("%d/%m/%Y")


def test_days_that_a_spreadsheet_swapped_are_put_back_and_said(sales_of):
    every = [date(2024, 1, 2) + timedelta(days=7 * i) for i in range(30)]
    rows = "".join(f"{swapped(day)};ann;5\n" for day in every)
    records = sales_of(HEAD + rows)
    assert days(records) == every
    assert "Day and month are put back" in records.notes[0]


def test_days_of_america_that_a_european_spreadsheet_swapped_are_put_back_too(sales_of):
    every = [date(2024, 1, 1) + timedelta(days=3 * n) for n in range(60)]
    cells = [
        f"{d:%m/%d/%Y}" if d.day > 12 else f"{d.year}-{d.day:02d}-{d.month:02d}" for d in every
    ]
    records = sales_of(HEAD + "".join(f"{c};ann;5\n" for c in cells))
    assert days(records) == every
    assert any("a spreadsheet with European settings took days for months" in n
               for n in records.notes)  # fmt: skip


def test_days_that_a_spreadsheet_swapped_in_a_part_of_the_column_are_asked_about(sales_of):
    every = [date(2024, 1, 1) + timedelta(days=i) for i in range(120)]
    rows = "".join(f"{day if i < 60 else swapped(day)};ann;5\n" for i, day in enumerate(every))
    assert "in a part of the column" in sales_of(HEAD + rows).notes[0]
    whole = "".join(f"{day if i < 60 else day:%d/%m/%Y};ann;5\n" for i, day in enumerate(every))
    assert sales_of(HEAD + whole).notes == []


def test_years_of_two_digits_that_may_stand_first_are_asked_about(sales_of):
    rows = "".join(f"24/01/{day:02d};ann;5\n" for day in (1, 4, 7, 10))
    assert "whether the year" in sales_of(HEAD + rows).notes[0]
    rows = "".join(f"{day:02d}/01/24;ann;5\n" for day in (1, 4, 7, 20))
    assert sales_of(HEAD + rows).notes == []


def test_days_of_two_orders_are_said(sales_of):
    records = sales_of(
        HEAD + "".join(
            f"{cell};ann;5\n" for cell in ("14/01/2024", "15/01/2024", "01/16/2024", "02/03/2024")
        )
    )  # fmt: skip
    assert "the day first (rows: 2), others the month (rows: 1)" in records.notes[0]


DAYS = st.lists(st.dates(date(2020, 1, 1), date(2025, 12, 31)), min_size=1, max_size=30)


@given(DAYS, st.sampled_from(["dmy", "mdy", "ymd"]), st.booleans(), st.randoms())
def test_the_order_of_days_does_not_depend_on_the_order_of_rows(found, order, short, chance):
    parts = [
        Part("/", *({"d": d.day, "m": d.month, "y": d.year % 100}[o] for o in order), short, 1)
        for d in found
    ]
    other = parts.copy()
    chance.shuffle(other)
    assert decide(Seen(parts), [], None) == decide(Seen(other), [], None)
    if order != "ymd" and len({d.year for d in found}) < 8:
        sure = any(d.day > 12 for d in found) and len({d.day for d in found}) > 6
        assert not (sure and decide_year_first(parts))
