"""What does a cell of text mean: a number, a day, yes or no, a code?

Everything here is an Ibis expression over a column of text, so that ten million cells are
read without ever standing in Python. A cell that cannot be read becomes missing; whether it
was empty or unreadable is asked apart (:func:`is_nothing`).

Each value is read by itself where it can be read in one way only (``1.234,56``); the
ambiguous ones (``1,234``) follow the decision made from the whole column.
"""

import re

import ibis
from ibis.expr.types import BooleanValue, DateValue, NumericValue, StringValue, TimestampValue

from helpers.records.staging import TYPED

MONEY = "decimal(18, 4)"
BLANK = r"[\s\x{00A0}\x{2007}\x{2009}\x{202F}'’`]"
DASH = r"[-−–—]"
CURRENCY = r"(?i)(?:руб(?:\.|лей|ля|ль)?|р\.|rub\.?|usd|eur|gbp|chf|kzt|byn|uah|pln|\p{Sc})"
NOTHING = rf"(?i)^(?:{DASH}+|null|none|nan|n/?a|#n/a|#н/д|н/д|nil)$"
DASHES = rf"^{DASH}+$"
YES = ("yes", "y", "true", "t", "1", "+", "да", "д", "истина", "✓", "x", "х", "v")
NO = ("no", "n", "false", "f", "0", "нет", "н", "ложь", "-", "−", "–")
MONTHS = (
    "jan|янв", "feb|фев", "mar|мар", "apr|апр", "ma[iy]|ма[йяе]", "jun|июн", "jul|июл",
    "aug|авг", "sep|сен", "oct|окт", "nov|ноя", "dec|дек",
)  # fmt: skip
FIRST_SERIAL, LAST_SERIAL = 10_000, 80_000  # 1927 to 2119, as spreadsheets count days
EARLIEST, LATEST = 1900, 2100  # years


def is_nothing(cell: StringValue, kind: str) -> BooleanValue:
    """Is the cell empty, or a dash, or a word for 'nothing'?"""
    if kind in ("code", "text"):
        return cell.isnull() | cell.re_search(DASHES)
    return cell.isnull() | cell.re_search(NOTHING)


def number(cell: StringValue, *, decimal: str = ".", strict: bool = False) -> NumericValue:
    """Number in ``cell``, as a decimal with four digits, or missing.

    ``decimal`` decides where a value can be read in two ways; ``strict`` lets no other mark
    pass as a decimal.
    """
    usual = rf"^-?\d{{1,14}}(?:{re.escape(decimal)}\d+)?$"
    return ibis.cases(
        (cell.startswith(TYPED), cell.substr(1).try_cast(MONEY)),
        (cell.re_search(usual), cell.replace(decimal, ".").try_cast(MONEY)),
        else_=_written_number(cell, decimal, strict),
    )


def _written_number(cell: StringValue, decimal: str, strict: bool) -> NumericValue:
    bare = cell.re_replace(CURRENCY, "").strip()
    minus = bare.re_search(rf"^{DASH}|^\(.*\)$|\d\s*{DASH}$")
    body = bare.re_replace(rf"^(?:[+(]|{DASH})\s*|\s*(?:\)|{DASH})$", "")
    body = body.re_replace(r"\s*%$", "")
    grouped = rf"^\d{{1,3}}(?:{BLANK}\d{{3}})+(?:[.,]\d*)?$"
    lone = body.re_search(grouped)  # what follows the blanks can only be a decimal mark
    body = ibis.ifelse(lone, body.re_replace(BLANK, ""), body)
    if decimal == ",":
        body = body.translate(",.", ".,")
    plain = _plain_number(body, lone, strict)
    value = plain.try_cast("decimal(38, 12)").try_cast(MONEY)
    return ibis.ifelse(minus, -value, value)


def _plain_number(body: StringValue, lone: BooleanValue, strict: bool) -> StringValue:
    """Digits with a decimal point, from a body whose decimal mark is most likely the point."""
    branches = [
        (body.re_search(r"^(?:\d+\.?\d*|\.\d+)$"), body),
        (~lone & body.re_search(r"^[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?$"), body.replace(",", "")),
        (body.re_search(r"^\d+(?:\.\d+)?[eE][+-]?\d{1,2}$"), _unfolded(body)),
    ]
    if not strict:
        turned = body.translate(",.", ".,")
        dotted = r"^[1-9]\d{0,2}(?:\.\d{3})+,\d*$|^[1-9]\d{0,2}(?:\.\d{3}){2,}$"
        branches += [
            (body.re_search(r"^(?:\d+,\d*|,\d+)$"), turned),
            (body.re_search(dotted), turned.replace(",", "")),
        ]
    return ibis.cases(*branches, else_=ibis.null("string"))


def _unfolded(body: StringValue) -> StringValue:
    return body.try_cast("float64").try_cast("decimal(38, 12)").cast("string")


def percent(cell: StringValue, *, decimal: str = ".", strict: bool = False) -> NumericValue:
    """Percentage as the number before the sign: ``20 %`` and ``20`` are 20."""
    return number(cell, decimal=decimal, strict=strict)


