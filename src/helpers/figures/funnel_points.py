"""Who stands outside what luck allows? Points in a funnel of limits.

The less is known of a point, the further luck may carry it: the limits open to the left. Names
stand only where the table has them; ranks inside the funnel mean nothing.
"""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import labels, marks, theme
from helpers.figures.axes import write_as
from helpers.figures.theme import SMALL, colour
from helpers.given import when_given

STEPS = 120
LIMITS = ((1.959964, "-"), (3.090232, ":"))  # of 95 and of 99.8 points in a hundred


@when_given
def funnel_points(
    table: pd.DataFrame,
    *,
    x: str,
    y: str,
    name: str,
    x_name: str,
    y_name: str,
    middle: float = 1.0,
    widened: float = 1.0,
    limit_names: tuple[str, str] = ("", ""),
    ax: Axes | None = None,
) -> Axes:
    """A point per row around ``middle``, and the limits within which luck keeps them.

    Parameters
    ----------
    table
        One row per point; a point without a text in ``name`` is a dot.
    x
        How much is known: the limits stand at ``middle`` plus and minus so many ``1 / √x``.
    y
        The ratio.
    widened
        Variance of the points over that of luck, 1 at least.
    limit_names
        Words of the inner and of the outer limits.
    """
    ax = theme.canvas(ax, 2.5)
    if not len(table):
        return theme.nothing(ax)
    theme.bare(ax, x=True, y=True)
    across, upward = table[x].to_numpy(float), table[y].to_numpy(float)
    ends = 0.7 * across.min(), 1.12 * across.max()
    places = np.geomspace(*ends, STEPS)
    ax.axhline(middle, color=colour("quiet"), linewidth=1)
    for (errors, style), words in zip(LIMITS, limit_names, strict=True):
        half = errors * np.sqrt(widened / places)
        for side in (-1, 1):
            ax.plot(
                places, middle + side * half, color=colour("middle"), linewidth=1, linestyle=style
            )
        ax.annotate(
            labels.fit(words, 110, size=SMALL, lines=2), (ends[1], middle + half[-1]),
            xytext=(6, 0), textcoords="offset points", va="center", size=SMALL,
            color=colour("quiet"),
        )  # fmt: skip
    _points(ax, across, upward, table[name], (x_name, y_name))
    ax.set_xlim(*ends)
    write_as(ax.xaxis, "count")
    write_as(ax.yaxis, "number")
    ax.set_xlabel(labels.fit(x_name, 380, size=SMALL))
    ax.set_ylabel(labels.fit(y_name, 170, size=SMALL))
    return ax


def _points(
    ax: Axes, across: np.ndarray, upward: np.ndarray, names: pd.Series, heads: tuple[str, str]
) -> None:
    """Dots, and strong ones with their names."""
    said = names.notna().to_numpy()
    for chosen, tone in ((~said, "middle"), (said, "accent")):
        drawn = ax.scatter(across[chosen], upward[chosen], s=34, color=colour(tone), zorder=3)
        words = names[chosen].fillna("").astype(str)
        told = zip(words, across[chosen], upward[chosen], strict=True)
        marks.tell_points(drawn, [_told(word, (a, b), heads) for word, a, b in told])
    for a, b, word in zip(across[said], upward[said], names[said], strict=True):
        ax.annotate(
            labels.fit(str(word), 150, size=SMALL, lines=1, weight="bold"), (a, b),
            xytext=(8, 4), textcoords="offset points", size=SMALL, weight="bold",
            color=colour("accent"),
        )  # fmt: skip


def _told(word: str, at: tuple[float, float], heads: tuple[str, str]) -> str:
    numbers = (marks.words(heads[0], at[0], "count"), marks.words(heads[1], at[1], "number"))
    return " · ".join(filter(None, (word, *numbers)))
