"""How does a figure's line of months become a chart that can be edited? A line and nothing else."""

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as TYPE
from pptx.util import Emu, Pt

from helpers.handouts.office.native_charts import Named
from helpers.handouts.tree import Figure


def spark(slide: Any, figure: Figure, place: Sequence[Emu], colour: RGBColor) -> None:
    """Draw the months of a figure; nothing where fewer than two are known."""
    if sum(value is not None for value in figure["months"]) < 2:
        return
    told = Named()
    told.categories = figure["names"]
    told.add_series(figure["label"], figure["months"])
    frame = slide.shapes.add_chart(TYPE.LINE, *place, told)
    chart = frame.chart
    chart.has_legend = chart.has_title = False
    for axis in (chart.category_axis, chart.value_axis):
        axis.visible = axis.has_major_gridlines = False
    line = chart.plots[0].series[0]
    line.smooth = False
    line.format.line.color.rgb, line.format.line.width = colour, Pt(2.5)
    frame._element.xpath(".//p:cNvPr")[0].set("descr", figure["alt"])
