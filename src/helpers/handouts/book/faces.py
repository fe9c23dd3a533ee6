"""Which font files does a printed page use, and which characters do they have?"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from helpers.handouts.brand import Brand
from helpers.handouts.typeset.measure import Font, font

FALLBACK, FALLBACK_BOLD = "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"


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


def _file(brand: Brand, face: str, family: str = "") -> Path:
    name = f"{(family or brand.fonts.text).replace(' ', '')}-{face}.ttf"
    found = [folder / name for folder in brand.font_folders if (folder / name).exists()]
    return found[-1] if found else fallback_folder() / FALLBACK


def drawn_by(faces: tuple[Font, Font]) -> frozenset[int]:
    """Code points that the page can show."""
    both = faces[0].widths.keys() & faces[1].widths.keys()
    return frozenset(both | font(fallback_folder() / FALLBACK).widths.keys())
