"""What a loaded client offers to a chapter."""

import sqlite3
import time
from datetime import date

import pandas as pd
import pytest

from helpers.errors import ClientDataError
from helpers.records import check, kept, load, new_client
from helpers.records.engagement.engagement import read_engagement
from helpers.records.engagement.request.where import NO_SYSTEM, WHERE
from helpers.records.schema import TABLES

SALES = "Date,Customer,Amount\n2024-03-05,ann,5\n2024-03-06,bob,6\n"
SPEC = {
    "files": "sales.csv",
    "columns": {"date": "Date", "customer": "Customer", "amount": "Amount"},
}


@pytest.fixture
def loaded(client, tmp_path):
    def take(files=None, tables=None, **engagement):
        files = {"sales.csv": SALES, **(files or {})}
        data = client(files, {"sales": SPEC, **(tables or {})}, **engagement)
        return load("acme", data=data, reports=tmp_path / "reports")

    return take


CARDS = {"cards.csv": "Code;Name;Town;Born\nann;Anna Berg;Oslo;1984\ncyd;Cyd Bell;Bergen;н/д\n"}
CARD = {
    "customers": {
        "files": "cards.csv",
        "columns": {"customer": "Code", "name": "Name", "town": "Town", "birth_year": "Born"},
    }
}


def test_has_asks_for_tables_and_columns(loaded):
    records = loaded(CARDS, CARD)
    assert records.has("sales", "customers.town")
    assert not records.has("sales.cost")
    assert not records.has("sales", "leads")


def test_cards_bring_names_and_further_fields(loaded):
    records = loaded(CARDS, CARD)
    assert records.names.to_dict() == {"ann": "Anna Berg", "bob": "bob", "cyd": "Cyd Bell"}
    cards = records.frame("customers")
    assert cards["town"].tolist() == ["Oslo", "Bergen"]
    assert cards["birth_year"].fillna(0).tolist() == [1984, 0]


def test_people_are_masked_and_stay_apart(loaded):
    cards = {"cards.csv": "Code;Name\nann;Anna Berg\nbob;Adam Bell\n"}
    spec = {"customers": {"files": "cards.csv", "columns": {"customer": "Code", "name": "Name"}}}
    names = loaded(cards, spec, customers_are="people").names
    assert names.to_dict() == {"ann": "A. B.", "bob": "A. B. /2"}


def test_without_a_name_a_customer_is_called_by_the_code_of_every_table(loaded):
    code = "3f2a8c10-9b7d-4cab-bead-c0ffee12ab3d"
    cards = {"cards.csv": f"Code;Name\nann;Anna Berg\nbob;\n{code};\n"}
    spec = {"customers": {"files": "cards.csv", "columns": {"customer": "Code", "name": "Name"}}}
    records = loaded(cards, spec, customers_are="people")
    assert records.names.to_dict() == {"ann": "A. B.", "bob": "bob", code: code}
    assert loaded(customers_are="people").names.to_dict() == {"ann": "ann", "bob": "bob"}


def test_a_table_that_was_not_brought_says_what_to_ask_for(loaded):
    with pytest.raises(ClientDataError, match="has brought no table 'leads': ask for it"):
        _ = loaded().leads
    with pytest.raises(ClientDataError, match=r"no table 'sale'\. Did you mean 'sales'"):
        loaded().frame("sale")


def test_a_second_call_reads_the_cache_and_a_change_does_not(loaded, tmp_path, monkeypatch):
    first = loaded()
    assert first.sales.count().execute() == 2
    monkeypatch.setattr(kept, "take_in", None)  # nothing may be read again
    started = time.perf_counter()
    again = loaded()
    assert time.perf_counter() - started < 2
    assert again.fingerprints == first.fingerprints
    monkeypatch.undo()
    changed = loaded({"sales.csv": SALES.replace(",6", ",7")})
    assert changed.fingerprints != first.fingerprints
    assert float(changed.sales.amount.sum().execute()) == 12


def test_nothing_half_written_is_left_after_a_stop(loaded, tmp_path):
    with pytest.raises(ClientDataError):
        loaded({"sales.csv": "Date,Customer,Amount\nnever,ann,5\n"})
    left = [p.name for p in (tmp_path / "reports" / "acme" / ".cache" / "records").iterdir()]
    assert not [name for name in left if "sales" in name]


