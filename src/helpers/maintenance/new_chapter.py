"""How does a chapter of one's own begin? With a copy of ``templates/chapter`` that runs at once."""

import keyword
import re
import shutil
from pathlib import Path

from helpers import project
from helpers.errors import ClientDataError

FIRST = 16  # up to 15 the chapters are those of the workbook
NAME, NUMBER = "chapter_name", "chapter_number"  # how the template calls what it does not know
WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
LONGEST = 30
TEMPLATE = project.TEMPLATES / "chapter"


def new_chapter(name: str, number: str = "", *, root: Path = project.ROOT) -> list[Path]:
    """Write the files of a new chapter that works, for its author to change.

    Parameters
    ----------
    name
        One word in small letters: the chapter's folder and the end of its notebook's name.
    number
        Place among the chapters; empty for the next that is free after 15.

    Returns
    -------
    Notebook, modules and test. The notebook is written last: half a chapter is never run.

    Raises
    ------
    ClientDataError
        The name is no word, it or the number is taken, or a folder cannot be written. Nothing
        is left behind then.
    """
    if root == project.ROOT:
        project.refuse_installed("A chapter of your own")
    _check_name(name)
    free = _number(number, root)
    folders = [root / "src/helpers/analysis" / name, root / "tests/analysis" / name]
    taken = [*folders, *root.glob(f"notebooks/[0-9][0-9]_{name}.ipynb")]
    there = [path.relative_to(root).as_posix() for path in taken if path.exists()]
    if there:
        raise ClientDataError(f"There is a chapter '{name}' already: {', '.join(there)}.")
    code, tests = folders
    targets = {
        code / "__init__.py": "__init__.py",
        code / "inputs.py": "inputs.py",
        code / "findings.py": "findings.py",
        tests / f"test_{name}.py": f"test_{NAME}.py",
        root / "notebooks" / f"{free}_{name}.ipynb": "chapter.ipynb",
    }
    try:
        for path, source in targets.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(_filled(TEMPLATE / source, name, free), "utf-8")
    except OSError as error:
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        raise ClientDataError(f"Cannot write {error.filename}: {error.strerror}.") from error
    return [*reversed(targets)]


def _check_name(name: str) -> None:
    asked = "For example: make chapter NAME=weekdays"
    if not name:
        raise ClientDataError(f"What is the chapter called? {asked}")
    if not WORD.fullmatch(name) or len(name) > LONGEST:
        raise ClientDataError(
            f"A chapter is named with one word of small Latin letters and digits, at most "
            f"{LONGEST} of them, not {name!r}. {asked}"
        )
    for keeper, keeps in (
        ("Python", keyword.iskeyword(name)),
        ("Windows", project.KEPT_BY_WINDOWS.fullmatch(name)),
    ):
        if keeps:
            raise ClientDataError(
                f"{keeper} keeps the name {name!r} for itself; take another. {asked}"
            )


def _number(asked: str, root: Path) -> str:
    taken = {path.name[:2] for path in root.glob("notebooks/[0-9][0-9]_*.ipynb")}
    if not asked:
        return next(n for n in map(str, range(FIRST, 100)) if n not in taken)
    if not re.fullmatch(r"[0-9]{1,2}", asked) or asked.zfill(2) in taken:
        raise ClientDataError(
            f"NUMBER must be one from 00 to 99 that no chapter has, not {asked!r}. "
            f"Taken: {', '.join(sorted(taken))}."
        )
    return asked.zfill(2)


def _filled(path: Path, name: str, number: str) -> str:
    text = path.read_text("utf-8").replace(NUMBER, number).replace(NAME, name)
    return text.replace(NAME.replace("_", "-"), name.replace("_", "-"))  # ids of the cells
