"""Is ``1,234`` a thousand or one and a bit?

The whole column decides, not a sample of it. Numbers are reduced to their shapes
(``9 999,99``), so that few values are looked at, however long the file is. Where the records
cannot tell, it is said in the passport. The order of day and month: ``order_of_days``.
"""

import itertools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.language import N_
from helpers.records.cells import order_of_days
from helpers.records.cells.order_of_days import Order
from helpers.records.cells.values import BLANK, CURRENCIES, CURRENCY
from helpers.records.engagement.format import Format
from helpers.records.query import Rows, call, text_of
from helpers.records.schema import COUNTED, DAY_KINDS
from helpers.records.sources.staging import TYPED

MOST_SHAPES = 10_000
Note = tuple[str, str | dict[str, object]]  # a sentence, and the column or all that it names
_BLANK = re.compile(re.sub(r"x\{(....)\}", r"u\1", BLANK))  # as Python writes it
_BODY = re.compile(r"(?:(?<![^\W\d_])[.,])?\d[\d.,]*")  # the point of "Rs. 5" is none of it


@dataclass
class Decision:
    """How the ambiguous cells of one source are read."""

    decimal: dict[str, str] = field(default_factory=dict)
    days: dict[str, Order] = field(default_factory=dict)
    shares: set[str] = field(default_factory=set)
    strict: bool = False
    default_decimal: str = "."
    notes: list[Note] = field(default_factory=list)


def evidence(shape: str) -> str:
    """Decimal mark that a shape proves: ``.`` or ``,``; ``?`` either way; empty: no mark.

    >>> [evidence(s) for s in ("9.999,99", "9 999,999", "9,999", "9,9", "9.999.999", "99")]
    [',', ',', '?', ',', ',', '']
    """
    joined = _BLANK.sub("", shape)
    body = _BODY.search(joined)
    if body is None:
        return ""
    text = body.group()
    points, commas = text.count("."), text.count(",")
    if not points and not commas:
        return ""
    mark = "." if text.rfind(".") > text.rfind(",") else ","
    other = "," if mark == "." else "."
    if points and commas:
        return mark
    if points + commas > 1:
        return other  # it stands twice, so it parts thousands
    before, after = text.split(mark)
    grouped = len(joined) < len(shape.strip())
    whole = len(after) == 3 and 1 <= len(before) <= 3 and not (grouped and _BLANK.search(shape))
    return "?" if whole and not before.startswith("0") else mark


def parts_thousands(counts: Mapping[str, int], *, money: bool) -> str:
    """Mark that can only stand between thousands in a column that proves nothing; else empty.

    No number above 999 goes without it, and smaller ones do; money has no three decimals.

    >>> parts_thousands({"999": 2, "9.999": 3}, money=False)
    '.'
    >>> parts_thousands({"9999": 1, "9.999": 3}, money=True)
    ''
    """
    marks = {mark for shape in counts if evidence(shape) == "?" for mark in ".," if mark in shape}
    plain = [sum(map(str.isdigit, shape)) for shape in counts if not evidence(shape)]
    small = money or any(1 <= digits <= 3 for digits in plain)
    return marks.pop() if len(marks) == 1 and small and max(plain, default=0) <= 3 else ""


def decide_decimals(
    shapes: Mapping[str, Mapping[str, int]], money: Collection[str] = (), *, fallback: str = ""
) -> dict[str, tuple[str, str]]:
    """Decimal mark of each column, and why: ``own``, ``others``, ``thousands`` or empty.

    ``fallback`` is what the other sources say; without it a column that cannot tell is missing.
    """
    proof = {column: _votes(counts) for column, counts in shapes.items()}
    together = {mark: sum(votes[mark] for votes in proof.values()) for mark in ".,"}
    others = _stronger(together) or fallback
    chosen = {}
    for column, votes in proof.items():
        between = parts_thousands(shapes[column], money=column.split()[0] in money)
        if own := _stronger(votes):
            chosen[column] = own, "own"
        elif between and votes["."] == 0 == votes[","]:
            chosen[column] = _OTHER[between], "others" if others == _OTHER[between] else "thousands"
        elif others:
            chosen[column] = others, "others"
    return chosen


_OTHER = {".": ",", ",": "."}


def _votes(counts: Mapping[str, int]) -> dict[str, int]:
    votes = {".": 0, ",": 0, "?": 0, "": 0}
    for shape, times in counts.items():
        votes[evidence(shape)] += times
    return votes


def _stronger(votes: Mapping[str, int]) -> str | None:
    if votes["."] == votes[","]:
        return None
    return "." if votes["."] > votes[","] else ","


def look(staged: Rows, cells: Mapping[str, tuple[str, list[int]]], told: Format) -> dict[str, Any]:
    """Reduce the columns of one source to what the decisions need.

    ``cells``: our column → its kind and the numbers of the client's columns behind it.
    """
    seen: dict[str, dict[str, Any]] = {
        "shapes": {}, "days": {}, "shares": {}, "currencies": {},
    }  # fmt: skip
    for column, (kind, numbers) in cells.items():
        if kind in DAY_KINDS:
            seen["days"][column] = order_of_days.look(staged, numbers[0])
        if kind == "percent":
            seen["shares"][column] = bool(numbers) and _are_shares(staged, numbers[0])
        if kind == "money":
            seen["currencies"][column] = _currencies(staged, numbers)
        if kind in COUNTED and told.decimal is None:
            for number in numbers:
                seen["shapes"][f"{column} {number}"] = _shapes(staged, number)
    return seen


