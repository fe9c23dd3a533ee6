"""How large is each, and how did it change? Bars."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import labels, theme
from helpers.figures.axes import say, write_as
from helpers.figures.theme import SIZE, SMALL, colour

LABEL_ROOM = 165.0  # points at the left of horizontal bars
GAP = 4.0  # points between a bar and its number


def ranked_bars(
    table: pd.DataFrame,
    *,
    label: str,
    value: str,
    kind: str = "money",
    highlight: Collection[str] = (),
    ax: Axes | None = None,
) -> Axes:
    """Horizontal bars in the order of the rows of ``table``, each with its number.

    Parameters
    ----------
    table
        One row per bar.
    label, value
        Columns with the words and with the numbers.
    kind
        How the numbers are written: ``money``, ``percent``, ``number`` or ``count``.
    highlight
        Labels of the bars that the title speaks of; with none, all bars are strong.
    """
    ax, places = _rows(table[label], ax)
    if not len(table):
        return theme.nothing(ax)
    values = table[value].astype(float).to_numpy()
    strong = [not highlight or name in highlight for name in table[label]]
    ax.barh(
        places,
        np.nan_to_num(values),
        height=0.68,
        color=[colour("accent" if s else "pale") for s in strong],
    )
    for place, x, is_strong in zip(places, values, strong, strict=True):
        _number(ax, x, place, kind, bold=bool(highlight) and is_strong)
    _room_for_numbers(ax, values, kind)
    return ax


def before_after(
    table: pd.DataFrame,
    *,
    label: str,
    before: str,
    after: str,
    kind: str = "money",
    names: tuple[str, str],
    remark: str | None = None,
    remark_kind: str = "money",
    remark_name: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Two bars a row, the earlier one pale and wide; ``remark`` is a number at the right.

    ``names`` says what the two bars are, ``remark_name`` what the remark is.
    """
    ax, places = _rows(table[label], ax, lines_above=1.6)
    if not len(table):
        return theme.nothing(ax)
    earlier = np.nan_to_num(table[before].astype(float).to_numpy())
    later = np.nan_to_num(table[after].astype(float).to_numpy())
    ax.barh(places, earlier, height=0.74, color=colour("pale"), label=labels.clean(names[0]))
    ax.barh(places, later, height=0.36, color=colour("accent"), label=labels.clean(names[1]))
    for place, a, b in zip(places, earlier, later, strict=True):
        text = labels.clean(f"{say(a, kind)} → {say(b, kind)}")
        _beside(ax, max(a, b, 0.0), place, text)
    ends = np.maximum(np.maximum(earlier, later), 0.0)
    texts = [f"{say(a, kind)} → {say(b, kind)}" for a, b in zip(earlier, later, strict=True)]
    column = [] if remark is None else [say(x, remark_kind) for x in table[remark]]
    _room(ax, np.minimum(np.minimum(earlier, later), 0.0), ends, texts, column, remark_name)
    for place, text in zip(places, column, strict=False):
        _at_right(ax, place, text, weight="bold", name="text")
    if column and remark_name:
        _at_right(ax, -0.95, labels.clean(remark_name), weight="normal", name="quiet")
    ax.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=2, borderpad=0, handlelength=1.2)
    return ax


