"""Totals that no word gives away are known by being the sums of other lines."""

from datetime import date, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.records.doubts.sums_above import closing, opening

HEAD = "Date;Customer;Amount\n"
LINES = [
    ((date(2023, 1, 2) + timedelta(days=6 * n)).isoformat(), f"C{n % 7}", 100.5 + n)
    for n in range(60)
]


def written(lines) -> str:
    return HEAD + "".join(";".join(map(str, line)) + "\n" for line in lines)


def with_sums(by, named):
    """Lines with the sum of each group below it, called as ``named`` says."""
    found = []
    for _, group in groupby(sorted(LINES, key=by), by):
        group = [*group]
        found += [*group, (group[-1][0], named(group[-1]), sum(line[2] for line in group))]
    return found


SUMS = {
    "of months, without a customer": with_sums(lambda line: line[0][:7], lambda line: ""),
    "of customers, under their codes": with_sums(lambda line: line[1], lambda line: line[1]),
    "of customers, with a word behind": with_sums(
        lambda line: line[1], lambda line: f"{line[1]} Total"
    ),
    "of all, at the end": [*LINES, (LINES[-1][0], "Acme", 7800.0)],
    "of all, at the beginning": [(LINES[0][0], "", 7800.0), *LINES],
}


@pytest.mark.parametrize("lines", SUMS.values(), ids=SUMS)
def test_sums_that_carry_a_day_and_no_word_are_asked_about(sales_of, lines):
    (note,) = (n for n in sales_of(written(lines)).notes if "counted twice" in n)
    assert "€7,800.00" in note


def test_lines_of_which_none_is_a_sum_are_no_doubt(sales_of):
    assert sales_of(written(LINES)).notes == []


def test_a_total_behind_the_name_it_sums_is_set_aside_where_it_has_no_day(sales_of):
    lines = [*LINES, *(("", f"C{n} total", 5) for n in range(7))]
    records = sales_of(written(lines))
    assert records.passport["rows_total_lines"].tolist() == [7]
    assert records.frame("sales")["amount"].sum() == 7800


def test_a_customer_who_is_called_total_stays_where_the_line_has_a_day(sales_of):
    records = sales_of(written([*LINES, ("2024-01-05", "Sports Total", 5)]))
    assert records.passport["rows_total_lines"].tolist() == [0]


BLOCKS = st.lists(st.lists(st.integers(1, 10_000), min_size=2, max_size=9), min_size=3, max_size=9)


@given(BLOCKS)
def test_sums_stand_below_the_lines_of_each_block_or_above_them(blocks):
    below = [n for block in blocks for n in (*block, sum(block))]
    places = [n for n, _ in enumerate(below) if n in closing(below)]
    assert sum(below[at] for at in places) * 2 == sum(below) or not places
    mirrored = below[::-1]
    assert [len(below) - 1 - at for at in reversed(opening(mirrored))] == closing(below)


@given(st.lists(st.sampled_from([5, 10, 15, 100]), min_size=30, max_size=200))
def test_few_prices_that_add_up_by_chance_are_no_sums(money):
    lines = [*money, 1_000_000]
    assert closing(lines) == []


def test_few_rows_without_a_customer_are_no_doubt_and_many_are(sales_of):
    some = [*LINES[:57], *(("2024-01-02", "", 7 + n) for n in range(3))]
    assert sales_of(written(some)).notes == []


def test_many_rows_without_a_customer_are_told_with_their_money(sales_of):
    first_alone = [(d, c if n % 5 == 0 else "", m) for n, (d, c, m) in enumerate(LINES)]
    (note,) = sales_of(written(first_alone)).notes
    assert "lines without a customer: 48, with €6,264.00" in note
