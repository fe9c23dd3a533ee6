"""Where does a trainee begin? A page with the lessons in their order."""

import nbformat
from nbformat import NotebookNode

from helpers import language
from helpers.language import tr
from helpers.study import course
from helpers.study.course import MODULES, Module
from helpers.study.desk import Desk

START = "start.ipynb"


def start_page(at: Desk, spoken: str) -> NotebookNode:
    """The page of one trainee, in a language."""
    before = language.current()
    language.use(spoken)
    try:
        return _page(at)
    finally:
        language.use(before)


def _page(at: Desk) -> NotebookNode:
    modules = [_module(one) for one in MODULES]
    crib = tr("What do I take along? The cell below shows it on one page, for the first session.")
    how_far = tr("How far am I? Click into the cell below and press Shift and Enter.")
    code = "from helpers.study import progress\n\nprogress()"
    cells = [
        nbformat.v4.new_markdown_cell(_head(at), id="start"),
        nbformat.v4.new_markdown_cell("\n\n".join(filter(None, modules)), id="lessons"),
        nbformat.v4.new_markdown_cell(how_far, id="how-far"),
        nbformat.v4.new_code_cell(code, id="progress"),
        nbformat.v4.new_markdown_cell(crib, id="take-along"),
        nbformat.v4.new_code_cell("from helpers.study import recap\n\nrecap()", id="recap"),
    ]
    return nbformat.v4.new_notebook(
        cells=cells,
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
    )


def _head(at: Desk) -> str:
    said = {"trainee": at.trainee, "seed": at.seed}
    lines = [
        "# " + tr("Learn to lead a session"),
        tr(
            "Welcome, %(trainee)s. You have a company of your own: seed %(seed)s. Its numbers "
            "and its secrets are nobody else's, so answers cannot be copied."
        )
        % said,
        tr(
            "In each lesson: guess first, read, then replace the dots in the cells and run them"
            " with Shift and Enter. A cell answers right, not yet, or not tried. Hints cost "
            "nothing. Nothing leaves this computer, and your work is never written over."
        ),
        "**" + tr("Begin here:") + "** " + _first(),
    ]
    return "\n\n".join(lines)


def _first() -> str:
    one = next(course.lessons(), None)
    return f"[{course.title(one)}]({one.name}.ipynb)" if one else ""


def _module(module: Module) -> str:
    written = [one for one in module.lessons if one.source.is_file()]
    if not written:
        return ""
    lines = [
        f"- [{one.number} · {course.title(one)}]({one.name}.ipynb), {_minutes(one.minutes)}"
        for one in written
    ]
    return f"## {module.letter} · {tr(module.title)}\n\n" + "\n".join(lines)


def _minutes(n: int) -> str:
    return tr("%(n)s minutes") % {"n": n}
