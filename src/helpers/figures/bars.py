"""How large is each, and how did it change? Horizontal bars."""

from collections.abc import Collection

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import labels, marks, theme
from helpers.figures.axes import say, signed
from helpers.figures.columns import as_told, in_order, known_kind
from helpers.figures.drawn_from import DrawnFrom, remember
from helpers.figures.rows import at_right, beside, room_for, rows_of
from helpers.figures.theme import SMALL, colour
from helpers.given import when_given
from helpers.language import number
from helpers.language.cells import Column
from helpers.language.columns import column


@when_given
def ranked_bars(
    table: pd.DataFrame,
    *,
    label: str = "",
    value: str = "",
    kind: str = "",
    highlight: Collection[str] = (),
    ax: Axes | None = None,
) -> Axes:
    """Horizontal bars in the order of the rows of ``table``, each with its number.

    Parameters
    ----------
    table
        One row per bar.
    label, value
        Columns with the words and with the numbers; the first two by default.
    kind
        How the numbers are written: ``money``, ``percent``, ``number`` or ``count``; that of
        the registry of columns by default, and money where it has none.
    highlight
        Labels of the bars that the title speaks of; with none, all bars are strong.
    """
    label, value = in_order(table, label, value)
    kind = kind or known_kind(value)
    ax, places = rows_of(table[label], ax)
    if not len(table):
        return theme.nothing(ax)
    values = table[value].astype(float).to_numpy()
    strong = [not highlight or name in highlight for name in table[label]]
    drawn = ax.barh(
        places,
        np.nan_to_num(values),
        height=0.68,
        color=[colour("accent" if s else "pale") for s in strong],
    )
    told = zip(table[label], values, strict=True)
    marks.tell(drawn, [marks.words(name, x, kind) for name, x in told])
    for place, x, is_strong in zip(places, values, strong, strict=True):
        _number(ax, x, place, kind, bold=bool(highlight) and is_strong)
    _room_for_numbers(ax, values, kind)
    _zero(ax)
    remember(ax, DrawnFrom(strong=highlight))
    return ax


@when_given
def before_after(
    table: pd.DataFrame,
    *,
    label: str = "",
    before: str = "",
    after: str = "",
    kind: str = "",
    names: tuple[str, str] | None = None,
    remark: str | None = None,
    remark_kind: str = "",
    remark_name: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Two bars a row, the earlier one pale and wide; ``remark`` is a number at the right.

    The first three columns by default. ``names`` says what the two bars are, where it is not
    their labels; ``remark_name`` what the remark is. Kinds are those of the registry of
    columns by default, and money where it has none.
    """
    label, before, after = in_order(table, label, before, after)
    kind, remark_kind = kind or known_kind(before), remark_kind or known_kind(remark)
    names = names or (column(before).label, column(after).label)
    ax, places = rows_of(table[label], ax, lines_above=1.6)
    if not len(table):
        return theme.nothing(ax)
    earlier = np.nan_to_num(table[before].astype(float).to_numpy())
    later = np.nan_to_num(table[after].astype(float).to_numpy())
    looks = ((earlier, 0.74, "pale"), (later, 0.36, "accent"))
    for said, (numbers, height, tone) in zip(names, looks, strict=True):
        drawn = ax.barh(
            places, numbers, height=height, color=colour(tone), label=labels.clean(said)
        )
        told = zip(table[label], numbers, strict=True)
        marks.tell(drawn, [marks.words(f"{name} · {said}", x, kind) for name, x in told])
    texts = [_pair(a, b, kind) for a, b in zip(earlier, later, strict=True)]
    ends = np.maximum(np.maximum(earlier, later), 0.0)
    for place, end, text in zip(places, ends, texts, strict=True):
        beside(ax, end, place, text)
    remarks = [] if remark is None else [say(x, remark_kind) for x in table[remark]]
    room_for(ax, np.minimum(np.minimum(earlier, later), 0.0), ends, texts, remarks, remark_name)
    for place, text in zip(places, remarks, strict=False):
        at_right(ax, place, text, weight="bold", name="text")
    if remarks and remark_name:
        ax.annotate(
            labels.clean(remark_name),
            (1, 1),
            xycoords="axes fraction",
            xytext=(0, 5),
            textcoords="offset points",
            ha="right",
            size=SMALL,
            color=colour("quiet"),
        )
    _zero(ax)
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, borderpad=0, handlelength=1.2)
    ends_told = [Column(key, said, kind) for key, said in zip((before, after), names, strict=True)]
    remember(ax, DrawnFrom("pair", table, [as_told(label, "text"), *ends_told]))
    return ax


def _pair(before: float, after: float, kind: str) -> str:
    """Two numbers of a row, to the same digit: ``3.0 → 2.4``."""
    small = max(abs(before), abs(after)) < 10
    if kind == "number" and small and (before % 1 or after % 1):
        return labels.clean(f"{signed(number(before, 1))} → {signed(number(after, 1))}")
    return labels.clean(f"{say(before, kind)} → {say(after, kind)}")


def _zero(ax: Axes) -> None:
    ax.axvline(0, color=colour("middle"), linewidth=0.8, zorder=3)


def _number(ax: Axes, x: float, place: float, kind: str, *, bold: bool) -> None:
    beside(ax, 0.0 if np.isnan(x) else x, place, say(x, kind), bold=bold)


def _room_for_numbers(ax: Axes, values: np.ndarray, kind: str) -> None:
    ends = np.nan_to_num(values)
    texts = [say(x, kind) for x in values]
    room_for(ax, np.minimum(ends, 0.0), np.maximum(ends, 0.0), texts, [], "", sides=ends < 0)
