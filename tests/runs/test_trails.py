"""A number leads to rows that are there, or its chapter has failed."""

import pytest

from helpers.runs.trails import broken
from tests.runs import small


def found(table, rows):
    return [{"key": "one.sum", "trail": {"table": table, "rows": rows, "where": ""}}]


def table(folder, text):
    path = folder / "one.csv"
    path.write_text(text, "utf-8", newline="")
    return {"one": path}


def test_rows_that_the_table_has_are_rows_that_it_can_come_from(tmp_path):
    kept = table(tmp_path, "a\n1\n2\n")
    assert broken(found("one", 2), kept, {}) == []
    assert broken(found("one", 0), kept, {}) == []
    (said,) = broken(found("one", 3), kept, {})
    assert "the finding 'one.sum'" in said
    assert "3 rows of the table 'one', which has 2" in said


def test_a_text_of_several_lines_is_one_row(tmp_path):
    kept = table(tmp_path, 'a\n"one\ntwo\nthree"\n')
    assert broken(found("one", 1), kept, {}) == []
    assert broken(found("one", 2), kept, {})


def test_what_the_client_brought_is_a_table_with_its_accepted_rows(tmp_path):
    assert broken(found("sales", 7), {}, {"sales": 7}) == []
    assert "which has 7" in broken(found("sales", 8), {}, {"sales": 7})[0]


def test_a_kept_table_comes_before_one_of_the_client_that_has_its_name(tmp_path):
    assert broken(found("one", 2), table(tmp_path, "a\n1\n"), {"one": 9})


def test_a_table_that_is_not_there_is_named_with_those_that_are(tmp_path):
    (said,) = broken(found("onr", 1), table(tmp_path, "a\n1\n"), {"sales": 7})
    assert "the table 'onr', and there is none. Did you mean 'one'?" in said
    assert "show.keep('onr', …)" in said
    assert "one of: one, sales." in said


def test_a_chapter_whose_number_leads_nowhere_fails_and_no_other(tmp_path):
    small.client(tmp_path / "data")
    small.chapter(tmp_path / "notebooks", "01_one", small.KEEP, 'find("one.sum", 10)')
    astray = 'keep("two", "a\\n1\\n")\nfind("two.sum", 10, "two", 2)\nfind("two.more", 5, "none")'
    small.chapter(tmp_path / "notebooks", "02_two", small.KEEP, astray)
    made = small.run(small.order(tmp_path))
    assert made.status == "failed"
    (said,) = made.failures
    assert said.startswith("notebooks/02_two.ipynb: the finding 'two.sum'")
    assert "'two.more'" in said  # all faults at once
    mended = astray.replace("2)", "1)").replace('5, "none"', "5")
    small.chapter(tmp_path / "notebooks", "02_two", small.KEEP, mended)
    again = small.run(small.order(tmp_path))
    assert (again.status, again.ran) == ("made", ("02_two",))


@pytest.mark.slow
def test_a_chapter_may_lead_to_a_table_of_one_that_it_stands_on(tmp_path):
    small.client(tmp_path / "data")
    small.chapter(tmp_path / "notebooks", "01_one", small.KEEP, 'keep("one", "a\\n1\\n")')
    leads = 'find("two.sum", 10, "one", 1)'
    small.chapter(tmp_path / "notebooks", "02_two", small.KEEP, leads, after=["01"])
    assert small.run(small.order(tmp_path)).status == "made"
    small.chapter(tmp_path / "notebooks", "02_two", small.KEEP, leads)
    assert small.run(small.order(tmp_path)).status == "failed"
