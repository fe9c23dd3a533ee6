"""The screen: one message a slide, nothing from outside, nothing over the edge."""

import re
from base64 import b64encode
from hashlib import sha256

import pandas as pd
import pytest
from lxml import html

from helpers import show
from helpers.handouts.assemble import document, merge
from helpers.handouts.book.faces import faces_of
from helpers.handouts.brand import load_brand
from helpers.handouts.slides import scenes
from helpers.handouts.slides.chosen import MOST, chosen
from helpers.handouts.slides.deck import READER, _agenda, deck
from helpers.handouts.slides.reveal import FOLDER, SlidesExporter
from helpers.handouts.typeset.fit import LEADING, fit
from tests.handouts import packs

BRAND = load_brand()


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slides")
    results = [packs.result(1), packs.result(2), packs.asked(), packs.failed()]
    return packs.pack(folder, *results)


@pytest.fixture(scope="module")
def shown(pack):
    return deck(document(merge(pack, READER), READER), BRAND)["slides"]


@pytest.fixture(scope="module")
def page(pack):
    return html.fromstring(_page(merge(pack, READER)).encode())


def _page(nb):
    return SlidesExporter().from_notebook_node(nb, {"workbook": {"brand": BRAND}})[0]


def _slides(*cells):
    nb = packs.chapter()
    nb.cells = [packs.markdown("# Title\n\n*Question?*"), *cells]
    return deck(document(nb, READER), BRAND)["slides"]


def test_the_day_opens_with_its_question_and_ends_with_its_decisions(shown):
    kinds = [s["kind"] for s in shown]
    assert kinds[0] == "title"
    assert kinds[-2] == "decision"
    assert kinds.count("findings") == 2
    assert kinds[-1] == "decisions"
    assert shown[-1]["rows"] == ["Who feeds the company?"] * 2


def test_a_chart_stands_under_its_finding_with_its_source(shown):
    chart = next(s for s in shown if s["kind"] == "chart")
    assert chart["title"] == "81% of the money comes from 127 customers"
    assert chart["source"].startswith("12 months · Counted from 635 rows")


def test_neither_worksheets_nor_lists_are_projected(shown, page):
    assert "Customer number 3" not in page.text_content()
    decision = next(s for s in shown if s["kind"] == "decision")
    assert (decision["label"], decision["title"]) == (
        "To decide · 1 · Who feeds the company?",
        "Whom may nobody lose?",
    )
    assert decision["paper"] == ["On paper: Who answers for them?"]


def test_what_the_facilitator_says_is_in_the_notes_alone(page):
    (said,) = {p.text for p in page.xpath("//p[text()='Ask first, show later.']")}
    assert said
    hidden = page.xpath("//div[@class='spoken'][@hidden]//p[text()='Ask first, show later.']")
    assert hidden
    assert "The measure is counted so." not in page.text_content()


def test_advice_after_a_chart_belongs_to_it():
    found = packs.finding()
    chart = packs.code(lambda: show.chart(packs.bars(3), found))
    slides = _slides(packs.markdown("## Part"), chart, packs.markdown("Wait.", "facilitator"))
    assert [s["kind"] for s in slides] == ["title", "chart"]
    assert "Wait." in slides[1]["spoken"]
    assert "Question?" in slides[1]["spoken"]


def test_one_slide_for_each_question_and_the_rest_is_said():
    chart = packs.code(lambda: show.chart(packs.bars(3), packs.finding()))
    more = packs.code(lambda: show.chart(packs.bars(4), packs.finding("a.more", message="More")))
    alone = packs.code(lambda: show.finding(packs.finding("a.one", message="Alone")))
    parts = [packs.markdown("## One"), alone, packs.markdown("## Two"), chart, more]
    slides = _slides(*parts)
    assert [s["kind"] for s in slides] == ["title", "chart"]
    assert "Alone" in slides[1]["spoken"]  # a sentence on white is no slide
    assert "More" in slides[1]["spoken"]


def test_a_short_table_is_shown_where_there_is_no_chart():
    columns = [show.Column("a", "Name"), show.Column("b", "Money", "money")]
    found = packs.code(lambda: show.finding(packs.finding()))

    def table(rows):
        frame = pd.DataFrame({"a": ["x"] * rows, "b": 1.0})
        return packs.code(lambda: show.table(frame, "Caption", columns))

    assert [s["kind"] for s in _slides(table(6), found)][1:] == ["table"]
    assert [s["kind"] for s in _slides(table(7), found)][1:] == []
    assert [s["kind"] for s in _slides(found, table(6))][1:] == []  # it proves nothing


