"""When can a chart be edited on the slide? When it is a bar, a line or a scatter of a table."""

import io
import math
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as TYPE
from pptx.enum.chart import XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml.ns import qn
from pptx.util import Pt

from helpers.handouts.brand import Colours
from helpers.handouts.office.number_formats import short_format
from helpers.handouts.tree import Block
from helpers.language import month_short
from helpers.language.cells import NUMBERS
from helpers.language.shapes import Grid

MOST_BARS = 24
MOST_POINTS = 2000
MOST_LABELS = 12  # names under a line
NEARLY_WHOLE = 0.8  # a share as large as this is seen against 100 %
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
LETTERS = Pt(14)
MANY_SERIES = 3  # bars side by side cannot be compared from here on: they are stacked
LONG_NAME = 12  # characters; longer names stand beside lying bars
TIMES = ("date", "month")


class Named(CategoryChartData):
    """Numbers by name; in its spreadsheet a name is never a formula."""

    @property
    def xlsx_blob(self) -> bytes:
        """Spreadsheet behind the chart."""
        return _spreadsheet(self._workbook_writer)


class _Points(XyChartData):
    """Pairs of numbers, as safe."""

    @property
    def xlsx_blob(self) -> bytes:
        return _spreadsheet(self._workbook_writer)


def _spreadsheet(writer: Any) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SAFE)
    writer._populate_worksheet(book, book.add_worksheet("Sheet1"))
    book.close()
    return file.getvalue()


@dataclass(frozen=True)
class Native:
    """A chart that PowerPoint draws: its type, its data, and how its values are written."""

    type: Any
    data: Any
    value_format: str
    x_format: str = ""
    whole: tuple[bool, bool] = (False, False)  # whether an axis ends at 100 %: across, up


def native(chart: Block) -> Native | None:
    """The chart as one to edit; none where only its picture shows it."""
    table, form = chart.get("table"), chart.get("form")
    if not table or not form or not table["rows"]:
        return None
    numbers = [i for i, c in enumerate(table["columns"]) if c["kind"] in NUMBERS]
    values = [i for i in numbers if i > 0]
    if not values or len(table["rows"]) > MOST_POINTS:
        return None
    if form == "scatter" or (form == "line" and 0 in numbers):
        return _points(table, values, form) if 0 in numbers else None
    return _bars(table, values) if form == "bar" else _lines(table, values)


def _bars(table: Grid, values: list[int]) -> Native | None:
    if len(table["rows"]) > MOST_BARS:
        return None
    names = _names(table)
    lying = table["columns"][0]["kind"] not in TIMES and max(map(len, names)) > LONG_NAME
    stacked = len(values) >= MANY_SERIES
    kinds = {
        (True, True): TYPE.BAR_STACKED,
        (True, False): TYPE.BAR_CLUSTERED,
        (False, True): TYPE.COLUMN_STACKED,
        (False, False): TYPE.COLUMN_CLUSTERED,
    }
    return Native(kinds[lying, stacked], _by_name(table, values), _format(table, values))


def _lines(table: Grid, values: list[int]) -> Native:
    whole = (False, _is_whole(table, values))
    return Native(TYPE.LINE, _by_name(table, values), _format(table, values), whole=whole)


def _names(table: Grid) -> list[str]:
    if table["columns"][0]["kind"] == "month":  # under an axis there is room for the short name
        return [month_short(date.fromisoformat(row[0])) for row in table["rows"]]
    return [row[0] for row in table["cells"]]


def _by_name(table: Grid, values: list[int]) -> Named:
    data = Named(number_format=_format(table, values))
    data.categories = _names(table)
    for i in values:
        data.add_series(table["columns"][i]["label"], [row[i] for row in table["rows"]])
    return data


def _points(table: Grid, values: list[int], form: str) -> Native:
    data = _Points()
    for i in values:
        series = data.add_series(table["columns"][i]["label"])
        for row in table["rows"]:
            if row[0] is not None and row[i] is not None:
                series.add_data_point(row[0], row[i])
    kind = TYPE.XY_SCATTER if form == "scatter" else TYPE.XY_SCATTER_LINES_NO_MARKERS
    return Native(
        kind,
        data,
        _format(table, values),
        _format(table, [0]),
        (_is_whole(table, [0]), _is_whole(table, values)),
    )


