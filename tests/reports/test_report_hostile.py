"""Is a client's text a text in every format, whatever it looks like, and the same text twice?"""

import csv
import json
import re

import nbformat
import openpyxl
import pytest
from lxml import html
from pptx import Presentation

from helpers.handouts.blocks import LONGEST_LIST, LONGEST_TABLE, OURS
from helpers.handouts.slides import reveal
from helpers.handouts.text import plain
from helpers.handouts.web.page import SCRIPT, script_of
from tests import documents, hostile

pytestmark = pytest.mark.slow

PAGES = ("handout.html", "facilitator.html", "index.html", "appendix.html", "slides.html")
HARMFUL = (
    "//iframe|//object|//embed|//form|//base|//link|//*[@style]"
    "|//img[not(starts-with(@src,'data:'))]"
)
SLIDES = (reveal.FOLDER / "vendor/reveal.js", reveal.FOLDER / "start.js")
SCRIPTS = {  # of ours, and no others
    "handout.html": [SCRIPT], "facilitator.html": [SCRIPT], "appendix.html": [SCRIPT],
    "index.html": [], "slides.html": [*SLIDES],
}  # fmt: skip
FORMULA = re.compile(r"[=+\-@\t\r]")
SUMS = re.compile(r"SUBTOTAL\((?:103|109),([A-Z]+)5:\1\d+\)")  # of all customers, as the filter is
NUMBER = re.compile(r"[-+]?[\d\s.,]+")
APART = {"method", "setup", "parameters"}  # tags of what no handout and no guide shows
LEFT_OUT = {"handout": APART | {"facilitator", "detail"}, "facilitator": APART}
READERS = tuple(LEFT_OUT)


@pytest.fixture
def pack(hostile_pack):
    return hostile_pack()


def shown(pack, reader):
    """Texts that the chapters have shown, as far as the document of a reader shows them."""
    for path in sorted((pack / "notebooks").glob("*.ipynb")):
        cells = nbformat.read(path, as_version=4).cells
        cells = [c for c in cells if not LEFT_OUT[reader] & set(c.metadata.get("tags", []))]
        for output in (o for cell in cells for o in cell.get("outputs", [])):
            for kind, block in output.get("data", {}).items():
                if kind.startswith(OURS) and not (reader == "handout" and for_the_guide(block)):
                    yield from texts(kind.removeprefix(OURS).removesuffix("+json"), block)


def for_the_guide(block):
    return block.get("detail") or block.get("kind") == "method"


def texts(kind, block):
    if kind == "table":
        longest = LONGEST_LIST if block["act"] else LONGEST_TABLE
        yield block["caption"]
        yield from (text for row in block["cells"][:longest] for text in row)
    elif kind in ("finding", "note"):
        yield block["text"]
    elif kind == "worksheet":
        yield from (text for line in block["filled"] for text in line)


def bare(text):
    """What must be found again: neither blanks nor hyphens nor signs that no font has."""
    return re.sub(r"[-\u2010\u2212\u25a1]", "", hostile.seen(text))


class TestText:
    def test_every_chapter_was_made(self, pack):
        told = json.loads((pack / "manifest.json").read_text("utf-8"))
        assert {c["status"] for c in told["chapters"]} == {"made"}

    @pytest.mark.parametrize("reader", READERS)
    def test_what_was_shown_can_be_read_on_the_page(self, pack, reader):
        page = bare(documents.text_of(pack / f"{reader}.html"))
        wanted = {bare(plain(text)) for text in shown(pack, reader)}
        assert len(wanted) > 100
        assert sorted(text for text in wanted if text not in page) == []

    @pytest.mark.parametrize("reader", READERS)
    def test_what_was_shown_can_be_read_in_print(self, pack, reader):
        book = bare(documents.text_of(pack / f"{reader}.pdf"))
        wanted = {bare(plain(text)) for text in shown(pack, reader)}
        drawn = {text for text in wanted if text.isascii()}
        assert len(drawn) > 100
        assert sorted(text for text in drawn if text not in book) == []

    def test_most_hostile_words_have_come_as_far_as_the_handout(self, pack):
        page = bare(documents.text_of(pack / "handout.html"))
        words = {bare(plain(word)) for word in hostile.WORDS} - {""}
        assert len({word for word in words if word in page}) >= 0.8 * len(words)

    @pytest.mark.parametrize("name", PAGES)
    def test_a_page_holds_no_markup_of_the_client(self, pack, name):
        tree = html.fromstring((pack / name).read_text("utf-8"))
        assert [e.tag for e in tree.xpath(HARMFUL)] == []
        assert not tree.xpath("//@*[starts-with(name(),'on')]")
        assert [href for href in tree.xpath("//@href") if ":" in href.split("#")[0]] == []

    @pytest.mark.parametrize("name", PAGES)
    def test_what_runs_in_a_page_is_ours_to_the_letter(self, pack, name):
        tree = html.fromstring((pack / name).read_text("utf-8"))
        runs = tree.xpath("//script[not(@type='application/json')]")
        assert [s.text_content() for s in runs] == [script_of(path) for path in SCRIPTS[name]]
        assert [dict(s.attrib) for s in runs] == [{}] * len(runs)  # none is fetched

    @pytest.mark.parametrize("name", ["facilitator.html", "appendix.html"])
    def test_what_a_script_reads_is_data_that_holds_no_sign_of_markup(self, pack, name):
        tree = html.fromstring((pack / name).read_text("utf-8"))
        (data,) = tree.xpath("//script[@type='application/json']")
        told = json.loads(data.text_content())
        assert not {*"<>&\u2028\u2029"} & {*data.text_content()}
        assert any(one["code"].startswith("<b>") for one in told["customers"])

    def test_executed_chapters_show_no_markup_of_the_client(self, pack):
        for path in sorted((pack / "notebooks").glob("*.ipynb")):
            nb = nbformat.read(path, as_version=4)
            for output in (o for cell in nb.cells for o in cell.get("outputs", [])):
                source = output.get("data", {}).get("text/html", "<p></p>")
                tree = html.fragment_fromstring(source, create_parent="div")
                assert not tree.xpath(".//script|.//iframe|.//link|.//@*[starts-with(name(),'on')]")
                assert all(src.startswith("data:image/") for src in tree.xpath(".//img/@src"))


