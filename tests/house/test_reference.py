"""What the documentation says of the code follows the code, in both languages."""

import pytest

from helpers.maintenance import messages, reference
from helpers.records.schema import TABLES

PAGES = list(reference.paths())
KEPT = [(path, spoken) for path, spoken in PAGES if path.name != reference.WHOLE]


@pytest.mark.parametrize(("path", "spoken"), KEPT, ids=lambda x: getattr(x, "name", x))
def test_the_page_is_written_from_the_code(path, spoken):
    text = path.read_text("utf-8")
    again = "python -m helpers.maintenance.reference"
    assert text == reference.written(text, path.name, spoken), again


def test_every_table_and_column_has_its_line():
    text = "\n".join(reference.tables())
    for table in TABLES.values():
        section = text.partition(f"## `{table.name}`")[2].partition("\n## ")[0]
        assert section.count("\n| `") == len(table.columns)
        assert section.count("(required)") == len(table.required)


def test_messages_are_found_where_they_are_said():
    subjects = list(messages.SUBJECTS.values())
    found = [messages.gathered(places) for places in subjects]
    assert all(len(one) > 5 for one in found)
    assert "%(file)s is locked with a password: save it without one." in found[1]


def test_a_russian_page_has_no_english_sentence_left():
    for path, spoken in PAGES:
        if spoken == "ru" and path.name != "words.md":
            text = reference.written("", path.name, spoken)
            rows = text.partition(reference.MARK)[2].splitlines()
            told = [row for row in rows if len(row) > 40 and "`" not in row]
            assert told or path.name == "settings.md"
            assert [row for row in told if not any("а" <= sign <= "я" for sign in row)] == []
