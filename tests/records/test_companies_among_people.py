"""Companies among people: what a card must say so that a name is not masked."""

import pandas as pd
import pytest

from helpers.records.naming.initials import are_companies


@pytest.mark.parametrize(
    ("field", "told", "company"),
    [
        ("segment", "Fleet", True),
        ("segment", "Small business", True),
        ("segment", "Компании", True),
        ("segment", "Companion", False),
        ("segment", "Regular customer", False),
        ("legal_form", "GmbH", True),
        ("legal_form", "ООО", True),
        ("legal_form", "ИП", False),
        ("legal_form", "Private person", False),
        ("is_company", True, True),
        ("is_company", "да", True),
        ("is_company", "no", False),
        ("is_company", 0, False),
        ("segment", None, False),
    ],
)
def test_a_card_says_whether_it_is_of_a_company(field, told, company):
    assert are_companies(pd.DataFrame({field: [told, None]})).tolist() == [company, False]


def test_the_column_decides_over_the_segment_where_it_is_filled():
    cards = pd.DataFrame({"segment": ["Fleet", "Fleet", "Families"], "is_company": ["no", None, 1]})
    assert are_companies(cards).tolist() == [False, True, True]


def test_cards_that_say_nothing_are_of_people():
    assert are_companies(pd.DataFrame({"name": ["Oak Ltd"]})).tolist() == [False]
