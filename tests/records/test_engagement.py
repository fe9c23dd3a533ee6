"""What the consultant reads about engagement.yml, and when it is wrong."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from helpers.errors import ClientDataError
from helpers.records import load
from helpers.records.engagement.engagement import KEYS, check_name, clients, read_engagement
from helpers.records.engagement.format import Format
from helpers.records.engagement.mapping import KEYS as TABLE_KEYS

DOCS = Path(__file__).parents[2] / "docs"
HEAD = "Date,Customer,Amount\n"
SPEC = {
    "files": "sales.csv",
    "columns": {"date": "Date", "customer": "Customer", "amount": "Amount"},
}


@pytest.fixture
def told(client):
    """Problems that an engagement is told about; a good file of sales stands beside it."""

    def read(tables=None, **engagement) -> str:
        data = client({"sales.csv": HEAD + "2024-03-05,ann,5\n"}, tables or {"sales": SPEC},
                      **engagement)  # fmt: skip
        with pytest.raises(ClientDataError) as error:
            read_engagement("acme", data)
        return str(error.value)

    return read


def test_all_problems_are_told_at_once(told):
    text = told(
        {"sales": {**SPEC, "formt": {}}, "saels": SPEC},
        langauge="ru",
        currency="euros",
        settings={"abc": {"a_bellow": 0.7}},
    )
    assert text.startswith("engagement.yml of 'acme' has 5 problems:")
    assert "unknown key 'langauge'. Did you mean 'language'?" in text
    assert "currency: expected a code of three letters such as EUR or RUB, found 'euros'." in text
    assert "tables.sales: unknown key 'formt'. Did you mean 'format'?" in text
    assert "tables: unknown table 'saels'. Did you mean 'sales'?" in text
    assert "settings.abc: unknown threshold 'a_bellow'. Did you mean 'a_below'?" in text


def test_faults_of_the_engagement_and_of_the_files_are_told_together(client, tmp_path):
    tables = {"sales": {**SPEC, "columns": {**SPEC["columns"], "amount": "Amont"}}}
    data = client({"sales.csv": HEAD}, tables, languag="en")
    with pytest.raises(ClientDataError) as error:
        load("acme", data=data, reports=tmp_path / "reports")
    assert "unknown key 'languag'" in str(error.value)
    assert "there is no column 'Amont'. Did you mean 'Amount'?" in str(error.value)


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"date": "Date", "custommer": "C", "amount": "A"},
         "'customer' is missing. Did you mean 'custommer'?"),
        ({**SPEC["columns"], "managr": "M"}, "unknown column 'managr'. Did you mean 'manager'?"),
        ({**SPEC["columns"], "order": None}, "'order' needs the name of the client's column"),
        ([], "expected our names with the client's names, found []"),
    ],
)  # fmt: skip
def test_columns(told, columns, problem):
    assert problem in told({"sales": {"files": "sales.csv", "columns": columns}})


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ("sale.csv", "there is no file 'sale.csv' in acme/. Did you mean 'sales.csv'?"),
        ("2024_*.csv", "no file fits the pattern '2024_*.csv'"),
        ("../../etc/passwd", "is outside of the client's folder"),
        ("/etc/passwd", "is outside of the client's folder"),
        ("..\\x.csv", "is outside of the client's folder"),
        ("~/x.csv", "is outside of the client's folder"),
        (["sales.csv", 5], "expected a file, a list of files or a pattern"),
        (None, "expected a file, a list of files or a pattern"),
    ],
)
def test_files(told, files, problem):
    assert problem in told({"sales": {**SPEC, "files": files}})


def test_a_link_does_not_lead_out_of_the_folder(told, tmp_path):
    (tmp_path / "secret.csv").write_text(HEAD)
    (tmp_path / "data" / "acme").mkdir(parents=True)
    (tmp_path / "data" / "acme" / "link.csv").symlink_to(tmp_path / "secret.csv")
    assert "is a link to a place outside" in told({"sales": {**SPEC, "files": "link.csv"}})


@pytest.mark.parametrize(
    ("key", "value", "problem"),
    [
        ("encoding", "cp12511", "expected an encoding such as"),
        ("separator", "&", "expected one of , ; | ~ ^ : tab, found '&'"),
        ("decimal", "comma", "expected '.' or ','"),
        ("header", -1, "expected the number of the header row"),
        ("day_first", "yes", "expected true or false"),
        ("skip", 3, "unknown key 'skip'"),
    ],
)
def test_formats(told, key, value, problem):
    assert problem in told({"sales": {**SPEC, "format": {key: value}}})


@pytest.mark.parametrize(
    ("settings", "problem"),
    [
        ({"abc": {"a_below": 80}}, "settings.abc.a_below: expected a number from 0 to 1, found 80"),
        ({"abc": {"a_below": 0.99}}, "abc.a_below must not be larger than abc.b_below"),
        ({"abc": {"window_months": 1.5}}, "expected a whole number from 1, found 1.5"),
        ({"intake": {"drop_duplicates": "yes"}}, "expected true or false, found 'yes'"),
        ({"churm": {}}, "unknown subject 'churm'. Did you mean 'churn'?"),
        ({"lifetime": {"months": [12, "x"]}}, "expected a list, each a whole number from 1"),
        ({"abc": True}, "expected thresholds by name, found True"),
        ([], "expected subjects with thresholds"),
    ],
)
def test_thresholds(told, settings, problem):
    assert problem in told(settings=settings)


def test_thresholds_by_name_reach_the_settings(client):
    data = client({"sales.csv": HEAD}, {"sales": SPEC},
                  settings={"abc": {"a_below": 0.7}, "churn": {"horizon_months": 3}})  # fmt: skip
    settings = read_engagement("acme", data).settings
    assert (settings.abc.a_below, settings.abc.b_below, settings.churn.horizon_months) == (
        0.7, 0.95, 3)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("title: a\ntitle: b\n", "the key 'title' stands twice, in lines 1 and 2"),
        ("title: a: b\n", "is not readable YAML: line 1"),
        ("- a\n- b\n", "expected keys such as title and tables"),
        ("title: !!python/object/apply:os.system ['true']\n", "is not readable YAML"),
        ("title: a\n", "tables: expected at least the table sales"),
        ("as_of: soon\ntables: {}\n", "as_of: expected a day such as 2024-11-30, found 'soon'"),
        ("customers_are: peple\ntables: {}\n", "Did you mean 'people'?"),
        ("tables: {sales: sales.csv}\n", "tables.sales: expected files and columns"),
        ("tables: {sales: {database: 'x', columns: {}}}\n", "together with query (SQL)"),
        ("", "expected keys such as title and tables, found nothing"),
    ],
)
def test_the_file_itself(client, text, problem):
    data = client({"sales.csv": HEAD})
    (data / "acme" / "engagement.yml").write_text(text)
    with pytest.raises(ClientDataError) as error:
        read_engagement("acme", data)
    assert problem in str(error.value)


def test_an_engagement_that_is_not_utf8(client):
    data = client({"sales.csv": HEAD})
    (data / "acme" / "engagement.yml").write_bytes("title: Заря".encode("cp1251"))
    with pytest.raises(ClientDataError, match="must be saved as UTF-8"):
        read_engagement("acme", data)


def test_what_stands_on_the_cover(client):
    data = client({"sales.csv": HEAD}, {"sales": SPEC}, place="Hall", question="Who?",
                  session_date=date(2025, 2, 14), as_of="2024-12-31")  # fmt: skip
    engagement = read_engagement("acme", data)
    assert (engagement.place, engagement.question) == ("Hall", "Who?")
    assert (engagement.session_date, engagement.as_of) == (date(2025, 2, 14), date(2024, 12, 31))


def test_a_misspelt_client_sees_which_there_are(client):
    data = client({"sales.csv": HEAD})
    with pytest.raises(ClientDataError) as error:
        load("acne", data=data, reports=data)
    assert str(error.value) == "No records for 'acne'. Clients in data/: acme."
    assert clients(data) == ["acme"]


@pytest.mark.parametrize(
    "name", ["../../etc", "a/b", "a b", ".x", "-x", "a.b", "Заря", "a\n", "{}"]
)
def test_names_that_are_no_clients_are_refused(name):
    with pytest.raises(ClientDataError, match="cannot be the name of a client"):
        check_name(name)


def test_an_unmapped_near_name_of_a_card_field_is_not_taken_silently(told):
    cards = {"files": "sales.csv", "columns": {"customer": "Customer", "segmnet": "Amount"}}
    assert "Did you mean 'segment'?" in told({"sales": SPEC, "customers": cards})


def test_several_chances_are_shares_each(client, told):
    data = client({"sales.csv": HEAD}, {"sales": SPEC},
                  settings={"winback": {"other_chances": [0.2, 0.5]}})  # fmt: skip
    assert read_engagement("acme", data).settings.winback.other_chances == (0.2, 0.5)
    wrong = told(settings={"winback": {"other_chances": [0.2, 5]}})
    assert "expected a list, each a number from 0 to 1, found [0.2, 5]" in wrong
    wrong = told(settings={"lifetime": {"months": [12, 2.5]}})
    assert "expected a list, each a whole number from 1, found [12, 2.5]" in wrong


def test_the_documents_name_every_key_of_an_engagement():
    text = (DOCS / "settings.md").read_text("utf-8")
    keys = {*KEYS, *TABLE_KEYS, *(one.name for one in fields(Format))}
    assert {key for key in keys if f"`{key}`" not in text} == set()
