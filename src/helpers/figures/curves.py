"""How does it go on? Lines over time."""

from collections.abc import Collection, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from helpers.figures import labels, marks, theme
from helpers.figures.axes import say, write_as
from helpers.figures.columns import Series, axis_and_series
from helpers.figures.theme import SMALL, colour
from helpers.given import when_given

STYLES = ("-", "--", ":", "-.")  # told apart in a grey print as well
EVEN_STEPS = (1, 2, 3, 4, 6, 12, 24, 36, 60, 120)  # months: the same ones each year
END_ROOM = 120.0  # points at the right for the words


@when_given
def lines(
    table: pd.DataFrame,
    *,
    x: str = "",
    series: Series = None,
    kind: str = "money",
    x_kind: str = "month",
    highlight: Collection[str] = (),
    from_zero: bool = True,
    ax: Axes | None = None,
) -> Axes:
    """Lines of ``series``, each named at its end with its last number.

    Parameters
    ----------
    table
        One row per point in time, earliest first.
    x, series
        Column of the points in time, and columns drawn (or column → words); the first column
        and all others by default.
    kind, x_kind
        How the two axes are written.
    highlight
        Columns that the title speaks of; the others become grey.
    from_zero
        Whether zero is always in the picture.
    """
    x, series = axis_and_series(table, x, series)
    ax = theme.canvas(ax, 3.3)
    if not len(table) or not series:
        return theme.nothing(ax)
    theme.bare(ax, x=True, y=True)
    ax.xaxis.grid(visible=False)
    tones = tones_of(list(series), highlight)
    import seaborn as sns  # it takes a second, and most charts do without

    for number, (column, tone) in enumerate(zip(series, tones, strict=True)):
        single = table[column].notna().sum() == 1
        sns.lineplot(
            x=table[x].to_numpy(),
            y=table[column].astype(float).to_numpy(),
            estimator=None,  # a point per row, in the order of the rows
            sort=False,
            color=tone,
            linestyle=STYLES[number % len(STYLES)] if tone != colour("accent") else "-",
            marker="o" if single or len(table) <= 2 else None,
            markeredgewidth=0,
            ax=ax,
        )
    _y_limits(ax, table[list(series)].astype(float), from_zero=from_zero)
    write_as(ax.yaxis, kind)
    write_as(ax.xaxis, x_kind)
    if x_kind in ("month", "date"):
        _ticks_at_points(ax, table[x], x_kind)
    _names_at_end(ax, table, x, series, tones, kind)
    _told(ax, table, x, series, (x_kind, kind))
    return ax


def _told(
    ax: Axes, table: pd.DataFrame, x: str, series: Mapping[str, str], kinds: tuple[str, str]
) -> None:
    """Words for each point of each line: when, which line, how much."""
    points = [say(point, kinds[0]) for point in table[x]]
    for column, name in series.items():
        said = f" · {name}" if len(series) > 1 else ""
        values = table[column].astype(float).tolist()
        told = zip(points, values, strict=True)
        texts = [marks.words(f"{point}{said}", y, kinds[1]) for point, y in told]
        marks.hold(ax, table[x].tolist(), values, texts)


def tones_of(columns: list[str], highlight: Collection[str]) -> list[str]:
    """Colours of curves: the ones that the title speaks of strong, the others grey."""
    if highlight:
        greys = iter([colour("quiet"), colour("middle"), "#a8a8a8"] * len(columns))
        return [colour("accent") if c in highlight else next(greys) for c in columns]
    cycle = ["accent", "contrast", "quiet", "middle"]
    return [colour(cycle[i % len(cycle)]) for i in range(len(columns))]


def _ticks_at_points(ax: Axes, days: pd.Series, kind: str) -> None:
    """Ticks where there are points, as many as have room; the last one always has its word."""
    texts = [say(day, kind) for day in days]
    room = theme.WIDTH * 72 - END_ROOM - 60
    most = max(1, int(room / (max(labels.width(text, SMALL) for text in texts) + 14)))
    least = -(-len(days) // most)
    step = next((n for n in EVEN_STEPS if kind == "month" and n >= least), least)
    ax.set_xticks(list(days)[::-1][::step][::-1])


def _end_text(name: str, number: str) -> str:
    """Name with its number; where both are too long the name is cut, never the number."""
    text = labels.fit(f"{name} {number}", END_ROOM, size=SMALL, lines=2)
    if not text.endswith("…"):
        return text
    return f"{labels.fit(name, END_ROOM, size=SMALL, lines=1)}\n{number}"


def _y_limits(ax: Axes, values: pd.DataFrame, *, from_zero: bool) -> None:
    low, high = np.nanmin(values.to_numpy()), np.nanmax(values.to_numpy())
    if not np.isfinite([low, high]).all():
        low, high = 0.0, 1.0
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    span = high - low or abs(high) or 1.0
    ax.set_ylim(low - (0.0 if low == 0 else 0.06 * span), high + 0.08 * span)
    if low < 0 < high:
        ax.axhline(0, color=colour("middle"), linewidth=0.8)


def _names_at_end(
    ax: Axes,
    table: pd.DataFrame,
    x: str,
    series: Mapping[str, str],
    tones: list[str],
    kind: str,
) -> None:
    known = {c: table[c].last_valid_index() for c in series}
    ends = {c: float(table.loc[i, c]) for c, i in known.items() if i is not None}
    texts = {c: _end_text(series[c], say(y, kind)) for c, y in ends.items()}
    rows = max((t.count("\n") + 1 for t in texts.values()), default=1)
    low, high = ax.get_ylim()
    point = (high - low) / (theme.figure_of(ax).get_figheight() * 72 * 0.8)
    tall = point * (SMALL * 1.3 * rows + 2)
    floor = low + tall / 2 - point * 4  # not into the words under the axis
    places = labels.spread(list(ends.values()), tall, floor, high)
    tone = dict(zip(series, tones, strict=True))
    for (column, y), place in zip(ends.items(), places, strict=True):
        ax.annotate(
            texts[column],
            (table[x].iloc[-1], y),
            xytext=(10, (place - y) / point),
            textcoords="offset points",
            va="center",
            size=SMALL,
            weight="bold" if tone[column] == colour("accent") else "normal",
            color=tone[column] if tone[column] == colour("accent") else colour("text"),
            arrowprops={"arrowstyle": "-", "color": tone[column], "linewidth": 0.8, "shrinkA": 0},
        )
