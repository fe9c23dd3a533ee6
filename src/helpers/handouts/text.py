"""What does a reader see of a string that anybody may have typed?"""

import re
import unicodedata
from collections.abc import Callable, Container
from typing import Any

from helpers.language import bounded

LONGEST_TEXT = 1000  # characters of one text; ours are all shorter, a client's may have no end
LONGEST_WORD = 28  # characters that certainly fit into a column; longer words may break anywhere
BREAK = "\u200b"  # zero-width space: a place where a line may end
MISSING = "\u25a1"  # stands for a character that no font of the page can draw
# the sign stands before the number or after it: -€2.7K, -3 %, -38 782 €, -2,7 тыс. €
_AMOUNT = r"[€$£₽¥]|\d[\d.,\u00a0\u202f]*\s?(?:(?:тыс\.|млн|млрд|трлн)\s)?[%€$£₽¥]"
# as a minus it never ends a line; within brackets it is one too: (-7% to 4%)
_HYPHEN = re.compile(rf"(?<![^\s(\[])-(?={_AMOUNT})")
_SPACES = {"\n": " ", "\t": " ", "\r": " ", "\u2028": " ", "\u2029": " ", "\u00ad": ""}


def plain(text: object) -> str:
    r"""``text`` in one line, without characters that cannot be seen but change what is seen.

    Controls, marks of writing direction and zero-width characters go; lone surrogates and
    unassigned code points, which no file format takes, become a box.

    >>> plain("Ann\u202e\u200b & Co\n")
    'Ann & Co'
    """
    text = str(text)
    if text.isprintable():  # nearly every string: nothing to take away
        return (_HYPHEN.sub("\u2212", text) if "-" in text else text).strip()
    kept = []
    for sign in text:
        kind = unicodedata.category(sign)
        if sign in _SPACES:
            kept.append(_SPACES[sign])
        elif kind in ("Cs", "Co", "Cn"):
            kept.append(MISSING)
        elif kind not in ("Cc", "Cf"):
            kept.append(sign)
    return _HYPHEN.sub("\u2212", "".join(kept)).strip()


def brief(text: object) -> str:
    """:func:`plain`, of bounded length: for texts that may name what a client wrote at length."""
    return bounded(plain(text), LONGEST_TEXT)


def lines(text: object) -> str:
    """Like :func:`plain`, for text of several lines such as code."""
    return "\n".join(plain(f"|{line}")[1:] for line in str(text).replace("\t", "    ").splitlines())


def breakable(text: str) -> str:
    """``text`` with places to break in words that are too long for a line."""
    if len(text) <= LONGEST_WORD:
        return text
    return " ".join(_with_breaks(word) for word in text.split(" "))


def _with_breaks(word: str) -> str:
    if len(word) <= LONGEST_WORD:
        return word
    pieces = [word[i : i + LONGEST_WORD // 2] for i in range(0, len(word), LONGEST_WORD // 2)]
    return BREAK.join(pieces)


def drawable(text: str, drawn: Container[int]) -> str:
    """``text`` with a box for every character outside ``drawn``, the code points of the fonts."""
    if text.isascii():
        return text
    return "".join(c if ord(c) in drawn or c == BREAK else MISSING for c in text)


def every_string(tree: Any, change: Callable[[str], str]) -> Any:
    """Copy of a JSON ``tree`` with every string value changed; keys stay."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, list):
        return [every_string(branch, change) for branch in tree]
    if isinstance(tree, dict):
        return {key: every_string(branch, change) for key, branch in tree.items()}
    return tree
