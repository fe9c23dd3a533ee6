"""How does a run become files that people open?"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, cast

import pandas as pd
from jinja2 import Environment
from markupsafe import Markup
from nbformat import NotebookNode

from helpers import language
from helpers.handouts.assemble import document, merge
from helpers.handouts.book.pdf import pdf, printed
from helpers.handouts.exporters import Everybody, FileExporter, PageExporter, Wanted
from helpers.handouts.model import Pack
from helpers.handouts.office.powerpoint import PptxExporter
from helpers.handouts.office.tables_file import TablesExporter
from helpers.handouts.people import named
from helpers.handouts.slides.deck import READER
from helpers.handouts.slides.reveal import SlidesExporter
from helpers.handouts.text import breakable
from helpers.handouts.tree import Block, Document
from helpers.handouts.typeset.orders import with_orders
from helpers.handouts.typeset.table_marks import table_marks
from helpers.handouts.web import sheets
from helpers.handouts.web.drawing import Drawings, told_by
from helpers.handouts.web.index import index
from helpers.handouts.web.on_screen import Known, finder, on_screen, said
from helpers.handouts.web.page import SCRIPT, page
from helpers.language.cells import NUMBERS
from helpers.records.engagement.room import NAMES

SHORT = ("date", "month", "flag", "code")  # kinds that never wrap


class HandoutExporter(PageExporter):
    """One web page that needs nothing but itself."""

    export_from_notebook = "Workbook handout"
    shape = "handout"

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.filters["breakable"] = breakable
        environment.filters["picture"] = Markup  # drawn by us: numbers and colours alone
        environment.globals["short"] = SHORT
        environment.globals["sorted_by"] = (*NUMBERS, "date", "month")
        return environment

    def told(self, of: Wanted) -> dict[str, Any]:
        """The document, and what dresses it."""
        return told_on_screen(of)


def told_on_screen(of: Wanted, dress: dict[str, Any] | None = None) -> dict[str, Any]:
    """Names that the template of a page reads; ``dress`` is what it wears, where that is known."""
    shown = on_screen(of.document)
    script = None if shown["bare"] else SCRIPT
    return {
        "document": shown,
        "page": dress or page([shown, said()], of.brand, script=script),
        "said": said(),
        "known": of.known,
        "finder": finder(shown, of.known),
        "drawing": Drawings(),
        "told_by": told_by,
        "marks_of": lambda table: table_marks(_whole(table), of.brand.colours),
    }


def _whole(table: Block) -> Block:
    return {**table, "shown": len(table["cells"])}


class PdfExporter(FileExporter):
    """Printed book, set by typst."""

    export_from_notebook = "Workbook book"
    file_extension = ".pdf"
    output_mimetype = "application/pdf"

    def made(self, of: Wanted) -> bytes:
        """The book."""
        return pdf(of.document, of.brand)


# file → how it is made, and for which reader the chapters are merged
DOCUMENTS = {
    "handout.html": (HandoutExporter, "handout"),
    "handout.pdf": (PdfExporter, "handout"),
    "facilitator.html": (HandoutExporter, "facilitator"),
    "facilitator.pdf": (PdfExporter, "facilitator"),
    "slides.html": (SlidesExporter, READER),
    "slides.pptx": (PptxExporter, READER),
    "tables.xlsx": (TablesExporter, "lists"),
    "appendix.html": (HandoutExporter, "appendix"),
}


SHEETS = "customers"  # a folder of pages, one a customer
SLOWEST_FIRST = (  # apart from those that wait for the pages of the handout
    SHEETS, "tables.xlsx", "handout.html", "handout.pdf", "slides.pptx", "facilitator.pdf",
    "slides.html", "facilitator.html", "appendix.html",
)  # fmt: skip


SPREADSHEET = "spreadsheet"
# reader → name of the document in ``names`` of an engagement; an appendix is for anybody
NAMED = {"facilitator": "guide", "slides": "slides", "lists": SPREADSHEET}


def _tree(
    pack: Pack, notebook: NotebookNode, reader: str, verdicts: Mapping[str, str] | None = None
) -> Document:
    """Document of a reader: who stands under which order, and people named as the client asked."""
    tree = with_orders(document(notebook, reader), verdicts or {})
    asked = NAMED.get(reader, "handout")
    way = pack.names.get(asked, NAMES[asked])
    if reader == "lists" and way == "full":  # the spreadsheet tells codes and ways as well
        return tree
    return cast("Document", named(tree, pack.people, way))


def export(pack: Pack, folder: Path) -> list[Path]:
    """Write every document of ``pack`` into ``folder``; the index last, since it links them."""
    language.use(pack.language, pack.currency)
    folder.mkdir(parents=True, exist_ok=True)
    readers = {reader for _, reader in DOCUMENTS.values()}
    merged = {reader: merge(pack, reader) for reader in sorted(readers)}
    verdicts = _verdicts(pack)
    orders = dict(zip(verdicts["customer"], verdicts["verdict"], strict=True))
    trees = {reader: _tree(pack, made, reader, orders) for reader, made in merged.items()}
    may_call = pack.people if pack.names_in_full(SPREADSHEET) else None
    codes = sheets.on_lists(trees["lists"]) if pack.records is not None else []
    known = Known(orders, sheets.addresses(codes))
    names = None if pack.records is None else pack.records.names
    everybody = Everybody(verdicts, names, known.sheets)

    def write(name: str) -> None:
        exporter, reader = DOCUMENTS[name]
        told = {"brand": pack.brand, "document": trees[reader], "people": may_call, "known": known}
        told["everybody"] = everybody
        if reader == READER:
            told["pages"] = handed_round.result().places
        body: Any  # bytes or text: the types of nbconvert know notebooks alone
        if name == "handout.pdf":
            body = handed_round.result().content
        elif name == "facilitator.pdf":
            body = pdf(trees[reader], pack.brand, handed_round.result().places)
        else:
            body, _ = exporter().from_notebook_node(merged[reader], {"workbook": told})
        (folder / name).write_bytes(body if isinstance(body, bytes) else body.encode("utf-8"))

    def begin(name: str) -> None:
        if name == SHEETS:
            _write_sheets(pack, known.sheets, folder)
        else:
            write(name)

    # typst sets books and pictures outside Python's lock: other documents are written meanwhile
    with ThreadPoolExecutor(max_workers=2) as pool:
        handed_round = pool.submit(printed, trees["handout"], pack.brand)
        list(pool.map(begin, sorted([*DOCUMENTS, SHEETS], key=SLOWEST_FIRST.index)))
    (folder / "index.html").write_bytes(index(pack, folder).encode("utf-8"))
    return [folder / name for name in (*DOCUMENTS, "index.html")]


def _verdicts(pack: Pack) -> pd.DataFrame:
    """The table of verdicts; without a row where no chapter has given any."""
    path = pack.tables / "verdicts.csv"
    if not path.exists():
        return pd.DataFrame({"customer": [], "verdict": []})
    words = ("customer", "verdict", "because", "manager", "decision_maker", "abc", "xyz", "step")
    return pd.read_csv(
        path, dtype=dict.fromkeys(words, "str"), keep_default_na=False, na_values=[""]
    )


def _write_sheets(pack: Pack, places: Mapping[str, str], folder: Path) -> None:
    """Write the page of each customer that has one."""
    if not places:
        return
    (folder / SHEETS).mkdir(exist_ok=True)
    template = HandoutExporter().template
    dress = page("", pack.brand, fonts=False)
    for code, tree in sheets.trees(pack, list(places)).items():
        told = told_on_screen(Wanted(tree, pack.brand, pack.people), dress)
        (folder / places[code]).write_bytes(template.render(resources=told).encode("utf-8"))