def test_findings_without_a_chart_share_a_slide_by_threes():
    cells = [
        packs.code(lambda i=i: show.finding(packs.finding(f"a.b{i}", message=f"Finding {i}")))
        for i in range(5)
    ]
    slides = _slides(packs.markdown("## What is odd?"), *cells)
    assert [s.get("items") for s in slides[1:]] == [["Finding 0", "Finding 1", "Finding 2"]]
    assert slides[1]["title"] == "What is odd?"
    assert {"Finding 3", "Finding 4"} <= set(slides[1]["spoken"])


BESIDE = 7  # cover, day, figures, two of sentences, two of decisions


def _asked(*keys, kind="chart"):
    made = [{"kind": kind, "title": key, "finding": key, "spoken": [f"Say {key}"]} for key in keys]
    return [*made, {"kind": "decision", "title": "?", "spoken": []}]


def _titles(chapters):
    return [one["title"] for slides in chapters for one in slides if one["kind"] != "decision"]


def test_each_chapter_shows_its_best_question_and_seconds_fill_the_room_that_is_left():
    chapters = [_asked("a1", "a2", "a3"), _asked("b1")]
    assert _titles(chosen(chapters, set(), beside=BESIDE)) == ["a1", "b1"]
    # a chapter without a decision leaves a slide, and never more than two are shown of one
    open_ended = [_asked("a1", "a2", "a3"), _asked("b1")[:1]]
    assert _titles(chosen(open_ended, set(), beside=BESIDE)) == ["a1", "a2", "b1"]


def test_what_the_first_page_says_is_shown_before_other_questions():
    chapters = [_asked("a1", "a2")]
    (shown,) = chosen(chapters, {"a2"}, beside=BESIDE)
    assert [one["title"] for one in shown] == ["a2", "?"]
    assert shown[0]["spoken"] == ["a1", "Say a1", "Say a2"]  # nothing is lost


def test_sentences_stand_in_where_a_chapter_has_no_chart():
    sentences = _asked("s1", "s2", kind="statements")
    assert _titles(chosen([sentences], set(), beside=BESIDE)) == ["s1"]
    both = [*sentences[:1], *_asked("c1")]
    assert _titles(chosen([both], set(), beside=BESIDE)) == ["c1"]


def test_a_day_of_sixteen_chapters_has_thirty_five_slides_at_most():
    shown = chosen([_asked(f"{n}a", f"{n}b") for n in range(14)], set(), beside=BESIDE)
    assert sum(map(len, shown)) == MOST - BESIDE
    longer = chosen([_asked(f"{n}a", f"{n}b") for n in range(17)], set(), beside=BESIDE + 1)
    assert sum(map(len, longer)) == MOST - BESIDE - 1


def test_where_there_is_no_room_for_all_the_last_chapter_does_not_lose_its_slide():
    chapters = [_asked(f"{n}a") for n in range(14)]
    shown = _titles(chosen(chapters, {"0a"}, beside=BESIDE + 1))
    assert ("0a" in shown, "1a" in shown, "13a" in shown) == (True, False, True)


