"""Columns that are rows: months side by side, a question in each column, customers by month."""

import pytest
import xlsxwriter

from helpers.errors import ClientDataError
from helpers.records.reshape.long import month_of

SPEND = {
    "files": "spend.csv",
    "columns": {"channel": "Channel", "date": "Month", "amount": "Spent"},
    "long": {"columns": "months", "name": "Month", "value": "Spent"},
}
BUDGET = "Budget 2024\nChannel;January;Feb;Total\nWeb;10;;10\nFair;5,5;6;11,5\nTotal;15,5;6;21,5\n"


def test_months_side_by_side_are_rows_and_totals_are_set_aside(read):
    records = read({"spend 2024.csv": BUDGET}, {"spend": {**SPEND, "files": "spend*.csv"}})
    spend = records.frame("spend")
    assert spend["amount"].tolist() == [10, 5.5, 6]
    assert [str(day)[:10] for day in spend["date"]] == ["2024-01-01", "2024-01-01", "2024-02-01"]
    assert records.set_aside.set_index("table").loc["spend", "rows_total_lines"] == 2


def test_the_sheet_tells_the_year(read, tmp_path):
    path = tmp_path / "budget.xlsx"
    book = xlsxwriter.Workbook(path)
    for year, spent in (("2023", 7), ("2024", 8)):
        sheet = book.add_worksheet(year)
        sheet.write_row(0, 0, ["Channel", "Январь", "Итого"])
        sheet.write_row(1, 0, ["Web", spent, spent])
    book.close()
    spec = {**SPEND, "files": "budget.xlsx", "format": {"sheet": "*"}}
    spend = read({"budget.xlsx": path.read_bytes()}, {"spend": spec}).frame("spend")
    assert [(str(d)[:7], m) for d, m in zip(spend["date"], spend["amount"], strict=True)] == [
        ("2023-01", 7),
        ("2024-01", 8),
    ]


def test_a_question_in_each_column_is_one_answer_a_row(read):
    form = "Sent,Firm,Speed (1-10),Care (1-10)\n2024-03-01 10:00,A,8,\n2024-03-02 11:00,B,6,10\n"
    spec = {
        "files": "form.csv",
        "columns": {
            "response": "(row)", "date": "Sent", "customer": "Firm", "question": "Question",
            "score": "Score",
        },
        "long": {"columns": ["*(1-10)"], "name": "Question", "value": "Score"},
    }  # fmt: skip
    answers = read({"form.csv": form}, {"surveys": spec}).frame("surveys")
    assert answers["response"].tolist() == ["2", "3", "3"]
    assert answers["question"].tolist() == ["Speed (1-10)", "Speed (1-10)", "Care (1-10)"]
    assert answers["score"].tolist() == [8, 6, 10]


def test_a_column_that_is_named_is_taken_though_its_heading_is_one_of_totals(read):
    spec = {**SPEND, "long": {"columns": ["Total", "J*"], "name": "Month", "value": "Spent"}}
    spec["columns"] = {"channel": "Channel", "campaign": "Month", "date": "Day", "amount": "Spent"}
    rows = "Channel,Day,January,Total\nWeb,2024-01-05,1,7\n"
    spend = read({"spend.csv": rows}, {"spend": spec}).frame("spend")
    assert sorted(zip(spend["campaign"], spend["amount"], strict=True)) == [
        ("January", 1), ("Total", 7)
    ]  # fmt: skip


def test_customers_by_month_are_sales(read):
    table = "Customer;01.2024;02.2024;Total\nA;5;;5\nB;;7;7\nTotal;5;7;12\n"
    spec = {
        "files": "cross.csv",
        "columns": {"date": "Month", "customer": "Customer", "amount": "Sum"},
        "long": {"columns": "months", "name": "Month", "value": "Sum"},
    }
    sales = read({"cross.csv": table}, {"sales": spec}).frame("sales")
    assert sales[["customer", "amount"]].to_numpy().tolist() == [["A", 5], ["B", 7]]


@pytest.mark.parametrize(
    ("long", "said"),
    [
        ({"columns": "months", "name": "Month", "value": "Spent"}, "a month without a year"),
        ({"columns": ["Week*"], "name": "Month", "value": "Spent"}, "no column is called Week*"),
        ({"columns": "months", "name": "Month"}, "long.value: expected"),
        ({"columns": [], "name": "Month", "value": "Spent"}, "long.columns: expected"),
        ("months", "long: expected"),
    ],
)
def test_what_cannot_be_made_rows_is_said(read, long, said):
    files = {"spend.csv": BUDGET.partition("\n")[2]}
    with pytest.raises(ClientDataError) as error:
        read(files, {"spend": {**SPEND, "long": long}})
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("heading", "means"),
    [("Янв. 2024", (2024, 1)), ("12.2023", (2023, 12)), ("2024-13", None), ("May", (0, 5)),
     ("01.05.2024", (2024, 5)), ("Maybe", None), ("Итого", None), ("декабрь 2024 г.", (2024, 12))],
)  # fmt: skip
def test_a_heading_is_a_month_in_figures_or_words(heading, means):
    assert month_of(heading) == means
