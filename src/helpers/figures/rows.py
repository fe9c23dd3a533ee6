"""Where do the rows of a horizontal chart stand, and where is room for their words?"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import labels, theme
from helpers.figures.theme import SIZE, SMALL, colour

LABEL_ROOM = 165.0  # points at the left for the words
GAP = 4.0  # points between a mark and its number


def rows_of(
    words: pd.Series, ax: Axes | None, *, lines_above: float = 0.0, lines_below: float = 0.0
) -> tuple[Axes, np.ndarray]:
    """Axis with a row for each label, the first on top."""
    most = 2 if len(words) <= 20 else 1
    texts = [labels.fit(str(word), LABEL_ROOM, size=SIZE, lines=most) for word in words]
    lines = max((text.count("\n") + 1 for text in texts), default=1)
    row = max(lines * SIZE * 1.25 + 5, 17 if len(words) <= 20 else 14.5)
    height = (max(len(words), 1) * row + 14 + (lines_above + lines_below) * SIZE * 1.3) / 72
    ax = theme.canvas(ax, max(height, 0.5))
    if not texts:
        return ax, np.arange(0)
    theme.bare(ax)
    places = np.arange(len(texts))
    ax.set_yticks(places, texts, size=SIZE, color=colour("text"))
    ax.set_ylim(len(texts) - 0.5, -0.5)
    return ax, places


def beside(ax: Axes, x: float, place: float, text: str, *, bold: bool = False) -> None:
    """Write ``text`` at the end of the bar of length ``x``."""
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


def room_for(
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
    figure = theme.figure_of(ax)
    part = 1.0 if len(figure.axes) == 1 else ax.get_position().width
    words = (line for t in ax.get_yticklabels() for line in t.get_text().split("\n"))
    widest = max(labels.width(line, SIZE) for line in words)
    room = max(figure.get_figwidth() * 72 * part - widest - 16, 60.0)
    wide = np.array([labels.width(text, SIZE, "bold") + 2 * GAP for text in texts])
    right = max(wide[~sides], default=0.0)
    left = max(wide[sides], default=0.0)
    last = max((labels.width(t, SIZE, "bold") for t in [*column, head] if t), default=0.0)
    last += 12 if column else 0
    span = max(highs.max() - lows.min(), 1e-12)
    unit = span / max(room - left - right - last, 40.0)
    ax.set_xlim(lows.min() - left * unit, highs.max() + (right + last) * unit)


def at_right(ax: Axes, place: float, text: str, *, weight: str, name: str) -> None:
    """Write ``text`` at the right edge of the picture."""
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
