"""Who is named in full, by initials, or masked: as the engagement says, document by document."""

import io
from dataclasses import replace

import pandas as pd
import pikepdf
import pytest

from helpers import language, show
from helpers.handouts.assemble import merge
from helpers.handouts.book.pdf import printed
from helpers.handouts.brand import load_brand
from helpers.handouts.export import _tree
from helpers.handouts.people import People, named
from tests.documents import _set_on
from tests.handouts import packs

KNOWN = People({"A. B. 0390": "Anna Berg", "A. B. 0391": "Adam Bell", "Oak Ltd": "Oak Ltd"})


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("masked", "A. B. 0390 and A. B. 0391"),
        ("initials", "A. B. and A. B."),
        ("full", "Anna Berg and Adam Bell"),
    ],
)
def test_a_sentence_names_people_as_asked(way, told):
    assert named({"text": "A. B. 0390 and A. B. 0391"}, KNOWN, way) == {"text": told}


def test_what_only_looks_like_a_mask_stays():
    told = "St. B. 2012, Oak Ltd and C. D. 0391"
    assert named(told, KNOWN, "full") == told


def test_pictures_are_left_alone():
    assert named({"svg": "A. B. 0390"}, KNOWN, "full") == {"svg": "A. B. 0390"}


@pytest.fixture
def pack(tmp_path):
    language.use("en", "EUR")
    result = packs.result()
    frame = pd.DataFrame({"name": list(KNOWN.names), "amount": [3.0, 2.0, 1.0]})
    columns = [show.Column("name", "Customer"), show.Column("amount", "Net sales", "money")]
    result.notebook.cells = [
        packs.markdown("# Who?\n\n*Whose money?*"),
        packs.markdown("## The list"),
        packs.code(lambda: show.table(frame, "Customers", columns, act=True)),
    ]
    return packs.pack(tmp_path, result, people=KNOWN, customers_are="people")


def said(pack, reader):
    return str(_tree(pack, merge(pack, reader), reader))


def test_the_room_reads_masks_and_who_leads_reads_names(pack):
    assert "Anna Berg" not in said(pack, "handout") + said(pack, "slides") + said(pack, "appendix")
    assert "Anna Berg" in said(pack, "facilitator")
    assert "Oak Ltd" in said(pack, "handout")


def test_an_engagement_may_ask_for_less_in_the_guide(pack):
    masked = replace(pack, names={"guide": "masked"})
    assert "Anna Berg" not in said(masked, "facilitator")


def test_the_guide_says_for_whom_it_is(pack):
    assert "for who leads" in said(pack, "facilitator")
    assert "for who leads" not in said(pack, "handout")


def test_the_guide_prints_the_page_of_the_handout_beside_each_heading(pack):
    language.use("en", "EUR")
    brand = load_brand()
    handout = printed(_tree(pack, merge(pack, "handout"), "handout"), brand)
    place = "chapter-01 heading The list"
    assert handout.places[place] == handout.places["chapter-01 table Customers"] == 3
    guide = _tree(pack, merge(pack, "facilitator"), "facilitator")
    pointed = printed(guide, brand, {place: 77}).content
    assert "p.\u00a077" in _text(pointed)
    assert "p.\u00a077" not in _text(printed(guide, brand).content)


def _text(book):

    with pikepdf.open(io.BytesIO(book)) as file:
        return "".join(text for page in file.pages for text in _set_on(page))
