"""How does the sample client come onto the disk?"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.records.sources.files import TRANSLATIONS
from helpers.sample.files import formats
from helpers.sample.files.engagement import engagement_text
from helpers.sample.files.sources import REGISTERS, ROOM, SOURCES
from helpers.sample.files.write_sales import write_sales
from helpers.sample.truths.truths import TRUTHS, truths_text
from helpers.sample.world.chance import SEED
from helpers.sample.world.simulate import Company, simulate

DATES = "%d.%m.%Y"


def write_sample(folder: Path, seed: int = SEED) -> None:
    """Write the sample client into ``folder``: exports, engagement and planted truths.

    The same ``seed`` writes the same bytes. Files of other names in ``folder`` are left
    alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    company = simulate(seed)
    contents = write_sales(company.sales, folder, company.title)
    for name, write in WRITERS.items():
        frame = company.tables[name]
        write(_renamed(name, frame), folder / str(SOURCES[name].files))
    for book in (REGISTERS, ROOM):
        formats.write_book(folder / book, *_sheets(book, company))
    text = {
        "engagement.yml": engagement_text(company.title),
        TRUTHS: truths_text(company, contents),
    }
    text[TRANSLATIONS] = (Path(__file__).parent / TRANSLATIONS).read_text("utf-8")
    for name, words in text.items():
        (folder / name).write_text(words, encoding="utf-8", newline="\n")


def _renamed(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    names = SOURCES[name].columns
    return frame[list(names)].rename(columns=names)


def _sheets(book: str, company: Company) -> list[formats.Sheet]:
    """Sheets of a book that holds several tables."""
    return [
        formats.Sheet(source.format["sheet"], _renamed(name, company.tables[name]))
        for name, source in SOURCES.items()
        if source.files == book
    ]


def _csv(date_format: str = "%Y-%m-%d", **options: Any) -> Callable[[pd.DataFrame, Path], None]:
    def write(frame: pd.DataFrame, path: Path) -> None:
        dates = frame.select_dtypes("datetime")
        frame = frame.assign(**{c: dates[c].dt.strftime(date_format) for c in dates})
        formats.write_csv(frame, path, **options)

    return write


def _decimal_commas(frame: pd.DataFrame, path: Path) -> None:
    costs = frame["Cost"].map(formats.money_text).astype(object)
    _csv(DATES, separator=";")(frame.assign(Cost=costs), path)


def _spend(frame: pd.DataFrame, path: Path) -> None:
    preface = ("Marketing money, without VAT", "")
    formats.write_book(path, formats.Sheet("Spend", frame, preface, ("Spent",)))


def _surveys(frame: pd.DataFrame, path: Path) -> None:
    formats.write_book(path, formats.Sheet("Answers", frame))


def _parquet(frame: pd.DataFrame, path: Path) -> None:
    frame["day"] = frame["day"].dt.date
    formats.write_parquet(frame, path)


WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "customers": _csv(bom=True),
    "service_costs": _decimal_commas,
    "contacts": _parquet,
    "leads": _csv(),
    "spend": _spend,
    "surveys": _surveys,
    "switching": _csv(separator=";"),
    "expectations": _csv(),
    "relationship": _csv(separator="\t"),
    "requests": _csv("%Y-%m-%d %H:%M"),
    "referrals": _csv(),
    "bonuses": _csv(DATES, separator=";"),
    "losses": _csv(),
}
