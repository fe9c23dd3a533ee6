"""What does a document say, whatever its format?"""

import io
import json
import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from lxml import etree, html

OFFICE = (".pptx", ".xlsx")
SPOKEN = ("alt", "aria-label", "title", "content", "placeholder")
_PICTURE = re.compile(rb"base64,([A-Za-z0-9+/=]+)")
_MAPPED = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_SPAN = re.compile(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(<[0-9A-Fa-f]+>|\[[^]]*\])")


def files(folder: Path) -> list[Path]:
    """Files of a pack, without the cache of the runner."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return [path for path in found if ".cache" not in path.relative_to(folder).parts]


@cache
def text_of(path: Path) -> str:
    """Text that a reader of the file can come upon: shown, spoken, or in its notes."""
    if path.suffix == ".html":
        return _page(path.read_text("utf-8"))
    if path.suffix == ".pdf":
        return _book(path)
    if path.suffix in OFFICE:
        return "\n".join(_parts(path.read_bytes()))
    if path.suffix in (".ipynb", ".json"):
        return "\n".join(_strings(json.loads(path.read_text("utf-8"))))
    return path.read_text("utf-8")


def inside(path: Path) -> bytes:
    """Everything that stands in a file: unpacked, with the pictures that it carries."""
    if path.suffix in OFFICE or path.suffix == ".pdf":
        return text_of(path).encode()
    return b"\n".join([path.read_bytes(), text_of(path).encode(), *pictures_of(path)])


def pictures_of(path: Path) -> list[bytes]:
    """Pictures, fonts and the like that a page carries."""
    return [b64decode(found + b"==") for found in _PICTURE.findall(path.read_bytes())]


def _page(source: str) -> str:
    tree = html.fromstring(source)
    for hidden in tree.xpath("//style|//script"):
        hidden.drop_tree()
    said = [value for name in SPOKEN for value in tree.xpath(f"//@{name}")]
    return "\n".join([tree.text_content(), *said])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, branch in value.items():
            yield key
            yield from _strings(branch)
    elif isinstance(value, list):
        for branch in value:
            yield from _strings(branch)


def parts_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of each part of an Office file, and of the files in it."""
    yield from _unpacked(path.read_bytes())


def _unpacked(packed: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        for name in file.namelist():
            content = file.read(name)
            yield name, content
            if name.endswith(OFFICE):
                yield from _unpacked(content)


def _parts(packed: bytes) -> Iterator[str]:
    for name, content in _unpacked(packed):
        if name.endswith((".xml", ".rels")):
            tree = etree.fromstring(content)
            yield from (text for text in tree.itertext() if text.strip())
            yield from (str(value) for value in tree.xpath("//@descr|//@Target|//@name"))
        elif name.endswith(".svg"):
            yield content.decode()


def _book(path: Path) -> str:
    """Text of a PDF, in the order in which it is set."""
    with pikepdf.open(path) as book:
        said = [text for page in book.pages for text in _set_on(page)]
        return "".join(said) + "\n" + str(book.docinfo.get("/Title", ""))


def _set_on(page: pikepdf.Page) -> Iterator[str]:
    fonts = page.resources.get("/Font", {})
    known = {name: signs_of(font) for name, font in fonts.items()}
    font: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            font = known.get(str(operands[0]), {})
        elif str(operator) == "Tj":
            yield decoded(bytes(operands[0]), font)
        elif str(operator) == "TJ":
            for piece in operands[0]:
                if isinstance(piece, pikepdf.String):
                    yield decoded(bytes(piece), font)


def signs_of(font: Any) -> dict[int, str]:
    """What the signs of a font of a PDF stand for."""
    if "/ToUnicode" not in font:
        return {}
    source = font.ToUnicode.read_bytes().decode("latin-1")
    signs = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        signs |= {int(code, 16): _signs(text) for code, text in _MAPPED.findall(block)}
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in _SPAN.findall(block):
            start = int(re.search("<(.*?)>", text)[1], 16)
            for step in range(int(last, 16) - int(first, 16) + 1):
                signs[int(first, 16) + step] = chr(start + step)
    return signs


def _signs(text: str) -> str:
    return bytes.fromhex(text).decode("utf-16-be", "replace")


def decoded(said: bytes, font: dict[int, str]) -> str:
    """Text of the signs of a font."""
    codes = (int.from_bytes(said[i : i + 2], "big") for i in range(0, len(said), 2))
    return "".join(font.get(code, "") for code in codes)


def colours_of(path: Path) -> set[str]:
    """Colours, as ``#rrggbb``, in which the pages of a PDF fill and stroke."""
    found = set()
    with pikepdf.open(path) as book:
        for page in book.pages:
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) in ("sc", "scn", "SC", "SCN", "rg", "RG") and len(operands) == 3:
                    found.add("#" + "".join(f"{round(float(x) * 255):02x}" for x in operands))
    return found