def stacked_bars(
    table: pd.DataFrame,
    *,
    x: str,
    parts: Mapping[str, str],
    kind: str = "money",
    highlight: Collection[str] = (),
    totals: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Bars over time, each split into ``parts`` (column → words), the first at the bottom.

    ``highlight`` names the columns that the title speaks of; the words stand beside the last
    bar. Negative parts are drawn under the line.
    """
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
        ax.bar(
            range(len(table)),
            heights[part],
            bottom=bottoms[part],
            width=0.72,
            color=tones[part],
            edgecolor=colour("paper"),
            linewidth=0.6,
        )
    _ticks_below(ax, table[x])
    top = heights.clip(lower=0).sum(axis=1)
    ax.set_ylim(min(0.0, heights.clip(upper=0).sum(axis=1).min() * 1.08), (top.max() or 1) * 1.1)
    _numbers_inside(ax, heights, bottoms, tones, kind)
    if totals:
        _totals(ax, top, heights.sum(axis=1), kind)
    _names_beside(ax, heights.iloc[-1], bottoms.iloc[-1], parts, tones)
    return ax


def _tones(parts: list[str], highlight: Collection[str]) -> list[str]:
    if not highlight:
        return theme.shades(len(parts))
    greys = iter(["#6f6f6f", "#a3a3a3", "#cfcfcf", "#8a8a8a", "#bdbdbd", "#e0e0e0"] * len(parts))
    return [colour("accent") if part in highlight else next(greys) for part in parts]


def _rows(
    words: pd.Series, ax: Axes | None, *, lines_above: float = 0.0
) -> tuple[Axes, np.ndarray]:
    """Axis with a row for each label, the first on top."""
    most = 2 if len(words) <= 20 else 1
    texts = [labels.fit(str(word), LABEL_ROOM, size=SIZE, lines=most) for word in words]
    lines = max((text.count("\n") + 1 for text in texts), default=1)
    row = max(lines * SIZE * 1.25 + 5, 17 if len(words) <= 20 else 14.5)
    height = (max(len(words), 1) * row + 14 + lines_above * SIZE * 1.3) / 72
    ax = theme.canvas(ax, max(height, 0.7))
    if not texts:
        return ax, np.arange(0)
    theme.bare(ax)
    places = np.arange(len(texts))
    ax.set_yticks(places, texts, size=SIZE, color=colour("text"))
    ax.set_ylim(len(texts) - 0.5, -0.5)
    ax.axvline(0, color=colour("middle"), linewidth=0.8, zorder=3)
    return ax, places


def _number(ax: Axes, x: float, place: float, kind: str, *, bold: bool) -> None:
    _beside(ax, 0.0 if np.isnan(x) else x, place, say(x, kind), bold=bold)


def _beside(ax: Axes, x: float, place: float, text: str, *, bold: bool = False) -> None:
    left = x < 0
    ax.annotate(
        text,
        (x, place),
        xytext=(-GAP if left else GAP, 0),
        textcoords="offset points",
        ha="right" if left else "left",
        va="center_baseline",
        size=SIZE,
        weight="bold" if bold else "normal",
    )


def _room_for_numbers(ax: Axes, values: np.ndarray, kind: str) -> None:
    ends = np.nan_to_num(values)
    texts = [say(x, kind) for x in values]
    _room(ax, np.minimum(ends, 0.0), np.maximum(ends, 0.0), texts, [], "", sides=ends < 0)


def _room(
    ax: Axes,
    lows: np.ndarray,
    highs: np.ndarray,
    texts: list[str],
    column: list[str],
    head: str,
    *,
    sides: np.ndarray | None = None,
) -> None:
    """Limits of x that leave room for the numbers beside the bars and for a last column."""
    sides = np.zeros(len(texts), bool) if sides is None else sides
    width = ax.get_figure(root=True).get_figwidth() * 72 * ax.get_position().width / 0.9
    widest = max(t.get_window_extent().width for t in ax.get_yticklabels()) * 72 / _dpi(ax)
    room = max(width - widest - 20, 60.0)
    wide = np.array([labels.width(text, SIZE, "bold") + 2 * GAP for text in texts])
    right = max(wide[~sides], default=0.0)
    left = max(wide[sides], default=0.0)
    last = max((labels.width(t, SIZE, "bold") for t in [*column, head] if t), default=0.0)
    last += 12 if column else 0
    span = max(highs.max() - lows.min(), 1e-12)
    unit = span / max(room - left - right - last, 40.0)
    ax.set_xlim(lows.min() - left * unit, highs.max() + (right + last) * unit)


def _dpi(ax: Axes) -> float:
    return ax.get_figure(root=True).dpi


def _at_right(ax: Axes, place: float, text: str, *, weight: str, name: str) -> None:
    ax.text(
        1.0,
        place,
        text,
        transform=ax.get_yaxis_transform(),
        ha="right",
        va="center_baseline",
        size=SIZE if name == "text" else SMALL,
        weight=weight,
        color=colour(name),
    )


def _ticks_below(ax: Axes, words: pd.Series) -> None:
    """Words under the bars; every second, third … when they would touch."""
    room = theme.WIDTH * 72 * 0.76 / len(words)
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
    tall = (high - low) / (ax.get_figure(root=True).get_figheight() * 72 * 0.8) * SMALL * 1.5
    wide = theme.WIDTH * 72 * 0.76 / len(heights) * 0.72
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
    room = theme.WIDTH * 72 * 0.76 / len(texts)
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
    point = (high - low) / (ax.get_figure(root=True).get_figheight() * 72 * 0.8)
    texts = [labels.fit(word, 105, size=SMALL, lines=2) for word in parts.values()]
    lines = max(text.count("\n") + 1 for text in texts)
    wished = [bottom[p] + last[p] / 2 for p in parts]
    places = labels.spread(wished, point * (SMALL * 1.35 * lines + 2), low, high)
    edge = len(ax.patches) // len(parts) - 0.5
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
