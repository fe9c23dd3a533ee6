"""How does a chart to edit look? Few lines, no frame, the colours of ours, numbers at the marks."""

import math
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE as TYPE
from pptx.enum.chart import (
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from helpers.handouts.brand import Colours
from helpers.handouts.office.native_charts import Native

LETTERS = Pt(14)
MOST_LABELS = 9  # names under a line
MOST_TICKS = 5
LOW_PART = 0.07  # of the highest bar: a part lower than this has no room for its number


def soberly(chart: Chart, made: Native, colours: Colours, labels: tuple[str, str]) -> None:
    """Give a chart the look of ours; ``labels`` name the two axes of a scatter."""
    chart.has_title = False
    chart.font.size, chart.font.color.rgb = LETTERS, _rgb(colours.ink)
    series = list(chart.plots[0].series)
    told = series[:-1] if made.marked else series
    chart.has_legend = len(told) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        chart.legend.include_in_layout = False
    for one, shade in zip(told, _shades(made, colours, len(told)), strict=True):
        _colour(one, made.type, _rgb(shade))
    _axes(chart, made, colours)
    _numbers(chart, made, colours)
    if made.marked:
        _point(series[-1], colours)
    if made.x_format:
        _name(chart.category_axis, labels[0], colours)
        _name(chart.value_axis, labels[1] if len(told) == 1 else "", colours)


def _axes(chart: Chart, made: Native, colours: Colours) -> None:
    across, up = chart.category_axis, chart.value_axis
    for axis in (across, up):
        axis.format.line.color.rgb = _rgb(colours.line)
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.has_major_gridlines = False
    _ticks(up, made.value_format, made.whole[1], made)
    if made.x_format:
        _ticks(across, made.x_format, made.whole[0], None)
    elif not _is_bar(made.type):
        _some_labels(across, len(made.data.categories))
    if made.type in (TYPE.BAR_CLUSTERED, TYPE.BAR_STACKED):
        across.reverse_order = True  # the first row of the table stands on top
        up.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    if _is_bar(made.type):
        chart.plots[0].gap_width = 160 if made.ends else 45
        chart.plots[0].overlap = 100 if "STACKED" in made.type.name else -5
    up.visible = not _labelled(made)
    if up.visible:
        up.has_major_gridlines = True
        up.major_gridlines.format.line.color.rgb = _rgb(colours.line)


def _labelled(made: Native) -> bool:
    """Whether each bar has its number, so that no axis is needed."""
    return _is_bar(made.type) and "CLUSTERED" in made.type.name and made.ends is None


def _ticks(axis: Any, form: str, whole: bool, made: Native | None) -> None:
    axis.tick_labels.number_format = form
    axis.tick_labels.number_format_is_linked = False
    if whole:
        axis.maximum_scale, axis.major_unit = 1.0, 0.2
    elif made is not None:
        axis.major_unit = _step(_highest(made))


def _highest(made: Native) -> float:
    """How high the axis must reach: stacked parts are added up."""
    rows = zip(*[[x or 0.0 for x in one] for one in made.values], strict=True)
    heights = [sum(row) if "STACKED" in made.type.name else max(row) for row in rows]
    return max(heights, default=0.0)


def _step(highest: float) -> float | None:
    """Round step of an axis, so that it has few ticks; none where the axis may choose."""
    if highest <= 0:
        return None
    least = highest / MOST_TICKS
    power = 10.0 ** math.floor(math.log10(least))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= least)


def _some_labels(axis: Any, names: int) -> None:
    """Write as many names under a line as stand beside each other."""
    skip = str(math.ceil(names / MOST_LABELS))
    for name in ("c:tickMarkSkip", "c:tickLblSkip"):
        element = axis._element.makeelement(qn(name), {"val": skip})
        axis._element.find(qn("c:lblOffset")).addnext(element)


