"""Where does each stand on two borders at once? Points in four named quadrants."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis

from helpers.figures import labels, marks, theme
from helpers.figures.axes import log_ticks, write_as
from helpers.figures.points import MOST_SHAPES
from helpers.figures.theme import SIZE, SMALL, colour
from helpers.given import when_given

BORDER_AT = 3.0  # how many times the straight part of the scale a border lies from zero
CORNERS = ((0.01, 0.985, "left", "top"), (0.99, 0.985, "right", "top"),
           (0.01, 0.015, "left", "bottom"), (0.99, 0.015, "right", "bottom"))  # fmt: skip


@when_given
def quadrant_points(
    table: pd.DataFrame,
    *,
    x: str,
    y: str,
    x_name: str,
    y_name: str,
    borders: tuple[float, float],
    corners: Sequence[str],
    name: str,
    strong: str,
    line: float | None = None,
    line_words: str = "",
    dashed: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Points of money across and money upwards, with borders, corners and a line of both.

    Both scales are even near zero and count in powers further out: most customers are small, a few
    are a hundred times as large, and many cost nothing at all. Below zero stands at zero.

    Parameters
    ----------
    x, y, name
        Columns: both sums, and who it is.
    borders
        At which x and which y low ends.
    corners
        Words of the quadrants: upper left, upper right, lower left, lower right.
    strong
        Column of yes and no: points to be seen first.
    line, line_words, dashed
        Slope of a line from zero (x for one of y), where there is one; what it says; dashed where
        it is assumed.
    """
    ax = theme.canvas(ax, 4.3)
    if not len(table):
        return theme.nothing(ax)
    theme.bare(ax, x=True, y=True)
    across = _scale(ax.xaxis, table[x].astype(float), borders[0])
    upward = _scale(ax.yaxis, table[y].astype(float), borders[1])
    bold = table[strong].to_numpy(bool)
    for chosen, tone, strength in ((~bold, "middle", 0.4), (bold, "contrast", 0.9)):
        drawn = ax.scatter(
            across[chosen],
            upward[chosen],
            s=14 if len(table) > 300 else 26,
            color=colour(tone),
            alpha=strength,
            linewidth=0,
            rasterized=len(table) > MOST_SHAPES,
        )
        if len(table) <= MOST_SHAPES and chosen.any():
            marks.tell_points(drawn, _told(table[chosen], (name, x, y), (x_name, y_name)))
    ax.axvline(borders[0], color=colour("quiet"), linewidth=1)
    ax.axhline(borders[1], color=colour("quiet"), linewidth=1)
    if line is not None:
        _line(ax, line, line_words, furthest=float(across.max()), style="--" if dashed else "-")
    ax.set_xlabel(labels.fit(x_name, 380, size=SMALL))
    ax.set_ylabel(labels.fit(y_name, 230, size=SMALL))
    _corners(ax, corners)
    return ax


def _told(table: pd.DataFrame, columns: tuple[str, str, str], names: tuple[str, str]) -> list[str]:
    name, x, y = columns
    return [
        f"{who} · {marks.words(names[0], a, 'money')} · {marks.words(names[1], b, 'money')}"
        for who, a, b in zip(
            table[name], table[x].astype(float), table[y].astype(float), strict=True
        )
    ]


def _scale(axis: XAxis | YAxis, values: pd.Series, border: float) -> pd.Series:
    """Even near zero, in powers further out; the border well away from both ends."""
    shown = values.clip(lower=0.0)
    top = max(float(shown.max()), border, 1.0) * 1.5
    even = max(border, top / 1000) / BORDER_AT
    scale = axis.axes.set_xscale if axis.axis_name == "x" else axis.axes.set_yscale
    scale("asinh", linear_width=even)
    axis.axes.set(**{f"{axis.axis_name}lim": (-even / 4, top)})
    write_as(axis, "money")
    axis.set_ticks([0.0, *log_ticks(even, top)])
    return shown


def _line(ax: Axes, slope: float, words: str, *, furthest: float, style: str) -> None:
    x = np.concatenate([[0.0], np.geomspace(max(furthest, 1.0) / 1e4, furthest * 1.5, 80)])
    ax.plot(
        x,
        x / slope,
        color=colour("accent"),
        linewidth=1.4,
        linestyle=style,
        scalex=False,
        scaley=False,
    )
    ax.annotate(
        labels.fit(words, 150, size=SMALL, lines=3),
        (0.99, 0.62),
        xycoords="axes fraction",
        ha="right",
        va="top",
        size=SMALL,
        color=colour("accent"),
        bbox={"boxstyle": "square,pad=0.15", "color": colour("paper"), "alpha": 0.85},
    )


def _corners(ax: Axes, corners: Sequence[str]) -> None:
    for word, (x, y, side, edge) in zip(corners, CORNERS, strict=True):
        ax.annotate(
            labels.fit(word, 150, size=SIZE, lines=2, weight="bold"),
            (x, y),
            xycoords="axes fraction",
            ha=side,
            va=edge,
            size=SIZE,
            weight="bold",
            color=colour("quiet"),
            bbox={"boxstyle": "square,pad=0.2", "color": colour("paper"), "alpha": 0.85},
        )