def test_types_of_every_kind(loaded):
    files = {
        "r.csv": "In,Out,Who\n2024-03-05 10:12,2024-03-05 11:40:05,ann\n05.03.2024 9:00 PM,,bob\n",
        "s.csv": "Form;Day;Question;Score;Refused\n"
        "1;2024-03-05;Kept?;8;no\n2;2024-03-05;Kept?;;да\n",
        "w.csv": "Code,Day,Percent\nann,2024-03-05,20 %\nbob,2024-03-05,50\n",
    }
    records = loaded(files, {
        "requests": {"files": "r.csv",
                     "columns": {"received": "In", "answered": "Out", "customer": "Who"}},
        "surveys": {"files": "s.csv",
                    "columns": {"response": "Form", "date": "Day", "question": "Question",
                                "score": "Score", "refused": "Refused"}},
        "switching": {"files": "w.csv",
                      "columns": {"customer": "Code", "date": "Day", "threshold": "Percent"}},
    })  # fmt: skip
    requests = records.frame("requests")
    assert requests["received"].tolist() == [
        pd.Timestamp("2024-03-05 10:12"), pd.Timestamp("2024-03-05 21:00")]  # fmt: skip
    assert requests["answered"].isna().tolist() == [False, True]
    surveys = records.frame("surveys")
    assert surveys["refused"].tolist() == [False, True]
    assert surveys["score"].isna().tolist() == [False, True]
    assert records.frame("switching")["threshold"].tolist() == [20, 50]


def test_a_time_that_a_spreadsheet_stores_as_a_number_keeps_its_hour(loaded):
    files = {"r.csv": "In,Out\n45293.5,45293.75\n45294.25,\n"}
    tables = {"requests": {"files": "r.csv", "columns": {"received": "In", "answered": "Out"}}}
    requests = loaded(files, tables).frame("requests")
    assert requests["received"].tolist() == [
        pd.Timestamp("2024-01-02 12:00"), pd.Timestamp("2024-01-03 06:00")]  # fmt: skip
    assert requests["answered"].tolist()[0] == pd.Timestamp("2024-01-02 18:00")


def test_percents_stored_as_parts_of_one(loaded):
    files = {"w.csv": "Code,Day,Percent\nann,2024-03-05,0.2\nbob,2024-03-05,1\n"}
    columns = {"customer": "Code", "date": "Day", "threshold": "Percent"}
    records = loaded(files, {"switching": {"files": "w.csv", "columns": columns}})
    assert records.frame("switching")["threshold"].tolist() == [20, 100]
    assert "0.2 is read as 20 percent" in records.notes[0]


def test_a_table_that_begins_after_as_of_is_as_good_as_not_brought(loaded):
    files = {"r.csv": "In,Out\n2024-03-20 10:00,\n"}
    tables = {"requests": {"files": "r.csv", "columns": {"received": "In", "answered": "Out"}}}
    records = loaded(files, tables, as_of=date(2024, 3, 10))
    assert not records.has("requests")
    assert not records.has("requests.date")
    assert records.has("sales")


def test_an_answer_after_as_of_was_not_known_then(loaded):
    files = {"r.csv": "In,Out\n2024-03-05 10:00,2024-03-20 11:00\n2024-03-20 10:00,\n"}
    tables = {"requests": {"files": "r.csv", "columns": {"received": "In", "answered": "Out"}}}
    requests = loaded(files, tables, as_of=date(2024, 3, 10)).frame("requests")
    assert requests["answered"].isna().tolist() == [True]


def _database(path) -> None:
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE lines (d TEXT, c REAL, q INTEGER, p REAL)")
        base.executemany("INSERT INTO lines VALUES (?, ?, ?, ?)",
                         [("2024-03-05", 12346.0, 2, 1.5), ("2024-03-06", None, 1, 4)])  # fmt: skip
    base.close()


def test_a_query_of_a_database(client, tmp_path):
    data = client({"sales.csv": SALES}, {"sales": {
        "database": "sqlite:///shop.db", "query": "SELECT * FROM lines;",
        "columns": {"date": "d", "customer": "c", "amount": "q * p"}}})  # fmt: skip
    _database(data / "acme" / "shop.db")
    records = load("acme", data=data, reports=tmp_path / "reports")
    frame = records.frame("sales")
    assert frame["amount"].astype(float).tolist() == [3, 4]
    assert frame["customer"].fillna("").tolist() == ["12346", ""]


@pytest.mark.parametrize(
    ("url", "query", "problem"),
    [
        ("sqlite:///shop.db", "SELECT * FROM nowhere", "no such table (nowhere)"),
        ("sqlite:///shop.db", "DROP TABLE lines", "does not answer the query"),
        ("sqlite:///shop.db", "ATTACH DATABASE '/etc/passwd' AS x", "does not answer the query"),
        ("sqlite:///../../x.db", "SELECT 1", "outside of the client's folder"),
        ("sqlite:///shp.db", "SELECT 1", "there is no database 'shp.db'"),
        ("mysql://root:secret@host/db", "SELECT 1", "named by an address that begins"),
        ("postgresql://u:secret@localhost:1/db", "SELECT 1", "postgresql://localhost/db"),
        ("postgresql://u:${NO_SUCH_WORD}@h/db", "SELECT 1", "variable NO_SUCH_WORD is not set"),
    ],
)
def test_databases_that_cannot_be_asked(client, tmp_path, url, query, problem):
    spec = {"database": url, "query": query, "columns": SPEC["columns"]}
    data = client({"sales.csv": SALES}, {"sales": spec})
    _database(data / "acme" / "shop.db")
    with pytest.raises(ClientDataError) as error:
        load("acme", data=data, reports=tmp_path / "reports")
    assert problem in str(error.value)
    assert "secret" not in str(error.value)
    with sqlite3.connect(data / "acme" / "shop.db") as base:
        assert base.execute("SELECT count(*) FROM lines").fetchone() == (2,)
    base.close()


