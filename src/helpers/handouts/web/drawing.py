"""How does the picture of a chart stand in a page, so that its words are words of the page?

A drawing is written into the page itself. Its looks are attributes, since the policy of the
page allows no style in an element; and only what a drawing needs is let in: anything else
that a picture may hold makes it an image, in which nothing runs.
"""

import re
from functools import lru_cache
from html import unescape

from lxml import etree
from markupsafe import Markup, escape

from helpers.handouts.tree import Block

SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
SHAPES = {"g", "path", "rect", "circle", "line", "use", "text", "tspan", "defs", "clipPath",
          "title", "style", "image"}  # fmt: skip
PLACES = {"d", "x", "y", "width", "height", "transform", "cx", "cy", "r", "x1", "x2", "y1", "y2",
          "viewBox", "version"}  # fmt: skip
LOOKS = {"fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray",
         "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "opacity",
         "font-size", "font-weight", "font-style", "text-anchor"}  # fmt: skip
DRAWN = "*{stroke-linejoin: round; stroke-linecap: butt}"  # the one style that a chart of ours has
SAME = "drawn-0"  # begins the names in a drawing, until it is known where it stands
MOST_TOLD = 120  # numbers of a chart: beyond, they would be no reading
_TOLD = re.compile(r"<title>([^<]+)</title>")
_BOX = re.compile(r"[\d. -]+")
_PIXELS = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]*")  # of a crowd of points
_EMPTY = re.compile(r"<g[^>]*></g>")
_NAME = re.compile(r"url\(#([\w-]+)\)|#([\w-]+)")


def drawing(picture: str, alt: str, place: str) -> Markup | None:
    """SVG ``picture`` as part of a page; None where it is none of ours.

    Parameters
    ----------
    picture
        As :func:`helpers.figures.picture.svg` made it.
    alt
        What it shows.
    place
        Begins every name in it, so that two drawings of a page share none.
    """
    inner = _inner(picture)
    if inner is None:
        return None
    box, shapes = inner
    head = f'<svg role="img" aria-label="{escape(alt)}" viewBox="{box}"'
    looks = 'stroke-linejoin="round" stroke-linecap="butt"'
    return Markup(f"{head} {looks}>{shapes.replace(SAME, place)}</svg>")  # noqa: S704 - let in piece by piece


@lru_cache(256)
def _inner(picture: str) -> tuple[str, str] | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_blank_text=True)
    try:
        tree = etree.fromstring(picture.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    box = tree.get("viewBox", "")
    if tree.tag != f"{SVG}svg" or not _BOX.fullmatch(box):
        return None
    used = set(re.findall(r"(?:url\(#|href=\"#)([\w-]+)", picture))
    pieces: list[str] = []
    good = all(_let_in(child, used, pieces) for child in tree)
    return (box, _without_empty_groups("".join(pieces))) if good else None


def _without_empty_groups(shapes: str) -> str:
    count = 1
    while count:
        shapes, count = _EMPTY.subn("", shapes)
    return shapes


def _let_in(element: etree._Element, used: set[str], pieces: list[str]) -> bool:
    """Write an element and what is in it; False where it holds what no drawing needs."""
    name = str(element.tag).removeprefix(SVG)
    if name not in SHAPES:
        return False
    if name == "style":
        return (element.text or "").strip() == DRAWN
    looks = _attributes(element, used)
    if looks is None:
        return False
    written = "".join(f' {key}="{escape(value)}"' for key, value in looks.items())
    pieces.append(f"<{name}{written}>{escape(element.text or '')}")
    good = all(_let_in(child, used, pieces) and not (child.tail or "").strip() for child in element)
    pieces.append(f"</{name}>")
    return good


def _attributes(element: etree._Element, used: set[str]) -> dict[str, str] | None:
    """Attributes as a page takes them; None where one is not known."""
    told: dict[str, str] = {}
    for key, value in element.attrib.items():
        let_in = _attribute(key, " ".join(value.split()), used)
        if let_in is None:
            return None
        told |= let_in
    return told


def _attribute(key: str, value: str, used: set[str]) -> dict[str, str] | None:
    if key == "style":
        return _looks(value)
    if key == "id":
        return {"id": f"{SAME}-{value}"} if value in used else {}
    if key in (LINK, "clip-path"):
        leads = _leads_to(value)
        return None if leads is None else {"href" if key == LINK else key: leads}
    return {key: value} if key in PLACES | LOOKS else None


def _looks(style: str) -> dict[str, str]:
    """Rules of a style as attributes; the family of the letters is that of the page."""
    rules = [rule.partition(":") for rule in style.split(";")]
    return {key.strip(): how.strip() for key, _, how in rules if key.strip() in LOOKS}


def _leads_to(value: str) -> str | None:
    """Address within the drawing, or pixels that stand in it; no other."""
    if _PIXELS.fullmatch(value):
        return value.replace(" ", "")
    named = _NAME.fullmatch(value)
    if named is None:
        return None
    return f"url(#{SAME}-{named[1]})" if named[1] else f"#{SAME}-{named[2]}"


class Drawings:
    """Drawings of one page, each with names of its own."""

    def __init__(self) -> None:
        self._count = 0

    def __call__(self, block: Block) -> Markup | None:
        """Drawing of a chart; None where it must stand as an image."""
        self._count += 1
        picture = block.get("svg", "")
        return drawing(picture, block["alt"], f"drawn-{self._count}") if picture else None


def told_by(block: Block) -> list[str]:
    """What the marks of a chart say: its numbers, where no table has them."""
    told = dict.fromkeys(_TOLD.findall(block.get("svg", "")))
    return [unescape(text) for text in told][:MOST_TOLD]
