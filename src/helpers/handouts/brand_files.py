"""Can the logo and the fonts that a firm has brought be used at all?

They are tried before the first chapter runs: each of them stands in every document, and what
breaks a document breaks the whole report at its very end.
"""

import io
import re
import warnings
from pathlib import Path
from xml.etree import ElementTree

from helpers.language import N_, tr

LARGEST = {"logo": 1_000_000, "font": 20_000_000}  # bytes
MOST_PIXELS = 16_000_000  # of a logo: a small file can stand for gigabytes
DEEPEST = 100  # levels of an SVG
FONTS = {".ttf", ".otf", ".ttc", ".otc"}
_FORBIDDEN = {
    "script",
    "foreignObject",
    "iframe",
    "audio",
    "video",
    "set",
    "animate",
    "animateMotion",
    "animateTransform",
}  # these alter any attribute
_FETCHES = re.compile(r"""url\(\s*["']?(?!#)|@import|\\|javascript:""", re.IGNORECASE)


def logo_fault(path: Path) -> str:
    """Say why a logo cannot be used; nothing when it can."""
    if path.stat().st_size > LARGEST["logo"]:
        return tr("The logo must be smaller than 1 MB: every file of the pack carries it.")
    if path.suffix.lower() == ".png":
        return _png_fault(path)
    try:
        return _svg_fault(path)
    except (ElementTree.ParseError, UnicodeDecodeError, ValueError) as error:
        where = getattr(error, "position", (1, 0))
        values = {"line": where[0], "column": where[1] + 1}
        told = tr(
            "The logo cannot be read as SVG from line %(line)s, column %(column)s on: save it anew."
        )
        return told % values


def _png_fault(path: Path) -> str:
    from PIL import Image  # comes with matplotlib

    try:
        with warnings.catch_warnings(), Image.open(path, formats=["PNG"]) as picture:
            warnings.simplefilter("ignore")  # of a picture too large, which is said below
            if picture.width * picture.height > MOST_PIXELS:
                size = {"width": picture.width, "height": picture.height}
                return tr("The logo has %(width)s × %(height)s pixels: make it smaller.") % size
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return tr("The logo cannot be read as PNG: save it anew.")
    return ""


def _svg_fault(path: Path) -> str:
    text = path.read_text("utf-8-sig")
    if any(mark in text for mark in ("<!DOCTYPE", "<!ENTITY", "<?xml-stylesheet")):
        return tr("The logo must have no DOCTYPE and no entities: save it as a plain SVG.")
    depth, root = 0, ""
    for event, element in ElementTree.iterparse(io.StringIO(text), ("start", "end")):
        depth += 1 if event == "start" else -1
        if event == "end":
            if _FETCHES.search("".join(element.itertext())):  # a style that is complete by now
                return tr(DRAWINGS_ALONE)
            continue
        name = element.tag.rpartition("}")[2]
        root = root or name
        if depth > DEEPEST:
            return tr("The logo is nested too deeply: save it as a plain SVG.")
        if name in _FORBIDDEN or any(map(_leads_away, element.attrib.items())):
            return tr(DRAWINGS_ALONE)
    if root != "svg":
        return tr("The logo is no SVG: it begins with <%(root)s>.") % {"root": root[:30]}
    return _drawing_fault(path)


def _leads_away(attribute: tuple[str, str]) -> bool:
    name, value = attribute[0].rpartition("}")[2].lower(), attribute[1].strip()
    linked = name in ("href", "src") and not value.startswith("#")
    return linked or name.startswith("on") or bool(_FETCHES.search(value))


DRAWINGS_ALONE = N_("The logo must hold drawings alone, no scripts, links or pictures.")


def _drawing_fault(path: Path) -> str:
    """Let the typesetter draw it: it knows best what it cannot draw."""
    import typst

    page = b'#set page(width: auto, height: auto)\n#image(bytes(sys.inputs.logo), format: "svg")'
    try:
        typst.compile(page, sys_inputs={"logo": path.read_text("utf-8-sig")})
    except (typst.TypstError, RuntimeError):
        return tr("The logo cannot be drawn: save it as a plain SVG, or as PNG.")
    return ""


def font_faults(folder: Path) -> list[str]:
    """Say which fonts of a folder cannot be used, and why."""
    files = [path for path in sorted(folder.iterdir()) if path.suffix.lower() in FONTS]
    faults = ((path.name, _font_fault(path)) for path in files)
    words = tr("The font '%(name)s' cannot be used: %(why)s")
    return [words % {"name": name, "why": fault} for name, fault in faults if fault]


def _font_fault(path: Path) -> str:
    from fontTools.ttLib import TTFont

    if not path.is_file():
        return tr("it is no file.")
    if path.stat().st_size > LARGEST["font"]:
        return tr("it is larger than 20 MB.")
    try:
        with TTFont(path, fontNumber=0, lazy=True) as font:
            for table in ("head", "hhea", "hmtx", "maxp", "name", "OS/2"):
                font[table]
            if not font.getBestCmap():
                return tr("it has no characters.")
    except Exception:  # the library raises whatever it stumbles on
        return tr("it is broken. Take the file of the font anew.")
    return ""
