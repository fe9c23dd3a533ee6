"""What is asked about records that can be read and may yet be wrong."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.records import load
from helpers.records.first_look import check
from helpers.records.naming.spellings import alike, key
from tests import laws

HEAD = "Date;Customer;Amount\n"


def lines(*rows: tuple) -> str:
    return HEAD + "".join(";".join(map(str, row)) + "\n" for row in rows)


def daily(n: int = 120, start: date = date(2024, 1, 1), customers: int = 3) -> list[tuple]:
    return [(start + timedelta(days=i), f"c{i % customers}", 10 + i % 7) for i in range(n)]


def codes(records) -> list[str]:
    return records.frame("sales")["customer"].tolist()


def test_marks_around_a_code_are_none_of_it(sales_of):
    cells = ['"=""000390"""', "'000390", "000390", "0003\u200b90", "\ufeff000390", "000390\u00a0"]
    records = sales_of(lines(*(("2024-03-05", cell, 5) for cell in cells)))
    assert set(codes(records)) == {"000390"}
    assert records.notes == []


def test_marks_around_money_and_days_are_none_of_them(sales_of):
    text = HEAD + '"=""2024-03-05""";ann;"=""1234.50"""\n'
    assert sales_of(text).frame("sales")["amount"].tolist() == [1234.5]


EMPTY = ("#N/A", "#Н/Д", "NULL", "—", "#REF!", "(null)", "N/A", "nan")


@pytest.mark.parametrize("cell", laws.first(4, EMPTY))
def test_an_empty_code_is_no_customer_however_programs_write_it(sales_of, cell):
    records = sales_of(lines(("2024-03-05", cell, 5), ("2024-03-06", "ann", 6)))
    assert records.frame("sales")["customer"].dropna().tolist() == ["ann"]
    assert records.passport["rows_accepted"].tolist() == [2]


@pytest.mark.parametrize("name", ["Null", "None", "Nan", "Namibia"])
def test_a_name_that_only_looks_like_nothing_stays(sales_of, name):
    assert codes(sales_of(lines(("2024-03-05", name, 5)))) == [name]


def test_an_apostrophe_of_a_name_stays(sales_of):
    assert codes(sales_of(lines(("2024-03-05", "'t Hooft", 5)))) == ["'t Hooft"]


def test_codes_that_a_spreadsheet_damaged_are_said(sales_of):
    records = sales_of(lines(("2024-03-05", "4.6E+12", 5), ("2024-03-06", "A-5E", 6)))
    assert "scientific notation are damaged" in records.notes[0]
    assert "(rows: 1, €5.00)" in records.notes[0]


def test_lines_of_totals_are_set_aside_whatever_their_day(sales_of):
    rows = [("2024-03-05", "ann", 5), ("2024-03-05", "Total", 5), ("2024-03-06", "Razem:", 7)]
    records = sales_of(lines(*rows, ("2024-03-06", "Total Sports Ltd", 8)))
    assert codes(records) == ["ann", "Total Sports Ltd"]
    assert records.passport["rows_total_lines"].tolist() == [2]
    assert "(rows: 2, €12.00)" in records.notes[0]


def test_sums_of_a_day_without_a_word_are_asked_about(sales_of):
    rows = daily(60)
    sums = [(day, "", 2 * amount) for day, _, amount in rows]
    records = sales_of(lines(*rows, *rows, *sums))
    assert "60 rows equal the sum of the others of their day" in " ".join(records.notes)
    assert not any("equal the sum" in note for note in sales_of(lines(*rows, *rows)).notes)


WORDS_OF_TOTALS = (
    "Итого за день", "Total for 5 March", "Gesamtsumme", "Всього", "Suma", "Celkem", "Day total",
    "* Total *", "合計", "Total 2024-03-05", "Suma dnia",
)  # fmt: skip


@pytest.mark.parametrize("word", laws.first(3, WORDS_OF_TOTALS))
def test_a_total_in_the_place_of_a_customer_is_known_in_many_languages(sales_of, word):
    records = sales_of(lines(("2024-03-05", "ann", 5), ("2024-03-05", word, 5)))
    assert codes(records) == ["ann"]


@pytest.mark.parametrize(
    "name", ["Total Sports Ltd", "Summer", "Sumatra", "Итоговый", "Totalenergies"]
)
def test_a_customer_that_is_called_like_a_total_stays(sales_of, name):
    assert codes(sales_of(lines(("2024-03-05", name, 5)))) == [name]


