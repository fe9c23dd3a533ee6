"""Who is learning here, and on which company?

``work/who.yml`` says it. The desk also hears every answer that is given while it stands, so that
tests and grades know what a notebook asked to have checked.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from helpers import language, project
from helpers.errors import ClientDataError
from helpers.language import tr
from helpers.study.company import Company, company

WHO = "who.yml"
PROGRESS = ".progress.json"


@dataclass
class Heard:
    """One call of ``check``: which exercise, the answer as plain values, and what was said."""

    id: str
    value: Any
    state: str
    says: str = ""
    mistake: str = ""


@dataclass
class Desk:
    """One trainee's place: the folder, the name, the seed, and what was said there."""

    folder: Path
    trainee: str
    seed: int
    heard: list[Heard] = field(default_factory=list)
    hinted: list[str] = field(default_factory=list)

    @property
    def company(self) -> Company:
        """The company that this trainee works on."""
        roots = project.data_root(), project.reports_root()
        return company(self.seed, language.current(), *roots)

    @property
    def progress_file(self) -> Path:
        """Where is kept what has been tried."""
        return self.folder / PROGRESS


_taken: list[Desk] = []


def take(desk: Desk) -> Desk:
    """Sit down at a desk: from now on answers are held against its company."""
    _taken[:] = [desk]
    return desk


def leave() -> None:
    """Stand up: the next question finds its desk anew."""
    _taken.clear()


def current() -> Desk:
    """The desk taken, else the one of the folder that the notebook stands in.

    Raises
    ------
    ClientDataError
        There is none, or its ``who.yml`` cannot be read.
    """
    if not _taken:
        folder = Path.cwd().name  # lessons of a language stand in a folder called like it
        language.use(folder if folder in language.LANGUAGES else language.current())
        take(read(found()))
    return _taken[0]


def found(start: Path | None = None) -> Path:
    """Nearest folder above with a ``who.yml``; else the one that make prepares."""
    here = (start or Path.cwd()).resolve()
    above = (p for p in (here, *here.parents) if (p / WHO).is_file())
    return next(above, None) or project.work_root()


def read(folder: Path) -> Desk:
    """Read whose folder this is.

    Raises
    ------
    ClientDataError
        It has no ``who.yml``, or one without a trainee and a seed.
    """
    path = folder / WHO
    if not path.is_file():
        text = tr("Nobody has begun to learn in %(folder)s. Type: make study")
        raise ClientDataError(text % {"folder": folder})
    try:
        told = yaml.safe_load(path.read_text("utf-8", errors="replace"))
        return Desk(folder, str(told["trainee"]), _seed(told["seed"]))
    except (yaml.YAMLError, KeyError, TypeError, ValueError):
        text = tr(
            "%(path)s must have two lines, for example:\ntrainee: anna\nseed: 7\n"
            "Put them right, or move the file away and type: make study"
        )
        raise ClientDataError(text % {"path": path}) from None


def _seed(told: Any) -> int:
    if isinstance(told, bool) or not isinstance(told, int) or not 0 <= told < 10**9:
        raise ValueError(told)
    return told
