import io
import re

import nbformat
import pandas as pd
import pikepdf
import pytest
from lxml import html
from nbconvert.nbconvertapp import NbConvertApp

from helpers import language, show
from helpers.handouts.assemble import document, merge
from helpers.handouts.export import HandoutExporter, PdfExporter, export
from helpers.handouts.web.page import fingerprint
from tests.handouts import packs

DOCUMENTS = (
    "handout.html",
    "handout.pdf",
    "facilitator.html",
    "facilitator.pdf",
    "slides.html",
    "slides.pptx",
    "tables.xlsx",
    "appendix.html",
    "index.html",
)


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    """Pack of five chapters, one left out and one failed, as files."""
    language.use("en", "USD")
    folder = tmp_path_factory.mktemp("pack")
    results = [packs.result(1), packs.result(2), packs.result(3), packs.asked(), packs.failed()]
    pack = packs.pack(folder, *results)
    export(pack, folder)
    return pack, folder


@pytest.fixture(scope="module")
def page(five):
    return html.fromstring((five[1] / "handout.html").read_bytes().decode())


@pytest.fixture
def book(five):
    with pikepdf.open(five[1] / "handout.pdf") as file:
        yield file


def test_a_chapter_has_the_number_of_its_notebook(page):
    printed = page.xpath("//p[contains(@class, 'number')]/text()")
    assert printed == ["Chapter 1", "Chapter 2", "Chapter 3", "Chapter 5"]


def _hostile_pack(folder):
    names = pd.DataFrame({"name": packs.HOSTILE, "amount": 1.0})
    columns = [show.Column("name", packs.HOSTILE[0]), show.Column("amount", "Net sales", "money")]
    result = packs.result(1, packs.HOSTILE[0])
    for text in packs.HOSTILE:
        found = packs.finding(message=text.replace("%", "%%"))
        result.notebook.cells += [
            packs.code(lambda found=found: show.chart(packs.bars(2), found, note=found.text)),
            packs.code(lambda text=text: show.note(text)),
            packs.code(lambda text=text: show.worksheet(text, [text], rows=2, filled=[[text]])),
            packs.markdown(text),
        ]
        result.findings.append(found.as_json() | {"key": text, "text": text})
    result.notebook.cells.append(packs.code(lambda: show.table(names, packs.HOSTILE[1], columns)))
    passport = packs.passport().assign(file=list(packs.HOSTILE[:2]))
    return packs.pack(folder, result, title=packs.HOSTILE[0], passport=passport)


def test_the_same_pack_gives_the_same_bytes(five, tmp_path):
    pack, folder = five
    export(pack, tmp_path)
    for name in DOCUMENTS:
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


class TestPage:
    def test_has_one_h1_unique_ids_and_links_that_lead_somewhere(self, page):
        assert len(page.findall(".//h1")) == 1
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {href.removeprefix("#") for href in page.xpath("//a/@href")} <= set(ids)

    def test_headings_never_skip_a_level(self, page):
        levels = [int(h.tag[1]) for h in page.xpath("//h1|//h2|//h3|//h4|//h5")]
        assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))

    def test_every_picture_says_what_it_shows(self, page):
        pictures = page.findall(".//svg")
        assert pictures
        assert all(picture.get("role") == "img" for picture in pictures)
        assert all(picture.get("aria-label").startswith("Chart: ") for picture in pictures)

    def test_the_words_of_a_chart_are_words_of_the_page(self, page):
        words = page.xpath("//figure//svg//text/text()")
        assert {f"Customer {i}" for i in range(8)} <= set(words)

    def test_every_table_names_its_columns(self, page):
        heads = page.xpath("//thead//th")
        assert heads
        assert all(head.get("scope") == "col" and head.text_content() for head in heads)

    def test_asks_nothing_from_outside_and_runs_its_own_script_alone(self, page):
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")
        (script,) = page.xpath("//script[not(@type)]/text()")
        assert f"script-src {fingerprint(script)};" in policy
        assert page.xpath("//script/@type") == ["application/json"]
        assert not page.xpath("//link|//iframe|//object|//form|//*[@style]")
        assert all(src.startswith("data:") for src in page.xpath("//@src"))
        style = page.findtext(".//style")
        assert set(re.findall(r"url\((\w+):", style)) == {"data"}

    def test_tells_what_was_left_out_and_what_failed(self, page):
        text = page.text_content()
        assert "Ask the client for the table “losses”." in text
        assert "This chapter could not be made." in text
        assert "ZeroDivisionError" not in text

    def test_findings_stand_with_the_largest_money_first(self, page):
        sums = [p.text for p in page.xpath("//ol[@class='ranked']//p[@class='sum']")]
        assert sums == ["$1.85M", "$1.23M", "$925K", "$210K", "$140K", "$105K"]

    def test_each_says_what_follows_and_what_to_decide(self, page):
        told = page.xpath("//ol[@class='ranked']/li[1]")[0].text_content()
        assert "So it is." in told
        assert "Decide: Who answers?" in told