class TestOffice:
    def test_the_spreadsheet_holds_no_formula_and_no_way_out(self, pack):
        book = openpyxl.load_workbook(pack / "tables.xlsx")
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b", "f"}
        sums = [cell for cell in cells if cell.data_type == "f"]
        assert {(cell.parent.title, cell.row) for cell in sums} == {("Customers", 3)}
        assert [c.value for c in sums if not SUMS.fullmatch(c.value.removeprefix("="))] == []
        links = {c.hyperlink.target for c in cells if c.hyperlink and c.hyperlink.target}
        assert links  # and each leads to a page of the pack
        assert links <= {f"customers/{path.name}" for path in (pack / "customers").iterdir()}
        told = {str(cell.value) for cell in cells}
        assert any(text.startswith("=HYPERLINK") for text in told)
        assert "@SUM(1)" in told

    def test_slides_to_edit_lead_nowhere(self, pack):
        presentation = Presentation(pack / "slides.pptx")
        parts = list(presentation.part.package.iter_parts())
        out = [r.target_ref for part in parts for r in part.rels.values() if r.is_external]
        assert out == []
        assert not [p.partname for p in parts if b"hlinkClick" in getattr(p, "blob", b"")]

    @pytest.mark.parametrize("name", ["slides.pptx", "tables.xlsx"])
    def test_nothing_packed_in_an_office_file_is_a_formula(self, pack, name):
        for part, content in documents.parts_of(pack / name):
            ours = name == "tables.xlsx" and part == "xl/worksheets/sheet1.xml"
            formulas = [found.decode() for found in re.findall(rb"<f[ />][^<]*", content)]
            written = [f.removeprefix("<f>") for f in formulas]
            assert bool(written) is ours, part
            assert [f for f in written if not SUMS.fullmatch(f)] == [], part
            assert b"oleObject" not in content, part
            assert "vba" not in part.lower()
            assert "externalLink" not in part


class TestFiles:
    def test_no_cell_of_a_csv_begins_as_a_formula(self, pack):
        for path in documents.files(pack):
            if path.suffix == ".csv":
                with path.open(encoding="utf-8", newline="") as file:
                    cells = {cell for row in csv.reader(file) for cell in row}
                begun = {c for c in cells if FORMULA.match(c) and not NUMBER.fullmatch(c)}
                assert begun == set(), path.name

    def test_no_file_was_written_where_a_name_leads(self, pack):
        root = pack.parent.parent
        assert {path.name for path in root.iterdir()} <= {"data", "reports", "made"}
        assert {path.name for path in pack.parent.iterdir()} == {"hostile", ".hostile.lock"}


def test_the_same_client_in_another_place_gives_the_same_bytes(hostile_pack):
    here, there = hostile_pack("here"), hostile_pack("somewhere else")
    names = [path.relative_to(here) for path in documents.files(here)]
    assert names == [path.relative_to(there) for path in documents.files(there)]
    for name in names:
        one, two = (here / name).read_bytes(), (there / name).read_bytes()
        if name.name == "manifest.json":
            one, two = json.loads(one), json.loads(two)
            assert one.pop("times")
            assert two.pop("times")
        assert one == two, name
