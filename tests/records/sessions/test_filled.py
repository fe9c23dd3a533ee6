"""What people write into a sheet is read; what cannot be understood is said, and its line stays."""

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from helpers import language
from helpers.language import words_of
from helpers.records.engagement.sessions import answers, filled, memory, places
from helpers.records.engagement.sessions.heads import HEADS as HEADS_OF
from helpers.records.engagement.sessions.sheet import sheet

DAY = date(2026, 1, 22)
OFFERED = [("Leaving", "Whoever knows the customer calls"), ("Price", "Discounts end")]
HEADS = ["Chapter", "Decision", "Owner", "By when", "How we shall know", "Done"]


def written(path: Path, *rows: tuple, heads=HEADS, client="acme") -> Path:
    """A sheet as a person saves it."""
    book = xlsxwriter.Workbook(path, {"strings_to_formulas": False})
    page = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    page.write_row(0, 0, ["Client", client] if client else [])
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
    path.write_bytes(sheet("Title", "acme", DAY, OFFERED, ["net sales"]))
    read = filled.read(path, DAY, [words for _, words in OFFERED])
    assert (len(read.rows), read.said) == (0, [])
    assert filled.marks_of(path) == ("acme", DAY)


def test_a_decision_of_their_own_counts_by_its_words_alone(tmp_path):
    read = filled.read(written(tmp_path / "a.xlsx", ("", "We sell the shop")), DAY, ["Other"])
    assert read.rows["decision"].tolist() == ["We sell the shop"]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (("", "Call", "Anna", "soon"), "'soon' is no day"),
        (("", "Call", "Anna", 45000), "'45000' is no day"),
        (("", "Call", "Anna", "03/04/2026"), "may mean two days"),
        (("", "Call", "Anna", date(2026, 1, 21)), "lies before the session"),
        (("", "Call", "Anna", "", "", "maybe"), "yes or no, not 'maybe'"),
        (("", "", "Anna"), "an owner or a date, but no decision"),
    ],
)
def test_nonsense_gets_one_sentence_and_the_line_stays(tmp_path, cells, said):
    read = filled.read(written(tmp_path / "a.xlsx", cells), DAY)
    assert read.said == []
    assert [(fault.file, fault.row) for fault in read.faults] == [("a.xlsx", 6)]
    assert said in read.faults[0].why
    assert len(read.rows) == bool(cells[1])
    assert read.rows["due"].isna().all()


WAYS = [
    "31.03.2026", "2026-03-31", date(2026, 3, 31), "31.3.26", "31.03.", "31.3", "31/03/2026",
    "03/31/2026", "31-03-2026", "2026.03.31", "31 March 2026", "31 Mar", "March 31, 2026",
    "31st March", "by 31.03.2026", "31 марта 2026 г.", "31 марта", "до 31.03.2026",
    "31.03.2026 00:00", "2026-03-31 00:00:00",
]  # fmt: skip


@pytest.mark.parametrize("when", WAYS)
def test_days_are_read_as_people_write_them(tmp_path, when):
    read = filled.read(written(tmp_path / "a.xlsx", ("", "Call", "Anna", when)), DAY)
    assert read.rows["due"].dt.date.tolist() == [date(2026, 3, 31)]


def test_the_day_of_the_session_itself_is_no_fault(tmp_path):
    assert filled.read(written(tmp_path / "a.xlsx", ("", "Call", "Anna", DAY)), DAY).faults == []


