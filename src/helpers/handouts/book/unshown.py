"""Which names can the fonts of a printed page not show, and what would help?"""

import unicodedata
from collections.abc import Iterable

from helpers.handouts.book.faces import drawn_by, faces_of
from helpers.handouts.brand import Brand
from helpers.language import N_, number, tr

# first word of a letter's name in Unicode → script, and the package of Debian with fonts for it
SCRIPTS = {
    "CJK": (N_("Chinese"), "fonts-noto-cjk"),
    "HIRAGANA": (N_("Japanese"), "fonts-noto-cjk"),
    "KATAKANA": (N_("Japanese"), "fonts-noto-cjk"),
    "HANGUL": (N_("Korean"), "fonts-noto-cjk"),
    "THAI": (N_("Thai"), "fonts-noto-core"),
    "DEVANAGARI": (N_("Hindi"), "fonts-noto-core"),
}
OTHERS = "fonts-noto-core"
MOST_SCRIPTS = 6  # that are named
LONGEST = 30  # signs of the name that is shown as an example

BOXES = N_(
    "No font here for: %(scripts)s. In PDF and charts such names show boxes (names: %(names)s, for "
    "example %(example)s); in tables.xlsx and in the text of HTML pages they stand as they came. A "
    "brand may bring a font for the text, as a .ttf in fonts/ beside brand.yml; Debian has such "
    "fonts in %(packages)s."
)


def said_of_boxes(names: Iterable[str], brand: Brand) -> str:
    """Sentence on the names that no font can show; empty where all can be shown."""
    drawn = drawn_by(faces_of(brand))
    letters: dict[str, None] = {}
    boxed = []
    for name in names:
        if name.isascii():
            continue
        lacking = [c for c in name if ord(c) not in drawn and unicodedata.category(c)[0] == "L"]
        if lacking:
            boxed.append(name)
            letters |= dict.fromkeys(lacking)
    if not boxed:
        return ""
    found = sorted({_script(letter) for letter in letters})
    shown = list(dict.fromkeys(tr(script) for script, _ in found))
    values = {
        "scripts": ", ".join(shown[:MOST_SCRIPTS]) + ("…" if len(shown) > MOST_SCRIPTS else ""),
        "names": number(len(boxed)),
        "example": min(boxed)[:LONGEST],
        "packages": ", ".join(sorted({package for _, package in found})),
    }
    return tr(BOXES) % values


def _script(letter: str) -> tuple[str, str]:
    word = unicodedata.name(letter, "?").split()[0]
    return SCRIPTS.get(word.partition("-")[0], (word.capitalize(), OTHERS))
