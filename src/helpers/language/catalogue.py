"""What is there to translate, and is all of it translated?

Chapters are translated before they run: their Markdown block by block (a heading, a
paragraph, a list item), and the comments of their code. Babel finds the words that the
package marks with ``tr``, ``ntr``, ``forms`` and ``N_``.
"""

import io
import re
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from nbformat import NotebookNode

from helpers import language, project

KEYWORDS = {"tr": (1,), "N_": (1,), "ntr": (1, 2), "forms": (1, 2), "threshold": (2,)}
OPENING = re.compile(r"^(\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+|>\s?)?)(.*)$")
KEEP = re.compile(r"`[^`]+`|%\(\w+\)s|\]\([^)]+\)")
NOT_PROSE = re.compile(r"noqa|type:|pragma|papermill_description|fmt:|# (BEGIN|END) SOL|# hint\(")


def blocks(markdown: str) -> Iterator[tuple[str, str]]:
    r"""Cut Markdown into (prefix, text): a heading, a list item, a paragraph, or a blank line.

    The lines of a paragraph are joined by blanks, so that wrapping the source again does
    not cost a translation. A fence of code is one block with all of it in the prefix.

    >>> list(blocks("# Who?\n\nOne\ntwo"))
    [('# ', 'Who?'), ('', ''), ('', 'One two')]
    """
    open_block: tuple[str, str] | None = None
    fence: list[str] | None = None
    for line in markdown.split("\n"):
        if fence is not None or line.lstrip().startswith("```"):
            fence = [*(fence or []), line]
            if len(fence) > 1 and line.lstrip().startswith("```"):
                yield "\n".join(fence), ""
                fence = None
            continue
        opening = OPENING.match(line)
        assert opening is not None  # it fits every line
        prefix, text = opening.groups()
        if open_block and text and not prefix.strip():
            open_block = (open_block[0], f"{open_block[1]} {text.strip()}")
            continue
        if open_block:
            yield open_block
            open_block = None
        if not text or prefix.lstrip().startswith("#"):
            yield prefix, text.strip()
        else:
            open_block = (prefix, text.strip())
    if open_block:
        yield open_block


def comments(code: str) -> Iterator[tuple[int, int, str]]:
    """Find (row, column, text) of each comment that a reader reads."""
    try:
        for token in tokenize.generate_tokens(io.StringIO(code).readline):
            if token.type == tokenize.COMMENT and not NOT_PROSE.search(token.string):
                yield token.start[0] - 1, token.start[1], token.string.lstrip("# ")
    except (tokenize.TokenError, SyntaxError):  # no Python: the run will say so, at its line
        return


def translated(notebook: NotebookNode, to: str) -> NotebookNode:
    """Copy of ``notebook`` with its Markdown and its comments in the language ``to``."""
    say = language.words_of(to).gettext
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        if cell.cell_type == "markdown":
            cell.source = "\n".join(p + (say(t) if t else "") for p, t in blocks(cell.source))
        elif cell.cell_type == "code":
            lines = cell.source.split("\n")
            for row, column, text in comments(cell.source):
                lines[row] = lines[row][:column] + "# " + say(text)
            cell.source = "\n".join(lines)
    return copy


def words_of_notebook(notebook: NotebookNode) -> Iterator[str | tuple[str, ...]]:
    """All that is to be translated in one chapter, in reading order."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            yield from (text for _, text in blocks(cell.source) if text)
        elif cell.cell_type == "code":
            yield from (text for _, _, text in comments(cell.source))
            yield from words_of_code(cell.source)


def words_of_code(code: str) -> Iterator[str | tuple[str, ...]]:
    """All that a piece of Python marks for translation."""
    for _, message, _, _ in extract("python", io.BytesIO(code.encode()), keywords=KEYWORDS):
        yield message


def template() -> Catalog:
    """All messages of the product, each with the files that say it."""
    found = Catalog()
    own = project.TEMPLATES / "chapter"  # what every chapter of one's own begins with
    for path in [
        *sorted((project.ROOT / "src" / "helpers").rglob("*.py")),
        *sorted(own.glob("*.py")),
    ]:
        for message in words_of_code(path.read_text("utf-8")):
            found.add(message, locations=[_where(path)])
    lessons = sorted((project.NOTEBOOKS / "study").glob("*.ipynb"))  # their exercises say no more
    for path in [*sorted(project.NOTEBOOKS.glob("*.ipynb")), *lessons, *own.glob("*.ipynb")]:
        for message in words_of_notebook(nbformat.read(path, as_version=4)):
            found.add(message, locations=[_where(path)])
    return found


def _where(path: Path) -> Any:  # a line of its own would change with every edit
    return path.relative_to(project.ROOT).as_posix(), None


def problems(messages: Catalog) -> Iterator[tuple[Message, str]]:
    """Find what a reader would stumble over: words not translated, or markup lost."""
    for message in messages:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        if not all(said):
            yield message, "not translated"
        elif message.fuzzy:
            yield message, "fuzzy"
        elif len(ids) > 1 and len(said) != messages.num_plurals:
            yield message, "plural forms"
        elif any(set(KEEP.findall(ids[-1])) != set(KEEP.findall(s)) for s in said):
            yield message, "markup differs"


def path_of(to: str) -> Path:
    """File of one catalogue."""
    return project.LOCALES / to / "LC_MESSAGES" / "workbook.po"


def read(to: str) -> Catalog:
    """Read the catalogue of one language; empty where there is none yet."""
    if not path_of(to).exists():
        return Catalog(locale=to)
    with path_of(to).open("rb") as file:
        return read_po(file, locale=to)


def update(to: str) -> Catalog:
    """Bring a catalogue up to date with the sources and write it; what is gone is dropped."""
    messages = read(to)
    messages.update(template(), no_fuzzy_matching=True)
    messages.obsolete.clear()
    written = io.BytesIO()
    write_po(written, messages, width=100, omit_header=True, include_lineno=False, sort_output=True)
    path_of(to).parent.mkdir(parents=True, exist_ok=True)
    path_of(to).write_bytes(written.getvalue())
    return messages


def main() -> int:
    """Update every catalogue and name what is left to translate."""
    left = 0
    for to in language.LANGUAGES[1:]:
        for message, why in problems(update(to)):
            left += 1
            text = message.id if isinstance(message.id, str) else message.id[0]
            where = message.locations[0][0] if message.locations else ""
            sys.stdout.write(f"{to}: {why}: {text[:80]!r} ({where})\n")
    sys.stdout.write(f"{left} left to translate\n")
    return left > 0


if __name__ == "__main__":
    sys.exit(main())
