"""How does a short table stand on a slide to edit?"""

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu

from helpers.handouts.office.powerpoint_look import PIXEL, points
from helpers.handouts.slides.scenes import BODY_TOP, CELL_ROOM, MARGIN, ROOM, ROW_ROOM, Letters
from helpers.language.cells import NUMBERS
from helpers.language.shapes import ColumnShape

PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's style without grid and ground
GRID = "{5940675A-B579-460E-94D1-54222C63F5DA}"  # and the one with a thin grid


def table(
    slide: Any,
    columns: Sequence[ColumnShape],
    cells: Sequence[Sequence[str]],
    *,
    size: int,
    name: str,
    letters: Letters,
    widths: Sequence[float] | None = None,
    row_height: float = 0.0,
) -> None:
    """Table at the left edge of the slide; with ``widths`` it is a blank with a grid."""
    wide = list(widths or _widths(columns, cells, size, letters))
    if sum(wide) > ROOM:
        size = int(size * ROOM / sum(wide))
        wide = [width * ROOM / sum(wide) for width in wide]
    high = row_height or size * 1.2 + ROW_ROOM
    place = (MARGIN, BODY_TOP, sum(wide), high * (len(cells) + 1))
    frame = slide.shapes.add_table(
        len(cells) + 1, len(columns), *(Emu(round(x * PIXEL)) for x in place)
    )
    frame._element.xpath(".//p:cNvPr")[0].set("descr", name)
    grid = frame.table
    grid.horz_banding = False
    grid._tbl.tblPr.find(qn("a:tableStyleId")).text = GRID if widths else PLAIN
    for column, width in zip(grid.columns, wide, strict=True):
        column.width = Emu(round(width * PIXEL))
    for y, line in enumerate([[c["label"] for c in columns], *cells]):
        grid.rows[y].height = Emu(round(high * PIXEL))
        for x, text in enumerate(line):
            _fill(grid.cell(y, x), text, size, bold=y == 0, kind=columns[x]["kind"])


def _widths(
    columns: Sequence[ColumnShape], cells: Sequence[Sequence[str]], size: int, letters: Letters
) -> list[float]:
    return [
        max(
            letters.bold.width(column["label"], size),
            *(letters.text.width(row[x], size) for row in cells),
        )
        + CELL_ROOM
        for x, column in enumerate(columns)
    ]


def _fill(cell: Any, text: str, size: int, *, bold: bool, kind: str) -> None:
    cell.text_frame.text = text
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Emu(3 * PIXEL)
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.font.size, paragraph.font.bold = points(size), bold
    if kind in NUMBERS:
        paragraph.alignment = PP_ALIGN.RIGHT
