"""The reader sees words, not keys; and what was not brought is no table."""

import pandas as pd

from helpers.analysis.passport import cards, gaps, oddities, tables


def test_without_cards_there_is_nothing_to_count_and_nothing_to_show():
    deck = cards.without_idle_fields(None, customers_are="people")
    fields = cards.card_fields(deck, pd.Series(dtype=float))
    assert fields is None
    assert cards.completeness(fields, None, pd.Series(dtype=float)) is None
    assert tables.card_fields(fields) is None
    assert tables.cards_to_fill(cards.cards_to_fill(deck, None)) is None
    assert oddities.cards_and_sales(oddities.orphans(deck, None)) is None
    assert gaps.branches_with_gaps(None, None) is None


def test_cards_that_say_nothing_of_their_age_give_no_sentence():
    deck = pd.DataFrame({"customer": ["a"], "name": ["Ann"]})
    day = pd.Timestamp("2025-12-31")
    assert cards.touched(deck, pd.Series({"a": 1.0}), as_of=day) is None


def test_the_table_of_fields_has_the_words_of_the_reader():
    deck = pd.DataFrame({"customer": ["a", "b"], "region": ["x", None], "club": [None, None]})
    told = tables.card_fields(cards.card_fields(deck, pd.Series({"a": 3.0, "b": 1.0})))
    assert told["field"].tolist() == ["Region", "club"]
    assert told["money_share"].tolist() == [0.75, 0.0]


def test_only_what_occurs_is_listed_among_the_odd():
    counted = pd.DataFrame(
        {
            "oddity": ["returns", "zero"],
            "lines": [1, 0],
            "amount": [-2.0, 0.0],
            "line_share": [0.1, 0.0],
            "amount_share": [0.2, 0.0],
        }
    )
    told = tables.oddities(counted)
    assert told["oddity"].tolist() == ["Returns and corrections (below zero)"]
    assert told["money"].tolist() == [-2.0]
