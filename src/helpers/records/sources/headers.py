"""Which row holds the names of the columns?

The engagement says which names to expect, so the header is the row (or the pair of rows, when
cells are merged over two) in which most of them stand; lines above it are a preface.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from helpers.records.engagement.formula import REMEMBERED, SIGNS, clean_name, key, resolve

SEARCHED = 60  # rows; a longer preface needs `format: {header: …}`
FEW_DAYS = 2  # in a row of records; days side by side are headings
SEARCHED_CELLS = 100_000  # of those rows; at least two rows, however wide they are


@dataclass(frozen=True)
class Header:
    """Names of the columns, the rows (as numbered in the file) they stand in, and the fit."""

    names: tuple[str, ...]
    rows: tuple[int, ...]
    found: int


Row = tuple[int, Sequence[str]]  # number in the file, cells


def find_header(rows: Sequence[Row], wanted: Sequence[str], given: tuple[int, ...] = ()) -> Header:
    """Find the header among the first ``rows``; ``given`` row numbers are taken as they are.

    Where the row 0 is given there are no names, and columns are called by their numbers.

    >>> rows = [(1, ["Report", ""]), (2, ["", ""]), (4, ["Date", "Sum"]), (5, ["1.2.24", "5"])]
    >>> find_header(rows, ["Date", "Sum"]).rows
    (4,)
    """
    if given == (0,):
        width = max((len(cells) for _, cells in rows), default=0)
        names = tuple(str(number) for number in range(1, width + 1))
        return Header(names, (), _count(wanted, names))
    if given:
        chosen = [row for row in rows if row[0] in given]
        return _header(chosen, wanted) if chosen else Header((), given, 0)
    filled = [row for row in _searched(rows) if any(map(clean_name, row[1]))]
    if not filled:
        return Header((), (), 0)
    single = max((_header([row], wanted) for row in filled), key=lambda h: h.found)
    if single.found == len(wanted):
        return single
    pairs = [_header([a, b], wanted) for a, b in zip(filled, filled[1:], strict=False)]
    double = max(pairs, key=lambda h: h.found, default=single)
    best = double if double.found > single.found else single
    likeliest = _likeliest(filled)
    if not best.found or _is_a_record(best.names) and not _is_a_record(likeliest[1]):
        return _header([likeliest], wanted)
    return best


def _searched(rows: Sequence[Row]) -> Sequence[Row]:
    """First rows, fewer where they hold tens of thousands of cells each."""
    cells = accumulate(len(row) for _, row in rows[:SEARCHED])
    return rows[: max(2, sum(total <= SEARCHED_CELLS for total in cells))]


def _header(rows: list[Row], wanted: Sequence[str]) -> Header:
    names = unique_names(_merged([cells for _, cells in rows]))
    return Header(names, tuple(number for number, _ in rows), _count(wanted, names))


def _merged(rows: list[Sequence[str]]) -> list[str]:
    """Names from one row, or from two of which the upper spans several columns."""
    if len(rows) == 1:
        return [clean_name(cell) for cell in rows[0]]
    upper, lower = ([clean_name(cell) for cell in row] for row in rows)
    width = max(len(upper), len(lower))
    upper += [""] * (width - len(upper))
    lower += [""] * (width - len(lower))
    below = Counter(key(name) for name in lower if name)
    names, span = [], ""
    for top, name in zip(upper, lower, strict=True):
        span = top or span
        if not name:
            names.append(top)
        elif below[key(name)] > 1 and span:
            names.append(f"{span} {name}")  # the same word under two headings
        else:
            names.append(name)
    return names


def unique_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names in which none stands twice: ``Sum``, ``Sum`` → ``Sum [1]``, ``Sum [2]``."""
    times = Counter(key(name) for name in names if name)
    seen: Counter[str] = Counter()
    unique = []
    for number, name in enumerate(names, start=1):
        seen[key(name)] += 1
        if not name:
            unique.append(f"(column {number})")
        elif times[key(name)] > 1:
            unique.append(f"{name} [{seen[key(name)]}]")
        else:
            unique.append(name)
    return tuple(unique)


_BEFORE = re.compile(r"^\*|^\w+ - ")  # of required columns, and of the records a CRM exports


def _count(wanted: Sequence[str], names: Sequence[str]) -> int:
    keys = {key(name) for name in names} | {key(_BEFORE.sub("", name)) for name in names}
    found = 0
    for text in wanted:
        plain = key(text)
        if plain in keys or f"{plain} [1]" in keys:
            found += 1
        elif _may_be_arithmetic(plain):
            found += _is_arithmetic(text, names)
    return found


@lru_cache(REMEMBERED)  # the same few names are looked for in every row
def _may_be_arithmetic(plain: str) -> bool:
    return plain[:1].isdigit() or any(sign in plain for sign in SIGNS)


def _is_arithmetic(text: str, names: Sequence[str]) -> bool:
    try:
        resolve(text, names, hints=False)
    except ValueError:
        return False
    return True


def _likeliest(rows: list[Row]) -> Row:
    """First row at least as wide as most rows are: a preface is narrower than what it stands on."""
    widths = [sum(1 for cell in cells if clean_name(cell)) for _, cells in rows]
    usual = Counter(widths).most_common(1)[0][0]
    return next(row for row, width in zip(rows, widths, strict=True) if width >= usual)


def _is_a_record(cells: Sequence[str]) -> bool:
    """Does a row hold a day or two? A heading has none, but where days stand side by side."""
    return 1 <= sum(is_a_day(clean_name(cell)) for cell in cells) <= FEW_DAYS


_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}([ T].*)?")


def is_a_day(name: str) -> bool:
    """Is a name of a column a day, so that it is none?

    >>> is_a_day("05.03.2024"), is_a_day("2024-03-05 10:15"), is_a_day("Date"), is_a_day("2024")
    (True, True, False, False)
    """
    return bool(_DAY.fullmatch(name))
