"""What does a cell of text mean: a number, yes or no, a code?

Everything here is a step of a query over columns of text, so that ten million cells are read
without ever standing in Python. A cell that cannot be read becomes missing; whether it was
empty or unreadable is asked apart (:func:`is_nothing`). Days have a module of their own.

Each value is read by itself where it can be read in one way only (``1.234,56``); the ambiguous
ones (``1,234``) follow the decision made from the whole column. Numbers and days are read in
layers, a select upon a select: the database would else repeat every step inside of the next.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from helpers.records.query import Cell, Rows, cases, ifelse, null
from helpers.records.sources.staging import TYPED

MONEY = "decimal(18, 4)"
# marks between thousands other than the point and the comma, of all languages
BLANK = r"[\s_\x{00A0}\x{2007}\x{2009}\x{202F}\x{066C}\x{02BC}'’‘`´]"
DASH = r"[-−–—]"
CURRENCIES = {  # each as it is written in a cell
    "RUB": r"руб(?:\.|лей|ля|ль)?|р\.?|rub\.?|₽", "USD": r"usd|us\$|\$", "EUR": "eur|€",
    "GBP": "gbp|£", "CHF": r"chf|fr\.", "PLN": "pln|zł", "UAH": r"uah|грн\.?|₴",
    "KZT": r"kzt|тенге|тг\.?|₸", "BYN": r"byn|br\.?", "BRL": r"brl|r\$", "INR": r"inr|rs\.?|₹",
    "CZK": r"czk|kč", "HUF": r"huf|ft\.?", "TRY": r"try|tl|₺", "RON": r"ron|lei",
    "JPY": r"jpy|円|[¥￥]",
    "BGN": r"bgn|лв\.?", "AMD": r"amd|֏", "GEL": r"gel|₾", "AZN": r"azn|₼",
    "SEK": r"sek", "NOK": r"nok",
}  # fmt: skip
CURRENCY = rf"(?i)(?:{'|'.join(CURRENCIES.values())}|kr\.?|\p{{Sc}})"
# Arabic and Persian ones, those as wide as Chinese signs, and other decimal marks
OTHER_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９٫·．"
NOTHING = rf"(?i)^(?:{DASH}+|null|none|nan|n/?a|#n/a|#н/д|н/д|nil)$"
DASHES = rf"^(?:{CURRENCY}\s*)?{DASH}+(?:\s*{CURRENCY})?$"
# an empty field as databases, programs and spreadsheets write it; Null and None may be names
NO_CODE = (
    rf"^(?:{DASH}+|#(?:N/A|Н/Д|REF!|ССЫЛКА!|VALUE!|ЗНАЧ!|NAME\?|ИМЯ\?|NULL!|ПУСТО!|DIV/0!|ДЕЛ/0!)"
    r"|NULL|null|[<(](?:NULL|null)[)>]|N/A|n/a|NaN|nan)$"
)
# days that stand for none: of 1C, of spreadsheets, of databases, and an empty Unix time
EMPTY_DAY = (
    r"^(?:0?1[./-]0?1[./-](?:0001|19(?:00|04|70)|70)|(?:0001|19(?:00|04|70))-01-01"
    r"|30[./-]12[./-]1899|1899-12-3[01]|00[./-]00[./-]0000|0000-00-00|\x02?0(?:\.0*)?)(?:[\sT]|$)"
)
YES = ("yes", "y", "true", "t", "1", "+", "да", "д", "истина", "✓", "x", "х", "v")
NO = ("no", "n", "false", "f", "0", "нет", "н", "ложь")


class NumberWay(NamedTuple):
    """Column of text, and how the numbers in it are written.

    Parameters
    ----------
    decimal
        Decimal mark of the ambiguous values.
    strict
        No other mark may pass.
    percent
        ``10 %`` is 10; of money it is unknown how much that is.
    positive:
        ``Dr`` or ``Cr``: behind a number it changes nothing, and the other turns its sign.
    """

    column: str
    decimal: str = "."
    strict: bool = False
    percent: bool = True
    positive: str = ""


def is_nothing(cell: Cell, kind: str) -> Cell:
    """Is the cell empty, or a dash, or a word for 'nothing'?"""
    if kind in ("code", "text"):
        return cell.isnull() | cell.re_search(NO_CODE)
    nothing = cell.isnull() | cell.re_search(NOTHING)
    return nothing | cell.re_search(EMPTY_DAY) if kind in ("date", "time") else nothing


def flag(cell: Cell) -> Cell:
    """Yes or no, in either language."""
    word = cell.replace(TYPED, "").lower()
    return cases((word.isin(YES), True), (word.isin(NO), False), otherwise=null("boolean"))


def code(cell: Cell, *, typed: bool) -> Cell:
    """Text as it stands; a whole number of a ``typed`` source loses its ``.0``."""
    nothing = cell.re_search(NO_CODE)
    if typed:
        cell = cell.replace(TYPED, "")
        whole = cell.re_search(r"^-?\d+\.0+$")
        cell = ifelse(whole, cell.re_replace(r"\.0+$", ""), cell)
    return ifelse(nothing, null("varchar"), cell)


def with_numbers(rows: Rows, ways: Mapping[str, NumberWay]) -> Rows:
    """Add a column of numbers (four decimals) for each of ``ways``; missing where unreadable."""
    rows = rows.mutate(**{f"odd_{new}": _odd(rows, way) for new, way in ways.items()})
    rows = rows.mutate(
        **{f"body_{new}": _body(rows[f"odd_{new}"], way) for new, way in ways.items()},
        **{f"minus_{new}": _is_negative(rows[f"odd_{new}"]) for new in ways},
    )
    rows = rows.mutate(**{f"lone_{new}": rows[f"body_{new}"].re_search(_GROUPED) for new in ways})
    rows = rows.mutate(
        **{f"body_{new}": _ungrouped(rows, new, way.decimal) for new, way in ways.items()}
    )
    rows = rows.mutate(**{f"body_{new}": _plain(rows, new, way) for new, way in ways.items()})
    rows = rows.mutate(
        **{f"body_{new}": rows[f"body_{new}"].try_cast("decimal(38, 12)").try_cast(MONEY)
           for new in ways}
    )  # fmt: skip
    rows = rows.mutate(**{new: _number(rows, new, way) for new, way in ways.items()})
    return rows.drop(
        *(f"{step}_{new}" for new in ways for step in ("odd", "body", "minus", "lone"))
    )


def _usual(cell: Cell, way: NumberWay) -> Cell:
    return cell.re_search(rf"^-?\d{{1,14}}(?:{re.escape(way.decimal)}\d+)?$")


def _odd(rows: Rows, way: NumberWay) -> Cell:
    """Values that are not plain numbers, without signs of currency."""
    cell = rows[way.column]
    plain = cell.startswith(TYPED) | _usual(cell, way)
    odd = cell.translate(OTHER_DIGITS, "0123456789" * 3 + "...")
    if way.positive:
        other = "Cr" if way.positive == "Dr" else "Dr"
        odd = odd.re_replace(rf"(?i)^(.*\d)[\s(]*{way.positive}[.)]*$", r"\1")
        odd = odd.re_replace(rf"(?i)^(.*\d)[\s(]*{other}[.)]*$", r"-\1")
    return ifelse(plain, null("varchar"), odd.re_replace(CURRENCY, "").strip())


def _is_negative(odd: Cell) -> Cell:
    return odd.re_search(rf"^{DASH}|^\(.*\)$|\d\s*{DASH}$").fill_null(False)


def _body(odd: Cell, way: NumberWay) -> Cell:
    """Digits with their marks: no sign, no parentheses, no percent sign, no dash for cents."""
    cents = rf"(?:[.,]{DASH}|[/:])?{DASH}"
    body = odd.re_replace(rf"^(?:[+(]|{DASH})\s*|\s*(?:\)|{cents})$", "")
    return body.re_replace(r"\s*%$", "") if way.percent else body


_GROUPED = rf"^\d{{1,3}}(?:{BLANK}\d{{3}})+(?:[.,]\d*)?$"


def _ungrouped(rows: Rows, new: str, decimal: str) -> Cell:
    """Body without blanks between thousands, turned so that its decimal mark is the point."""
    body = rows[f"body_{new}"]
    body = ifelse(rows[f"lone_{new}"], body.re_replace(BLANK, ""), body)
    return body.translate(",.", ".,") if decimal == "," else body


# 1,234,567.5 and, as in India, 12,34,567.5
_THOUSANDS = r"^[1-9]\d{0,2}(?:(?:,\d{3})+|(?:,\d{2})+,\d{3})(?:\.\d*)?$"


def _plain(rows: Rows, new: str, way: NumberWay) -> Cell:
    """Digits and a point only; missing where the marks make no sense."""
    body = rows[f"body_{new}"]
    # after blanks between thousands a mark can only be the decimal one
    grouped = ~rows[f"lone_{new}"] & body.re_search(_THOUSANDS)
    ways = [
        (body.re_search(r"^(?:\d+\.?\d*|\.\d+)$"), body),
        (grouped, body.replace(",", "")),
        (body.re_search(r"^\d+(?:\.\d+)?[eE][+-]?\d{1,2}$"), body),
    ]
    if not way.strict:
        turned = body.translate(",.", ".,")
        dotted = r"^[1-9]\d{0,2}(?:\.\d{3})+,\d*$|^[1-9]\d{0,2}(?:\.\d{3}){2,}$"
        ways += [
            (body.re_search(r"^(?:\d+,\d*|,\d+)$"), turned),
            (body.re_search(dotted), turned.replace(",", "")),
        ]
    return cases(*ways, otherwise=null("varchar"))


def _number(rows: Rows, new: str, way: NumberWay) -> Cell:
    cell, odd = rows[way.column], rows[f"body_{new}"]
    return cases(
        (cell.startswith(TYPED), cell.after(1).try_cast(MONEY)),
        (rows[f"odd_{new}"].notnull(), ifelse(rows[f"minus_{new}"], -odd, odd)),
        otherwise=cell.replace(way.decimal, ".").try_cast(MONEY),
    )
