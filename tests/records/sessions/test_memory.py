"""Earlier sessions come back with their sheets; what is lost, spoilt or another's is said."""

from datetime import date

import pytest

from helpers.records.engagement.sessions import memory, places
from helpers.records.engagement.sessions.sheet import sheet
from tests.records.sessions.sheets_of import DAY, OFFERED, remembered, written

LINE = 'Звоним;Анна;31.03.2026;да;"net; sales"\n'

TEXT = "Session of;2026-01-22\nClient;acme\n\nРешение;Owner;By when;Done;How we shall know\n"


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


def test_a_sheet_without_a_memory_still_says_what_was_decided(tmp_path):
    path = written(tmp_path / places.sheet_name(DAY), ("", "Call", "Anna"))
    found = memory.earlier(tmp_path, "acme", until=date(2026, 12, 31), declared=[path])
    assert len(found.sessions[0].decisions) == 1


def test_nothing_is_remembered_of_a_client_without_sessions(tmp_path):
    assert memory.earlier(tmp_path, "acme", until=DAY) == ([], [], [])
