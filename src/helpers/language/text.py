"""In which words does the reader get it?

gettext for words, Babel (CLDR) for numbers, money and dates. English is the source; the
catalogues are read from their ``.po`` files, so there is no compiled file to go stale.
"""

import copy
import gettext
import io
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date
from functools import cache
from typing import Any

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from helpers import project
from helpers.language import values

LANGUAGES = ("en", "ru")
LONGEST_VALUE = 240  # signs of a name or a cell that a reader is shown
SHORTENED_FROM = 10_000  # smaller numbers are as short as they are with a word behind them
WHOLE_FROM = 10  # smaller money has its cents
MINUS = "\u2212"  # of print: a hyphen is shorter, and ends a line
_now: dict[str, Any] = {"language": "en", "currency": "EUR"}


def use(language: str, currency: str | None = None) -> None:
    """Speak ``language`` (``en``, ``ru``), count money in ``currency`` (ISO 4217) from now on."""
    if language not in LANGUAGES:
        raise ValueError(f"language must be one of {', '.join(LANGUAGES)}, not {language!r}")
    _now["language"] = language
    _now["currency"] = currency or _now["currency"]


def current() -> str:
    """Return the language in use: ``en`` or ``ru``."""
    return _now["language"]


def currency() -> str:
    """Return the currency in use, as its ISO 4217 code."""
    return _now["currency"]


@cache
def words_of(language: str) -> gettext.NullTranslations:
    """Words of one language; the source language needs none."""
    path = project.LOCALES / language / "LC_MESSAGES" / "workbook.po"
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def quoted(name: str) -> str:
    """Put a name into the quotation marks of the language in use."""
    return tr("“%(name)s”") % {"name": name}


def bounded(text: str, most: int = LONGEST_VALUE) -> str:
    """``text`` of at most ``most`` signs; what is cut away leaves an ellipsis.

    >>> bounded("Trader and sons", 8), bounded("Trader", 8)
    ('Trader…', 'Trader')
    """
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark ``text`` for translation and leave it as it is."""
    return text


def forms(one: str, many: str) -> tuple[str, str]:
    """Mark two forms of a sentence for translation and leave them as they are."""
    return one, many


def tr(text: str) -> str:
    """``text`` in the language in use."""
    return words_of(_now["language"]).gettext(text) if text else ""


def ntr(one: str, many: str, n: int) -> str:
    """Form of the sentence that fits ``n``; placeholders are left to the caller."""
    return words_of(_now["language"]).ngettext(one, many, n)


def number(x: float, digits: int = 0) -> str:
    """``x`` with ``digits`` decimals, thousands grouped, and the minus of print.

    >>> use("en"); number(12345.678, digits=1), number(-3) == MINUS + "3"
    ('12,345.7', True)
    """
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    x = _no_minus_zero(x, digits)
    return numbers.format_decimal(x, format=pattern, locale=_now["language"]).replace("-", MINUS)


def _no_minus_zero(x: float, digits: int) -> float:
    # -0.3 without decimals would read '-0'
    return 0.0 if round(x, digits) == 0 else x


def short(x: float) -> str:
    """``x`` in three figures, with thousands, millions … in a word: for prose, not for tables.

    >>> use("en"); short(12_345), short(9_876)
    ('12.3K', '9,880')
    """
    return _three_figures(x, numbers.format_compact_decimal, number).replace("-", MINUS)


def money(x: float) -> str:
    """Money in three figures, for prose and axes: ``$3.72M``, ``3,72 млн $``.

    Below ten thousand nothing is shortened: ``$9,880`` is as short as a word, and clearer.
    """

    def compact(value: float, **how: Any) -> str:
        told = numbers.format_compact_currency(value, _now["currency"], **how)
        return told.replace("-", MINUS)

    return _three_figures(x, compact, money_exact)


def signed_money(x: float) -> str:
    """A change of money with its sign: ``+€380K``, ``−€1.1M``."""
    if x == 0:
        return money(0)
    return ("+" if x > 0 else MINUS) + money(abs(x))


def _three_figures(x: float, compact: Callable[..., str], whole: Callable[..., str]) -> str:
    # rounded first: 999 960 is a million, and 9 996 has a unit
    x = float(f"{x:.3g}")
    if abs(x) < SHORTENED_FROM:
        # three figures of 85.43 would be a dime's worth of exactness
        x = round(x) if abs(x) >= WHOLE_FROM else x
        return whole(x, digits=0 if x == round(x) else 2)
    digits = 2 - math.floor(math.log10(abs(x))) % 3
    return compact(x, locale=_now["language"], fraction_digits=digits)


def money_exact(x: float, digits: int = 2) -> str:
    """Money to the cent, for tables and reconciliations."""
    pattern = copy.copy(Locale.parse(_now["language"]).currency_formats["standard"])
    pattern.frac_prec = (digits, digits)
    x = _no_minus_zero(x, digits)
    told = pattern.apply(x, _now["language"], currency=_now["currency"], currency_digits=False)
    return told.replace("-", MINUS)


def percent(x: float, digits: int = 0) -> str:
    """Share ``x`` (0–1) as a percentage, with the spacing of the language.

    >>> use("en"); percent(0.8123, digits=1)
    '81.2%'
    >>> percent(-0.0004)
    '0%'
    """
    pattern = copy.copy(Locale.parse(_now["language"]).percent_formats[None])
    pattern.frac_prec = (digits, digits)
    told = pattern.apply(_no_minus_zero(x, digits + 2), _now["language"])
    return told.replace("-", MINUS)


def date(day: Date) -> str:
    """A day in words: ``March 5, 2026``, ``5 марта 2026 г.``."""
    text = dates.format_date(day, "long", locale=_now["language"])
    # a line must not end between 5 and марта
    return text.replace(" ", "\u00a0", 1) if _now["language"] == "ru" else text


def date_short(day: Date) -> str:
    """A day in figures, for tables: ``05.03.2026``, ``5 Mar 2026``."""
    pattern = "dd.MM.yyyy" if _now["language"] == "ru" else "d MMM y"
    return dates.format_date(day, pattern, locale=_now["language"])


def month(day: Date) -> str:
    """Month and year: ``March 2026``, ``март 2026``."""
    return dates.format_date(day, "LLLL y", locale=_now["language"])


def month_short(day: Date) -> str:
    """Month and year for an axis: ``Mar 26``, ``мар. 26``."""
    return dates.format_date(day, "LLL yy", locale=_now["language"])


@dataclass(frozen=True)
class Number:
    """A number that knows how it is written, so that a sentence can be said in any language.

    ``kind`` is one of ``KINDS``; ``value`` is in plain units (a share 0–1, money in the
    currency of the engagement, a date as a date).
    """

    value: Any
    kind: str = "number"
    digits: int = 0

    def __str__(self) -> str:
        return KINDS[self.kind](self.value, self.digits)


KINDS = {
    "number": number,
    "percent": percent,
    "money": lambda x, _: money(x),
    "signed money": lambda x, _: signed_money(x),
    "date": lambda x, _: date(x),
    "month": lambda x, _: month(x),
    "text": lambda x, _: values.printed(str(x)),  # the client's own words
    "word": lambda x, _: tr(x),  # a word of ours
}
