"""Which slides does the room see, in which order?

From the same blocks as the handout: one message a slide, the chart that proves it, and the
rest in the notes of the speaker. Lists and worksheets stay on paper.
"""

import math
from collections.abc import Mapping
from typing import Any

from helpers.handouts.brand import Brand
from helpers.handouts.slides.chapter_slides import chapter_slides, handout_page
from helpers.handouts.slides.chosen import chosen
from helpers.handouts.slides.scenes import (
    BESIDE_A_LINE,
    BODY_HEIGHT,
    GAP,
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
A_SLIDE = 3  # sentences
ROW_GAP = 22  # between sentences, and the small line under each
SMALL_LINE = 22
SUMS = (28, 26, 24, 22, 20, 18)  # sizes of the money before a sentence
FOLLOWS = 20  # size of what follows from a sentence
MARK_WIDTH = 150  # room for the words before it
DECISIONS_A_SLIDE = 8
AGENDA_LINES = 8  # of the day, one under the other
AGENDA = (26, 24, 22, 20, 18)  # sizes of these lines, none of which wraps


def deck(document: Document, brand: Brand, pages: Mapping[str, int] | None = None) -> Deck:
    """Slides of a document that was made for the reader ``slides``.

    ``pages`` are the places of the handout with their pages.
    """
    letters, parts, pages = letters_of(brand), document["parts"], pages or {}
    cover = document["cover"]
    first = [part for part in parts if part["kind"] == "executive"]
    told = {found["key"] for part in first for found in part["findings"]}
    made = [chapter_slides(part, letters, pages) for part in parts if part["kind"] == "chapter"]
    before = [_title(cover, letters), *_agenda(parts, letters)]
    before += [one for part in first for one in _executive(part, letters, pages.get(part["id"]))]
    made, last = _ended(made, _decisions(parts, letters))
    shown = chosen(made, told, beside=len(before) + len(last))
    slides = [*before, *(one for slides in shown for one in slides), *last]
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
            "decide": tr("Decide"),
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


def _agenda(parts: list[Part], letters: Letters) -> list[Slide]:
    """The day in one look: its chapters with their minutes; nothing where no day was planned."""
    timed = [part for part in parts if part["kind"] == "chapter" and part["minutes"]]
    if not timed:
        return []
    columns = 1 if len(timed) <= AGENDA_LINES else 2
    wide = (ROOM - GAP * (columns - 1)) / columns - BESIDE_A_LINE
    told = [f"{part['title']} · {part['minutes']}" for part in timed]
    lines, more = told[: columns * AGENDA_LINES], told[columns * AGENDA_LINES :]
    fitting = (
        size
        for size in AGENDA
        if all(len(wrapped(letters.text, line, size, wide)) == 1 for line in lines)
    )
    size = next(fitting, AGENDA[-1])
    items = [fit(letters.text, x, (size,), width=wide, height=size * LEADING).text for x in lines]
    shown = {"items": items, "lines": [1] * len(items), "item_size": size, "halves": columns > 1}
    return [slide("statements", tr("Our day"), letters, spoken=more, **shown)]


def _executive(part: Part, letters: Letters, page: int | None) -> list[Slide]:
    """What the room must know: the figures, then a few sentences a slide."""
    shown = []
    label = "" if page is None else handout_page(page)
    if part["figures"]:
        title = tr("How does this year stand against the year before?")
        figures = part["figures"]
        about = {"label": label, "spoken": [part["lead"]]}
        shown.append(slide("figures", title, letters, figures=figures, **about))
    for rows, size in _shared_out(part["findings"], letters):
        told = [f"{tr('Decide')}: {row['decide']}" for row in rows]
        more: dict[str, Any] = {"label": label, "rows": rows, "row_size": size, "spoken": told}
        shown.append(slide("findings", part["title"], letters, **more))
    return shown


def _shared_out(
    found: list[Ranked], letters: Letters, most: int = A_SLIDE
) -> list[tuple[list[dict[str, Any]], int]]:
    """Rows of each slide with their size; none stands alone where another could share it."""
    slides, left = [], list(found)
    while left:
        taken, rows, size = _few(left, letters, most)
        slides.append((rows, size))
        left = left[taken:]
    even = math.ceil(len(found) / len(slides)) if slides else most
    return _shared_out(found, letters, even) if even < most else slides


def _few(found: list[Ranked], letters: Letters, most: int) -> tuple[int, list[dict[str, Any]], int]:
    """How many fit on one slide, as rows, and at which size."""
    for taken in range(min(most, len(found)), 0, -1):
        for size in RANKED:
            rows = [_row(one, size, letters) for one in found[:taken]]
            if sum(row["high"] + ROW_GAP for row in rows) <= BODY_HEIGHT:
                return taken, rows, size
    return 1, [_row(found[0], RANKED[-1], letters)], RANKED[-1]


def _row(found: Ranked, size: int, letters: Letters) -> dict[str, Any]:
    """One sentence with what follows from it, and the pixels that both take."""
    wide = ROOM - SUM_WIDTH
    fact = fit(letters.text, found["text"], (size,), width=wide, height=BODY_HEIGHT / 2)
    under = [text for text in (found["so_what"], found["decide"]) if text]
    lines = sum(len(wrapped(letters.text, text, FOLLOWS, wide - MARK_WIDTH)) for text in under)
    high = fact.lines * size * LEADING + lines * FOLLOWS * LEADING + SMALL_LINE
    money = fit(
        letters.bold, found["money"], SUMS, width=SUM_WIDTH - 24, height=SUMS[0] * 2, wish=1
    )
    return {
        **found,
        "money_size": money.size,
        "text": fact.text,
        "lines": fact.lines,
        "under_lines": lines,
        "high": high,
    }


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


def _ended(made: list[list[Slide]], last: list[Slide]) -> tuple[list[list[Slide]], list[Slide]]:
    """Slides of the chapters, and the table of decisions.

    What the last chapter asks is that table: it is said with it, and has no slide of its own.
    """
    if len(made) < 2 or not made[-1] or made[-1][-1]["kind"] != "decision":
        return made, last
    *shown, asked = made[-1]
    told = [asked["title"], *asked["ways"], *asked.get("paper", []), *asked["spoken"]]
    last[0]["spoken"] = [*told, *last[0]["spoken"]]
    return [*made[:-1], shown], last


def _asks(part: Part) -> bool:
    blocks = part.get("blocks", []) if part["kind"] == "chapter" else []
    return any(b["t"] == "box" and b["kind"] == "decision" for b in blocks)
