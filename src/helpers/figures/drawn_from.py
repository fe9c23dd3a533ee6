"""What is a chart drawn from, so that slides can draw it again?

A chart that is no plain bars and no plain line remembers its numbers and how they are to be
drawn; any chart remembers what its title speaks of. A chapter that gives a table of its own
to ``show.chart`` is heard first.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from helpers.figures import theme
from helpers.language.cells import Column
from helpers.language.shapes import SpokenOf

_NAME = "drawn_from"


@dataclass(frozen=True)
class DrawnFrom:
    """Numbers of a chart: the first column its words, the others what is drawn.

    ``form`` is one of ``helpers.show``; ``strong`` are the words of the rows, or the names of the
    columns, that the title speaks of; ``point`` is the point that it speaks of.
    """

    form: str | None = None
    table: pd.DataFrame | None = None
    columns: list[Column] = field(default_factory=list)
    strong: Collection[str] = ()
    point: tuple[float, float] | None = None

    def spoken_of(self) -> SpokenOf:
        """What the title speaks of, as a block has it."""
        told: SpokenOf = {}
        if self.strong:
            told["strong"] = [str(name) for name in self.strong]
        if self.point is not None:
            told["point"] = list(self.point)
        return told


def remember(ax: Axes, told: DrawnFrom) -> None:
    """Keep with the figure of ``ax`` what was drawn on it."""
    setattr(theme.figure_of(ax), _NAME, told)


def remembered(figure: Figure) -> DrawnFrom:
    """What the figure was drawn from; nothing where it holds several charts."""
    alone = len(figure.axes) == 1
    return getattr(figure, _NAME, DrawnFrom()) if alone else DrawnFrom()
