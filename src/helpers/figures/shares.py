"""Which share brings which share? Pareto curves, gains, value caught."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import ScaledTranslation

from helpers.figures import labels, marks, theme
from helpers.figures.axes import write_as
from helpers.figures.columns import Series, axis_and_series
from helpers.figures.curves import END_ROOM, STYLES, tones_of
from helpers.figures.drawn_from import DrawnFrom, remember
from helpers.figures.theme import SIZE, SMALL, colour
from helpers.given import when_given
from helpers.language.columns import column

KEY_ROW = 24.0  # points from one word of the key to the next


@when_given
def share_curve(
    table: pd.DataFrame,
    *,
    x: str = "",
    series: Series = None,
    x_name: str = "",
    y_name: str = "",
    mark: tuple[float, float] | None = None,
    mark_text: str = "",
    equal: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Share of one thing that a share of another brings: Pareto curve, gains, value caught.

    Parameters
    ----------
    table
        ``x`` and each of ``series`` as shares 0–1, in the order of ``x``.
    x, series
        Columns (or column → words); by default the first one, and all others. The first of
        ``series`` is the curve that the title speaks of. With one no words are written.
    x_name, y_name
        What the axes say, where it is not the label of ``x`` and of the first series.
    mark, mark_text
        The point that the title speaks of, and what it says.
    equal
        Whether to draw the line on which all would be equal.
    """
    x, series = axis_and_series(table, x, series)
    x_name, y_name = x_name or column(x).label, y_name or next(iter(series.values()), "")
    ax = theme.canvas(ax, 3.6)
    if not len(table) or not series:
        return theme.nothing(ax)
    theme.bare(ax, x=True, y=True)
    ax.set(xlim=(0, 1), ylim=_limits(table[list(series)]))
    if equal:
        ax.plot([0, 1], [0, 1], color=colour("pale"), linewidth=1)
    tones = tones_of(list(series), list(series)[:1])
    for number, (key, tone) in enumerate(zip(series, tones, strict=True)):
        style = STYLES[number % len(STYLES)]
        ax.plot(table[x].to_numpy(), table[key].astype(float), color=tone, linestyle=style)
        _told(ax, table[x].tolist(), table[key].astype(float).tolist(), (x_name, series[key]))
    write_as(ax.xaxis, "percent")
    write_as(ax.yaxis, "percent")
    ax.set_xlabel(labels.fit(x_name, 380, size=SMALL))
    ax.set_ylabel(labels.fit(y_name, 170, size=SMALL))
    if len(series) > 1:
        _key(ax, series, tones)
    if mark is not None:
        _mark(ax, mark, mark_text, alone=len(series) == 1)
    remember(ax, DrawnFrom(point=mark))
    return ax


def _told(ax: Axes, x: list[float], y: list[float], names: tuple[str, str]) -> None:
    texts = [
        f"{marks.words(names[0], a, 'percent')} · {marks.words(names[1], b, 'percent')}"
        for a, b in zip(x, y, strict=True)
    ]
    marks.hold(ax, x, y, texts)


def _limits(values: pd.DataFrame) -> tuple[float, float]:
    """From 0 to 1, and further where losses come first."""
    low, high = float(values.min().min()), float(values.max().max())
    return (low * 1.05 if low < 0 else 0.0), max(1.0, high * 1.02 if high > 1 else 1.0)


def _key(ax: Axes, series: Mapping[str, str], tones: list[str]) -> None:
    """Words of the curves in a list at the right, in the order of ``series``."""
    for row, (word, tone) in enumerate(zip(series.values(), tones, strict=True)):
        ax.annotate(
            labels.fit(word, END_ROOM, size=SMALL, lines=2),
            (1, 1),
            xycoords="axes fraction",
            xytext=(28, -KEY_ROW * row - 6),
            textcoords="offset points",
            va="center",
            size=SMALL,
            color=colour("text"),
        )
        _swatch(ax, row, tone, STYLES[row % len(STYLES)])


def _swatch(ax: Axes, row: int, tone: str, style: str) -> None:
    move = ScaledTranslation(0, -(KEY_ROW * row + 6) / 72, theme.figure_of(ax).dpi_scale_trans)
    ax.plot(
        [1.015, 1.045],
        [1, 1],
        color=tone,
        linestyle=style,
        clip_on=False,
        transform=ax.transAxes + move,
    )


def _mark(ax: Axes, mark: tuple[float, float], text: str, *, alone: bool) -> None:
    """The point of the title; its words beside it, or below where other curves pass."""
    x, y = mark
    line: dict[str, Any] = {"color": colour("contrast"), "linewidth": 0.8}
    ax.plot([x, x, 0], [0, y, y], linestyle=":", **line)
    ax.plot([x], [y], "o", color=colour("contrast"), markersize=7, zorder=4)
    if not text:
        return
    left = alone and x < 0.6
    aside = {"xytext": (10 if left else -10, -12), "textcoords": "offset points", "va": "top"}
    below = {
        "xytext": (0.98, 0.06),
        "textcoords": "axes fraction",
        "va": "bottom",
        "arrowprops": {"arrowstyle": "-", "relpos": (0.0, 0.9), "shrinkB": 5, **line},
    }
    ax.annotate(
        labels.fit(text, 170, size=SIZE, lines=3, weight="bold"),
        (x, y),
        ha="left" if left else "right",
        size=SIZE,
        weight="bold",
        bbox={"boxstyle": "square,pad=0.2", "color": colour("paper"), "alpha": 0.85},
        **(aside if alone else below),
    )
