"""Which day does a cell of text mean, and which time of the day?

Steps of a query over columns of text, as in ``values``: a cell that cannot be read becomes
missing. What a cell alone does not tell (``03/04/24``) follows the decision made from its column.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from helpers.records.cells.months import month_words, weekday_words
from helpers.records.query import Cell, Rows, call, cases, ifelse, lit, null, text_of
from helpers.records.sources.staging import TYPED

FIRST_SERIAL, LAST_SERIAL = 10_000, 73_050  # 1927 to 2099, as spreadsheets count days
CLOCK = " %H:%M:%S"
SERIAL = rf"^{TYPED}?\d{{5}}(?:[.,]\d+)?$"
# seconds or thousandths of them since 1970, from September 2001 to March 2030
UNIX = rf"^{TYPED}?1[0-8]\d{{8}}(?:\d{{3}})?(?:\.\d*)?$"
# 2023012809: a day with its hour (and minute, and second) in one number
PACKED = (
    rf"^{TYPED}?((?:19|20)\d\d)(0[1-9]|1[0-2])(\d\d)"
    r"(?:([01]\d|2[0-3])([0-5]\d)?([0-5]\d)?)?$"
)

# 05032024: day, month and year in one number; no day that begins with its year looks like it
PACKED_BACK = rf"^{TYPED}?(\d{{1,2}})(\d\d)((?:19|20)\d\d)$"


class DayWay(NamedTuple):
    """Column of text, and how the days in it are written.

    Parameters
    ----------
    day_first
        ``03/04`` is in April.
    names
        Months, or days of the week, are words.
    language
        Whose words they are; see :func:`~helpers.records.cells.months.language_of`.
    year_first
        Years of two digits come first: ``24-03-05``.
    swapped
        Days with the year first came out of a spreadsheet that took their months for days.
    months
        A month or a quarter is enough; its first day is meant.
    """

    column: str
    day_first: bool = True
    names: bool = False
    year_first: bool = False
    swapped: bool = False
    language: str = ""
    months: bool = False


def with_days(rows: Rows, ways: Mapping[str, DayWay]) -> Rows:
    """Add a day for each of ``ways``; its time is cut off, missing where unreadable."""
    rows = _with_words(rows, ways)
    days = {new: _iso_day(rows, new, way).try_cast("date") for new, way in ways.items()}
    return rows.mutate(**days).drop(*(f"words_{new}" for new in ways))


def with_moments(rows: Rows, ways: Mapping[str, DayWay]) -> Rows:
    """Add a day with its time for each of ``ways``; midnight where there is no time."""
    rows = _with_words(rows, ways)
    rows = rows.mutate(**{f"iso_{new}": _iso_day(rows, new, way) for new, way in ways.items()})
    rows = rows.mutate(**{f"time_{new}": _time(rows, new, way) for new, way in ways.items()})
    moments = {
        new: text_of(rows[f"iso_{new}"], rows[f"time_{new}"]).try_cast("timestamp") for new in ways
    }
    steps = ("words", "iso", "time")
    return rows.mutate(**moments).drop(*(f"{step}_{new}" for new in ways for step in steps))


_FILLERS = "de|del|el|le|den|of|the|r|roku|г|год|года|р|року|ж|жылғы|жылы"
_QUARTER = r"(?:q|кв|квартал|kw|t|trim|trimestre|quartal|kwartał|тоқсан)\.?"


def _with_words(rows: Rows, ways: Mapping[str, DayWay]) -> Rows:
    """``Вт, 5 марта 2012 г.`` → ``5 m03 2012`` where a column has words in it."""
    rows = rows.mutate(**{f"words_{new}": parted(rows[way.column]) for new, way in ways.items()})
    for column, language in ((f"words_{n}", w.language) for n, w in ways.items() if w.names):
        rows = rows.mutate(**{column: _without_weekday(rows[column].lower(), language)})
        for month, words in enumerate(month_words(language), start=1):
            whole = rf"(^|[^\pL])(?:{words})\.?([^\pL]|$)"
            rows = rows.mutate(**{column: rows[column].re_replace(whole, rf"\1m{month:02d}\2")})
        cell = rows[column].re_replace(r"(\d)(?:st|nd|rd|th|er|º)([^\pL]|$)", r"\1\2")
        fillers = rf"(^|[^\pL])(?:{_FILLERS})\.?([^\pL]|$)"
        rows = rows.mutate(**{column: cell.re_replace(fillers, r"\1 \2").strip()})
    return rows


def parted(cell: Cell) -> Cell:
    """``05032024`` → ``05/03/2024``, whose order the column decides."""
    return cell.re_replace(PACKED_BACK, r"\1/\2/\3")


def _without_weekday(cell: Cell, language: str) -> Cell:
    """A day of the week goes only where a whole date is left: ``mar`` may be March."""
    rest = r"((?:\d{1,4}[./\-]\d|\d{8}|\d{1,2}\pL{0,2}[.\s\-]+\pL|\pL{3,}).*\d.*)"
    words = weekday_words(language)
    cell = cell.re_replace(rf"^(?:{words})[.,]*\s+{rest}$", r"\1")
    figures = r"(\d{1,4}[./\-]\d{1,2}[./\-]\d{2,4})"
    return cell.re_replace(rf"^{figures}[\s,(]+(?:{words})[.)]*$", r"\1")


_CLOCK = r"(?:[\sTt,]+(?:г\.?,?)?\s*\d{1,2}:\d{2}.*|\s*г\.?,?)?\s*$"
_CENTURIES = ((r"((?:19|20)\d\d)", ""), (r"([0-4]\d)", "20"), (r"([5-9]\d)", "19"))


def _iso_day(rows: Rows, new: str, way: DayWay) -> Cell:
    """``2012-12-31`` from any way of writing the day; missing when there is none."""
    cell, words = rows[way.column], rows[f"words_{new}"]
    written = [
        *(_months_alone() if way.months else ()),
        *_figures(way),
        *(_MONTH_WORDS if way.names else ()),
    ]
    iso = words.re_replace(
        r"^(\d{4})-(\d\d)-(\d\d).*$", r"\1-\3-\2" if way.swapped else r"\1-\2-\3"
    )
    number = _number(cell)
    start = lit(date(1899, 12, 30))
    return cases(
        (words.re_search(r"^(?:19|20)\d\d-\d\d-\d\d(?:[ Tt]\d|$)"), iso),
        *((words.re_search(shape), words.re_replace(shape, to)) for shape, to in written),
        (
            cell.re_search(SERIAL) & number.between(FIRST_SERIAL, LAST_SERIAL),
            (start + call("to_days", _whole(number))).cast("date").cast("varchar"),
        ),
        (cell.re_search(UNIX), _unix(cell).cast("date").cast("varchar")),
        otherwise=null("varchar"),
    )


def _number(cell: Cell) -> Cell:
    return cell.replace(TYPED, "").replace(",", ".").try_cast("double")


def _whole(number: Cell) -> Cell:
    return call("floor", number).cast("bigint")


def _unix(cell: Cell) -> Cell:
    """Moment of a number of seconds, or of thousandths of them, in Greenwich time."""
    seconds = cell.replace(TYPED, "").left(10).try_cast("bigint")
    return lit("1970-01-01").cast("timestamp") + call("to_seconds", seconds)


def _figures(way: DayWay) -> list[tuple[str, str]]:
    order = r"\3-\2-\1" if way.day_first else r"\3-\1-\2"
    short = [
        (rf"^(\d{{1,2}})[./\-\s]+(\d{{1,2}})[./\-,\s]+{year}{_CLOCK}", century + order)
        for year, century in _CENTURIES
        if not (century and way.year_first)
    ]
    first = [
        (rf"^{year}[./\-](\d{{1,2}})[./\-](\d{{1,2}}){_CLOCK}", century + r"\1-\2-\3")
        for year, century in _CENTURIES
        if not century or way.year_first
    ]
    return [*short, *first, (PACKED, r"\1-\2-\3")]


_MONTH_WORDS = [
    *(
        (rf"^(\d{{1,2}})[./\-\s]*m(\d\d)[./\-,'’\s]*{year}{_CLOCK}", century + r"\3-\2-\1")
        for year, century in _CENTURIES
    ),
    (r"^m(\d\d)[./\-,\s]*(\d{1,2})[./\-,\s]+((?:19|20)\d\d)" + _CLOCK, r"\3-\1-\2"),
    (r"^((?:19|20)\d\d)[./\-,\s]*m(\d\d)[./\-\s]*(\d{1,2})" + _CLOCK, r"\1-\2-\3"),
    (r"^((?:19|20)\d\d)[./\-,\s]*(\d{1,2})[./\-\s]*m(\d\d)" + _CLOCK, r"\1-\3-\2"),
    (r"^m(\d\d)[./\-,\s]*((?:19|20)\d\d)" + _CLOCK, r"\2-\1-1"),
]


def _months_alone() -> list[tuple[str, str]]:
    """``2024-01``, ``03.2024``, ``Mar-24``."""
    year = r"((?:19|20)\d\d)"
    return [
        (rf"^{TYPED}?{year}[./\-]?(0[1-9]|1[0-2])$", r"\1-\2-01"),
        (rf"^(0?[1-9]|1[0-2])[./\-]{year}$", r"\2-\1-01"),
        *(
            (rf"^m(\d\d)[./\-'’\s]*{short}$", century + r"\2-\1-01")
            for short, century in _CENTURIES
        ),
        (rf"^{year}[./\-,\s]*m(\d\d)$", r"\1-\2-01"),
        *_quarters(),
    ]


def _quarters() -> list[tuple[str, str]]:
    """``Q2 2024``, ``2024, 2 кв.``, ``II квартал 2024``, ``1Q24``."""
    return [
        (shape.format(q=f"(?:{arabic}|{roman})", word=_QUARTER, year=year),
         rf"{century}\1-{month:02d}-01")
        for arabic, roman, month in ((1, "i", 1), (2, "ii", 4), (3, "iii", 7), (4, "iv", 10))
        for year, century in _CENTURIES
        for shape in (
            r"(?i)^{word}[\s\-]*{q}[\s\-/.,'’]*{year}$",
            r"(?i)^{q}(?:-?(?:й|ый|ой|го|er|e|st|nd|rd|th))?[\s\-.]*{word}[\s\-/.,'’]*{year}$",
            r"(?i)^{year}[\s\-/.,]*{word}[\s\-]*{q}$",
            r"(?i)^{year}[\s\-/.,]*{q}[\s\-]*{word}$",
        )
    ]  # fmt: skip


def _time(rows: Rows, new: str, way: DayWay) -> Cell:
    """Time of the day with a blank before it; midnight where there is none."""
    cell = rows[way.column]
    shape = r"^.*?\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp]?)\.?[Mm]?.*$"
    hour = cell.re_replace(shape, r"\1").try_cast("bigint")
    half = cell.re_replace(shape, r"\4").lower()
    hour = ifelse(half.equals(""), hour, hour % 12 + half.equals("p").cast("bigint") * 12)
    rest = cell.re_replace(shape, r":\2:\3").re_replace(r":$", ":00")
    serial = _number(cell)
    seconds = call("round", (serial - _whole(serial)) * 86_400).cast("bigint")
    counted = lit("2000-01-01").cast("timestamp") + call("to_seconds", seconds)
    packed = cell.re_replace(PACKED, r" \4:0\5:0\6").re_replace(r":0(\d\d)", r":\1")
    return cases(
        (cell.re_search(r"\d:\d\d"), text_of(" ", hour.cast("varchar"), rest)),
        (cell.re_search(SERIAL), call("strftime", counted, CLOCK)),
        (cell.re_search(UNIX), call("strftime", _unix(cell), CLOCK)),
        (_has_hour(cell), packed.re_replace(r":0(:|$)", r":00\1")),
        otherwise=" 00:00:00",
    )


def _has_hour(cell: Cell) -> Cell:
    return cell.re_search(PACKED) & (call("length", cell.replace(TYPED, "")) > 8)
