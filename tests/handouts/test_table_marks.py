"""Tables that show: a bar, a line of months and a change stand in the page and in the book."""

import io

import pandas as pd
import pikepdf
import pytest
from lxml import html

from helpers import language, show
from helpers.handouts.assemble import document, merge
from helpers.handouts.book.pdf import pdf
from helpers.handouts.brand import load_brand
from helpers.handouts.export import HandoutExporter
from helpers.handouts.office.tables_file import tables_file
from tests.handouts import packs

COLUMNS = [
    show.Column("name", "Customer", "text"),
    show.Column("amount", "Net sales", "money", mark="bar"),
    show.Column("change", "Against a year ago", "percent", mark="change"),
    show.Column("months", "24 months", "trend"),
]


def table():
    frame = pd.DataFrame(
        {
            "name": ["Oak", "Elm", "Ash"],
            "amount": [900.0, -300.0, 0.0],
            "change": [0.12, -0.3, 0.0],
            "months": [[1.0, 2.0, None, 4.0] * 6, [4.0] * 24, []],
        }
    )
    show.table(frame, "Who moved", COLUMNS, act=True)


@pytest.fixture
def marked(tmp_path):
    language.use("en", "EUR")
    result = packs.result()
    result.notebook.cells = [packs.markdown("# Who moved?"), packs.code(table)]
    return merge(packs.pack(tmp_path, result))


def test_the_page_draws_bars_and_lines_and_says_their_numbers(marked):
    page = html.fromstring(HandoutExporter().from_notebook_node(marked)[0])
    cells = [row.xpath("td") for row in page.xpath("//table[caption='Who moved']/tbody/tr")]
    assert [len(cell.xpath(".//*[local-name()='svg']")) for cell in cells[0]] == [0, 1, 0, 1]
    assert [len(cell.xpath(".//*[local-name()='svg']")) for cell in cells[2]] == [0, 0, 0, 0]
    assert cells[0][1].text_content() == "€900"
    assert cells[0][3].xpath(".//@aria-label") == ["1 … 4"]


def test_a_change_has_an_arrow_and_a_sign_and_only_a_fall_its_colour(marked):
    page = html.fromstring(HandoutExporter().from_notebook_node(marked)[0])
    rows = page.xpath("//table[caption='Who moved']/tbody/tr")
    assert [row.xpath("td")[2].text_content().strip() for row in rows] == [
        "↑\u00a0+12.0%", "↓\u00a0−30.0%", "0.0%",
    ]  # fmt: skip
    assert ["down" in row.xpath("td")[2].get("class") for row in rows] == [False, True, False]


def test_the_book_draws_them_and_stays_readable_for_everybody(marked):
    book = pdf(document(marked), load_brand())
    with pikepdf.open(io.BytesIO(book)) as file:
        assert file.Root.MarkInfo.Marked


def test_the_spreadsheet_takes_the_same_table(marked):
    assert tables_file(document(marked), load_brand())
