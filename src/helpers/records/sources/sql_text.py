"""Which rows of which tables does a dump of a database hold, written as SQL?

Dumps of MySQL and MariaDB, PostgreSQL (``COPY`` and ``INSERT``) and SQLite. Nothing is executed:
names of columns are read from ``CREATE TABLE``, ``COPY`` and ``INSERT``, and values from the rest.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from helpers.records.sources.staging import CONTROL, TYPED

LARGEST = 200_000_000  # signs of one statement
Cells = list[str | None]
_Piece = tuple[str | None, str]  # quoted text, or what stands without quotes
_BEGINS = re.compile(r"\s*(?:insert\s|replace\s+into|create\s+(?:\w+\s+)*?table|copy\s)", re.I)
_INSERT = re.compile(
    r"\s*(?:insert|replace)\s+(?:\w+\s+)*?into\s+(?:only\s+)?(?P<table>[^\s(]+)\s*"
    r"(?:\((?P<columns>[^()]*)\))?\s*(?:overriding\s+\w+\s+value\s+)?values?\s*(?=\()",
    re.I,
)
_CREATE = re.compile(
    r"\s*create\s+(?:\w+\s+)*?table\s+(?:if\s+not\s+exists\s+)?(?P<table>[^\s(]+)\s*\((?P<body>.*)\)",
    re.I | re.S,
)
_COPY = re.compile(
    r"\s*copy\s+(?P<table>[^\s(]+)\s*(?:\((?P<columns>[^()]*)\))?\s+from\s+stdin", re.I
)
_NO_COLUMN = re.compile(
    r"(?:primary|key|unique|constraint|index|foreign|check|fulltext|spatial|exclude|like|period)\b",
    re.I,
)
_NAME = re.compile(r"\s*(?:`([^`]*)`|\"([^\"]*)\"|\[([^\]]*)\]|(\w+))")
_PLAIN = r"'((?:[^']|'')*+)'"
_ESCAPED = r"'((?:[^'\\]|\\.|'')*+)'"
_REST = r"|([(),;])|([^\s(),;'][^(),;']*+))"
_WAYS = {
    True: re.compile(rf"\s*+(?:(?:_\w+\s*|[nxb])?{_ESCAPED}{_REST}", re.I | re.S),
    False: re.compile(rf"\s*+(?:(?:_\w+\s*|[nxb]|u&)?{_PLAIN}{_REST}", re.I | re.S),
}
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "0": "", "Z": "", "b": "", "f": "", "v": ""}
_MYSQL = re.compile(r"mysql|mariadb|engine\s*=|`", re.I)


@dataclass(frozen=True)
class Part:
    """A statement: its table, the columns that it names, and its rows (none where it has none)."""

    table: str
    columns: tuple[str, ...]
    rows: Iterator[Cells] | None = None


def parts(lines: Iterable[str]) -> Iterator[Part]:
    """Statements that tell columns or rows; rows of one may be left unread.

    Raises
    ------
    ValueError
        Where a statement does not end.
    """
    rest = iter(lines)
    escaped = False
    for line in rest:
        escaped = escaped or bool(_MYSQL.search(line[:200]))
        if not _BEGINS.match(line):
            continue
        if copied := _COPY.match(line):
            rows = _copied(rest)
            yield Part(name_of(copied["table"]), _names(copied["columns"]), rows)
            for _ in rows:  # what nobody read stands before the next statement
                pass
            continue
        statement = _whole(line, rest, escaped)
        if inserted := _INSERT.match(statement):
            found = values(statement, inserted.end(), escaped=escaped)
            yield Part(name_of(inserted["table"]), _names(inserted["columns"]), found)
        elif created := _CREATE.match(statement):
            yield Part(name_of(created["table"]), _columns(created["body"]))


def _whole(line: str, rest: Iterator[str], escaped: bool) -> str:
    """Statement up to the semicolon that stands in no text."""
    pieces, inside, length = [], False, 0
    while True:
        pieces.append(line)
        length += len(line)
        bare = re.sub(r"\\.", "", line) if escaped else line
        inside ^= bool(bare.count("'") % 2)
        if not inside and line.rstrip().endswith(";"):
            return "".join(pieces)
        line = next(rest, "")
        if not line or length > LARGEST:
            raise ValueError(pieces[0].strip()[:60])


def values(text: str, at: int, *, escaped: bool) -> Iterator[Cells]:
    """Rows of values from a place in a statement on.

    >>> list(values("(1,'it''s',NULL),(2, 'b', 0.50);", 0, escaped=False)) == [
    ...     [TYPED + "1", "it's", None], [TYPED + "2", "b", TYPED + "0.50"]]
    True
    """
    row: Cells = []
    cell: list[_Piece] = []
    for place, piece in _pieces(text, at, _WAYS[escaped]):
        if place == "(":
            row, cell = [], []
        elif place == ",":
            row.append(_cell(cell, escaped))
            cell = []
        elif place == ")":
            yield [*row, _cell(cell, escaped)]
        else:
            cell.append(piece)


def _pieces(text: str, at: int, way: re.Pattern[str]) -> Iterator[tuple[str, _Piece]]:
    """Signs that open, part and close a row of values, and what stands between them."""
    depth = 0
    while found := way.match(text, at):
        at = found.end()
        quoted, sign, bare = found.groups()
        depth += (sign == "(") - (sign == ")")
        if depth == (0 if sign == ")" else 1) and sign in ("(", ",", ")"):
            yield sign, (None, "")
        elif depth:
            yield "", (quoted, sign or bare or "")
        elif sign == ";":
            return


def _cell(pieces: Sequence[_Piece], escaped: bool) -> str | None:
    """Value of one cell; of a call of a function its text."""
    if not pieces:
        return None
    quoted, bare = pieces[0]
    if quoted is not None:  # what follows is a cast: '5'::numeric
        text = quoted.replace("''", "'").translate(CONTROL)
        return re.sub(r"\\(.)", _sign, text, flags=re.S) if escaped else text
    if len(pieces) > 1:
        return "".join(bare if quoted is None else quoted for quoted, bare in pieces)
    bare = bare.strip()
    if bare.lower() in ("null", "default"):
        return None
    return TYPED + bare if _NUMBER.fullmatch(bare) else bare


def _sign(found: re.Match[str]) -> str:
    return _SIGNS.get(found[1], found[1])


def _copied(lines: Iterator[str]) -> Iterator[Cells]:
    """Rows of ``COPY … FROM stdin``, up to the line that ends them."""
    for line in lines:
        row = line.rstrip("\r\n")
        if row == "\\.":
            return
        yield [None if cell == "\\N" else re.sub(r"\\(.)", _sign, cell) for cell in row.split("\t")]


def name_of(text: str) -> str:
    """Return a name without its quotes and its schema.

    >>> name_of('"public"."Order lines"'), name_of("`shop`.`t`"), name_of("dbo.t")
    ('Order lines', 't', 't')
    """
    return re.split(r"\.(?=[`\"\[\w])", text.strip())[-1].strip('`"[] ')


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip().strip('`"[]') for name in text.split(",")) if text else ()


def _columns(body: str) -> tuple[str, ...]:
    """Names of the columns in the body of ``CREATE TABLE``."""
    pieces, depth, start = [], 0, 0
    for at, sign in enumerate(body):
        depth += (sign == "(") - (sign == ")")
        if sign == "," and not depth:
            pieces.append(body[start:at])
            start = at + 1
    found = []
    for piece in (p.strip() for p in [*pieces, body[start:]]):
        name = _NAME.match(piece)
        if name and not (_NO_COLUMN.match(piece) and name[4]):
            found.append(next(part for part in name.groups() if part is not None))
    return tuple(found)
