"""What does a web page carry, so that it needs nothing from outside?"""

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from helpers import project
from helpers.handouts.brand import Brand, Colours, contrast

STYLE = project.TEMPLATES / "handout" / "style.css"
SCRIPT = project.TEMPLATES / "handout" / "page.js"
# grounds and lines of the dark page; its letters are those of the firm, made lighter
DARK = {"paper": "#1b2026", "wash": "#12161b", "line": "#3b444e", "ink": "#e4e7ea"}
EASY = 6.0  # contrast of letters in the dark
LIGHTER = ("muted", "accent", "contrast", "signal")
_FACE = re.compile(r"@font-face\s*{[^}]*}")
_FAMILY = re.compile(r"font-family:\s*[\"']?([^\"';]+)")
_SOURCE = re.compile(r"url\(([^)]+)\)")
_RANGE = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")
_WORDS = re.compile(r"<text\b[^>]*>([^<]*)")  # of a drawing
CHARTS = "PT Sans"  # the letters of charts, whatever those of the firm
_FORMS = {".woff2": "font/woff2", ".ttf": "font/ttf"}


@cache
def template(path: Path) -> Template:
    """Template of a page, in which every text is escaped."""
    return Environment(loader=FileSystemLoader(str(path.parent)), autoescape=True).get_template(
        path.name
    )


def page(
    document: Any, brand: Brand, *more: Path, script: Path | None = None, fonts: bool = True
) -> dict[str, Any]:
    """Style with its fonts, script, content security policy and logo of one page.

    ``more`` are further style sheets. Fonts travel with the page as far as its text needs
    them, unless ``fonts`` says that those of the reader do. The policy allows the style and
    the ``script``, by their fingerprints, and pictures and fonts that stand in the page itself;
    nothing else.
    """
    style = dressed(document if fonts else "", brand, STYLE, *more) + in_the_dark(brand)
    source = "" if script is None else script_of(script)
    runs = f"script-src {fingerprint(source)}; " if source else ""
    policy = (
        f"default-src 'none'; {runs}style-src {fingerprint(style)}; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    return {
        "script": Markup(source),  # noqa: S704 - a file of ours
        "style": Markup(style),  # noqa: S704 - files of ours and colours checked by the brand
        "policy": policy,
        "logo": brand.logo_url(),
    }


def dressed(document: Any, brand: Brand, *sheets: Path) -> str:
    """Style ``sheets`` with the colours of the firm and the fonts that the text needs."""
    rules = "".join(path.read_text(encoding="utf-8") for path in sheets)
    return _variables(brand) + _fonts(brand, _characters(document)) + rules


@cache
def script_of(path: Path) -> str:
    """Script as it may stand in a page: an end tag inside a string would end the script."""
    return path.read_text(encoding="utf-8").replace("</script", "<\\/script")


def in_the_dark(brand: Brand) -> str:
    """Colours of the page where the reader wishes it dark; paper stays white."""
    lighter = {name: _lighter(getattr(brand.colours, name)) for name in LIGHTER}
    colours = " ".join(f"--{name}: {value};" for name, value in (DARK | lighter).items())
    rules = f"{{ color-scheme: dark; --drawn: invert(1) hue-rotate(180deg); {colours} }}"
    wished = ":root:not([data-theme=light])"
    return (
        f"@media screen and (prefers-color-scheme: dark) {{ {wished} {rules} }}\n"
        f"@media screen {{ :root[data-theme=dark] {rules} }}\n"
    )


def _lighter(colour: str) -> str:
    """``colour`` with as much white as it takes to be read on the dark ground."""
    for white in range(0, 101, 5):
        parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
        mixed = "#" + "".join(f"{round(p + (255 - p) * white / 100):02x}" for p in parts)
        if min(contrast(mixed, DARK[ground]) for ground in ("paper", "wash")) >= EASY:
            return mixed
    return "#ffffff"


def fingerprint(source: str) -> str:
    """How a content security policy names a style or a script that stands in the page."""
    return f"'sha256-{b64encode(sha256(source.encode()).digest()).decode()}'"


def _variables(brand: Brand) -> str:
    colours = [f"--{name}: {getattr(brand.colours, name)};" for name in Colours.__annotations__]
    fonts = [f'--text: "{brand.fonts.text}";', f'--headings: "{brand.fonts.headings}";']
    fixed = ["--paper: #ffffff;", f"--panel: {brand.colours.accent};", "--drawn: none;"]
    return ":root { " + " ".join([*colours, *fonts, *fixed]) + " }\n"


def _characters(tree: Any) -> set[int]:
    """Code points of the texts of a tree; of a drawing its words, of pixels and raw values none."""
    if isinstance(tree, str):
        return set(map(ord, tree))
    if isinstance(tree, dict):
        drawn = _WORDS.findall(str(tree.get("svg", "")))
        tree = [branch for key, branch in tree.items() if key not in ("svg", "png", "rows")] + drawn
    if isinstance(tree, list):
        return set().union(*map(_characters, tree))
    return set()


def _fonts(brand: Brand, characters: set[int]) -> str:
    families = {brand.fonts.text, brand.fonts.headings, CHARTS}
    faces = [face for folder in brand.font_folders for face in _faces(folder)]
    known = {family for family, _, _ in faces}
    faces += [f for name in sorted(families - known) for f in _own_faces(brand, name)]
    wanted = [css for family, span, css in faces if family in families and _meets(span, characters)]
    return "".join(_embedded(css) for css in wanted)


def _meets(span: list[range], characters: set[int]) -> bool:
    return not span or any(code in part for part in span for code in characters)


@cache
def _faces(folder: Path) -> list[tuple[str, list[range], str]]:
    """Family, code points and rule of each face named in ``fonts.css``."""
    sheet = folder / "fonts.css"
    if not sheet.exists():
        return []
    faces = []
    for rule in _FACE.findall(sheet.read_text(encoding="utf-8")):
        file = folder / _only(_SOURCE, rule).strip("\"'")
        span = [range(int(a, 16), int(b or a, 16) + 1) for a, b in _RANGE.findall(rule)]
        faces.append((_only(_FAMILY, rule).strip(), span, _from(rule, f"url({file})") + "\n"))
    return faces


def _only(part: re.Pattern[str], rule: str) -> str:
    found = part.search(rule)
    return found[1] if found else ""


def _from(rule: str, source: str) -> str:
    return _SOURCE.sub(lambda _: source, rule)


def _own_faces(brand: Brand, family: str) -> list[tuple[str, list[range], str]]:
    """Faces of a family of the firm that brings only TTF files."""
    stem = family.replace(" ", "")
    faces: list[tuple[str, list[range], str]] = []
    for name, looks in (("Regular", 400), ("Bold", 700)):
        for file in (folder / f"{stem}-{name}.ttf" for folder in brand.font_folders):
            if file.exists():
                rule = f'font-family: "{family}"; font-weight: {looks}; src: url({file});'
                faces.append((family, [], f"@font-face {{ {rule} }}\n"))
    return faces


@cache
def _embedded(css: str) -> str:
    file = Path(_only(_SOURCE, css))
    data = b64encode(file.read_bytes()).decode()
    return _SOURCE.sub(f"url(data:{_FORMS[file.suffix]};base64,{data})", css)
