"""What is drawn in the cells of a table? A line for a trend, a bar beside a number."""

from collections.abc import Sequence
from typing import Any

from helpers.figures.sparkline import bar, sparkline
from helpers.language.shapes import ColumnShape

BAR_WIDTH = 40.0  # points


def cell_marks(
    columns: Sequence[ColumnShape], rows: Sequence[Sequence[Any]], *, ink: str, signal: str
) -> list[list[str]]:
    """Pictures of a table, cell by cell.

    Parameters
    ----------
    columns
        As in the JSON of a table; those of the kind ``trend`` and those marked ``bar`` are drawn.
    rows
        Raw values.
    ink, signal
        Colours: of lines and bars, and of what is below zero or the last of its line.

    Returns
    -------
    As many lists as ``rows``, each as long as ``columns``; an SVG, or an empty string.
    """
    drawn = [_column(column, [row[x] for row in rows], ink, signal)
             for x, column in enumerate(columns)]  # fmt: skip
    return [list(row) for row in zip(*drawn, strict=True)] if columns else [[] for _ in rows]


def _column(column: ColumnShape, values: list[Any], ink: str, signal: str) -> list[str]:
    if column["kind"] == "trend":
        return [sparkline(v, line=ink, end=signal) if v else "" for v in values]
    if column.get("mark") != "bar":
        return [""] * len(values)
    largest = max((abs(v) for v in values if v is not None), default=0.0)
    return [
        bar(abs(v) / largest, fill=ink if v > 0 else signal, width=BAR_WIDTH) if v else ""
        for v in values
    ]
