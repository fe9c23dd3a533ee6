"""How does a trainee's folder come about, so that nothing in it is ever written over?"""

import json
import secrets
from collections.abc import Callable
from functools import partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers import language
from helpers.cache.hashes import write_whole
from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.language.catalogue import translated
from helpers.study import course, desk
from helpers.study.company import fit
from helpers.study.course import Lesson
from helpers.study.desk import WHO, Desk
from helpers.study.handed_out import versions
from helpers.study.handed_out.start_page import START, start_page

SEEDS = 9_000  # own companies are those of 1,000 to 9,999
ANYBODY = "trainee"
SURROUNDINGS = {
    # errors are sentences from the first cell on, also where the opening cells were deleted
    ".ipython/profile_default/startup/00-course.py": (
        "from helpers.study import errors_in_words\n\nerrors_in_words.set_up()\n"
    ),
    # nobody is asked whether news shall be fetched: nothing is
    ".lab/@jupyterlab/apputils-extension/notification.jupyterlab-settings": (
        '{"fetchNews": "false", "checkForUpdates": false}\n'
    ),
}


def prepare(folder: Path, name: str = "", seed: str = "", spoken: str = "en") -> Desk:
    """Make ``folder`` ready for a trainee: who, the lessons, a page to start from.

    What stands there already is left as it is, whatever it is.

    Parameters
    ----------
    folder
        ``work/``, or another that was named.
    name, seed
        As they were typed; empty for those that stand there, or for new ones.
    spoken
        Language of the lessons.

    Raises
    ------
    ClientDataError
        The folder is another trainee's, or of another seed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    at = _who(folder, name.strip(), seed.strip())
    for lesson in course.lessons():
        make = partial(lesson_for, lesson, at.seed, spoken)
        _put(folder / spoken / f"{lesson.name}.ipynb", make)
    _put(folder / spoken / START, partial(start_page, at, spoken))
    for path, text in SURROUNDINGS.items():
        _put_text(folder / path, text)
    return at


def _put_text(path: Path, text: str) -> None:
    """Write a text where there is none yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        write_whole(path, text.encode("utf-8"))


def lesson_for(lesson: Lesson, seed: int, spoken: str) -> NotebookNode:
    """A lesson as one trainee gets it: with dots, in a language, for a company."""
    words = translated(versions.trainee(lesson.notebook()), spoken)
    return versions.own(words, seed, spoken, lesson.number)


def _put(path: Path, make: Callable[[], NotebookNode]) -> None:
    """Make a notebook, and write it, where there is none yet."""
    if path.exists() or path.is_symlink():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, (nbformat.writes(make(), version=4) + "\n").encode("utf-8"))


def _who(folder: Path, name: str, seed: str) -> Desk:
    if (folder / WHO).exists():
        at = desk.read(folder)
        _refuse_another(at, name, seed)
        return at
    number = _number(seed)
    told = f"trainee: {json.dumps(name or ANYBODY, ensure_ascii=False)}\nseed: {number}\n"
    write_whole(folder / WHO, told.encode("utf-8"))
    return desk.read(folder)


def _refuse_another(at: Desk, name: str, seed: str) -> None:
    if name and name != at.trainee:
        text = tr(
            "%(folder)s belongs to %(trainee)s, and nothing of it is written over. "
            "Take a folder of your own: make study NAME=%(name)s WORK=work-%(name)s"
        )
        said = {"folder": at.folder, "trainee": at.trainee, "name": name}
        raise ClientDataError(text % said)
    if seed and seed != str(at.seed):
        text = tr(
            "%(folder)s is of seed %(mine)s, and answers would no longer fit. "
            "Take a folder of its own: make study SEED=%(seed)s WORK=work-%(seed)s"
        )
        raise ClientDataError(text % {"folder": at.folder, "mine": at.seed, "seed": seed})


def _number(seed: str) -> int:
    if not seed:
        drawn = (1000 + secrets.randbelow(SEEDS) for _ in range(1000))
        return next(number for number in drawn if fit(number))
    if not seed.isascii() or not seed.isdigit() or len(seed) > 9:
        said = {"found": seed[:40]}
        raise ClientDataError(tr("SEED must be a whole number, not '%(found)s'.") % said)
    if not fit(int(seed)):
        text = tr("The company of seed %(seed)s is not given out: a truth in it cannot be found.")
        raise ClientDataError(text % {"seed": seed})
    return int(seed)


def spoken_in(typed: str) -> str:
    """Language of the lessons: the one typed, else English; it is spoken from now on."""
    language.use(typed or "en")
    return typed or "en"
