"""Which cell holds how many? A table whose cells are shaded by their number."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib import colors
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.figures import labels, marks, theme
from helpers.figures.axes import say
from helpers.figures.theme import SIZE, SMALL, WIDTH, colour
from helpers.given import when_given

LEAST = 5.5  # points; smaller numbers cannot be read on paper


@when_given
def heat_table(
    table: pd.DataFrame,
    *,
    kind: str = "count",
    under: pd.DataFrame | None = None,
    under_kind: str = "number",
    row_name: str = "",
    column_name: str = "",
    outline_diagonal: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Numbers of ``table`` in a grid, the larger the darker; zero stays white.

    Parameters
    ----------
    table
        Its index and its columns are the words of the rows and columns of the grid.
    kind
        How the numbers are written; ``number`` is short (``1.2M``).
    under
        A second number for each cell, written small under the first.
    row_name, column_name
        What the rows and the columns are.
    outline_diagonal
        Whether to frame the cells whose row and column have the same word.
    """
    rows, columns = table.shape
    row_height = 0.5 if under is not None else 0.36
    ax = theme.canvas(ax, max(rows, 1) * row_height + 0.65)
    if not rows or not columns:
        return theme.nothing(ax)
    theme.bare(ax)
    values = table.astype(float).to_numpy()
    tints = _tints(values)
    _cells(ax, table, values, tints, kind)
    _words(ax, table, row_name, column_name)
    texts = [[_text(x, kind) for x in row] for row in values]
    small = None if under is None else under.reindex(index=table.index, columns=table.columns)
    second = [[""] * columns] * rows if small is None else _texts(small, under_kind)
    _numbers(ax, texts, second, tints)
    if outline_diagonal:
        _outline(ax, table)
    return ax


def _text(x: float, kind: str) -> str:
    return "" if np.isnan(x) else "·" if x == 0 else say(x, kind)


def _texts(frame: pd.DataFrame, kind: str) -> list[list[str]]:
    """Texts of the second line; a nothing under a nothing needs no sign."""
    return [["" if x == 0 else _text(x, kind) for x in row] for row in frame.to_numpy(float)]


def _tints(values: np.ndarray) -> np.ndarray:
    """Paper for zero, the accent for the largest; roots, since few cells hold most."""
    sizes = np.sqrt(np.abs(np.nan_to_num(values)))
    share = sizes / (sizes.max() or 1.0) * 0.9
    paper, accent = (np.array(colors.to_rgb(colour(name))) for name in ("paper", "accent"))
    contrast = np.array(colors.to_rgb(colour("contrast")))
    full = np.where((np.nan_to_num(values) < 0)[..., None], contrast, accent)
    return paper + (full - paper) * share[..., None]


def _cells(ax: Axes, table: pd.DataFrame, values: np.ndarray, tints: np.ndarray, kind: str) -> None:
    line: dict[str, Any] = {"edgecolor": colour("faint"), "linewidth": 0.8}
    for y, row in enumerate(table.index):
        for x, column in enumerate(table.columns):
            cell = ax.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, fc=tints[y, x], **line))
            marks.tell([cell], [marks.words(f"{row} · {column}", values[y, x], kind)])
    ax.set(xlim=(-0.5, table.shape[1] - 0.5), ylim=(table.shape[0] - 0.5, -0.5))


def _words(ax: Axes, table: pd.DataFrame, row_name: str, column_name: str) -> None:
    rows = [labels.fit(str(word), 120, size=SIZE) for word in table.index]
    room = _cell_width(table.shape[1], rows)
    size = _size([labels.clean(c) for c in table.columns], room * 1.8, SIZE)
    columns = [labels.fit(str(c), room, size=size, lines=2) for c in table.columns]
    ax.set_xticks(range(table.shape[1]), columns, size=size, color=colour("text"))
    ax.set_yticks(range(table.shape[0]), rows, size=SIZE, color=colour("text"))
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.xaxis.set_label_position("top")
    if column_name:
        ax.set_xlabel(labels.fit(column_name, 380, size=SMALL), loc="left")
    if row_name:
        ax.set_ylabel(labels.fit(row_name, 60 + 24 * len(rows), size=SMALL))


def _cell_width(columns: int, rows: list[str]) -> float:
    widest = max((labels.width(line, SIZE) for row in rows for line in row.split("\n")), default=0)
    return max((WIDTH * 72 - widest - 40) / columns - 5, 12.0)


def _size(texts: list[str], room: float, most: float) -> float:
    """Largest size of letters at which each of ``texts`` fits."""
    widest = max((labels.width(text, most) for text in texts), default=0.0)
    return most if widest <= room else max(LEAST, most * room / widest)


def _numbers(ax: Axes, texts: list[list[str]], second: list[list[str]], tints: np.ndarray) -> None:
    rows = [t.get_text() for t in ax.get_yticklabels()]
    room = _cell_width(len(texts[0]), rows)
    size = _size([x for row in texts for x in row], room, SIZE)
    size_under = _size([x for row in second for x in row], room, SMALL - 0.5)
    for y, row in enumerate(texts):
        for x, text in enumerate(row):
            tone = theme.on(colors.to_hex(tints[y, x]))
            place: dict[str, Any] = {"ha": "center", "textcoords": "offset points", "color": tone}
            up, down = (0, 5.5 if second[y][x] else 0), (0, -6.5)
            ax.annotate(text, (x, y), xytext=up, va="center_baseline", size=size, **place)
            if second[y][x]:
                ax.annotate(
                    second[y][x],
                    (x, y),
                    xytext=down,
                    va="center_baseline",
                    size=size_under,
                    **place,
                )


def _outline(ax: Axes, table: pd.DataFrame) -> None:
    columns = list(table.columns)
    for y, word in enumerate(table.index):
        if word in columns:
            corner = (columns.index(word) - 0.5, y - 0.5)
            ax.add_patch(Rectangle(corner, 1, 1, fill=False, color=colour("contrast"), lw=1.6))