class TestBook:
    def test_is_a4_tagged_with_language_title_and_bookmarks(self, book):
        assert book.Root.Lang == "en"
        assert book.Root.MarkInfo.Marked
        assert str(book.docinfo["/Title"]) == "Acme Trading · Handout"
        width, height = (float(x) for x in list(book.pages[0].MediaBox)[2:])
        assert (round(width), round(height)) == (595, 842)
        with book.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[0] == "What you must know"
        assert "Who feeds the company?" in titles

    def test_no_page_is_white(self, book):
        assert all(len(_words(page)) > 60 for page in book.pages)


def _words(page):
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("Tj", "TJ"):
            found.append(str(operands))
    return "".join(found)


def test_hostile_text_is_text_in_every_document(tmp_path):
    pack = _hostile_pack(tmp_path)
    export(pack, tmp_path)
    for name in ("handout.html", "index.html"):
        source = (tmp_path / name).read_text("utf-8")
        page = html.fromstring(source)
        scripts = 2 if name == "handout.html" else 0  # what the page does, and who stands where
        assert len(page.xpath("//script")) == scripts, name
        assert not page.xpath("//*[@onerror]|//a[contains(@href,'javascript')]"), name
        assert "\u202e" not in source
        assert "\x00" not in source
    shown = html.fromstring((tmp_path / "handout.html").read_text("utf-8")).text_content()
    for text in (packs.HOSTILE[0], packs.HOSTILE[2], packs.HOSTILE[3], packs.HOSTILE[4]):
        assert text in shown
    assert (tmp_path / "handout.pdf").read_bytes().startswith(b"%PDF")


def test_a_russian_document_is_marked_and_written_as_russian(tmp_path):
    result = packs.result(1, "Кто кормит компанию?")
    question = "Взаимоотношения с покупателями: ёлка, №\u00a05, 1\u00a0234,50\u00a0₽ и «кавычки»?"
    pack = packs.pack(tmp_path, result, language="ru", session=packs.Session(question=question))
    export(pack, tmp_path)
    source = (tmp_path / "handout.html").read_text("utf-8")
    assert '<html lang="ru">' in source
    assert question in source
    assert "1,85\u00a0млн\u00a0$" in source
    with pikepdf.open(tmp_path / "handout.pdf") as book, book.open_outline() as outline:
        assert book.Root.Lang == "ru"
        assert "Кто кормит компанию?" in [item.title for item in outline.root]


def test_a_logo_and_the_colours_of_the_firm_are_in_every_document(tmp_path):
    logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (tmp_path / "logo.svg").write_text(logo, "utf-8")
    (tmp_path / "brand.yml").write_text(
        'firm: North & Sons\nlogo: logo.svg\ncolours: {accent: "#0b3d2e"}', "utf-8"
    )
    pack = packs.pack(tmp_path, brand=packs.load_brand(tmp_path))
    export(pack, tmp_path / "out")
    for name in ("handout.html", "index.html", "facilitator.html", "appendix.html"):
        source = (tmp_path / "out" / name).read_text("utf-8")
        assert "data:image/svg+xml;base64,PHN2ZyB4bWxucz0i" in source, name
        assert "--accent: #0b3d2e" in source, name
    assert (tmp_path / "out" / "handout.pdf").read_bytes().startswith(b"%PDF")


def test_a_pack_without_any_chapter_made_still_has_its_documents(tmp_path):
    export(packs.pack(tmp_path, packs.asked(), packs.failed()), tmp_path)
    assert "No chapter has come to a finding that asks for a decision." in (
        tmp_path / "handout.html"
    ).read_text("utf-8")


def test_a_single_executed_chapter_can_be_exported():
    nb = packs.chapter()
    body, _ = HandoutExporter().from_notebook_node(nb)
    assert "<h1>Who feeds the company?</h1>" in body
    data, _ = PdfExporter().from_notebook_node(nb)
    assert pikepdf.open(io.BytesIO(data)).pages


def test_a_template_in_the_working_folder_changes_nothing(tmp_path, monkeypatch):
    (tmp_path / "handout").mkdir()
    (tmp_path / "handout" / "index.html.j2").write_text("mine now", "utf-8")
    monkeypatch.chdir(tmp_path)
    body, _ = HandoutExporter().from_notebook_node(packs.chapter())
    assert "mine now" not in body


