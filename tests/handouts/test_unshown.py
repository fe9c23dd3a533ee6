"""Names in letters that the fonts of the page lack are told of, with what would help."""

from helpers import language
from helpers.handouts.book.unshown import said_of_boxes
from helpers.handouts.brand import load_brand


def test_names_that_would_be_boxes_are_counted_by_script():
    said = said_of_boxes(["Ann", "北京公司", "ร้านไทย", "Ромашка"], load_brand())
    assert said.startswith("No font here for: Chinese, Thai.")
    assert "names: 2, for example ร้านไทย" in said
    assert "fonts-noto-cjk, fonts-noto-core" in said


def test_a_script_without_a_word_of_ours_goes_by_its_own_name():
    assert "No font here for: Khmer." in said_of_boxes(["ភ្នំពេញ"], load_brand())


def test_names_that_can_be_shown_are_no_matter():
    assert said_of_boxes(["Ann", "Ромашка", "Łódź", "Αθήνα", "🙂 Shop"], load_brand()) == ""


def test_it_is_said_in_the_language_of_the_report():
    language.use("ru")
    assert "китайские" in said_of_boxes(["北京公司"], load_brand())


def test_a_long_name_is_cut_in_the_example():
    assert "公" * 31 not in said_of_boxes(["公" * 40_000], load_brand())
