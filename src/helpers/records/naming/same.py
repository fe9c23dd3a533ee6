"""Which names may mean the same, and what speaks for it?

Nothing is merged here: what is found is proposed, and somebody accepts it. Firms with different
legal forms, different numbers in their names or different tax numbers are never proposed; nor are
two persons whose initials are swapped.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from helpers.language import N_
from helpers.records.naming.spellings import LEGAL, in_short, legal_form, words_of

SHORTEST = 8  # letters of a name in which one slip is still a slip
MOST_COMPARED = 5_000  # names that are compared letter by letter
_WORDS = re.compile(r"[^\W_]+")
_LATIN = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    "ж": "zh", "х": "h", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya",
    "ь": "", "ъ": "", "ё": "e", "ӣ": "i",
}  # fmt: skip


@dataclass(frozen=True)
class Proposal:
    """``written`` may mean ``means``; ``why`` in the language of the code."""

    written: str
    means: str
    why: str


@dataclass(frozen=True)
class Known:
    """What is known of the names: rows of each, names on cards, tax numbers and phones."""

    rows: Mapping[str, int]
    on_cards: frozenset[str] = frozenset()
    tax: Mapping[str, str] = field(default_factory=dict)
    phone: Mapping[str, str] = field(default_factory=dict)

    def rank(self, name: str) -> tuple[bool, int, str]:
        """How good a name is as the one that is kept: on a card, then the most frequent."""
        return name in self.on_cards, self.rows.get(name, 0), name

    def apart(self, one: str, other: str) -> bool:
        """Do the cards say that the two are different?"""
        taxes = {self.tax.get(one), self.tax.get(other)} - {None, ""}
        return len(taxes) > 1


@dataclass(frozen=True)
class _Form:
    """A name as it is compared: legal form, long words, initials in their order, both scripts."""

    legal: frozenset[str]
    words: tuple[str, ...]
    initials: tuple[str, ...]
    latin: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.words)


def proposals(known: Known) -> list[Proposal]:
    """Names that may mean the same as another, each with the one that it may mean.

    >>> [p.written for p in proposals(Known({"Ann Berg": 5, "Berg A.": 2, "Berg B.": 1}))]
    ['Berg A.']
    >>> proposals(Known({"ИП Новиков Н. И.": 1, "ИП Новиков И. Н.": 1}))
    []
    """
    forms = {name: _form(name) for name in known.rows if any(map(str.isalpha, name))}
    found: dict[str, Proposal] = {}
    for ways in (_of_spelling, _of_initials, _of_tax, _of_letters):
        left = {name: form for name, form in forms.items() if name not in found}
        for one in ways(left, known):
            if one.written not in found and one.means not in found:
                _add(found, one)
    return sorted(found.values(), key=lambda p: (p.means, p.written))


def _add(found: dict[str, Proposal], one: Proposal) -> None:
    """Add a proposal; names that were to mean the one it is about follow it to what that means."""
    for before in [p for p in found.values() if p.means == one.written]:
        found[before.written] = Proposal(before.written, one.means, before.why)
    found[one.written] = one


Forms = Mapping[str, _Form]


def _form(name: str) -> _Form:
    folded = words_of(name)
    legal = legal_form(folded)
    own = [word for word in folded if word not in LEGAL] or folded
    initials = tuple(word for word in own if len(word) == 1 and word.isalpha())
    long = [word for word in own if word not in initials]
    ordered = tuple(long) if any(map(str.isdigit, name)) else tuple(sorted(long))
    raw = _WORDS.findall(in_short(name).casefold().replace("ё", "е"))
    latin = sorted(_latin(word) for word in raw if not LEGAL & set(words_of(word)))
    return _Form(legal, ordered, initials, tuple(latin))


def _latin(word: str) -> str:
    return "".join(_LATIN.get(letter, letter) for letter in word)


def _of_spelling(forms: Forms, known: Known) -> Iterator[Proposal]:
    """Names that differ in quotes, case, order, script or a missing legal form alone."""
    groups: dict[object, list[str]] = defaultdict(list)
    for name, form in forms.items():
        groups[form.words, form.initials].append(name)
    for names in _joined(groups.values(), forms):
        by_form: dict[frozenset[str], list[str]] = defaultdict(list)
        for name in names:
            by_form[forms[name].legal].append(name)
        bare = by_form.pop(frozenset(), []) if len(by_form) == 2 else []
        for group in by_form.values():
            yield from _towards_the_best([*group, *bare], known, forms)


def _joined(groups: Iterable[list[str]], forms: Forms) -> Iterator[list[str]]:
    """Groups, those that are the same in Latin letters put together."""
    latin: dict[object, list[str]] = {}
    for group in groups:
        form = forms[group[0]]
        key = (form.latin, form.initials if len(form.initials) > 1 else ())
        latin.setdefault(key, []).extend(group)
    yield from latin.values()


def _towards_the_best(names: list[str], known: Known, forms: Forms) -> Iterator[Proposal]:
    best = max(names, key=known.rank)
    for name in names:
        if name != best and not known.apart(name, best):
            yield Proposal(name, best, _difference(forms[name], forms[best]))


def _difference(one: _Form, other: _Form) -> str:
    if one.legal != other.legal:
        return NO_FORM
    return SPELLING if one.words == other.words else SCRIPT


def _of_initials(forms: Forms, known: Known) -> Iterator[Proposal]:
    """``Berg A.`` for ``Ann Berg``, where nobody else has such a name."""
    whole: dict[str, list[str]] = defaultdict(list)
    for name, form in forms.items():
        if not form.initials and 2 <= len(form.words) <= 3:
            for word in form.words:
                whole[word].append(name)
    for name, form in forms.items():
        if not form.initials or len(form.words) != 1:
            continue
        surname = form.words[0]
        meant = [w for w in whole[surname] if _begin(w, surname, form.initials)]
        if len({forms[w].words for w in meant}) == 1 and not known.apart(name, meant[0]):
            yield Proposal(name, max(meant, key=known.rank), INITIALS)


def _begin(name: str, surname: str, initials: tuple[str, ...]) -> bool:
    """Do the other words of a name begin with these initials, in their order?"""
    letters = [word[0] for word in words_of(name) if word != surname and word not in LEGAL]
    return tuple(letters[: len(initials)]) == initials


def _of_tax(forms: Forms, known: Known) -> Iterator[Proposal]:
    """Names with one tax number on their cards."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name in forms:
        if number := known.tax.get(name):
            groups[number].append(name)
    for names in groups.values():
        best = max(names, key=known.rank)
        yield from (Proposal(name, best, TAX) for name in names if name != best)