@pytest.mark.slow
def test_nbconvert_knows_the_exporters(tmp_path, monkeypatch):
    nbformat.write(packs.chapter(), tmp_path / "one.ipynb")
    monkeypatch.chdir(tmp_path)
    NbConvertApp().launch_instance(["--to", "workbook-handout", "one.ipynb"])
    assert (tmp_path / "one.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_merged_notebook_is_a_valid_notebook(five):
    nbformat.validate(merge(five[0]))


def test_the_tree_is_the_same_whoever_spoke_before(five):
    nb = merge(five[0])
    first = document(nb)
    language.use("ru", "RUB")
    assert document(nb) == first


class TestIndex:
    def test_tells_status_and_links_what_stands_there(self, five):
        page = html.fromstring((five[1] / "index.html").read_text("utf-8"))
        links = page.xpath("//ul[@class='files']//a/@href")
        assert links[-1] == "manifest.json"
        assert set(links[:-1]) == {p.name for p in five[1].iterdir()} - {"index.html"}
        status = [row.text_content() for row in page.xpath("//tbody/tr/td[1]")]
        assert status == ["made", "made", "made", "left out", "failed"]
        assert "05_x.ipynb, cell 7: ZeroDivisionError" in page.text_content()

    def test_answers_first(self, five):
        page = html.fromstring((five[1] / "index.html").read_text("utf-8"))
        (first, *_) = page.xpath("//main/section")
        said = dict(zip(first.xpath(".//dt/text()"), first.xpath(".//dd"), strict=True))
        texts = {question: answer.text_content() for question, answer in said.items()}
        assert "Not ready" in texts["Is it ready?"]
        assert "Ask the client for the table “losses”." in texts["What is missing?"]
        assert "first run" in texts["What has changed since the last run?"]
        assert "ZeroDivisionError" in texts["What looks wrong?"]

    def test_tells_a_table_by_its_columns(self, tmp_path):
        (tmp_path / "calls.csv").write_text("customer,at_stake,x1\n1,2,3\n", "utf-8")
        export(packs.pack(tmp_path), tmp_path)
        page = html.fromstring((tmp_path / "index.html").read_text("utf-8"))
        (line,) = page.xpath("//ul[@class='tables']/li")
        assert line.text_content() == "calls.csv Customer · At stake a year"

    def test_tells_what_moved_since_the_previous_run(self, tmp_path):
        result = packs.result(1)
        before = [dict(f) for f in result.findings]
        before[0]["money"] = 1_000_000.0
        before[1]["key"], before[1]["text"] = "old", "An old finding"
        export(packs.pack(tmp_path, result, before=before), tmp_path)
        text = html.fromstring((tmp_path / "index.html").read_text("utf-8")).text_content()
        assert "before: $1" in text
        assert "2 findings are new or have moved" in text
        assert "An old finding" in text

    def test_says_so_when_nothing_moved(self, tmp_path):
        result = packs.result(1)
        export(packs.pack(tmp_path, result, before=result.findings), tmp_path)
        assert "Nothing has changed" in (tmp_path / "index.html").read_text("utf-8")


def _rows_by_page(data):
    """Rows of the first table of a book, with its head and the words under it, page by page."""
    with pikepdf.open(io.BytesIO(data)) as book:
        pages = {page.objgen: number for number, page in enumerate(book.pages)}
        count = {}

        def walk(node, within):
            kind = str(node.get("/S", ""))
            row = node.objgen if kind == "/TR" else within
            if row is not None and "/Pg" in node:
                count.setdefault(pages[node.Pg.objgen], set()).add(row)
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                if isinstance(kid, pikepdf.Dictionary):
                    walk(kid, row)

        walk(book.Root.StructTreeRoot, None)
    return [len(rows) for _, rows in sorted(count.items())]


def _book_with_a_table_after(lines):
    table = packs.customers(13)
    nb = nbformat.v4.new_notebook()
    nb.cells = [
        packs.markdown("# Long"),
        *(packs.markdown(f"Line {i}.") for i in range(lines)),
        packs.code(lambda: show.table(table, "Table", packs.COLUMNS[::2], note="The note.")),
    ]
    return PdfExporter().from_notebook_node(nb)[0]


def test_a_split_table_leaves_no_row_and_no_note_alone_on_a_page():
    splits = [_rows_by_page(_book_with_a_table_after(lines)) for lines in range(24, 38)]
    assert any(len(split) == 2 for split in splits)
    assert all(split[0] >= 4 and split[-1] >= 3 for split in splits)
