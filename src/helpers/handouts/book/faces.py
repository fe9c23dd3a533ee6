"""Which font files does a printed page use, and which characters do they have?"""

import re
from functools import cache
from html import escape, unescape
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

from helpers.handouts.brand import Brand
from helpers.handouts.typeset.measure import Font, font

FALLBACK, FALLBACK_BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"
FALLBACK_FAMILY = "DejaVu Sans"
# a text of a drawing, as matplotlib writes it
_TEXT = re.compile(r'(<text\b[^>]*? x=")([\d.-]+)("[^>]*>)([^<>]+)</text>')
_SIZE = re.compile(r"font-size: ([\d.]+)px")
_ANCHOR = re.compile(r"text-anchor: (start|middle|end)")
_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}  # share of a text that stands before its place


@cache
def fallback_folder() -> Path:
    """Folder of the font that has what the firm's fonts lack; matplotlib brings it."""
    package = find_spec("matplotlib")  # looked up, not imported: it takes a while to start
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "mpl-data" / "fonts" / "ttf"


def faces_of(brand: Brand) -> tuple[Font, Font]:
    """Regular and bold face of the text, to measure with."""
    return font(_file(brand, "Regular")), font(_file(brand, "Bold"))


def headings_of(brand: Brand) -> Font:
    """Bold face of the headings, to measure with."""
    return font(_file(brand, "Bold", brand.fonts.headings))


def wider(face: Font, *, bold: bool) -> Font:
    """Face with the widths of the fallback where these are larger.

    A presentation does not bring its fonts along: another face, often a wide one, stands in.
    """
    other = font(fallback_folder() / (FALLBACK_BOLD if bold else FALLBACK)).widths
    both = {code: max(wide, face.widths.get(code, 0.0)) for code, wide in other.items()}
    return Font({**face.widths, **both})


def with_fallback(drawing: str, face: Font) -> str:
    """SVG ``drawing`` in which a sign that ``face`` lacks stands alone, in the fallback.

    The typesetter draws what stands together in one font that has all its signs: the figures
    beside an arrow came out with serifs. So each part gets a place of its own, measured here.
    """

    def parted(text: re.Match[str]) -> str:
        return _parted(text, face)

    return _TEXT.sub(parted, drawing)


def _parted(text: re.Match[str], face: Font) -> str:
    begin, place, rest, words = text.groups()
    words = unescape(words)
    parts = [
        (there, "".join(signs))
        for there, signs in groupby(words, lambda s: ord(s) in face.widths or s.isspace())
    ]
    size, anchor = _SIZE.search(rest + begin), _ANCHOR.search(rest + begin)
    if len(parts) < 2 or size is None or anchor is None:
        return text[0]
    fonts = {True: face, False: font(fallback_folder() / FALLBACK)}
    wide = [fonts[there].width(part, float(size[1])) for there, part in parts]
    x = float(place) - _BEFORE[anchor[1]] * sum(wide)
    spans = []
    for (there, part), width in zip(parts, wide, strict=True):
        family = "" if there else f" style=\"font-family: '{FALLBACK_FAMILY}'\""
        spans.append(f'<tspan x="{x:.3f}"{family}>{escape(part)}</tspan>')
        x += width
    head = _ANCHOR.sub("text-anchor: start", f"{begin}{place}{rest}")
    return f"{head}{''.join(spans)}</text>"


def _file(brand: Brand, face: str, family: str = "") -> Path:
    name = f"{(family or brand.fonts.text).replace(' ', '')}-{face}.ttf"
    found = [folder / name for folder in brand.font_folders if (folder / name).exists()]
    return found[-1] if found else fallback_folder() / FALLBACK


def drawn_by(faces: tuple[Font, Font]) -> frozenset[int]:
    """Code points that the page can show."""
    both = faces[0].widths.keys() & faces[1].widths.keys()
    return frozenset(both | font(fallback_folder() / FALLBACK).widths.keys())
