"""The glossary of a document explains the words that stand in it, and no others."""

import pytest

from helpers import language
from helpers.handouts.glossary import glossary, used


@pytest.mark.parametrize(
    ("spoken", "said", "term"),
    [
        ("en", "Of 40 key customers two have left", "key customer"),
        ("en", "NET SALES by year", "net sales"),
        ("ru", "У ключевых клиентов", "ключевой клиент"),
    ],
)
def test_a_word_is_found_in_any_of_its_forms(spoken, said, term):
    language.use(spoken, "EUR")
    assert term in [one["term"] for one in used(glossary(), said)]


def test_a_word_that_nobody_says_is_not_explained():
    language.use("en", "EUR")
    assert used(glossary(), "Nothing of the kind") == []
    assert "seam" not in [one["term"] for one in used(glossary(), "It seems so; unseamly")]
