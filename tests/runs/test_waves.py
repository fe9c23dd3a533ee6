"""A chapter that stands on others is run after them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.chapters import Chapter, waves


def chapter(number, *after):
    return Chapter(f"{number:02}", f"{number:02}_x", Path(), "", after=after)


@pytest.mark.parametrize(
    ("todo", "numbers"),
    [
        ([chapter(0), chapter(3)], [["00", "03"]]),
        ([chapter(0), chapter(14, "all"), chapter(16)], [["00", "16"], ["14"]]),
        ([chapter(3), chapter(4, "03"), chapter(14, "all")], [["03"], ["04"], ["14"]]),
        ([chapter(14, "all")], [["14"]]),
        ([chapter(4, "05"), chapter(5)], [["04", "05"]]),  # only those with a smaller number
    ],
)
def test_groups(todo, numbers):
    assert [[c.number for c in group] for group in waves(todo)] == numbers


AFTER = st.lists(st.integers(0, 15).map("{:02}".format) | st.just("all"), max_size=3)


@given(st.dictionaries(st.integers(0, 15), AFTER, max_size=8))
def test_nobody_comes_before_those_it_stands_on_and_nobody_is_lost(told):
    todo = [chapter(number, *after) for number, after in told.items()]
    groups = waves(todo)
    place = {c: i for i, group in enumerate(groups) for c in group}
    assert place.keys() == {*todo}
    assert all(place[o] < place[c] for c in todo for o in todo if c.stands_on(o))
