"""How does a presentation to edit look? Master, layouts, theme and foot in the firm's brand."""

import copy
import re
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from helpers.handouts.brand import Brand
from helpers.handouts.slides.scenes import (
    BODY_HEIGHT,
    BODY_TOP,
    FOOT_TOP,
    HEIGHT,
    MARGIN,
    ROOM,
    TITLE_HEIGHT,
    TITLE_TOP,
    WIDTH,
)
from helpers.handouts.typeset.fit import LEADING
from helpers.language import tr

PIXEL = 9525  # English metric units
POINTS = 0.75  # of a point for each pixel
KEPT = ("Title and Content", "Title Only", "Blank")
PLACES = {  # type of a placeholder → left, top, width, height in pixels
    "title": (MARGIN, TITLE_TOP, ROOM, TITLE_HEIGHT),
    "body": (MARGIN, BODY_TOP, ROOM, BODY_HEIGHT),
    "ftr": (MARGIN, FOOT_TOP, ROOM - 160, 22),
    "sldNum": (WIDTH - MARGIN - 120, FOOT_TOP, 120, 22),
    "dt": (WIDTH - MARGIN - 280, FOOT_TOP, 120, 22),
}
_THEME = "/theme"
_PACKAGE_EXTRAS = ("/thumbnail",)
_PART_EXTRAS = ("/printerSettings",)


def blank(brand: Brand) -> Any:
    """Presentation without slides, 16:9, in the look of the firm."""
    show = Presentation()
    show.slide_width, show.slide_height = Emu(WIDTH * PIXEL), Emu(HEIGHT * PIXEL)
    _drop(show.part.package, _PACKAGE_EXTRAS)
    _drop(show.part, _PART_EXTRAS)
    for layout in list(show.slide_layouts):
        if layout.name not in KEPT:
            show.slide_layouts.remove(layout)
    _theme(show.slide_master.part, brand)
    _master(show.slide_master)
    for layout, name in zip(show.slide_layouts, _names(), strict=True):
        layout._element.cSld.set("name", name)
        _prompts(layout)
    return show


def _names() -> tuple[str, str, str]:
    return tr("Title and text"), tr("Title only"), tr("Empty")


def _drop(part: Any, kinds: tuple[str, ...]) -> None:
    for key, relation in list(part._rels.items()):
        if relation.reltype.endswith(kinds):
            part._rels.pop(key)


def _theme(master: Any, brand: Brand) -> None:
    part = next(r.target_part for r in master.rels.values() if r.reltype.endswith(_THEME))
    c = brand.colours
    shades = {
        "dk1": c.ink, "lt1": "#ffffff", "dk2": c.accent, "lt2": c.wash, "accent1": c.accent,
        "accent2": c.contrast, "accent3": c.muted, "accent4": c.signal, "accent5": c.line,
        "accent6": c.ink, "hlink": c.accent, "folHlink": c.muted,
    }  # fmt: skip
    source = part._blob.decode("utf-8")
    for name, shade in shades.items():
        inner = f'<a:{name}><a:srgbClr val="{shade[1:].upper()}"/></a:{name}>'
        source = re.sub(rf"<a:{name}>.*?</a:{name}>", inner, source, count=1)
    for use, family in (("majorFont", brand.fonts.headings), ("minorFont", brand.fonts.text)):
        source = _with_face(source, use, family)
    part._blob = source.encode("utf-8")


def _with_face(source: str, use: str, family: str) -> str:
    face = rf'(<a:{use}><a:latin typeface=")[^"]*'
    return re.sub(face, lambda found: found[1] + family, source, count=1)


def _master(master: Any) -> None:
    for shape in master.placeholders:
        place = PLACES.get(_kind(shape))
        if place:
            put(shape, place)
    _prompts(master)
    styles = master._element.find(qn("p:txStyles"))
    title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
    title.set("algn", "l")
    letters = title.find(qn("a:defRPr"))
    letters.set("sz", str(int(36 * POINTS) * 100))
    letters.set("b", "1")
    letters.find(f".//{qn('a:schemeClr')}").set("val", "tx2")
    body = styles.find(qn("p:bodyStyle")).find(qn("a:lvl1pPr")).find(qn("a:defRPr"))
    body.set("sz", "2000")


def _prompts(master: Any) -> None:
    """Say in the language in use what a placeholder waits for."""
    texts = {"title": tr("Title"), "body": tr("Text"), "obj": tr("Text")}
    for shape in master.placeholders:
        kind = _kind(shape)
        if kind in texts:
            shape.text_frame.text = texts[kind]
        if kind == "title":
            top_left(shape)


def _kind(shape: Any) -> str:
    return shape._element.ph.get("type", "obj")


def put(shape: Any, place: tuple[float, float, float, float]) -> None:
    """Place a shape, in pixels of the canvas."""
    shape.left, shape.top, shape.width, shape.height = (Emu(round(x * PIXEL)) for x in place)


def top_left(shape: Any) -> None:
    """Let the text of a shape begin in its corner, without margins, and wrap."""
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    body = frame._txBody.bodyPr
    body.set("anchor", "t")
    for child in list(body):
        body.remove(child)


def points(pixels: float) -> Pt:
    """Size of letters."""
    return Pt(round(pixels * POINTS * 2) / 2)


def in_lines(paragraph: Any, pixels: float) -> None:
    """Give a paragraph lines as high as they were counted: faces have heights of their own."""
    paragraph.line_spacing = Pt(round(pixels * LEADING * POINTS * 2) / 2)


def foot(slide: Any, text: str, colour: Any) -> None:
    """Give a slide its line at the foot and its number: it does not inherit them by itself."""
    for shape in slide.slide_layout.placeholders:
        if _kind(shape) not in ("ftr", "sldNum"):
            continue
        element = copy.deepcopy(shape._element)
        slide.shapes._spTree.append(element)
        added = slide.shapes[-1]
        element.nvSpPr.cNvPr.set("id", str(max(s.shape_id for s in slide.shapes) + 1))
        put(added, PLACES[_kind(shape)])
        if _kind(shape) == "ftr":
            added.text_frame.text = text
        _foot_letters(added, colour, right=_kind(shape) == "sldNum")


def _foot_letters(shape: Any, colour: Any, *, right: bool) -> None:
    top_left(shape)
    paragraph = shape.text_frame._txBody.findall(qn("a:p"))[0]
    paragraph.get_or_add_pPr().set("algn", "r" if right else "l")
    for part in (*paragraph.findall(qn("a:r")), *paragraph.findall(qn("a:fld"))):
        for old in part.findall(qn("a:rPr")):
            part.remove(old)
        letters = part.makeelement(qn("a:rPr"), {"sz": str(int(points(14).pt * 100))})
        fill = letters.makeelement(qn("a:solidFill"), {})
        fill.append(fill.makeelement(qn("a:srgbClr"), {"val": str(colour)}))
        letters.append(fill)
        part.insert(0, letters)
