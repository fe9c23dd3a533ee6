"""Are the tables of the chapter written as meant, whatever the registry of columns says?"""

import pandas as pd

from helpers.analysis.commitments import manager_tables, register, tables
from helpers.analysis.definitions.naming.names_of_staff import letter
from helpers.language.cells import Column

PROMISES = pd.DataFrame(
    {
        "commitment": ["Answer soon", "Deliver", "Call back"],
        "measure": ["hours to answer", "days to deliver", "minutes to answer"],
        "limit": [4, 3, 30],
        "compensation": [15.0, 10.0, None],
        "owner": ["Ann", "Bob", None],
    }
)


def kinds(columns: list[Column]) -> dict[str, str]:
    return {column.key: column.kind for column in columns}


def test_words_are_words_and_money_is_money():
    told = kinds([*tables.register_columns(), *manager_tables.handed_columns()])
    assert {told[key] for key in ("commitment", "owner", "told_month", "told_year", "group")} == {
        "text"
    }
    assert told["compensation"] == told["cost"] == "money"
    assert told["more"] == told["low"] == "percent"


def test_a_promise_without_records_is_not_measured_and_one_without_an_owner_is_nobodys():
    shown = tables.register(register.register(PROMISES, None, day=24.0))
    assert shown["owner"].tolist() == ["Ann", "Bob", "nobody"]
    assert shown["told_year"].tolist() == ["not measured"] * 3


def test_the_worksheet_has_the_bound_promises_first_and_five_at_most():
    table = register.register(pd.concat([PROMISES] * 3), None, day=24.0)
    lines = tables.sheet_lines(table)
    assert len(lines) == tables.MOST_LINES
    assert [line[0] for line in lines[:2]] == ["Answer soon", "Deliver"]
    assert lines[0][1:] == ["not measured", "€15", "Ann"]
    assert tables.sheet_lines(None) == []


def test_letters_go_on_after_the_alphabet():
    assert [letter(n)[8:] for n in (0, 25, 26, 27)] == ["A", "Z", "AA", "AB"]
