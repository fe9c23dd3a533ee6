"""What do cells mean in a column of their own, or together in one, whatever file they stand in?

The same decision and the same reading as of a file, without the file: many columns cost one query.
"""

import math
from collections.abc import Iterable, Sequence
from datetime import date

import duckdb
import pandas as pd

from helpers.records import decide
from helpers.records.cells import days, order_of_days, values
from helpers.records.cells.other_marks import usual
from helpers.records.engagement.format import Format
from helpers.records.query import Rows

TOLD = Format()


def money_alone(cells: Sequence[str], *, fallback: str = ",") -> list[float]:
    """Each cell read as money in a column in which it is the only one; NaN where unreadable."""
    table = _columns([cell] for cell in cells)
    ways = {}
    for i in range(len(cells)):
        seen = decide.look(table, {"amount": ("money", [i])}, TOLD)
        (decision,) = decide.decide([seen], [TOLD], fallback=fallback)
        decimal = decision.decimal.get(f"amount {i}", decision.default_decimal)
        ways[f"x{i}"] = values.NumberWay(f"c{i}", decimal)
    (read,) = values.with_numbers(table, ways).ask(", ".join(ways))
    return [math.nan if x is None else float(x) for x in read]


def days_alone(cells: Sequence[str], *, months: bool = False) -> list[date | None]:
    """Each cell read as a day in a column in which it is the only one."""
    return [day for (day,) in days_of([[cell] for cell in cells], months=months)]


def days_of(columns: Sequence[Sequence[str]], *, months: bool = False) -> list[list[date | None]]:
    """Days of the columns, each decided by itself; None where a cell is none."""
    table = usual(_columns(columns), [f"c{i}" for i in range(len(columns))])
    ways = {}
    for i in range(len(columns)):
        order, _ = order_of_days.decide(order_of_days.look(table, i), [], None)
        ways[f"x{i}"] = days.DayWay(f"c{i}", *order, months=months)
    read = days.with_days(table, ways).ask(", ".join(ways), "ORDER BY line")
    return [[row[i] for row in read[: len(cells)]] for i, cells in enumerate(columns)]


def _columns(columns: Iterable[Sequence[str]]) -> Rows:
    """Columns side by side, as an export is kept before it is read."""
    frame = pd.DataFrame({f"c{i}": pd.Series(list(c), dtype="str") for i, c in enumerate(columns)})
    con = duckdb.connect()
    con.register("cells", frame.assign(line=range(len(frame))))
    return Rows(con, "SELECT * FROM cells", (*frame.columns, "line"))
