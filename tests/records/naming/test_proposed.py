"""Proposals are added to aliases.csv, answered by a person, and warned of until then."""

import pytest

from helpers.records import load
from helpers.records.engagement.aliases import read_aliases
from helpers.records.naming.proposed import propose_names

SOLD = (
    "Date,Customer,Amount,Manager\n2024-01-01,Bolt Ltd,1,Ann Berg\n2024-01-02,BOLT,2,Berg A.\n"
    "2024-01-03,Nut Ltd,4,Ann Berg\n2024-01-04,Bolt Ltd,8,Ann Berg\n"
)
COLUMNS = {"date": "Date", "customer": "Customer", "amount": "Amount", "manager": "Manager"}


@pytest.fixture
def records(client, tmp_path):
    def read(**engagement):
        spec = {"sales": {"files": "sold.csv", "columns": COLUMNS}}
        data = client({"sold.csv": SOLD}, spec, **engagement)
        return load("acme", data=data, reports=tmp_path / "reports")

    return read


def test_what_may_be_one_name_is_added_and_nothing_is_merged(records):
    path, new = propose_names(records())
    assert [(r.table, r.column, r.written, r.means) for r in new] == [
        ("*", "customer", "BOLT", "Bolt Ltd"),
        ("*", "manager", "Berg A.", "Ann Berg"),
    ]
    assert [row.accepted for row in read_aliases(path.parent)] == [None, None]
    assert records().frame("sales")["customer"].nunique() == 3


def test_an_accepted_proposal_merges_and_a_second_look_finds_nothing(records):
    path, _ = propose_names(records())
    path.write_text(path.read_text("utf-8-sig").replace("missing,", "missing,yes"))
    assert records().frame("sales")["customer"].nunique() == 2
    assert propose_names(records())[1] == []


def test_what_a_person_has_written_stays(records):
    path, _ = propose_names(records())
    mine = "table;column;written;means;why;accepted\n*;customer;BOLT;Bolt Ltd;mine;no"
    path.write_text(mine, "utf-8")
    propose_names(records())
    text = path.read_text("utf-8")
    assert text.startswith(mine + "\n")
    assert [row.written for row in read_aliases(path.parent)] == ["BOLT", "Berg A."]


def test_open_proposals_are_warned_of_with_their_money_and_answered_ones_are_not(records):
    path, _ = propose_names(records())
    (note,) = [n for n in records().notes if "nobody has answered" in n and "customer" in n]
    assert "1 of 3 names" in note
    assert "rows: 1" in note
    path.write_text(path.read_text("utf-8-sig").replace("missing,", "missing,no"))
    assert not [n for n in records().notes if "nobody has answered" in n and "customer" in n]


def test_codes_of_people_are_proposed_as_the_client_wrote_them(records):
    _, new = propose_names(records(customers_are="people"))
    assert ("BOLT", "Bolt Ltd") in {(row.written, row.means) for row in new}
