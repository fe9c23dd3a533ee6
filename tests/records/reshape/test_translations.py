"""A report in another language prints the client's words as the client translated them."""

from pathlib import Path

import pandas as pd
import pytest

from helpers import language
from helpers.language import Number, values
from helpers.language.cells import plain, written
from helpers.records.engagement.translations import read_translations
from helpers.sample.files import write
from helpers.sample.world import company, room, service, voice

TABLE = "written,ru\nFleet,Автопарк\nNorth,Север\nSouth,\n"


@pytest.fixture(autouse=True)
def _clean():
    yield
    values.use({})


def read(folder, content):
    (folder / "translations.csv").write_bytes(content)
    problems = []
    return read_translations(folder, problems), problems


def test_each_language_has_its_words_and_what_is_empty_stays_as_it_came(tmp_path):
    found, problems = read(tmp_path, TABLE.encode())
    assert found == {"ru": {"Fleet": "Автопарк", "North": "Север"}}
    assert problems == []


def test_a_spreadsheet_may_have_saved_it_in_its_own_way(tmp_path):
    found, _ = read(tmp_path, TABLE.replace(",", ";").encode("cp1251"))
    assert found["ru"]["Fleet"] == "Автопарк"


def test_without_the_table_nothing_is_translated(tmp_path):
    assert read_translations(tmp_path, []) == {}


@pytest.mark.parametrize(
    ("content", "told"),
    [("a,ru\nFleet,X\n", "written"), (TABLE + "Fleet,Парк\n", "line 5: 'Fleet'")],
)
def test_a_table_edited_into_nonsense_is_told_in_a_sentence(tmp_path, content, told):
    language.use("en")
    _, problems = read(tmp_path, content.encode())
    assert len(problems) == 1
    assert told in problems[0]


def test_only_what_is_printed_is_translated():
    values.use({"Fleet": "Автопарк"})
    assert written("Fleet", "text") == plain("Fleet", "text") == "Автопарк"
    assert written("Fleet", "code") == plain("Fleet", "code") == "Fleet"
    assert str(Number("Fleet", "text")) == "Автопарк"


def test_a_label_that_is_put_together_is_translated_part_by_part():
    values.use({"North": "Север", "Waiting area": "Зона ожидания"})
    assert values.printed("Waiting area · North") == "Зона ожидания · Север"
    assert values.printed("Northern") == "Northern"


def test_every_word_of_the_invented_company_has_its_russian():
    table = pd.read_csv(Path(write.__file__).with_name("translations.csv"), dtype=str)
    told = {*company.BRANCHES, *company.REGIONS, *company.CHANNELS, *company.CATEGORIES,
            company.REGULAR, *company.SEAMS, *service.ACTIONS, *voice.PLACES}  # fmt: skip
    for rows in (room.TOUCHPOINTS, room.COMMITMENTS, room.DEFINITIONS):
        told |= {row[0] for row in rows}
    for texts in (*company.SEAMS.values(), *service.REASONS.values()):
        told |= set(texts)
    told |= {f"{study}, {year}" for study in room.STUDIES for year in (2024, 2025)}
    assert told - set(table["written"]) == set()
    assert table["ru"].notna().all()