def test_russian_heads_and_answers_are_read_in_any_language(tmp_path):
    language.use("ru")
    try:
        path = tmp_path / "a.xlsx"
        path.write_bytes(sheet("Решения", "acme", DAY, OFFERED, []))
    finally:
        language.use("en")
    assert filled.read(path, DAY, [words for _, words in OFFERED]).said == []
    heads = [words_of("ru").gettext(word) for word in HEADS_OF.values()]
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
    path.write_bytes(sheet(bad, "acme", DAY, [("=1+1", bad)], ["=2"]))
    read = filled.read(path, DAY, [])
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
    written(tmp_path / places.sheet_name(DAY), ("", "Call", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert len(found.sessions) == 1
    assert "cannot be read" in found.said[0]


def test_a_copy_of_a_sheet_is_named_and_not_read(tmp_path):
    remembered(tmp_path, DAY, date(2025, 12, 31))
    written(tmp_path / "decisions_2026-01-22 (1).xlsx", ("", "Call", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert "was not read" in found.said[0]
    assert found.sessions[0].decisions.empty


def test_a_sheet_that_is_gone_is_missed(tmp_path):
    remembered(tmp_path, DAY, date(2025, 12, 31))
    said = memory.earlier(tmp_path, "acme", until=date(2026, 6, 30)).said
    assert said == [
        "decisions_2026-01-22.xlsx is missing: what that session has decided is not known."
    ]


def test_a_sheet_of_another_client_is_refused_in_one_sentence(tmp_path):
    remembered(tmp_path, DAY, date(2025, 12, 31))
    written(tmp_path / places.sheet_name(DAY), ("", "Call", "Anna"), client="rival")
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions[0].decisions.empty
    assert "a sheet of the client 'rival'" in found.said[0]


def test_a_sheet_that_says_no_client_is_read_only_where_the_engagement_names_it(tmp_path):
    path = written(tmp_path / places.sheet_name(DAY), ("", "Call", "Anna"), client="")
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions[0].decisions.empty if found.sessions else True
    assert "does not say which client" in found.said[0]
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31), declared=[path])
    assert (len(found.sessions[0].decisions), found.said) == (1, [])


def test_a_sheet_under_the_name_of_another_session_is_refused(tmp_path):
    path = tmp_path / places.sheet_name(date(2026, 3, 1))
    path.write_bytes(sheet("Title", "acme", DAY, OFFERED, []))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions == []
    assert "it is of the session of 22 Jan 2026" in found.said[0]


@pytest.mark.parametrize(
    "name",
    ["decisions_22.01.2026.csv", "Decisions January.xlsx", "sessions/decisions_2026-01-22.csv",
     "old/decisions_2026-01-22.xlsx", "Решения 22.01.2026.xlsx"],
)  # fmt: skip
def test_what_seems_to_be_a_sheet_but_is_not_found_is_told(tmp_path, name):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"Decision,Owner,By when\nCall,Anna,\n")
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert (found.sessions, len(found.said)) == ([], 1)
    assert f"{name} was not read" in found.said[0]
    assert path in memory.files(tmp_path)
    told = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31), exports=[path])
    assert told.said == []  # an export may be called as its owner likes


TEXT = "Session of;2026-01-22\nClient;acme\n\nРешение;Owner;By when;Done;How we shall know\n"
LINE = 'Звоним;Анна;31.03.2026;да;"net; sales"\n'


@pytest.mark.parametrize(
    ("encoding", "sign", "ending"),
    [("utf-8-sig", ";", "csv"), ("cp1251", ";", "csv"), ("utf-16", "\t", "txt"),
     ("utf-8", ",", "CSV")],
)  # fmt: skip
def test_a_sheet_that_was_saved_as_text_is_read(tmp_path, encoding, sign, ending):
    told = (TEXT + LINE).replace(";", sign).replace(f'"net{sign} sales"', "net sales")
    path = tmp_path / f"decisions_2026-01-22.{ending}"
    path.write_bytes(told.replace("\n", "\r\n").encode(encoding))
    remembered(tmp_path, DAY, date(2025, 12, 31))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert (found.said, found.faults) == ([], [])
    row = found.sessions[0].decisions.iloc[0]
    assert (row["decision"], row["owner"], row["done"]) == ("Звоним", "Анна", True)
    assert row["due"].date() == date(2026, 3, 31)


def test_columns_may_stand_in_any_order_and_under_words_of_ones_own(tmp_path):
    heads = ["Кто", "Status", "What we decided", "Срок", "Comment", "Metric"]
    row = ("Anna", "in progress", "Call", "31.03.2026", "never mind", "net sales")
    read = filled.read(written(tmp_path / "a.xlsx", row, heads=heads), DAY)
    told = read.rows.iloc[0]
    assert (told["owner"], told["decision"], told["measure"]) == ("Anna", "Call", "net sales")
    assert (told["done"], read.said, read.faults) == (False, [], [])


