"""What is left of it, step by step? Bars that grow shorter, with what each step took away."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import theme
from helpers.figures.axes import say
from helpers.figures.columns import in_order, known_kind
from helpers.figures.rows import beside, room_for, rows_of
from helpers.figures.theme import colour
from helpers.given import when_given


@when_given
def waterfall(
    table: pd.DataFrame,
    *,
    label: str = "",
    value: str = "",
    kind: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Horizontal bars in the order of the rows; pale is what a step took from the one before.

    Parameters
    ----------
    table
        One row per step.
    label, value
        Columns with the words and with what is left; the first two by default.
    kind
        How the numbers are written; that of the registry of columns by default.
    """
    label, value = in_order(table, label, value)
    kind = kind or known_kind(value)
    ax, places = rows_of(table[label], ax)
    if not len(table):
        return theme.nothing(ax)
    left = np.nan_to_num(table[value].astype(float).to_numpy())
    before = np.concatenate([left[:1], left[:-1]])
    ends = np.maximum(left, before)
    ax.barh(places, before - left, left=left, height=0.68, color=colour("pale"))
    ax.barh(places, left, height=0.68, color=colour("accent"))
    texts = [say(x, kind) for x in left]
    for place, end, text in zip(places, ends, texts, strict=True):
        beside(ax, end, place, text, bold=True)
    room_for(ax, np.minimum(left, 0.0), np.maximum(ends, 0.0), texts, [], "")
    ax.axvline(0, color=colour("middle"), linewidth=0.8, zorder=3)
    return ax
