"""Pages measured from the file: each fault, planted, is found, and a good page has none."""

import pytest
import typst

from helpers.handouts.book.pdf import together
from tests.handouts.printed_pages import book_of

MARGIN = 72.0
START = f'#set page(paper: "a4", margin: {MARGIN}pt, footer: [foot])\n#set document(title: "t")\n'
LEAD = "#block[Some words.]"
CHART = '#figure(block(height: {high}pt)[bars], kind: image, supplement: none, alt: "a")'
TABLE = "#table(columns: 1, table.header([head]), ..range({rows}).map(x => [row #x]))"


@pytest.fixture
def book(tmp_path):
    """Book set from typst's own words."""

    def made(*lines):
        source, printed = tmp_path / "book.typ", tmp_path / "book.pdf"
        source.write_text(START + "\n\n".join(lines), "utf-8")
        typst.compile(source, output=printed)
        return book_of(printed)

    return made


def test_white_is_measured_from_the_lowest_mark_to_the_margin(book):
    half, full = book(
        "#block(height: 50%, stroke: 1pt, width: 100%)[x]", "#pagebreak()", "#v(1fr)", "last line"
    ).white(MARGIN, MARGIN)
    assert half == pytest.approx(0.5, abs=0.01)
    assert full < 0.02


def test_a_chart_on_the_page_after_its_heading_is_found(book):
    together = ["== Heading", LEAD, CHART.format(high=300)]
    assert book(*together).parted() == []
    assert book("#v(500pt)", *together).parted() == [(0, 1)]


def test_what_announces_something_else_first_is_not_parted_from_it(book):
    chart = CHART.format(high=300)
    assert book("== Heading", LEAD, "A finding.", "#pagebreak()", chart).parted() == []


def test_a_heading_at_the_foot_of_a_page_is_found(book):
    held = "#block(sticky: false)[== Heading]"
    assert book("#v(600pt)", held, "#pagebreak()", "Words.").bare_headings() == [0]
    assert book("#v(600pt)", held, "Words.").bare_headings() == []


def test_rows_of_a_table_are_counted_on_each_page(book):
    (short,) = [t for t in book(TABLE.format(rows=4)).things if t.tag == "/Table"]
    (cut,) = [t for t in book("#v(640pt)", TABLE.format(rows=4)).things if t.tag == "/Table"]
    assert short.rows == (4,)
    assert len(cut.rows) == 2
    assert sum(cut.rows) == 4


def test_a_page_before_a_title_is_the_last_of_its_part(book):
    made = book("= One", "Words.", "#pagebreak()", "Words.", "#pagebreak()", "= Two", "Words.")
    assert made.last_of_a_part() == {0, 1, 2}


def test_words_over_and_under_the_text_are_not_of_the_page(book):
    (page,) = book("Words.").pages
    assert page.said == "Words."


def test_a_paragraph_stays_with_the_chart_that_it_leads_to_with_or_without_a_heading():
    heading, text, box = ({"t": kind} for kind in ("heading", "paragraph", "box"))
    chart, long = {"t": "chart"}, {"t": "table", "whole": False}
    assert together([box, text, chart]) == [box, {"t": "group", "blocks": [text, chart]}]
    assert together([box, heading, text, chart]) == [
        box, {"t": "group", "blocks": [heading, text, chart]},
    ]  # fmt: skip
    assert together([box, text, long]) == [box, text | {"sticky": True}, long]
    assert together([text, box, chart]) == [text, box, chart]
