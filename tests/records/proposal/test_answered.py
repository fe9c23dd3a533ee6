"""A filled data request is read back: the client's word goes before headings and contents."""

import openpyxl
import pytest

from helpers.records.engagement.request.begin import write_requests
from helpers.records.proposal.new import proposed_client
from tests.records.proposal.folders import write_csv

HEAD = ("D1", "Who", "Paid", "Booked")
ROWS = [(f"2024-0{1 + n % 9}-05", f"c{n % 7}", 10 + n, 20 + n) for n in range(40)]
THEIRS, FILE = 4, 5  # columns of the sheet, from 1


def filled(folder, answers, name="data_request_en.xlsx"):
    """Fill the request of ``folder``: key → what stands in which column."""
    write_requests(folder, "acme")
    path = folder / "data_request_en.xlsx"
    book = openpyxl.load_workbook(path)
    (sheet,) = book
    rows = {row[7].value: row for row in sheet.iter_rows()}
    for asked, cells in answers.items():
        for place, text in cells.items():
            rows[asked][place - 1].value = text
    book.save(path)
    path.rename(folder / name)


@pytest.fixture
def proposed(tmp_path):
    def take(answers, name="data_request_en.xlsx"):
        folder = tmp_path / "data" / "acme"
        folder.mkdir(parents=True)
        write_csv(folder / "export.csv", HEAD, ROWS)
        filled(folder, answers, name)
        return proposed_client("acme", tmp_path / "data", None, "en").draft

    return take


ALL = {"sales.date": {THEIRS: "D1"}, "sales.customer": {THEIRS: "Who"}}


@pytest.mark.parametrize("sum_is", ["Paid", "Booked"])
@pytest.mark.parametrize("name", ["data_request_en.xlsx", "data_request_en (1).xlsx"])
def test_a_column_that_the_client_named_is_taken(proposed, sum_is, name):
    answers = ALL | {"sales": {FILE: "export.csv"}, "sales.amount": {THEIRS: f" {sum_is.upper()} "}}
    (group,) = proposed(answers, name).tables["sales"]
    assert group.columns["amount"].written == sum_is
    assert group.columns["amount"].told


def test_arithmetic_of_columns_may_be_the_answer(proposed):
    answers = ALL | {"sales": {FILE: "export"}, "sales.amount": {THEIRS: "Booked - Paid"}}
    (group,) = proposed(answers).tables["sales"]
    assert group.columns["amount"].written == "Booked - Paid"


def test_a_column_that_no_file_has_is_a_question(proposed):
    answers = ALL | {"sales": {FILE: "export.csv"}, "sales.amount": {THEIRS: "Net"}}
    assert any("'Net'" in question for question in proposed(answers).questions)


def test_a_request_that_nobody_filled_changes_nothing(proposed):
    assert not any("data request" in question for question in proposed({}).questions)


def test_a_filled_request_is_never_written_over(tmp_path):
    filled(tmp_path, {"sales.date": {THEIRS: "D1"}})
    before = (tmp_path / "data_request_en.xlsx").read_bytes()
    write_requests(tmp_path, "acme")
    assert (tmp_path / "data_request_en.xlsx").read_bytes() == before


def test_a_request_that_is_no_workbook_any_more_says_nothing(tmp_path):
    folder = tmp_path / "data" / "acme"
    folder.mkdir(parents=True)
    write_csv(folder / "export.csv", HEAD, ROWS)
    (folder / "data_request_en.xlsx").write_bytes(b"no workbook")
    assert proposed_client("acme", tmp_path / "data", None, "en").draft is not None


def test_the_page_escapes_the_name_of_the_client_and_asks_for_every_table(tmp_path):
    from helpers.records.schema import TABLES

    write_requests(tmp_path, "<b>acme</b>")
    page = (tmp_path / "data_request_ru.html").read_text("utf-8")
    assert "&lt;b&gt;acme" in page
    assert "<b>acme" not in page
    assert page.count('<tr class="table">') == len(TABLES)