class _Postgres:
    """Stands in for the driver: remembers what it is asked, and gives two rows in two steps."""

    asked: list[str] = []  # noqa: RUF012
    columns = [{"name": n} for n in ("d", "c", "a")]  # noqa: RUF012

    def __init__(self, **how):
        self.asked.append(how["password"])
        self.rows = [[["2024-03-05", 7, 5.5]], [["2024-03-06", 8, 6]], []]

    def run(self, query):
        self.asked.append(query)
        if "count(*)" in query:
            self.rows = [[[2, 12345]], []]
        return self.rows.pop(0) if query.startswith("FETCH") else None

    def close(self):
        pass


def test_a_database_on_a_server_is_read_by_steps_and_its_password_is_not_shown(
    client, tmp_path, monkeypatch
):
    monkeypatch.setattr("pg8000.native.Connection", _Postgres)
    monkeypatch.setenv("SHOP_WORD", "p@ss/word")
    data = client({"sales.csv": SALES}, {"sales": {
        "database": "postgresql://me:${SHOP_WORD}@host/shop", "query": "SELECT * FROM lines",
        "columns": {"date": "d", "customer": "c", "amount": "a"}}})  # fmt: skip
    records = load("acme", data=data, reports=tmp_path / "reports")
    assert records.frame("sales")["amount"].tolist() == [5.5, 6]
    assert records.passport["file"].tolist() == ["postgresql://host/shop"]
    assert "p@ss/word" in _Postgres.asked
    assert "BEGIN READ ONLY" in _Postgres.asked


def test_the_page_of_a_check(client, tmp_path):
    text = check("acme", data=client({"sales.csv": SALES}),
                 reports=tmp_path / "reports")  # fmt: skip
    assert "sales.csv" in text
    assert "Nothing was rejected." in text
    assert "leads: log of stages" in text


def test_a_new_client_gets_a_folder_that_can_be_read(tmp_path):
    import openpyxl

    folder = new_client("acme", data=tmp_path)
    (folder / "sales.csv").write_text(SALES)
    assert read_engagement("acme", tmp_path).client == "acme"
    (sheet,) = openpyxl.load_workbook(folder / "data_request_en.xlsx")
    keys = [cell.value for cell in sheet["H"] if cell.value]
    assert [k for k in keys[1:] if "." not in k] == list(TABLES)
    kept = [t for t in TABLES.values() if WHERE[t.name] not in NO_SYSTEM]
    asked = [f"{t.name}.{c.name}" for t in kept for c in t.columns]
    assert [k for k in keys if "." in k] == asked
    assert sheet["B2"].value == "acme"
    again = new_client("acme", data=tmp_path / "again")
    for name in ("data_request_en.xlsx", "data_request_ru.xlsx"):
        assert (folder / name).read_bytes() == (again / name).read_bytes()
    with pytest.raises(ClientDataError, match="is there already"):
        new_client("acme", data=tmp_path)


def test_every_table_of_the_schema_is_whole():
    for table in TABLES.values():
        assert {table.clock, table.money} - {""} <= set(table.names)
        assert {*table.one_of, *table.may_be_empty, *table.known_later} <= set(table.names)
        assert all(column.example and column.why for column in table.columns)


@pytest.mark.parametrize(("bad", "has"), [(1, True), (2, False)])
def test_a_table_beyond_its_limit_is_left_out_and_stops_no_other(client, tmp_path, bad, has):
    files = {
        "sales.csv": "Date,Customer,Amount\n2024-03-05,ann,5\n",
        "cards.csv": "Code,Since\n" + "c,2024-01-01\n" * (20 - bad) + "d,never\n" * bad,
    }
    sales = {"date": "Date", "customer": "Customer", "amount": "Amount"}
    tables = {
        "sales": {"files": "sales.csv", "columns": sales},
        "customers": {
            "files": "cards.csv", "columns": {"customer": "Code", "since": "Since"}
        },
    }  # fmt: skip
    records = load("acme", data=client(files, tables), reports=tmp_path / "reports")
    assert records.has("customers") is has
    assert sorted(records.passport["rows_rejected"]) == [0, bad]
    assert any("customers is left out of the report" in note for note in records.notes) is not has
