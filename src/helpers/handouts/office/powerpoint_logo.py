"""Is the logo seen on the cover of the slides? On a white plate, whatever the colour around it."""

import io
from pathlib import Path
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Emu

from helpers.handouts.office.pictures import png_of
from helpers.handouts.office.powerpoint_look import PIXEL
from helpers.handouts.slides.scenes import MARGIN, ROOM

TOP, HEIGHT, WIDEST = 36, 52, 348  # pixels of the canvas, as in the slides of the browser
AROUND = 6


def stand(slide: Any, file: Path, alt: str) -> None:
    """Put the logo into the upper right corner, whole, with white around it."""
    data = file.read_bytes()
    if file.suffix.lower() == ".svg":
        (data,) = png_of([data.decode("utf-8")])
    logo = slide.shapes.add_picture(io.BytesIO(data), 0, 0, height=Emu(HEIGHT * PIXEL))
    if logo.width > WIDEST * PIXEL:
        logo.height = Emu(round(logo.height * WIDEST * PIXEL / logo.width))
        logo.width = Emu(WIDEST * PIXEL)
    right = Emu((MARGIN + ROOM - AROUND) * PIXEL)
    logo.left, logo.top = Emu(right - logo.width), Emu(TOP * PIXEL)
    logo._element.xpath(".//p:cNvPr")[0].set("descr", alt)
    logo._element.addprevious(_plate(slide, logo)._element)


def _plate(slide: Any, logo: Any) -> Any:
    edge = Emu(AROUND * PIXEL)
    place = (logo.left - edge, logo.top - edge, logo.width + 2 * edge, logo.height + 2 * edge)
    plate = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *place)
    plate.fill.solid()
    plate.fill.fore_color.rgb = RGBColor(255, 255, 255)
    plate.line.fill.background()
    plate.shadow.inherit = False
    return plate
