"""What people write into a sheet is read; what cannot be understood is said, and its line stays."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from helpers import language
from helpers.records.engagement.sessions import filled, memory, places
from helpers.records.engagement.sessions.sheet import sheet

DAY = date(2026, 1, 22)
OFFERED = [("Leaving", "Whoever knows the customer calls"), ("Price", "Discounts end")]
HEADS = ["Chapter", "Decision", "Owner", "By when", "How we shall know", "Done"]


def written(path: Path, *rows: tuple, heads=HEADS) -> Path:
    """A sheet as a person saves it."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(4, 0, heads)
    for y, row in enumerate(rows, start=5):
        for x, cell in enumerate(row):
            page.write_datetime(y, x, cell, day) if isinstance(cell, date) else page.write(
                y, x, cell
            )
    book.close()
    return path


def test_a_line_with_an_owner_and_a_day_is_a_decision(tmp_path):
    row = ("Leaving", OFFERED[0][1], "Anna", date(2026, 3, 31), "net sales", "yes")
    read = filled.read(written(tmp_path / "a.xlsx", row), DAY)
    assert read.said == []
    told = read.rows.iloc[0]
    assert (told["owner"], told["due"].date(), told["done"]) == ("Anna", date(2026, 3, 31), True)


def test_an_option_that_nobody_took_is_no_decision(tmp_path):
    path = tmp_path / places.sheet_name(DAY)
    path.write_bytes(sheet("Title", DAY, OFFERED, ["net sales"]))
    read = filled.read(path, DAY, [words for _, words in OFFERED])
    assert (len(read.rows), read.said) == (0, [])
    assert filled.day_in(path) == DAY


def test_a_decision_of_their_own_counts_by_its_words_alone(tmp_path):
    read = filled.read(written(tmp_path / "a.xlsx", ("", "We sell the shop")), DAY, ["Other"])
    assert read.rows["decision"].tolist() == ["We sell the shop"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("", "Call", "Anna", "soon"), "row 6: 'soon' is no day"),
        (("", "Call", "Anna", 45000), "row 6: '45000' is no day"),
        (("", "Call", "Anna", date(2026, 1, 21)), "lies before the session"),
        (("", "Call", "Anna", "", "", "maybe"), "yes or no, not 'maybe'"),
        (("", "", "Anna"), "an owner or a date, but no decision"),
    ],
)
def test_nonsense_gets_one_sentence_and_the_line_stays(tmp_path, cells, said):
    read = filled.read(written(tmp_path / "a.xlsx", cells), DAY)
    assert len(read.said) == 1
    assert said in read.said[0]
    assert len(read.rows) == bool(cells[1])
    assert read.rows["due"].isna().all()


@pytest.mark.parametrize("when", ["31.03.2026", "2026-03-31", date(2026, 3, 31)])
def test_days_are_read_as_people_write_them(tmp_path, when):
    read = filled.read(written(tmp_path / "a.xlsx", ("", "Call", "Anna", when)), DAY)
    assert read.rows["due"].dt.date.tolist() == [date(2026, 3, 31)]


def test_the_day_of_the_session_itself_is_no_fault(tmp_path):
    assert filled.read(written(tmp_path / "a.xlsx", ("", "Call", "Anna", DAY)), DAY).said == []


def test_russian_heads_and_answers_are_read_in_any_language(tmp_path):
    language.use("ru")
    try:
        path = tmp_path / "a.xlsx"
        path.write_bytes(sheet("Решения", DAY, OFFERED, []))
    finally:
        language.use("en")
    assert filled.read(path, DAY, [words for _, words in OFFERED]).said == []
    heads = [filled.words_of("ru").gettext(word) for word in filled.HEADS.values()]
    row = ("", "Звоним", "Анна", "31.03.2026", "", "да")
    read = filled.read(written(tmp_path / "b.xlsx", row, heads=heads), DAY)
    assert read.rows["done"].tolist() == [True]


def test_a_sheet_without_its_heads_and_a_file_that_is_no_sheet_are_said(tmp_path):
    path = written(tmp_path / "a.xlsx", ("x",), heads=["What", "Who"])
    assert "has no row with the heads" in filled.read(path, DAY).said[0]
    path.write_bytes(b"nothing of the kind")
    assert "cannot be opened" in filled.read(path, DAY).said[0]


def test_a_sheet_that_is_open_is_read_and_said(tmp_path):
    path = written(tmp_path / "a.xlsx", ("", "Call", "Anna"))
    path.with_name(f"~${path.name}").write_bytes(b"")
    read = filled.read(path, DAY)
    assert "is open in a spreadsheet program" in read.said[0]
    assert len(read.rows) == 1


def test_words_that_look_like_formulas_are_words(tmp_path):
    bad = '=HYPERLINK("http://x.example","here")'
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet(bad, DAY, [("=1+1", bad)], ["=2"]))
    read = filled.read(path, DAY)
    assert read.rows["decision"].tolist() == [bad]


def remembered(folder: Path, day: date, as_of: date, client="acme") -> Path:
    kept = places.folder_of(folder, day)
    session = memory.Session(day, as_of)
    memory.remember(kept, session, client=client, offered=OFFERED, written="0")
    return kept


def test_sessions_come_back_in_their_order_with_their_sheets(tmp_path):
    for year in (2025, 2026):
        remembered(tmp_path, date(year, 1, 22), date(year - 1, 12, 31))
        name = places.sheet_name(date(year, 1, 22))
        written(tmp_path / name, ("", f"Call in {year}", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert [s.decisions["decision"].tolist() for s in found.sessions] == [
        ["Call in 2025"],
        ["Call in 2026"],
    ]


def test_a_session_on_later_records_is_not_seen(tmp_path):
    remembered(tmp_path, DAY, date(2025, 12, 31))
    written(tmp_path / places.sheet_name(DAY), ("", "Call", "Anna"))
    assert memory.earlier(tmp_path, "acme", until=date(2025, 12, 30)).sessions == []
    assert len(memory.earlier(tmp_path, "acme", until=date(2025, 12, 31)).sessions) == 1


def test_the_memory_of_another_client_is_left_alone(tmp_path):
    remembered(tmp_path, DAY, date(2025, 12, 31), client="rival")
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions == []
    assert "written for the client 'rival'" in found.said[0]


def test_a_memory_that_somebody_broke_is_said(tmp_path):
    kept = remembered(tmp_path, DAY, date(2025, 12, 31))
    (kept / places.CALLS).write_text("a,b\n1,2\n", "utf-8")
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions == []
    assert "cannot be read" in found.said[0]


def test_options_that_cannot_be_read_are_said_and_the_session_stays(tmp_path):
    kept = remembered(tmp_path, DAY, date(2025, 12, 31))
    (kept / places.OFFERED).write_text("", "utf-8")
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert len(found.sessions) == 1
    assert "cannot be read" in found.said[0]


def test_a_copy_of_a_sheet_is_named_and_not_read(tmp_path):
    remembered(tmp_path, DAY, date(2025, 12, 31))
    written(tmp_path / "decisions_2026-01-22 (1).xlsx", ("", "Call", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert "was not read" in found.said[0]
    assert found.sessions[0].decisions.empty


def test_a_sheet_without_a_memory_still_says_what_was_decided(tmp_path):
    path = written(tmp_path / places.sheet_name(DAY), ("", "Call", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31), declared=[path])
    assert len(found.sessions[0].decisions) == 1


def test_nothing_is_remembered_of_a_client_without_sessions(tmp_path):
    assert memory.earlier(tmp_path, "acme", until=DAY) == ([], [])
