"""What can a consultant edit? The slides as a presentation, with charts that are charts."""

import io
import math
from base64 import b64decode
from datetime import datetime
from typing import Any

from pptx.dml.color import RGBColor
from pptx.util import Emu

from helpers.handouts.brand import Brand
from helpers.handouts.exporters import FileExporter, Wanted
from helpers.handouts.office.native_charts import native
from helpers.handouts.office.native_look import soberly
from helpers.handouts.office.native_spark import spark
from helpers.handouts.office.pictures import png_of
from helpers.handouts.office.powerpoint_logo import stand
from helpers.handouts.office.powerpoint_look import (
    PIXEL,
    blank,
    foot,
    in_lines,
    points,
    put,
    top_left,
)
from helpers.handouts.office.powerpoint_tables import table
from helpers.handouts.office.same_bytes import same_bytes
from helpers.handouts.slides.deck import FOLLOWS, READER, ROW_GAP, SMALL_LINE, deck
from helpers.handouts.slides.scenes import (
    BESIDE_A_LINE,
    BIG_HEIGHT,
    BIG_TOP,
    BODY_HEIGHT,
    BODY_TOP,
    GAP,
    LABEL_TOP,
    MARGIN,
    ROOM,
    SOURCE_HEIGHT,
    SOURCE_TOP,
    SUM_WIDTH,
    TICK,
    TITLE_HEIGHT,
    TITLE_TOP,
    WAY_HEIGHT,
    WAY_PAD,
    WAY_TOP,
    letters_of,
)
from helpers.handouts.tree import Deck, Slide
from helpers.handouts.typeset.fit import LEADING
from helpers.language import tr
from helpers.language.shapes import ColumnShape

TITLE_ONLY = 1
BIG = ("title", "decision")
DARK = ("title",)
WHITE = RGBColor(255, 255, 255)


def powerpoint(shown: Deck, brand: Brand) -> bytes:
    """Presentation of a deck, the same bytes each time."""
    show = blank(brand)
    pictures = _pictures(shown["slides"])
    for nth, one in enumerate(shown["slides"]):
        made = show.slides.add_slide(show.slide_layouts[TITLE_ONLY])
        _Drawn(made, one, brand, shown["footer"], pictures.get(nth)).draw()
    _properties(show.core_properties, shown)
    file = io.BytesIO()
    show.save(file)
    return same_bytes(file.getvalue(), shown["as_of"])


def _properties(told: Any, shown: Deck) -> None:
    day = datetime.fromisoformat(shown["as_of"])
    told.title, told.subject = shown["title"], shown["kind"]
    told.author = told.last_modified_by = shown["firm"]
    told.language, told.revision = shown["language"], 1
    told.created = told.modified = told.last_printed = day


def _pictures(slides: list[Slide]) -> dict[int, bytes]:
    """Pictures of the charts that cannot be edited, all made at once."""
    charts = {n: s["chart"] for n, s in enumerate(slides) if s["kind"] == "chart"}
    drawn = {n: c["svg"] for n, c in charts.items() if c.get("svg") and native(c) is None}
    made = dict(zip(drawn, png_of(list(drawn.values())), strict=True))
    return made | {n: b64decode(c["png"]) for n, c in charts.items() if c.get("png")}


