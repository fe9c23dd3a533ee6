"""How is a value of a table written: for a reader, as JSON, as CSV?

A column has a *kind*; the kind decides all three.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd

from helpers import language
from helpers.language import bounded, tr, values

KINDS = (
    "text", "word", "code", "count", "number", "money", "percent", "date", "month", "flag", "blank",
    "trend",
)  # fmt: skip
NUMBERS = ("count", "number", "money", "percent")
MARKS = ("", "bar", "change")
MISSING = "–"
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # signs with which a spreadsheet begins one


@dataclass(frozen=True)
class Column:
    """A column to show: its name in the frame, its label for the reader, its kind.

    ``text`` is the client's and is shown as it came; ``word`` is ours and is translated.
    ``blank`` is a column that is not in the frame: room to write. ``trend`` holds in each cell
    the numbers of some months, the oldest first, and is drawn as a line. ``digits`` are
    decimals; left out, they follow from the size of the numbers. ``mark`` says how a number
    shows itself: as it is, with a ``bar`` as long as its share of the column's largest, or as a
    ``change`` with its arrow and its sign.
    """

    key: str
    label: str
    kind: str = "text"
    digits: int | None = None
    mark: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}, not {self.kind!r}")
        if self.mark not in MARKS or (self.mark and self.kind not in NUMBERS):
            raise ValueError(
                f"a mark is bar or change, of numbers; not {self.mark!r} of {self.kind}"
            )


def is_missing(value: Any) -> bool:
    """Whether nothing is known: None, NaN, NaT, NA, or a number that is not finite."""
    if value is None or value is pd.NaT or value is pd.NA:
        return True
    return hasattr(value, "__float__") and not math.isfinite(float(value))


def plain(value: Any, kind: str) -> Any:
    """``value`` as JSON knows it; a date in ISO form, what is missing as None.

    >>> plain(pd.Timestamp("2013-11-29"), "date"), plain(3.0, "count"), plain(pd.NA, "money")
    ('2013-11-29', 3, None)
    """
    if is_missing(value):
        return None
    if kind in ("date", "month"):
        return value.isoformat()[:10]
    if kind == "flag":
        return bool(value)
    if kind == "trend":
        return [plain(one, "number") for one in value]
    if kind == "count":
        return int(round(float(value)))
    if kind in NUMBERS:
        return float(value)
    # a code is a key as well
    return str(value) if kind == "code" else bounded(values.printed(str(value)))


def digits_for(values: Sequence[Any], kind: str) -> int:
    """Decimals that suit a column: none for large numbers, more for small ones.

    >>> digits_for([1234.5, 10.25], "money"), digits_for([4, 7], "number")
    (0, 0)
    """
    if kind not in NUMBERS:
        return 0
    if kind == "percent":
        return 1
    known = [abs(float(v)) for v in values if not is_missing(v)]
    if kind == "count" or not known or all(v == round(v) for v in known):
        return 0
    largest = max(known)
    if kind == "money":
        return 0 if largest >= 1000 else 2
    return 0 if largest >= 1000 else 1 if largest >= 10 else 2


def written(value: Any, kind: str, digits: int = 0) -> str:
    """``value`` for the reader, in the language in use; what is missing is an en dash.

    >>> language.use("en", "USD")
    >>> written(1234.5, "money"), written(0.123, "percent", 1), written(None, "date")
    ('$1,234', '12.3%', '–')
    """
    if kind == "blank":
        return ""
    if is_missing(value):
        return MISSING
    return _WRITE[kind](value, digits)


def as_change(text: str, value: Any) -> str:
    """``text`` of a number as a change: with an arrow, and with its sign also where it is plus.

    >>> as_change("12%", 0.12), as_change("-3%", -0.03), as_change("0%", 0.0)
    ('↑\u00a0+12%', '↓\u00a0-3%', '0%')
    """
    if is_missing(value) or value == 0:
        return text
    return f"↑\u00a0+{text}" if value > 0 else f"↓\u00a0{text}"


def _trend(value: Sequence[Any]) -> str:
    """First and last of the numbers that are known: what a reader hears who sees no line."""
    known = [float(one) for one in value if not is_missing(one)]
    ends = known[:1] + known[1:][-1:]
    return " … ".join(map(language.short, ends)) or MISSING


def _number(value: Any, digits: int) -> str:
    return language.number(float(value), digits)


def _money(value: Any, digits: int) -> str:
    return language.money_exact(float(value), digits)


def _percent(value: Any, digits: int) -> str:
    return language.percent(float(value), digits)


_WRITE = {
    "text": lambda x, _: bounded(values.printed(str(x))),
    "word": lambda x, _: bounded(tr(str(x))),
    "code": lambda x, _: bounded(str(x)),
    "count": lambda x, _: _number(x, 0),
    "number": _number,
    "money": _money,
    "percent": _percent,
    "date": lambda x, _: language.date_short(x),
    "month": lambda x, _: language.month(x),
    "flag": lambda x, _: tr("yes") if x else tr("no"),
    "trend": lambda x, _: _trend(x),
}


def kind_of(series: pd.Series) -> str:
    """Kind that fits the type of a column about which nothing was said."""
    if pd.api.types.is_bool_dtype(series):
        return "flag"
    if pd.api.types.is_datetime64_any_dtype(series):
        return "date"
    if pd.api.types.is_integer_dtype(series):
        return "count"
    return "number" if pd.api.types.is_numeric_dtype(series) else "text"


def for_csv(value: Any, decimals: int = 6) -> str:
    """``value`` as it stands in a CSV file: plain, never in scientific notation.

    A text that a spreadsheet would take for a formula gets an apostrophe in front.

    >>> [for_csv(x) for x in (0.1 + 0.2, 1e-9, 12345678.5, True, None, "=1+1")]
    ['0.3', '0', '12345678.5', 'yes', '', "'=1+1"]
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA) else value
    if is_missing(value):
        return ""
    if isinstance(value, date):
        return _iso(value)
    if type(value).__name__ in ("bool", "bool_"):
        return "yes" if value else "no"
    if not hasattr(value, "__float__"):
        return for_csv(str(value))
    text = f"{value:.{decimals}f}" if not hasattr(value, "__index__") else str(int(value))
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _iso(value: date) -> str:
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) != (0, 0, 0):
        return value.isoformat(timespec="seconds")
    return value.isoformat()[:10]
