"""How do two numbers of the same thing go together, and how are they spread?"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis

from helpers.figures import labels, marks, theme
from helpers.figures.axes import log_ticks, write_as
from helpers.figures.theme import SMALL, colour
from helpers.given import when_given

MOST_SHAPES = 2000  # more points than these are drawn as pixels: the file stays small
CROWD = 60  # more points than these leave no room for names among them
ROOM = 130.0  # points for a name


@when_given
def scatter(
    table: pd.DataFrame,
    *,
    x: str,
    y: str,
    x_name: str,
    y_name: str,
    x_kind: str = "money",
    y_kind: str = "money",
    name: str | None = None,
    strong: str | None = None,
    lines: tuple[float | None, float | None] = (None, None),
    log: tuple[bool, bool] = (False, False),
    ax: Axes | None = None,
) -> Axes:
    """A point per row; rows with a text in ``name`` are named.

    ``strong`` is a column of yes and no: points to be seen first. ``lines`` are borders
    across the picture, at an x and at a y. ``log`` suits numbers above zero of any size.
    """
    ax = theme.canvas(ax, 4.0)
    if not len(table):
        return theme.nothing(ax)
    theme.bare(ax, x=True, y=True)
    bold = (
        np.zeros(len(table), bool) if strong is None else table[strong].fillna(False).to_numpy(bool)
    )
    across = _scale(ax.xaxis, table[x].astype(float), x_kind, log=log[0])
    upward = _scale(ax.yaxis, table[y].astype(float), y_kind, log=log[1])
    import seaborn as sns  # it takes a second, and most charts do without

    for chosen, tone in ((~bold, "middle" if strong else "accent"), (bold, "accent")):
        sns.scatterplot(
            x=across[chosen],
            y=upward[chosen],
            s=14 if len(table) > 300 else 26,
            color=colour(tone),
            alpha=0.35 if len(table) > 300 and tone != "accent" else 0.8,
            linewidth=0,
            rasterized=len(table) > MOST_SHAPES,
            ax=ax,
        )
        if len(table) <= MOST_SHAPES and chosen.any():
            told = [(name or "", ""), (x, x_kind), (y, y_kind)]
            marks.tell_points(ax.collections[-1], _told(table[chosen], told, (x_name, y_name)))
    for place, draw in zip(lines, (ax.axvline, ax.axhline), strict=True):
        if place is not None:
            draw(place, color=colour("contrast"), linewidth=1, linestyle="--")
    ax.set_xlabel(labels.fit(x_name, 380, size=SMALL))
    ax.set_ylabel(labels.fit(y_name, 230, size=SMALL))
    if name is not None:
        named = table[name].notna().to_numpy()
        _names(
            ax,
            np.column_stack([across, upward])[named],
            table[name][named],
            crowd=len(table) > CROWD,
        )
    return ax


@when_given
def histogram(
    table: pd.DataFrame,
    *,
    left: str,
    right: str,
    height: str,
    x_name: str,
    y_name: str,
    x_kind: str = "number",
    y_kind: str = "count",
    mark: float | None = None,
    mark_text: str = "",
    strong: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Bars from ``left`` to ``right``, counted before; ``mark`` is a line with its words."""
    ax = theme.canvas(ax, 3.0)
    if not len(table):
        return theme.nothing(ax)
    theme.bare(ax, x=True, y=True)
    ax.xaxis.grid(visible=False)
    bold = [True] * len(table) if strong is None else list(table[strong].fillna(False))
    drawn = ax.bar(
        table[left].astype(float),
        table[height].astype(float),
        width=table[right].astype(float) - table[left].astype(float),
        align="edge",
        color=[colour("accent" if b else "pale") for b in bold],
        edgecolor=colour("paper"),
        linewidth=0.8,
    )
    ends = zip(table[left], table[right], table[height].astype(float), strict=True)
    told = [(f"{marks.exact(a, x_kind)} … {marks.exact(b, x_kind)}", y) for a, b, y in ends]
    marks.tell(drawn, [marks.words(span, y, y_kind) for span, y in told])
    write_as(ax.xaxis, x_kind, ticks=8)
    write_as(ax.yaxis, y_kind)
    ax.set_ylim(0, (table[height].astype(float).max() or 1.0) * 1.18)
    ax.set_xlabel(labels.fit(x_name, 380, size=SMALL))
    ax.set_ylabel(labels.fit(y_name, 170, size=SMALL))
    if mark is not None:
        _mark(ax, mark, mark_text)
    return ax


