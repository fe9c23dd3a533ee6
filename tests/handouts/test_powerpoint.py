"""Slides to edit: native titles, notes and charts; text is text; the same bytes twice."""

import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE as TYPE
from pptx.oxml.ns import qn

from helpers import show
from helpers.figures import before_after, ranked_bars, share_curve
from helpers.handouts.assemble import merge
from helpers.handouts.brand import load_brand
from helpers.handouts.office.native_charts import native
from helpers.handouts.office.native_look import _step
from helpers.handouts.office.powerpoint import PptxExporter
from helpers.handouts.slides.deck import READER
from tests.handouts import packs

BRAND = load_brand()
MONTHS = pd.date_range("2024-01-01", periods=30, freq="MS")


def _made(nb) -> bytes:
    return PptxExporter().from_notebook_node(nb, {"workbook": {"brand": BRAND}})[0]


def _charted(table, form, columns):
    nb = packs.chapter()
    found = packs.finding()
    cell = packs.code(
        lambda: show.chart(packs.bars(2), found, table=table, form=form, columns=columns)
    )
    nb.cells = [packs.markdown("# Title\n\n*Question?*"), cell]
    return nb


def _chart(data):
    shapes = [s for slide in Presentation(io.BytesIO(data)).slides for s in slide.shapes]
    return next(s for s in shapes if s.has_chart).chart


LINE = (
    pd.DataFrame({"month": MONTHS, "amount": [1e6 + i for i in range(30)]}),
    "line",
    [show.Column("month", "Month", "month"), show.Column("amount", "Net sales", "money")],
)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return _made(merge(packs.pack(tmp_path_factory.mktemp("p"), packs.result(1)), READER))


def test_every_slide_has_a_title_a_number_and_its_place(data):
    show = Presentation(io.BytesIO(data))
    assert (show.slide_width, show.slide_height) == (12192000, 6858000)
    for slide in show.slides:
        assert slide.shapes.title.text_frame.text
        assert 'type="slidenum"' in slide.shapes._spTree.xml
        for shape in slide.shapes:
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
        assert len({s.shape_id for s in slide.shapes}) == len(slide.shapes)


def test_pictures_say_what_they_show(data):
    shapes = [s for slide in Presentation(io.BytesIO(data)).slides for s in slide.shapes]
    pictures = [s for s in shapes if s.shape_type == 13]
    assert pictures
    assert all("Chart: " in p._element.xpath(".//p:cNvPr")[0].get("descr") for p in pictures)


def test_notes_have_what_the_facilitator_says(data):
    notes = [
        s.notes_slide.notes_text_frame.text
        for s in Presentation(io.BytesIO(data)).slides
        if s.has_notes_slide
    ]
    assert any("Ask first, show later." in text for text in notes)
    assert any("Where is this number from?" in text for text in notes)


def test_a_chart_of_a_table_can_be_edited():
    chart = _chart(_made(_charted(*LINE)))
    assert chart.chart_type == TYPE.LINE
    assert list(chart.plots[0].categories)[:2] == ["Jan 24", "Feb 24"]
    assert chart.plots[0].series[0].values[0] == 1e6
    assert not chart.has_legend


@pytest.mark.parametrize(
    ("columns", "rows", "form", "kind"),
    [
        (("text", "money"), [["A", 1.0], ["B", 2.0]], "bar", TYPE.COLUMN_CLUSTERED),
        (("text", "money"), [["A long name of a firm", 1.0]], "bar", TYPE.BAR_CLUSTERED),
        (("text", "money", "money", "money"), [["A", 1.0, 2.0, 3.0]], "bar", TYPE.COLUMN_STACKED),
        (("month", "money"), [["2024-01-01", 1.0]], "line", TYPE.LINE),
        (("percent", "percent"), [[0.0, 1.0]], "line", TYPE.XY_SCATTER_LINES_NO_MARKERS),
        (("number", "number"), [[0.0, None], [1.0, 2.0]], "scatter", TYPE.XY_SCATTER),
        (("text", "count", "count"), [["A", 1, 2]], "pair", TYPE.BAR_CLUSTERED),
        (("text", "money", "money", "money"), [["A", 2, 1, 3]], "interval", TYPE.BAR_CLUSTERED),
        (("text", "money", "money", "money"), [["A", 2, None, 3]], "interval", None),
        (("text", "money", "money"), [["A", 2, 1]], "interval", None),
        (("text", "text"), [["A", "B"]], "bar", None),
        (("text", "money"), [["A", 1.0]] * 25, "bar", None),
        (("text", "money"), [], "bar", None),
    ],
)
def test_the_table_decides_the_kind_of_chart(columns, rows, form, kind):
    about = [{"key": str(i), "label": str(i), "kind": k} for i, k in enumerate(columns)]
    cells = [[str(x) for x in row] for row in rows]
    made = native({"form": form, "table": {"columns": about, "rows": rows, "cells": cells}})
    assert (made and made.type) == kind


