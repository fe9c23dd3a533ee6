import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.handouts.text import BREAK, MISSING, breakable, drawable, lines, plain


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("a\u202eb\u202c", "ab"),
        ("\ufeffname\u200b", "name"),
        ("two\nlines\tand\r", "two lines and"),
        ("\x00\x1b[31mred", "[31mred"),
        ("lone \ud800", f"lone {MISSING}"),
        ("soft\u00adhyphen", "softhyphen"),
        ("it lay (-7% to -2%) lower", "it lay (\u22127% to \u22122%) lower"),
        ("from 3-4% on, ABC-7%", "from 3-4% on, ABC-7%"),
        ("a loss of -€2.7K", "a loss of \u2212€2.7K"),
        ("a profit of -2,7\u00a0тыс.\u00a0€", "a profit of \u22122,7\u00a0тыс.\u00a0€"),
        ("-38\u00a0782\u00a0₽", "\u221238\u00a0782\u00a0₽"),
        ("-5 of them", "-5 of them"),
        ("1\u00a0234,5\u00a0₽", "1\u00a0234,5\u00a0₽"),
    ],
)
def test_what_cannot_be_seen_goes(typed, seen):
    assert plain(typed) == seen


@given(st.text(st.characters()))
def test_a_plain_text_can_be_written_to_any_file(text):
    shown = plain(text)
    shown.encode("utf-8")
    assert not {unicodedata.category(c) for c in shown} & {"Cc", "Cf", "Cs", "Cn", "Co"}


def test_a_long_word_can_break_and_keeps_its_letters():
    word = "long" * 125
    assert breakable(word).replace(BREAK, "") == word
    assert max(map(len, breakable(word).split(BREAK))) <= 28
    assert breakable("short words stay as they are, all of them") == (
        "short words stay as they are, all of them"
    )


def test_a_character_that_no_font_has_becomes_a_box():
    assert drawable("日本 A", frozenset(map(ord, " A"))) == f"{MISSING}{MISSING} A"


def test_code_keeps_its_lines_and_its_indents():
    assert lines("if x:\n    y = 1\n") == "if x:\n    y = 1"
