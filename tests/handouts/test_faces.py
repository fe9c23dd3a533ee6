"""A text of a chart is drawn in the fonts that it names, also where one lacks a sign."""

import io
import re
from html import escape, unescape

import pikepdf
import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from helpers import project
from helpers.handouts.book.faces import faces_of, fallback_folder, with_fallback
from helpers.handouts.brand import load_brand
from helpers.handouts.typeset.measure import font

BRANDED = load_brand()
PAGE = b'#set page(width: auto, height: auto)\n#image(bytes(sys.inputs.svg), format: "svg")'
DRAWING = (  # as matplotlib writes it
    '<svg xmlns="http://www.w3.org/2000/svg" width="99pt" height="20pt" viewBox="0 0 99 20">'
    "<text style=\"font-size: 9px; font-family: 'PT Sans', 'DejaVu Sans'; text-anchor: start\" "
    'x="0" y="15">{}</text></svg>'
)


def fonts_of(text):
    """Families that a printed drawing with this text uses."""
    face, _ = faces_of(BRANDED)
    svg = with_fallback(DRAWING.format(text), face)
    folders = [str(project.TEMPLATES / "fonts"), str(fallback_folder())]
    made = typst.compile(
        PAGE, sys_inputs={"svg": svg}, font_paths=folders, ignore_system_fonts=True
    )
    with pikepdf.open(io.BytesIO(made)) as printed:
        told = [o for o in printed.objects if isinstance(o, pikepdf.Dictionary)]
        named = [str(o["/BaseFont"]) for o in told if "/BaseFont" in o]
    return {name.split("+")[-1].split("-")[0] for name in named}


def test_figures_beside_an_arrow_keep_their_font():
    assert fonts_of("20 → 28") == {"PTSans", "DejaVuSans"}


def test_a_text_that_has_all_its_signs_is_left_alone():
    assert fonts_of("20 и 28") == {"PTSans"}


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_no_sign_is_lost_or_doubled(text):
    face, _ = faces_of(BRANDED)
    named = with_fallback(DRAWING.format(escape(text)), face)
    assert unescape(re.sub("<[^>]+>", "", named)) == text


@pytest.mark.parametrize("anchor", ["start", "middle", "end"])
def test_a_text_in_parts_stands_where_the_whole_stood(anchor):
    face, _ = faces_of(BRANDED)
    named = with_fallback(DRAWING.format("20 → 28").replace("start", anchor), face)
    places = [float(x) for x in re.findall(r'<tspan x="([\d.-]+)"', named)]
    other = font(fallback_folder() / "DejaVuSans.ttf")
    wide = [face.width("20 ", 9), other.width("→", 9), face.width(" 28", 9)]
    first = {"start": 0, "middle": -sum(wide) / 2, "end": -sum(wide)}[anchor]
    assert places == pytest.approx([first, first + wide[0], first + sum(wide[:2])], abs=0.01)
    assert "text-anchor: start" in named
