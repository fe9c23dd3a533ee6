"""Is ``1,234`` a thousand or one and a bit? Is ``03/04`` in March or in April?

The whole column decides, not a sample of it. Numbers are reduced to their shapes
(``9 999,99``), days to their pairs of first and second part, so that few values are looked
at, however long the file is. Where the records cannot tell, it is said in the passport.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import ibis
from ibis.expr.types import Table

from helpers.language import N_
from helpers.records.engagement.mapping import Format
from helpers.records.parse import BLANK, CURRENCIES, CURRENCY
from helpers.records.schema import COUNTED
from helpers.records.sources.staging import TYPED

MOST_SHAPES = 10_000
_BLANK = re.compile(BLANK.replace("x{00A0}", "u00a0").replace("x{2007}", "u2007")
                    .replace("x{2009}", "u2009").replace("x{202F}", "u202f"))  # fmt: skip
_BODY = re.compile(r"[\d.,]*\d[\d.,]*")


@dataclass
class Decision:
    """How the ambiguous cells of one source are read."""

    decimal: dict[str, str] = field(default_factory=dict)
    day_first: dict[str, bool] = field(default_factory=dict)
    month_names: set[str] = field(default_factory=set)
    shares: set[str] = field(default_factory=set)
    strict: bool = False
    default_decimal: str = "."
    notes: list[tuple[str, str]] = field(default_factory=list)  # sentence, column


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
    return "?" if whole else mark


def decide_decimals(
    shapes: Mapping[str, Mapping[str, int]], *, fallback: str
) -> tuple[dict[str, str], list[str]]:
    """Decimal mark of each column, and the columns of which the records cannot tell."""
    proof = {column: _votes(counts) for column, counts in shapes.items()}
    together = {mark: sum(votes[mark] for votes in proof.values()) for mark in ".,"}
    chosen, unsure = {}, []
    for column, votes in proof.items():
        best = _stronger(votes) or _stronger(together)
        chosen[column] = best or fallback
        if best is None and votes["?"]:
            unsure.append(column)
    return chosen, unsure


def _votes(counts: Mapping[str, int]) -> dict[str, int]:
    votes = {".": 0, ",": 0, "?": 0, "": 0}
    for shape, times in counts.items():
        votes[evidence(shape)] += times
    return votes


def _stronger(votes: Mapping[str, int]) -> str | None:
    if votes["."] == votes[","]:
        return None
    return "." if votes["."] > votes[","] else ","


def decide_day_first(parts: Iterable[tuple[str, int, int, int]]) -> bool | None:
    """Does the day come first? ``parts``: separator, first, second, rows. None: cannot tell.

    >>> decide_day_first([("/", 12, 31, 5), ("/", 1, 2, 9)])
    False
    """
    first = second = points = total = 0
    for separator, a, b, rows in parts:
        total += rows
        points += rows if separator == "." else 0
        first += rows if a > 12 >= b else 0
        second += rows if b > 12 >= a else 0
    if first != second:
        return first > second
    return True if points == total and total else None


def look(staged: Table, cells: Mapping[str, tuple[str, list[int]]], told: Format) -> dict:
    """Reduce the columns of one source to what the decisions need.

    ``cells``: our column → its kind and the numbers of the client's columns behind it.
    """
    seen: dict[str, dict] = {
        "shapes": {}, "days": {}, "names": {}, "shares": {}, "currencies": {},
    }  # fmt: skip
    for column, (kind, numbers) in cells.items():
        if kind in ("date", "time") and told.day_first is None:
            seen["days"][column] = _day_parts(staged, numbers[0])
        if kind in ("date", "time"):
            seen["names"][column] = _has_words(staged, numbers[0])
        if kind == "percent":
            seen["shares"][column] = _are_shares(staged, numbers[0])
        if kind == "money":
            seen["currencies"][column] = _currencies(staged, numbers)
        if kind in COUNTED and told.decimal is None:
            for number in numbers:
                seen["shapes"][f"{column} {number}"] = _shapes(staged, number)
    return seen


def _shapes(staged: Table, number: int) -> dict[str, int]:
    cell = staged[f"c{number}"]
    marked = staged.filter(~cell.startswith(TYPED) & (cell.contains(",") | cell.contains(".")))
    shape = marked[f"c{number}"].translate("012345678", "999999999").name("shape")
    counted = marked.select(shape).group_by("shape").agg(rows=lambda t: t.count())
    frame = counted.order_by(ibis.desc("rows"), "shape").limit(MOST_SHAPES).execute()
    return dict(zip(frame["shape"], frame["rows"], strict=True))


def _currencies(staged: Table, numbers: list[int]) -> set[str]:
    """Currencies named in the cells, each by one name however it is written."""
    named: set[str] = set()
    for number in numbers:
        cell = staged[f"c{number}"]
        word = cell.re_search(CURRENCY) & cell.re_search(r"\d")
        signs = staged.filter(word).select(sign=cell.re_extract(CURRENCY, 0).upper()).distinct()
        named.update(signs.limit(MOST_SHAPES).execute()["sign"])
    return {_currency(sign) for sign in named}


def _currency(sign: str) -> str:
    ways = CURRENCIES.items()
    return next((name for name, way in ways if re.fullmatch(way, sign, re.IGNORECASE)), sign)


def _day_parts(staged: Table, number: int) -> list[tuple[str, int, int, int]]:
    cell = staged[f"c{number}"]
    way = r"^(\d{1,2})([./-])(\d{1,2})[./-](?:\d{4}|\d{2})(?:\D|$)"
    found = staged.filter(cell.re_search(way)).select(
        separator=cell.re_extract(way, 2),
        first=cell.re_extract(way, 1).cast("int64"),
        second=cell.re_extract(way, 3).cast("int64"),
    )
    counted = found.group_by(["separator", "first", "second"]).agg(rows=lambda t: t.count())
    return [tuple(row) for row in counted.execute().itertuples(index=False)]


def _are_shares(staged: Table, number: int) -> bool:
    """Are percents written as parts of one, as spreadsheets store ``20 %``?"""
    cell = staged[f"c{number}"].replace(TYPED, "").replace(",", ".")
    largest = cell.try_cast("float64").abs().max().execute()
    return largest is not None and 0 < largest <= 1


def _has_words(staged: Table, number: int) -> bool:
    cell = staged[f"c{number}"]
    words = cell.re_search(r"(?i)\d.*[a-zа-я]{3}|^[a-zа-я]{3,9}\.?\s+\d")
    return bool(words.fill_null(False).any().execute())


def decide(seen: list[dict], told: Format, *, fallback: str) -> list[Decision]:
    """Decision for each source of a table; a source that cannot tell follows the others."""
    decisions = [
        Decision(strict=told.decimal is not None, default_decimal=told.decimal or fallback)
        for _ in seen
    ]
    for one, decision in zip(seen, decisions, strict=True):
        _decide_numbers(one, seen, decision, told, fallback)
        _decide_days(one, seen, decision, told)
        decision.month_names = {column for column, words in one["names"].items() if words}
        decision.shares = {column for column, shares in one["shares"].items() if shares}
        decision.notes += [(SHARES, column) for column in sorted(decision.shares)]
        decision.notes += [
            (CURRENCIES_ADDED, f"{column} ({', '.join(sorted(found))})")
            for column, found in one["currencies"].items()
            if len(found) > 1
        ]
    return decisions


def _decide_numbers(
    one: dict, seen: list[dict], decision: Decision, told: Format, fallback: str
) -> None:
    if told.decimal is not None:
        return
    others: dict[str, int] = {".": 0, ",": 0}
    for source in seen:
        for counts in source["shapes"].values():
            votes = _votes(counts)
            others = {mark: others[mark] + votes[mark] for mark in ".,"}
    decision.decimal, unsure = decide_decimals(
        one["shapes"], fallback=_stronger(others) or fallback
    )
    if _stronger(others) is None:
        decision.notes += [(CANNOT_TELL_DECIMAL[fallback], c.split()[0]) for c in unsure]


def _decide_days(one: dict, seen: list[dict], decision: Decision, told: Format) -> None:
    for column in one["names"]:
        if told.day_first is not None:
            decision.day_first[column] = told.day_first
            continue
        own = decide_day_first(one["days"][column])
        if own is None:
            everybody = (p for source in seen for p in source["days"].get(column, ()))
            own = decide_day_first(everybody)
        if own is None and one["days"][column]:
            decision.notes.append((CANNOT_TELL_DAY, column))
        decision.day_first[column] = own is not False


CANNOT_TELL_DECIMAL = {
    ".": N_("%(column)s: the records cannot tell whether 1,234 has a decimal comma; read as a "
            "thousand. Write decimal under format to say so."),
    ",": N_("%(column)s: the records cannot tell whether 1,234 has a decimal comma; read as one "
            "and a bit. Write decimal under format to say so."),
}  # fmt: skip
CURRENCIES_ADDED = N_(
    "%(column)s: several currencies stand in the cells and are added up as if they were one. "
    "Ask for a column in one currency."
)
SHARES = N_("%(column)s: none is above 1, so 0.2 is read as 20 percent.")
CANNOT_TELL_DAY = N_(
    "%(column)s: the records cannot tell the day from the month; read with the day first. "
    "Write day_first under format to say so."
)
