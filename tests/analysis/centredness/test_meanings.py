"""Definitions that mean the same stand together, in either language, whatever is written."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from helpers.analysis.centredness import inputs, meanings
from helpers.settings import CentrednessSettings
from tests.laws import examples


def wrote(*texts, votes=None):
    return pd.DataFrame(
        {
            "participant": [f"P-{n:02d}" for n in range(len(texts))],
            "definition": list(texts),
            "votes": votes or [1] * len(texts),
        }
    )


def groups(table):
    """Texts of each group."""
    return {frozenset(mine["definition"]) for _, mine in table.groupby("group")}


PROMISE = ("We keep our promises", "Promises are kept, always", "A promise kept in time")
RETURN = ("Customers come back to us", "Whoever comes back brings friends")
OTHER = ("Low prices", "Polite with everybody")


def test_promises_and_returns_are_two_meanings():
    found = groups(meanings.definitions(wrote(*PROMISE, *RETURN, *OTHER)))
    assert found == {frozenset(PROMISE), frozenset(RETURN), *map(frozenset, zip(OTHER))}


def test_a_word_of_more_than_half_of_the_texts_tells_nothing_apart():
    texts = ("Our client returns", "Every client pays", "The client smiles", "Low prices")
    assert len(groups(meanings.definitions(wrote(*texts)))) == 4


def test_a_group_is_called_by_one_of_its_own_word_for_word():
    table = meanings.definitions(wrote(*PROMISE, *RETURN))
    assert all(label in set(mine["definition"]) for (_, label), mine in
               table.groupby(["group", "label"]))  # fmt: skip


def test_groups_come_by_their_votes():
    table = meanings.definitions(wrote(*PROMISE, *RETURN, votes=[1, 1, 1, 5, 5]))
    assert set(table.loc[table["group"] == 1, "definition"]) == set(RETURN)
    assert table["group_votes"].iloc[0] == 10


def test_languages_are_grouped_each_by_itself():
    russian = ("Мы держим обещания", "Обещания мы держим в срок", "Дарить кофе", "Низкие цены")
    table = meanings.definitions(wrote(*PROMISE, *russian))
    assert table["language"].value_counts().to_dict() == {"english": 3, "russian": 4}
    assert frozenset(russian[:2]) in groups(table)


def test_cases_of_a_russian_noun_have_one_stem():
    stems = {stem for stem, _ in meanings.stems("обещание обещания обещанию", "russian")}
    assert len(stems) == 1


def test_pairs_of_aspect_are_joined_by_a_synonym():
    texts = wrote("Клиент возвращается сам", "Он вернулся к нам", "Низкие цены", "Кофе и чай")
    apart = meanings.definitions(texts)
    joined = meanings.definitions(texts, {"вернулся": "возвращается"})
    assert frozenset(texts["definition"][:2]) in groups(joined)
    assert frozenset(texts["definition"][:2]) not in groups(apart)


def test_empty_texts_are_left_out_and_nothing_at_all_is_nothing():
    assert len(meanings.definitions(wrote("", "  ", "We keep promises"))) == 1
    assert meanings.definitions(wrote()).empty
    assert meanings.terms(meanings.definitions(wrote())).empty


def test_a_term_is_shown_from_three_texts_on_as_it_is_commonly_written():
    table = meanings.definitions(wrote(*PROMISE, "Promises", "Coffee", "Coffee and tea"))
    terms = meanings.terms(table)
    assert terms["term"].tolist()[0] == "promises"
    assert "coffee" not in set(terms["term"])


class Brought:
    """Records with definitions alone."""

    def __init__(self, frame):
        self.kept = frame

    def has(self, *_):
        return True

    def frame(self, _):
        return self.kept


def test_fewer_than_five_definitions_are_listed_without_groups():
    rules = CentrednessSettings()
    four = inputs.definitions(Brought(wrote("We keep promises", *PROMISE)), rules)
    five = inputs.definitions(Brought(wrote("Promises we keep", *PROMISE, RETURN[0])), rules)
    assert four["group"].nunique() == 4
    assert five["group"].nunique() < 5


@examples(40)
@given(st.lists(st.text(alphabet="abcdeабвгд .!1", max_size=25), max_size=12))
def test_every_definition_with_words_or_without_has_one_group(texts):
    table = meanings.definitions(wrote(*texts))
    kept = [text.strip() for text in texts if text.strip()]
    assert sorted(table["definition"]) == sorted(kept)
    assert set(table["group"]) == set(range(1, table["group"].nunique() + 1))


@examples(20)
@given(st.permutations(range(5)))
def test_the_order_of_the_sheet_changes_no_group(order):
    texts = [*PROMISE, *RETURN]
    assert groups(meanings.definitions(wrote(*[texts[n] for n in order]))) == groups(
        meanings.definitions(wrote(*texts))
    )
