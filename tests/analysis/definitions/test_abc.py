"""Who carries the total?"""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.classes.cuts import Cut
from helpers.analysis.classes.findings import moved_down
from helpers.analysis.classes.tables import in_a_row
from helpers.analysis.definitions.abc import abc_classes

cents = st.integers(-(10**9), 10**9).map(lambda n: n / 100)
totals = st.dictionaries(st.text("abcxyz", min_size=1, max_size=3), cents, max_size=30)


def classes_of(totals, *, a_below=0.80, b_below=0.95):
    return abc_classes(totals, a_below=a_below, b_below=b_below)


def test_an_item_that_crosses_80_percent_is_still_a():
    classes = classes_of(pd.Series({"ann": 70, "bob": 25, "cyd": 5}))
    assert classes.to_dict() == {"ann": "A", "bob": "A", "cyd": "C"}


def test_an_item_that_begins_exactly_at_80_percent_is_b():
    # ten times 0.1 adds up to a little less than 0.8 after eight
    classes = classes_of(pd.Series(0.1, index=list("abcdefghij")))
    assert "".join(classes) == "AAAAAAAABB"


def test_equal_items_are_ordered_by_their_name():
    classes = classes_of(pd.Series({"z": 40, "b": 40, "a": 10, "c": 10}))
    assert classes.to_dict() == {"z": "A", "b": "A", "a": "B", "c": "B"}


def test_an_item_that_brings_nothing_or_less_is_c_and_takes_no_share():
    classes = classes_of(pd.Series({"good": 10, "none": 0, "returns": -500, "lost": np.nan}))
    assert classes.to_dict() == {"good": "A", "none": "C", "returns": "C", "lost": "C"}


def test_borders_are_arguments():
    classes = classes_of(pd.Series({"ann": 50, "bob": 30, "cyd": 20}), a_below=0.5, b_below=0.6)
    assert "".join(classes) == "ABC"


@given(totals)
def test_every_item_gets_exactly_one_class(items):
    series = pd.Series(items, dtype=float)
    classes = classes_of(series)
    assert classes.index.equals(series.index)
    assert classes.isin(["A", "B", "C"]).all()


@given(totals, st.randoms())
def test_classes_do_not_depend_on_the_order_of_rows(items, chance):
    series = pd.Series(items, dtype=float)
    names = list(series.index)
    chance.shuffle(names)
    pd.testing.assert_series_equal(classes_of(series[names]).sort_index(),
                                   classes_of(series).sort_index())  # fmt: skip


@given(totals)
def test_a_larger_total_never_has_a_worse_class(items):
    series = pd.Series(items, dtype=float)
    ranked = classes_of(series)[series.sort_values(ascending=False, kind="stable").index]
    assert ranked.is_monotonic_increasing


@given(totals, st.sampled_from([1e-6, 3.0, 1e12]))
def test_classes_do_not_depend_on_the_currency(items, rate):
    series = pd.Series(items, dtype=float)
    assert classes_of(series * rate).equals(classes_of(series))


def test_growth_from_next_to_nothing_is_no_percentage():
    month_ends = pd.to_datetime(["2023-12-31", "2024-12-31"]).repeat(2)
    classes = pd.DataFrame({"as_of": month_ends, "item": ["norway", "spain"] * 2})
    classes = classes.assign(amount=[3.0, 100.0, 36_000.0, 150.0], abc="A", xyz="X")
    cut = Cut("product", classes, amounts=classes)
    change = in_a_row(cut).set_index("product")["change_share"]
    assert change["spain"] == 0.5
    assert np.isnan(change["norway"])


def test_who_moved_down_and_brings_as_much_has_lost_nothing():
    moved = pd.DataFrame(
        {"direction": ["down", "down"], "item": ["a", "b"], "change": [-900.0, 100.0]}
    )
    assert "800 a year less" in moved_down(moved).text  # −900 and +100 of those who moved down
    assert "less" not in moved_down(moved.assign(change=[-0.2, 0.1])).text


def test_both_sides_of_a_movement_are_told_with_what_is_left_of_them():
    moved = pd.DataFrame(
        {"direction": ["down", "up"], "item": ["a", "b"], "change": [-900.0, 400.0]}
    )
    text = moved_down(moved).text
    assert "900 a year less" in text
    assert "400 more" in text
    assert "\u2212" in text.split(":")[-1]
    assert "500 on the whole" in text
