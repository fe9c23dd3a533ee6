"""In which code page are letters of one or two bytes written, if nothing says so?

Each code page is asked how much its text looks like the languages it is for: frequent letters
speak for it, signs that no word holds and capitals within a word against it.
"""

import re
import string

_GREEK = "αοιετσνηυρκπλάίόέήύώς"
_CENTRAL = "ąęłśżćńźóáéíčšžěřůýőűúöüäăâîđľĺŕťďňșț"
_WESTERN = "éèàùçâêîôûëïüöäßñóíáúãõåæøœ"
_TURKISH = "çğıöşüi̇"
_BALTIC = "āčēģīķļņšūžąęėįųõäöü"
_RUSSIAN = "оеаинтсрвлкмдпуіїєґў"
_CYRILLIC = re.compile("[а-яёіїєґў]", re.IGNORECASE)
_HEBREW = "".join(map(chr, range(0x5D0, 0x5EB)))
_ARABIC = "".join(map(chr, range(0x621, 0x64B))) + "پچژگکی"
# in the order in which they are believed where they look alike
PAGES = {
    "cp1252": _WESTERN, "cp1250": _CENTRAL, "iso8859-2": _CENTRAL, "cp1254": _TURKISH,
    "cp1257": _BALTIC, "cp1253": _GREEK, "cp1255": _HEBREW, "cp1256": _ARABIC,
    "mac-roman": _WESTERN, "cp850": _WESTERN, "cp852": _CENTRAL, "cp857": _TURKISH,
    "cp737": _GREEK,
}  # fmt: skip
RUSSIAN_PAGES = ("cp1251", "cp866", "koi8-r", "koi8-u", "mac-cyrillic", "iso8859-5")
RARE_PAGES = ("koi8-u", "mac-cyrillic", "iso8859-5")  # of them; taken with a word
CLEARLY = 0.2  # how much more than Russian another language must look like words (0–1)
# the languages of two bytes: where a sign is a frequent one
WIDE_PAGES = {
    "cp949": re.compile("[가-힣]"),
    "cp932": re.compile("[ぁ-ヿ一-鿿ー々]"),
    "gb18030": re.compile("[一-鿿]"),
    "big5": re.compile("[一-鿿]"),
}
GUESSED = (*PAGES, *WIDE_PAGES, *RARE_PAGES)
EVERY = (*RUSSIAN_PAGES, *GUESSED)
_LEADS = {"gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}  # first bytes of the frequent signs
_PLAIN = set("’‘“”„–—…€°«»№©®·•§\u00a0")
MOST = 20_000  # bytes of lines with foreign letters that are looked at


def guess(sample: bytes) -> str:
    """Code page, other than the Russian ones, in which ``sample`` looks most like words.

    >>> guess("Καφενείο Αθήνα".encode("cp1253")), guess("Café Müller".encode("cp850"))
    ('cp1253', 'cp850')
    """
    scores = _scores(sample)
    return max(scores, key=scores.__getitem__)


def is_russian(sample: bytes, page: str) -> bool:
    """Does ``sample`` look like Russian in ``page``, and not clearly more like another language?

    >>> is_russian("Ромашка".encode("cp1251"), "cp1251")
    True
    >>> is_russian("Καφενείο Αθήνα".encode("cp1253"), "cp1251")
    False
    """
    own = _likeness(_foreign(sample).decode(page, "replace"), _RUSSIAN)
    return max(_scores(sample).values()) < own + CLEARLY


def is_cyrillic(letter: str) -> bool:
    """Is it a letter of Russian, Ukrainian or Belarusian?"""
    return bool(_CYRILLIC.match(letter))


def _foreign(sample: bytes) -> bytes:
    """Whole lines with foreign letters, as many as are looked at."""
    lines = b"\n".join(line for line in sample.splitlines() if not line.isascii())
    return lines if len(lines) <= MOST else lines[:MOST].rpartition(b"\n")[0] or lines[:MOST]


def _scores(sample: bytes) -> dict[str, float]:
    foreign = _foreign(sample)
    scores = {page: _likeness(foreign.decode(page, "replace"), common)
              for page, common in PAGES.items()}  # fmt: skip
    scores |= {page: _wide_likeness(foreign, page) for page in WIDE_PAGES}
    return {page: round(score, 2) for page, score in scores.items()}


def _likeness(text: str, common: str) -> float:
    points, letters, before, side_by_side = 0.0, 0, "", 0
    for sign, after in zip(text, text[1:] + "\n", strict=True):
        within_number = before.isdigit() and after.isdigit()
        side_by_side = side_by_side + 1 if sign > "\x7f" and sign.isalpha() else 0
        if sign > "\x7f" and not (sign == "\u00a0" and within_number):
            letters += 1
            points += _worth(sign, common)
            inside = before.isalpha() and before == before.lower() != before.upper()
            mixed = before.isascii() and before.isalpha() and sign.isalpha() and sign >= "\u0370"
            points -= 1 if mixed or (inside and sign != sign.lower()) else 0
            points -= 2 if within_number else 0  # 1 234: a number holds no letter
            points -= 0.5 if side_by_side > 4 and sign < "\u0370" else 0  # seldom so of Latin ones
        before = sign
    return points / max(1, letters)


def _worth(sign: str, common: str) -> float:
    if sign.lower() in common or sign in "€£" or (common == _RUSSIAN and sign == "№"):
        return 1
    if sign in _PLAIN:
        return 0.3
    russian = common == _RUSSIAN and _CYRILLIC.match(sign)
    greek = common == _GREEK and "\u0384" <= sign <= "\u03ce"
    return 0.3 if russian or greek else -1


def _wide_likeness(foreign: bytes, page: str) -> float:
    try:
        text = foreign.decode(page)
    except UnicodeDecodeError:
        return -1
    signs = [sign for sign in text if sign > "\x7f"]
    low, high = _LEADS.get(page, (0, 0xFF))
    good = sum(
        bool(WIDE_PAGES[page].match(sign)) and low <= sign.encode(page)[0] <= high for sign in signs
    )
    letters = sum(sign in string.ascii_letters for sign in text)
    return good / max(1, len(signs)) - 0.05 * (letters > 4 * len(signs))
