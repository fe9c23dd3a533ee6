"""The day in the room, as an engagement says it."""

from datetime import date

import pytest

from helpers import language
from helpers.records.engagement import room


@pytest.mark.parametrize(
    ("said", "minute"), [("09:30", 570), ("9.05", 545), (570, 570), ("23:59", 1439), (None, None)]
)
def test_a_session_begins_at_a_time_of_the_day(said, minute):
    problems = []
    assert room.starts({"starts": said}, problems) == minute
    assert problems == []


@pytest.mark.parametrize("said", ["24:00", "half past nine", "9:60", 59, 1440, True, 9.5, [9]])
def test_what_is_no_time_is_told(said):
    problems = []
    assert room.starts({"starts": said}, problems) is None
    assert "09:30" in problems[0]


BOTH = {"en": "Who feeds us?", "ru": "Кто нас кормит?"}


@pytest.mark.parametrize(
    ("said", "spoken", "told"),
    [
        (BOTH, "en", "Who feeds us?"),
        (BOTH, "ru", "Кто нас кормит?"),
        ("Who feeds us?", "ru", "Who feeds us?"),
        ({"ru": "Кто?"}, "en", "Кто?"),  # better than nothing
        ({"en": "", "ru": "Кто?"}, "en", "Кто?"),
        ({}, "en", ""),
        (None, "en", ""),
        ({"en": 2026}, "en", "2026"),
    ],
)
def test_the_cover_speaks_the_language_in_use(said, spoken, told):
    problems = []
    language.use(spoken)
    assert room.on_the_cover({"question": said}, "question", problems) == told
    assert problems == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"eng": "Who?"}, "question: unknown language 'eng'. Did you mean 'en'?"),
        ({"en": ["Who?"]}, "question: en: expected a text"),
        (["Who?"], "question: expected a text"),
        (True, "question: expected a text"),
    ],
)
def test_what_cannot_stand_on_the_cover_is_told(said, told):
    problems = []
    room.on_the_cover({"question": said}, "question", problems)
    assert len(problems) == 1
    assert problems[0].startswith(told)


def test_names_are_masked_in_what_is_handed_round_and_full_for_who_leads():
    ways = room.names({}, [])
    assert (ways["handout"], ways["slides"]) == ("masked", "masked")
    assert (ways["guide"], ways["spreadsheet"]) == ("full", "full")


def test_one_word_is_for_all_documents_and_a_table_for_some():
    assert set(room.names({"names": "initials"}, []).values()) == {"initials"}
    assert room.names({"names": {"handout": "full"}}, [])["slides"] == "masked"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("mask", "'masked'"),
        ({"handout": "none"}, "expected masked"),
        ({"handouts": "full"}, "unknown document 'handouts'"),
        (["full"], "expected masked"),
        ({"guide": date(2024, 1, 1)}, "expected masked"),
    ],
)
def test_a_way_or_a_document_that_is_not_known_is_told_once(said, told):
    problems = []
    room.names({"names": said}, problems)
    assert len(problems) == 1
    assert told in problems[0]
