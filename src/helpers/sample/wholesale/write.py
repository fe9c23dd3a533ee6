"""How does the invented wholesaler come onto the disk?"""

from pathlib import Path

import pandas as pd

from helpers.sample.files import formats
from helpers.sample.files.engagement import mapped
from helpers.sample.truths.truths import TRUTHS, written
from helpers.sample.wholesale.simulate import simulate
from helpers.sample.wholesale.sources import SOURCES
from helpers.sample.wholesale.truths import COMMENTS, sections
from helpers.sample.world.chance import SEED

HEAD = """\
# An invented wholesaler, written by `workbook sample` with the trade `wholesale`.
# What was planted in it stands in truths.yml, which no chapter reads.

title: {title}
language: en
currency: EUR
customers_are: companies
as_of: 2025-12-31
question: Who earns, who costs, and what do we give away?

tables:
"""


def write_wholesale(folder: Path, seed: int = SEED) -> None:
    """Write the wholesaler into ``folder``: exports, engagement and planted truths.

    The same ``seed`` writes the same bytes. Files of other names in ``folder`` are left alone.
    """
    folder.mkdir(parents=True, exist_ok=True)
    firm = simulate(seed)
    _write_sales(firm.sales, folder)
    for name, frame in firm.tables.items():
        names = SOURCES[name].columns
        table = frame[list(names)].rename(columns=names)
        path = folder / str(SOURCES[name].files)
        if path.suffix == ".xlsx":
            formats.write_book(path, formats.Sheet("Sheet1", table))
        elif path.suffix == ".parquet":
            formats.write_parquet(table, path)
        else:
            formats.write_csv(_days(table, "received" in names), path, separator=";")
    text = HEAD.format(title=firm.planted.title) + mapped(SOURCES)
    (folder / "engagement.yml").write_text(text, encoding="utf-8", newline="\n")
    told = written(sections(firm), COMMENTS)
    (folder / TRUTHS).write_text(told, encoding="utf-8", newline="\n")


def _days(table: pd.DataFrame, hours: bool) -> pd.DataFrame:
    written_as = "%d.%m.%Y %H:%M" if hours else "%d.%m.%Y"
    dates = table.select_dtypes("datetime")
    return table.assign(**{c: dates[c].dt.strftime(written_as) for c in dates})


def _write_sales(lines: pd.DataFrame, folder: Path) -> None:
    """Two exports of the old system and one of the new, amounts spoilt where they are."""
    names = SOURCES["sales"].columns
    year = lines["day"].dt.year
    frame = lines.assign(date=lines["day"])
    frame["amount"] = frame["amount"].astype(object).where(~lines["unreadable"], "#N/A")
    frame = frame[list(names)].rename(columns=names)
    for name, rows in (("ledger_2022_2023.csv", year <= 2023), ("ledger_2024.csv", year == 2024)):
        formats.write_csv(_days(frame[rows], hours=False), folder / name, separator=";")
    last = frame[year == 2025]
    formats.write_book(folder / "orders_2025.xlsx", formats.Sheet("Orders", last, ("Orders", "")))
