"""What does a mark of a chart say when a pointer rests on it?

A chart hands over its marks with their words; the picture gets them as titles, which a page
shows beside the pointer and which a book leaves out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers import language
from helpers.figures import labels
from helpers.figures.axes import EXACT, say

TOLD = "told"  # name under which an artist carries the words of its marks
MOST_POINTS = 60  # of a curve: more would stand closer than a finger
# shapes that are drawn; what only stands there to be used is passed over
_MARK = re.compile(r"<defs>.*?</defs>|<(path|use)\b[^>]*?/>", re.DOTALL)


def words(name: object, value: float, kind: str) -> str:
    """What one mark says: what it is, and its number with all its digits.

    >>> words("Ann", 1234.0, "money")
    'Ann: €1,234'
    """
    number = exact(value, kind)
    return f"{name}: {number}" if str(name) else number


def exact(value: float, kind: str) -> str:
    """Number of a mark; a month and a day as an axis writes them."""
    if not isinstance(value, (int, float, np.number)) or not np.isfinite(value):
        return say(value, kind)
    if kind == "percent":
        return language.percent(float(value), 1)
    whole = abs(value) >= 1000 or float(value).is_integer()
    return EXACT[kind](float(value), 0 if whole else 2) if kind in EXACT else say(value, kind)


def tell(artists: Iterable[Artist], texts: Iterable[str]) -> None:
    """Give each of ``artists``, one mark each, its words."""
    for artist, text in zip(artists, texts, strict=True):
        setattr(artist, TOLD, [text])


def tell_points(artist: Artist, texts: Sequence[str]) -> None:
    """Give the marks of one artist, a cloud of points, their words in the order drawn."""
    setattr(artist, TOLD, list(texts))


def hold(ax: Axes, x: Sequence[Any], y: Sequence[float], texts: Sequence[str]) -> None:
    """Put marks that nobody sees, and that a pointer finds, on the points of a curve."""
    known = [i for i, value in enumerate(y) if np.isfinite(value)]
    step = max(1, -(-len(known) // MOST_POINTS))
    kept = known[::-1][::step][::-1]  # the last one is always among them
    if kept:
        there = ([x[i] for i in kept], [y[i] for i in kept])
        marks = ax.scatter(*there, s=60, alpha=0, linewidth=0, zorder=9)  # over all curves
        tell_points(marks, [texts[i] for i in kept])


def named(figure: Figure) -> dict[str, list[str]]:
    """Name the artists that have words, and say which words each name stands for."""
    told: dict[str, list[str]] = {}
    for artist in figure.findobj(lambda one: hasattr(one, TOLD)):
        name = f"told-{len(told) + 1}"
        artist.set_gid(name)
        told[name] = getattr(artist, TOLD)
    return told


def with_titles(picture: str, told: dict[str, list[str]]) -> str:
    """SVG ``picture`` with the words of its marks, each mark in turn."""
    pieces = re.split(r'(?=<g id="told-\d+">)', picture)
    return "".join(_with_titles(piece, told) for piece in pieces)


def _with_titles(piece: str, told: dict[str, list[str]]) -> str:
    begun = re.match(r'<g id="(told-\d+)">', piece)
    if begun is None:
        return piece
    end = _end_of_group(piece)
    marks: Iterator[str] = iter(told[begun[1]])
    return _MARK.sub(lambda mark: _titled(mark, marks), piece[:end]) + piece[end:]


def _titled(mark: re.Match[str], texts: Iterator[str]) -> str:
    text = next(texts, "") if mark[1] else ""
    if not text:
        return mark[0]
    title = escape(labels.clean(text).replace("\n", " "), quote=False)
    return f"{mark[0][:-2]}><title>{title}</title></{mark[1]}>"


def _end_of_group(piece: str) -> int:
    depth = 0
    for tag in re.finditer(r"<g\b[^>]*?(/?)>|</g>", piece):
        depth += -1 if tag[0] == "</g>" else 0 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(piece)
