"""Translation before the run: what is found, what is kept, what is complained about."""

import nbformat
import pytest
from babel.messages.catalog import Catalog
from hypothesis import given
from hypothesis import strategies as st

from helpers import language
from helpers.language import catalogue

LINES = st.lists(
    st.sampled_from(
        ["# Title", "Prose of a chapter", "- an item", "1. first", "> said", "", "more"]
    ),
    max_size=12,
)


def joined(markdown: str) -> str:
    return " ".join(f"{p}{t}".strip() for p, t in catalogue.blocks(markdown)).split()


@given(LINES)
def test_no_word_of_a_cell_is_lost_in_its_blocks(lines):
    assert joined("\n".join(lines)) == " ".join(line.strip() for line in lines).split()


def test_a_wrapped_paragraph_is_one_message():
    assert list(catalogue.blocks("One\ntwo\n\n- three\n  four")) == [
        ("", "One two"),
        ("", ""),
        ("- ", "three four"),
    ]


def test_code_in_a_fence_is_never_translated():
    source = "Before\n\n```\n# not prose\n```\nAfter"
    assert [t for _, t in catalogue.blocks(source) if t] == ["Before", "After"]


def test_comments_are_found_and_orders_to_tools_are_not():
    code = "x = 1  # why\n# noqa: E501\ny = '# no comment'"
    assert [t for _, _, t in catalogue.comments(code)] == ["why"]


def test_a_chapter_is_translated_and_its_code_is_not(monkeypatch):
    class Russian:
        def gettext(self, text):
            return {"Who?": "Кто?", "why": "почему"}.get(text, text)

    monkeypatch.setattr(language, "words_of", lambda to: Russian())
    book = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Who?"),
            nbformat.v4.new_code_cell("who = 'Who?'  # why"),
        ]
    )
    copy = catalogue.translated(book, "ru")
    assert [c.source for c in copy.cells] == ["# Кто?", "who = 'Who?'  # почему"]
    assert book.cells[0].source == "# Who?"


def test_both_forms_of_a_plural_are_one_message():
    assert list(catalogue.words_of_code('forms("%(n)s day", "%(n)s days")')) == [
        ("%(n)s day", "%(n)s days")
    ]


@pytest.mark.parametrize(
    ("string", "why"),
    [
        ("", "not translated"),
        ("доля денег", "markup differs"),
        ("доля %(share)s", None),
    ],
)
def test_what_a_reader_would_stumble_over_is_named(string, why):
    messages = Catalog(locale="ru")
    messages.add("share %(share)s", string)
    assert [w for _, w in catalogue.problems(messages)] == ([why] if why else [])


@pytest.mark.parametrize("to", language.LANGUAGES[1:])
def test_every_word_of_the_product_is_translated(to):
    messages = catalogue.read(to)
    known = {m.id for m in messages if m.id}
    wanted = {m.id for m in catalogue.template() if m.id}
    assert len(wanted) > 100
    assert sorted(map(str, wanted - known)) == []
    assert [(m.id, why) for m, why in catalogue.problems(messages)] == []
