"""Which slides does one chapter make? One for each question that something shows, and the decision.

What is found and stands on no slide is said: it goes to the notes of the slide beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpers.handouts.book.places import place_of
from helpers.handouts.markdown import words
from helpers.handouts.slides import scenes
from helpers.handouts.slides.chosen import in_words
from helpers.handouts.slides.scenes import Letters
from helpers.handouts.slides.spoken import spoken
from helpers.handouts.tree import Block, Part, Slide
from helpers.language import tr

BEST = ("chart", "table", "statements")  # what shows most
OF_THE_FINDINGS = "findings"  # a finding about findings repeats one that was shown


def chapter_slides(
    part: Part, letters: Letters, pages: Mapping[str, int] | None = None
) -> list[Slide]:
    """Slides of one chapter; none when it could not be made.

    ``pages`` are places of the handout: a slide says on which page its matter stands.
    """
    if part["failed"]:
        return []
    chapter = _Chapter(part, letters, pages or {})
    for block in part["blocks"]:
        chapter.take(block)
    chapter.end_section()
    if chapter.slides:
        chapter.slides[-1]["spoken"] += chapter.waiting
    return chapter.slides


@dataclass
class _Chapter:
    """The slides so far, and what has been read since the last one."""

    part: Part
    letters: Letters
    pages: Mapping[str, int]
    slides: list[Slide] = field(default_factory=list)
    made: list[Slide] = field(default_factory=list)  # for the question that is being read
    waiting: list[str] = field(default_factory=list)  # what the next slide's speaker says first
    heading: str = ""
    headed: Block | None = None
    prose: list[str] = field(default_factory=list)
    found: list[Block] = field(default_factory=list)
    table: Block | None = None
    proof: Block | None = None
    charted: bool = False

    def __post_init__(self) -> None:
        number, title = self.part["number"], self.part["title"]
        self.name = f"{number} · {title}" if number else title
        question = next((b for b in self.part["blocks"] if b["t"] == "question"), None)
        asked = "" if question is None else words(question["inline"]).strip()
        self.waiting += [text for text in (self.part["minutes"], asked) if text]

    def label_of(self, block: Block | None) -> str:
        """Chapter of a slide, and the page of the handout that has ``block``."""
        part = self.part["id"]
        page = self.pages.get(place_of(part, block) if block else "", self.pages.get(part))
        return self.name if page is None else f"{self.name} · {handout_page(page)}"

    def take(self, block: Block) -> None:
        """Read one block further."""
        readers = {
            "heading": self._heading,
            "chart": self._chart,
            "finding": self._finding,
            "table": self._table,
            "box": self._box,
            "worksheet": self._worksheet,
            "note": self._note,
        }
        readers.get(block["t"], self._prose)(block)

    def end_section(self) -> None:
        """Show what was found since the last heading and stands under no chart."""
        self._statements()
        self._keep_the_best()
        self.heading, self.headed = "", None
        self.prose, self.table, self.charted = [], None, False

    def _keep_the_best(self) -> None:
        """One slide a question: the one that shows most; the others are said."""
        made, self.made = self.made, []
        shown = [one for one in made if len(one.get("items", ())) != 1]  # a sentence is said
        best = next((one for kind in BEST for one in shown if one["kind"] == kind), None)
        said = [line for one in made if one is not best for line in in_words(one)]
        if best is None:
            self.waiting += said
        else:
            self._show(best)
            best["spoken"] += said

    def _show(self, one: Slide) -> None:
        one["spoken"] = [*self.waiting, *one["spoken"]]
        self.waiting = []
        self.slides.append(one)

    def _heading(self, block: Block) -> None:
        self.end_section()
        self.heading, self.headed = words(block["inline"]).strip(), block

    def _finding(self, block: Block) -> None:
        came_from = block.get("trail")
        if not came_from or came_from["table"] != OF_THE_FINDINGS:
            # the table that proves a finding stands before it
            self.proof = self.proof if self.found else self.table
            self.found.append(block)

    def _table(self, block: Block) -> None:
        self.table = None if block.get("act") else block

    def _box(self, block: Block) -> None:
        if block["kind"] == "decision":
            self.end_section()
            self._show(scenes.decision_slide(block, self.letters, self.label_of(block)))
        elif block["kind"] == "facilitator":
            self._to_the_speaker(spoken([block]))
        else:
            self._prose(block)

    def _chart(self, block: Block) -> None:
        self._statements()
        self.made.append(scenes.chart_slide(block, self.letters, self.label_of(block), self.prose))
        self.prose, self.charted = [], True

    def _statements(self) -> None:
        found, self.found = self.found, []
        proof, self.proof = self.proof, None
        if found and proof is not None and not self.charted:
            label = self.label_of(proof)
            shown = scenes.table_slide(found[0], proof, self.letters, label, self.prose)
            if shown is not None:
                self.made.append(shown)
                found, self.prose = found[1:], []
        if found:
            self.made += scenes.statement_slides(
                found, self.heading, self.letters, self.label_of(self.headed), self.prose
            )
            self.prose = []

    def _to_the_speaker(self, lines: list[str]) -> None:
        """Put advice on the slide it follows; what comes after the decision opens the chapter."""
        self._statements()
        if self.made:
            self.made[-1]["spoken"] += lines
        elif self.slides:
            last = self.slides[-1]
            target = self.slides[0] if last["kind"] == "decision" else last
            target["spoken"] += lines
        else:
            self.waiting += lines

    def _worksheet(self, block: Block) -> None:
        last = self.slides[-1] if self.slides else None
        if last is not None and last["kind"] == "decision":
            line = tr("On paper: %(title)s") % {"title": block["title"]}
            last["paper"] = [*last.get("paper", []), line][:2]

    def _note(self, block: Block) -> None:
        if block["kind"] != "left-out":
            self.prose += spoken([block])

    def _prose(self, block: Block) -> None:
        if self.heading or self.slides:
            self.prose += spoken([block])
        elif block["t"] != "question":
            self.waiting += spoken([block])


def handout_page(page: int) -> str:
    """Where in the handout the room finds it."""
    return tr("Handout, p. %(page)s") % {"page": page}
