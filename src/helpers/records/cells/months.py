"""Which words are months, and which are days of the week?

The words of all languages come from CLDR. A word that means two months is none. ``listopad`` is
October in Croatian and November in Polish: the other months of its column say which it is.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any

from babel import Locale

# languages whose months are read, with the ways in which some of them are written elsewhere
LANGUAGES = ("en", "en_GB", "de", "de_AT", "fr", "es", "es_PE", "pl", "ru", "uk", "kk")
# further ones, each read by itself where a column is written in it
OTHERS = (
    "it", "pt", "nl", "ro", "hu", "tr", "cs", "sk", "sl", "hr", "sr", "sr_Latn", "bg", "be", "mk",
    "el", "da", "sv", "nb", "fi", "et", "lv", "lt", "ca", "az", "uz", "ka", "hy",
)  # fmt: skip
KNOWN = ""  # the months of the first ones together
CLASHING = {"lip", "lis", "listopad", "listopada"}  # words of theirs that others read otherwise
NO_MONTHS = {"del", "the", "год", "года", "жылғы", "жылы", "utc", "gmt"}
OF_SPREADSHEETS = {"mrz": 3}  # German abbreviation that CLDR does not know
OF_LETTERS = ("tues", "wednes", "thur", "thurs")
SHORT = 3  # letters to which spreadsheets cut a name


@cache
def month_words(language: str = KNOWN) -> tuple[str, ...]:
    """For each month from the first, a pattern of the words that mean it, in small letters."""
    months = _months(language)
    by_month = (sorted(w for w, meant in months.items() if meant == n) for n in range(1, 13))
    return tuple("|".join(map(re.escape, words)) for words in by_month)


@cache
def _months(language: str) -> dict[str, int]:
    """Month of each word that means only one."""
    meant: dict[str, set[int]] = defaultdict(set)
    for one in (language,) if language else LANGUAGES:
        for words in _forms(Locale.parse(one).months, cut=not language):
            for month, word in words.items():
                meant[word].add(month)
    for word, month in {} if language else OF_SPREADSHEETS.items():
        meant[word].add(month)
    return {word: months.pop() for word, months in meant.items() if len(months) == 1}


def language_of(words: Collection[str]) -> tuple[str, list[str]]:
    """Which language the months of a column are in, and the words that stay in doubt.

    Of the languages that know every month of the column the first is taken, those above before
    the others; a word that one of them reads otherwise is in doubt.

    >>> language_of({"siječnja", "listopada"}), language_of({"stycznia", "listopada"})
    (('hr', []), ('', []))
    >>> language_of({"listopada"})
    ('', ['listopada'])
    """
    known = _months(KNOWN).keys()
    strange = {w for w in words if len(w) >= SHORT} - known - _weekdays(KNOWN) - NO_MONTHS
    if not strange and not CLASHING & set(words):
        return KNOWN, []  # the other languages need seconds to be read
    every = (KNOWN, *LANGUAGES, *OTHERS)
    named = {word for word in words if any(word in _months(one) for one in every)}
    able = [one for one in every if named <= _months(one).keys()]
    if not able:
        return KNOWN, []
    read = _months(able[0])
    return able[0], sorted(w for w in named if any(_months(one)[w] != read[w] for one in able))


@cache
def weekday_words(language: str = KNOWN) -> str:
    """Pattern of the words for days of the week, in small letters."""
    return "|".join(map(re.escape, sorted(_weekdays(language), key=lambda w: (-len(w), w))))


@cache
def _weekdays(language: str) -> frozenset[str]:
    locales = map(Locale.parse, (*LANGUAGES, *filter(None, [language])))
    words = {word for locale in locales for form in _forms(locale.days) for word in form.values()}
    return frozenset({*words, *OF_LETTERS} - {""})


def _forms(names: Mapping[Any, Any], *, cut: bool = True) -> Iterator[dict[int, str]]:
    """Words by number, written in full and short, with and without accents."""
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated", "short"):
            words = {
                number: word.lower().strip(". ")
                for number, word in names[context].get(width, {}).items()
            }
            for form in (words, _cut(words)) if cut else (words,):
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
