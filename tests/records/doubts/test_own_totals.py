"""The client's own totals are held against the sums of their rows."""

import pytest

from helpers.records.doubts.own_totals import can_be_summed, differ
from helpers.records.engagement.formula import resolve

HEAD = "Date;Customer;Amount\n"
MONTHS = (
    "05.01.2024;ann;100\n06.01.2024;bob;50,50\nTotal for January;;{january}\n"
    "07.02.2024;ann;200\nTotal for February;;200\nTotal;;{all}\n"
)


def totals(records):
    found = records.intake("sales")["totals"]
    return [(total["said"], total["summed"]) for total in found], [*map(differ, found)]


def test_totals_that_are_the_sums_of_their_rows_are_no_doubt(sales_of):
    records = sales_of(HEAD + MONTHS.format(january="150,50", all="350,50"))
    assert totals(records)[0] == [(150.5, 150.5), (200.0, 200.0), (350.5, 350.5)]
    assert records.notes == []


def test_a_month_that_is_another_sum_is_said_with_its_line_and_its_money(sales_of):
    records = sales_of(HEAD + MONTHS.format(january="950,50", all="1150,50"))
    assert totals(records)[1] == [True, False, True]
    (note,) = records.notes
    assert "2 of 3 lines of totals differ" in note
    assert "line 4 of sales.csv" in note
    assert "€800.00" in note


@pytest.mark.parametrize(("said", "other"), [("151", False), ("151,50", True), ("149", True)])
def test_a_total_may_be_rounded_to_a_whole(sales_of, said, other):
    text = HEAD + "05.01.2024;ann;100\n06.01.2024;bob;50,50\nTotal;;" + said + "\n"
    assert totals(sales_of(text))[1] == [other]


def test_rejected_rows_belong_to_the_total_and_unread_money_explains_a_difference(sales_of):
    text = HEAD + "nothing;ann;100\n05.01.2024;bob;50\n06.01.2024;bob;\nTotal;;190\n"
    (total,) = sales_of(text).intake("sales")["totals"]
    assert (total["said"], total["summed"], total["unread"]) == (190.0, 150.0, 1)


def test_rows_that_are_left_out_belong_to_the_total(sales_of):
    rows = "05.01.2024;ann;100;won\n06.01.2024;bob;50;lost\nTotal;;150;\n"
    records = sales_of("Date;Customer;Amount;Stage\n" + rows, only={"Stage": "won"})
    assert totals(records) == ([(150.0, 150.0)], [False])


def test_a_total_above_all_rows_is_held_against_nothing(sales_of):
    assert totals(sales_of(HEAD + "Total;;150\n05.01.2024;ann;100\n")) == ([], [])


@pytest.mark.parametrize(
    ("formula", "can"), [("A", True), ("A - B", True), ("-A", True), ("A * B", False)]
)
def test_pieces_times_prices_have_no_total(formula, can):
    assert can_be_summed(resolve(formula, ["A", "B"])) is can


def test_where_money_is_a_product_totals_are_not_held_against_it(sales_of):
    text = "Date;Customer;Pieces;Price\n05.01.2024;ann;2;10\nTotal;;2;10\n"
    columns = {"date": "Date", "customer": "Customer", "amount": "Pieces * Price"}
    assert totals(sales_of(text, columns=columns)) == ([], [])