def _shapes(staged: Rows, number: int) -> dict[str, int]:
    """Cells with every digit as 9; but a zero that they begin with, which proves much."""
    cell = staged[f"c{number}"]
    start = cell.left(2).translate("12345678", "99999999")
    shape = text_of(start, cell.after(2).translate("012345678", "999999999"))
    written = ~cell.startswith(TYPED)
    most = f"GROUP BY shape ORDER BY rows DESC, shape LIMIT {MOST_SHAPES}"
    return dict(
        staged.ask(f"{shape.sql} AS shape, count(*) AS rows", f"WHERE {written.sql} {most}")
    )


def _currencies(staged: Rows, numbers: list[int]) -> set[str]:
    """Currencies named in the cells, each by one name however it is written."""
    named: set[str] = set()
    for number in numbers:
        cell = staged[f"c{number}"]
        word = cell.re_search(CURRENCY) & cell.re_search(r"\d")
        sign = call("upper", cell.re_extract(CURRENCY, 0)).sql
        signs = staged.ask(f"DISTINCT {sign}", f"WHERE {word.sql} LIMIT {MOST_SHAPES}")
        named.update(sign for (sign,) in signs)
    return {_currency(sign) for sign in named}


def _currency(sign: str) -> str:
    ways = CURRENCIES.items()
    return next((name for name, way in ways if re.fullmatch(way, sign, re.IGNORECASE)), sign)


def _are_shares(staged: Rows, number: int) -> bool:
    """Are percents written as parts of one, as spreadsheets store ``20 %``?"""
    cell = staged[f"c{number}"].replace(TYPED, "").replace(",", ".")
    ((largest,),) = staged.ask(f"max(abs({cell.try_cast('double').sql}))")
    return largest is not None and 0 < largest <= 1


def decide(seen: list[dict[str, Any]], told: list[Format], *, fallback: str) -> list[Decision]:
    """Decision for each source of a table; a source that cannot tell follows the others."""
    decisions = [
        Decision(strict=form.decimal is not None, default_decimal=form.decimal or fallback)
        for form in told
    ]
    for one, decision, form in zip(seen, decisions, told, strict=True):
        _decide_numbers(one, seen, decision, form, fallback)
        for column, found in one["days"].items():
            others = [source["days"][column] for source in seen if column in source["days"]]
            way, notes = order_of_days.decide(found, others, form.day_first)
            decision.days[column] = way
            decision.notes += [(text, {"column": column, **values}) for text, values in notes]
        decision.shares = {column for column, shares in one["shares"].items() if shares}
        decision.notes += [(SHARES, column) for column in sorted(decision.shares)]
        decision.notes += [
            (CURRENCIES_ADDED, f"{column} ({', '.join(sorted(found))})")
            for column, found in one["currencies"].items()
            if len(found) > 1
        ]
    return decisions


def _decide_numbers(
    one: dict[str, Any], seen: list[dict[str, Any]], decision: Decision, told: Format, fallback: str
) -> None:
    if told.decimal is not None:
        return
    others: dict[str, int] = {".": 0, ",": 0}
    for source in seen:
        for counts in source["shapes"].values():
            votes = _votes(counts)
            others = {mark: others[mark] + votes[mark] for mark in ".,"}
    money = one["currencies"]
    found = decide_decimals(one["shapes"], money, fallback=_stronger(others) or "")
    for column, counts in one["shapes"].items():
        decision.decimal[column], why = found.get(column, (fallback, ""))
        unsure = sorted(shape for shape in counts if evidence(shape) == "?")
        if unsure and why in ("", "thousands"):
            decision.notes.append(_of_the_mark(column, unsure[0], decision.decimal[column], why))


def _of_the_mark(column: str, shape: str, decimal: str, why: str) -> Note:
    """What was done with a cell such as ``1.234``, in words that cannot be taken for the other."""
    digits = itertools.cycle("123456789")
    body = _BODY.search(shape)
    cell = re.sub(r"\d", lambda _: next(digits), body.group() if body else "")
    whole, part = re.split("[.,]", cell)
    values = {"column": column.split()[0], "cell": cell, "value": whole + part, "below": whole}
    if decimal in cell:
        return MARK_IS_DECIMAL, values
    return MARKS_PART_THOUSANDS if why else MARK_PARTS_THOUSANDS, values


MARKS_PART_THOUSANDS = N_(
    "%(column)s: %(cell)s is read as %(value)s, since every such mark has three digits behind it "
    "and no number above 999 is without one. Write decimal under format if that is wrong."
)
MARK_PARTS_THOUSANDS = N_(
    "%(column)s: the records cannot tell what the mark in %(cell)s means; read as one between "
    "thousands (%(value)s). Write decimal under format to say so."
)
MARK_IS_DECIMAL = N_(
    "%(column)s: the records cannot tell what the mark in %(cell)s means; read as a decimal mark "
    "(%(below)s and a bit). Write decimal under format to say so."
)
CURRENCIES_ADDED = N_(
    "%(column)s: several currencies stand in the cells and are added up as if they were one. "
    "Ask for a column in one currency."
)
SHARES = N_("%(column)s: none is above 1, so 0.2 is read as 20 percent.")
