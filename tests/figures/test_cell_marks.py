"""Marks in cells: a bar is measured against the largest of its column, a trend is a line."""

import re

from helpers.figures.cell_marks import BAR_WIDTH, cell_marks

COLUMNS = [
    {"label": "Customer", "kind": "text"},
    {"label": "Net sales", "kind": "money", "mark": "bar"},
    {"label": "24 months", "kind": "trend"},
]
COLOURS = {"ink": "#112233", "signal": "#aa5500"}


def long(picture):
    return float(re.search(r'<rect x="0" y="3" width="([\d.]+)"', picture)[1])


def test_a_bar_is_as_long_as_its_share_of_the_largest():
    marks = cell_marks(COLUMNS, [["A", 200.0, None], ["B", 50.0, None]], **COLOURS)
    assert long(marks[0][1]) == BAR_WIDTH
    assert long(marks[1][1]) == BAR_WIDTH / 4


def test_a_loss_is_told_by_its_colour_and_is_no_longer_than_it_is_large():
    ((_, gain, _), (_, loss, _)) = cell_marks(
        COLUMNS, [["A", 100.0, None], ["B", -100.0, None]], **COLOURS
    )
    assert long(gain) == long(loss)
    assert "#112233" in gain
    assert "#aa5500" in loss


def test_only_what_asks_for_it_is_drawn():
    ((name, money, trend),) = cell_marks(COLUMNS, [["A", None, [1.0, None, 3.0, 4.0]]], **COLOURS)
    assert name == money == ""
    assert trend.startswith("<svg")


def test_a_column_of_nothing_has_no_bars():
    marks = cell_marks(COLUMNS, [["A", 0.0, None], ["B", None, []]], **COLOURS)
    assert [row[1:] for row in marks] == [["", ""], ["", ""]]


def test_a_table_without_rows_or_columns_has_no_marks():
    assert cell_marks(COLUMNS, [], **COLOURS) == []
    assert cell_marks([], [[], []], **COLOURS) == [[], []]