@when_given
def calibration(
    table: pd.DataFrame,
    *,
    said: str,
    came: str,
    low: str,
    high: str,
    x_name: str,
    y_name: str,
    ax: Axes | None = None,
) -> Axes:
    """What came against what was said, with intervals; on the line, both are the same."""
    ax = theme.canvas(ax, 3.6)
    if not len(table):
        return theme.nothing(ax)
    theme.bare(ax, x=True, y=True)
    numbers = table[[said, came, low, high]].astype(float)
    top = min(1.0, float(np.nanmax(numbers.to_numpy())) * 1.05 or 1.0)
    ax.plot([0, top], [0, top], color=colour("middle"), linewidth=1, linestyle="--")
    ax.vlines(numbers[said], numbers[low], numbers[high], color=colour("accent"), linewidth=2)
    drawn = ax.plot(numbers[said], numbers[came], "o", color=colour("accent"), markersize=6)
    told = [(said, "percent"), (came, "percent")]
    marks.tell_points(drawn[0], _told(numbers, [("", ""), *told], (x_name, y_name)))
    ax.set(xlim=(0, top * 1.02), ylim=(0, top * 1.02))
    write_as(ax.xaxis, "percent")
    write_as(ax.yaxis, "percent")
    ax.set_xlabel(labels.fit(x_name, 380, size=SMALL))
    ax.set_ylabel(labels.fit(y_name, 210, size=SMALL))
    return ax


def _told(table: pd.DataFrame, columns: list[tuple[str, str]], names: tuple[str, str]) -> list[str]:
    """What each point says: its name where it has one, and its two numbers."""
    name, (x, x_kind), (y, y_kind) = columns[0][0], *columns[1:]
    named = table[name] if name else pd.Series("", index=table.index)
    texts = []
    for word, a, b in zip(
        named.astype("object").where(named.notna(), ""),
        table[x].astype(float),
        table[y].astype(float),
        strict=True,
    ):
        if np.isfinite([a, b]).all():  # others are not drawn
            numbers = (marks.words(names[0], a, x_kind), marks.words(names[1], b, y_kind))
            texts.append(" · ".join(filter(None, (str(word), *numbers))))
    return texts


def _scale(axis: XAxis | YAxis, values: pd.Series, kind: str, *, log: bool) -> pd.Series:
    """Set the scale of ``axis``; numbers that a log scale cannot hold move to its edge."""
    above = values[values > 0]
    if log and len(above):
        ends = (float(above.min()) / 1.3, float(above.max()) * 1.3)
        axis.axes.set(**{f"{axis.axis_name}lim": ends, f"{axis.axis_name}scale": "log"})
        axis.set_ticks(log_ticks(*ends))
        values = values.clip(lower=ends[0])
    write_as(axis, kind)
    return values


def _names(ax: Axes, data: np.ndarray, words: pd.Series, *, crowd: bool) -> None:
    """Names beside their points, or in a column at the right of a crowd."""
    if not len(data):
        return
    figure = theme.figure_of(ax)
    figure.draw_without_rendering()  # settles where the points stand
    points = 72 / figure.dpi
    at = ax.transData.transform(data) * points
    left, bottom, right, top = (edge * points for edge in ax.get_window_extent().extents)
    texts = [labels.fit(str(word), ROOM, size=SMALL, lines=1) for word in words]
    places = labels.spread([float(y) for y in at[:, 1]], SMALL * 1.4, bottom + 4, top - 4)
    for (x, y), point, text, place in zip(at, data, texts, places, strict=True):
        wide = labels.width(text, SMALL) + 8
        side = -1 if not crowd and x + wide > right and x - wide > left else 1
        ax.annotate(
            text,
            point,
            # the column stands at the edge, whatever room it takes from the points
            xytext=(1.02, (place - bottom) / (top - bottom)) if crowd else (8 * side, place - y),
            textcoords="axes fraction" if crowd else "offset points",
            ha="left" if side > 0 else "right",
            va="center",
            size=SMALL,
            arrowprops={"arrowstyle": "-", "color": colour("middle"), "linewidth": 0.6}
            if crowd
            else None,
        )


def _mark(ax: Axes, mark: float, text: str) -> None:
    ax.axvline(mark, color=colour("contrast"), linewidth=1.5)
    low, high = ax.get_xlim()
    right = mark < (low + high) / 2
    ax.annotate(
        labels.fit(text, 190, size=SMALL, lines=2, weight="bold"),
        (mark, 1),
        xycoords=ax.get_xaxis_transform(),
        xytext=(5 if right else -5, -2),
        textcoords="offset points",
        ha="left" if right else "right",
        va="top",
        size=SMALL,
        weight="bold",
        bbox={"boxstyle": "square,pad=0.15", "color": colour("paper"), "alpha": 0.85},
    )
