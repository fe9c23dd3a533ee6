import pytest

from helpers import project
from helpers.handouts.typeset.measure import PORTRAIT, font, layout

FONTS = project.TEMPLATES / "fonts"


@pytest.fixture(scope="module")
def faces():
    return {
        "regular": font(FONTS / "PTSans-Regular.ttf"),
        "bold": font(FONTS / "PTSans-Bold.ttf"),
    }


def test_a_column_of_numbers_is_never_narrower_than_its_numbers(faces):
    cells = [["A customer with a name of many, many words that may well wrap", "1 234 567,89"]]
    fit = layout(["Customer", "Net sales"], ["text", "money"], cells, **faces)
    assert fit.widths[1] >= faces["regular"].width("1 234 567,89", fit.size) + 2 * fit.pad
    assert sum(fit.widths) <= PORTRAIT + 0.1


def test_a_wide_table_gets_smaller_letters_and_then_loses_its_last_columns(faces):
    def fit(columns):
        return layout(["Month"] * columns, ["money"] * columns, [["$1,234,567"] * columns], **faces)

    assert [len(fit(n).widths) for n in (5, 9)] == [5, 9]
    assert fit(5).size > fit(9).size
    assert 9 < len(fit(30).widths) < 30
    assert all(sum(fit(n).widths) <= PORTRAIT + 1 for n in (5, 9, 13, 30))


def test_what_is_drawn_beside_a_number_has_its_room(faces):
    plain = layout(["Net sales"], ["money"], [["$1,234,567"]], **faces)
    drawn = layout(["Net sales"], ["money"], [["$1,234,567"]], **faces, extra=[44.0])
    assert drawn.widths[0] >= 44 + faces["regular"].width("$1,234,567", drawn.size)
    assert plain.widths[0] < drawn.widths[0]


def test_a_table_never_leaves_the_page(faces):
    cells = [["word " * 40, "x" * 28, "another word " * 20, "12"]]
    fit = layout(["A", "B", "C", "D"], ["text", "code", "text", "count"], cells, **faces)
    assert sum(fit.widths) <= PORTRAIT + 0.1


def test_an_empty_table_has_widths(faces):
    assert len(layout(["A", "B"], ["text", "money"], [], **faces).widths) == 2
