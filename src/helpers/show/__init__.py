"""What does a chapter display?"""

from helpers.language.cells import Column
from helpers.language.columns import blank, column
from helpers.show.asking import can, left_out
from helpers.show.blocks import chart, finding, note, table, worksheet
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
