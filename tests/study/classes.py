"""A class of five as it comes to who teaches: right, half, copied, broken, empty."""

from pathlib import Path

import nbformat

from helpers.study import course
from helpers.study.handed_out import versions

RIGHT, HALF, COPIED, BROKEN, EMPTY = "anna", "boris", "clara", "dmitri", "eva"


def write(folder: Path, *, seed: int, other: int, money: float) -> Path:
    """Write the class: all have ``seed`` but the one who copied ``money`` from it, on ``other``."""
    lesson = next(course.lessons())
    solved = versions.own(versions.solved(lesson.notebook()), seed, "en", lesson.number)
    dots = versions.own(versions.trainee(lesson.notebook()), seed, "en", lesson.number)
    _put(folder / RIGHT, seed, solved)
    _put(folder / HALF, seed, _half(solved, dots))
    _put(folder / COPIED, other, _typed(solved, money))
    _put(folder / BROKEN, seed, _broken(solved))
    (folder / EMPTY).mkdir(parents=True)
    return folder


def _put(folder: Path, seed: int, notebook) -> None:
    folder.mkdir(parents=True)
    (folder / "who.yml").write_text(f"trainee: {folder.name}\nseed: {seed}\n", "utf-8")
    nbformat.write(notebook, folder / "my lesson.ipynb")  # renamed: that is no fault


def _half(solved, dots):
    """The first two exercises are answered, one of them with a mistake, one cell is gone."""
    made = nbformat.from_dict(dots)
    right = {cell.id: cell.source for cell in solved.cells}
    for cell in made.cells:
        if cell.id == "passport-1-cell":
            cell.source = right[cell.id]
        if cell.id == "passport-2-cell":
            cell.source = 'harbour = 3 * files.set_index("file")["amount_accepted"]' + (
                '[lesson.HARBOUR]\nhint("00.2")\ncheck("00.2", harbour)'
            )
    made.cells = [cell for cell in made.cells if cell.id != "passport-4-cell"]
    return made


def _typed(solved, money):
    """The numbers of somebody else are typed in; the outputs claim that all is right."""
    made = nbformat.from_dict(solved)
    for cell in made.cells:
        if cell.id == "passport-2-cell":
            cell.source = f'check("00.2", {money!r})'
            cell.outputs = [nbformat.v4.new_output("stream", text="✓ 00.2 Right.")]
    return made


def _broken(solved):
    """One cell is half edited, one uses a name that is not there, one goes to the network."""
    made = nbformat.from_dict(solved)
    for cell in made.cells:
        if cell.id == "passport-1-cell":
            cell.source = 'counted = tuple(files[heaps\ncheck("00.1", counted)'
        if cell.id == "passport-2-cell":
            cell.source = 'harbour = nothing\ncheck("00.2", harbour)'
        if cell.id == "passport-3-cell":
            cell.source = "import socket\nsocket.create_connection(('127.0.0.1', 9))"
            cell.source += '\ncheck("00.3", 1)'
    return made
