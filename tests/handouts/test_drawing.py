"""What of a picture is let into a page?"""

import pytest
from lxml import html

from helpers.handouts.web.drawing import Drawings, drawing

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'viewBox="0 0 9 9">%s</svg>'
)
GOOD = (
    '<defs><path id="m1" d="M 0 0"/><clipPath id="c1"><rect width="9" height="9"/></clipPath>'
    '</defs><g id="patch_1"><path d="M 0 0 L 9 9" clip-path="url(#c1)" style="fill: #1f4e79; '
    "stroke: none\"><title>Ann &lt;b&gt;: 5</title></path></g>"
    '<g><use xlink:href="#m1" x="1" y="2"/></g>'
    '<text style="font-family: Evil; font-size: 9px" x="1" y="1">a &amp; b</text>'
)  # fmt: skip
BAD = (
    "<script>alert(1)</script>",
    '<path d="M 0 0" onload="alert(1)"/>',
    '<image xlink:href="http://evil.example/x.png"/>',
    '<use xlink:href="http://evil.example/x.svg#a"/>',
    '<path d="M 0 0" clip-path="url(http://evil.example/#a)"/>',
    "<foreignObject><p>x</p></foreignObject>",
    '<style>@import "http://evil.example/x.css"</style>',
    '<a xlink:href="javascript:alert(1)"><path d="M 0 0"/></a>',
    "<g><animate/></g>",
    "not closed <g>",
)


def test_a_drawing_keeps_its_shapes_its_words_and_what_its_marks_tell():
    made = html.fromstring(str(drawing(SVG % GOOD, 'Chart: "x" & y', "d1")))
    assert made.get("aria-label") == 'Chart: "x" & y'
    assert made.xpath("//title/text()") == ["Ann <b>: 5"]
    assert made.xpath("//text/text()") == ["a & b"]
    assert made.xpath("//path[@fill]/@fill") == ["#1f4e79"]


def test_no_style_stands_in_an_element_and_no_name_without_use():
    made = html.fromstring(str(drawing(SVG % GOOD, "x", "d1")))
    assert made.xpath("//@style|//style|//@font-family") == []
    assert made.xpath("//@id") == ["d1-m1", "d1-c1"]
    assert made.xpath("//use/@href") == ["#d1-m1"]
    assert made.xpath("//path/@clip-path") == ["url(#d1-c1)"]


@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_drawing_of_ours_is_not_let_in(bad):
    assert drawing(SVG % (GOOD + bad), "x", "d1") is None


def test_two_drawings_of_a_page_share_no_name():
    drawings, block = Drawings(), {"t": "chart", "svg": SVG % GOOD, "alt": "x"}
    both = html.fromstring(f"<div>{drawings(block)}{drawings(block)}</div>")
    assert len(set(both.xpath("//@id"))) == 4
