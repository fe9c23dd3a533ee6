"""What stands where on the pages of a printed book? Read from the file itself, not from its maker.

A tagged PDF says which of its marks are headings, figures and rows of tables; its content says
where each mark came to stand. Places are points from the foot of the page.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

from tests.documents import decoded, signs_of

HEADINGS = ("/H1", "/H2", "/H3", "/H4")
SHOWN = ("/Figure", "/Table")
SET = ("Tj", "TJ")
DRAWN = ("f", "f*", "S", "B", "b", "s")
OTHERS = ("/P", "/Strong", "/TOC")
WORDS = "/Span"  # paragraphs as they follow one another; a finding is a /P


@dataclass
class Page:
    """Marks of one page: where its lowest stands, where each tagged one begins, what is said."""

    height: float = 0.0
    lowest: float = float("inf")
    tagged: dict[int, float] = field(default_factory=dict)
    said: str = ""


@dataclass(frozen=True)
class Thing:
    """A heading, a paragraph, a figure or a table: on which page it begins, and how high."""

    tag: str
    page: int
    high: float
    rows: tuple[int, ...] = ()  # of a table: how many stand on each of its pages


@dataclass(frozen=True)
class Book:
    """Pages of a book, and its things in the order in which they are read."""

    pages: list[Page]
    things: list[Thing]

    def white(self, above: float, below: float) -> list[float]:
        """Share of each page's text that is white at its foot; ``above``, ``below``: margins."""
        return [
            max(0.0, min(page.lowest, page.height - above) - below) / (page.height - above - below)
            for page in self.pages
        ]

    def last_of_a_part(self) -> set[int]:
        """Pages before one that begins with a title, the cover, and the last."""
        first: dict[int, Thing] = {}
        for thing in self.things:
            if thing.tag in (*HEADINGS, *SHOWN) and thing.high > 0:
                first.setdefault(thing.page, thing)
        begin = {page for page, thing in first.items() if thing.tag == "/H1"}
        return {page - 1 for page in begin if page} | {0, len(self.pages) - 1}

    def parted(self) -> list[tuple[int, int]]:
        """Pages of headings, and of what they announce, where these are not the same."""
        found = []
        for nth, thing in enumerate(self.things):
            after = (t for t in self.things[nth + 1 :] if t.tag != WORDS)
            announced = next(after, thing) if thing.tag in HEADINGS[1:] else thing
            if announced.tag not in HEADINGS and announced.page != thing.page:
                found.append((thing.page, announced.page))
        return found

    def bare_headings(self) -> list[int]:
        """Pages that end in a heading: what comes next stands on another page."""
        pairs = zip(self.things, self.things[1:], strict=False)
        return [a.page for a, b in pairs if a.tag in HEADINGS and b.page > a.page]


def book_of(path: Path) -> Book:
    """Pages and things of a tagged PDF."""
    with pikepdf.open(path) as file:
        pages = [_page(page) for page in file.pages]
        numbers = {page.objgen: nth for nth, page in enumerate(file.pages)}
        return Book(pages, list(_things(file.Root.StructTreeRoot, numbers, pages)))


def _page(page: pikepdf.Page) -> Page:
    pen = _Pen(page)
    for operands, operator in pikepdf.parse_content_stream(page):
        pen.follow(str(operator), list(operands))
    return pen.page


