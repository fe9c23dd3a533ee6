"""Which company does a trainee work on? One of an own seed, with other truths and other names."""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml
from filelock import FileLock

from helpers import project
from helpers.language import values
from helpers.records import Records, load
from helpers.sample import write_sample
from helpers.sample.truths.truths import TRUTHS
from helpers.sample.world.chance import SEED

UNFIT: frozenset[int] = frozenset()  # seeds in whose company a planted truth cannot be found
HIDDEN = f".{TRUTHS}"  # out of sight of who works in the folder


class Company:
    """The invented client of one seed: its records as they came, and what was planted in it.

    Parameters
    ----------
    seed
        Which one; that of the repository has a folder already.
    language
        In which its records speak.
    """

    def __init__(self, seed: int, language: str = "") -> None:
        self.seed, self.language = seed, language
        self._frames: dict[str, pd.DataFrame] = {}

    @property
    def name(self) -> str:
        """Name of its folder among the clients: ``study-7``."""
        return "sample" if self.seed == SEED else f"study-{self.seed}"

    @property
    def folder(self) -> Path:
        """Its raw files; written by the first who asks, which takes a quarter of a minute."""
        return written(self.seed, project.data_root() / self.name)

    @cached_property
    def records(self) -> Records:
        """Its records, as :func:`helpers.records.load` gives them."""
        folder = self.folder
        records = load(folder.name, data=folder.parent, language=self.language)
        values.use({})  # an answer names what stands in the table
        return records

    def frame(self, name: str) -> pd.DataFrame:
        """Return one of its tables as pandas; a copy, so that nobody spoils it for the next."""
        if name not in self._frames:
            self._frames[name] = self.records.frame(name)
        return self._frames[name].copy()

    @cached_property
    def truths(self) -> Mapping[str, Any]:
        """What was planted in it."""
        known = [self.folder / HIDDEN, self.folder / TRUTHS]
        path = next(path for path in known if path.is_file())
        return yaml.safe_load(path.read_text("utf-8"))


@lru_cache(maxsize=4)
def company(seed: int, language: str, data: Path, reports: Path) -> Company:
    """The company of a seed, opened once for all lessons of a process.

    ``data`` and ``reports`` are where it stands and where what was read of it is kept.
    """
    return Company(seed, language)


def written(seed: int, folder: Path) -> Path:
    """Write the company of a seed into ``folder``, unless it stands there; give the folder."""
    if (folder / "engagement.yml").is_file():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_name(f".{folder.name}.lock")):
        if not (folder / "engagement.yml").is_file():
            _write(seed, folder)
    return folder


def _write(seed: int, folder: Path) -> None:
    aside = folder.with_name(f".{folder.name}.writing")
    write_sample(aside, seed)
    (aside / TRUTHS).rename(aside / HIDDEN)
    folder.mkdir(exist_ok=True)
    for path in sorted(aside.iterdir(), key=lambda p: p.name == "engagement.yml"):
        path.replace(folder / path.name)  # the engagement last: it says that all is there
    aside.rmdir()


def fit(seed: int) -> bool:
    """May this seed be given to a trainee: can every planted truth be found in its company?"""
    return seed not in UNFIT
