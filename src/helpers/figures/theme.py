"""How do our charts look?

Sober: one strong colour, greys, a second colour for contrast. Blue and orange are told apart
by everybody, and all differ in lightness, so that a grey print says the same.
"""

from collections.abc import Mapping
from typing import Any, cast

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers import project
from helpers.figures import labels
from helpers.language import tr

COLOURS = {
    "accent": "#1f4e79",
    "contrast": "#d97b29",
    "text": "#262626",
    "quiet": "#595959",  # words of second rank; still 7 : 1 on white
    "middle": "#8c8c8c",
    "pale": "#c8c8c8",
    "faint": "#e6e6e6",
    "paper": "#ffffff",
}
WIDTH = 6.7  # inches: what stands between the margins of an A4 page
SIZE = 9.0  # points
SMALL = 8.0
_now = dict(COLOURS)


def apply(colours: Mapping[str, str] | None = None) -> None:
    """Make charts look like ours from now on.

    ``colours`` replaces some of ``COLOURS``; left out, they are those of the firm for which
    the chapter runs.
    """
    colours = project.chart_colours() if colours is None else colours
    unknown = set(colours) - set(COLOURS)
    if unknown:
        raise ValueError(f"colours are {', '.join(COLOURS)}; not {', '.join(sorted(unknown))}")
    labels.register()
    _now.update(COLOURS | dict(colours))
    mpl.rcParams.update(_settings())


def colour(name: str) -> str:
    """Colour in use by its role: ``accent``, ``contrast``, ``quiet`` and so on."""
    return _now[name]


def shades(n: int) -> list[str]:
    """``n`` shades of the accent, from dark to light, for parts that have an order."""
    dark, light = mpl.colors.to_rgb(colour("accent")), mpl.colors.to_rgb(colour("faint"))
    steps = [i / max(n - 1, 1) * 0.92 for i in range(n)]
    between = [np.array(dark) + (np.array(light) - dark) * step for step in steps]
    return [mpl.colors.to_hex((red, green, blue)) for red, green, blue in between]


def on(background: str) -> str:
    """Colour of a text that can be read on ``background``."""
    red, green, blue = mpl.colors.to_rgb(background)
    dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.55
    return colour("paper") if dark else colour("text")


def canvas(ax: Axes | None, height: float, width: float = WIDTH) -> Axes:
    """``ax``, or the axis of a new figure as wide as the page and ``height`` inches high."""
    if ax is not None:
        return ax
    labels.register()
    return plt.subplots(figsize=(width, min(height, 9.4)), layout="constrained")[1]


def figure_of(ax: Axes) -> Figure:
    """Figure in which ``ax`` stands."""
    return cast("Figure", ax.get_figure(root=True))


def nothing(ax: Axes) -> Axes:
    """Say that there is nothing to draw."""
    ax.set_axis_off()
    words = labels.clean(tr("Nothing to show"))
    ax.text(0.5, 0.5, words, ha="center", va="center", color=colour("quiet"), size=SIZE)
    return ax


def bare(ax: Axes, *, x: bool = False, y: bool = False) -> None:
    """Take frame and ticks away; ``x`` or ``y`` keeps the labels and the lines of that axis."""
    ax.spines[:].set_visible(False)
    ax.tick_params(which="both", length=0, pad=5)
    ax.grid(visible=False)
    for keep, axis in ((x, ax.xaxis), (y, ax.yaxis)):
        if keep:
            axis.grid(visible=True, color=colour("faint"), linewidth=0.8)
        else:
            axis.set_ticks([])
    ax.set_axisbelow(True)


def _settings() -> dict[Any, Any]:
    return {
        "font.family": labels.FAMILY,
        "font.size": SIZE,
        "text.color": colour("text"),
        "text.parse_math": False,  # a dollar sign is a dollar sign
        "axes.edgecolor": colour("middle"),
        "axes.labelcolor": colour("quiet"),
        "axes.labelsize": SMALL,
        "axes.titlesize": SIZE + 1,
        "axes.titleweight": "bold",
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.linewidth": 0.8,
        "axes.formatter.limits": (-99, 99),
        "axes.formatter.useoffset": False,
        "axes.formatter.use_mathtext": False,
        "axes.prop_cycle": mpl.rcsetup.cycler(
            color=[colour(c) for c in ("accent", "contrast", "middle", "text", "pale")]
        ),
        "xtick.color": colour("middle"),
        "ytick.color": colour("middle"),
        "xtick.labelcolor": colour("quiet"),
        "ytick.labelcolor": colour("quiet"),
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "grid.color": colour("faint"),
        "legend.frameon": False,
        "legend.fontsize": SMALL,
        "lines.linewidth": 1.8,
        "lines.solid_capstyle": "round",
        "figure.figsize": (WIDTH, 3.4),
        "figure.constrained_layout.use": True,
        "figure.facecolor": colour("paper"),
        "savefig.facecolor": colour("paper"),
        "svg.fonttype": "none",
        "svg.hashsalt": "session-workbook",
    }
