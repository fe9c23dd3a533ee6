"""What does a chapter display?"""

from helpers.show.blocks import (
    Column,
    blank,
    can,
    chart,
    column,
    finding,
    keep,
    left_out,
    note,
    table,
    worksheet,
)

__all__ = [
    "Column",
    "blank",
    "can",
    "chart",
    "column",
    "finding",
    "keep",
    "left_out",
    "note",
    "table",
    "worksheet",
]