class _Pen:
    """Follows what draws a page: where the pen is, and under which tags it draws."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.page = Page(float(page.mediabox[3]))
        fonts = page.resources.get("/Font", {})
        self.fonts = {name: signs_of(font) for name, font in fonts.items()}
        self.font: dict[int, str] = {}
        self.at, self.kept = pikepdf.Matrix(), []
        self.path: list[tuple[float, float]] = []
        self.tags: list[Any] = []

    def follow(self, operator: str, operands: list[Any]) -> None:
        """Take one step."""
        steps = {"q": self.keep, "Q": self.go_back, "cm": self.move, "Tf": self.letters}
        steps |= dict.fromkeys(("BDC", "BMC"), self.begin) | {"EMC": self.end, "Do": self.picture}
        steps |= dict.fromkeys(("m", "l", "c"), self.line) | dict.fromkeys(SET, self.write)
        steps |= dict.fromkeys(DRAWN, self.draw) | {"n": self.forget}
        steps.get(operator, lambda *_: None)(*operands)

    def keep(self) -> None:
        self.kept.append(self.at)

    def go_back(self) -> None:
        self.at = self.kept.pop()

    def move(self, *by: Any) -> None:
        self.at = pikepdf.Matrix(*map(float, by)) @ self.at

    def letters(self, font: Any, _: Any) -> None:
        self.font = self.fonts.get(str(font), {})

    def begin(self, _: Any, told: Any = None) -> None:
        self.tags.append({} if told is None else told)

    def end(self) -> None:
        self.tags.pop()

    def line(self, *ends: Any) -> None:
        pairs = zip(ends[::2], ends[1::2], strict=True)
        self.path += [self.at.transform((float(x), float(y))) for x, y in pairs]

    def forget(self) -> None:
        self.path = []

    def draw(self) -> None:
        self._mark(self.path)
        self.path = []

    def picture(self, _: Any) -> None:
        self._mark([self.at.transform((0.0, 0.0)), self.at.transform((1.0, 1.0))])

    def write(self, said: Any) -> None:
        self._mark([self.at.transform((0.0, 0.0))])
        pieces = said if isinstance(said, pikepdf.Array) else [said]
        texts = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
        if not self._on_every_page():
            self.page.said += "".join(decoded(text, self.font) for text in texts)

    def _mark(self, points: list[tuple[float, float]]) -> None:
        """Note where something was drawn."""
        if self._on_every_page() or not points:
            return
        self.page.lowest = min(self.page.lowest, *(y for _, y in points))
        for told in (tag for tag in self.tags if "/MCID" in tag):
            self.page.tagged.setdefault(int(told["/MCID"]), max(y for _, y in points))

    def _on_every_page(self) -> bool:
        """Whether what is drawn is the line over or under the text of a page."""
        return any(tag.get("/Subtype") in ("/Header", "/Footer") for tag in self.tags)


def _things(node: Any, numbers: dict[Any, int], pages: list[Page]) -> Iterator[Thing]:
    tag = str(node.get("/S", ""))
    if tag in ("/Artifact", "/Caption"):
        return
    if tag in (*HEADINGS, *SHOWN, *OTHERS, WORDS):
        places = list(_places(node, numbers, pages))
        if places:
            rows = tuple(_rows(node, numbers, pages)) if tag == "/Table" else ()
            yield Thing(tag, *min(places, key=lambda p: (p[0], -p[1])), rows)
        return
    for child in _children(node):
        if isinstance(child, pikepdf.Dictionary):
            yield from _things(child, numbers, pages)


def _children(node: Any) -> list[Any]:
    children = node.get("/K")
    if children is None:
        return []
    return list(children) if isinstance(children, pikepdf.Array) else [children]


def _places(node: Any, numbers: dict[Any, int], pages: list[Page]) -> Iterator[tuple[int, float]]:
    """Page and height of each mark of a tag and of what stands in it."""
    for child in _children(node):
        if isinstance(child, int):
            page = numbers[node.Pg.objgen]
            yield page, pages[page].tagged.get(child, 0.0)
        elif "/MCID" in child:
            page = numbers[child.get("/Pg", node.get("/Pg")).objgen]
            yield page, pages[page].tagged.get(int(child.MCID), 0.0)
        else:
            yield from _places(child, numbers, pages)


def _rows(table: Any, numbers: dict[Any, int], pages: list[Page]) -> Iterator[int]:
    """How many rows, without the head, stand on each page of a table."""
    body = [part for part in _children(table) if part.get("/S") == "/TBody"]
    rows = [row for part in body for row in _children(part)]
    begins = [min(_places(row, numbers, pages), default=None) for row in rows]
    counted = Counter(place[0] for place in begins if place is not None)
    yield from (counted[page] for page in sorted(counted))
