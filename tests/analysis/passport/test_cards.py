"""In what state is the customer base?"""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.passport import cards

DECK = pd.DataFrame(
    {
        "customer": ["a", "b", "c"],
        "name": ["Ann", "  ", "Cyd"],
        "region": ["North", None, None],
        "updated": pd.to_datetime(["2024-01-01", "2022-01-01", None]),
    }
)
MONEY = pd.Series({"a": 60.0, "b": 30.0, "no card": 10.0, "c": -5.0})


def test_a_blank_is_not_filled_and_money_counts_customers_without_a_card():
    table = cards.card_fields(DECK, MONEY).set_index("field")
    assert table["filled"].to_dict() == {"name": 2, "updated": 2, "region": 1}
    assert table.loc["region", "money_share"] == 0.6
    assert table.loc["updated", "money_share"] == pytest.approx(0.9)


def test_where_a_card_was_read_is_no_field_of_it():
    read = DECK.assign(source="cards.csv", line=[2, 3, 4])
    assert cards.card_fields(read, MONEY)["field"].tolist() == ["name", "updated", "region"]


def test_a_person_needs_no_decision_maker():
    deck = DECK.assign(decision_maker=None)
    assert "decision_maker" not in cards.without_idle_fields(deck, customers_are="people")
    assert cards.without_idle_fields(deck, customers_are="companies").equals(deck)
    assert cards.without_idle_fields(DECK, customers_are="people").equals(DECK)


def test_each_card_knows_how_full_it_is():
    assert cards.card_fill(DECK)["share"].round(2).tolist() == [1.0, 0.33, 0.33]


def test_the_cards_to_fill_are_those_of_customers_who_bring_money():
    table = cards.cards_to_fill(DECK, MONEY)
    assert table["customer"].tolist() == ["b"]
    assert table["missing"].tolist() == ["Name, Region"]


def test_a_card_is_fresh_within_12_months_of_the_cut_off():
    found = cards.touched(DECK, MONEY, as_of=pd.Timestamp("2024-06-30"))
    assert found.text == (
        "33% of cards were touched in the last 12 months; customers whose card nobody touched "
        "bring €40 (40%)"
    )
    assert (found.trail.table, found.trail.rows) == ("customers", 1)


def test_the_emptiest_field_is_named_with_the_money_it_stands_for():
    found = cards.completeness(cards.card_fields(DECK, MONEY), cards.card_fill(DECK), MONEY)
    assert "emptiest field is 'Region' (33% of cards)" in found.text
    assert "customers who bring €40" in found.text
    assert found.money is None


def test_full_cards_are_called_full():
    deck = DECK.head(1)
    money = MONEY.head(1)
    found = cards.completeness(cards.card_fields(deck, money), cards.card_fill(deck), money)
    assert found.text == "Every field of every card is filled"


@given(st.lists(st.lists(st.sampled_from(["x", "", None]), min_size=2, max_size=2), min_size=1))
def test_fields_and_cards_agree_on_how_full_the_base_is(rows):
    deck = pd.DataFrame(rows, columns=["one", "two"]).assign(
        customer=[str(i) for i in range(len(rows))]
    )
    fields = cards.card_fields(deck, pd.Series(dtype="float64"))
    assert fields["share"].mean() == pytest.approx(cards.card_fill(deck)["share"].mean())


def test_a_card_is_fresh_for_twelve_months():
    money = pd.Series({"a": 1.0, "b": 1.0})
    deck = pd.DataFrame({"customer": ["a", "b"], "updated": ["2023-07-01", "2023-06-30"]})
    assert (
        cards.touched(deck, money, as_of=pd.Timestamp("2024-06-30")).numbers["share"].value == 0.5
    )
