"""How does a run become files that people open?

The exporters are nbconvert's kind, so that one executed chapter can be shown by
``jupyter nbconvert --to workbook-handout`` as well.
"""

from base64 import b64encode
from pathlib import Path
from typing import Any

from jinja2 import Environment
from nbconvert.exporters.exporter import Exporter
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from helpers import language, project
from helpers.cells import NUMBERS
from helpers.handouts.assemble import document, merge
from helpers.handouts.brand import Brand, load_brand
from helpers.handouts.deck import READER
from helpers.handouts.index import index
from helpers.handouts.model import Pack
from helpers.handouts.page import page
from helpers.handouts.pdf import pdf
from helpers.handouts.powerpoint import PptxExporter
from helpers.handouts.slides import SlidesExporter
from helpers.handouts.tables_file import TablesExporter
from helpers.handouts.text import breakable

SHORT = ("date", "month", "flag", "code")  # kinds that never wrap


def _base64(text: str) -> str:
    return b64encode(text.encode()).decode()


def _told(resources: dict[str, Any] | None) -> tuple[Brand, str]:
    told = (resources or {}).get("workbook", {})
    return told.get("brand") or load_brand(), told.get("reader", "handout")


class HandoutExporter(TemplateExporter):
    """One web page that needs nothing but itself."""

    export_from_notebook = "Workbook handout"
    file_extension = ".html"
    output_mimetype = "text/html"

    @default("default_preprocessors")
    def _no_preprocessors(self) -> list:
        return []

    @default("template_name")
    def _own_template(self) -> str:
        return "handout"

    @default("extra_template_basedirs")
    def _own_templates(self) -> list[str]:
        # the default is the working folder, where anybody may have put a template
        return [str(project.TEMPLATES)]

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True
        environment.filters |= {"text_base64": _base64, "breakable": breakable}
        environment.globals |= {"numeric": NUMBERS, "short": SHORT}
        return environment

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[str, dict[str, Any]]:
        """Page of a merged notebook, or of a single executed chapter."""
        brand, reader = _told(resources)
        tree = document(nb, reader)
        told = {"document": tree, "page": page(tree, brand)}
        bare = NotebookNode(cells=[], metadata={}, nbformat=4, nbformat_minor=5)
        return super().from_notebook_node(bare, {**(resources or {}), **told}, **more)


class PdfExporter(Exporter):
    """Printed book, set by typst."""

    export_from_notebook = "Workbook book"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    @default("default_preprocessors")
    def _no_preprocessors(self) -> list:
        return []

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Book of a merged notebook, or of a single executed chapter."""
        brand, reader = _told(resources)
        bare = NotebookNode(cells=[], metadata={}, nbformat=4, nbformat_minor=5)
        _, resources = super().from_notebook_node(bare, resources, **more)
        return pdf(document(nb, reader), brand), resources


# file → how it is made, and for which reader the chapters are merged
DOCUMENTS = {
    "handout.html": (HandoutExporter, "handout"),
    "handout.pdf": (PdfExporter, "handout"),
    "facilitator.html": (HandoutExporter, "facilitator"),
    "facilitator.pdf": (PdfExporter, "facilitator"),
    "slides.html": (SlidesExporter, READER),
    "slides.pptx": (PptxExporter, READER),
    "tables.xlsx": (TablesExporter, "handout"),
    "appendix.html": (HandoutExporter, "appendix"),
}


def export(pack: Pack, folder: Path) -> list[Path]:
    """Write every document of ``pack`` into ``folder``; the index last, since it links them."""
    language.use(pack.language, pack.currency)
    folder.mkdir(parents=True, exist_ok=True)
    readers = {reader for _, reader in DOCUMENTS.values()}
    merged = {reader: merge(pack, reader) for reader in sorted(readers)}
    for name, (exporter, reader) in DOCUMENTS.items():
        told = {"brand": pack.brand, "reader": reader, "people": pack.people}
        body, _ = exporter().from_notebook_node(merged[reader], {"workbook": told})
        (folder / name).write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))
    (folder / "index.html").write_bytes(index(pack, folder).encode("utf-8"))
    return [folder / name for name in (*DOCUMENTS, "index.html")]