def summed(rows: list[tuple], by: str, name: str = "Ensemble") -> list[tuple]:
    """``rows`` with a line for each day or month that is the sum of the others."""
    sums: dict[str, int] = {}
    for day, _, amount in rows:
        sums[f"{day:{by}}"] = sums.get(f"{day:{by}}", 0) + amount
    return [*rows, *((f"{period}-28"[:10], name, amount) for period, amount in sums.items())]


@pytest.mark.parametrize(("by", "said"), [("%Y-%m-%d", "on 28 days"), ("%Y-%m", "in 5 months")])
def test_a_customer_who_is_the_sum_of_all_others_is_asked_about(sales_of, by, said):
    days = 28 if by.endswith("d") else 150
    rows = [row for nth in range(3) for row in daily(days, customers=3 + nth)]
    rows = [(day, f"{name} {nth % 3}", 3 + nth % 11) for nth, (day, name, _) in enumerate(rows)]
    notes = " ".join(sales_of(lines(*summed(rows, by))).notes)
    assert f"{said} the one line of a customer (Ensemble)" in notes
    assert "the one line of a customer" not in " ".join(sales_of(lines(*rows)).notes)


def test_who_is_a_sum_is_not_named_where_customers_are_people(sales_of):
    rows = [(date(2024, 3, 1 + i), f"c{n}", 3 + i + n) for i in range(9) for n in range(3)]
    people = sales_of(lines(*summed(rows, "%Y-%m-%d")), engagement={"customers_are": "people"})
    assert "Ensemble" not in " ".join(people.notes)
    assert "on 9 days" in " ".join(people.notes)


@pytest.mark.parametrize("far", [date(1998, 3, 5), date(2001, 1, 1)])
def test_few_days_before_all_others_are_asked_about(sales_of, far):
    records = sales_of(lines((far, "c1", 5), *daily()))
    assert "before the usual business hardly anything stands" in records.notes[0]


def test_few_days_after_all_others_are_asked_about(sales_of):
    late = [(date(2024, 6, 1) + timedelta(days=31 * i), "c1", 5) for i in range(9)]
    assert "after the usual business" in sales_of(lines(*daily(), *late)).notes[0]
    assert sales_of(lines(*daily(), *late[:1])).notes == []


def test_a_last_day_after_today_is_asked_about_by_the_check(client, tmp_path):
    data = client({"sales.csv": lines(*daily(40)).replace(";", ",")})
    asked = {
        day: check("acme", data, tmp_path / "reports", today=date.fromisoformat(day))
        for day in ("2024-02-08", "2024-02-09")
    }
    assert "lies after today" in asked["2024-02-08"]
    assert "lies after today" not in asked["2024-02-09"]


def test_nobody_named_and_money_turned_are_said(sales_of):
    records = sales_of(lines(("2024-03-05", "", -5), ("2024-03-06", "-", -6)))
    assert "no accepted line has a customer (rows: 2)" in records.notes[0]
    assert "money is negative as a whole" in records.notes[1]


def test_a_customer_that_stands_above_its_rows_is_carried_down(sales_of):
    text = "Customer;Date;Amount\nAcme;;\n;2024-03-05;5\n;2024-03-06;6\nTotal Acme;;11\nBell;;\n"
    records = sales_of(text + ";2024-03-07;7\nTotal Bell;;7\n")
    assert codes(records) == ["Acme", "Acme", "Bell"]
    assert records.passport["rows_total_lines"].tolist() == [4]
    assert "carried down to them; headings: 2" in records.notes[0]


def test_a_row_that_names_its_customer_keeps_the_others_without_one(sales_of):
    text = "Customer;Date;Amount\nAcme;;\n;2024-03-05;5\nBell;2024-03-06;6\n"
    records = sales_of(text)
    assert records.sales.customer.count().execute() == 1


