"""How are people shown whose code is an e-mail, a phone or a name, or who are named in a text?

By initials and eight letters that only this code gives: the same in every report, found again
in the lists to act on, and telling nobody who it is. The tables are veiled before a chapter
sees them, so that no document and no cache of a chapter holds what is to be hidden.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from typing import cast

import ibis
import pyarrow as pa
from ibis.expr.types import Table as Rows

from helpers.records.schema import TABLES

LETTERS = "bcdfghjkmnpqrstvwxyz"  # no vowels: they would make words
LENGTHS = (8, 12, 20)  # letters of a mask: longer only where two codes would share one
MOST_INITIALS = 6  # more words are no name
MOST_ALIKE = 0.2  # of the names; what more of them share is no name
OFTEN = 3  # rows from which on a whole cell of capitalised words is a category, not a person
# texts in somebody's own words, in which a person may be named
DECIDES = "decision_maker"
OWN_WORDS = {"reason", "cause", "action", "outcome", DECIDES}
# of a card: shown masked, or in the lists to act on alone
OF_THE_CARD = {"name", "phone", "email"}
NO_PEOPLE = {"order", "product"}  # codes of things

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[\w.+-]+@[^\W\d_]{2,}")
_HANDLE = re.compile(
    r"(?<![\w@.])(?:@\w{4,}|(?:t\.me|vk\.com|instagram\.com|facebook\.com)/[\w.]+)"
)
_PHONE = re.compile(
    r"(?:(?<!\w)(?<!\d[.,])|(?i:(?<=tel)|(?<=тел)|(?<=mob)|(?<=моб)))"
    r"\+?\(?\d[\d\s().–/-]{5,18}\d(?![\w.]\d)"
)
_DECIMAL = re.compile(r"\d{1,3}\.\d{4,8}")
_DAY = re.compile(r"(?:19|20)\d\d[-./][01]?\d[-./][0-3]?\d|[0-3]?\d[-./][0-3]?\d[-./](?:19|20)\d\d")
_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?"
_WORDS = re.compile(_WORD)
# letters between figures are a code; behind a name of three letters figures may stand (berg84)
_WHOLE_WORDS = re.compile(rf"(?<![^\W_])(?:{_WORD}(?![^\W_])|[^\W\d_]{{3,}}(?=\d+(?:[\W_]|$)))")
_HEX = re.compile(r"\{?[0-9a-fA-F]{8}(?:[0-9a-fA-F]{4,}|(?:-[0-9a-fA-F]{4,12})+)\}?")  # an UUID
# before one word with a capital; with capitals of their own they are a word of the name
_TITLED = re.compile(
    r"\b((?:mr|mrs|ms|dr|herr|frau|mme|г-н|г-жа|гр|тов|господин\w*|госпож\w+|пан|пани)\.?\s+)"
    rf"({_WORD})"
)
_NAMES = re.compile(rf"{_WORD}(?:\s*{_WORD})+")
_MASK = re.compile(rf"(?:[^\W\d_]\. )*([{LETTERS}]{{8,20}})")


def mask(told: str, letters: int = LENGTHS[0]) -> str:
    """Initials and letters that stand for a code, an e-mail, a phone or a name.

    >>> mask("anna.berg@mail.example")
    'A. B. fwptvqbp'
    """
    digest = int.from_bytes(hashlib.sha256(told.encode()).digest()[:16])
    ends = ""
    for _ in range(letters):
        digest, letter = divmod(digest, len(LETTERS))
        ends += LETTERS[letter]
    words = _WORDS.findall(told.split("@")[0])[:MOST_INITIALS]
    return " ".join([*(f"{word[0].upper()}." for word in words), ends])


def ending(code: str) -> str:
    """Letters at the end of a mask; empty where ``code`` is none."""
    found = _MASK.fullmatch(code)
    return found[1] if found else ""


def tells_who(code: str) -> bool:
    """Is this code of a customer an e-mail, a phone or a name?

    >>> [tells_who(c) for c in ("a@b.example", "+7 912 555-01-12", "Boris Petrovic", "000390")]
    [True, True, True, False]
    """
    if _EMAIL.search(code) or _is_phone(code):
        return True
    words = [] if _HEX.fullmatch(code) else _WHOLE_WORDS.findall(code)
    if len(words) > 1:
        return True
    only = words[0] if words else ""
    return only == code and len(only) > 2 and only.istitle()


def _is_phone(text: str) -> bool:
    digits = sum(map(str.isdigit, text))
    if _PHONE.fullmatch(text) is None or _DAY.match(text.strip()):
        return False
    if text.endswith(" 000") or ("/" in text and text[0] not in "+0(") or _DECIMAL.fullmatch(text):
        return False  # thousands, a fraction, or decimals
    apart = text.startswith("+") or not text.isdigit()
    return digits <= 15 and digits >= (7 if apart else 10)


def veiled_text(
    text: str, known: Collection[str] = (), *, names: bool = False, often: bool = False
) -> str:
    """``text`` in which e-mails, phones and (with ``names``) people are masked.

    ``known`` are words of the names of customers; where the whole text stands ``often``, its
    first word is taken for one of them by chance.

    >>> veiled_text("left: Boris Petrovic, +7 912 555-01-12", names=True)
    'left: B. P. nrcfgqkr, qvtspqrg'
    """
    text = _EMAIL.sub(lambda m: mask(m[0]), text)
    text = _HANDLE.sub(lambda m: mask(m[0]), text)
    text = _PHONE.sub(lambda m: mask(m[0]) if _is_phone(m[0]) else m[0], text)
    if not names:
        return text
    text = _TITLED.sub(lambda m: m[1] + (mask(m[2]) if m[2][0].isupper() else m[2]), text)
    text = _NAMES.sub(lambda m: _people_in(m[0]), text)

    def short(found: re.Match[str]) -> str:
        word = found[0]
        meant = word[0].isupper() and word.title() in known and (found.start() or not often)
        return f"{word[0]}." if meant else word

    return _WORDS.sub(short, text)


def _people_in(words: str) -> str:
    """Words of which two or more beside each other begin with a capital are a person."""
    if ending(words):
        return words
    parts = re.split(rf"({_WORD})", words)
    out: list[str] = []
    run: list[str] = []
    for part in [*parts, None]:
        if part is not None and (_begins_name(part) or (run and not part.strip())):
            run.append(part)
            continue
        out += _masked_run(run)
        run = []
        out.append(part or "")
    return "".join(out)


def _begins_name(part: str) -> bool:
    """A word with a capital, or an initial with its point; ``LLC`` is neither."""
    if part.isupper():
        return bool(re.fullmatch(r"[^\W\d_]\.", part))
    return part[:1].isupper()


def _masked_run(run: list[str]) -> list[str]:
    tail: list[str] = []
    while run and not run[-1].strip():
        tail.insert(0, run.pop())
    named = [word for word in run if word.strip()]
    if len(named) < 2 or all(len(word) == 2 for word in named):  # initials alone are a mask
        return run + tail
    return [mask("".join(run)), *tail]


def words_of_names(names: Iterable[str]) -> frozenset[str]:
    """Words by which customers of these names are recognised in a text.

    A word of many of the names ("Client Anna", "Client Boris") says nobody.
    """
    each = [
        {word.title() for word in _WORDS.findall(name) if len(word) > 3}
        for name in names
        if "@" not in name
    ]
    counted = Counter(word for words in each for word in words)
    most = max(OFTEN, len(each) * MOST_ALIKE)
    return frozenset(word for word, n in counted.items() if n <= most)


class Veil:
    """Veils the tables of one client whose customers are people."""

    def __init__(self) -> None:
        self.codes: dict[str, str] = {}  # mask → code as it came
        self.letters = LENGTHS[0]

    def learn(self, codes: Iterable[str]) -> None:
        """Choose masks so long that no two of these codes share one."""
        telling = sorted({code for code in codes if tells_who(code)})
        for self.letters in LENGTHS:
            self.codes = {mask(code, self.letters): code for code in telling}
            if len(self.codes) == len(telling):
                return

    def code(self, code: str) -> str:
        """Code as chapters see it."""
        return mask(code, self.letters) if tells_who(code) else code

    def table(self, name: str, rows: Rows, known: Collection[str]) -> Rows:
        """Rows of a table in which nobody can be recognised; untouched where nobody could be."""
        veils = {}
        for column, kind in rows.schema().items():
            if not kind.is_string() or column in {*NO_PEOPLE, "line", "source"} or (
                name == "customers" and column in OF_THE_CARD
            ):  # fmt: skip
                continue
            counted = rows.group_by(column).agg(rows=rows.count()).execute()
            counted = counted.dropna(subset=column).set_index(column)["rows"]
            shown = self._shown(name, column, known)
            often = set(counted.index[counted >= OFTEN])
            masks = {
                told: masked
                for told in counted.index
                if (masked := shown(told, told in often)) != told
            }
            if masks:
                veils[column] = _replaced(rows[column], masks, f"veiled_{name}_{column}")
        return rows.mutate(**veils) if veils else rows

    def _shown(self, table: str, column: str, known: Collection[str]) -> Callable[[str, bool], str]:
        named = {c.name: c.kind for c in TABLES[table].columns}
        if named.get(column) == "code":
            return lambda told, _: self.code(told)
        own = column in OWN_WORDS or column not in named

        def shown(told: str, often: bool) -> str:
            if column == DECIDES:  # always somebody, also in capitals or for many customers
                return veiled_text(told.title() if told.isupper() else told, known, names=True)
            category = often and _NAMES.fullmatch(told) is not None and not (
                set(_WORDS.findall(told)) & set(known)
            )  # fmt: skip
            return veiled_text(told, known, names=own and not category, often=often)

        return shown


def _replaced(column: ibis.expr.types.StringColumn, masks: dict[str, str], name: str) -> ibis.Value:
    """Column in which each told word has its mask, in the order in which the rows come."""

    @ibis.udf.scalar.pyarrow(name=name)
    def veiled(told: str) -> str:  # ibis asks for the types of a cell; whole columns come and go
        words = cast("pa.Array", told).to_pylist()
        return cast("str", pa.array([masks.get(one, one) for one in words], pa.string()))

    return veiled(column)
