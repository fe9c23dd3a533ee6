"""Printed pages of the sample, measured: how many, which way up, how white, what is cut where."""

import re

import pikepdf
import pytest

from tests.handouts.printed_pages import book_of

pytestmark = pytest.mark.slow
MILLIMETRE = 72 / 25.4
ABOVE, BELOW = 22 * MILLIMETRE, 19 * MILLIMETRE  # margins of a page
WHITE = 0.25  # of the text's height, at the foot of a page that is not the last of a part
MOST_PAGES, MOST_IN_ALL = 22, 40
BOUND = {"0", "1", "2", "3", "4", "7", "14"}  # chapters that have to do with the first of these
NUMBERED = re.compile(r"(?:CHAPTER|ГЛАВА) (\d+)")
HEADED = 3  # rows that a table has before it is cut, at least
ENDS = ("-", "\u00ad", "\u2010")  # a hyphen that is set and not typed
CONTINUED = {"en": "(continued)", "ru": "(продолжение)"}


@pytest.fixture(scope="module", params=["en", "ru"])
def spoken(request):
    return request.param


@pytest.fixture(scope="module")
def path(sample_pack, spoken):
    """Handout of the sample as it was printed."""
    return sample_pack(spoken) / "handout.pdf"


@pytest.fixture(scope="module")
def book(path):
    return book_of(path)


def pages_of(book, numbers):
    """Pages of a book without those of chapters that have other numbers."""
    chapter, counted = "", 0
    for page in book.pages:
        begins = NUMBERED.match(page.said)
        chapter = begins[1] if begins else chapter
        counted += chapter in (*numbers, "")
    return counted


def test_the_handout_has_forty_pages_at_most_and_the_first_chapters_twenty_two(book):
    assert pages_of(book, BOUND) <= MOST_PAGES
    assert len(book.pages) <= MOST_IN_ALL


def test_every_page_stands_upright(path):
    with pikepdf.open(path) as file:
        boxes = [[float(side) for side in page.mediabox] for page in file.pages]
    assert all(high - low > right - left for left, low, right, high in boxes)


def test_no_page_but_the_last_of_a_part_is_more_than_a_quarter_white(book):
    last = book.last_of_a_part()
    shares = {n: round(share, 2) for n, share in enumerate(book.white(ABOVE, BELOW), start=1)}
    assert not {n: s for n, s in shares.items() if s > WHITE and n - 1 not in last}


def test_a_heading_and_what_it_announces_begin_on_one_page(book):
    assert not book.bare_headings()
    assert not book.parted()


def test_a_table_is_not_cut_after_three_rows_nor_before_its_last(book):
    for rows in (thing.rows for thing in book.things if len(thing.rows) > 1):
        assert rows[0] >= HEADED, rows
        assert rows[-1] > 1, rows


def test_a_table_that_goes_on_says_so(book, spoken):
    for table in (thing for thing in book.things if len(thing.rows) > 1):
        for page in range(table.page + 1, table.page + len(table.rows)):
            assert CONTINUED[spoken] in book.pages[page].said


def test_no_page_ends_within_a_word(book):
    assert not [n for n, page in enumerate(book.pages, start=1) if page.said[-1:] in ENDS]
