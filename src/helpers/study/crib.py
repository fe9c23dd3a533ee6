"""What does a trainee take along? All take-aways and the own sentences, on one page."""

from collections.abc import Iterator
from html import escape

from helpers import language
from helpers.language import tr
from helpers.language.catalogue import translated
from helpers.study import course, desk, memory, shown
from helpers.study.checking import never_raises
from helpers.study.course import Lesson

TAG = "takeaways"
FOLLOWS = "- "  # an item of a list in Markdown


def takeaways(lesson: Lesson) -> list[str]:
    """What a lesson leaves, in the language in use."""
    told = translated(lesson.notebook(), language.current())
    cells = (c.source for c in told.cells if TAG in c.metadata.get("tags", []))
    lines = (line for source in cells for line in source.split("\n"))
    return [line.removeprefix(FOLLOWS) for line in lines if line.startswith(FOLLOWS)]


def sentences(at: desk.Desk) -> Iterator[str]:
    """The sentences for the owner that were right, in the trainee's own words."""
    for id, said in sorted(memory.kept(at)["sentences"].items()):
        if isinstance(said, dict):
            ends = said.get("interval")
            span = f" ({ends[0]:g} – {ends[1]:g})" if ends else ""
            number = language.number(float(said["number"]), 2)
            yield f"{id}: {said['subject']}: {number} {said['unit']}{span}. {said['decision']}"


@never_raises
def recap() -> None:
    """Show one page for the first real session: all take-aways, and one's own sentences."""
    at = desk.current()
    parts = {course.title(one): takeaways(one) for one in course.lessons()}
    parts[tr("My sentences for the owner")] = list(sentences(at))
    told = {title: lines for title, lines in parts.items() if lines}
    html = "".join(f"<h3>{escape(title)}</h3>{_items(lines)}" for title, lines in told.items())
    words = [line for title, lines in told.items() for line in (title, *lines)]
    shown.page(f'<div style="max-width:46em">{html}</div>', "\n".join(words))


def _items(lines: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"
