"""What does a chapter display?"""

from helpers.show.blocks import (
    Column,
    blank,
    can,
    chart,
    column,
    finding,
    left_out,
    note,
    table,
    worksheet,
)
from helpers.show.keeping import keep

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
