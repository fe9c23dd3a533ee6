"""What does the consultant read when something stops: which files, which columns, which words?"""

import pytest

from helpers import language
from helpers.errors import ClientDataError
from helpers.records import check, load
from helpers.records.sources.headers import find_header

HEAD = "Closed,Firm,Stage,Sum\n"
WON, OPEN = "2024-03-05,ann,Won,5\n", ",bob,Open,6\n"
COLUMNS = {"date": "Closed", "customer": "Firm", "amount": "Sum"}
DEALS = {"files": "deals.csv", "columns": COLUMNS}
CARDS = {"files": "cards.csv", "columns": {"customer": "Code", "name": "Name"}}


@pytest.fixture
def said(client, tmp_path):
    """Read a client that cannot be read; returns what is said."""

    def read(files, tables, how=load, spoken="", **engagement) -> str:
        data = client(files, tables, **engagement)
        with pytest.raises(ClientDataError) as error:
            how("acme", data=data, reports=tmp_path / "reports", language=spoken)
        return str(error.value)

    return read


def test_a_missing_file_is_told_with_the_files_that_are_there(said):
    text = said({"deals 2024.csv": HEAD, "cards.csv": "Code\n"}, {"sales": DEALS})
    assert "there is no file 'deals.csv' in acme/." in text
    assert "Files in the folder: cards.csv, deals 2024.csv." in text


def test_of_many_files_some_are_named_and_the_others_counted(said):
    files = {f"{n:03}.csv": HEAD for n in range(23)}
    text = said(files, {"sales": DEALS})
    assert "018.csv, 019.csv and 3 more." in text
    assert "020.csv" not in text


def test_the_column_is_named_as_the_client_calls_it(said):
    text = said({"deals.csv": HEAD + WON + OPEN}, {"sales": DEALS})
    assert "- date (Closed) is empty: 1 (first in line 3 of deals.csv: bob | Open | 6)" in text


def test_a_column_that_tells_the_faulty_rows_becomes_a_condition(said):
    text = said({"deals.csv": HEAD + 20 * WON + 5 * OPEN}, {"sales": DEALS})
    assert "rows Stage is Open" in text
    assert "write only: {Stage: Won} in the table" in text


def test_where_no_column_tells_them_the_form_of_a_condition_is_said(said):
    rows = 10 * WON + ",bob,Won,6\n,cyd,Open,6\n"
    text = said({"deals.csv": HEAD + rows}, {"sales": DEALS})
    assert "If rows without Closed are not wanted" in text
    assert "only: {Column: value}" in text


def test_cells_that_are_wrong_are_no_matter_of_a_condition(said):
    text = said({"deals.csv": HEAD + 2 * WON + "never,bob,Won,6\n"}, {"sales": DEALS})
    assert "only:" not in text


@pytest.mark.parametrize(
    ("deals", "fault"),
    [
        (HEAD + WON + OPEN, "1 of 2 rows would be rejected"),
        ("Day,Firm,Sum\n2024-03-05,ann,5\n", "there is no column 'Closed'"),
        (None, "there is no file 'deals.csv'"),
    ],
    ids=["rows", "column", "file"],
)
def test_one_bad_table_does_not_hide_what_came_in_the_others(said, deals, fault):
    files = {"cards.csv": "Code,Name\nann,Ann\nbob,Bob\n"}
    files |= {"deals.csv": deals} if deals else {}
    text = said(files, {"sales": DEALS, "customers": CARDS}, how=check)
    overview, _, stop = text.partition("sales")
    assert "Tables that can be read, while others cannot:" in overview
    assert "customers  cards.csv" in overview
    assert fault in stop


def test_a_client_of_whom_nothing_can_be_read_has_no_overview(said):
    assert "Tables that can be read" not in said({}, {"sales": DEALS}, how=check)


@pytest.mark.parametrize(
    ("told", "spoken", "words"),
    [({"language": "ru"}, "", "нет файла"), ({}, "ru", "нет файла"), ({}, "", "there is no file")],
)
def test_faults_are_said_in_the_language_of_the_engagement(said, told, spoken, words):
    assert words in said({}, {"sales": DEALS}, spoken=spoken, **told)


def test_a_file_that_is_no_yaml_still_says_its_language(said, client, tmp_path):
    data = client({}, {"sales": DEALS})
    (data / "acme" / "engagement.yml").write_text("language: ru\ntitle: a: b\n")
    with pytest.raises(ClientDataError, match="клиента «acme»"):
        load("acme", data=data, reports=tmp_path / "reports")


def test_a_table_that_is_left_out_is_told_of_in_the_language_of_each_report(client, tmp_path):
    lost = {"files": "lost.csv", "columns": {"date": "Closed", "customer": "Firm"}}
    data = client(
        {"deals.csv": HEAD + WON, "lost.csv": "Closed,Firm\nnever,ann\n"},
        {"sales": DEALS, "contacts": lost},
    )
    for spoken, words in (("en", "rows would be rejected"), ("ru", "было бы отклонено")):
        records = load("acme", data=data, reports=tmp_path / "reports", language=spoken)
        assert any(words in note for note in records.notes)
    language.use("en")


@pytest.mark.parametrize(
    ("width", "searched"),
    [(10, 60), (10_000, 10), pytest.param(80_000, 2, marks=pytest.mark.slow)],
)
def test_of_very_wide_rows_fewer_are_searched_for_a_header(width, searched):
    rows = [(n, ["x"] * width) for n in range(1, searched)] + [(searched, ["Date"] * width)]
    assert find_header(rows, ["Date [1]"]).rows[:1] == (searched,)
    beyond = [(0, ["x"] * width), *rows]
    assert searched not in find_header(beyond, ["Date [1]"]).rows


RUSSIAN = {
    "title: a\ntitle: b\n": "ключ «title» стоит дважды, в строках 1 и 2",
    "title: a: b\n": "не читается как YAML: строка 1, знак 9",
    "settings: {abc: {a_below: 80}}\n": "ожидалось: число от 0 до 1",
    "settings: {abc: {a_bellow: 1}}\n": "Возможно",
}


@pytest.mark.parametrize(("text", "told"), RUSSIAN.items())
def test_faults_of_an_engagement_are_told_in_russian_where_that_is_asked(tmp_path, text, told):
    folder = tmp_path / "acme"
    folder.mkdir()
    (folder / "engagement.yml").write_text(text, "utf-8")
    with pytest.raises(ClientDataError, match=told):
        load("acme", data=tmp_path, reports=tmp_path / "reports", language="ru")


def test_a_reason_calls_the_column_as_the_client_does(client, tmp_path):
    files = {"deals.csv": HEAD + 20 * WON + "2024-01-05,Won,eve,\n"}
    records = load("acme", client(files, {"sales": DEALS}), tmp_path / "reports", language="ru")
    column = DEALS["columns"]["amount"]
    assert records.reasons["reason"].tolist() == [f"не заполнено: {column}"]
    assert records.rejected("sales")["reason"].tolist() == [f"не заполнено: {column}"]
