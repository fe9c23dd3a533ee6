"""What people write into a sheet is read; what cannot be understood is said, and its line stays."""

import re
import zipfile
from datetime import date

import pytest

from helpers import language
from helpers.language import words_of
from helpers.records.engagement.sessions import answers, filled, places
from helpers.records.engagement.sessions.heads import HEADS as HEADS_OF
from helpers.records.engagement.sessions.sheet import sheet
from tests.records.sessions.sheets_of import DAY, OFFERED, written


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
