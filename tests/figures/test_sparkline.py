"""A sparkline: one mark for what is known, a gap where nothing is, the lowest at the foot."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from helpers.figures.sparkline import HEIGHT, WIDTH, bar, sparkline

INK = {"line": "#112233", "end": "#445566"}
value = st.one_of(st.none(), st.floats(-1e12, 1e12))


def points(picture):
    paths = "".join(re.findall(r'd="([^"]*)"', picture))
    return [(float(x), float(y)) for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", paths)]


def test_the_lowest_value_stands_at_the_foot_and_the_highest_at_the_top():
    (_, first), (_, second), (_, third) = points(sparkline([5.0, 1.0, 9.0], **INK))
    assert third < first < second


def test_a_month_that_nobody_knows_breaks_the_line():
    picture = sparkline([1.0, 2.0, None, 3.0, 4.0], **INK)
    assert picture.count("<path") == 2


def test_one_value_is_no_line():
    assert sparkline([None, 7.0], **INK) == ""
    assert sparkline([], **INK) == ""


def test_the_dot_stands_on_the_last_value_known():
    picture = sparkline([1.0, 2.0, None], **INK)
    x, y = re.search(r'cx="([\d.]+)" cy="([\d.]+)"', picture).groups()
    assert points(picture)[-1] == (float(x), float(y))


@given(st.lists(value, max_size=40))
def test_every_mark_stays_inside_of_the_picture(values):
    for x, y in points(sparkline(values, **INK)):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


@given(st.floats(-5, 5))
@example(-0.0)
def test_a_bar_is_never_longer_than_its_cell(share):
    long = float(re.search(r'width="([\d.]+)" height="8', bar(share, fill="#000000"))[1])
    assert 0 <= long <= WIDTH
    assert abs(long - min(max(share, 0), 1) * WIDTH) <= 0.01