def _shade(point):
    return str(point.format.fill.fore_color.rgb)


def test_an_interval_has_error_bars_from_its_lower_to_its_upper_end():
    told = pd.DataFrame({"cause": ["a", "b"], "rate": [0.5, 0.2], "low": [0.4, 0.0], "high": 0.6})
    columns = [show.Column("cause", "Cause"), *[
        show.Column(key, key, "percent") for key in ("rate", "low", "high")]]  # fmt: skip
    series = _chart(_made(_charted(told, "interval", columns))).plots[0].series[0]
    sides = {
        name: [float(x.text) for x in series._element.findall(f".//{qn(name)}//{qn('c:v')}")]
        for name in ("c:minus", "c:plus")
    }
    assert sides["c:minus"] == pytest.approx([0.1, 0.2])
    assert sides["c:plus"] == pytest.approx([0.1, 0.4])
    assert series.values == (0.5, 0.2)


def test_what_a_title_speaks_of_stands_out_as_in_the_picture():
    table = pd.DataFrame({"name": ["A", "B"], "amount": [2.0, 1.0]})
    nb = packs.chapter()
    drawn = ranked_bars(table, label="name", value="amount", highlight=["B"])
    columns = [show.Column("name", "Name"), show.Column("amount", "Sales", "money")]
    told = {"table": table, "form": "bar", "columns": columns}
    nb.cells = [
        packs.markdown("# T"),
        packs.code(lambda: show.chart(drawn, packs.finding(), **told)),
    ]
    points = _chart(_made(nb)).plots[0].series[0].points
    assert _shade(points[0]) != BRAND.colours.accent[1:].upper()


def test_before_and_after_and_a_curve_are_charts_without_a_table_of_their_own():
    table = pd.DataFrame({"step": ["late", "left"], "then": [1, 2], "now": [2, 1]})
    sides = {"label": "step", "before": "then", "after": "now", "kind": "count"}
    nb = packs.chapter()
    drawn = before_after(table, **sides, names=("Then", "Now"))
    nb.cells = [packs.markdown("# T"), packs.code(lambda: show.chart(drawn, packs.finding()))]
    series = _chart(_made(nb)).plots[0].series
    assert [(one.name, one.values) for one in series] == [("Then", (1, 2)), ("Now", (2, 1))]


def test_the_point_of_a_curve_is_marked():
    table = pd.DataFrame({"customers_share": [0.0, 0.2, 1.0], "net_sales_share": [0.0, 0.8, 1.0]})
    nb = packs.chapter()
    curve = share_curve(table, mark=(0.2, 0.8))
    shown = {"table": table, "form": "line"}
    nb.cells = [
        packs.markdown("# T"),
        packs.code(lambda: show.chart(curve, packs.finding(), **shown)),
    ]
    chart = _chart(_made(nb))
    assert list(chart.plots[0].series[-1].iter_values()) == [0.8]
    assert not chart.has_legend


@pytest.mark.parametrize(("highest", "step"), [(0.0, None), (1.0, 0.2), (1.2e6, 5e5), (7, 2)])
def test_an_axis_has_few_round_steps(highest, step):
    assert _step(highest) == pytest.approx(step)


def test_the_same_slides_give_the_same_bytes():
    nb = _charted(*LINE)
    assert _made(nb) == _made(nb)


def test_nothing_of_another_time_or_program_travels_along(data):
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        assert {i.date_time for i in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        rels = b"".join(file.read(n) for n in names if n.endswith(".rels"))
    assert not [n for n in names if "thumbnail" in n or "printerSettings" in n]
    assert b"External" not in rels


def test_hostile_text_is_text(tmp_path):
    names = pd.DataFrame({"name": packs.HOSTILE, "amount": 1.0})
    columns = [show.Column("name", packs.HOSTILE[3]), show.Column("amount", "@SUM(1)", "money")]
    nb = merge(packs.hostile(tmp_path), READER)
    data = _made(nb)
    text = " ".join(
        shape.text_frame.text
        for slide in Presentation(io.BytesIO(data)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert all(packs.HOSTILE[i] in text for i in (0, 2, 3, 4, 5))
    charted = _made(_charted(names, "bar", columns))
    book = openpyxl.load_workbook(io.BytesIO(_chart(charted).part.chart_workbook.xlsx_part.blob))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert {c.value for c in cells} >= {packs.HOSTILE[0], packs.HOSTILE[3], "@SUM(1)"}
