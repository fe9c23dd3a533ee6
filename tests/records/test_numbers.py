"""What does a cell of a number mean, in itself and among the others of its column?"""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.passport.reconciliation import accounted
from helpers.records import first_look
from helpers.records.decide import decide_decimals, evidence, parts_thousands
from tests.records.columns import money_alone

HEAD = "Date;Customer;Amount\n"


def amounts(records) -> list[float]:
    return [float(x) for x in records.frame("sales")["amount"]]


def rows(*cells: str) -> str:
    return HEAD + "".join(f"2024-03-{i:02d};ann;{cell}\n" for i, cell in enumerate(cells, 1))


@pytest.mark.parametrize("mark", [".", ","])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_mark_that_only_large_numbers_have_stands_between_thousands(sales_of, mark, language):
    text = rows("950", f"1{mark}234", f"12{mark}500", "20")
    records = sales_of(text, engagement={"language": language})
    assert amounts(records) == [950, 1234, 12500, 20]
    assert f"1{mark}234" in records.notes[0]
    assert "1234" in records.notes[0]


def test_a_large_number_without_a_mark_leaves_the_question_open(sales_of):
    records = sales_of(rows("1500", "1.234"), format={})
    assert "cannot tell what the mark in 1.234 means" in records.notes[0]


def test_a_zero_before_the_mark_makes_it_a_decimal_one(sales_of):
    assert amounts(sales_of(rows("0.500", "1.250", "20"))) == [0.5, 1.25, 20]


def test_pieces_with_three_decimals_are_no_thousands():
    weights = {"9.999": 5, "99.999": 2}
    assert parts_thousands(weights, money=False) == ""
    assert parts_thousands(weights, money=True) == "."


GROUPED = [
    ("1,50,000.00", 150_000),
    ("12,34,567.50", 1_234_567.5),
    ("₹ 2,00,000.00", 200_000),
    ("Rs. 2,00,000", 200_000),
    ("-1,50,000.25", -150_000.25),
    ("1٬234٫50", 1234.5),
    ("١٢٣٤", 1234),
    ("1ʼ234.5", 1234.5),
    ("1_234.50", 1234.5),
    ("1234·50", 1234.5),
    ("１２３４", 1234),
    ("950,--", 950),
    ("1,50,000/-", 150_000),
    ("950:-", 950),
    ("1 234,50 Kč", 1234.5),
    ("950 Ft", 950),
    ("1.234,50 TL", 1234.5),
]


@pytest.fixture(scope="module")
def grouped():
    """What each of the numbers is read as, alone in its column."""
    written = [cell for cell, _ in GROUPED]
    return dict(zip(written, money_alone(written), strict=True))


@pytest.mark.parametrize(("written", "meant"), GROUPED)
def test_thousands_are_grouped_as_the_country_groups_them(grouped, written, meant):
    assert grouped[written] == meant


def test_a_percent_is_no_money(sales_of):
    records = sales_of(rows("10%", "20"))
    assert amounts(records) == [20]
    assert "is not known" in records.notes[0]


def test_a_dash_beside_a_currency_is_no_money_either_way(sales_of):
    assert amounts(sales_of(rows("$ -", "- €", "20"))) == [0, 0, 20]


@given(
    st.dictionaries(
        st.sampled_from(["9", "999", "9999", "9.999", "99,999", "0.999", "9,99", "9.9"]),
        st.integers(1, 9),
        min_size=1,
    ),
    st.sampled_from(["9.99", "9,99", "9", "9,999"]),
)
def test_the_mark_of_a_column_does_not_depend_on_the_order(counts, other):
    columns = {"amount 1": counts, "cost 2": {other: 1}}
    turned = {k: dict(reversed(v.items())) for k, v in reversed(columns.items())}
    assert decide_decimals(columns, {"amount"}) == decide_decimals(turned, {"amount"})
    for column, (mark, why) in decide_decimals(columns, {"amount"}).items():
        proofs = {evidence(shape) for shape in columns[column]} - {"", "?"}
        assert why != "thousands" or not proofs
        assert len(proofs) != 1 or mark in proofs


def test_debit_and_credit_of_which_one_is_empty(sales_of):
    columns = {"date": "Date", "customer": "Customer", "amount": "Debit - Credit"}
    text = "Date,Customer,Debit,Credit\n2024-03-05,a,100,\n2024-03-06,b,,30\n2024-03-07,c,,\n"
    records = sales_of(text, columns=columns)
    assert amounts(records) == [100, -30]
    assert records.rejected("sales")["reason"].tolist() == ["Debit - Credit is empty"]
    assert "an empty cell counted as zero; rows: 2" in records.notes[0]


def test_a_price_without_pieces_is_no_amount(sales_of):
    columns = {"date": "Date", "customer": "Customer", "amount": "Price * Pieces"}
    text = "Date,Customer,Price,Pieces\n2024-03-05,a,100,\n2024-03-06,b,2,30\n"
    assert amounts(sales_of(text, columns=columns)) == [60]


def test_an_unreadable_part_of_a_sum_is_not_zero(sales_of):
    columns = {"date": "Date", "customer": "Customer", "amount": "Debit - Credit"}
    text = "Date,Customer,Debit,Credit\n2024-03-05,a,100,\n2024-03-06,b,5,many\n"
    assert amounts(sales_of(text, columns=columns)) == [100]


def test_a_plain_number_is_an_amount_for_records_without_money(sales_of):
    columns = {"date": "Date", "customer": "Customer", "amount": 1}
    records = sales_of("Date,Customer\n2024-03-05,a\n2024-03-06,b\n", columns=columns)
    assert amounts(records) == [1, 1]


def test_money_that_cannot_be_read_is_not_zero(sales_of):
    records = sales_of(rows("5", "lots", "7"))
    assert math.isnan(records.passport["amount_rejected"][0])
    assert "money that is not known" in accounted(records.passport).message


def test_of_money_that_can_be_read_in_part_the_part_is_told_as_the_least(sales_of):
    records = sales_of(rows("5", "lots", "7") + "soon;ann;3\n")
    assert records.passport["amount_rejected"].tolist() == [3]
    assert records.passport["amount_accepted"].tolist() == [12]
    assert "in 1 of them; that of the others is €3.00" in records.notes[0]
    reasons = records.reasons.set_index("reason")["amount"]
    assert reasons["Date cannot be read"] == 3
    assert math.isnan(reasons["Amount cannot be read"])
    assert "at least €3.00" in first_look._money(records)


def test_an_empty_amount_is_no_unknown_money(sales_of):
    records = sales_of(rows("5", ""))
    assert records.passport["amount_rejected"].tolist() == [0]
    assert records.notes == []
