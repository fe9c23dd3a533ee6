"""Can we trust the records? What is odd is counted, what is empty is named."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.passport import oddities as passport
from tests.analysis.tables import sales
from tests.laws import examples

NONE = pd.DataFrame({"table": ["sales"], "rows": [0], "amount": [0.0]})


def lines_of(table):
    return table.set_index("oddity")["lines"].to_dict()


def test_returns_zeros_and_lines_of_nobody_are_counted():
    table = passport.oddities(
        sales(("2024-01-01", "a", 10), ("2024-01-02", "a", -4), ("2024-01-02", None, 0)), NONE
    )
    counted = lines_of(table)
    assert (counted["returns"], counted["zero"], counted["nobody"]) == (1, 1, 1)
    assert table.set_index("oddity").loc["returns", "amount_share"] == 0.4
    assert passport.odd(table, "returns").text == (
        "Returns and corrections take back €4: 40.0% of gross sales"
    )


def test_a_line_that_stands_in_two_files_is_counted_beyond_the_first():
    lines = sales(
        ("2024-01-01", "a", 10, "one.csv", 1),
        ("2024-01-01", "a", 10, "one.csv", 2),
        ("2024-01-01", "a", 10, "two.csv", 1),
        ("2024-01-01", "a", 11, "one.csv", 3),
        ("2024-01-05", None, 7, "two.csv", 2),
        ("2024-01-05", None, 7, "two.csv", 3),
        source="string",
        line="int64",
    )
    table = passport.oddities(lines, NONE)
    assert lines_of(table)["two_files"] == 2
    assert passport.odd(table, "two_files").money == 20


def test_repeated_lines_are_those_that_the_intake_counted():
    repeated = pd.DataFrame(
        {"table": ["sales", "customers"], "rows": [2, 9], "amount": [17.0, None]}
    )
    table = passport.oddities(sales(("2024-01-01", "a", 170)), repeated)
    assert lines_of(table)["twice"] == 2
    assert passport.odd(table, "twice").text == (
        "Lines that repeat another one hold €17: 10.0% of gross sales"
    )


def test_clean_lines_have_nothing_to_say():
    table = passport.oddities(sales(("2024-01-01", "a", 10)), NONE)
    assert [passport.odd(table, kind) for kind in passport.ODDITIES] == [None] * 5


def test_returns_without_sales_are_counted_and_compared_with_nothing():
    table = passport.oddities(sales(("2024-01-01", "a", -10)), NONE)
    assert lines_of(table)["returns"] == 1
    assert passport.odd(table, "returns") is None


@examples(30)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2024-01-01", "2024-01-02"]),
            st.sampled_from(["a", None]),
            st.integers(-2, 3),
        ),
        min_size=1,
        max_size=10,
    )
)
def test_no_line_is_counted_more_often_than_it_stands(rows):
    counted = lines_of(passport.oddities(sales(*rows), NONE))
    assert counted["returns"] == sum(amount < 0 for _, _, amount in rows)
    assert counted["nobody"] == sum(customer is None for _, customer, _ in rows)
    assert counted["zero"] == sum(amount == 0 for _, _, amount in rows)


def test_sales_without_a_card_and_cards_without_sales_are_told_apart():
    cards = pd.DataFrame({"customer": ["a", "z"]})
    lines = sales(("2024-01-01", "a", 10), ("2024-01-01", "b", 5), ("2024-01-01", None, 3))
    table = passport.orphans(cards, lines)
    assert table["customers"].tolist() == [1, 1]
    assert passport.cards_and_sales(table).money == 5
    full = passport.orphans(pd.DataFrame({"customer": ["a", "b"]}), lines)
    assert passport.cards_and_sales(full).text == (
        "Every customer who buys has a card; cards without a single sale: 0"
    )


@pytest.mark.parametrize("kind", passport.ODDITIES)
def test_every_oddity_has_a_sentence(kind):
    assert passport.MESSAGES[kind]
