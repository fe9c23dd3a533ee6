"""How wide is a text, and how wide must the columns of a table be?

Widths are read from the font itself, so that a column of numbers never wraps and never
wastes room.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from fontTools.ttLib import TTFont

from helpers.language.cells import NUMBERS

NEVER_WRAPS = (*NUMBERS, "date", "month", "flag", "code", "trend")
PORTRAIT = 481.0  # points between the margins of a page
SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
LEAST_TEXT = 62.0  # points: a column of text narrower than this reads like a ladder
WIDE_TEXT = 198.0  # points that a column of text would like at most …
FEW_LINES = 2.5  # … unless its longest cell then needs more lines than so many
ROOM_TO_WRITE = 95.0  # points that a blank column would like
LONGEST_HEAD = 80.0  # points that the name of a column may take before it wraps
LONGEST_CODE = 24  # characters; longer codes wrap like text
FEW = 3  # columns
UNKNOWN = 0.6  # em, for a character that the font lacks


@dataclass(frozen=True)
class Font:
    """Widths of the characters of one font file, in em."""

    widths: dict[int, float]

    def width(self, text: str, size: float) -> float:
        """Width of ``text`` in points."""
        return sum(self.widths.get(ord(c), UNKNOWN) for c in text) * size

    def longest_word(self, text: str, size: float) -> float:
        """Width of the widest word of ``text``; a no-break space does not end a word."""
        words = text.replace("\u200b", " ").split(" ")
        return max((self.width(word, size) for word in words), default=0.0)


@cache
def font(path: Path) -> Font:
    """Return the widths that stand in the font file."""
    with TTFont(path, lazy=True) as file:
        em = file["head"].unitsPerEm
        advances = file["hmtx"].metrics
        widths = {code: advances[name][0] / em for code, name in file.getBestCmap().items()}
    return Font(widths | {0x200B: 0.0})


@dataclass(frozen=True)
class Layout:
    """Size of the letters, widths of the columns and room around a cell, in points.

    There are fewer widths than columns where the last of them have no room.
    """

    size: float
    widths: list[float]
    pad: float


def layout(
    labels: Sequence[str],
    kinds: Sequence[str],
    cells: Sequence[Sequence[str]],
    *,
    regular: Font,
    bold: Font,
    extra: Sequence[float] = (),
) -> Layout:
    """Fit a table onto a page: smaller letters first, then without its last columns.

    ``extra`` is the room that each column needs for what is drawn beside its texts.
    """
    drawn = list(extra) or [0.0] * len(labels)
    for size in SIZES:
        pad = 5.0 if size >= 9 else 4.0 if size >= 8 else 3.0
        least, wish = _needs(labels, kinds, cells, (regular, bold, size, pad), drawn)
        if sum(least) <= PORTRAIT:
            return Layout(size, _shares(least, wish, kinds, PORTRAIT), pad)
    there = max(1, sum(wide <= PORTRAIT for wide in accumulate(least)))
    if there == 1:
        return Layout(SIZES[-1], [PORTRAIT], pad)
    shares = _shares(least[:there], wish[:there], kinds[:there], PORTRAIT)
    return Layout(SIZES[-1], shares, pad)


def _needs(
    labels: Sequence[str],
    kinds: Sequence[str],
    cells: Sequence[Sequence[str]],
    letters: tuple[Font, Font, float, float],
    extra: Sequence[float],
) -> tuple[list[float], list[float]]:
    """Width without which each column breaks, and the width that it would like."""
    regular, bold, size, pad = letters
    least, wish = [], []
    for x, (label, kind) in enumerate(zip(labels, kinds, strict=True)):
        head = bold.longest_word(label, size)
        column = [] if kind == "trend" else [row[x] for row in cells]
        widest = max((regular.width(text, size) for text in column), default=0.0) + extra[x]
        if kind == "blank":
            need, widest = max(head, LEAST_TEXT - 2 * pad), ROOM_TO_WRITE
        elif kind in NEVER_WRAPS and not _long(column):
            need = max(head, widest)
        else:
            word = max((regular.longest_word(text, size) for text in column), default=0.0)
            need = max(head, word + extra[x], min(widest, LEAST_TEXT))
        need += 2 * pad + 0.5
        least.append(need)
        head = min(bold.width(label, size), LONGEST_HEAD)
        text = min(widest, max(WIDE_TEXT, widest / FEW_LINES))
        wish.append(max(need, head + 2 * pad + 0.5, text + 2 * pad))
    return least, wish


def _long(column: Sequence[str]) -> bool:
    return any(len(text) > LONGEST_CODE for text in column)


def _shares(
    least: list[float], wish: list[float], kinds: Sequence[str], room: float
) -> list[float]:
    """Give what is left first to what is printed, then to the blanks, then to both.

    A table of few columns does not fill the page: a number far from its label is hard to read.
    """
    widths = list(least)
    blanks = [i for i, kind in enumerate(kinds) if kind == "blank"]
    printed = [i for i, kind in enumerate(kinds) if kind != "blank"]
    for group in (printed, blanks):
        left = room - sum(widths)
        more = {i: wish[i] - least[i] for i in group}
        part = min(1.0, left / sum(more.values())) if sum(more.values()) else 0.0
        for i in group:
            widths[i] += part * more[i]
    left = room - sum(widths) if len(kinds) > FEW else min(room - sum(widths), 0.5 * sum(widths))
    texts = [i for i, kind in enumerate(kinds) if kind in ("text", "blank")] or range(len(widths))
    total = sum(widths[i] for i in texts)
    for i in texts:
        widths[i] += left * widths[i] / total
    return [round(width, 2) for width in widths]
