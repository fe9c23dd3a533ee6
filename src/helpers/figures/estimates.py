"""How sure is each number? Points with their intervals."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import labels, marks, theme
from helpers.figures.axes import log_ticks, say, write_as
from helpers.figures.columns import as_told
from helpers.figures.drawn_from import DrawnFrom, remember
from helpers.figures.rows import rows_of
from helpers.figures.theme import SMALL, colour
from helpers.given import when_given

OUT_OF_AXIS = 4.0  # typical half-widths beyond the outermost point, where an axis ends


@when_given
def intervals(
    table: pd.DataFrame,
    *,
    label: str,
    value: str,
    low: str,
    high: str,
    kind: str = "number",
    reference: float | None = None,
    reference_name: str = "",
    strong: str | None = None,
    log: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """A point and its 95 % interval in each row, the number at the right.

    Parameters
    ----------
    table
        One row per estimate, in the order to show.
    label, value, low, high
        Columns with the words, the estimate and the ends of its interval.
    reference, reference_name
        Where a line stands (1 for ratios, 0 for differences), and what it means.
    strong
        Column of yes and no: rows to be seen first. Without it, those whose interval does
        not hold the reference.
    log
        For ratios: twice and half are then equally far from 1.
    """
    ax, places = rows_of(table[label], ax, lines_above=1.4, lines_below=1.6)
    if not len(table):
        return theme.nothing(ax)
    numbers = table[[value, low, high]].astype(float)
    bold = _strong(table, numbers, reference, strong)
    if log:
        numbers = numbers.clip(lower=_least(numbers))
    _axis(ax, numbers, kind, reference, log=log)
    rows = zip(places, table[label], numbers.to_numpy(), bold, strict=True)
    for place, name, row, is_bold in rows:
        tone = colour("accent" if is_bold else "middle")
        ends = " … ".join(marks.exact(x, kind) for x in row[1:])
        drawn = [
            *ax.plot(row[1:], [place, place], color=tone, linewidth=2.4, solid_capstyle="round"),
            *ax.plot(row[:1], [place], "o", color=tone, markersize=7),
        ]
        marks.tell(drawn, [f"{marks.words(name, row[0], kind)} ({ends})"] * 2)
    _column_of_numbers(ax, places, numbers, kind, bold)
    if reference is not None:
        _reference(ax, reference, reference_name)
    if not log:  # bars of a ratio would begin at nothing
        words = table.loc[bold, label].tolist() if reference is not None or strong else ()
        told = [as_told(label, "text"), *(as_told(key, kind) for key in (value, low, high))]
        remember(ax, DrawnFrom("interval", table, told, strong=words))
    return ax


def _strong(
    table: pd.DataFrame, numbers: pd.DataFrame, reference: float | None, column: str | None
) -> list[bool]:
    if column is not None:
        return [bool(x) for x in table[column].fillna(value=False)]
    if reference is None:
        return [True] * len(table)
    inside = (numbers.iloc[:, 1] <= reference) & (reference <= numbers.iloc[:, 2])
    return [not x for x in inside]


def _least(numbers: pd.DataFrame) -> float:
    """Zero cannot stand on a log axis: half of the smallest number that can."""
    known = numbers.to_numpy()[numbers.to_numpy() > 0]
    return known.min() / 2 if len(known) else 0.1


def _column_of_numbers(
    ax: Axes, places: np.ndarray, numbers: pd.DataFrame, kind: str, bold: list[bool]
) -> None:
    for place, row, is_bold in zip(places, numbers.to_numpy(), bold, strict=True):
        value, low, high = (say(x, kind) for x in row)
        ax.annotate(
            f"{value}  ({low} … {high})",
            (1, place),
            xycoords=ax.get_yaxis_transform(),
            xytext=(10, 0),
            textcoords="offset points",
            va="center_baseline",
            size=SMALL,
            weight="bold" if is_bold else "normal",
        )


def _span(numbers: pd.DataFrame, also: list[float]) -> tuple[float, float]:
    """Where an axis begins and ends: an interval far wider than the others runs out of it."""
    points = numbers.iloc[:, 0]
    ends = []
    for end, outer in ((numbers.iloc[:, 1], points.min()), (numbers.iloc[:, 2], points.max())):
        reach = OUT_OF_AXIS * (end - points).abs().median()
        ends += end.clip(outer - reach, outer + reach).tolist()
    known = [x for x in [*points, *ends, *also] if np.isfinite(x)] or [0.1, 1.0]
    return min(known), max(known)


def _axis(
    ax: Axes, numbers: pd.DataFrame, kind: str, reference: float | None, *, log: bool
) -> None:
    low, high = _span(numbers, [] if reference is None else [reference])
    if log:
        ax.set_xlim(low / 1.15, high * 1.15)
        ax.set_xscale("log")
        ax.set_xticks(log_ticks(low / 1.15, high * 1.15))
    else:
        pad = (high - low or abs(high) or 1.0) * 0.06
        ax.set_xlim(low - pad, high + pad)
    write_as(ax.xaxis, kind)
    ax.xaxis.grid(visible=True, color=colour("faint"), linewidth=0.8)
    ax.tick_params(axis="x", labelsize=SMALL)


def _reference(ax: Axes, reference: float, name: str) -> None:
    ax.axvline(reference, color=colour("text"), linewidth=1)
    ax.annotate(
        labels.fit(name, 200, size=SMALL, lines=1),
        (reference, 1),
        xycoords=ax.get_xaxis_transform(),
        xytext=(0, 4),
        textcoords="offset points",
        ha="center",
        size=SMALL,
        color=colour("quiet"),
    )
