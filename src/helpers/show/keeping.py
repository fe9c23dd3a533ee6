"""Which result tables does a run keep, and how are they written?"""

import csv
import re

import pandas as pd

from helpers import project
from helpers.language.cells import for_csv
from helpers.show import many_rows

MANY = 30_000  # cells; fewer are written before an engine has begun
MONEY = re.compile(r"^(amount|at_stake|expected_gain|expected_value)")


def keep(name: str, frame: pd.DataFrame | None) -> None:
    """Write a result table of the run as CSV; nothing when a chapter is read by hand.

    None is a table that the records could not give: it is not written.

    UTF-8, ISO dates, plain numbers: six decimals at most, money two. The index is left out.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise ValueError(f"a result table is named in small letters and _, not {name!r}")
    folder = project.results_folder()
    if folder is None or frame is None:
        return
    decimals = [2 if MONEY.match(str(column)) else 6 for column in frame.columns]
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(map(str, frame.columns))
        if frame.size >= MANY and len(decimals) > 1:  # an empty cell alone in its row is quoted
            file.writelines(many_rows.lines(frame, decimals))
            return
        for row in frame.itertuples(index=False, name=None):
            lines.writerow([for_csv(x, n) for x, n in zip(row, decimals, strict=True)])