def _format(table: Grid, values: list[int]) -> str:
    return short_format(table["columns"][values[0]]["kind"], _largest(table, values))


def _is_whole(table: Grid, values: list[int]) -> bool:
    shares = all(table["columns"][i]["kind"] == "percent" for i in values)
    return shares and NEARLY_WHOLE <= _largest(table, values) <= 1.0


def _largest(table: Grid, values: list[int]) -> float:
    known = [abs(row[i]) for row in table["rows"] for i in values if row[i] is not None]
    return max(known, default=0.0)


def soberly(chart: Chart, made: Native, colours: Colours, labels: tuple[str, str]) -> None:
    """Give a chart the look of ours: few lines, no frame, a legend only where it is needed.

    ``labels`` name the two axes of a scatter.
    """
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = LETTERS, _rgb(colours.ink)
    series = list(chart.plots[0].series)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    shades = _shades(colours)
    for nth, one in enumerate(series):
        _colour(one, made.type, shades[nth % len(shades)])
    _axes(chart, made, colours)
    if made.x_format:
        _name(chart.category_axis, labels[0], colours)
        _name(chart.value_axis, labels[1] if len(series) == 1 else "", colours)


def _axes(chart: Chart, made: Native, colours: Colours) -> None:
    across, up = chart.category_axis, chart.value_axis
    for axis in (across, up):
        axis.format.line.color.rgb = _rgb(colours.line)
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.has_major_gridlines = False
    _ticks(up, made.value_format, made.whole[1])
    if made.x_format:
        _ticks(across, made.x_format, made.whole[0])
    elif not _is_bar(made.type):
        _some_labels(across, len(made.data.categories))
    if made.type in (TYPE.BAR_CLUSTERED, TYPE.BAR_STACKED):
        across.reverse_order = True  # the first row of the table stands on top
        up.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if _is_bar(made.type):
        chart.plots[0].gap_width = 45
        chart.plots[0].overlap = 100 if "STACKED" in made.type.name else -5
    if _is_bar(made.type) and len(chart.plots[0].series) == 1:
        up.visible = False
        _label_bars(chart.plots[0], made.value_format)
    else:
        up.has_major_gridlines = True
        up.major_gridlines.format.line.color.rgb = _rgb(colours.line)


def _ticks(axis: Any, form: str, whole: bool) -> None:
    axis.tick_labels.number_format = form
    axis.tick_labels.number_format_is_linked = False
    if whole:
        axis.maximum_scale = 1.0


def _some_labels(axis: Any, names: int) -> None:
    """Write as many names under a line as stand beside each other."""
    skip = str(math.ceil(names / MOST_LABELS))
    for name in ("c:tickMarkSkip", "c:tickLblSkip"):
        element = axis._element.makeelement(qn(name), {"val": skip})
        axis._element.find(qn("c:lblOffset")).addnext(element)


def _label_bars(plot: Any, form: str) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = form, False
    labels.position, labels.show_value = XL_LABEL_POSITION.OUTSIDE_END, True
    labels.font.size = LETTERS


def _name(axis: Any, label: str, colours: Colours) -> None:
    if label:
        axis.has_title = True
        axis.axis_title.text_frame.text = label
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = LETTERS, False
        run.font.color.rgb = _rgb(colours.muted)


def _colour(series: Any, kind: Any, shade: RGBColor) -> None:
    if _is_bar(kind):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = shade
        series.invert_if_negative = False
    elif kind == TYPE.XY_SCATTER:
        series.format.line.fill.background()
        series.marker.size = 6
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = shade
        series.marker.format.line.fill.background()
    else:
        series.smooth = False
        series.format.line.width, series.format.line.color.rgb = Pt(2.5), shade


def _is_bar(kind: Any) -> bool:
    return kind.name.startswith(("BAR", "COLUMN"))


def _shades(colours: Colours) -> list[RGBColor]:
    """Colours of series, told apart in grey print."""
    strong = [colours.accent, colours.contrast, colours.muted]
    return [_rgb(c) for c in strong] + [_rgb(_paler(c)) for c in strong]


def _paler(colour: str) -> str:
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{(p + 255) // 2:02x}" for p in parts)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())
