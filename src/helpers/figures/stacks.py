"""What does the whole consist of, year by year? Stacked bars."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import labels, marks, theme
from helpers.figures.axes import say, write_as
from helpers.figures.columns import Series, axis_and_series
from helpers.figures.drawn_from import DrawnFrom, remember
from helpers.figures.theme import SMALL, colour
from helpers.given import when_given

PLOT = 0.76  # share of the width that the bars get, the rest is for words


@when_given
def stacked_bars(
    table: pd.DataFrame,
    *,
    x: str = "",
    parts: Series = None,
    kind: str = "money",
    highlight: Collection[str] = (),
    totals: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Bars over time, each split into ``parts``, the first at the bottom.

    ``parts`` are columns, or column → words; by default all after the first, which is ``x``.
    ``highlight`` names the columns that the title speaks of; the words stand beside the last
    bar. Negative parts are drawn under the line.
    """
    x, parts = axis_and_series(table, x, parts)
    ax = theme.canvas(ax, 3.5)
    if not len(table) or not parts:
        return theme.nothing(ax)
    theme.bare(ax, y=True)
    write_as(ax.yaxis, kind)
    heights = table[list(parts)].astype(float).fillna(0.0)
    up = heights.clip(lower=0).cumsum(axis=1).shift(axis=1, fill_value=0.0)
    down = heights.clip(upper=0).cumsum(axis=1).shift(axis=1, fill_value=0.0)
    bottoms = up.where(heights >= 0, down)
    tones = dict(zip(parts, _tones(list(parts), highlight), strict=True))
    for part in parts:
        drawn = ax.bar(
            range(len(table)),
            heights[part],
            bottom=bottoms[part],
            width=0.72,
            color=tones[part],
            edgecolor=colour("paper"),
            linewidth=0.6,
        )
        said = f" · {parts[part]}" if len(parts) > 1 else ""
        told = zip(table[x], heights[part], strict=True)
        marks.tell(drawn, [marks.words(f"{_word(word)}{said}", y, kind) for word, y in told])
    ax.set_xlim(-0.5, len(table) - 0.5)
    _ticks_below(ax, table[x])
    top = heights.clip(lower=0).sum(axis=1)
    ax.set_ylim(min(0.0, heights.clip(upper=0).sum(axis=1).min() * 1.08), (top.max() or 1) * 1.1)
    _numbers_inside(ax, heights, bottoms, tones, kind)
    if totals:
        _totals(ax, top, heights.sum(axis=1), kind)
    _names_beside(ax, heights.iloc[-1], bottoms.iloc[-1], parts, tones)
    remember(ax, DrawnFrom(strong=highlight))
    return ax


def _tones(parts: list[str], highlight: Collection[str]) -> list[str]:
    if not highlight:
        return theme.shades(len(parts))
    greys = iter(["#6f6f6f", "#a3a3a3", "#cfcfcf", "#8a8a8a", "#bdbdbd", "#e0e0e0"] * len(parts))
    return [colour("accent") if part in highlight else next(greys) for part in parts]


def _ticks_below(ax: Axes, words: pd.Series) -> None:
    """Words under the bars; every second, third … when they would touch."""
    room = theme.WIDTH * 72 * PLOT / len(words)
    texts = [labels.fit(_word(word), max(room * 2, 60), size=SMALL, lines=2) for word in words]
    widest = max(labels.width(line, SMALL) for text in texts for line in text.split("\n")) + 5
    step = max(1, int(np.ceil(widest / room)))
    places = list(range(len(words)))[::-1][::step][::-1]  # the last one always has its word
    ax.set_xticks(places, [texts[i] for i in places])


def _word(word: object) -> str:
    return say(word, "month") if isinstance(word, pd.Timestamp) else str(word)


def _numbers_inside(
    ax: Axes,
    heights: pd.DataFrame,
    bottoms: pd.DataFrame,
    tones: Mapping[str, str],
    kind: str,
) -> None:
    """Number in each part that is high and wide enough for it."""
    low, high = ax.get_ylim()
    tall = (high - low) / (theme.figure_of(ax).get_figheight() * 72 * 0.8) * SMALL * 1.5
    wide = theme.WIDTH * 72 * PLOT / len(heights) * 0.72
    for part in heights:
        for place, (h, b) in enumerate(zip(heights[part], bottoms[part], strict=True)):
            text = say(h, kind)
            if abs(h) >= tall and labels.width(text, SMALL) + 4 <= wide:
                ax.text(
                    place,
                    b + h / 2,
                    text,
                    ha="center",
                    va="center",
                    size=SMALL,
                    color=theme.on(tones[part]),
                )


def _totals(ax: Axes, top: pd.Series, sums: pd.Series, kind: str) -> None:
    texts = [say(x, kind) for x in sums]
    room = theme.WIDTH * 72 * PLOT / len(texts)
    if max(labels.width(text, SMALL, "bold") for text in texts) + 3 > room:
        return
    for place, (y, text) in enumerate(zip(top, texts, strict=True)):
        ax.annotate(
            text,
            (place, y),
            xytext=(0, 3),
            textcoords="offset points",
            ha="center",
            size=SMALL,
            weight="bold",
        )


def _names_beside(
    ax: Axes,
    last: pd.Series,
    bottom: pd.Series,
    parts: Mapping[str, str],
    tones: Mapping[str, str],
) -> None:
    """Words of the parts at the height of the last bar, moved apart where they would touch."""
    low, high = ax.get_ylim()
    point = (high - low) / (theme.figure_of(ax).get_figheight() * 72 * 0.8)
    texts = [labels.fit(word, 105, size=SMALL, lines=2) for word in parts.values()]
    lines = max(text.count("\n") + 1 for text in texts)
    wished = [bottom[p] + last[p] / 2 for p in parts]
    places = labels.spread(wished, point * (SMALL * 1.35 * lines + 2), low, high)
    edge = ax.get_xlim()[1]
    for part, text, y in zip(parts, texts, places, strict=True):
        ax.annotate(
            "■",
            (edge, y),
            xytext=(2, 0),
            textcoords="offset points",
            va="center",
            size=SMALL,
            color=tones[part],
        )
        ax.annotate(
            text,
            (edge, y),
            xytext=(12, 0),
            textcoords="offset points",
            va="center",
            size=SMALL,
            color=colour("text"),
        )
