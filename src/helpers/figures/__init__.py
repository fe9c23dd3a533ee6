"""Charts: each takes a finished table and an axis, and gives the axis back.

They sort nothing, filter nothing, sum nothing: the order of the rows is the order drawn. A
chapter calls ``theme.apply()`` once, draws, and passes what it got to ``show.chart``, which
writes the title; a chart has none of its own.
"""

from helpers.figures import theme
from helpers.figures.bars import before_after, ranked_bars
from helpers.figures.curves import lines
from helpers.figures.estimates import intervals
from helpers.figures.funnel_points import funnel_points
from helpers.figures.matrix import heat_table
from helpers.figures.parts import curve_in_parts
from helpers.figures.points import calibration, histogram, scatter
from helpers.figures.quadrants import quadrant_points
from helpers.figures.shares import share_curve
from helpers.figures.stacks import stacked_bars
from helpers.figures.waterfall import waterfall

__all__ = [
    "before_after",
    "calibration",
    "curve_in_parts",
    "funnel_points",
    "heat_table",
    "histogram",
    "intervals",
    "lines",
    "quadrant_points",
    "ranked_bars",
    "scatter",
    "share_curve",
    "stacked_bars",
    "theme",
    "waterfall",
]
