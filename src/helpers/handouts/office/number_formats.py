"""How does a spreadsheet write the numbers of our kinds, in the language in use?"""

import re

from helpers import language
from helpers.language import MINUS

_DATES = {"en": "d mmm yyyy", "ru": "dd.mm.yyyy"}
_MONTHS = "mmm yyyy"
LEAST_STEPS = 10  # 2,000 is as short as 2.0 thousand, and clearer
_STEPS = ((1e9, ",,,"), (1e6, ",,"), (1e3, ","))


def number_format(kind: str, digits: int = 0) -> str:
    """Format of a cell of this kind.

    >>> language.use("en", "USD"); number_format("money")
    '"$"#,##0;-"$"#,##0'
    """
    decimals = "." + "0" * digits if digits else ""
    if kind == "money":
        return _around(language.money_exact(0.0, digits), f"#,##0{decimals}")
    if kind == "percent":
        return _plain(_parts(language.percent(0.0, digits)), f"0{decimals}")
    if kind in ("count", "number"):
        return f"#,##0{decimals}"
    if kind == "date":
        return _DATES[language.current()]
    return _MONTHS if kind == "month" else "@"


def short_format(kind: str, largest: float) -> str:
    """Format of the axis of a chart: as few signs as tell the values apart.

    >>> language.use("ru", "EUR"); short_format("count", 1_200).split(";")[0]
    '0'
    """
    if kind == "percent":
        return number_format("percent", 0 if largest >= 0.1 else 1)
    if kind not in ("money", "number", "count"):
        return "General"
    step, commas = next(((s, c) for s, c in _STEPS if largest >= LEAST_STEPS * s), (1.0, ""))
    sample = (language.money if kind == "money" else language.short)(LEAST_STEPS * step)
    # four figures need no mark between them, and the program that draws them may not know ours
    figures = "0.0" if largest < LEAST_STEPS else "#,##0" if language.current() == "en" else "0"
    return _around(sample, figures + commas, minus=f'"{MINUS}"')


def _around(sample: str, figures: str, minus: str = "-") -> str:
    """Put the signs around the number of ``sample`` around ``figures``, minus in front."""
    told = _plain(_parts(sample), figures)
    return f"{told};{minus}{told}" if told != figures or minus != "-" else figures


def _parts(sample: str) -> tuple[str, str]:
    around = re.fullmatch(r"(\D*)[\d.,]*\d(.*)", sample, re.DOTALL)
    assert around is not None  # a sample holds a number
    return around[1], around[2]


def _plain(parts: tuple[str, str], figures: str) -> str:
    return _quoted(parts[0]) + figures + _quoted(parts[1])


def _quoted(signs: str) -> str:
    if not signs:
        return ""
    # a per cent sign counts in hundredths only outside of quotes
    return "".join(s if s == "%" else f'"{s}"' for s in re.split("(%)", signs) if s)
