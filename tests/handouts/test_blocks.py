import json

import nbformat
import pandas as pd
import pytest

from helpers import show
from helpers.handouts.blocks import LONGEST_LIST, chapter_blocks, title_and_rest
from helpers.handouts.markdown import markdown, words
from tests.handouts.packs import (
    COLUMNS,
    HOSTILE,
    bars,
    chapter,
    code,
    customers,
    finding,
)
from tests.handouts.packs import markdown as prose


def _kinds(blocks):
    return [block["t"] for block in blocks]


def test_a_handout_shows_neither_code_nor_what_is_for_others():
    blocks = chapter_blocks(chapter().cells)
    assert "code" not in _kinds(blocks)
    assert {b["kind"] for b in blocks if b["t"] == "box"} == {"decision"}


def test_a_list_under_a_decision_is_what_may_be_chosen():
    text = "**To decide:** whom?\n\n- the first\n- nobody"
    (box,) = chapter_blocks([prose(text, "decision")])
    assert _kinds(box["blocks"]) == ["paragraph", "options"]
    assert [words(item[0]["inline"]) for item in box["blocks"][1]["items"]] == [
        "the first",
        "nobody",
    ]
    (advice,) = chapter_blocks([prose(text, "facilitator")], "facilitator")
    assert _kinds(advice["blocks"]) == ["paragraph", "list"]


def test_the_guide_has_the_questions_and_the_appendix_the_code():
    guide = chapter_blocks(chapter().cells, "facilitator")
    assert {b["kind"] for b in guide if b["t"] == "box"} == {"decision", "facilitator"}
    appendix = chapter_blocks(chapter().cells, "appendix")
    assert "code" in _kinds(appendix)
    assert not {"chart", "table", "worksheet"} & set(_kinds(appendix))
    assert {b["kind"] for b in appendix if b["t"] == "box"} == {"method"}


def _in_detail():
    """A cell that is detail, and one of whose two tables only the second is."""
    frame = customers(3)
    return [
        prose("## How far can it be believed?", "detail"),
        code(lambda: show.chart(bars(), "It was tried"), tags=("detail",)),
        code(
            lambda: show.table(frame, "For all", COLUMNS),
            lambda: show.table(frame, "For some", COLUMNS, detail=True),
        ),
    ]


def _decided(*shown):
    """Decisions of a chapter whose two cells show what ``shown`` says, or a note."""
    missing = [lambda: show.note("Left out")]
    one, two = (code(*(calls or missing), source="show.chart(drawn)") for calls in shown)
    one.id, two.id = "spend", "worth"
    cells = [
        one,
        two,
        prose("**To decide:** a ceiling?", "decision", "about:spend"),
        prose("**To decide:** a name?", "decision", "about:worth", "about:spend"),
        code(
            lambda: show.worksheet("Ceilings", ["Who"], rows=2), tags=("worksheet", "about:spend")
        ),
    ]
    blocks = [b for b in chapter_blocks(cells) if b["t"] in ("box", "worksheet")]
    return [b["t"] if b["t"] == "worksheet" else words(b["blocks"][0]["inline"]) for b in blocks]


def test_a_decision_is_asked_where_something_shows_what_it_stands_on():
    chart = [lambda: show.chart(bars(), "So it is")]
    assert _decided(chart, chart) == ["To decide: a ceiling?", "worksheet"]
    assert _decided(chart, []) == ["To decide: a ceiling?", "worksheet"]
    assert _decided([], chart) == ["To decide: a name?"]
    assert _decided([], []) == []


@pytest.mark.parametrize("reader", ["handout", "slides"])
def test_the_room_does_without_detail(reader):
    assert [b["caption"] for b in chapter_blocks(_in_detail(), reader)] == ["For all"]


@pytest.mark.parametrize(
    ("tags", "detail", "heading"),
    [((), False, True), (("detail",), False, False), ((), True, False)],
)
def test_a_question_that_is_answered_in_detail_alone_is_not_put_to_the_room(tags, detail, heading):
    table = code(
        lambda: show.table(customers(3), "Largest", COLUMNS, detail=detail),
        tags=tags,
        source="show.table(listed)",
    )
    cells = [prose("## Who is largest?\n\nThe customers in a row."), table]
    assert ("heading" in _kinds(chapter_blocks(cells))) is heading
    assert "heading" in _kinds(chapter_blocks(cells, "facilitator"))


def test_who_leads_has_all_of_it():
    kinds = _kinds(chapter_blocks(_in_detail(), "facilitator"))
    assert kinds == ["heading", "chart", "table", "table"]


def test_the_appendix_has_what_the_room_did_without():
    blocks = [b for b in chapter_blocks(_in_detail(), "appendix") if b["t"] != "code"]
    assert _kinds(blocks) == ["heading", "chart", "table"]
    assert blocks[-1]["caption"] == "For some"


def test_a_chart_in_detail_does_not_take_its_finding_along():
    found = finding()
    cell = code(lambda: show.chart(bars(), found, detail=True), lambda: show.finding(found))
    assert _kinds(chapter_blocks([cell])) == ["finding"]


