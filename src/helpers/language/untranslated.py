"""Which texts of a chapter have no translation yet, and how is the reader told?"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import nbformat

from helpers import language, project
from helpers.language import ntr, tr
from helpers.language.catalogue import read, words_of_code, words_of_notebook

if TYPE_CHECKING:
    from nbformat import NotebookNode

NOTE = "application/vnd.session-workbook.note+json"
COUNT = "untranslated"  # under ``workbook`` in the metadata of a chapter that was run


def untranslated(notebook: "NotebookNode", name: str, to: str) -> list[str]:
    """Texts of a chapter, and of the modules in the folder ``name``, that are missing in ``to``.

    Parameters
    ----------
    notebook
        The chapter as it was written, in English.
    name
        Its word: the folder of ``analysis`` that is its own.
    to
        Language of the report.

    Returns
    -------
    Each text once, in reading order; of a plural the form for one.
    """
    say = language.words_of(to).gettext
    singles = (words if isinstance(words, str) else words[0] for words in _words(notebook, name))
    same = [text for text in dict.fromkeys(singles) if say(text) == text]
    if not same:  # a catalogue lasts: most chapters do without
        return []
    known = read(to)
    return [text for text in same if not (message := known.get(text)) or not message.string]


def _words(notebook: "NotebookNode", name: str) -> Iterator[str | tuple[str, ...]]:
    yield from words_of_notebook(notebook)
    for path in sorted((project.ROOT / "src/helpers/analysis" / name).rglob("*.py")):
        yield from words_of_code(path.read_text("utf-8"))


def mark(notebook: "NotebookNode", missing: list[str]) -> None:
    """Say at the head of an executed chapter how much of it is English only."""
    if not missing:
        return
    form = ntr(
        "%(n)s text of this chapter has no translation yet and is shown in English.",
        "%(n)s texts of this chapter have no translation yet and are shown in English.",
        len(missing),
    )
    said = form % {"n": language.number(len(missing))}
    if _heading(notebook) in missing:
        said = tr("This chapter has no translation yet: it is shown in English.")
    block = {"kind": "caution", "text": said}
    shown = nbformat.v4.new_output("display_data", data={NOTE: block, "text/plain": said})
    notebook.cells.insert(1, nbformat.v4.new_code_cell("", id="no-translation", outputs=[shown]))
    notebook.metadata.setdefault("workbook", {})[COUNT] = {"n": len(missing), "said": said}


def _heading(notebook: "NotebookNode") -> str:
    first = notebook.cells[0].source if notebook.cells else ""
    return first.partition("\n")[0].lstrip("# ").strip()


def told_of(notebook: "NotebookNode") -> dict[str, Any]:
    """What :func:`mark` wrote: how many texts as ``n``, the sentence as ``said``; else empty."""
    return dict(notebook.metadata.get("workbook", {}).get(COUNT, {}))
