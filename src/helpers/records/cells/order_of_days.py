"""Is ``03/04/05`` in March or in April, and of which year?

The whole column decides. Days are reduced to their parts, so that few values are looked at,
however long the file is. Where the records cannot tell, or contradict themselves, it is said.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from helpers.language import N_
from helpers.records.cells.days import SERIAL, UNIX, parted
from helpers.records.cells.months import language_of
from helpers.records.query import Rows, call

FEWEST = 5  # different days on either side that show what a spreadsheet did to a column
MOST_WORDS = 1_000  # different texts of a column whose words are looked at
WORDS = r"^\pL{2}|\d.*\pL{3}|\d[\s(]+\pL{2}"
FIGURES = r"^(\d{1,2})([./\-])(\d{1,2})[./\-](\d{4}|\d{2})(?:\D|$)"
MANY_DAYS = 8  # different last parts that are days of a month rather than years


class Part(NamedTuple):
    """Days written in figures: mark, first, second and last part; ``short``: two digits a year."""

    mark: str
    first: int
    second: int
    last: int
    short: bool
    rows: int


class Seen(NamedTuple):
    """What a column of days shows.

    ``letters``: the words in it, in small letters. ``whole``: rows and different days of those
    with the year first, and the largest day.
    """

    parts: list[Part]
    words: bool = False
    whole: tuple[int, int, int] = (0, 0, 0)
    unix: int = 0
    serial: int = 0
    letters: frozenset[str] = frozenset()


class Order(NamedTuple):
    """How the days of a column are written; the same fields as of a ``DayWay``."""

    day_first: bool = True
    names: bool = False
    year_first: bool = False
    swapped: bool = False
    language: str = ""


Told = list[tuple[str, Mapping[str, object]]]


def look(staged: Rows, number: int) -> Seen:
    """Reduce a column to what the decision needs."""
    cell = staged[f"c{number}"]
    iso = cell.re_search(r"^(?:19|20)\d\d-\d\d-\d\d(?:[ T]\d|$)").sql
    day = call("substring", cell, 9, 2).try_cast("bigint").sql
    told = (
        f"bool_or({cell.re_search(WORDS).sql}), count_if({iso}), "
        f"count(DISTINCT {cell.left(10).sql}) FILTER ({iso}), max({day}) FILTER ({iso}), "
        f"count_if({cell.re_search(UNIX).sql}), count_if({cell.re_search(SERIAL).sql})"
    )
    ((words, rows, different, latest, unix, serial),) = staged.ask(told)
    return Seen(
        _parts(staged, number),
        bool(words),
        (rows, different, latest or 0),
        unix,
        serial,
        _letters(staged, number) if words else frozenset(),
    )


def _letters(staged: Rows, number: int) -> frozenset[str]:
    words = staged[f"c{number}"].lower().re_replace(r"[^\pL]+", " ").strip().sql
    some = staged.ask(f"DISTINCT {words} AS words", f"ORDER BY words LIMIT {MOST_WORDS}")
    return frozenset(word for (text,) in some if text for word in text.split())


def _parts(staged: Rows, number: int) -> list[Part]:
    """Days in figures, each with how often it stands, in an order of their own."""
    cell = parted(staged[f"c{number}"])
    first, mark, second, last = (cell.re_extract(FIGURES, group) for group in range(1, 5))
    parts = [
        mark, *(part.cast("bigint") for part in (first, second, last)),
        call("length", last).equals(2),
    ]  # fmt: skip
    told = ", ".join(part.sql for part in parts)
    found = staged.ask(
        f"{told}, count(*)", f"WHERE {cell.re_search(FIGURES).sql} GROUP BY ALL ORDER BY ALL"
    )
    return [Part(*row) for row in found]


def decide(seen: Seen, others: Collection[Seen], told: bool | None) -> tuple[Order, Told]:
    """Order of a column; one that cannot tell follows the same column of ``others``."""
    notes: Told = []
    year_first = decide_year_first(seen.parts)
    if seen.unix:
        notes.append((UNIX_TIME, {"rows": seen.unix}))
    if seen.serial:
        notes.append((SERIAL_DAYS, {"rows": seen.serial}))
    language, doubtful = _language(seen, others)
    notes += doubtful
    if told is not None or year_first:
        return Order(told is not False, seen.words, year_first, language=language), notes
    if _may_be_year_first(seen.parts):
        notes.append((CANNOT_TELL_YEAR, {}))
    day_first = decide_day_first(seen.parts)
    if day_first is None:
        day_first = decide_day_first(part for other in others for part in other.parts)
    if day_first is None and seen.parts:
        notes.append((CANNOT_TELL_DAY, {}))
    notes += _contradiction(seen.parts, day_first)
    swapped = _is_swapped(seen)
    notes += _of_the_spreadsheet(seen, swapped, day_first)
    return Order(day_first is not False, seen.words, swapped=swapped, language=language), notes


def _of_the_spreadsheet(seen: Seen, swapped: bool, day_first: bool | None) -> Told:
    """What is said of a program that took days for months in the whole column, or in a part."""
    rows = {"rows": seen.whole[0]}
    if swapped:
        return [(SWAPPED if day_first else SWAPPED_BACK, rows)]
    return [(SWAPPED_IN_PART, rows)] if _only_beyond(seen) else []


def _language(seen: Seen, others: Collection[Seen]) -> tuple[str, Told]:
    """Language of the months of a column; one that cannot tell follows the others."""
    language, doubtful = language_of(seen.letters)
    if doubtful:
        every = seen.letters.union(*(other.letters for other in others))
        language, doubtful = language_of(every)
    return language, [(DOUBTFUL_MONTHS, {"words": ", ".join(doubtful)})] if doubtful else []


def decide_day_first(parts: Iterable[Part]) -> bool | None:
    """Does the day come first? None: the column cannot tell.

    >>> decide_day_first([Part("/", 12, 31, 2024, False, 5), Part("/", 1, 2, 2024, False, 9)])
    False
    """
    parts = list(parts)
    first = sum(p.rows for p in parts if p.first > 12 >= p.second)
    second = sum(p.rows for p in parts if p.second > 12 >= p.first)
    if first != second:
        return first > second
    return True if parts and all(p.mark == "." for p in parts) else None


def decide_year_first(parts: Iterable[Part]) -> bool:
    """Does a year of two digits come first, as in ``24-03-05``?

    >>> decide_year_first([Part("-", 24, 3, day, True, 1) for day in range(1, 20)])
    True
    """
    parts = list(parts)
    last, first = _read_with_the_year(parts)
    if first != last:
        return first > last
    firsts, lasts = _different(parts)
    return firsts < lasts and lasts >= MANY_DAYS


def _read_with_the_year(parts: Iterable[Part]) -> tuple[int, int]:
    """Rows of two-digit years that can be days with the year last, and with the year first."""
    short = [part for part in parts if part.short]
    last = sum(
        p.rows for p in short if min(p.first, p.second) <= 12 and max(p.first, p.second) <= 31
    )
    return last, sum(p.rows for p in short if p.second <= 12 and 1 <= p.last <= 31)


def _different(parts: Iterable[Part]) -> tuple[int, int]:
    """How many different first and last parts do days with two-digit years have?"""
    short = [part for part in parts if part.short]
    return len({part.first for part in short}), len({part.last for part in short})


def _may_be_year_first(parts: list[Part]) -> bool:
    """Do the last parts change like days, although there are too few of them to be sure?"""
    last, first = _read_with_the_year(parts)
    firsts, lasts = _different(parts)
    return last == first and firsts < lasts


def _contradiction(parts: list[Part], day_first: bool | None) -> Told:
    """Days that cannot be read in one order: two exports were laid one under another."""
    first = sum(p.rows for p in parts if p.first > 12 >= p.second)
    second = sum(p.rows for p in parts if p.second > 12 >= p.first)
    either = sum(p.rows for p in parts if max(p.first, p.second) <= 12 and p.first != p.second)
    if not first or not second:
        return []
    numbers = {"first": first, "second": second, "either": either}
    return [(TWO_ORDERS if day_first is not False else TWO_ORDERS_MONTH, numbers)]


def _is_swapped(seen: Seen) -> bool:
    """Did a spreadsheet with American settings make days of those that it could read?

    It turns ``02/01/2024`` into the 1st of February, and leaves ``14/01/2024`` as text. One with
    European settings does the same to days of America, and leaves ``01/14/2024``.
    """
    return _only_beyond(seen) and seen.whole[2] <= 12


def _only_beyond(seen: Seen) -> bool:
    """Is no day that is left as text below the 13th, beside days that a spreadsheet understood?"""
    texts = {(p.first, p.second, p.last) for p in seen.parts}
    beyond = all(p.first > 12 >= p.second for p in seen.parts) or all(
        p.second > 12 >= p.first for p in seen.parts
    )
    return beyond and len(texts) >= FEWEST and seen.whole[1] >= FEWEST


CANNOT_TELL_DAY = N_(
    "%(column)s: the records cannot tell the day from the month; read with the day first. "
    "Write day_first under format to say so."
)
TWO_ORDERS = N_(
    "%(column)s: some days have the day first (rows: %(first)s), others the month (rows: "
    "%(second)s). Those that can be read both ways (rows: %(either)s) are read with the day "
    "first, and some of them are wrong. Ask for exports with one way of writing days."
)
TWO_ORDERS_MONTH = N_(
    "%(column)s: some days have the day first (rows: %(first)s), others the month (rows: "
    "%(second)s). Those that can be read both ways (rows: %(either)s) are read with the month "
    "first, and some of them are wrong. Ask for exports with one way of writing days."
)
SWAPPED = N_(
    "%(column)s: a spreadsheet with American settings took months for days; no day that it "
    "understood is above the 12th, and no day that is left as text is below the 13th. Day and "
    "month are put back (rows: %(rows)s). Ask for the file again to be sure, or write day_first "
    "under format to read it as it stands."
)
SWAPPED_BACK = N_(
    "%(column)s: a spreadsheet with European settings took days for months; no day that it "
    "understood is above the 12th, and no day that is left as text is below the 13th. Day and "
    "month are put back (rows: %(rows)s). Ask for the file again to be sure, or write day_first "
    "under format to read it as it stands."
)
SWAPPED_IN_PART = N_(
    "%(column)s: no day that is left as text is below the 13th, so a spreadsheet took days for "
    "months in a part of the column. Which of the days that it understood (rows: %(rows)s) are "
    "wrong cannot be told. Ask for the file as it was exported, not opened in between."
)
CANNOT_TELL_YEAR = N_(
    "%(column)s: the records cannot tell whether the year, of two digits, stands first or last; "
    "read with the year last. If that is wrong, ask for years of four digits."
)
DOUBTFUL_MONTHS = N_(
    "%(column)s: these words are different months in different languages: %(words)s. Ask which is "
    "meant, or for days in figures."
)
UNIX_TIME = N_("%(column)s: Unix time, read as days of Greenwich (rows: %(rows)s).")
SERIAL_DAYS = N_(
    "%(column)s: days are numbers of a spreadsheet, counted from 1900 (rows: %(rows)s). Some "
    "spreadsheets made on a Mac count from 1904: compare a day or two with the client."
)
