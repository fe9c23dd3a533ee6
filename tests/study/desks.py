"""A trainee's desk for tests: a folder of one's own, and a company that is written once for all."""

import shutil
from pathlib import Path

from helpers import language, project
from helpers.sample.world.chance import SEED
from helpers.study import desk
from helpers.study.company import Company
from helpers.study.desk import Desk

# the seed of the fast gear, whose company stands in the repository, and those of the slow one
QUICK, OTHERS = SEED, (7, 11)


def folder_of(seed: int, shared) -> Path:
    """Folder with ``data`` and ``reports`` in which the company of a seed stands, and was read."""

    def make(folder: Path) -> None:
        _say(folder)
        if seed == SEED:
            shutil.copytree(project.ROOT / "data" / "sample", folder / "data" / "sample")
        assert Company(seed).records

    return shared.once(f"study-{seed}", make)


def _say(folder: Path) -> None:
    project.set_variables(project.words(data=folder / "data", reports=folder / "reports"))


def sit(seed: int, shared, folder: Path, spoken: str = "en") -> Desk:
    """Take a fresh desk in ``folder`` for the company of a seed."""
    _say(folder_of(seed, shared))
    language.use(spoken)
    return desk.take(Desk(folder, "anna", seed))