def test_a_column_that_is_missing_is_said(tmp_path):
    heads = ["Decision", "Owner", "By when", "How we shall know", "Finished?"]
    read = filled.read(written(tmp_path / "a.xlsx", ("Call", "A"), heads=heads), DAY)
    assert (len(read.rows), len(read.said)) == (1, 1)
    assert "has no column with the head Done" in read.said[0]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe"])
def test_an_empty_file_is_said(tmp_path, content):
    (tmp_path / "decisions_2026-01-22.csv").write_bytes(content)
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert len(found.said) == 1
    assert "decisions_2026-01-22.csv" in found.said[0]


def test_of_two_sheets_of_one_session_the_filled_one_counts_and_never_both(tmp_path):
    remembered(tmp_path, DAY, date(2025, 12, 31))
    path = tmp_path / places.sheet_name(DAY)
    path.write_bytes(sheet("Title", "acme", DAY, OFFERED, []))
    text = tmp_path / "decisions_2026-01-22.csv"
    text.write_text(TEXT + LINE, "utf-8")
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions[0].decisions["decision"].tolist() == ["Звоним"]
    assert found.said == []
    written(path, ("", "Call", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions[0].decisions["decision"].tolist() == ["Call"]
    assert "decisions_2026-01-22.csv was not read" in found.said[0]


@pytest.mark.parametrize("lost", [places.ABOUT, places.CALLS, places.FINDINGS])
def test_a_memory_that_was_half_deleted_is_said_and_its_sheet_stays(tmp_path, lost):
    kept = remembered(tmp_path, DAY, date(2025, 12, 31))
    (kept / lost).unlink()
    path = tmp_path / places.sheet_name(DAY)
    path.write_bytes(sheet("Title", "acme", DAY, OFFERED, []))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert f"({lost} is missing)" in found.said[0]
    assert found.sessions[0].decisions.empty  # options that nobody took are no decisions
    written(path, ("", "Call", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions[0].decisions["decision"].tolist() == ["Call"]


def test_options_do_not_count_where_nobody_knows_any_more_what_was_offered(tmp_path):
    kept = remembered(tmp_path, DAY, date(2025, 12, 31))
    (kept / places.OFFERED).unlink()
    rows = [("Leaving", "An option"), ("", "Our own"), ("Leaving", "Taken", "Anna")]
    written(tmp_path / places.sheet_name(DAY), *rows)
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31))
    assert found.sessions[0].decisions["decision"].tolist() == ["Our own", "Taken"]


def test_a_sheet_into_which_nobody_wrote_is_said_at_the_next_session_alone(tmp_path):
    remembered(tmp_path, DAY, date(2025, 12, 31))
    (tmp_path / places.sheet_name(DAY)).write_bytes(sheet("Title", "acme", DAY, OFFERED, []))
    assert memory.earlier(tmp_path, "acme", until=date(2025, 12, 31)).said == []
    said = memory.earlier(tmp_path, "acme", until=date(2026, 6, 30)).said
    assert ["Nothing has been written yet" in one for one in said] == [True]


def test_a_long_list_of_measures_stands_on_a_sheet_of_its_own(tmp_path):
    words = [f"{'a long measure ' * 6}{n}" for n in range(9)]
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet("Title", "acme", DAY, OFFERED, words))
    with zipfile.ZipFile(path) as parts:
        rules = parts.read("xl/worksheets/sheet1.xml").decode()
        told = parts.read("xl/sharedStrings.xml").decode()
        assert 'state="hidden"' in parts.read("xl/workbook.xml").decode()
    assert "$A$1:$A$9" in rules
    assert all(len(one) <= 255 for one in re.findall(r"<formula1>(.*?)</formula1>", rules))
    assert all(word in told for word in words)


@pytest.mark.parametrize("cell", ["maybe", "partly", "?", "частично"])
def test_an_answer_that_is_neither_yes_nor_no_is_none(cell):
    assert answers.done(cell) is None


def test_a_sheet_without_a_memory_still_says_what_was_decided(tmp_path):
    path = written(tmp_path / places.sheet_name(DAY), ("", "Call", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31), declared=[path])
    assert len(found.sessions[0].decisions) == 1


def test_nothing_is_remembered_of_a_client_without_sessions(tmp_path):
    assert memory.earlier(tmp_path, "acme", until=DAY) == ([], [], [])
