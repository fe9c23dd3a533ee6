"""Printed pages of the sample, measured: no page half white, no heading parted from its chart."""

import io
import json

import nbformat
import numpy as np
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
