"""Printed pages of the sample, measured: how many, which way up, how white, what is cut where."""

import io
import json
from collections import Counter

import nbformat
import numpy as np
import pikepdf
import pytest
import typst
from PIL import Image

from helpers import language
from helpers.handouts.assemble import document
from helpers.handouts.book.pdf import BOOK, fallback_folder, prepared
from helpers.handouts.brand import load_brand

pytestmark = pytest.mark.slow
HIGH, TOP, FOOT = 297, 25, 22  # millimetres of a page and its margins
WHITE = 0.25  # of the text's height, at the foot of a page that is not a chapter's last
MOST_PAGES = 24
HEADED = 3  # rows that a table has before it is cut, at least
LOWEST = 0.85  # a heading lower than this has nothing under it


@pytest.fixture(scope="module", params=["en", "ru"])
def chapters(sample_pack, request):
    """Each executed chapter of the sample as what the page is set from."""
    language.use(request.param, "EUR")
    brand = load_brand()
    paths = sorted((sample_pack(request.param) / "notebooks").glob("*.ipynb"))
    books = [document(nbformat.read(path, as_version=4)) for path in paths]
    return [
        (path.stem, prepared(book, brand), brand) for path, book in zip(paths, books, strict=True)
    ]


def compiler(data, brand):
    return typst.Compiler(
        str(BOOK),
        root=str(BOOK.parent),
        font_paths=[str(folder) for folder in (*brand.font_folders, fallback_folder())],
        ignore_system_fonts=True,
        sys_inputs={"doc": json.dumps(data, ensure_ascii=False)},
    )


def white_share(picture):
    """White at the foot of a page, as a share of the height that text may take."""
    grey = np.asarray(Image.open(io.BytesIO(picture)).convert("L"))
    high = grey.shape[0]
    body = grey[int(high * TOP / HIGH) : int(high * (HIGH - FOOT) / HIGH)]
    inked = np.flatnonzero((body < 246).any(axis=1))
    return 1 - inked.max() / len(body) if inked.size else 1.0


def test_no_page_but_the_last_of_a_chapter_is_more_than_a_quarter_white(chapters):
    for name, data, brand in chapters:
        pages = compiler(data, brand).compile(format="png", ppi=72)
        pages = [pages] if isinstance(pages, bytes) else pages
        shares = [round(white_share(page), 2) for page in pages[1:-1]]  # without the cover
        assert max(shares, default=0) <= WHITE, (name, shares)


def test_no_heading_stands_at_the_foot_of_a_page(chapters):
    """A heading and what it announces are one thing: what follows begins on the same page."""
    for name, data, brand in chapters:
        places = json.loads(compiler(data, brand).query("<heading-place>", field="value"))
        low = [place for place in places if float(place["y"]) > LOWEST * HIGH]
        assert not low, (name, low)


@pytest.fixture(scope="module", params=["en", "ru"])
def handout(sample_pack, request):
    """Handout of the sample as it was printed."""
    with pikepdf.open(sample_pack(request.param) / "handout.pdf") as book:
        yield book.pages


def test_the_handout_has_twenty_four_pages_at_most(handout):
    assert len(handout) <= MOST_PAGES


def test_every_page_stands_upright(handout):
    boxes = [[float(side) for side in page.mediabox] for page in handout]
    assert all(high - low > right - left for left, low, right, high in boxes)


def test_a_table_is_not_cut_after_three_rows_nor_before_its_last(chapters):
    for name, data, brand in chapters:
        rows = json.loads(compiler(data, brand).query("<row-place>", field="value"))
        for table in {row["table"] for row in rows} - {"table-"}:
            pages = Counter(row["page"] for row in rows if row["table"] == table)
            counts = [pages[page] for page in sorted(pages)]
            assert len(counts) == 1 or (counts[0] >= HEADED and counts[-1] > 1), (name, table)
