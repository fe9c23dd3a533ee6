"""A filled data request is read back: the client's word goes before headings and contents."""

from pathlib import Path

import openpyxl
import pytest

from helpers.errors import ClientDataError
from helpers.records.engagement.request.asked import Asked
from helpers.records.engagement.request.begin import write_requests
from helpers.records.proposal.new import begin, proposed_client
from tests.records.proposal.folders import write_csv

HEAD = ("D1", "Who", "Paid", "Booked")
ROWS = [(f"2024-0{1 + n % 9}-05", f"c{n % 7}", 10 + n, 20 + n) for n in range(40)]
THEIRS, FILE = 4, 5  # columns of the sheet, from 1


def filled(folder, answers, name="data_request_en.xlsx"):
    """Fill the request of ``folder``: key → what stands in which column."""
    write_requests(folder, Asked("acme"))
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
    write_requests(tmp_path, Asked("acme"))
    assert (tmp_path / "data_request_en.xlsx").read_bytes() == before


def test_a_request_that_is_no_workbook_any_more_says_nothing(tmp_path):
    folder = tmp_path / "data" / "acme"
    folder.mkdir(parents=True)
    write_csv(folder / "export.csv", HEAD, ROWS)
    (folder / "data_request_en.xlsx").write_bytes(b"no workbook")
    assert proposed_client("acme", tmp_path / "data", None, "en").draft is not None


def test_the_page_escapes_the_name_of_the_client_and_asks_for_every_table(tmp_path):
    from helpers.records.schema import TABLES

    write_requests(tmp_path, Asked("<b>acme</b>"))
    page = (tmp_path / "data_request_ru.html").read_text("utf-8")
    assert "&lt;b&gt;acme" in page
    assert "<b>acme" not in page
    assert page.count('<tr class="table">') == len(TABLES)


@pytest.fixture
def begun(tmp_path):
    """A client whose engagement tells who asks until when; returns how it is begun."""
    exports, data, reports = (tmp_path / name for name in ("exports", "data", "reports"))
    exports.mkdir()
    write_csv(exports / "export.csv", ("Date", "Customer", "Net amount"),
              [(f"2024-03-{n:02d}", f"K{n % 5}", 10.5 + n) for n in range(1, 29)])  # fmt: skip
    begin("acme", data, exports, "en", reports)
    return data / "acme", lambda: begin("acme", data, None, "en", reports)


def test_the_request_says_from_when_to_when_sales_came(begun):
    page = (begun[0] / "data_request_en.html").read_text("utf-8")
    assert "March 1, 2024" in page
    assert "March 28, 2024" in page


def test_a_request_that_is_taken_away_is_written_with_consultant_and_deadline(begun):
    folder, again = begun
    told = folder / "engagement.yml"
    told.write_text(f"{told.read_text('utf-8')}\nconsultant: Ann Berg\nanswer_by: 2026-12-15\n")
    for path in folder.glob("data_request_en.*"):
        path.unlink()
    assert {Path(line).name for line in again().split()} == {
        "data_request_en.html",
        "data_request_en.xlsx",
    }
    page = (folder / "data_request_en.html").read_text("utf-8")
    assert "Ann Berg" in page
    assert "December 15, 2026" in page


def test_where_no_request_is_missing_the_client_is_there_already(begun):
    with pytest.raises(ClientDataError, match="there already"):
        begun[1]()