def flag(cell: StringValue) -> BooleanValue:
    """Yes or no, in either language."""
    word = cell.replace(TYPED, "").lower()
    return ibis.cases((word.isin(YES), True), (word.isin(NO), False), else_=ibis.null("boolean"))


def code(cell: StringValue, *, typed: bool) -> StringValue:
    """Text as it stands; a whole number of a ``typed`` source loses its ``.0``."""
    if not typed:
        return ibis.ifelse(cell.re_search(DASHES), ibis.null("string"), cell)
    text = cell.replace(TYPED, "").re_replace(r"^(-?\d+)\.0+$", r"\1")
    return ibis.ifelse(text.re_search(DASHES), ibis.null("string"), text)


def moment(cell: StringValue, *, day_first: bool = True, names: bool = False) -> TimestampValue:
    """Day with its time in ``cell``, or missing.

    ``names`` says that months stand there as words, which costs a pass for each of them.
    """
    words = _numbered_months(cell) if names else cell
    serial = cell.replace(TYPED, "").replace(",", ".")
    days = serial.try_cast("float64")
    is_serial = cell.re_search(rf"^{TYPED}?\d{{5}}(?:[.,]\d+)?$") & days.between(
        FIRST_SERIAL, LAST_SERIAL
    )
    whole = ibis.timestamp("1899-12-30 00:00:00") + days.round(9).floor().cast("int64").as_interval("D")
    seconds = ((days - days.floor()) * 86_400).round().cast("int64").as_interval("s")
    written = (_iso_day(words, day_first) + _time(words)).try_cast("timestamp")
    value = ibis.ifelse(is_serial, whole + seconds, written)
    return ibis.ifelse(value.year().between(EARLIEST, LATEST), value, ibis.null("timestamp"))


def day(cell: StringValue, *, day_first: bool = True, names: bool = False) -> DateValue:
    """Day in ``cell``, its time cut off, or missing."""
    return moment(cell, day_first=day_first, names=names).date()


def is_empty_day(cell: StringValue) -> BooleanValue:
    """Is it the empty day of accounting systems, the first of January of the year one?"""
    return cell.re_search(r"^(?:0?1[./-]0?1[./-]0001|0001-01-01|00[./-]00[./-]0000|0000-00-00)\b")


_TAIL = r"(?:[\sT,]+(?:г\.?)?\s*\d{1,2}:\d{2}.*|\s*г\.?,?)?\s*$"
_YEAR = r"(\d{4}|\d{2})"


def _iso_day(cell: StringValue, day_first: bool) -> StringValue:
    """``2012-12-31`` from any way of writing the day; missing when there is none."""
    short = r"^(\d{1,2})[./\-\s]+(\d{1,2})[./\-,\s]+" + _YEAR + _TAIL
    order = r"\3-\2-\1" if day_first else r"\3-\1-\2"
    year_first = r"^(\d{4})[./\-](\d{1,2})[./\-](\d{1,2})(?:[\sT]+\d{1,2}:\d{2}.*)?$"
    ways = [
        (year_first, r"\1-\2-\3"),
        (short, order),
        (rf"^{TYPED}?(\d{{4}})(\d{{2}})(\d{{2}})(?:\.0)?$", r"\1-\2-\3"),
        (r"^(\d{1,2})[./\-\s]*m(\d\d)[./\-,\s]*" + _YEAR + _TAIL, r"\3-\2-\1"),
        (r"^m(\d\d)[./\-,\s]*(\d{1,2})[.,\s]+" + _YEAR + _TAIL, r"\3-\1-\2"),
        (r"^(\d{4})[./\-\s]*m(\d\d)[./\-\s]*(\d{1,2})" + _TAIL, r"\1-\2-\3"),
        (r"^m(\d\d)[./\-,\s]*(\d{4})" + _TAIL, r"\2-\1-1"),
    ]
    iso = ibis.cases(
        *((cell.re_search(way), cell.re_replace(way, to)) for way, to in ways),
        else_=ibis.null("string"),
    )
    # two digits of a year: 70–99 are of the last century
    return iso.re_replace(r"^([7-9]\d)-", r"19\1-").re_replace(r"^([0-6]\d)-", r"20\1-")


def _time(cell: StringValue) -> StringValue:
    """Time of the day in ``cell`` with a blank before it; midnight where there is none."""
    way = r"^.*?\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?\s*([AaPp]?)\.?[Mm]?.*$"
    timed = cell.re_search(r"\d:\d\d")
    hour = cell.re_replace(way, r"\1").try_cast("int64")
    half = cell.re_replace(way, r"\4").lower()
    hour = ibis.cases(
        ((half == "p") & (hour < 12), hour + 12), ((half == "a") & (hour == 12), 0), else_=hour
    )
    rest = cell.re_replace(way, r":\2:\3").re_replace(r":$", ":00")
    return ibis.ifelse(timed, ibis.literal(" ") + hour.cast("string") + rest, " 00:00:00")


def _numbered_months(cell: StringValue) -> StringValue:
    """``5 марта 2012`` → ``5 m03 2012``."""
    text = cell.lower()
    for month, words in enumerate(MONTHS, start=1):
        text = text.re_replace(rf"(?:{words})[a-zа-я]*\.?", f"m{month:02d}")
    return text
