"""Which rows count: totals, duplicates, days after the last one, and where a run stops."""

from datetime import date, datetime

import pandas as pd
import pytest

from helpers.errors import ClientDataError
from helpers.records import load
from tests.records.files.seen import HEAD, amounts, sheet

TOTALS = (
    "Итого", "ИТОГО:", "Итого за март", "Всего", "Total", "Grand Total", "Sub-total", "Subtotal:",
)  # fmt: skip


def test_lines_of_totals_are_set_aside_whatever_they_are_called(sales_of):
    records = sales_of(HEAD + "2024-03-05,ann,5\n" + "".join(f"{words},,5\n" for words in TOTALS))
    counted = records.passport[["rows_read", "rows_total_lines"]].to_numpy().tolist()
    assert counted == [[1, len(TOTALS)]]
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


@pytest.mark.parametrize("separator", ["~", "^", ":"])
def test_a_separator_that_is_rare_is_found_out_and_may_be_told(sales_of, separator):
    text = HEAD.replace(",", separator) + f"2024-03-05{separator}ann{separator}5\n"
    assert amounts(sales_of(text)) == [5]
    assert amounts(sales_of(text, format={"separator": separator})) == [5]


def test_a_colon_in_the_hours_parts_no_columns(sales_of):
    rows = "".join(f"2024-03-05 10:{n}:00,ann,5\n" for n in range(10, 60))
    assert len(amounts(sales_of(HEAD + rows))) == 50