@pytest.mark.parametrize(("n", "halves"), [(8, False), (9, True), (16, True), (17, True)])
def test_the_day_stands_on_one_slide_whatever_its_chapters(n, halves):
    letters = scenes.letters_of(BRAND)
    titles = [f"{nth} · Who earns the money, and who takes it back from us all" for nth in range(n)]
    parts = [{"kind": "chapter", "title": title, "minutes": "25 minutes"} for title in titles]
    (day,) = _agenda(parts, letters)
    assert (len(day["items"]), day["halves"], len(day["spoken"])) == (
        min(n, 16),
        halves,
        n - min(n, 16),
    )
    wide = scenes.ROOM / (2 if halves else 1) - scenes.BESIDE_A_LINE
    assert all(letters.text.width(line, day["item_size"]) <= wide for line in day["items"])
    rows = -(-len(day["items"]) // (2 if halves else 1))
    high = day["item_size"] * LEADING
    assert rows * (high + scenes.GAP) - scenes.GAP <= scenes.BODY_HEIGHT


def test_the_day_is_not_told_where_none_was_planned():
    assert (
        _agenda([{"kind": "chapter", "title": "x", "minutes": ""}], scenes.letters_of(BRAND)) == []
    )


def test_a_decision_shows_its_ways_to_be_struck_out():
    options = packs.markdown("**To decide:** who calls?\n\n- Each of us\n- Nobody", "decision")
    decision = _slides(packs.code(lambda: show.finding(packs.finding())), options)[-2]
    assert (decision["title"], decision["ways"]) == ("Who calls?", ["Each of us", "Nobody"])


def test_a_slide_says_on_which_page_of_the_handout_its_chart_stands(pack):
    tree = document(merge(pack, READER), READER)
    ids = [part["id"] for part in tree["parts"] if part["kind"] == "chapter"]
    title = "81% of the money comes from 127 customers"
    pages = {ids[0]: 4, f"{ids[0]} chart {title}": 7, ids[1]: 9}
    shown = deck(tree, BRAND, pages)["slides"]
    labels = [one["label"] for one in shown if one["kind"] == "chart"]
    assert [label.rpartition(" · ")[2] for label in labels] == ["Handout, p. 7", "Handout, p. 9"]


def test_titles_have_room_for_a_wider_face():
    letters = scenes.letters_of(BRAND)
    own = faces_of(BRAND)[1].width("Клиенты", 10)
    assert letters.bold.width("Клиенты", 10) > own


@pytest.mark.parametrize("text", ["word " * 300, "long" * 500, "x", "Ж" * 3000])
def test_no_title_is_larger_than_its_place(text):
    letters = scenes.letters_of(BRAND)
    one = fit(letters.headings, text, scenes.TITLES, width=scenes.ROOM, height=scenes.TITLE_HEIGHT)
    assert one.height <= scenes.TITLE_HEIGHT
    assert one.text == " ".join(text.split()) or one.text.endswith("…")


def test_what_is_cut_on_the_slide_is_in_the_notes():
    text = "word " * 300
    found = packs.finding(message=text)
    slides = _slides(packs.code(lambda: show.chart(packs.bars(3), found)))
    assert slides[1]["title"].endswith("…")
    assert any(line.startswith("word word") for line in slides[1]["spoken"])


class TestPage:
    def test_names_every_script_and_style_by_its_fingerprint(self, page):
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")
        assert "unsafe" not in policy
        for source in page.xpath("//script/text()|//style/text()"):
            assert b64encode(sha256(source.encode()).digest()).decode() in policy

    def test_asks_nothing_from_outside(self, page):
        assert not page.xpath("//link|//iframe|//object|//form|//*[@style]|//a|//script[@src]")
        assert all(src.startswith("data:") for src in page.xpath("//@src"))
        assert set(re.findall(r"url\((\w+):", page.findtext(".//style"))) == {"data"}

    def test_can_be_heard(self, page):
        assert len(page.findall(".//h1")) == 1
        sections = page.findall(".//section")
        assert all(len(s.xpath("./h1|./h2")) == 1 for s in sections)
        assert all(img.get("alt").startswith("Chart: ") for img in page.findall(".//img"))

    def test_is_printed_as_it_is_shown(self, page):
        style = page.xpath("string(//style)")
        assert "font-size:28pt!important" not in style  # reveal.js would print running text
        assert style.count("{") == style.count("}")
        assert "break-after: page" in style

    def test_every_size_of_letters_stands_in_the_style(self, page):
        style = (FOLDER / "style.css").read_text("utf-8")
        used = set(re.findall(r"\b([ts]\d\d)\b", " ".join(page.xpath("//section//@class"))))
        sizes = {f"t{n}" for n in (*scenes.TITLES, *scenes.BIG)}
        sizes |= {f"s{n}" for n in (*scenes.TEXTS, *scenes.RANKED, *scenes.SMALL, *scenes.TABLES)}
        sizes |= {f"s{n}" for n in scenes.WAYS}
        assert all(f".{name} {{" in style for name in used | sizes)

    def test_vendor_files_are_small_and_end_no_script(self):
        files = list((FOLDER / "vendor").glob("*.*"))
        assert sum(f.stat().st_size for f in files) < 400_000
        assert "</script" not in (FOLDER / "vendor" / "reveal.js").read_text("utf-8")


def test_hostile_text_is_text(tmp_path):
    page = html.fromstring(_page(merge(packs.hostile(tmp_path), READER)).encode())
    assert len(page.findall(".//script")) == 2
    assert not page.xpath("//*[@onerror]|//a|//section//script")
    text = page.text_content()
    assert all(packs.HOSTILE[i] in text for i in (0, 2, 3, 4, 5, 6))
    assert "\u202e" not in text


def test_the_slides_count_chapters_as_their_notebooks_do(tmp_path):
    pack = packs.pack(tmp_path, packs.result(2), packs.result(7))
    slides = deck(document(merge(pack, READER), READER), BRAND)["slides"]
    labels = [slide["label"] for slide in slides if slide["kind"] == "chart"]
    assert {label.partition(" · ")[0] for label in labels} == {"2", "7"}


def test_one_executed_chapter_makes_slides():
    assert "Whose money is it?" in _page(packs.chapter())
