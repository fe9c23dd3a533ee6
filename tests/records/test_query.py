"""What is put into a query comes out of it as it was, whatever signs it has."""

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.records.query import Rows, cases, every, ifelse, lit, null, some, stored, text_of

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)


def one(cell):
    """Value of a cell in a table of one row."""
    ((value,),) = Rows(duckdb.connect(), "SELECT 1 AS x", ("x",)).ask(cell.sql)
    return value


@given(TEXTS)
def test_a_text_is_a_literal_whatever_it_says(text):
    assert one(lit(text)) == text
    assert one(lit(text).replace(text, "x")) == ("x" if text else "")
    assert one(lit(text).isin([text])) is True


@pytest.mark.parametrize("value", [5, -1.5, True, False, None, date(2024, 2, 29)])
def test_other_literals_are_what_they_are(value):
    assert one(lit(value)) == value


def test_conditions_without_parts_are_true_of_all_and_of_none():
    assert [one(every()), one(some())] == [True, False]
    assert [one(every(lit(True), lit(False))), one(some(lit(True), lit(False)))] == [False, True]
    assert one(lit("a").isin([])) is False


def test_the_first_condition_that_is_true_decides():
    told = cases((lit(1) > 2, "a"), (lit(2) > 1, "b"), (lit(3) > 1, "c"), otherwise="d")
    assert one(told) == "b"
    assert one(cases(otherwise="d")) == "d"
    assert one(ifelse(lit(1) > 2, "a", null("varchar"))) is None


def test_texts_with_a_missing_one_are_missing():
    assert one(text_of("a", lit("b"))) == "ab"
    assert one(text_of("a", null("varchar"))) is None


def test_columns_change_in_their_place_and_new_ones_come_last():
    rows = Rows(duckdb.connect(), "SELECT 1 AS a, 'x' AS \"order\"", ("a", "order"))
    changed = rows.mutate(b=rows["order"], a=rows["a"] + 1)
    assert (changed.columns, changed.ask("*")) == (("a", "order", "b"), [(2, "x", "x")])
    assert changed.drop("order").ask("*") == [(2, "x")]
    assert changed.where("a > 2").ask("*") == []


@pytest.mark.parametrize("folder", ["plain", "a[1]", "b*", "c?", "year=2024", "it's"])
def test_rows_written_come_back_from_any_folder(tmp_path, folder):
    path = tmp_path / folder / "rows.parquet"
    path.parent.mkdir()
    rows = Rows(duckdb.connect(), "SELECT 2 AS n UNION ALL SELECT 1", ("n",))
    assert rows.write(path).ask("n") == [(2,), (1,)]
    again = stored(duckdb.connect(), path, path)
    assert (again.columns, again.ask("*")) == (("n",), [(2,), (1,), (2,), (1,)])
