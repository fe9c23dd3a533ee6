"""Whatever colours a firm has, every text can be read on what stands behind it."""

import io
import re

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from helpers import show
from helpers.errors import ClientDataError
from helpers.handouts.assemble import merge
from helpers.handouts.brand import LEAST_CONTRAST, contrast, load_brand
from helpers.handouts.office.powerpoint import PptxExporter
from helpers.handouts.office.tables_file import TablesExporter
from helpers.handouts.slides.deck import READER
from helpers.handouts.web.page import DARK, in_the_dark
from tests.handouts import packs
from tests.laws import examples

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 20"><path d="M0 0h{}v20z"/></svg>'
FIRMS = {
    "very dark": {"accent": "#050505", "ink": "#000000", "signal": "#3a0d00"},
    "very light": {"accent": "#6b6b6b", "muted": "#6b6b6b", "wash": "#ffffff"},
    "saturated": {"accent": "#c4001a", "signal": "#0033cc", "contrast": "#009e3a"},
}


@pytest.fixture(scope="module", params=FIRMS)
def brand(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("firm")
    (folder / "logo.svg").write_text(LOGO.format(90, 90), "utf-8")
    told = {"firm": "North", "logo": "logo.svg", "colours": FIRMS[request.param]}
    (folder / "brand.yml").write_text(yaml.safe_dump(told), "utf-8")
    return load_brand(folder)


def deck(brand, folder):
    merged = merge(packs.pack(folder, packs.result(1), brand=brand), READER)
    made = PptxExporter().from_notebook_node(merged, {"workbook": {"brand": brand}})[0]
    return Presentation(io.BytesIO(made))


def ground_of(fill, otherwise: str) -> str:
    return f"#{fill.fore_color.rgb}".lower() if fill.type == 1 else otherwise


def written(slide):
    """Every text of a slide with its colour and that of its ground."""
    paper = ground_of(slide.background.fill, "#ffffff")
    for shape in slide.shapes:
        if shape.has_text_frame:
            for colour in re.findall(r'<a:srgbClr val="(\w{6})"', shape.text_frame._txBody.xml):
                yield shape.text_frame.text, f"#{colour.lower()}", paper


@pytest.fixture(scope="module")
def slides(brand, tmp_path_factory):
    return list(deck(brand, tmp_path_factory.mktemp("deck")).slides)


def test_every_text_of_the_slides_can_be_read(brand, slides):
    texts = [one for slide in slides for one in written(slide)]
    assert {ground for _, _, ground in texts} == {"#ffffff", brand.colours.accent}
    pale = [one for one in texts if contrast(one[1], one[2]) < LEAST_CONTRAST]
    assert pale == []


def test_the_logo_of_the_cover_stands_on_white(slides):
    cover = slides[0]
    kinds = [one.shape_type for one in cover.shapes]
    plate, logo = (cover.shapes[kinds.index(kind)] for kind in (1, 13))
    assert kinds.index(13) == kinds.index(1) + 1  # the logo lies on it
    assert ground_of(plate.fill, "") == "#ffffff"
    assert plate.left < logo.left
    assert plate.top < logo.top
    assert plate.left + plate.width > logo.left + logo.width
    assert plate.top + plate.height > logo.top + logo.height


def test_a_logo_as_wide_as_a_line_keeps_its_form_and_its_corner(tmp_path):
    (tmp_path / "logo.svg").write_text(LOGO.format(900, 900), "utf-8")
    (tmp_path / "brand.yml").write_text("logo: logo.svg\n", "utf-8")
    shown = deck(load_brand(tmp_path), tmp_path)
    [logo] = [one for one in shown.slides[0].shapes if one.shape_type == 13]
    assert logo.left > shown.slide_width / 2
    assert logo.width / logo.height == pytest.approx(45, rel=0.02)


def test_every_text_of_the_tables_can_be_read(brand, tmp_path):
    result = packs.result(1)
    cell = packs.code(lambda: show.table(packs.customers(5), "Call", packs.COLUMNS, act=True))
    result.notebook.cells = [packs.markdown("# Title\n\nCall them."), cell]
    merged = merge(packs.pack(tmp_path, result))
    told = {"workbook": {"brand": brand, "people": None}}
    book = openpyxl.load_workbook(io.BytesIO(TablesExporter().from_notebook_node(merged, told)[0]))
    seen = set()
    for sheet in book:
        for cell in (one for row in sheet.iter_rows() for one in row if one.value is not None):
            told = cell.font.color and cell.font.color.rgb  # of a theme: black
            ink = told if isinstance(told, str) else "FF000000"
            paper = cell.fill.fgColor.rgb if cell.fill.fill_type == "solid" else "FFFFFFFF"
            seen.add((f"#{ink[2:].lower()}", f"#{paper[2:].lower()}"))
    assert len(seen) > 1
    assert {pair for pair in seen if contrast(*pair) < LEAST_CONTRAST} == set()


def test_every_colour_of_a_page_in_the_dark_can_be_read(brand):
    told = dict(re.findall(r"--(\w+): (#\w{6})", in_the_dark(brand).split("\n")[0]))
    for name in ("ink", "muted", "accent", "signal"):
        for ground in ("paper", "wash"):
            assert contrast(told[name], DARK[ground]) >= LEAST_CONTRAST, (name, ground)


COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@examples(25)
@given(accent=COLOUR, wash=COLOUR)
def test_a_brand_that_is_taken_has_a_cover_that_can_be_read(tmp_path_factory, accent, wash):
    folder = tmp_path_factory.mktemp("firm")
    told = {"colours": {"accent": accent, "wash": wash}}
    (folder / "brand.yml").write_text(yaml.safe_dump(told), "utf-8")
    try:
        colours = load_brand(folder).colours
    except ClientDataError as refused:
        assert "too pale" in str(refused)  # noqa: PT017 - either is right
    else:
        assert contrast("#ffffff", colours.accent) >= LEAST_CONTRAST
        assert contrast(colours.accent, colours.wash) >= LEAST_CONTRAST
