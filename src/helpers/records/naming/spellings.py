"""Which names differ in spelling alone: quotes, case, legal form, order, initials, signs?

Nothing is merged: two firms may share a name. It is said how many there are, and how much money.
Firms with different legal forms and persons with swapped initials are two.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator

# signs of Cyrillic that look like Latin ones, and Latin ones with a stroke
_ALIKE = str.maketrans("авекмнорстухіѕјёłøđ", "abekmhopctyxisjelod")
_WORDS = re.compile(r"[^\W_]+")
_WHOLE = re.compile(r"[`＇]?(\d+)(?:[.,]0+)?")  # as programs of numbers write a code: 390.0
_LEGAL = (
    "ооо оао зао пао ао нко ип тоо чп фоп тов тдв пп ат ltd limited llc llp inc incorporated corp "
    "corporation co company plc gmbh ag kg ohg ug mbh sa sas sarl eurl srl sl slu spa spzoo sro "
    "bv nv oy ab as aps pty"
)
# legal forms written out, longest first, and words for one form
_IN_FULL = {
    "непубличное акционерное общество": "нао", "публичное акционерное общество": "пао",
    "открытое акционерное общество": "оао", "закрытое акционерное общество": "зао",
    "общество с ограниченной ответственностью": "ооо", "акционерное общество": "ао",
    "индивидуальный предприниматель": "ип", "товариство з обмеженою відповідальністю": "тов",
    "торговый дом": "тд", "gesellschaft mit beschränkter haftung": "gmbh",
    "limited liability company": "llc", "public limited company": "plc",
}  # fmt: skip
_ONE_FORM = {"limited": "ltd", "incorporated": "inc", "corporation": "corp", "company": "co"}
_FULL = re.compile("|".join(rf"\b{form}\b" for form in _IN_FULL), re.IGNORECASE)


def _folded(text: str) -> str:
    """``text`` in small letters without accents, its Cyrillic signs as the Latin look-alikes."""
    small = unicodedata.normalize("NFKD", in_short(text).casefold().replace("ё", "е"))
    return "".join(c for c in small if not unicodedata.combining(c)).translate(_ALIKE)


def in_short(name: str) -> str:
    """Name with its legal form abbreviated.

    >>> in_short("Общество с ограниченной ответственностью «Лён»")
    'ооо «Лён»'
    """
    return _FULL.sub(lambda found: _IN_FULL[found[0].lower()], name)


def words_of(name: str) -> list[str]:
    """Words of a name in the form in which they are compared."""
    return _WORDS.findall(_folded(name))


LEGAL = frozenset(_folded(word) for word in _LEGAL.split())


def legal_form(words: Iterable[str]) -> frozenset[str]:
    """Legal form among the words of a name, in one spelling.

    >>> legal_form(words_of("Acme Limited")) == legal_form(words_of("ACME ltd."))
    True
    """
    return frozenset(_ONE_FORM.get(word, word) for word in words if word in LEGAL)


def key(name: str) -> str:
    """Form in which two spellings of one name are equal.

    >>> key('ООО "Ромашка"') == key("РОМАШКА, ооо") == key("Ромашка")
    True
    >>> key("000390") == key("390.0"), key("A-12") == key("12-A")
    (True, False)
    """
    if whole := _WHOLE.fullmatch(name):
        return whole[1].lstrip("0")
    folded = re.sub(r"\bsp\.?\s*z\s*o\.?\s*o\b\.?", " ", _folded(name))
    folded = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", folded)  # s.r.o.
    words = [word for word in _WORDS.findall(folded) if word not in LEGAL]
    if any(map(str.isdigit, folded)):
        return " ".join(words) or folded
    return " ".join(sorted(words)) or folded


def alike(names: Iterable[str], *, people: bool = False) -> list[list[str]]:
    """Groups of ``names`` that differ in spelling alone; of ``people`` also by initials.

    >>> alike(["Ann Berg", "berg ann", "A. Berg", "Bob"], people=True)
    [['A. Berg', 'Ann Berg', 'berg ann']]
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for name in names:
        groups[key(name)].add(name)
    if people:
        _join_initials(groups)
    whole = (one for group in groups.values() for one in _told_apart(group))
    return sorted(sorted(group) for group in whole if len(group) > 1)


def _told_apart(names: set[str]) -> Iterator[set[str]]:
    """Names of one key by their legal forms and the order of their initials."""
    if len(names) < 2:
        return
    found: dict[tuple[object, object], set[str]] = defaultdict(set)
    for name in names:
        words = words_of(name)
        initials = tuple(word for word in words if len(word) == 1 and word.isalpha())
        found[legal_form(words), initials if len(initials) > 1 else ()].add(name)
    bare = found.pop((frozenset(), ()), set())
    if len(found) > 1:
        yield from found.values()  # whose name the bare one is, nobody knows
    else:
        yield bare.union(*found.values())


def _join_initials(groups: dict[str, set[str]]) -> None:
    """Put ``A. Berg`` to ``Ann Berg`` where nobody else is meant."""
    full: dict[str, list[str]] = defaultdict(list)
    short = {}
    for one in groups:
        words = words_of(next(iter(groups[one])))
        if len(words) > 1 and all(len(word) > 1 for word in words):
            for word in words:
                full[word].append(one)
        elif sum(len(word) > 1 for word in words) == 1 and len(words) > 1:
            short[one] = words
    for one, words in short.items():
        surname = max(words, key=len)
        initials = sorted(word for word in words if len(word) == 1)
        meant = [whole for whole in full[surname] if _has_initials(whole, surname, initials)]
        if len(meant) == 1:
            groups[meant[0]] |= groups.pop(one)


def _has_initials(whole: str, surname: str, initials: list[str]) -> bool:
    others = [word[0] for word in whole.split() if word != surname]
    return all(initials.count(letter) <= others.count(letter) for letter in initials)
