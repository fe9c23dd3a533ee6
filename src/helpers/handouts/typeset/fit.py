"""How large may a text be set so that it fits its place on a slide?"""

from collections.abc import Sequence
from typing import NamedTuple

from helpers.handouts.typeset.measure import Font

LEADING = 1.2  # height of a line in heights of the letters
SPARE = 0.96  # share of the room that is used: another program measures letters differently


class Fitted(NamedTuple):
    """A text, the size of its letters in pixels, and the lines that it takes."""

    text: str
    size: int
    lines: int

    @property
    def height(self) -> float:
        """Height in pixels."""
        return self.lines * self.size * LEADING


def fit(
    font: Font,
    text: str,
    sizes: Sequence[int],
    *,
    width: float,
    height: float,
    wish: int | None = None,
) -> Fitted:
    """``text`` in the largest of ``sizes`` that fits; cut, with a sign, when none does.

    ``wish`` is how many lines it should take at most, where one of the sizes allows it.
    """
    taken = {size: len(wrapped(font, text, size, width)) for size in sizes}
    fitting = [size for size in sizes if taken[size] * size * LEADING <= height]
    wished = [size for size in fitting if wish is None or taken[size] <= wish]
    if fitting:
        size = (wished or fitting)[0]
        return Fitted(text, size, taken[size])
    size = sizes[-1]
    most = max(int(height / (size * LEADING)), 1)
    kept = "\n".join(wrapped(font, text, size, width)[:most])
    return Fitted(" ".join(kept.split())[:-1].rstrip(" .,;:") + "…", size, most)


def wrapped(font: Font, text: str, size: float, width: float) -> list[str]:
    """Lines of ``text``: words in order, a word longer than the line broken anywhere.

    >>> wrapped(Font({ord("a"): 1.0, ord(" "): 1.0}), "aa aaaa", 10, 32)
    ['aa', 'aaa', 'a']
    """
    lines, room = [], width * SPARE
    line = ""
    pieces = [piece for word in text.split() for piece in _pieces(font, word, size, room)]
    for word in pieces:
        longer = f"{line} {word}" if line else word
        if line and font.width(longer, size) > room:
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line]


def _pieces(font: Font, word: str, size: float, room: float) -> list[str]:
    if font.width(word, size) <= room:
        return [word]
    pieces, piece, wide = [], "", 0.0
    for sign in word:
        more = font.width(sign, size)
        if piece and wide + more > room:
            pieces.append(piece)
            piece, wide = "", 0.0
        piece, wide = piece + sign, wide + more
    return [*pieces, piece]
