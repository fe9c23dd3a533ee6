"""How are the ticks of an axis written: in the language in use, never as 1e6?"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import dates, ticker
from matplotlib.axis import Axis
from matplotlib.figure import Figure

from helpers import language
from helpers.figures import labels
from helpers.language import MINUS


def signed(text: str) -> str:
    """``text`` of a number as a chart draws it, with the minus of print for the hyphen.

    >>> signed("-$3.2K") == "\u2212$3.2K"
    True
    """
    return labels.clean(MINUS + text[1:] if text.startswith("-") else text)


WRITERS: dict[str, Callable[[float], str]] = {
    "number": language.short,
    "money": language.money,
    "percent": language.percent,
    "count": language.number,
    "month": lambda x: language.month_short(_day(x)),
    "date": lambda x: language.date_short(_day(x)),
}


EXACT: dict[str, Callable[[float, int], str]] = {
    "number": language.number,
    "count": language.number,
    "money": language.money_exact,
    "percent": language.percent,
}


def _whole(x: float) -> bool:
    return abs(x - round(x)) < 1e-6


def _day(x: Any) -> Any:
    return x if hasattr(x, "year") else dates.num2date(x)


class Written(ticker.Formatter):
    """Ticks as the language in use writes numbers of one kind."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Text of one tick."""
        return signed(WRITERS[self.kind](0.0 if x == 0 else x))

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Text of each tick; small steps get the decimals that tell them apart."""
        texts = [self(x) for x in values]
        exact = EXACT.get(self.kind)
        if exact is None or not len(values):
            return texts
        if isinstance(self.axis, Axis) and self.axis.get_scale() == "log":
            return [self._alone(x) for x in values]
        # a share of 0.125 is 12.5 %, and 2.5 must not read 3
        plain = [
            0.0 if abs(x) < 1e-12 else x * (100 if self.kind == "percent" else 1) for x in values
        ]
        digits = next((d for d in range(6) if all(_whole(x * 10**d) for x in plain)), 6)
        small = max(map(abs, plain), default=0.0) < 1000
        if (small and digits) or len(set(texts)) < len(texts):
            return [signed(exact(0.0 if abs(x) < 1e-12 else x, digits)) for x in values]
        return texts

    def _alone(self, x: float) -> str:
        """On a log scale each tick has decimals of its own."""
        digits = max(
            0, -int(np.floor(np.log10(abs(x) or 1.0))) - (2 if self.kind == "percent" else 0)
        )
        if self.kind == "percent" or _whole(x) or abs(x) >= 10:
            return signed(EXACT[self.kind](x, digits)) if self.kind == "percent" else self(x)
        return signed(EXACT[self.kind](x, max(digits, 1)))


class Cleaned(ticker.Formatter):
    """Ticks of another formatter, in signs that the fonts can show."""

    def __init__(self, inner: ticker.Formatter) -> None:
        self.inner = inner

    def __call__(self, x: float, pos: int | None = None) -> str:
        """Text of one tick."""
        return labels.clean(self.inner(x, pos))

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """Text of each tick."""
        return [labels.clean(text) for text in self.inner.format_ticks(list(values))]


def say(x: float, kind: str) -> str:
    """Number beside a bar or in a cell: short, and an en dash where there is none."""
    if pd.isna(x):
        return "–"
    if kind == "percent":
        return signed(language.percent(x, 1 if 0 < abs(x) < 0.0995 else 0))
    if kind == "number" and abs(x) < 10 and x != round(x):
        return signed(language.number(x, 2))
    return signed(WRITERS[kind](0.0 if x == 0 else x))


def write_as(axis: Axis, kind: str, *, ticks: int = 6) -> None:
    """Write an ``axis`` of ``number``, ``money``, ``percent``, ``count``, ``month`` or ``date``."""
    if kind not in WRITERS:
        raise ValueError(f"kind must be one of {', '.join(WRITERS)}, not {kind!r}")
    axis.set_major_formatter(Written(kind))
    axis.set_minor_formatter(ticker.NullFormatter())
    axis.set_minor_locator(ticker.NullLocator())
    if axis.get_scale() != "linear":
        return
    if kind in ("month", "date"):
        axis.set_major_locator(dates.AutoDateLocator(minticks=3, maxticks=ticks + 3))
    else:
        whole = kind == "count"
        axis.set_major_locator(ticker.MaxNLocator(ticks, integer=whole, steps=[1, 2, 5, 10]))


def log_ticks(low: float, high: float) -> list[float]:
    """Round numbers between the ends, not more than seven."""
    decades = range(int(np.floor(np.log10(low))), int(np.ceil(np.log10(high))) + 1)
    for steps in ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        ticks = [s * 10.0**d for d in decades for s in steps if low <= s * 10.0**d <= high]
        if len(ticks) <= 7:
            return ticks
    return ticks[:: len(ticks) // 6]


def tame(figure: Figure) -> None:
    """Take away what matplotlib would write by itself: exponents, formulas, English months."""
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            formatter = axis.get_major_formatter()
            if isinstance(formatter, ticker.ScalarFormatter | ticker.LogFormatter):
                axis.set_major_formatter(Written("number"))
            elif isinstance(formatter, dates.AutoDateFormatter | dates.ConciseDateFormatter):
                axis.set_major_formatter(Written("month"))
            elif not isinstance(formatter, Written | Cleaned | ticker.NullFormatter):
                axis.set_major_formatter(Cleaned(formatter))
            axis.set_minor_formatter(ticker.NullFormatter())
