"""Does a page fit its screen, light and dark, and does what it offers work?"""

import pytest

WIDTHS = (1600, 1366, 400)
# what is wider than its place and cannot be scrolled to; a table may scroll in its own frame
CUT = """() => [...document.querySelectorAll('main *, header *, nav *, footer *')]
  .filter(e => e.getClientRects().length && !e.closest('.scroll, svg, .skip, details, [hidden]'))
  .filter(e => { const box = e.getBoundingClientRect();
                 return box.width > 1 && (box.right > innerWidth + 1 || box.left < -1); })
  .map(e => e.tagName + ' ' + e.textContent.trim().slice(0, 60))"""
CHARTS = """() => [...document.querySelectorAll('.chart svg, .chart img')]
  .filter(e => e.getClientRects().length)
  .map(e => { const own = e.getBoundingClientRect(),
                    room = e.closest('.scroll').getBoundingClientRect();
              return [own.right - room.right, own.left - room.left, own.height]; })"""
GROUND = "getComputedStyle(document.querySelector('.part')).backgroundColor"


@pytest.fixture(params=["handout.html", "facilitator.html", "index.html"])
def name(request):
    return request.param


def fits(one, width):
    """Nothing wider than the screen, and nothing said, asked or refused."""
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    assert one.page.evaluate(CUT) == []
    for over, under, height in one.page.evaluate(CHARTS):
        assert over <= 1
        assert under >= -1
        assert height > 10
    assert (one.said, one.asked, one.tried()) == ([], [], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("spoken", ["en", "ru"])
def test_nothing_is_cut_at_any_width(opened, sample_pack, spoken, name, width, scheme):
    fits(opened(sample_pack(spoken) / name, width=width, scheme=scheme), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_hostile_names_widen_no_page(opened, hostile_pack, name, width):
    fits(opened(hostile_pack() / name, width=width), width)


@pytest.mark.parametrize("width", WIDTHS)
def test_slides_are_as_wide_as_their_screen(opened, sample_pack, width):
    one = opened(sample_pack() / "slides.html", width=width)
    assert one.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (one.said, one.asked, one.tried()) == ([], [], [])


@pytest.fixture
def handout(opened, sample_pack):
    return opened(sample_pack() / "handout.html", width=1366)


def test_a_mark_of_a_chart_tells_its_number_beside_the_pointer(handout):
    mark = handout.page.locator("svg [data-told]").first
    mark.evaluate("mark => mark.scrollIntoView({block: 'center'})")
    handout.page.wait_for_timeout(200)  # scrolling takes what is told away
    box = mark.bounding_box()
    handout.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    tip = handout.page.locator(".tip")
    assert tip.is_visible()
    assert any(sign.isdigit() for sign in tip.text_content())


def test_every_chart_has_its_numbers_under_it(handout):
    charts = handout.page.locator("figure.chart").count()
    assert charts
    assert handout.page.locator("figure.chart details").count() == charts


def test_a_customer_is_found_by_code_and_by_name_wherever_it_stands(handout):
    row = handout.page.locator(".table tbody tr:has(td.s)").first
    code, name = row.locator("td").all_text_contents()[:2]
    for asked in (code, name):
        handout.page.fill("#find", asked)
        assert code in handout.page.locator("#found").text_content()
    handout.page.fill("#find", code)
    handout.page.locator("#found li a").first.click()
    assert code in handout.page.locator("tr.here").text_content()
    assert handout.page.locator("tr.here").is_visible()


def test_who_is_not_there_is_said(handout):
    handout.page.fill("#find", "no such customer")
    assert "Nobody" in handout.page.locator("#found").text_content()


def test_a_table_is_sorted_by_its_numbers(handout):
    table = handout.page.locator(".table table:has(tr.rest)").first
    button = table.locator("th.n button.by").first
    for up in (False, True):
        button.click()
        values = table.evaluate(
            "t => { const at = [...t.rows[0].cells].findIndex(c => c.classList.contains('n'));"
            "return [...t.tBodies[0].rows].map(r => Number(r.cells[at].dataset.v)); }"
        )
        assert values == sorted(values, reverse=not up)


def test_a_list_shows_one_manager(handout):
    pick = handout.page.locator(".tools select").first
    name = pick.locator("option").nth(1).text_content()
    pick.select_option(name)
    table = handout.page.locator(".table:has(.tools select)").first
    shown = table.locator("tbody tr:visible").all_text_contents()
    assert shown
    assert all(name in row for row in shown)


def test_a_number_is_copied_with_its_source(handout):
    handout.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    cell = handout.page.locator(".table td.n").first
    cell.click()
    copied = handout.page.locator(".said").text_content()
    assert cell.text_content().strip() in copied
    assert handout.page.title() in copied


def test_the_dark_page_is_dark_and_the_switch_turns_it(opened, sample_pack):
    page = opened(sample_pack() / "handout.html", width=1366, scheme="dark").page
    dark = page.evaluate(GROUND)
    page.click("#lamp")
    assert (dark, page.evaluate(GROUND)) == ("rgb(27, 32, 38)", "rgb(255, 255, 255)")


def test_the_contents_follow_the_reader(handout):
    page = handout.page
    for place in ("chapter-01", "chapter-04"):
        page.evaluate("place => document.getElementById(place).scrollIntoView()", place)
        page.wait_for_function(
            "place => document.querySelector('.contents [aria-current]').hash === '#' + place",
            arg=place,
        )
    assert page.locator(".contents").bounding_box()["y"] >= 0


def test_without_its_script_every_word_is_there(chromium, sample_pack):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample_pack() / "handout.html").as_uri())
    assert page.locator("figure.chart svg text").first.is_visible()
    assert page.locator("#tools").is_hidden()
    assert page.locator(".onward a").first.is_visible()
    context.close()
