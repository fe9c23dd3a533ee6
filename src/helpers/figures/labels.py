"""Does a text fit, and can the fonts show it?"""

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from matplotlib import font_manager, get_data_path
from matplotlib.ft2font import FT2Font
from matplotlib.textpath import text_to_path

from helpers import project
from helpers.language import bounded, values

FAMILY = ["PT Sans", "DejaVu Sans"]  # the second one comes with matplotlib
LONGEST = 400  # signs of a text on a chart
NO_GLYPH = "□"
INVISIBLE = {"Cc", "Cf", "Cn", "Co", "Cs", "Mn", "Me"}
SPACES = {"Zs", "Zl", "Zp"}


@cache
def register() -> None:
    """Make the fonts of the project known to matplotlib, once."""
    for path in sorted((project.TEMPLATES / "fonts").glob("*.ttf")):
        font_manager.fontManager.addfont(path)


@cache
def _shown() -> frozenset[int]:
    register()
    dejavu = Path(get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    paths = (project.TEMPLATES / "fonts" / "PTSans-Regular.ttf", dejavu)
    return frozenset().union(*(FT2Font(str(path)).get_charmap() for path in paths))


def clean(text: str) -> str:
    """``text`` as a chart can draw it: one glyph for each sign that can be seen.

    Signs that neither font has become a box; control signs and marks of direction go. Line
    breaks stay. What no line of a chart could hold is cut.

    >>> clean("Ромашка" + chr(8206)), clean(chr(0x4E2D))
    ('Ромашка', '□')
    """
    return _clean(values.printed(str(text)))


@lru_cache(4096)
def _clean(text: str) -> str:
    return "".join(map(_drawn, unicodedata.normalize("NFC", bounded(text, LONGEST))))


def _drawn(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign == "\n":
        return sign
    if kind in SPACES or sign == "\t":
        return sign if sign == "\xa0" else " " if sign != "\u202f" else "\xa0"
    if ord(sign) in _shown() and kind not in {"Cc", "Cf"}:
        return sign
    return "" if kind in INVISIBLE else NO_GLYPH


@lru_cache(4096)
def width(text: str, size: float, weight: str = "normal") -> float:
    """Width of one line of ``text`` in points."""
    font = font_manager.FontProperties(family=FAMILY, size=size, weight=weight)
    text = text.replace("\n", " ")
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] if text else 0.0


def fit(text: str, room: float, *, size: float, lines: int = 2, weight: str = "normal") -> str:
    """``text`` broken into at most ``lines`` lines of ``room`` points, the rest as ``…``.

    >>> fit("short", 100, size=9)
    'short'
    """
    words = [word for word in re.split(r"[ \n]+", clean(text)) if word]
    done: list[str] = []
    while words and len(done) < lines:
        last = len(done) == lines - 1
        line, words = _line(words, room, size, weight)
        if last and words:
            line = _cut(" ".join([line, *words]), room, size, weight)
        done.append(line)
    return "\n".join(done)


def _line(words: list[str], room: float, size: float, weight: str) -> tuple[str, list[str]]:
    """As many words as fit, and the rest; a word too long for a line is broken."""
    count = 1
    while count < len(words) and width(" ".join(words[: count + 1]), size, weight) <= room:
        count += 1
    line, rest = " ".join(words[:count]), words[count:]
    if width(line, size, weight) <= room:
        return line, rest
    head = _most(line, room, size, weight)
    return head, [line[len(head) :], *rest]


def _cut(text: str, room: float, size: float, weight: str) -> str:
    return _most(text, room - width("…", size, weight), size, weight).rstrip() + "…"


def _most(text: str, room: float, size: float, weight: str) -> str:
    """The longest beginning of ``text`` that fits; at least one sign."""
    low, high = 1, min(len(text), LONGEST)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle], size, weight) <= room:
            low = middle
        else:
            high = middle - 1
    return text[:low]


def spread(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Places moved as little as it takes to be ``gap`` apart, in the order they came.

    >>> spread([1.0, 1.0, 5.0], gap=2, low=0.0, high=6)
    [0.0, 2.0, 5.0]
    """
    order = sorted(range(len(places)), key=lambda i: places[i])
    groups: list[list[float]] = []  # [sum of wished starts, members]
    for count, i in enumerate(order):
        groups.append([places[i] - count * gap, 1.0])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            last = groups.pop()
            groups[-1] = [groups[-1][0] + last[0], groups[-1][1] + last[1]]
    starts = [total / n for total, n in groups for _ in range(int(n))]
    ceiling = high - (len(places) - 1) * gap
    moved = dict.fromkeys(order, 0.0)
    for count, (i, start) in enumerate(zip(order, starts, strict=True)):
        moved[i] = max(low, min(start, ceiling)) + count * gap
    return [moved[i] for i in range(len(places))]
