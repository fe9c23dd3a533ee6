"""Do the pages of a pack need nothing, run nothing of the client's, and exclude nobody?"""

from importlib import resources

import pikepdf
import pytest

PAGES = ("handout.html", "facilitator.html", "index.html", "appendix.html", "slides.html")
SERIOUS = ("serious", "critical")
KINDS = """() => { const seen = new Set(), first = [];
  Reveal.getSlides().forEach((s, i) => {
    if (!seen.has(s.classList[0])) { seen.add(s.classList[0]); first.push(i); } });
  return first; }"""
OVERFLOWING = """() => [...document.querySelectorAll(
    'section.present h1, section.present h2, section.present p, section.present li,'
    + 'section.present td, section.present th, section.present img')]
  .filter(e => e.getClientRects().length && !e.closest('.spoken'))
  .filter(e => { const a = e.getBoundingClientRect(),
                   b = document.querySelector('.slides').getBoundingClientRect();
                 return a.right > b.right + 2 || a.bottom > b.bottom + 2 || a.left < b.left - 2; })
  .map(e => e.tagName + ' ' + e.textContent.slice(0, 60))"""


@pytest.fixture(params=PAGES)
def name(request):
    return request.param


def through(one):
    """Show every slide, where there are slides."""
    if one.page.evaluate("typeof Reveal") == "undefined":
        return
    last = one.page.evaluate("Reveal.getTotalSlides()")
    for _ in range(last - 1):
        one.page.evaluate("Reveal.next()")
    assert one.page.evaluate("Reveal.isLastSlide()")


def quiet(one):
    through(one)
    one.page.wait_for_timeout(100)
    assert one.dialogs == []
    assert one.asked == []
    assert one.said == []
    assert one.tried() == []


BAD = """<!DOCTYPE html><html lang="en"><head><title>Bad</title></head><body><main><h1>Bad</h1>
<img src="http://evil.example/x.png"><p style="color:#ddd;background:#fff">pale</p>
<script>alert(1); console.error("two"); fetch("http://evil.example/y"); throw new Error("three")
</script></main></body></html>"""


def test_the_watch_sees_what_a_bad_page_tries(opened, tmp_path):
    path = tmp_path / "bad.html"
    path.write_text(BAD, "utf-8")
    one = opened(path)
    assert one.dialogs == ["1"]
    assert {url.rpartition("/")[2] for url in one.asked} == {"x.png", "y"}
    assert any("two" in line for line in one.said)
    assert any("three" in line for line in one.said)
    assert {fault for fault, *_ in faults(one.page)} == {"image-alt", "color-contrast"}


def test_a_page_of_the_sample_asks_for_nothing_and_says_nothing(opened, sample_pack, name):
    quiet(opened(sample_pack() / name))


def test_nothing_of_a_hostile_client_runs(opened, hostile_pack, name):
    one = opened(hostile_pack() / name)
    quiet(one)
    assert not one.page.evaluate("document.querySelectorAll('[onerror],[onload],iframe').length")
    links = one.page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
    assert [href for href in links if ":" in href.split("#")[0]] == []


def test_slides_can_be_printed_without_a_request(opened, sample_pack, tmp_path):
    one = opened(sample_pack() / "slides.html", "?print-pdf")
    one.page.wait_for_selector(".pdf-page")
    one.page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True)
    assert (tmp_path / "slides.pdf").read_bytes().startswith(b"%PDF")
    assert (one.asked, one.said, one.tried()) == ([], [], [])


def test_slides_printed_from_the_menu_are_a_page_each(opened, sample_pack, tmp_path):
    one = opened(sample_pack() / "slides.html")
    one.page.pdf(path=tmp_path / "slides.pdf", prefer_css_page_size=True)
    with pikepdf.open(tmp_path / "slides.pdf") as book:
        assert len(book.pages) == one.page.locator(".slides > section").count()


@pytest.mark.parametrize("spoken", ["en", "ru"])
def test_axe_finds_no_serious_fault(opened, sample_pack, name, spoken):
    one = opened(sample_pack(spoken) / name)
    found = faults(one.page)
    if name == "slides.html":
        for slide in one.page.evaluate(KINDS)[1:]:
            one.page.evaluate("Reveal.slide(%d)" % slide)  # noqa: UP031
            found += faults(one.page)
    assert found == []


def faults(page):
    """Serious faults that axe finds on what is shown now."""
    page.evaluate("AXE => { window.axe || (0, eval)(AXE) }", axe())
    told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (fault["id"], fault["help"], [node["html"][:160] for node in fault["nodes"][:3]])
        for fault in told["violations"]
        if fault["impact"] in SERIOUS
    ]


def axe():
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def test_no_slide_runs_over_its_edges(opened, sample_pack):
    page = opened(sample_pack() / "slides.html").page
    over = {}
    for number in range(page.evaluate("Reveal.getTotalSlides()")):
        page.evaluate("n => Reveal.slide(n)", number)
        over[number] = page.evaluate(OVERFLOWING)
    assert {number: found for number, found in over.items() if found} == {}
