"""Does any file of a pack tell who somebody is, where customers are people?

Codes are e-mails, phones and names; cards have names, phones and e-mails of their own; texts
name others. Each of the three has words that nothing else has.
"""

import re
import shutil

import pytest

from tests import tiny, whole_runs
from tests.documents import files, text_of

pytestmark = pytest.mark.slow

OF_CODES = re.compile(r"kodova|code\.example|912\D{0,2}555", re.IGNORECASE)
OF_TEXTS = re.compile(r"textova|text\.example|914\D{0,2}333|@hand_le", re.IGNORECASE)
OF_CARDS = re.compile(r"kartova", re.IGNORECASE)
WAYS = re.compile(r"913\D{0,2}444|card\.example", re.IGNORECASE)
FIRST = ("Anna", "Elena", "Galina", "Irina", "Olga", "Vera")
SAID = (
    "Textova Olga said no: +7 914 333-00-01",
    "told by г-жа Textova, tel.89143330001",
    "write to olga@text.example or @hand_le",
    "price",
)
MAY_NAME = ("facilitator.html", "facilitator.pdf", "tables.xlsx")  # and the sheets


def codes(number):
    name = FIRST[number % 6]
    return (
        f"{name.lower()}.kodova{number}@code.example",
        f"+7 912 555-{number:02d}-12",
        f"Kodova {name} {chr(65 + number)}.",
        f"{number:06d}",
    )[number % 4]


def words(table, column, number):
    if table == "customers" and column == "decision_maker":
        return "TEXTOVA OLGA"
    of_the_card = {
        "segment": "regular",
        "name": f"{FIRST[number % 6]} Kartova",
        "phone": f"+7 913 444-{number:02d}-77",
        "email": f"kartova{number}@card.example",
        "note": SAID[number % 4],
    }
    if column in ("reason", "cause", "action", "outcome"):
        return SAID[number % 4]
    return of_the_card.get(column) or tiny.plain_words(table, column, number)


CLIENT = tiny.Client(words=words, customers=24, codes=codes, fields=("phone", "email", "note"))
TOLD = {"customers_are": "people", "session_date": "2024-07-15"}


@pytest.fixture(scope="module")
def pack(shared):
    def make(folder):
        tiny.write(folder / "data", "folk", CLIENT, **TOLD)
        whole_runs.run("folk", folder / "data", folder / "reports")

    return shared.once("folk", make) / "reports" / "folk"


def telling(pack, secret, but=()):
    """Files in whose text or name ``secret`` is found; ``but`` those that may tell it."""
    found = {path.relative_to(pack).as_posix(): text_of(path) for path in files(pack)}
    return [
        name
        for name, text in found.items()
        if not name.startswith(but) and secret.search(f"{name}\n{_joined(text)}")
    ]


def _joined(text):
    return text.replace("\u200b", "").replace("\u00a0", " ")


def test_no_file_tells_a_code_that_is_an_email_a_phone_or_a_name(pack):
    assert telling(pack, OF_CODES) == []


def test_no_file_tells_whom_a_text_names(pack):
    assert telling(pack, OF_TEXTS) == []


def test_the_names_of_the_cards_are_for_who_leads_and_who_calls(pack):
    assert telling(pack, OF_CARDS, but=(*MAY_NAME, "customers/")) == []
    assert OF_CARDS.search(text_of(pack / "tables.xlsx"))


def test_phones_and_emails_are_for_who_calls(pack):
    assert telling(pack, WAYS, but=("tables.xlsx", "customers/")) == []
    assert WAYS.search(text_of(pack / "tables.xlsx"))


def test_the_index_says_how_to_have_the_codes(pack):
    assert "codes: full" in text_of(pack / "index.html")


def test_one_word_in_the_engagement_masks_the_names_everywhere(pack, tmp_path):
    shutil.copytree(pack, tmp_path / "reports" / "folk")  # with its cache
    tiny.write(tmp_path / "data", "folk", CLIENT, **TOLD, names="masked")
    masked = whole_runs.run("folk", tmp_path / "data", tmp_path / "reports")
    assert telling(masked, OF_CARDS) == []
    assert telling(masked, OF_CODES) == []
