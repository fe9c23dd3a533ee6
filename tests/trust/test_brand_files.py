"""A brand of any shape is refused in a sentence before a chapter runs, or can be used."""

import os
import struct
import zlib

import pytest

from helpers import project
from helpers.errors import ClientDataError
from helpers.handouts.brand import load_brand
from helpers.handouts.brand_files import logo_fault

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">{}</svg>'
GOOD = SVG.format('<rect width="5" height="5"/>')


def png(width, height, rows):
    def chunk(kind, body):
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", b"<svg"),
        ("logo.svg", b""),
        ("logo.svg", b"\xff\xfe\x00"),
        ("logo.svg", b"<html></html>"),
        ("logo.svg", SVG.format("<script>1</script>").encode()),
        ("logo.svg", SVG.format('<image href="http://evil.example/x.png"/>').encode()),
        ("logo.svg", SVG.format('<rect onload="x()"/>').encode()),
        ("logo.svg", SVG.format("<style>@import url(//evil.example/x.css);</style>").encode()),
        ("logo.svg", SVG.format("<style><![CDATA[@import 'x']]></style>").encode()),
        ("logo.svg", SVG.format("<style>&#64;import 'x'</style>").encode()),
        ("logo.svg", SVG.format("<style>rect{fill:url(//evil.example/x)}</style>").encode()),
        ("logo.svg", SVG.format('<rect fill="url(//evil.example/x#a)"/>').encode()),
        ("logo.svg", SVG.format('<rect style="fill:u\\72l(http://evil)"/>').encode()),
        ("logo.svg", SVG.format('<rect><set attributeName="href" to="x"/></rect>').encode()),
        ("logo.svg", b'<?xml-stylesheet href="http://evil/x.css"?>' + GOOD.encode()),
        ("logo.svg", SVG.format("<g>" * 5000 + "</g>" * 5000).encode()),
        ("logo.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode()),
        ("logo.svg", GOOD.encode() + b" " * 1_000_001),
        ("logo.png", b"\x89PNG\r\n\x1a\n broken"),
        ("logo.png", GOOD.encode()),
        ("logo.png", png(30_000, 30_000, bytes(30_001 * 100))),
        ("logo.png", png(10, 10, b"short")),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_before_any_chapter_runs(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (tmp_path / "brand.yml").write_text(f"logo: {name}")
    with pytest.raises(ClientDataError, match="cannot be used.*\n- The logo"):
        load_brand(tmp_path)


@pytest.mark.parametrize(("name", "content"), [
    ("logo.svg", GOOD.encode()), ("logo.png", png(2, 2, bytes(6))),
    ("logo.svg", SVG.format('<g id="a"/><rect fill="url(#a)"/><style>g{fill:#1}</style>').encode()),
])  # fmt: skip
def test_a_logo_that_can_be_used_is_taken(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert logo_fault(tmp_path / name) == ""


@pytest.mark.parametrize(
    "told",
    [
        "{a: " * 5000,
        "- a",
        "firm: [1]",
        "7: 8",
        "logo: 'a\0b'",
        "logo: " + "a" * 5000,
        "logo: ../../x.svg",
        "colours: 7",
        "colours: {ink: red}",
        "fonts: {text: ''}",
        "fonts: {text: No Such}",
        "firm: " + "x" * 500,
        "firm: a\nfirm: b",
        "x" * 300_000,
    ],
    ids=range(14),
)
def test_a_brand_file_of_any_shape_is_answered_in_a_few_words(tmp_path, told):
    (tmp_path / "brand.yml").write_text(told)
    with pytest.raises(ClientDataError) as said:
        load_brand(tmp_path)
    assert len(str(said.value)) < 2_000


def test_a_broken_font_is_told_by_its_name(tmp_path):
    (tmp_path / "brand.yml").write_text("firm: Acme")
    (tmp_path / "fonts").mkdir()
    good = sorted((project.TEMPLATES / "fonts").glob("*.ttf"))[0]
    (tmp_path / "fonts/Fine.ttf").write_bytes(good.read_bytes())
    assert load_brand(tmp_path).firm == "Acme"
    (tmp_path / "fonts/Broken.ttf").write_bytes(good.read_bytes()[:2000])
    if os.name == "posix":
        os.mkfifo(tmp_path / "fonts/Pipe.ttf")
    with pytest.raises(ClientDataError, match="'Broken.ttf' cannot be used") as said:
        load_brand(tmp_path)
    assert "Fine" not in str(said.value)
