"""Do clients made at the same time stay apart, and does each wear the look of its own firm?"""

import base64
import re
import subprocess

import openpyxl
import pytest

from helpers import project
from tests import documents, tiny, whole_runs

pytestmark = pytest.mark.slow

NAMES = ("ashby", "birchley", "cedarton", "dogwood", "elmstead", "firbank", "gorseley", "hazelby")
CHAPTERS = "00,01,14"
TABLES = ("sales", "customers")
PAGES = ("handout.html", "facilitator.html", "index.html", "appendix.html", "slides.html")
CHART = re.compile(r'<svg role="img".*?</svg>', re.DOTALL)
BLANK = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><path d="M{} 0h9v9z"/></svg>'


def colour(number):
    return f"#{16 + number:02x}3040"


def firm(name):
    return f"{name.upper()} & Partners"


def footer(name, document):
    """What stands at the foot: the guide says for whom it is, whatever the firm writes."""
    return "for who leads" if document.startswith("facilitator") else f"Only for {name}"


@pytest.fixture(scope="session")
def eight(shared):
    """Reports of eight clients, made at once; every word of each is its own."""

    def make(folder):
        for number, name in enumerate(NAMES):
            client = tiny.Client(tiny.own_words(name), customers=12, tables=TABLES, seed=number)
            place = tiny.write(folder / "data", name, client, title=f"{name} Ltd")
            (place / "logo.svg").write_text(BLANK.format(number), "utf-8")
            (place / "brand.yml").write_text(
                f'firm: {firm(name)}\nfooter: Only for {name}\nlogo: logo.svg\n'
                f'colours: {{accent: "{colour(number)}", contrast: "#c0{number}000"}}\n',
                "utf-8",
            )  # fmt: skip
        running = [start(folder, name) for name in NAMES]
        told = [process.communicate(timeout=whole_runs.PATIENCE)[0] for process in running]
        assert [p.returncode for p in running] == [0] * len(NAMES), told

    return shared.once("eight", make) / "reports"


def start(folder, name):
    asked = whole_runs.command(name, folder / "data", folder / "reports", "--chapters", CHAPTERS)
    return subprocess.Popen(
        asked, cwd=project.ROOT, env=whole_runs.surroundings() | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


class TestApart:
    @pytest.mark.parametrize("name", NAMES)
    def test_no_word_of_another_client_is_in_a_pack_or_in_its_cache(self, eight, name):
        others = [other.encode() for other in NAMES if other != name]
        found = [path for path in (eight / name).rglob("*") if path.is_file()]
        assert len(found) > 20
        for path in found:
            content = documents.inside(path) if ".cache" not in path.parts else path.read_bytes()
            assert name.encode() in content or path.suffix != ".html", path
            assert [other for other in others if other in content.lower()] == [], path

    def test_nothing_is_left_outside_of_the_folders_of_the_clients(self, eight):
        there = {path.name for path in eight.iterdir()}
        assert there == {*NAMES, *(f".{name}.lock" for name in NAMES)}
        brought = {path.name for path in (eight.parent / "data/ashby").iterdir()}
        files = {"engagement.yml", "brand.yml", "logo.svg"}
        assert brought == files | {f"{table}.csv" for table in TABLES}


class TestBrand:
    number, name = 3, NAMES[3]

    @pytest.fixture
    def pack(self, eight):
        return eight / self.name

    @pytest.mark.parametrize("page", PAGES)
    def test_a_page_wears_the_colours_the_logo_and_the_footer(self, pack, page):
        source = (pack / page).read_text("utf-8")
        logo = base64.b64encode(BLANK.format(self.number).encode()).decode()
        assert f"--accent: {colour(self.number)}" in source
        assert f"data:image/svg+xml;base64,{logo}" in source
        assert footer(self.name, page) in documents.text_of(pack / page)

    @pytest.mark.parametrize("page", ["handout.html", "facilitator.html", "slides.html"])
    def test_charts_are_drawn_in_the_colours_of_the_firm(self, pack, page):
        charts = CHART.findall((pack / page).read_text("utf-8"))
        assert charts
        assert any(colour(self.number) in svg for svg in charts)
        assert not [svg for svg in charts if "#1f4e79" in svg or "#d97b29" in svg]

    @pytest.mark.parametrize("book", ["handout.pdf", "facilitator.pdf"])
    def test_a_book_has_the_footer_and_the_colours(self, pack, book):
        assert footer(self.name, book) in documents.text_of(pack / book)
        assert documents.colours_of(pack / book) >= {colour(self.number)}
        assert "#1f4e79" not in documents.colours_of(pack / book)

    def test_slides_to_edit_wear_it_down_to_their_charts(self, pack):
        own = colour(self.number).removeprefix("#").upper().encode()
        parts = dict(documents.parts_of(pack / "slides.pptx"))
        charts = [c for name, c in parts.items() if name.startswith("ppt/charts/chart")]
        assert any(own in content.upper() for content in charts)
        assert own in b"".join(c for n, c in parts.items() if "theme" in n or "slide" in n).upper()
        assert b"1F4E79" not in b"".join(c for n, c in parts.items() if n.endswith(".xml"))
        assert any(name.startswith("ppt/media/") for name in parts)  # the logo
        assert f"Only for {self.name}" in documents.text_of(pack / "slides.pptx")

    def test_lists_to_act_on_wear_it_as_well(self, pack):
        book = openpyxl.load_workbook(pack / "tables.xlsx")
        first = book.worksheets[0]
        assert first["A1"].font.color.rgb[-6:].lower() == colour(self.number).removeprefix("#")
        assert f"Only for {self.name}" in str(first["A2"].value)
        assert book.properties.creator == firm(self.name)
