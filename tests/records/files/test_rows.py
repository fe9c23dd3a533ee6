"""Separators, quotes and headers as clients send them: every row is found where it stands."""

import pytest

from helpers.errors import ClientDataError
from tests.records.files.seen import HEAD, amounts


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
