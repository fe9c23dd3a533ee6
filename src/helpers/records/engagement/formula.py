"""Which column of the client is meant, or which arithmetic of columns?

A mapping such as ``Quantity * Price`` is parsed here into a small tree. There is nothing in
the language but columns, numbers, ``+ - * /`` and parentheses: text from the client never
becomes code.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from helpers.errors import did_you_mean
from helpers.language import tr

LONGEST = 500
SIGNS = "+-*/("
REMEMBERED = 100_000  # names; the same few are asked for in every row of every search
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_WORD = re.compile(r"[^+\-*/()]+")
_LEVELS = ("+-", "*/")


@dataclass(frozen=True)
class Node:
    """A column (``index``), a number (``value``) or an operation on ``parts``."""

    operation: str
    index: int = -1
    value: str = ""
    parts: tuple["Node", ...] = ()

    def columns(self) -> set[int]:
        """Indexes of all columns in the tree."""
        own = {self.index} if self.operation == "column" else set()
        return own.union(*(part.columns() for part in self.parts))


@lru_cache(REMEMBERED)
def clean_name(name: object) -> str:
    r"""``name`` of a column without stray marks, line breaks and doubled blanks.

    >>> clean_name(" Сумма\n без\u00a0НДС ")
    'Сумма без НДС'
    """
    text = unicodedata.normalize("NFC", "" if name is None else str(name))
    text = "".join(c for c in text.replace("\ufeff", "") if c.isspace() or ord(c) >= 32)
    return " ".join(text.split())


@lru_cache(REMEMBERED)
def key(name: object) -> str:
    """Form of a name in which two spellings of the same column are equal."""
    return clean_name(name).casefold()


def resolve(text: str, names: Sequence[str], *, hints: bool = True) -> Node:
    """Column, number, or arithmetic of columns, that ``text`` means among the header ``names``.

    Without ``hints`` nothing is said of what may have been meant: to look for that among
    thousands of names takes long.

    Raises
    ------
    ValueError
        With a sentence that says which name is unknown, and what may have been meant.
    """
    wanted = key(text)
    keys = [key(name) for name in names]
    if wanted in keys:
        return Node("column", index=keys.index(wanted))
    if f"{wanted} [1]" in keys:
        where = [str(i + 1) for i, k in enumerate(keys) if k.startswith(f"{wanted} [")]
        raise ValueError(
            tr(
                "the column '%(name)s' stands %(n)s times (columns %(places)s): name the one that "
                "is meant as '%(name)s [1]', '%(name)s [2]' …"
            )
            % {"name": clean_name(text), "n": len(where), "places": ", ".join(where)}
        )
    if _NUMBER.fullmatch(wanted):
        return Node("number", value=wanted)
    near = did_you_mean if hints else lambda *_: ""
    if not any(sign in wanted for sign in SIGNS):
        raise ValueError(no_column(text) + near(text, names))
    if len(wanted) > LONGEST:
        raise ValueError(tr("the arithmetic is longer than %(n)s characters") % {"n": LONGEST})
    return _Parser(wanted, clean_name(text), keys, lambda name: near(name, names)).parse()


def no_column(name: str) -> str:
    """Sentence on a column that a file does not have."""
    return tr("there is no column '%(name)s'.") % {"name": name}


class _Parser:
    """Recursive descent over the text; the longest column name wins at every place."""

    def __init__(
        self, text: str, written: str, keys: list[str], near: Callable[[str], str]
    ) -> None:
        self.text, self.at, self.near, self.depth = text, 0, near, 0
        # as the engagement has it, for messages; folding of case may change the length
        self.written = written if len(written) == len(text) else text
        self.known = sorted(((k, i) for i, k in enumerate(keys) if k), key=lambda k: -len(k[0]))

    def parse(self) -> Node:
        tree = self._level(0)
        self._skip()
        if self.at < len(self.text):
            rest = {"rest": self.written[self.at :], "text": self.written}
            raise ValueError(tr("cannot read '%(rest)s' in '%(text)s'") % rest)
        return tree

    def _level(self, level: int) -> Node:
        below: Callable[[], Node] = (lambda: self._level(1)) if level == 0 else self._atom
        tree = below()
        while self._peek() and self._peek() in _LEVELS[level]:
            sign = self.text[self.at]
            self.at += 1
            tree = Node(sign, parts=(tree, below()))
        return tree

    def _atom(self) -> Node:
        sign = self._peek()
        if found := self._column():
            return found
        if sign == "-":
            self.at += 1
            return Node("negative", parts=(self._deeper(self._atom),))
        if sign == "(":
            self.at += 1
            tree = self._deeper(lambda: self._level(0))
            if self._peek() != ")":
                raise ValueError(
                    tr("a parenthesis is not closed in '%(text)s'") % {"text": self.written}
                )
            self.at += 1
            return tree
        if number := _NUMBER.match(self.text, self.at):
            self.at = number.end()
            return Node("number", value=number.group())
        word = _WORD.match(self.text, self.at)
        if word is None:
            raise ValueError(tr("a column is missing in '%(text)s'") % {"text": self.written})
        name = self.written[word.start() : word.end()].strip()
        raise ValueError(no_column(name) + self.near(name))

    def _deeper(self, part: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > 50:
            raise ValueError(tr("the arithmetic is nested too deeply"))
        tree = part()
        self.depth -= 1
        return tree

    def _column(self) -> Node | None:
        for name, index in self.known:
            end = self.at + len(name)
            whole = end >= len(self.text) or not self.text[end].isalnum()
            if whole and self.text.startswith(name, self.at):
                self.at = end
                return Node("column", index=index)
        return None

    def _peek(self) -> str:
        self._skip()
        return self.text[self.at : self.at + 1]

    def _skip(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1
