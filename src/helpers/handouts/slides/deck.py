"""Which slides does the room see, in which order?

From the same blocks as the handout: one message a slide, the chart that proves it, and the
rest in the notes of the speaker. Lists and worksheets stay on paper.
"""

from typing import Any

from helpers.handouts.brand import Brand
from helpers.handouts.slides.chapter_slides import chapter_slides
from helpers.handouts.slides.scenes import (
    BODY_HEIGHT,
    RANKED,
    ROOM,
    SUM_WIDTH,
    Letters,
    big_slide,
    letters_of,
    slide,
)
from helpers.handouts.tree import Deck, Document, Part, Ranked, Slide
from helpers.handouts.typeset.fit import LEADING, fit, wrapped
from helpers.language import tr

READER = "slides"  # for whom the blocks are chosen
MOST_FINDINGS = 8
A_SLIDE = 4  # findings
ROW_GAP = 22  # between findings, and the small line under each
SMALL_LINE = 22
DECISIONS_A_SLIDE = 7


def deck(document: Document, brand: Brand) -> Deck:
    """Slides of a document that was made for the reader ``slides``."""
    letters = letters_of(brand)
    cover = document["cover"]
    slides = [_title(cover, letters)]
    for part in document["parts"]:
        if part["kind"] == "findings":
            slides += _findings(part, letters)
        elif part["kind"] == "chapter":
            slides += chapter_slides(part, letters)
    slides += _decisions(document["parts"], letters)
    for number, one in enumerate(slides, start=1):
        one["number"] = f"{number} / {len(slides)}"
    return {
        "language": document["language"],
        "title": cover["title"],
        "kind": cover["kind"],
        "firm": cover["firm"],
        "footer": " · ".join(text for text in (cover["firm"], cover["footer"]) if text),
        "as_of": document["as_of"],
        "slides": slides,
        "words": {
            "notes": tr("Notes of the speaker"),
            "next": tr("Next"),
            "keys": tr(
                "Arrows: next and back · S: notes in a window of their own · F: full screen"
            ),
            "logo": cover["firm"] or cover["title"],
        },
    }


def _title(cover: dict[str, str], letters: Letters) -> Slide:
    question = cover["question"] or cover["title"]
    facts = [text for text in (cover["date"], cover["place"], cover["records"]) if text]
    named = fit(letters.text, cover["title"], (30, 26, 22), width=ROOM, height=75)
    return big_slide(
        "title",
        question,
        letters,
        label=cover["kicker"],
        name=named.text,
        name_size=named.size,
        facts=fit(letters.text, " · ".join(facts), (20, 18), width=ROOM, height=50).text,
        spoken=[],
    )


def _findings(part: Part, letters: Letters) -> list[Slide]:
    """What the room must know, the largest money first, a few a slide."""
    left = part["findings"][:MOST_FINDINGS]
    slides = []
    while left:
        size, taken = _few(left, letters)
        rows = [{**found, **_fitted(found["text"], size, letters)} for found in left[:taken]]
        shown = slide(
            "findings", part["title"], letters, rows=rows, row_size=size, spoken=[part["lead"]]
        )
        slides.append(shown)
        left = left[taken:]
    return slides


def _fitted(text: str, size: int, letters: Letters) -> dict[str, Any]:
    room = BODY_HEIGHT - SMALL_LINE
    fitted = fit(letters.text, text, (size,), width=ROOM - SUM_WIDTH, height=room)
    return {"text": fitted.text, "lines": fitted.lines}


def _few(found: list[Ranked], letters: Letters) -> tuple[int, int]:
    for taken in range(min(A_SLIDE, len(found)), 0, -1):
        for size in RANKED:
            lines = sum(
                len(wrapped(letters.text, f["text"], size, ROOM - SUM_WIDTH)) for f in found[:taken]
            )
            if lines * size * LEADING + taken * (ROW_GAP + SMALL_LINE) <= BODY_HEIGHT:
                return size, taken
    return RANKED[-1], 1


def _decisions(parts: list[Part], letters: Letters) -> list[Slide]:
    """Last slides: a line for each chapter that asks for a decision, to be filled together."""
    decided = [part["title"] for part in parts if _asks(part)]
    last = []
    for start in range(0, len(decided), DECISIONS_A_SLIDE):
        rows = [
            fit(letters.text, title, (20,), width=330, height=50).text
            for title in decided[start : start + DECISIONS_A_SLIDE]
        ]
        shown = slide(
            "decisions",
            tr("What have we decided?"),
            letters,
            columns=[tr("Subject"), tr("Decision"), tr("Who answers"), tr("By when")],
            rows=rows,
            spoken=[tr("A decision without a name and a date is a wish.")],
        )
        last.append(shown)
    return last


def _asks(part: Part) -> bool:
    blocks = part.get("blocks", []) if part["kind"] == "chapter" else []
    return any(b["t"] == "box" and b["kind"] == "decision" for b in blocks)