def _numbers(chart: Chart, made: Native, colours: Colours) -> None:
    """Number of each bar; of a stack, where a part is high enough."""
    series = list(chart.plots[0].series)
    if made.ends is not None:
        _ends(series[0], made.ends, colours)
    elif _labelled(made):
        for one in series:
            _label(one.data_labels, made.value_format, XL_LABEL_POSITION.OUTSIDE_END)
        if len(series) == 1:
            _pale_others(series[0], made, colours)
    elif _is_bar(made.type):
        _parts(series, made, colours)


def _label(labels: Any, form: str, position: Any) -> None:
    labels.number_format, labels.number_format_is_linked = form, False
    labels.position, labels.show_value = position, True
    labels.font.size = LETTERS


def _pale_others(series: Any, made: Native, colours: Colours) -> None:
    """Let bars that the title does not speak of step back."""
    bars = range(len(made.values[0])) if made.strong else ()
    for nth in (n for n in bars if n not in made.strong):
        fill = series.points[nth].format.fill
        fill.solid()
        fill.fore_color.rgb = _rgb(_paler(colours.muted))


def _parts(series: list[Any], made: Native, colours: Colours) -> None:
    high = _highest(made)
    for one, values, shade in zip(
        series, made.values, _shades(made, colours, len(series)), strict=True
    ):
        _label(one.data_labels, made.value_format, XL_LABEL_POSITION.CENTER)
        one.data_labels.font.color.rgb = _on(shade, colours)
        for nth, value in enumerate(values):
            if (value or 0.0) < LOW_PART * high:
                _unlabelled(one, nth)


def _unlabelled(series: Any, nth: int) -> None:
    label = series.points[nth].data_label._get_or_add_dLbl()
    for child in list(label)[1:]:
        label.remove(child)
    etree.SubElement(label, qn("c:delete")).set("val", "1")


def _ends(series: Any, ends: tuple[list[float], list[float]], colours: Colours) -> None:
    """Error bars: how far each value may lie below and above."""
    minus, plus = (_literal(name, side) for name, side in zip(("minus", "plus"), ends, strict=True))
    shade = str(_rgb(colours.ink))
    bars = etree.fromstring(
        f"<c:errBars {nsdecls('c', 'a')}>"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f'{plus}{minus}<c:spPr><a:ln w="25400"><a:solidFill><a:srgbClr val="{shade}"/>'
        "</a:solidFill></a:ln></c:spPr></c:errBars>"
    )
    series._element.find(qn("c:cat")).addprevious(bars)


def _literal(name: str, numbers: list[float]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{x!r}</c:v></c:pt>' for n, x in enumerate(numbers))
    head = f'<c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>'
    return f"<c:{name}><c:numLit>{head}{points}</c:numLit></c:{name}>"


def _point(series: Any, colours: Colours) -> None:
    """The point that the title speaks of."""
    series.format.line.fill.background()
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 13
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = _rgb(colours.contrast)
    series.marker.format.line.fill.background()


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


def _shades(made: Native, colours: Colours, series: int) -> list[str]:
    """Colours of series, told apart in grey print; what the title speaks of is the strong one."""
    if made.pair:
        return [_paler(colours.muted), colours.accent][:series]
    if made.ends is not None:
        return [_paler(colours.accent)]
    if made.strong and series > 1:
        greys = [colours.muted, _paler(colours.muted), colours.line, _paler(colours.ink)]
        others = iter(greys * series)
        return [colours.accent if n in made.strong else next(others) for n in range(series)]
    strong = [colours.accent, colours.contrast, colours.muted]
    return ([*strong, *map(_paler, strong)] * series)[:series]


def _paler(colour: str) -> str:
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{(p + 255) // 2:02x}" for p in parts)


def _on(ground: str, colours: Colours) -> RGBColor:
    """Colour of letters on a ground."""
    red, green, blue = (int(ground[i : i + 2], 16) for i in (1, 3, 5))
    dark = 0.299 * red + 0.587 * green + 0.114 * blue < 0.55 * 255
    return RGBColor(255, 255, 255) if dark else _rgb(colours.ink)


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())