def test_an_unknown_reader_is_refused():
    with pytest.raises(ValueError, match="reader must be one of"):
        chapter_blocks([], "manager")


def test_a_finding_is_said_once_where_a_chart_has_it_as_its_title():
    found = finding()
    cells = [code(lambda: show.chart(bars(), found)), code(lambda: show.finding(found))]
    blocks = chapter_blocks(cells)
    assert _kinds(blocks) == ["chart"]
    assert blocks[0]["proof"] == "Counted from 635 rows of the table pareto"


def test_a_list_to_act_on_is_cut_and_says_how_much_is_left():
    cell = code(lambda: show.table(customers(40), "All", COLUMNS, act=True))
    (block,) = chapter_blocks([cell])
    assert block["shown"] == LONGEST_LIST
    assert len(block["cells"]) == 40
    assert block["more"] == "32 more rows in tables.xlsx"


def test_a_short_table_is_whole():
    (block,) = chapter_blocks([code(lambda: show.table(customers(3), "All", COLUMNS))])
    assert block["more"] == ""


def test_the_first_heading_is_the_title_and_headings_never_skip_a_level():
    cells = [prose("# Title\n\n*Why?*\n\n#### Deep\n\n# Again")]
    title, rest = title_and_rest(chapter_blocks(cells))
    assert words(title) == "Title"
    assert _kinds(rest) == ["question", "heading", "heading"]
    assert [b["level"] for b in rest if b["t"] == "heading"] == [2, 2]


def test_what_a_programmer_sees_stays_away():
    outputs = [
        nbformat.v4.new_output("stream", text="Warning: x.py:7"),
        nbformat.v4.new_output("error", ename="E", evalue="v", traceback=["t"]),
        nbformat.v4.new_output("display_data", data={"text/plain": "<Axes: >"}),
    ]
    cell = nbformat.v4.new_code_cell("x", outputs=outputs)
    assert chapter_blocks([cell]) == []


def test_a_plain_data_frame_becomes_a_table_of_ours():
    frame = pd.DataFrame({"name": HOSTILE[:6], "n": range(6)})
    data = {"text/html": frame.to_html(index=False), "text/plain": "x"}
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data)])
    (block,) = chapter_blocks([cell])
    assert [c["label"] for c in block["columns"]] == ["name", "n"]
    assert [row[0] for row in block["cells"]][:1] == [HOSTILE[0]]


@pytest.mark.parametrize("text", HOSTILE)
def test_html_of_others_is_reduced_to_its_text(text):
    data = {"text/html": f"<p onclick='x()'>{text}</p><script>alert(3)</script>"}
    cell = nbformat.v4.new_code_cell("x", outputs=[nbformat.v4.new_output("display_data", data)])
    assert "alert(3)" not in str(chapter_blocks([cell]))


def test_a_link_is_only_its_words():
    (block,) = markdown("[click](javascript:alert(1)) and <b>raw</b>")
    assert words(block["inline"]) == "click and <b>raw</b>"
    assert {piece["t"] for piece in block["inline"]} == {"text"}


def test_prose_over_a_chart_that_is_not_there_is_left_out():
    bare = nbformat.v4.new_code_cell("if len(rows):\n    show.chart(rows)")
    counted = nbformat.v4.new_code_cell("rows = count()")
    cells = [
        prose("# Title"),
        bare,
        prose("## Empty\n\nThe chart says:"),
        bare,
        prose("And:"),
        bare,
    ]
    kept = [
        prose("## Counted\n\nWords."),
        counted,
        prose("## Half"),
        bare,
        code(lambda: show.finding(finding())),
    ]
    said = json.dumps(chapter_blocks([*cells, *kept]))
    assert "Empty" not in said
    assert "And:" not in said
    assert all(word in said for word in ("Title", "Counted", "Half"))
    assert "Empty" in json.dumps(chapter_blocks(cells, "appendix"))


DECIDE = "**To decide:** who may grant a discount?"


def _asked(*shown):
    """A chapter that would show a list and then asks for a decision, with a sheet for it."""
    tables = [lambda one=one: show.table(one, "Discounts", COLUMNS) for one in shown]
    return [
        code(*tables, lambda: show.note("Not all is known."), source="show.table(discounts)"),
        prose(DECIDE, "decision"),
        code(lambda: show.worksheet("Rules", ["Who", "When"]), tags=("worksheet",)),
    ]


@pytest.mark.parametrize("reader", ["handout", "facilitator", "slides"])
def test_where_a_chapter_shows_nothing_nothing_is_asked(reader):
    assert _kinds(chapter_blocks(_asked(), reader)) == ["note"]
    assert {"box", "worksheet"} <= {*_kinds(chapter_blocks(_asked(customers(3)), reader))}


def test_words_on_the_method_are_not_for_the_room():
    cells = [code(lambda: show.note("Counted by months.", "method"))]
    assert chapter_blocks(cells) == []
    assert _kinds(chapter_blocks(cells, "facilitator")) == ["note"]
