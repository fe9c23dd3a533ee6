"""In which encoding is a text written, where nothing says so?"""

import codecs
import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from helpers.records.sources import code_pages
from helpers.records.sources.staging import CONTROL

BYTES = 1 << 20
_CONTROL_BYTES = bytes(c for c in CONTROL if c < 32)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEVEN_BIT = re.compile(rb"\+([A-Za-z0-9+/]{3,})(?![A-Za-z0-9+/=])")
SEVEN_BIT_WORDS = 2  # different ones: a telephone is no word
_PLAIN_SIGNS = re.compile(r"[\x00-\x7f]+")


class Encoding(NamedTuple):
    """Encoding of a file, whether control characters stand in it, and bytes that do not fit."""

    name: str
    dirty: bool = True
    broken: bool = False
    guessed: bool = False


def whole_text(path: Path) -> str:
    """Text of a small file that any program may have saved, without the mark at its beginning."""
    return path.read_bytes().decode(detect_encoding(path).name, "replace").lstrip("\ufeff")


def detect_encoding(path: Path) -> Encoding:
    """Find out the encoding of the whole file."""
    known = path.stat()
    if known.st_size < BYTES // 16:  # one that is written twice in a moment looks the same
        return _detected(path)
    return _remembered(path, known.st_size, known.st_mtime_ns)


@lru_cache(100)  # a file is opened for its own table, and for each that looks into it
def _remembered(path: Path, size: int, changed: int) -> Encoding:
    return _detected(path)


def _detected(path: Path) -> Encoding:
    with path.open("rb") as file:
        start = file.read(4096)
    for bom, encoding in _BOMS:
        if start.startswith(bom):
            return Encoding(encoding)
    if half := _utf16_half(start):
        return Encoding(half)
    decoder = codecs.getincrementaldecoder("utf-8")()
    dirty, foreign = False, b""
    with path.open("rb") as file:
        while block := file.read(BYTES):
            dirty = dirty or len(block.translate(None, _CONTROL_BYTES)) < len(block)
            try:
                decoder.decode(block if not foreign else b"")
            except UnicodeDecodeError:
                foreign = block + file.read(BYTES)
                dirty = dirty or len(foreign.translate(None, _CONTROL_BYTES)) < len(foreign)
    if not foreign:
        seven = _is_seven_bit(path)
        return Encoding("utf-7", guessed=True) if seven else Encoding("utf-8", dirty)
    encoding = _eight_bit(foreign)
    broken = "\ufffd" in foreign.decode(encoding, "replace")
    dirty = dirty or encoding not in code_pages.RUSSIAN_PAGES
    return Encoding(encoding, dirty, broken, encoding in code_pages.GUESSED)


def _is_seven_bit(path: Path) -> bool:
    """Is it UTF-7, in which letters that are not English stand as ``+APw-``?"""
    with path.open("rb") as file:
        start = file.read(BYTES)
    if not start.isascii():
        return False
    found = {match[1] for match in _SEVEN_BIT.finditer(start)}
    words = list(filter(None, map(_of_seven_bits, found)))
    foreign = sum(not word.isascii() for word in words)
    return foreign >= SEVEN_BIT_WORDS and len(words) >= 0.9 * len(found)


def _of_seven_bits(word: bytes) -> str:
    """What a word of UTF-7 stands for, letters or signs; empty where it is none."""
    try:
        letters = (b"+" + word + b"-").decode("utf-7")
    except UnicodeDecodeError:
        return ""
    return letters if letters.isprintable() and max(letters) < "\u0600" else ""


def _utf16_half(start: bytes) -> str:
    """UTF-16 without its mark: every second byte of plain letters is zero."""
    even, odd = start[::2].count(0), start[1::2].count(0)
    if len(start) < 8 or max(even, odd) < 0.4 * len(start) / 2 or min(even, odd) > 0.1 * max(
        even, odd
    ):  # fmt: skip
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _eight_bit(sample: bytes) -> str:
    as_utf8 = sample.decode("utf-8", "replace")
    bad = as_utf8.count("\ufffd")
    if len(_PLAIN_SIGNS.sub("", as_utf8)) - bad > 4 * bad:
        return "utf-8"  # some rows of another origin do not make it another encoding
    signs = np.frombuffer(sample, np.uint8).astype(np.uint16)
    times = np.bincount(signs[:-1] * 256 + signs[1:], minlength=1 << 16)
    pairs = {(int(pair) >> 8, int(pair) & 255): int(times[pair]) for pair in np.flatnonzero(times)}
    scores = {name: _cyrillic_score(pairs, name) for name in code_pages.RUSSIAN_PAGES}
    best = max(scores, key=scores.__getitem__)
    russian = scores[best] > 0 and code_pages.is_russian(sample, best)
    return best if russian else code_pages.guess(sample)


def _cyrillic_score(pairs: Mapping[tuple[int, int], int], page: str) -> int:
    """Pairs of letters as in words, less those that no Russian word has; ``pairs`` of bytes."""
    letters = bytes(range(256)).decode(page, "replace")
    score = 0
    for (first, second), times in pairs.items():
        a, b = letters[first], letters[second]
        if a > "\x7f" and b > "\x7f":
            both = code_pages.is_cyrillic(a) and code_pages.is_cyrillic(b)
            capitals = a != a.lower() and b != b.lower()
            score += times * (2 if both and b == b.lower() else 1 if both and capitals else -2)
        elif a == "№" and (b == " " or b.isdigit()):
            score += times
        elif "а" <= a <= "я" or "а" <= b <= "я" or (a > "\x7f" and b.isalpha()):
            # an accented letter among Latin ones: Müller, Café
            latin = (a.isascii() and a.isalpha()) or (b.isascii() and b.isalpha())
            score -= 3 * times if latin else 0
    return score