SAME = [
    ("ООО \"Ромашка\"", "РОМАШКА, ооо"), ("Acme Ltd.", "ACME"), ("Berg GmbH & Co. KG", "berg"),
    ("000390", "390"), ("390.0", "390"), ("`000390", "390"),
    ("C-39O", "С-39O"), ("Café Nord", "cafe nord"), ("Anna Berg", "Berg Anna"),
    ("Spółka Nowa Sp. z o.o.", "nowa spolka"), ("Ёлка", "Елка"),
]  # fmt: skip
OTHERS = [
    ("АО «Лён»", "ООО «Лён»"),
    ("ИП Седов А. Б.", "ИП Седов Б. А."),
    ("A-12", "12-A"),
    ("Ann Berg", "Ann Bell"),
    ("390", "3900"),
    ("Север", "Юг"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_name(one, other):
    assert len(alike([one, other, "Somebody else"])) == 1


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_two_names(one, other):
    assert alike([one, other]) == []


def test_initials_are_of_the_only_person_they_fit():
    assert alike(["Иванов И. П.", "Иванов Иван Петрович"], people=True)
    assert alike(["Иванов И.", "Иванов Иван", "Иванов Игорь"], people=True) == []


@given(st.lists(st.text(max_size=12), unique=True, max_size=8), st.randoms())
def test_spellings_do_not_depend_on_their_order(names, chance):
    other = names.copy()
    chance.shuffle(other)
    groups = alike(names)
    assert groups == alike(other)
    assert all(len({key(name) for name in group}) == 1 for group in groups)


def test_two_spellings_are_said_with_their_money_and_not_merged(sales_of):
    rows = [("2024-03-05", "Acme", 5), ("2024-03-06", "ACME Ltd", 6), ("2024-03-07", "Acme", 7)]
    records = sales_of(lines(*rows))
    assert len(set(codes(records))) == 2
    assert "customer: 1 names are met in more than one spelling" in records.notes[0]
    assert "1, €6.00" in records.notes[0]
    assert "'Acme' = 'ACME Ltd'" in records.notes[0]
    people = sales_of(lines(*rows), engagement={"customers_are": "people"})
    assert "Acme" not in people.notes[0]


def test_a_spelling_that_begins_with_another_file_is_said(client, tmp_path):
    files = {"a.csv": "Date,Customer,Amount\n2024-03-05,Acme,5\n",
             "b.csv": "Date,Customer,Amount\n2025-03-05,ACME,5\n"}  # fmt: skip
    columns = {"date": "Date", "customer": "Customer", "amount": "Amount"}
    data = client(files, {"sales": {"files": ["a.csv", "b.csv"], "columns": columns}})
    notes = load("acme", data=data, reports=tmp_path / "reports").notes
    assert any("a new spelling begins with another file; names: 1" in note for note in notes)


@pytest.fixture
def cards_of(client, tmp_path):
    def take(cards: str, sales: str = "D,C,A\n2024-03-05,007,1\n2024-03-06,bob,1\n", **columns):
        tables = {
            "sales": {"files": "s.csv", "columns": {"date": "D", "customer": "C", "amount": "A"}},
            "customers": {"files": "c.csv", "columns": {"customer": "C", **columns}},
        }
        data = client({"s.csv": sales, "c.csv": cards}, tables)
        return load("acme", data=data, reports=tmp_path / "reports")

    return take


def test_cards_that_lost_their_zeros_or_match_nobody_are_said(cards_of):
    assert "of 1 codes of customers 0 stand in sales; without leading zeros 1 would" in \
        cards_of("C,N\n7,Ann\n", name="N").notes[0]  # fmt: skip
    assert "none of 1 codes of customers" in cards_of("C,N\nx,Ann\n", name="N").notes[0]
    assert cards_of("C,N\n007,Ann\nx,Bea\n", name="N").notes == []


def test_cards_that_agree_are_one(cards_of):
    records = cards_of("C,S\nbob,red\nbob,red\n007,blue\n", segment="S")
    cards = records.frame("customers").set_index("customer")
    assert cards["segment"].to_dict() == {"bob": "red", "007": "blue"}
    assert sorted(records.passport["rows_accepted"]) == [2, 3]
    assert "1 customers have more than one card; further cards: 1" in records.notes[0]


def test_the_newest_card_counts(cards_of):
    text = "C,S,U\nbob,red,2024-01-01\nbob,blue,2024-02-01\nbob,grey,2023-01-01\n"
    records = cards_of(text, segment="S", updated="U")
    assert records.frame("customers")["segment"].tolist() == ["blue"]
    assert "the newest by updated counts" in records.notes[1]


def test_what_differs_from_card_to_card_is_no_trait(cards_of):
    text = "C,S,R\nbob,red,north\nbob,red,south\n007,red,north\n"
    records = cards_of(text, segment="S", region="R")
    assert records.frame("customers")["segment"].tolist() == ["red", "red"]
    assert records.frame("customers")["region"].isna().all()
    assert "region: differs from card to card" in records.notes[2]
