"""Which words are months, and which are days of the week?

The words of all languages come from CLDR. A word that means two months is none.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale

# languages whose months are read, with the ways in which two of them are written elsewhere
LANGUAGES = ("en", "en_GB", "de", "de_AT", "fr", "es", "pl", "ru", "uk", "kk")
OF_SPREADSHEETS = {"mrz": 3}  # German abbreviation that CLDR does not know
OF_LETTERS = ("tues", "wednes", "thur", "thurs")
SHORT = 3  # letters to which spreadsheets cut a name


@cache
def month_words() -> tuple[str, ...]:
    """For each month from the first, a pattern of the words that mean it, in small letters."""
    meant: dict[str, set[int]] = defaultdict(set)
    for language in LANGUAGES:
        for words in _forms(Locale.parse(language).months):
            for month, word in words.items():
                meant[word].add(month)
    for word, month in OF_SPREADSHEETS.items():
        meant[word].add(month)
    by_month = (
        sorted(word for word, months in meant.items() if months == {month})
        for month in range(1, 13)
    )
    return tuple("|".join(map(re.escape, words)) for words in by_month)


@cache
def weekday_words() -> str:
    """Pattern of the words for days of the week, in small letters."""
    locales = map(Locale.parse, LANGUAGES)
    words = {word for locale in locales for form in _forms(locale.days) for word in form.values()}
    return "|".join(
        map(re.escape, sorted({*words, *OF_LETTERS} - {""}, key=lambda w: (-len(w), w)))
    )


def _forms(names: Mapping[Any, Any]) -> Iterator[dict[int, str]]:
    """Words by number, written in full and short, with and without accents."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            words = {
                number: word.lower().strip(". ")
                for number, word in names[context].get(width, {}).items()
            }
            for form in (words, _cut(words)):
                yield form
                yield {number: plain(word) for number, word in form.items()}


def _cut(words: Mapping[int, str]) -> dict[int, str]:
    """Short forms of which each belongs to one word alone; ``jui`` is June and July."""
    short = {number: word[:SHORT] for number, word in words.items() if len(word) >= SHORT}
    every = list(short.values())
    return {number: word for number, word in short.items() if every.count(word) == 1}


def plain(word: str) -> str:
    """``word`` without the accents of its Latin letters.

    >>> plain("d\u00e9cembre")
    'decembre'
    """
    return "".join(
        unicodedata.normalize("NFD", letter)[0] if "\u00c0" <= letter <= "\u024f" else letter
        for letter in word
    )
