"""Who has handed in what? One folder a trainee, whatever the notebooks are called."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.study import course, desk
from helpers.study.desk import Desk
from helpers.study.handed_out import versions
from helpers.study.handed_out.versions import STUDY

OPENING = re.compile(r'begin\(\s*[\'"]([0-9A-Za-z]+)[\'"]')
PRIVATE = re.compile(
    r"answer_of|\.answer\(|\bBOOK\b|study\.(checking|exercises|answers|quizzes)|truths"
)
MOST_BYTES = 50_000_000


@dataclass
class Handed:
    """One notebook: which lesson, for which seed it was made, what stands in it."""

    path: Path
    lesson: str
    made_for: int | None
    notebook: NotebookNode
    notes: list[str] = field(default_factory=list)


@dataclass
class Trainee:
    """One folder: who, which seed, the notebooks by lesson, and what is odd about it."""

    name: str
    seed: int | None
    notebooks: list[Handed] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def desk(self) -> Desk:
        """The desk at which the notebooks are run again."""
        return Desk(Path(), self.name, self.seed or 0)


def handed_in(folder: Path) -> list[Trainee]:
    """Trainees in the order of their folders.

    Raises
    ------
    ClientDataError
        There is no such folder, or none within it.
    """
    there = folder.iterdir() if folder.is_dir() else ()
    inside = sorted(p for p in there if p.is_dir() and p.name[0] != ".")
    if not inside:
        text = tr(
            "No folders of trainees in %(folder)s. Put one folder for each trainee there, with "
            "the content of its work/."
        )
        raise ClientDataError(text % {"folder": folder})
    return [_trainee(one) for one in inside]


def _trainee(folder: Path) -> Trainee:
    who = Trainee(folder.name, None)
    try:
        told = desk.read(folder)
        who.name, who.seed = f"{folder.name}", told.seed
        if told.trainee not in (folder.name, "trainee"):
            who.name = f"{folder.name} ({told.trainee})"
    except ClientDataError:
        who.notes.append(tr("who.yml is missing or cannot be read."))
    for path in sorted(folder.rglob("*.ipynb")):
        if not {".ipynb_checkpoints", ".ipython"} & {*path.parts} and path.name != "start.ipynb":
            _take(path, folder, who)
    made = sorted({one.made_for for one in who.notebooks if one.made_for is not None})
    if who.seed is None and len(made) == 1:
        who.seed = made[0]
        who.notes.append(tr("Seed %(seed)s is that of the notebooks.") % {"seed": made[0]})
    return who


def _take(path: Path, folder: Path, who: Trainee) -> None:
    name = path.relative_to(folder).as_posix()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("too large")
        notebook = nbformat.read(path, as_version=4)
        sources = [str(cell.source) for cell in notebook.cells if cell.cell_type == "code"]
    except Exception:  # noqa: BLE001 - whatever a file that was handed in may hold
        who.notes.append(tr("%(file)s is no notebook that can be read.") % {"file": name})
        return
    told = _told(notebook)
    lesson = course.lesson(str(told.get("lesson") or _opened(sources)))
    if lesson is None:
        who.notes.append(tr("%(file)s is no lesson of the course.") % {"file": name})
        return
    seed = told.get("seed")
    handed = Handed(path, lesson.number, seed if isinstance(seed, int) else None, notebook)
    handed.notes = list(_oddities(handed, who, sources))
    who.notebooks.append(handed)


def _told(notebook: NotebookNode) -> dict[str, Any]:
    told = notebook.metadata.get("workbook", {})
    told = told.get(STUDY, {}) if isinstance(told, dict) else {}
    return dict(told) if isinstance(told, dict) else {}


def _opened(sources: list[str]) -> str:
    found = (OPENING.search(source) for source in sources)
    return next((one[1] for one in found if one), "")


def _oddities(handed: Handed, who: Trainee, sources: list[str]) -> list[str]:
    notes = []
    if handed.made_for is not None and who.seed is not None and handed.made_for != who.seed:
        text = tr("This notebook was made for seed %(made)s, not %(mine)s: is it a copy?")
        notes.append(text % {"made": handed.made_for, "mine": who.seed})
    if any(PRIVATE.search(source) for source in sources):
        notes.append(tr("Its cells look into the modules of the course."))
    changed = changed_cells(handed)
    if changed:
        notes.append(
            tr("Cells that were given are changed: %(ids)s.") % {"ids": ", ".join(changed)}
        )
    return notes


def changed_cells(handed: Handed) -> list[str]:
    """Cells of code that were given and have another text now, or are gone."""
    lesson = course.lesson(handed.lesson)
    assert lesson is not None
    source = lesson.notebook()
    given = {c.id: c for c in versions.trainee(source).cells if c.cell_type == "code"}
    own = {c.get("id"): _bare(c.source) for c in handed.notebook.cells}
    answered = {c.id for c in source.cells if versions.BEGIN in c.source}
    return [id for id, c in given.items() if id not in answered and own.get(id) != _bare(c.source)]


def _bare(source: str) -> str:
    """Code without comments, which are translated, and without what the opening says."""
    code = re.sub(r'begin\("(\w+)"[^)]*\)', r'begin("\1")', str(source))
    return "\n".join(re.sub(r"#.*", "", line).rstrip() for line in code.split("\n")).strip()