class _Drawn:
    """One slide while it is drawn."""

    def __init__(
        self, slide: Any, told: Slide, brand: Brand, footer: str, picture: bytes | None
    ) -> None:
        self.slide, self.told, self.brand = slide, told, brand
        self.footer, self.picture = footer, picture
        self.dark = told["kind"] in DARK
        c = brand.colours
        self.ink, self.muted, self.accent, self.signal, self.hair = (
            RGBColor.from_string(x[1:].upper())
            for x in (c.ink, c.muted, c.accent, c.signal, c.line)
        )

    def draw(self) -> None:
        """Draw all of it."""
        kind = self.told["kind"]
        if self.dark:
            self.slide.background.fill.solid()
            self.slide.background.fill.fore_color.rgb = self.accent
        self._title(big=kind in BIG)
        draw = getattr(self, f"_{kind}", None)
        if kind != "title" and draw is not None:
            draw()
        elif kind == "title":
            self._cover()
        if self.told["source"]:
            place = (MARGIN, SOURCE_TOP, ROOM, SOURCE_HEIGHT)
            self._text(self.told["source"], place, self.told["source_size"], self.muted)
        foot(self.slide, self.footer, WHITE if self.dark else self.muted)
        if self.told["spoken"]:
            self.slide.notes_slide.notes_text_frame.text = "\n".join(self.told["spoken"])

    def _title(self, *, big: bool) -> None:
        kind = self.told["kind"]
        signal = self.signal if kind == "decision" else self.accent
        place = (MARGIN, BIG_TOP, ROOM, BIG_HEIGHT)
        label = (MARGIN, BIG_TOP - 54, ROOM, 30)
        if not big:
            place, label = (
                (MARGIN, TITLE_TOP, ROOM, TITLE_HEIGHT),
                (MARGIN, LABEL_TOP, ROOM, 24),
            )
        title = self.slide.shapes.title
        put(title, place)
        title.text_frame.text = self.told["title"]
        top_left(title)
        in_lines(title.text_frame.paragraphs[0], self.told["size"])
        font = title.text_frame.paragraphs[0].font
        font.size, font.color.rgb = points(self.told["size"]), WHITE if self.dark else signal
        if self.told["label"]:
            shade = WHITE if self.dark else signal if kind == "decision" else self.muted
            self._text(self.told["label"], label, 20 if big else 17, shade, bold=True)

    def _text(
        self,
        text: str,
        place: tuple[float, float, float, float],
        size: float,
        colour: RGBColor,
        *,
        bold: bool = False,
        right: bool = False,
    ) -> Any:
        box = self.slide.shapes.add_textbox(0, 0, 0, 0)
        put(box, place)
        box.text_frame.text = text
        top_left(box)
        paragraph = box.text_frame.paragraphs[0]
        if right:
            paragraph._p.get_or_add_pPr().set("algn", "r")
        paragraph.font.size, paragraph.font.bold = points(size), bold
        paragraph.font.color.rgb = colour
        in_lines(paragraph, size)
        return box

    def _cover(self) -> None:
        told = self.told
        self._text(told["name"], (MARGIN, 566, ROOM, 75), told["name_size"], WHITE, bold=True)
        self._text(told["facts"], (MARGIN, 644, ROOM, 36), 18, WHITE)
        if self.brand.logo is not None:
            stand(self.slide, self.brand.logo, self.brand.firm or "Logo")

    def _chart(self) -> None:
        chart = self.told["chart"]
        made = native(chart)
        place = [Emu(x * PIXEL) for x in (MARGIN, BODY_TOP, ROOM, BODY_HEIGHT)]
        if made is not None and (shown := chart.get("table")) is not None:
            frame = self.slide.shapes.add_chart(made.type, *place, made.data)
            columns = shown["columns"]
            soberly(
                frame.chart, made, self.brand.colours, (columns[0]["label"], columns[1]["label"])
            )
            _say(frame, chart["alt"])
        elif self.picture is not None:
            shape = self.slide.shapes.add_picture(io.BytesIO(self.picture), *place[:2])
            scale = min(place[2] / shape.width, place[3] / shape.height)
            shape.width, shape.height = (
                Emu(int(shape.width * scale)),
                Emu(int(shape.height * scale)),
            )
            _say(shape, chart["alt"])

    def _findings(self) -> None:
        size, top = self.told["row_size"], float(BODY_TOP)
        for found in self.told["rows"]:
            place = (MARGIN, top, SUM_WIDTH - 24, 44)
            self._text(
                found["money"], place, found["money_size"], self.accent, bold=True, right=True
            )
            left, wide = MARGIN + SUM_WIDTH, ROOM - SUM_WIDTH
            high = found["lines"] * size * LEADING
            box = self._text(found["text"], (left, top, wide, high), size, self.ink)
            decide = f"{tr('Decide')}: {found['decide']}" if found["decide"] else ""
            said = (found["certainty_word"], found["chapter_title"])
            small = SMALL_LINE / LEADING
            under = (
                (found["so_what"], FOLLOWS),
                (decide, FOLLOWS),
                (" · ".join(filter(None, said)), small),
            )
            for text, small in under:
                self._under(box, text, small)
            top += found["high"] + ROW_GAP

    def _under(self, box: Any, text: str, size: float) -> None:
        if text:
            paragraph = box.text_frame.add_paragraph()
            paragraph.text = text
            paragraph.font.size, paragraph.font.color.rgb = points(size), self.muted
            in_lines(paragraph, size)

    def _figures(self) -> None:
        wide = (ROOM - GAP * 2) / 3
        for nth, figure in enumerate(self.told["figures"]):
            left = MARGIN + nth * (wide + GAP)
            self._text(figure["label"], (left, BODY_TOP, wide, 30), 20, self.muted)
            place = (left, BODY_TOP + 30, wide, 72)
            self._text(figure["value"], place, 50, self.accent, bold=True)
            compared = "   ".join(filter(None, (figure["change"], figure["before"])))
            self._text(compared, (left, BODY_TOP + 112, wide, 34), 20, self.ink)
            place = (left, BODY_TOP + 160, wide, 270)
            spark(self.slide, figure, [Emu(int(x * PIXEL)) for x in place], self.accent)

    def _statements(self) -> None:
        items, columns = self.told["items"], 2 if self.told.get("halves") else 1
        wide = (ROOM - GAP * (columns - 1)) / columns
        left, top = float(MARGIN), float(BODY_TOP)
        half = math.ceil(len(items) / columns)
        for nth, (text, lines) in enumerate(zip(items, self.told["lines"], strict=True)):
            if nth == half:
                left, top = MARGIN + wide + GAP, float(BODY_TOP)
            high = lines * self.told["item_size"] * LEADING
            bar = self.slide.shapes.add_shape(1, 0, 0, 0, 0)
            put(bar, (left, top, 4, high))
            bar.fill.solid()
            bar.fill.fore_color.rgb = self.accent
            bar.line.fill.background()
            place = (left + BESIDE_A_LINE, top, wide - BESIDE_A_LINE, high)
            self._text(text, place, self.told["item_size"], self.ink)
            top += high + GAP

    def _decision(self) -> None:
        self._ways()
        lines = self.told.get("paper")
        if lines:
            box = self._text(lines[0], (MARGIN, 606, ROOM, 60), 20, self.muted)
            for text in lines[1:]:
                paragraph = box.text_frame.add_paragraph()
                paragraph.text = text
                paragraph.font.size, paragraph.font.color.rgb = points(20), self.muted

    def _ways(self) -> None:
        """Ways to decide, side by side: any of them to be struck out."""
        ways = self.told["ways"]
        wide = (ROOM - GAP * (len(ways) - 1)) / max(len(ways), 1)
        for nth, text in enumerate(ways):
            left = MARGIN + nth * (wide + GAP)
            square = (left + WAY_PAD, WAY_TOP + WAY_PAD + 3, TICK - 16, TICK - 16)
            self._frame((left, WAY_TOP, wide, WAY_HEIGHT), self.hair, 1)
            self._frame(square, self.signal, 2)
            inner = (left + WAY_PAD + TICK, WAY_TOP + WAY_PAD, wide - 2 * WAY_PAD - TICK)
            place = (*inner, WAY_HEIGHT - 2 * WAY_PAD)
            self._text(text, place, self.told["way_size"], self.ink)

    def _frame(self, place: tuple[float, float, float, float], colour: RGBColor, wide: int) -> None:
        box = self.slide.shapes.add_shape(1, 0, 0, 0, 0)
        put(box, place)
        box.fill.background()
        box.line.color.rgb, box.line.width = colour, Emu(wide * PIXEL)

    def _table(self) -> None:
        t = self.told["table"]
        table(
            self.slide,
            t["columns"],
            t["cells"],
            size=t["size"],
            name=t["caption"],
            letters=letters_of(self.brand),
        )

    def _decisions(self) -> None:
        columns: list[ColumnShape] = [
            {"label": label, "kind": "text"} for label in self.told["columns"]
        ]
        cells = [[title, "", "", ""] for title in self.told["rows"]]
        table(
            self.slide, columns, cells, size=20, name=self.told["title"],
            letters=letters_of(self.brand), widths=(340, 462, 200, 150), row_height=48,
        )  # fmt: skip


def _say(shape: Any, alt: str) -> None:
    shape._element.xpath(".//p:cNvPr")[0].set("descr", alt)


class PptxExporter(FileExporter):
    """Slides to edit."""

    export_from_notebook = "Workbook slides to edit"
    file_extension = ".pptx"
    output_mimetype = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    reader = READER

    def made(self, of: Wanted) -> bytes:
        """The presentation."""
        return powerpoint(deck(of.document, of.brand, of.pages), of.brand)
