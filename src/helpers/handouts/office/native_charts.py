"""When can a chart be edited on the slide? When it is a bar, a line, a scatter, an interval."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE as TYPE

from helpers.handouts.office.number_formats import short_format
from helpers.handouts.tree import Block
from helpers.language import month_short
from helpers.language.cells import NUMBERS
from helpers.language.shapes import Grid

MOST_BARS = 24
MOST_POINTS = 2000
NEARLY_WHOLE = 0.8  # a share as large as this is seen against 100 %
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
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
    """A chart that PowerPoint draws: its type, its data, and how its values are written.

    ``strong`` are the places of the series, or of the bars of a single one, that the title
    speaks of; ``ends`` how far an interval reaches below and above each value; the ``pair`` is
    what was and what is; the last series of points is the ``marked`` one.
    """

    type: Any
    data: Any
    value_format: str
    values: tuple[list[float | None], ...] = ()
    x_format: str = ""
    whole: tuple[bool, bool] = (False, False)  # whether an axis ends at 100 %: across, up
    strong: frozenset[int] = frozenset()
    ends: tuple[list[float], list[float]] | None = None
    pair: bool = False
    marked: bool = False


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
        return _points(table, values, form, chart.get("point")) if 0 in numbers else None
    if form == "line":
        return _lines(table, values)
    if len(table["rows"]) > MOST_BARS:
        return None
    return _intervals(table, values) if form == "interval" else _bars(table, values, chart)


def _bars(table: Grid, values: list[int], chart: Block) -> Native:
    names = _names(table)
    pair = chart["form"] == "pair"
    lying = pair or (table["columns"][0]["kind"] not in TIMES and max(map(len, names)) > LONG_NAME)
    stacked = len(values) >= MANY_SERIES
    kinds = {
        (True, True): TYPE.BAR_STACKED,
        (True, False): TYPE.BAR_CLUSTERED,
        (False, True): TYPE.COLUMN_STACKED,
        (False, False): TYPE.COLUMN_CLUSTERED,
    }
    said = chart.get("strong") or []
    keys = [table["columns"][i].get("key", "") for i in values] if len(values) > 1 else names
    return Native(
        kinds[lying, stacked],
        _by_name(table, values, names),
        _format(table, values),
        _numbers(table, values),
        strong=frozenset(nth for nth, key in enumerate(keys) if key in said),
        pair=pair,
    )


def _intervals(table: Grid, values: list[int]) -> Native | None:
    """Bars of the values with their ends; a name says its number, since a line lies on the bar."""
    if len(values) != 3:  # noqa: PLR2004 - a value and its two ends
        return None
    known = [row for row in table["rows"] if all(row[i] is not None for i in values)]
    if len(known) < len(table["rows"]):
        return None
    at, low, high = values
    told = [f"{row[0]}: {row[at]} ({row[low]} … {row[high]})" for row in table["cells"]]
    ends = ([row[at] - row[low] for row in known], [row[high] - row[at] for row in known])
    return Native(
        TYPE.BAR_CLUSTERED,
        _by_name(table, [at], told),
        _format(table, values),
        _numbers(table, [at, low, high]),
        ends=ends,
    )


def _lines(table: Grid, values: list[int]) -> Native:
    whole = (False, _is_whole(table, values))
    data = _by_name(table, values, _names(table))
    return Native(TYPE.LINE, data, _format(table, values), _numbers(table, values), whole=whole)


def _names(table: Grid) -> list[str]:
    if table["columns"][0]["kind"] == "month":  # under an axis there is room for the short name
        return [month_short(date.fromisoformat(row[0])) for row in table["rows"]]
    return [row[0] for row in table["cells"]]


def _by_name(table: Grid, values: list[int], names: list[str]) -> Named:
    data = Named(number_format=_format(table, values))
    data.categories = names
    for i in values:
        data.add_series(table["columns"][i]["label"], [row[i] for row in table["rows"]])
    return data


def _points(table: Grid, values: list[int], form: str, point: list[float] | None) -> Native:
    data = _Points()
    for i in values:
        series = data.add_series(table["columns"][i]["label"])
        for row in table["rows"]:
            if row[0] is not None and row[i] is not None:
                series.add_data_point(row[0], row[i])
    if point:
        data.add_series(" ").add_data_point(*point)
    return Native(
        TYPE.XY_SCATTER if form == "scatter" else TYPE.XY_SCATTER_LINES_NO_MARKERS,
        data,
        _format(table, values),
        _numbers(table, values),
        _format(table, [0]),
        (_is_whole(table, [0]), _is_whole(table, values)),
        marked=bool(point),
    )


def _numbers(table: Grid, values: list[int]) -> tuple[list[float | None], ...]:
    return tuple([row[i] for row in table["rows"]] for i in values)


def _format(table: Grid, values: list[int]) -> str:
    return short_format(table["columns"][values[0]]["kind"], _largest(table, values))


def _is_whole(table: Grid, values: list[int]) -> bool:
    shares = all(table["columns"][i]["kind"] == "percent" for i in values)
    return shares and NEARLY_WHOLE <= _largest(table, values) <= 1.0


def _largest(table: Grid, values: list[int]) -> float:
    known = [abs(row[i]) for row in table["rows"] for i in values if row[i] is not None]
    return max(known, default=0.0)