def _of_letters(forms: Forms, known: Known) -> Iterator[Proposal]:
    """Long names that differ by one letter, with the same numbers, initials and legal form."""
    names = sorted(name for name, form in forms.items() if len(form.text) >= SHORTEST)
    if len(names) > MOST_COMPARED:
        return
    texts = [forms[name].text for name in names]
    for place, name in enumerate(names):
        near = process.extract(
            texts[place], texts[place + 1 :], scorer=OSA.distance, score_cutoff=1, limit=3
        )
        for _, _, further in near:
            other = names[place + 1 + further]
            if _but_for_a_letter(forms[name], forms[other]) and not known.apart(name, other):
                worse, better = sorted((name, other), key=known.rank)
                phone = known.phone.get(worse)
                same = phone is not None and phone == known.phone.get(better)
                yield Proposal(worse, better, PHONE if same else LETTER)


def _but_for_a_letter(one: _Form, other: _Form) -> bool:
    numbers = [[w for w in form.words if not w.isalpha()] for form in (one, other)]
    alike = one.legal == other.legal and one.initials == other.initials
    return alike and numbers[0] == numbers[1] and one.words != other.words


SPELLING = N_("quotes, capitals, blanks or the order of words")
SCRIPT = N_("other letters, the same sounds")
NO_FORM = N_("the legal form is missing")
INITIALS = N_("abbreviated; nobody else has such a name")
TAX = N_("the same tax number on both cards")
PHONE = N_("one letter differs, and the phone is the same")
LETTER = N_("one letter differs")
