"""How does it add up, and what does each part of the row bring or take? A curve in parts."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import labels, marks, theme
from helpers.figures.axes import say, write_as
from helpers.figures.theme import SMALL, colour
from helpers.given import when_given

TONES = ("accent", "middle", "contrast")  # of the parts, in their order
KEY_STEP = 0.085  # of the height, from one word of the key to the next


@when_given
def curve_in_parts(
    table: pd.DataFrame,
    *,
    x: str,
    y: str,
    part: str,
    words: Sequence[str],
    x_name: str,
    y_name: str,
    y_kind: str = "percent",
    ax: Axes | None = None,
) -> Axes:
    """Draw a sum that grows along a row, each part of the row in its own tone.

    Parameters
    ----------
    table
        Points in the order drawn; the first is where nothing is added yet.
    x, y
        Columns: share of the row so far (0–1), and the sum so far.
    part
        Column with the number of the part that each point ends, from 0.
    words
        What each part does, in their order; an empty word has no line in the key.
    x_name, y_name, y_kind
        What the axes say, and how the upright one is written.
    """
    ax = theme.canvas(ax, 3.4)
    if not len(table):
        return theme.nothing(ax)
    theme.bare(ax, x=True, y=True)
    across, upward = table[x].astype(float), table[y].astype(float)
    for number, tone in enumerate(TONES[: len(words)]):
        ends = (table[part] == number).to_numpy()
        mine = ends | np.append(ends[1:], False)  # a part begins where the one before it ends
        ax.plot(across[mine], upward[mine], color=colour(tone), linewidth=2.4)
        ax.fill_between(across[mine], upward[mine], color=colour(tone), alpha=0.12, linewidth=0)
    ax.axhline(0, color=colour("middle"), linewidth=0.8)
    texts = [
        f"{marks.words(x_name, a, 'percent')} · {marks.words(y_name, b, y_kind)}"
        for a, b in zip(across, upward, strict=True)
    ]
    marks.hold(ax, across.tolist(), upward.tolist(), texts)
    _peak(ax, across, upward, y_kind)
    ax.set_xlim(0, 1)
    write_as(ax.xaxis, "percent")
    write_as(ax.yaxis, y_kind)
    ax.set_xlabel(labels.fit(x_name, 380, size=SMALL))
    ax.set_ylabel(labels.fit(y_name, 190, size=SMALL))
    _key(ax, words)
    return ax


def _peak(ax: Axes, across: pd.Series, upward: pd.Series, kind: str) -> None:
    """Put a number to the top of the curve, above it."""
    top = int(upward.to_numpy().argmax())
    low, high = min(0.0, float(upward.min())), float(upward.max())
    ax.set_ylim(low * 1.1, (high - low) * 1.14 + low if high > low else 1.0)
    ax.annotate(
        say(float(upward.iloc[top]), kind),
        (float(across.iloc[top]), float(upward.iloc[top])),
        xytext=(0, 5),
        textcoords="offset points",
        ha="right" if across.iloc[top] > 0.5 else "left",
        va="bottom",
        size=SMALL,
        weight="bold",
    )


def _key(ax: Axes, words: Sequence[str]) -> None:
    """Words of the parts at the lower right, where such a curve leaves room."""
    told = [(word, tone) for word, tone in zip(words, TONES, strict=False) if word]
    for row, (word, tone) in enumerate(reversed(told)):
        y = 0.09 + row * KEY_STEP
        ax.plot([0.945, 0.975], [y, y], color=colour(tone), linewidth=2.4, transform=ax.transAxes)
        ax.annotate(
            labels.fit(word, 320, size=SMALL, lines=1),
            (0.935, y),
            xycoords="axes fraction",
            ha="right",
            va="center",
            size=SMALL,
            bbox={"boxstyle": "square,pad=0.15", "color": colour("paper"), "alpha": 0.8},
        )
