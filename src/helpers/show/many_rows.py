"""How is a large table written as CSV without a look at each of its cells?

The engine writes what ``for_csv`` and Python's ``csv`` would write, column by column; a column
of which it would write something else (dates as objects, numbers beyond all accounts) is still
written cell by cell.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from functools import cache

import duckdb
import pandas as pd
import pyarrow as pa

from helpers.language.cells import FORMULA, for_csv

ROWS = 100_000  # held as text at a time
LARGEST = 1e15  # beyond, the engine writes other digits than Python
MEMORY = "400MB"


def lines(frame: pd.DataFrame, decimals: Sequence[int]) -> Iterator[str]:
    """Rows of ``frame`` as lines of a CSV file, with these decimals for each column.

    Yields
    ------
    Some lines together, each with its end.
    """
    names = [f"c{nth}" for nth in range(len(decimals))]
    with duckdb.connect(config={"threads": 2, "memory_limit": MEMORY}) as con:
        for start in range(0, len(frame), ROWS):
            rows = frame.iloc[start : start + ROWS]
            columns = [_column(rows.iloc[:, n], decimals[n], name) for n, name in enumerate(names)]
            con.register("part", pa.table([array for array, _ in columns], names))
            line = " || ',' || ".join(f"coalesce({cell}, '')" for _, cell in columns)
            told = con.execute(f"SELECT {line} || chr(10) FROM part").fetchall()
            yield "".join(text for (text,) in told)


def _column(cells: pd.Series, digits: int, name: str) -> tuple[pa.Array, str]:
    """Cells for the engine, and the SQL of how it writes them."""
    kind = cells.dtype
    if pd.api.types.is_bool_dtype(kind):
        told = f"CASE {name} WHEN true THEN 'yes' WHEN false THEN 'no' END"
        return pa.array(cells, pa.bool_(), from_pandas=True), told
    if pd.api.types.is_integer_dtype(kind):
        return pa.array(cells, from_pandas=True), f"CAST({name} AS VARCHAR)"
    if pd.api.types.is_float_dtype(kind) and not _beyond(cells).any():
        numbers = cells.to_numpy("float64", na_value=float("nan"))
        return pa.array(numbers, from_pandas=True), _number(name, digits)
    if isinstance(kind, pd.StringDtype):
        return pa.array(cells, pa.string(), from_pandas=True), _quoted(_no_formula(name))
    if pd.api.types.is_datetime64_dtype(kind):
        return pa.array(cells.dt.floor("s"), from_pandas=True), _moment(name)
    return pa.array([for_csv(x, digits) for x in cells], pa.string()), _quoted(name)


def _beyond(cells: pd.Series) -> pd.Series:
    return (cells.abs() >= LARGEST) & (cells.abs() != float("inf"))


def _number(name: str, digits: int) -> str:
    plain = f"rtrim(rtrim(format('{{:.{digits}f}}', {name}), '0'), '.')"
    return f"CASE WHEN isfinite({name}) THEN CASE {plain} WHEN '-0' THEN '0' ELSE {plain} END END"


def _moment(name: str) -> str:
    """A day, with the time of the day where it is not midnight."""
    day, time = f"strftime({name}, '%Y-%m-%d')", f"strftime({name}, 'T%H:%M:%S')"
    return f"{day} || CASE WHEN {time} = 'T00:00:00' THEN '' ELSE {time} END"


def _no_formula(name: str) -> str:
    signs = ", ".join(f"chr({ord(sign)})" for sign in FORMULA)
    return f"CASE WHEN left({name}, 1) IN ({signs}) THEN chr(39) || {name} ELSE {name} END"


def _quoted(text: str) -> str:
    odd = " OR ".join(f"contains({text}, chr({ord(sign)}))" for sign in _signs_in_quotes())
    doubled = f"""'"' || replace({text}, '"', '""') || '"'"""
    return f"CASE WHEN {odd} THEN {doubled} ELSE {text} END"


@cache
def _signs_in_quotes() -> str:
    """Signs for which this version of Python puts quotation marks around a cell."""
    return "".join(sign for sign in ',"\n\r' if _line(["a" + sign, ""])[0] == '"')


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(cells)
    return text.getvalue()
